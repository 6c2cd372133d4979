//! Any bytes are a tally file or are refused; a file that is read can be written, and read again as the same.

#![no_main]

use landledger_report::{parse_tally, write_tally};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(file) = parse_tally(bytes) else { return };
    // Every sum that tables are made of.
    for by_rule in &file.tallies {
        let tally = &by_rule.tally;
        let _ = (tally.by_zone(), tally.study().total());
        (0..tally.groups().len()).for_each(|group| drop(tally.group(group)));
    }
    let mut written = Vec::new();
    write_tally(&file, &mut written).expect("memory can be written to");
    assert_eq!(parse_tally(&written).as_ref(), Ok(&file));
});
