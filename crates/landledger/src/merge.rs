//! Pieces of a tally become the tally, without a raster and without the study.

use crate::error::Error;
use crate::ledger_check;
use crate::notes;
use crate::provenance::program;
use crate::results::TALLY_FILE;
use landledger_report::{ResultFolder, TallyFile, merge_tallies, read_tally, write_tally};
use serde_json::json;
use std::path::{Path, PathBuf};

/// What merging made.
#[derive(Debug)]
pub struct Merged {
    /// The sum of the pieces.
    pub tally: TallyFile,
    /// The tally file.
    pub path: PathBuf,
}

/// Adds tally files of pieces up and writes the sum: into a folder, or to a file where the name ends in `.json`.
///
/// Once no row is missing, the file is the same, byte for byte, as if the work had not been cut.
///
/// # Errors
/// When a file is no tally, belongs to another study, or holds rows that another one holds; when a complete ledger does
/// not add up; when nothing can be written.
pub fn merge(files: &[PathBuf], out: &Path) -> Result<Merged, Error> {
    let read = |path: &PathBuf| Ok((path.clone(), read_tally(path)?));
    let tallies = files.iter().map(read).collect::<Result<Vec<_>, Error>>()?;
    let already_complete = tallies.iter().any(|(_, file)| file.rows.is_complete());
    let mut tally = merge_tallies(tallies)?;
    if tally.rows.is_complete() && !already_complete {
        complete(&mut tally)?;
    }
    let path = if out.extension().is_some_and(|extension| extension == "json") {
        let mut bytes = Vec::new();
        // Writing to memory does not fail.
        let _ = write_tally(&tally, &mut bytes);
        ResultFolder::put_file(out, &bytes)?;
        out.to_owned()
    } else {
        let mut folder = ResultFolder::begin(out)?;
        folder.write(TALLY_FILE, |into| write_tally(&tally, into))?;
        let manifest = json!({
            "program": program(),
            "tally": tally.provenance,
            "rows": tally.rows.to_string(),
            "files": ["manifest.json", TALLY_FILE],
        });
        folder.write("manifest.json", |into| {
            serde_json::to_writer_pretty(&mut *into, &manifest)?;
            into.write_all(b"\n")
        })?;
        folder.publish()?;
        out.join(TALLY_FILE)
    };
    Ok(Merged { tally, path })
}

/// What can only be said of a tally of all rows: does its ledger add up, and what is there to know about it.
///
/// # Errors
/// When the ledger does not add up.
pub(crate) fn complete(file: &mut TallyFile) -> Result<(), Error> {
    ledger_check::check(&file.tallies)?;
    let notes = notes::of_tally(file);
    file.provenance.notes.extend(notes);
    Ok(())
}
