//! Which built-in legends fit the codes of the rasters: told, never chosen. Code 4 is water in one and grassland in another.

use crate::builtin::{Builtin, LEGENDS};
use crate::error::Error;
use crate::inputs::Inputs;
use crate::study::{Study, TableOrigin};
use landledger_reader::{CodeCounts, RasterFacts, scan_codes};
use std::collections::{BTreeMap, BTreeSet};

/// Cells that are looked at in all epochs together; small rasters are read whole.
const CELLS_TO_READ: u64 = 50_000_000;

/// Codes in a list; a longer one helps nobody.
const SHOWN: usize = 40;

/// What the rasters hold, beside what the study says they hold.
#[derive(Debug, Default)]
pub(crate) struct CodesFound {
    /// In words.
    pub(crate) line: String,
    /// What to look at before running.
    pub(crate) notes: Vec<String>,
}

/// Names of the built-in legends that know every code, or say that it means nodata; 0 is taken for background.
pub(crate) fn presets_that_fit(codes: &(impl Iterator<Item = i64> + Clone), nodata: &[f64]) -> Vec<&'static str> {
    let fits = |table: &&Builtin| {
        let Ok(legend) = table.legend() else { return false };
        let theirs = table.nodata();
        codes
            .clone()
            .filter(|&code| code != 0 && !nodata.contains(&(code as f64)))
            .all(|code| u16::try_from(code).is_ok_and(|code| legend.index_of(code).is_some() || theirs.contains(&code)))
    };
    LEGENDS.iter().filter(fits).map(|table| table.name).collect()
}

/// Looks at the codes of every epoch: those that neither the legend nor nodata knows, codes that the product says are nodata and
/// the study does not, presets that fit.
///
/// # Errors
/// When a raster cannot be read.
pub(crate) fn codes_found(study: &Study, inputs: &Inputs) -> Result<CodesFound, Error> {
    let facts = inputs.rasters.facts();
    let most = CELLS_TO_READ / facts.len().max(1) as u64;
    let scan = |facts: &RasterFacts| scan_codes(facts, most);
    let counts = facts.iter().map(scan).collect::<Result<Vec<_>, _>>()?;
    let mut all = BTreeMap::<i64, u64>::new();
    for (code, cells) in counts.iter().flat_map(|counts| &counts.codes) {
        *all.entry(*code).or_default() += cells;
    }
    let is_nodata = |code: i64| study.nodata.contains(&(code as f64));
    let classes = all.keys().copied().filter(|&code| !is_nodata(code));
    let mut notes: Vec<String> =
        unknown(study, classes.clone()).into_iter().chain(nodata_of_the_product(study, &all)).collect();
    notes.extend(classes_without_a_cell(study, &all, &counts));
    let presets = presets_that_fit(&all.keys().copied(), &study.nodata);
    let shown: Vec<String> = classes.clone().take(SHOWN).map(|code| code.to_string()).collect();
    let mut line = shown.join(", ");
    if classes.count() > SHOWN {
        line.push_str(", ...");
    }
    if counts.iter().any(|counts| counts.share_read < 1.0) {
        line.push_str(" (not every row was looked at)");
    }
    if presets.is_empty() {
        line.push_str("; no preset legend knows all of them");
    } else {
        line.push_str("; presets that know all of them: ");
        line.push_str(&presets.join(", "));
    }
    Ok(CodesFound { line, notes })
}

/// Values that a run would refuse.
fn unknown(study: &Study, codes: impl Iterator<Item = i64>) -> Option<String> {
    let is_known = |code: i64| u16::try_from(code).is_ok_and(|code| study.legend.index_of_cell(code).is_some());
    let unknown: Vec<String> = codes.filter(|&code| !is_known(code)).map(|code| code.to_string()).collect();
    (!unknown.is_empty()).then(|| {
        format!(
            "the rasters hold {}, which are not in the legend and not nodata: where they lie in a zone, a run is refused",
            unknown.join(", ")
        )
    })
}

/// Codes that the legend's product uses for nodata, that occur, and that the study says nothing about.
fn nodata_of_the_product(study: &Study, all: &BTreeMap<i64, u64>) -> Option<String> {
    let TableOrigin::Preset(name) = study.legend_origin else { return None };
    let theirs = crate::builtin::find(LEGENDS, name).ok()?.nodata();
    let is_said = |code: u16| study.nodata.contains(&f64::from(code)) || study.legend.index_of(code).is_some();
    let codes: BTreeSet<u16> =
        theirs.into_iter().filter(|&code| all.contains_key(&i64::from(code)) && !is_said(code)).collect();
    if codes.is_empty() {
        return None;
    }
    let codes: Vec<String> = codes.iter().map(u16::to_string).collect();
    let codes = codes.join(", ");
    Some(format!("{codes} means nodata in {name} and occurs in the rasters: say nodata = [{codes}] under [legend]"))
}

/// A legend of which the rasters hold next to nothing is perhaps that of another product.
fn classes_without_a_cell(study: &Study, all: &BTreeMap<i64, u64>, counts: &[CodeCounts]) -> Option<String> {
    let held = |code: u16| all.contains_key(&i64::from(code));
    let has_cell =
        |code: u16| held(code) || study.legend.codes_below().any(|(below, class)| class == code && held(below));
    let without = study.legend.classes().iter().filter(|class| !has_cell(class.code)).count();
    let is_whole = counts.iter().all(|counts| counts.share_read >= 1.0);
    (is_whole && without == study.legend.len())
        .then(|| "the rasters hold no class of the legend at all: is it that of another product?".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_one_product_name_it_among_those_that_fit() {
        assert_eq!(presets_that_fit(&[11, 12, 64, 99].into_iter(), &[]), ["cnlucd"]);
        // 1 to 6 are classes of several; 9 is ocean in one and wetland in another.
        let fit = presets_that_fit(&[1, 2, 3, 4, 5, 6].into_iter(), &[]);
        assert!(fit.contains(&"cnlucd_level1") && fit.contains(&"clcd"), "{fit:?}");
    }

    #[test]
    fn nodata_does_not_count_whether_the_study_or_the_product_says_so() {
        assert!(presets_that_fit(&[10, 20, 250].into_iter(), &[]).contains(&"glc_fcs30d"));
        assert!(!presets_that_fit(&[10, 20, 251].into_iter(), &[]).contains(&"glc_fcs30d"));
        assert!(presets_that_fit(&[10, 20, 251].into_iter(), &[251.0]).contains(&"glc_fcs30d"));
    }
}
