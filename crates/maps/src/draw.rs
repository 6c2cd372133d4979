//! Draws maps: as many in one pass over the rasters as fit, then writes their files.

use crate::cell::MapCell;
use crate::class_count::CountCells;
use crate::cog::Labels;
use crate::geo_fields::GeoFields;
use crate::job::JobShape;
use crate::paint::{ChangePaint, DensityChangePaint, DensityPaint};
use crate::pass::Pass;
use crate::sheet::{Draw, Sheet};
use crate::{ChangeNumbers, MapError, MapPlan, Subject, TILE, attribute_table, colors};
use landledger_core::{BlockSource, GridShape, Legend, Progress, Work, ZoneCells, ZoneSet, on_threads, per_item};
use std::path::PathBuf;

/// What all maps have in common.
#[derive(Debug)]
pub struct Ground<'a> {
    /// Rows and columns of the grid.
    pub shape: GridShape,
    /// The zones: cells whose centre lies in none are left blank.
    pub zones: &'a ZoneSet,
    /// The classes.
    pub legend: &'a Legend,
    /// Number of epochs of the study.
    pub epochs: usize,
    /// Where the grid lies.
    pub geo: &'a GeoFields,
    /// Worker threads, at least 1.
    pub threads: usize,
}

/// Draws maps, in one pass over the rasters for as many of them as stay within some memory.
///
/// # Errors
/// When a block cannot be read, a file cannot be written, or `progress` says to stop.
pub fn draw_maps<S: BlockSource>(
    maps: Vec<MapPlan>,
    ground: &Ground<'_>,
    source: &S,
    progress: &dyn Progress,
) -> Result<(), MapError<S::Error>> {
    let shape = JobShape::of(source.unit_shape(), ground.shape, ground.epochs);
    let jobs = shape.jobs(ground.shape);
    let batches = batches(maps, shape, ground.shape);
    let passes = batches.len();
    let units = jobs.len() * passes;
    let cells = ground.shape.cells() * passes as u64;
    let count = batches.iter().map(Vec::len).sum();
    progress.begin_maps(count, Work { units: units as u64, units_in_grid: units as u64, cells });
    let zones = ZoneCells::of(ground.zones.zones(), ground.shape);
    for batch in batches {
        let numbers: Vec<Option<ChangeNumbers>> = batch.iter().map(|plan| plan.subject.numbers().cloned()).collect();
        let sheets = batch.into_iter().map(|plan| sheet(plan, ground, source)).collect::<Result<Vec<_>, _>>()?;
        let pass = Pass::new(&sheets, ground, source, progress, &zones);
        let drawn = on_threads(ground.threads, || pass.draw(&jobs))?;
        drawn?;
        let finish = |(sheet, numbers): &(&dyn Draw, Option<ChangeNumbers>)| finish(*sheet, numbers.as_ref(), ground);
        let sheets: Vec<(&dyn Draw, Option<ChangeNumbers>)> =
            sheets.iter().map(|sheet| &**sheet).zip(numbers).collect();
        let finished = on_threads(ground.threads, || {
            per_item(&sheets, || Ok::<_, MapError<S::Error>>(()), |(), sheet| finish(sheet))
        })?;
        finished?.into_iter().collect::<Result<Vec<()>, _>>()?;
    }
    Ok(())
}

/// Bytes of overview tiles that all maps of a pass may hold while these are not complete.
const BEGUN_TILES: usize = 64 << 20;

/// What the maps of a pass hold together, whatever the number of workers, in bytes and at most.
pub const BYTES_SHARED: u64 = BEGUN_TILES as u64;

/// What a worker holds at most besides what the reader does: the symbols of a job, and tiles on their way.
pub fn bytes_per_worker<S: BlockSource>(source: &S, grid: GridShape, epochs: usize) -> u64 {
    /// Cells of a tile, its bytes and its compressed form, and the overview that it goes into.
    const TILES: usize = 5 * TILE * TILE * size_of::<f32>();
    let widest = (0..epochs).map(|epoch| if source.states(epoch).len() > 256 { 2 } else { 1 }).max().unwrap_or(1);
    (JobShape::of(source.unit_shape(), grid, epochs).cells() * epochs * widest + TILES) as u64
}

/// As many maps in one pass as fit, at least one.
fn batches(maps: Vec<MapPlan>, job: JobShape, grid: GridShape) -> Vec<Vec<MapPlan>> {
    // Jobs go row by row: of the first overview that a job does not complete, one row of tiles is begun, and half as many
    // cells of each further one.
    let complete = job.tile_rows.min(job.tile_cols).ilog2() + 1;
    let begun = 2 * TILE * (grid.cols >> complete).max(TILE);
    let mut batches: Vec<Vec<MapPlan>> = Vec::new();
    let mut held = 0;
    for map in maps {
        let bytes = map.subject.bytes_per_cell() * begun;
        match batches.last_mut() {
            Some(batch) if held + bytes <= BEGUN_TILES => batch.push(map),
            _ => {
                held = 0;
                batches.push(vec![map]);
            }
        }
        held += bytes;
    }
    batches
}

fn sheet<S: BlockSource>(plan: MapPlan, ground: &Ground<'_>, source: &S) -> Result<Box<dyn Draw>, MapError<S::Error>> {
    let MapPlan { path, subject, description, unit } = plan;
    let states = |epoch: usize| source.states(epoch);
    let write = MapError::write(&path);
    let mut labels = Labels { description, unit, colors: None };
    let drawn: std::io::Result<Box<dyn Draw>> = match &subject {
        Subject::ClassChange { from, to, numbers } => {
            let (epochs, states) = (vec![*from, *to], [states(*from), states(*to)]);
            if numbers.fit_bytes() {
                labels.colors = Some(palette(numbers, ground.legend));
                let paint = ChangePaint::<u8>::new(numbers, states);
                Sheet::begin(path, ground.shape, epochs, Box::new(paint), labels).map(boxed)
            } else {
                let paint = ChangePaint::<u16>::new(numbers, states);
                Sheet::begin(path, ground.shape, epochs, Box::new(paint), labels).map(boxed)
            }
        }
        Subject::Density { epoch, densities } => {
            let paint = DensityPaint::new(densities, states(*epoch));
            Sheet::begin(path, ground.shape, vec![*epoch], Box::new(paint), labels).map(boxed)
        }
        Subject::DensityChange { epochs, densities } => {
            let paint = DensityChangePaint::new([&densities[0], &densities[1]], epochs.map(states));
            Sheet::begin(path, ground.shape, epochs.to_vec(), Box::new(paint), labels).map(boxed)
        }
    };
    drawn.map_err(write)
}

fn boxed<T: MapCell + CountCells>(sheet: Sheet<T>) -> Box<dyn Draw> {
    Box::new(sheet)
}

fn change_colors(numbers: &ChangeNumbers, legend: &Legend) -> Vec<colors::Color> {
    let classes = colors::of_classes(legend);
    numbers.changes().iter().map(|change| colors::of_change(change, &classes)).collect()
}

/// A colour for every byte.
fn palette(numbers: &ChangeNumbers, legend: &Legend) -> Vec<colors::Color> {
    let mut palette = vec![[0; 3]];
    palette.extend(change_colors(numbers, legend));
    palette.resize(256, [0; 3]);
    palette
}

/// Writes the file, and the sidecar of a class map.
fn finish<E: std::error::Error>(
    sheet: &dyn Draw,
    numbers: Option<&ChangeNumbers>,
    ground: &Ground<'_>,
) -> Result<(), MapError<E>> {
    let mut counts = sheet.finish(ground.geo).map_err(MapError::write(sheet.path()))?;
    let Some(numbers) = numbers else { return Ok(()) };
    let uncounted = usize::from(numbers.uncounted());
    counts.resize(counts.len().max(uncounted + 1), 0);
    if counts[uncounted] > 0 {
        return Err(MapError::Uncounted { path: sheet.path().to_owned(), cells: counts[uncounted] });
    }
    let text =
        attribute_table::text(numbers, ground.legend, &counts[1..uncounted], &change_colors(numbers, ground.legend));
    let path = sidecar(sheet.path());
    std::fs::write(&path, text).map_err(MapError::write(&path))
}

/// Where GDAL looks for what a file cannot say about itself.
pub fn sidecar(path: &std::path::Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".aux.xml");
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_of_a_country_take_turns() {
        let grid = GridShape { rows: 60_000, cols: 60_000 };
        let job = JobShape { tile_rows: 4, tile_cols: 4 };
        let map = |subject: Subject| MapPlan { path: PathBuf::new(), subject, description: String::new(), unit: None };
        let density = || map(Subject::Density { epoch: 0, densities: Vec::new() });
        let numbers = ChangeNumbers::of(1, [(0, 0)]).unwrap();
        let change = map(Subject::ClassChange { from: 0, to: 1, numbers });
        let counts = |maps| batches(maps, job, grid).iter().map(Vec::len).collect::<Vec<_>>();
        // 2 x 512 x 60,000 / 8 cells are 7.7 million: 30.7 MB of floats, of which two fit into 64 MiB, or 7.7 MB of bytes.
        assert_eq!(counts(vec![density(), density(), density()]), [2, 1]);
        assert_eq!(counts(vec![change, density(), density()]), [2, 1]);
        assert_eq!(counts(Vec::new()), [0; 0]);
    }
}
