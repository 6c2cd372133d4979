//! Tally files of the pieces of one study become one.

use crate::tally_file::bounded_sum;
use crate::{Provenance, ReportError, TallyFile};
use landledger_core::{HeldRows, Part, Tally};
use std::path::PathBuf;

/// Adds tally files up. The result does not depend on their order: what was counted are whole numbers, and what they were made
/// from is taken from the file that holds the first rows.
///
/// # Errors
/// When a file was made from something else than the first, or holds rows that another one holds too.
///
/// # Panics
/// Without any file.
pub fn merge_tallies(mut files: Vec<(PathBuf, TallyFile)>) -> Result<TallyFile, ReportError> {
    files.sort_by_key(|(_, file)| file.rows.held().first().map(|run| run.start));
    let mut files = files.into_iter();
    let (first, mut merged) = files.next().expect("whoever merges names files");
    let mut before: Vec<(PathBuf, HeldRows)> = vec![(first.clone(), merged.rows.clone())];
    for (path, file) in files {
        let refuse = |to: &PathBuf, problem| ReportError::NotAPiece { path: path.clone(), to: to.clone(), problem };
        difference(&file, &merged).map_or(Ok(()), |problem| Err(refuse(&first, problem)))?;
        if let Err(both) = merged.rows.add(&file.rows) {
            let holds = |rows: &HeldRows| rows.clone().add(&HeldRows::some(rows.of(), both.clone())).is_err();
            let to = before.iter().find(|(_, rows)| holds(rows)).map_or(&first, |(path, _)| path);
            let rows = HeldRows::in_words(std::slice::from_ref(&both));
            return Err(refuse(to, format!("both hold the rows {rows} (leave one of them out)")));
        }
        before.push((path.clone(), file.rows));
        for (mine, theirs) in merged.tallies.iter_mut().zip(file.tallies) {
            bounded_total([&mine.tally, &theirs.tally]).map_err(|problem| refuse(&first, problem))?;
            mine.tally.merge(theirs.tally).map_err(|mismatch| refuse(&first, mismatch.to_string()))?;
        }
        merged.make_alike();
    }
    Ok(merged)
}

/// Sums of files that say anything at all must not overflow.
fn bounded_total(tallies: [&Tally; 2]) -> Result<(), String> {
    let amounts = || tallies.into_iter().flat_map(Tally::parts).map(Part::total);
    amounts().try_fold(0, |sum, amount| bounded_sum(sum, amount.cells.units()))?;
    amounts().try_fold(0, |sum, amount| bounded_sum(sum, amount.area.units()))?;
    Ok(())
}

/// What the files do not have in common, although pieces of one study would: found and expected.
fn difference(file: &TallyFile, expected: &TallyFile) -> Option<String> {
    let (found, wanted) = (&file.provenance, &expected.provenance);
    let words = |what: &str, found: String, wanted: String| {
        (found != wanted).then(|| {
            format!(
                "it was made with {what} {found}, expected {wanted} (tally every piece with the same study and program)"
            )
        })
    };
    let years = |file: &TallyFile| list(file.tally().years());
    let level = |of: &Provenance| of.legend.level.map_or_else(|| "none".to_owned(), |level| level.to_string());
    let codes = |file: &TallyFile| list(file.tally().legend().classes().iter().map(|class| class.code));
    let zones = |file: &TallyFile| list(file.tally().zones().iter().map(|zone| format!("`{}`", zone.name)));
    let crs = |of: &Provenance| of.crs.as_ref().map_or_else(|| "none".into(), |crs| crs.name.clone());
    words("the program", found.program.clone(), wanted.program.clone())
        .or_else(|| words("the libraries", libraries(found), libraries(wanted)))
        .or_else(|| words("the years", years(file), years(expected)))
        .or_else(|| words("the edge rules", list(&found.edges), list(&wanted.edges)))
        .or_else(|| words("the edge rule", found.edge.clone(), wanted.edge.clone()))
        .or_else(|| words("the align rule", found.align.clone(), wanted.align.clone()))
        .or_else(|| words("the area rule", found.area.clone(), wanted.area.clone()))
        .or_else(|| {
            words("the cell_area_m2", format!("{:?}", found.cell_area_m2), format!("{:?}", wanted.cell_area_m2))
        })
        .or_else(|| words("the grid", format!("{:?}", found.grid), format!("{:?}", wanted.grid)))
        .or_else(|| words("the CRS", crs(found), crs(wanted)))
        .or_else(|| words("the legend codes", codes(file), codes(expected)))
        .or_else(|| words("the legend level", level(found), level(wanted)))
        .or_else(|| words("the nodata values", list(&found.legend.nodata), list(&wanted.legend.nodata)))
        .or_else(|| words("the zones", zones(file), zones(expected)))
        .or_else(|| inputs(found, wanted))
        .or_else(|| the_rest(file, expected))
}

/// Files are compared by what is in them: a study may lie in another folder on another machine.
fn inputs(found: &Provenance, wanted: &Provenance) -> Option<String> {
    let hashes = |of: &Provenance| {
        let mut hashes: Vec<&str> = of.inputs.iter().map(|file| file.sha256.as_str()).collect();
        hashes.sort_unstable();
        hashes.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let (theirs, ours) = (hashes(found), hashes(wanted));
    if theirs == ours {
        return None;
    }
    let other = found.inputs.iter().find(|file| !ours.contains(&file.sha256));
    let was = |path: &str| wanted.inputs.iter().find(|file| file.path == path).map(|file| file.sha256.as_str());
    Some(match other {
        Some(file) => format!(
            "it was made from {} with the SHA-256 {}, expected {} (tally every piece from the same files)",
            file.path,
            file.sha256,
            was(&file.path).unwrap_or("no such file")
        ),
        None => format!("it was made from {} files, expected {}", theirs.len(), ours.len()),
    })
}

/// What is left of the provenance is compared as a whole; only paths may differ, and notes about other rows.
fn the_rest(file: &TallyFile, expected: &TallyFile) -> Option<String> {
    let without_paths = |of: &Provenance| {
        let mut of = of.clone();
        let hash = |path: &str| of.inputs.iter().find(|file| file.path == path).map(|file| file.sha256.clone());
        let hashes: Vec<Option<String>> = of.epochs.iter().map(|epoch| hash(&epoch.raster)).collect();
        for (epoch, hash) in of.epochs.iter_mut().zip(hashes) {
            epoch.raster = hash.unwrap_or_default();
        }
        of.inputs.clear();
        of.legend.origin.clear();
        if let Some(zones) = &mut of.zones {
            zones.source.clear();
        }
        of
    };
    let (found, wanted) = (without_paths(&file.provenance), without_paths(&expected.provenance));
    let way_out = "tally every piece with the same study and program";
    if found.epochs != wanted.epochs {
        return Some(format!("its epochs were read in another way or from other files ({way_out})"));
    }
    if found.zones != wanted.zones {
        return Some(format!("its zones were read in another way ({way_out})"));
    }
    if found.notes != wanted.notes {
        let other = found
            .notes
            .iter()
            .chain(&wanted.notes)
            .find(|note| found.notes.contains(note) != wanted.notes.contains(note));
        return Some(format!("only one of them notes that {} ({way_out})", other.map_or("", String::as_str)));
    }
    (found != wanted).then(|| format!("its provenance differs ({way_out})"))
}

fn libraries(of: &Provenance) -> String {
    list(of.libraries.iter().map(|(name, version)| format!("{name} {version}")))
}

fn list<T: ToString>(items: impl IntoIterator<Item = T>) -> String {
    items.into_iter().map(|item| item.to_string()).collect::<Vec<_>>().join(", ")
}
