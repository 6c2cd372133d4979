//! The result folder: every table of every level, totals, tally file, manifest.

use crate::error::Error;
use crate::provenance::{parameters, program, study_files};
use crate::study::Study;
use landledger_accounting::Accounts;
use landledger_core::Tally;
use landledger_report::{Manifest, Provenance, ResultFolder, all_tables, scopes, totals, write_csv, write_tally};
use std::path::{Path, PathBuf};

/// Name of the tally file in a result folder.
const TALLY_FILE: &str = "tally.json";

/// Where results go unless the user says otherwise: `study-results` beside `study.toml`.
pub fn default_folder(study: &Study) -> PathBuf {
    let stem = study.path.file_stem().unwrap_or_default().to_string_lossy();
    study.path.with_file_name(format!("{stem}-results"))
}

/// Writes everything into a folder under construction.
///
/// # Errors
/// When a file cannot be written.
pub fn write_results(
    study: &Study,
    tally: &Tally,
    accounts: Option<&Accounts>,
    provenance: &Provenance,
    notes: &[String],
    folder: &mut ResultFolder,
) -> Result<(), Error> {
    let scopes = scopes(tally, accounts);
    for scope in &scopes {
        for table in all_tables(scope, tally, accounts) {
            let name = Path::new(scope.folder).join(table.name).with_extension("csv");
            folder.write(name, |file| write_csv(table, file))?;
        }
    }
    if let Some(region) = scopes.last().and_then(|study| study.regions.first()) {
        let totals = totals(&study.title, study.currency.as_deref(), tally, region, accounts, provenance);
        write_json(folder, "study/totals.json", &totals)?;
    }
    folder.write(TALLY_FILE, |file| write_tally(tally, provenance, file))?;
    write_manifest(study, provenance, notes, folder)
}

/// Writes only the tally file, and the manifest that says whose it is.
pub(crate) fn write_tally_only(
    study: &Study,
    tally: &Tally,
    provenance: &Provenance,
    folder: &mut ResultFolder,
) -> Result<(), Error> {
    folder.write(TALLY_FILE, |file| write_tally(tally, provenance, file))?;
    write_manifest(study, provenance, &[], folder)
}

fn write_manifest(
    study: &Study,
    provenance: &Provenance,
    notes: &[String],
    folder: &mut ResultFolder,
) -> Result<(), Error> {
    let mut files: Vec<String> = folder.files().map(|name| name.to_string_lossy().into_owned()).collect();
    files.push("manifest.json".into());
    let manifest = Manifest {
        title: study.title.clone(),
        program: program(),
        study_files: study_files(study)?,
        parameters: parameters(study),
        tally: provenance.clone(),
        notes: notes.to_vec(),
        files,
    };
    write_json(folder, "manifest.json", &manifest)
}

fn write_json(folder: &mut ResultFolder, name: &str, value: &impl serde::Serialize) -> Result<(), Error> {
    Ok(folder.write(name, |file| {
        serde_json::to_writer_pretty(&mut *file, value)?;
        file.write_all(b"\n")
    })?)
}
