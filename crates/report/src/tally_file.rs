//! The tally file: JSON, integers only where amounts stand, versioned. See docs/tally-file.md.

mod parts;

use crate::{Provenance, ReportError};
use landledger_core::{Area, Class, EdgeRule, HeldRows, LedgerLine, Legend, Tally, Year, ZoneName};
use parts::{PartRecord, Reading, part_record};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;

const FORMAT: &str = "landledger tally";

/// Raised when the meaning of a field changes.
pub const TALLY_FORMAT_VERSION: u32 = 2;

/// A file whose parts keep pairs of epochs instead of trajectories. Programs that do not know these refuse it by its version,
/// and go on reading the others.
pub const TALLY_FORMAT_VERSION_OF_PAIRS: u32 = 3;

/// Sums beyond this are nobody's land: 2^120 units are two thousand Earths, and a few of them add up without overflow.
const MOST_UNITS: u128 = 1 << 120;

/// A tally by one edge rule.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleTally {
    /// The rule.
    pub edge: EdgeRule,
    /// What it counted.
    pub tally: Tally,
}

/// What a tally file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct TallyFile {
    /// What it was made from.
    pub provenance: Provenance,
    /// The rows of the grid that were tallied.
    pub rows: HeldRows,
    /// By each edge rule, the study's own first, the others in the order of [`EdgeRule::ALL`].
    pub tallies: Vec<RuleTally>,
}

impl TallyFile {
    /// The tally by the study's own edge rule.
    ///
    /// # Panics
    /// Without any tally; no way of making or reading a file leaves none.
    pub fn tally(&self) -> &Tally {
        &self.tallies[0].tally
    }

    /// False where some tally keeps only pairs of epochs; then all do.
    pub fn keeps_trajectories(&self) -> bool {
        self.tallies.iter().all(|of_rule| of_rule.tally.keeps_trajectories())
    }

    /// Where one tally has too many trajectories, none keeps them: a file holds all in one form.
    pub(crate) fn make_alike(&mut self) {
        if !self.keeps_trajectories() {
            self.tallies.iter_mut().for_each(|of_rule| of_rule.tally.forget_trajectories());
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileRecord {
    format: String,
    version: u32,
    provenance: Provenance,
    rows: RowsRecord,
    years: Vec<i32>,
    legend: Vec<ClassRecord>,
    zones: Vec<ZoneRecord>,
    ledger: LedgerRecord,
    tallies: Vec<RuleRecord>,
}

/// Runs of rows, each its first row and the row after its last.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RowsRecord {
    of: usize,
    held: Vec<[usize; 2]>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassRecord {
    code: u16,
    name: String,
    color: Option<String>,
    parent: Option<u16>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ZoneRecord {
    name: String,
    group: Option<String>,
}

/// Areas are whole numbers of 1e-9 m2 / 2^30.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LedgerRecord {
    zones: Vec<LineRecord>,
    groups: Vec<LineRecord>,
    study: LineRecord,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LineRecord {
    polygon: u128,
    outside: u128,
    slack: u128,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleRecord {
    edge: String,
    parts: Vec<PartRecord>,
}

/// Only what tells a tally file from any other JSON.
#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    format: String,
    #[serde(default)]
    version: u32,
}

/// Writes a tally and what it was made from.
///
/// # Errors
/// Whatever `into` reports.
pub fn write_tally(file: &TallyFile, mut into: &mut dyn Write) -> std::io::Result<()> {
    let tally = file.tally();
    let by_rule = |rule: EdgeRule| file.tallies.iter().find(move |of_rule| of_rule.edge == rule);
    let record = FileRecord {
        format: FORMAT.into(),
        version: if file.keeps_trajectories() { TALLY_FORMAT_VERSION } else { TALLY_FORMAT_VERSION_OF_PAIRS },
        provenance: file.provenance.clone(),
        rows: RowsRecord {
            of: file.rows.of(),
            held: file.rows.held().iter().map(|run| [run.start, run.end]).collect(),
        },
        years: tally.years().iter().map(|year| year.0).collect(),
        legend: tally.legend().classes().iter().map(class_record).collect(),
        zones: tally
            .zones()
            .iter()
            .map(|zone| ZoneRecord { name: zone.name.clone(), group: zone.group.clone() })
            .collect(),
        ledger: LedgerRecord {
            zones: (0..tally.zones().len()).map(|zone| line_record(tally.zone_line(zone))).collect(),
            groups: (0..tally.groups().len()).map(|group| line_record(tally.group_line(group))).collect(),
            study: line_record(tally.study_line()),
        },
        tallies: EdgeRule::ALL.into_iter().filter_map(by_rule).map(rule_record).collect(),
    };
    serde_json::to_writer(&mut into, &record)?;
    into.write_all(b"\n")
}

fn rule_record(of_rule: &RuleTally) -> RuleRecord {
    let tally = &of_rule.tally;
    RuleRecord {
        edge: of_rule.edge.name().into(),
        parts: tally.parts().iter().map(|part| part_record(part, tally)).collect(),
    }
}

fn class_record(class: &Class) -> ClassRecord {
    ClassRecord { code: class.code, name: class.name.clone(), color: class.color.clone(), parent: class.parent }
}

fn line_record(line: LedgerLine) -> LineRecord {
    LineRecord { polygon: line.polygon.units(), outside: line.outside.units(), slack: line.slack.units() }
}

/// Reads a tally back, checking that it fits together.
///
/// # Errors
/// When the file cannot be read, is no tally, is of another version, or contradicts itself.
pub fn read_tally(path: &Path) -> Result<TallyFile, ReportError> {
    let bytes = std::fs::read(path).map_err(|source| ReportError::Read { path: path.to_owned(), source })?;
    parse_tally(&bytes).map_err(|problem| ReportError::NotATally { path: path.to_owned(), problem })
}

/// The same from the bytes of a file, which may be anything.
///
/// # Errors
/// What is wrong with them, in words that follow "it is not a tally file of this program:".
pub fn parse_tally(bytes: &[u8]) -> Result<TallyFile, String> {
    let head: Head = serde_json::from_slice(bytes).map_err(|error| format!("it is not JSON ({error})"))?;
    if head.format != FORMAT {
        return Err(format!("its format is \"{}\", expected \"{FORMAT}\"", head.format));
    }
    let version = head.version;
    if ![TALLY_FORMAT_VERSION, TALLY_FORMAT_VERSION_OF_PAIRS].contains(&version) {
        return Err(format!(
            "its version is {version}, expected {TALLY_FORMAT_VERSION} or {TALLY_FORMAT_VERSION_OF_PAIRS} (make it again with \
             `landledger tally`)"
        ));
    }
    let file: FileRecord = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    let rows = read_rows(&file.rows, &file.provenance)?;
    let classes = file.legend.into_iter().map(|class| Class {
        code: class.code,
        name: class.name,
        // Only a study has it; the tally is named by the study that it belongs to.
        name_zh: None,
        color: class.color,
        parent: class.parent,
    });
    let legend = Legend::from_classes(classes.collect()).map_err(|error| error.to_string())?;
    let zones: Vec<ZoneName> =
        file.zones.into_iter().map(|zone| ZoneName { name: zone.name, group: zone.group }).collect();
    let mut names = BTreeSet::new();
    if let Some(again) = zones.iter().find(|zone| !names.insert(zone.name.as_str())) {
        return Err(format!("two of its zones are called `{}`", again.name));
    }
    let years: Vec<Year> = file.years.into_iter().map(Year).collect();
    if years.is_empty() || !years.is_sorted_by(|a, b| a < b) {
        return Err("its years are not ascending".into());
    }
    let lines = read_lines(&file.ledger, zones.len())?;
    let mut tallies = Vec::with_capacity(EdgeRule::ALL.len());
    for record in file.tallies {
        let edge = EdgeRule::named(&record.edge).ok_or_else(|| format!("it has an edge rule \"{}\"", record.edge))?;
        if tallies.last().is_some_and(|last: &RuleTally| last.edge >= edge) {
            return Err(format!("its tally by the rule {edge} stands twice or not in its place"));
        }
        let parts = Reading { version, zones: zones.len(), years: &years, legend: &legend }.parts(record.parts)?;
        let mut tally = Tally::new(years.clone(), legend.clone(), zones.clone(), parts, lines.clone());
        if file.ledger.groups.len() != tally.groups().len() {
            return Err(format!(
                "it has {} ledger lines for {} groups",
                file.ledger.groups.len(),
                tally.groups().len()
            ));
        }
        for (index, record) in file.ledger.groups.iter().enumerate() {
            tally.set_group_line(index, line(record)?);
        }
        tally.set_study_line(line(&file.ledger.study)?);
        tallies.push(RuleTally { edge, tally });
    }
    let found: Vec<&str> = tallies.iter().map(|of_rule| of_rule.edge.name()).collect();
    if found != file.provenance.edges {
        return Err(format!("its tallies are by {found:?}, its provenance says {:?}", file.provenance.edges));
    }
    let own = tallies.iter().position(|of_rule| of_rule.edge.name() == file.provenance.edge);
    let own = own.ok_or_else(|| format!("it has no tally by its edge rule \"{}\"", file.provenance.edge))?;
    tallies[..=own].rotate_right(1);
    Ok(TallyFile { provenance: file.provenance, rows, tallies })
}

fn read_rows(record: &RowsRecord, provenance: &Provenance) -> Result<HeldRows, String> {
    if record.of != provenance.grid.rows {
        return Err(format!("it holds rows of {}, its grid has {}", record.of, provenance.grid.rows));
    }
    let runs = record.held.iter().map(|&[start, end]| start..end).collect();
    let rows = HeldRows::from_runs(record.of, runs).filter(|rows| !rows.held().is_empty());
    rows.ok_or_else(|| "its rows are not runs that ascend, with gaps between them".into())
}

/// The zones' lines; together they must not overflow.
fn read_lines(ledger: &LedgerRecord, zones: usize) -> Result<Vec<LedgerLine>, String> {
    if ledger.zones.len() != zones {
        return Err(format!("it has {} ledger lines for {zones} zones", ledger.zones.len()));
    }
    let mut sum = 0;
    for units in ledger.zones.iter().flat_map(|record| [record.polygon, record.outside, record.slack]) {
        sum = bounded_sum(sum, units)?;
    }
    ledger.zones.iter().map(line).collect()
}

/// Adds, unless the sum is more than any land.
pub(crate) fn bounded_sum(sum: u128, units: u128) -> Result<u128, String> {
    let sum = sum.checked_add(units).filter(|&sum| sum <= MOST_UNITS);
    sum.ok_or_else(|| "its cells or areas add up to more than any land".into())
}

fn line(record: &LineRecord) -> Result<LedgerLine, String> {
    [record.polygon, record.outside, record.slack].into_iter().try_fold(0, bounded_sum)?;
    let area = Area::from_units;
    Ok(LedgerLine { polygon: area(record.polygon), outside: area(record.outside), slack: area(record.slack) })
}

#[cfg(test)]
#[path = "tally_file_tests.rs"]
mod tests;
