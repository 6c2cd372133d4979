//! The same for many items on several threads.

use crate::TallyFault;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Does something for every item on several threads; results come in the order of the items.
///
/// Each thread opens what it works with once; items are taken one by one, because a zone may be a thousand times the next.
///
/// # Errors
/// When something cannot be opened. What is found about a single item is its own result.
pub fn per_item<I: Sync, W, T: Send, E: Send>(
    items: &[I],
    open: impl Fn() -> Result<W, E> + Sync,
    work: impl Fn(&mut W, &I) -> T + Sync,
) -> Result<Vec<T>, E> {
    let next = AtomicUsize::new(0);
    let of_thread = || {
        let mut done = Vec::new();
        let mut opened = None;
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else { return Ok(done) };
            let with = match &mut opened {
                Some(with) => with,
                none => none.insert(open()?),
            };
            done.push((index, work(with, item)));
        }
    };
    // One item is not worth waking other threads for.
    let of_threads = if items.len() < 2 { vec![of_thread()] } else { rayon::broadcast(|_| of_thread()) };
    let mut all = of_threads.into_iter().collect::<Result<Vec<Vec<_>>, E>>()?.into_iter().flatten().collect::<Vec<_>>();
    all.sort_by_key(|&(index, _)| index);
    Ok(all.into_iter().map(|(_, result)| result).collect())
}

/// Does some work in which [`per_item`] uses just so many threads.
///
/// # Errors
/// When the system does not give so many threads.
pub fn on_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> Result<T, TallyFault> {
    let threads = threads.max(1);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| TallyFault::Threads { threads, reason: error.to_string() })?;
    Ok(pool.install(work))
}

/// From now on [`per_item`] and all else that a program does for many items uses so many threads at most: for a command that
/// was told how many it may use. Called once, before anything else; a tally has its own number of threads.
pub fn limit_threads(threads: usize) {
    // Where threads run already, somebody else decided how many.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(threads.max(1)).build_global();
}
