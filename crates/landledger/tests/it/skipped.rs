//! A test that cannot run here says so; where everything must run, it fails.

use std::io::Write;

/// Says why a test is skipped.
///
/// # Panics
/// With `CI=true`: there a test that is not run would go unnoticed.
pub(crate) fn skipped(why: &str) {
    assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "with CI=true every test must run, but {why}");
    skipped_anywhere(why);
}

/// The same for what a machine that runs everything need not have either.
pub(crate) fn skipped_anywhere(why: &str) {
    // Not `eprintln!`: the test harness would swallow it.
    std::io::stderr().write_all(format!("skipped: {why}\n").as_bytes()).unwrap();
}
