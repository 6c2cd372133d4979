//! The zones with their numbers, as a map that a GIS opens.

use crate::error::{Error, with_causes};
use crate::problem::Problem;
use crate::study::Study;
use landledger_accounting::Accounts;
use landledger_maps::{FieldValues, GeoPackageError, Renamed, ZoneField, ZoneSource};
use landledger_report::{Cell, Kind, ResultFolder, TallyFile, ZoneAttribute, scopes, zone_attributes};

/// Name of the file in a result folder.
const FILE: &str = "zones.gpkg";

/// Writes the zones, with their outlines and attributes as they were given, and what was found of each. Gives sentences about
/// what an analyst should know.
///
/// # Errors
/// When the zones' file is not there any more, or nothing can be written.
pub fn write_geopackage(
    study: &Study,
    file: &TallyFile,
    accounts: Option<&Accounts>,
    folder: &mut ResultFolder,
) -> Result<Vec<String>, Error> {
    landledger_reader::start();
    let tally = file.tally();
    let scopes = scopes(tally, accounts);
    let Some(zones) = scopes.first() else { return Ok(Vec::new()) };
    let attributes = zone_attributes(zones, tally, accounts, study.currency());
    let fields: Vec<ZoneField> = attributes.iter().map(field).collect();
    let grid = &file.provenance.grid;
    let end = [grid.origin_x + grid.cell_x * grid.cols as f64, grid.origin_y + grid.cell_y * grid.rows as f64];
    let (low, high) = (
        [grid.origin_x.min(end[0]), grid.origin_y.min(end[1])],
        [grid.origin_x.max(end[0]), grid.origin_y.max(end[1])],
    );
    let source = match &study.zones {
        Some(spec) => ZoneSource::File(spec),
        None => ZoneSource::Rectangle {
            name: tally.zones().first().map_or("all", |zone| zone.name.as_str()),
            bounds: [low[0], low[1], high[0], high[1]],
            crs: file.provenance.crs.as_ref().map_or("", |crs| crs.wkt.as_str()),
        },
    };
    let path = folder.reserve(FILE)?;
    let renamed =
        landledger_maps::write_geopackage(&path, source, tally.zones(), &fields).map_err(|error| match error {
            GeoPackageError::Zones(error) => Error::from(error),
            GeoPackageError::Gone { .. } => Error::Refused(Problem::new(error.to_string()).into()),
            GeoPackageError::Write { path, source } => {
                Error::Failed(Problem::new(with_causes(&GeoPackageError::Write { path: folder.shown(&path), source })))
            }
            other => Error::Failed(Problem::new(with_causes(&other))),
        })?;
    let note = |Renamed { wanted, name }: Renamed| {
        format!("{FILE}: the zones have an attribute `{wanted}` of their own, so the result of that name is `{name}`")
    };
    Ok(renamed.into_iter().map(note).collect())
}

fn field(attribute: &ZoneAttribute<'_>) -> ZoneField {
    let cells = || attribute.values.iter();
    let number = |cell: &Cell<'_>| match cell {
        // Adding zero turns -0 into 0.
        Cell::Number(number) => Some(number + 0.0),
        Cell::Whole(number) => Some(*number as f64),
        Cell::Text(_) | Cell::Empty => None,
    };
    let values = match attribute.column.kind {
        Kind::Text => FieldValues::Text(
            cells().map(|cell| if let Cell::Text(text) = cell { Some((*text).to_owned()) } else { None }).collect(),
        ),
        Kind::Whole => FieldValues::Whole(
            cells().map(|cell| if let Cell::Whole(number) = cell { Some(*number) } else { None }).collect(),
        ),
        Kind::Number => FieldValues::Number(cells().map(number).collect()),
    };
    ZoneField { name: attribute.column.name.clone().into_owned(), alias: attribute.alias.clone(), values }
}
