//! The result folder: every table of every level, totals, tally file, manifest.

use crate::error::Error;
use crate::format::Format;
use crate::land_use_grades;
use crate::options::RunOptions;
use crate::pictures::write_pictures;
use crate::piece::Piece;
use crate::provenance::{parameters, program, study_files};
use crate::study::Study;
use landledger_accounting::Accounts;
use landledger_core::ZoneSet;
use landledger_report::{
    Contents, Dictionary, Manifest, ResultFolder, Scope, Table, TableContext, TableSources, TallyFile, all_tables,
    scopes, totals, write_csv, write_parquet, write_tally,
};
use std::path::{Path, PathBuf};

/// Name of the tally file in a result folder.
pub(crate) const TALLY_FILE: &str = "tally.json";

/// Name of the file that says what the columns of the tables are.
const DICTIONARY_FILE: &str = "dictionary.csv";

/// Where results go unless the user says otherwise: `study-results` beside `study.toml`.
pub fn default_folder(study: &Study) -> PathBuf {
    let stem = study.path.file_stem().unwrap_or_default().to_string_lossy();
    study.path.with_file_name(format!("{stem}-results"))
}

/// Where a piece of its tally goes: `study-piece-1-of-4`, so that no piece replaces another.
pub(crate) fn piece_folder(study: &Study, piece: Piece) -> PathBuf {
    let stem = study.path.file_stem().unwrap_or_default().to_string_lossy();
    study.path.with_file_name(format!("{stem}-piece-{}-of-{}", piece.number(), piece.of()))
}

/// Writes everything into a folder under construction; `outlines` are for maps, where the zones were opened. The answer
/// says what a reader should know about the pictures, beyond what the manifest holds.
///
/// # Errors
/// When a file cannot be written.
pub fn write_results(
    study: &Study,
    file: &TallyFile,
    accounts: Option<&Accounts>,
    outlines: Option<&ZoneSet>,
    notes: &[String],
    options: &RunOptions,
    folder: &mut ResultFolder,
) -> Result<Vec<String>, Error> {
    let tally = file.tally();
    let scopes = scopes(tally, accounts);
    let grades = land_use_grades::of_classes(study, tally)?;
    let sources = TableSources {
        tallies: &file.tallies,
        accounts,
        land_use_grades: grades.as_deref(),
        has_constant_gdp_prices: study.has_constant_gdp_prices(),
    };
    write_tables(study, &scopes, sources, options, folder)?;
    if let Some(region) = scopes.last().and_then(|study| study.regions.first()) {
        let totals = totals(&study.title, study.currency.as_deref(), tally, region, accounts, &file.provenance);
        write_json(folder, "study/totals.json", &totals)?;
    }
    let said = write_pictures(study, file, (sources, &scopes), outlines, notes, options, folder)?;
    folder.write(TALLY_FILE, |into| write_tally(file, into))?;
    write_manifest(study, file, notes, folder)?;
    Ok(said)
}

/// Every table of every level, in every format that has a file for each.
fn write_tables(
    study: &Study,
    scopes: &[Scope<'_>],
    sources: TableSources<'_>,
    options: &RunOptions,
    folder: &mut ResultFolder,
) -> Result<(), Error> {
    let name =
        |scope: &Scope<'_>, table: &Table<'_>, ending| Path::new(scope.folder).join(table.name).with_extension(ending);
    let dictionary = Dictionary::of(options.language, study.currency());
    if options.wants(Format::Csv) {
        let mut contents = Contents::default();
        for scope in scopes {
            for table in all_tables(scope, sources) {
                contents.add(&table);
                folder.write(name(scope, &table, "csv"), |file| write_csv(table, file))?;
            }
        }
        folder.write(DICTIONARY_FILE, |file| contents.write(&dictionary, file))?;
    }
    if options.wants(Format::Parquet) {
        let program = program();
        for scope in scopes {
            let (level, currency) = (scope.level(), study.currency());
            let context = TableContext { study: &study.title, level, currency, program: &program };
            for table in all_tables(scope, sources) {
                let name = name(scope, &table, "parquet");
                folder.write(name, |file| write_parquet(table, &dictionary, context, file))?;
            }
        }
    }
    Ok(())
}

/// Writes only the tally file, and the manifest that says whose it is.
pub(crate) fn write_tally_only(study: &Study, file: &TallyFile, folder: &mut ResultFolder) -> Result<(), Error> {
    folder.write(TALLY_FILE, |into| write_tally(file, into))?;
    write_manifest(study, file, &[], folder)
}

fn write_manifest(study: &Study, file: &TallyFile, notes: &[String], folder: &mut ResultFolder) -> Result<(), Error> {
    let mut files: Vec<String> = folder.files().map(|name| name.to_string_lossy().into_owned()).collect();
    files.push("manifest.json".into());
    let manifest = Manifest {
        title: study.title.clone(),
        program: program(),
        study_files: study_files(study)?,
        parameters: parameters(study),
        tally: file.provenance.clone(),
        rows: (!file.rows.is_complete()).then(|| file.rows.to_string()),
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
