//! From rasters to a tally: through files, and through memory for comparison.

use landledger_core::memory::MemorySource;
use landledger_core::{
    Area, Cell, EdgeRule, GridShape, Legend, RegionTally, Silent, Stranger, Surface, Tally, TallyError, TallyFault,
    TallyPlan, Year, ZoneSet, ledger_lines, tally,
};
use landledger_reader::{EpochSpec, GroundSpec, RasterFacts, Rasters, ReaderError, Zones};
use std::path::{Path, PathBuf};

/// One epoch for each raster, with a year each from 2000 on.
pub(crate) fn epochs(paths: &[PathBuf]) -> Vec<EpochSpec> {
    (2000..).zip(paths).map(|(year, path)| EpochSpec { year: Year(year), path: path.clone(), band: None }).collect()
}

/// Opens rasters that the reader accepts.
pub(crate) fn open(paths: &[PathBuf]) -> Rasters {
    Rasters::open(&epochs(paths)).expect("the reader accepts these rasters")
}

/// Messages of what the reader refuses about these rasters.
pub(crate) fn refusals(paths: &[PathBuf]) -> Vec<String> {
    let errors = Rasters::open(&epochs(paths)).expect_err("the reader refuses these rasters");
    assert!(errors.iter().all(ReaderError::is_refusal));
    errors.iter().map(ToString::to_string).collect()
}

/// A legend of these codes.
pub(crate) fn legend(codes: &[u16]) -> Legend {
    Legend::new(codes.iter().map(|&code| (code, "class"))).expect("test codes are distinct")
}

/// The plan for these rasters.
pub(crate) fn plan(rasters: &Rasters, legend: &Legend, zones: ZoneSet, threads: usize) -> TallyPlan {
    let (shape, surface) = (rasters.grid().shape, rasters.surface(GroundSpec::default()));
    let surface = surface.expect("the rasters have a CRS that gives areas");
    TallyPlan {
        shape,
        rows: 0..shape.rows,
        years: (0..rasters.facts().len()).map(|epoch| Year(2000 + epoch as i32)).collect(),
        legend: legend.clone(),
        lines: rasters.ledger_lines(zones.zones(), &surface).expect("the rasters' CRS is defined under the zones"),
        zones,
        surface,
        edge: EdgeRule::Centre,
        threads,
    }
}

/// Tallies the whole grid as one zone.
pub(crate) fn count(paths: &[PathBuf], codes: &[u16], nodata: &[f64]) -> Result<Tally, TallyError<ReaderError>> {
    count_rasters(&open(paths), codes, nodata)
}

/// The same for rasters that are open.
pub(crate) fn count_rasters(
    rasters: &Rasters,
    codes: &[u16],
    nodata: &[f64],
) -> Result<Tally, TallyError<ReaderError>> {
    let legend = legend(codes);
    let plan = plan(rasters, &legend, Zones::whole(rasters.grid()).set, 1);
    tally(&plan, &rasters.source(&legend, nodata), &Silent)
}

/// What the engine makes of the same plan when the codes come from memory; `None` is nodata.
pub(crate) fn from_memory(plan: &TallyPlan, epochs: Vec<Vec<Option<u16>>>) -> Tally {
    tally(plan, &MemorySource::new(plan.shape, &plan.legend, epochs), &Silent).expect("codes of the legend only")
}

/// Cells of each class of the legend in one epoch of a single zone.
pub(crate) fn cells_of_classes(tally: &Tally, epoch: usize) -> Vec<u64> {
    tally.zone(0).class_areas(epoch).iter().map(|amount| whole(amount.cells)).collect()
}

/// Cells with nodata in one epoch of a single zone.
pub(crate) fn cells_of_nodata(tally: &Tally, epoch: usize) -> u64 {
    whole(tally.zone(0).nodata_in(epoch).cells)
}

fn whole(cells: landledger_core::Cells) -> u64 {
    cells.as_whole().expect("the centre rule takes whole cells")
}

/// The values that made the tally fail, one list for each epoch.
pub(crate) fn strangers(counted: Result<Tally, TallyError<ReaderError>>) -> Vec<Vec<Stranger>> {
    match counted {
        Err(TallyError::Fault(TallyFault::UnknownCodes(epochs))) => {
            epochs.iter().map(landledger_core::Strangers::list).collect()
        }
        other => panic!("expected unknown codes, got {other:?}"),
    }
}

/// The numbers of the cells that each zone takes, row by row from 0, on a grid of up to 65 000 cells.
///
/// Every cell gets a code of its own, so that the tally says where it was counted.
pub(crate) fn cells_under(zones: &Zones, shape: GridShape) -> Vec<Vec<usize>> {
    let tally = tally_of_numbered_cells(zones, shape);
    tally.by_zone().iter().map(numbers).collect()
}

/// The zones' tally on a grid whose cells are numbered.
pub(crate) fn tally_of_numbered_cells(zones: &Zones, shape: GridShape) -> Tally {
    let codes: Vec<u16> = (0..u16::try_from(shape.cells()).expect("a small grid")).collect();
    let surface = Surface::plane(Area::from_square_metres(10_000.0));
    let plan = TallyPlan {
        shape,
        rows: 0..shape.rows,
        years: vec![Year(2000)],
        legend: legend(&codes),
        lines: ledger_lines(zones.set.zones(), &surface, shape),
        zones: zones.set.clone(),
        surface,
        edge: EdgeRule::Centre,
        threads: 1,
    };
    from_memory(&plan, vec![codes.into_iter().map(Some).collect()])
}

fn numbers(region: &RegionTally) -> Vec<usize> {
    region.trajectories().expect("one epoch has few").filter_map(|(trajectory, _)| trajectory.class(0)).collect()
}

/// One value that the legend does not know, and where it stands first.
pub(crate) fn stranger(value: f64, cells: u64, row: usize, col: usize) -> Stranger {
    Stranger { value, cells, first: Cell { row, col } }
}

/// What is refused about one raster, without its path.
pub(crate) fn raster_refusal(path: &Path, band: Option<usize>) -> String {
    let error = RasterFacts::of(path, band).expect_err("the reader refuses this raster");
    assert!(error.is_refusal());
    error.to_string().replace(&path.display().to_string(), "FILE")
}
