//! Ctrl-C: the first asks the run to end cleanly, the second ends it at once.

use std::sync::atomic::{AtomicBool, Ordering};

static STOP: AtomicBool = AtomicBool::new(false);

/// Listens for Ctrl-C and a polite kill. Without a handler the system's own applies.
pub(crate) fn listen() {
    let _ = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::SeqCst) {
            #[expect(clippy::exit, reason = "the user asked twice")]
            std::process::exit(landledger::ExitStatus::Failed as i32);
        }
    });
}

/// True once the user asked to stop.
pub(crate) fn was_asked() -> bool {
    STOP.load(Ordering::SeqCst)
}
