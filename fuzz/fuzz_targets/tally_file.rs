//! Any bytes are a tally file or are refused; a tally that is read can be written, and read again as the same.

#![no_main]

use landledger_report::{parse_tally, write_tally};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok((tally, provenance)) = parse_tally(bytes) else { return };
    let mut written = Vec::new();
    write_tally(&tally, &provenance, &mut written).expect("memory can be written to");
    let (again, _) = parse_tally(&written).expect("what was written can be read");
    assert_eq!(again, tally);
});
