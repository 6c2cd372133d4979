//! The tally file: JSON, integers only where amounts stand, versioned. See docs/tally-file.md.

use crate::{Provenance, ReportError};
use landledger_core::{Amount, Area, Cells, Class, LedgerLine, Legend, Part, Tally, Trajectory, Year, ZoneName};
use serde::{Deserialize, Serialize};
use std::io::Write;
use std::path::Path;

const FORMAT: &str = "landledger tally";

/// Raised when the meaning of a field changes.
pub const TALLY_FORMAT_VERSION: u32 = 2;

#[derive(Serialize, Deserialize)]
struct TallyFile {
    format: String,
    version: u32,
    provenance: Provenance,
    years: Vec<i32>,
    legend: Vec<ClassRecord>,
    zones: Vec<ZoneRecord>,
    ledger: LedgerRecord,
    parts: Vec<PartRecord>,
}

#[derive(Serialize, Deserialize)]
struct ClassRecord {
    code: u16,
    name: String,
    color: Option<String>,
    parent: Option<u16>,
}

#[derive(Serialize, Deserialize)]
struct ZoneRecord {
    name: String,
    group: Option<String>,
}

/// Areas are whole numbers of 1e-9 m2 / 2^30.
#[derive(Serialize, Deserialize)]
struct LedgerRecord {
    zones: Vec<LineRecord>,
    groups: Vec<LineRecord>,
    study: LineRecord,
}

#[derive(Serialize, Deserialize)]
struct LineRecord {
    polygon: u128,
    outside: u128,
}

#[derive(Serialize, Deserialize)]
struct PartRecord {
    zones: Vec<usize>,
    trajectories: Vec<TrajectoryRecord>,
}

#[derive(Serialize, Deserialize)]
struct TrajectoryRecord {
    /// Class code in each epoch; null is nodata.
    codes: Vec<Option<u16>>,
    /// Whole numbers of 2^-30 cells.
    cells: u128,
    /// Whole numbers of 1e-9 m2 / 2^30.
    area: u128,
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
pub fn write_tally(tally: &Tally, provenance: &Provenance, mut into: &mut dyn Write) -> std::io::Result<()> {
    let file = TallyFile {
        format: FORMAT.into(),
        version: TALLY_FORMAT_VERSION,
        provenance: provenance.clone(),
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
        parts: tally.parts().iter().map(|part| part_record(part, tally.legend())).collect(),
    };
    serde_json::to_writer(&mut into, &file)?;
    into.write_all(b"\n")
}

fn class_record(class: &Class) -> ClassRecord {
    ClassRecord { code: class.code, name: class.name.clone(), color: class.color.clone(), parent: class.parent }
}

fn line_record(line: LedgerLine) -> LineRecord {
    LineRecord { polygon: line.polygon.units(), outside: line.outside.units() }
}

fn part_record(part: &Part, legend: &Legend) -> PartRecord {
    let code = |index: &Option<u16>| index.map(|index| legend.classes()[usize::from(index)].code);
    let trajectories = part.amounts.iter().map(|(trajectory, amount)| TrajectoryRecord {
        codes: trajectory.classes().iter().map(code).collect(),
        cells: amount.cells.units(),
        area: amount.area.units(),
    });
    PartRecord { zones: part.zones.clone(), trajectories: trajectories.collect() }
}

/// Reads a tally back, checking that it fits together.
///
/// # Errors
/// When the file cannot be read, is no tally, is of another version, or contradicts itself.
pub fn read_tally(path: &Path) -> Result<(Tally, Provenance), ReportError> {
    let bytes = std::fs::read(path).map_err(|source| ReportError::Read { path: path.to_owned(), source })?;
    parse(&bytes).map_err(|problem| ReportError::NotATally { path: path.to_owned(), problem })
}

fn parse(bytes: &[u8]) -> Result<(Tally, Provenance), String> {
    let head: Head = serde_json::from_slice(bytes).map_err(|error| format!("it is not JSON ({error})"))?;
    if head.format != FORMAT {
        return Err(format!("its format is \"{}\", expected \"{FORMAT}\"", head.format));
    }
    if head.version != TALLY_FORMAT_VERSION {
        return Err(format!(
            "its version is {}, expected {TALLY_FORMAT_VERSION} (make it again with `landledger tally`)",
            head.version
        ));
    }
    let file: TallyFile = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    let classes = file.legend.into_iter().map(|class| Class {
        code: class.code,
        name: class.name,
        color: class.color,
        parent: class.parent,
    });
    let legend = Legend::from_classes(classes.collect()).map_err(|error| error.to_string())?;
    let zones: Vec<ZoneName> =
        file.zones.into_iter().map(|zone| ZoneName { name: zone.name, group: zone.group }).collect();
    if file.ledger.zones.len() != zones.len() {
        return Err(format!("it has {} ledger lines for {} zones", file.ledger.zones.len(), zones.len()));
    }
    let years: Vec<Year> = file.years.into_iter().map(Year).collect();
    if years.is_empty() || !years.is_sorted_by(|a, b| a < b) {
        return Err("its years are not ascending".into());
    }
    let mut parts = Vec::with_capacity(file.parts.len());
    for part in file.parts {
        parts.push(read_part(part, zones.len(), years.len(), &legend)?);
    }
    let lines = file.ledger.zones.iter().map(line).collect();
    let mut tally = Tally::new(years, legend, zones, parts, lines);
    if file.ledger.groups.len() != tally.groups().len() {
        return Err(format!("it has {} ledger lines for {} groups", file.ledger.groups.len(), tally.groups().len()));
    }
    for (index, record) in file.ledger.groups.iter().enumerate() {
        tally.set_group_line(index, line(record));
    }
    tally.set_study_line(line(&file.ledger.study));
    Ok((tally, file.provenance))
}

fn line(record: &LineRecord) -> LedgerLine {
    LedgerLine { polygon: Area::from_units(record.polygon), outside: Area::from_units(record.outside) }
}

fn read_part(part: PartRecord, zones: usize, epochs: usize, legend: &Legend) -> Result<Part, String> {
    if part.zones.is_empty() || !part.zones.is_sorted_by(|a, b| a < b) || part.zones.iter().any(|&zone| zone >= zones) {
        return Err(format!("a part names the zones {:?} of {zones}", part.zones));
    }
    let mut amounts = std::collections::BTreeMap::new();
    for record in part.trajectories {
        if record.codes.len() != epochs {
            return Err(format!("a trajectory has {} codes for {epochs} epochs", record.codes.len()));
        }
        let class = |code: Option<u16>| match code {
            None => Ok(None),
            Some(code) => legend
                .index_of(code)
                .map(|index| Some(index as u16))
                .ok_or_else(|| format!("a trajectory holds code {code}, which is not in its legend")),
        };
        let classes = record.codes.into_iter().map(class).collect::<Result<Vec<_>, _>>()?;
        let amount = Amount { cells: Cells::from_units(record.cells), area: Area::from_units(record.area) };
        if amounts.insert(Trajectory::new(classes), amount).is_some() {
            return Err("a trajectory stands twice in one part".into());
        }
    }
    Ok(Part { zones: part.zones, amounts })
}
