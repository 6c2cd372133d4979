//! Figures and page: what of them is wanted, and their making.

use crate::error::Error;
use crate::provenance::{parameters, program, study_files};
use crate::study::Study;
use landledger_accounting::Accounts;
use landledger_core::ZoneSet;
use landledger_report::{FigureFiles, Findings, Language, ResultFolder, Scope, TallyFile, write_figures, write_report};

/// The figures and the page that a run makes beside its tables.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pictures {
    /// Figures under `figures/`.
    pub figures: FigureFiles,
    /// `report.html`.
    pub report: bool,
    /// Their language.
    pub language: Language,
}

impl Pictures {
    /// Whether anything is to be drawn.
    pub(crate) fn is_any(self) -> bool {
        self.report || self.figures.svg || self.figures.png
    }
}

/// Writes what is wanted. The answer says what a reader should know about this machine's fonts; it is no part of the
/// manifest, which is the same everywhere.
pub(crate) fn write_pictures(
    study: &Study,
    file: &TallyFile,
    (accounts, scopes): (Option<&Accounts>, &[Scope<'_>]),
    outlines: Option<&ZoneSet>,
    notes: &[String],
    wanted: Pictures,
    folder: &mut ResultFolder,
) -> Result<Vec<String>, Error> {
    if !wanted.is_any() {
        return Ok(Vec::new());
    }
    let findings = Findings {
        title: &study.title,
        currency: study.currency(),
        tally: file.tally(),
        accounts,
        scopes,
        outlines: outlines.map(ZoneSet::zones),
        provenance: &file.provenance,
        parameters: &parameters(study),
        study_files: &study_files(study)?,
        notes,
        program: &program(),
    };
    let said = write_figures(&findings, wanted.language, wanted.figures, folder)?;
    if wanted.report {
        write_report(&findings, wanted.language, folder)?;
    }
    Ok(said)
}
