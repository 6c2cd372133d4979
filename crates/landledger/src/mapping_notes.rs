//! What a study took from a mapping.

use crate::study::{Study, ValueStudy};

/// Which classes are what a mapping says they are, and which of its own the legend does not have.
pub(crate) fn of_mapping(study: &Study) -> Option<String> {
    let Some(ValueStudy::Equivalents { mapping: Some(mapping), .. }) = &study.value else { return None };
    let codes: Vec<String> = mapping.classes.iter().map(u16::to_string).collect();
    let mut note = format!(
        "the mapping {} speaks of the classes {}; what [value.classes] says goes before it",
        mapping.origin,
        codes.join(", ")
    );
    if !mapping.not_in_legend.is_empty() {
        let theirs: Vec<String> = mapping.not_in_legend.iter().map(|class| format!("`{class}`")).collect();
        note.push_str("; the legend has no ");
        note.push_str(&theirs.join(", "));
    }
    Some(note)
}
