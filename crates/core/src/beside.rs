//! One thing done beside another.

/// Does `side` on a thread of its own while the caller does `main`; gives back what both gave. Threads are started in
/// this crate only: whoever has something to do while a tally runs does it here.
///
/// # Panics
/// When one of them panics.
///
/// # Example
/// ```
/// let (sum, product) = landledger_core::beside(|| 2 * 3, || 2 + 3);
/// assert_eq!((sum, product), (5, 6));
/// ```
pub fn beside<M, S: Send>(side: impl FnOnce() -> S + Send, main: impl FnOnce() -> M) -> (M, S) {
    std::thread::scope(|scope| {
        let side = scope.spawn(side);
        let main = main();
        let side = side.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        (main, side)
    })
}
