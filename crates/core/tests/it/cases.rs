//! How many random cases a property is tried on: some hundreds, or many thousands by night.

use proptest::prelude::ProptestConfig;

/// `usual` cases, or `LANDLEDGER_NIGHTLY` times as many where that is set (see `scripts/nightly`).
pub(crate) fn cases(usual: u32) -> ProptestConfig {
    let times = match std::env::var("LANDLEDGER_NIGHTLY") {
        Ok(times) => times.parse().expect("LANDLEDGER_NIGHTLY is how many times as many cases to try"),
        Err(_) => 1,
    };
    ProptestConfig {
        cases: usual * times,
        failure_persistence: None,
        max_shrink_iters: 300,
        ..ProptestConfig::default()
    }
}
