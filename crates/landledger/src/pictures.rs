//! Figures, page and workbook.

use crate::error::Error;
use crate::format::Format;
use crate::options::RunOptions;
use crate::provenance::{parameters, program, study_files};
use crate::study::Study;
use landledger_core::ZoneSet;
use landledger_report::{
    Findings, ResultFolder, Scope, TableSources, TallyFile, write_figures, write_report, write_workbook,
};

/// Writes what is wanted. The answer says what a reader should know about this machine's fonts; it is no part of the
/// manifest, which is the same everywhere.
pub(crate) fn write_pictures(
    study: &Study,
    file: &TallyFile,
    (sources, scopes): (TableSources<'_>, &[Scope<'_>]),
    outlines: Option<&ZoneSet>,
    notes: &[String],
    options: &RunOptions,
    folder: &mut ResultFolder,
) -> Result<Vec<String>, Error> {
    if !options.formats.iter().any(|format| format.shows_findings()) {
        return Ok(Vec::new());
    }
    let findings = Findings {
        title: &study.title,
        currency: study.currency(),
        tally: file.tally(),
        accounts: sources.accounts,
        scopes,
        outlines: outlines.map(ZoneSet::zones),
        provenance: &file.provenance,
        parameters: &parameters(study),
        study_files: &study_files(study)?,
        notes,
        program: &program(),
    };
    let said = write_figures(&findings, options.language, Format::figure_files(&options.formats), folder)?;
    if options.wants(Format::Html) {
        write_report(&findings, options.language, folder)?;
    }
    if options.wants(Format::Xlsx) {
        write_workbook(&findings, sources, options.language, folder)?;
    }
    Ok(said)
}
