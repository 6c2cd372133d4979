//! Land of a few tiles whose cells are arithmetic of their place, drawn and read back.

use gdal::raster::GdalType;
use landledger_core::memory::MemorySource;
use landledger_core::{GridShape, Legend, Polygons, Progress, Silent, Zone, ZoneSet};
use landledger_maps::{ChangeNumbers, Densities, GeoFields, Ground, MapError, MapPlan, Subject, draw_maps};
use landledger_reader::GeoGrid;
use std::convert::Infallible;
use std::path::PathBuf;

/// Rows and columns: three by three tiles, the last ones cut.
pub(crate) const SHAPE: GridShape = GridShape { rows: 1100, cols: 1300 };

pub(crate) const GRID: GeoGrid =
    GeoGrid { shape: SHAPE, origin_x: 5000.0, origin_y: 9000.0, cell_x: 30.0, cell_y: -30.0 };

/// The zones: one from column 100 to 700 in all rows, another from column 650 to 1000 down to row 900, where both lie over one
/// another for 50 columns.
pub(crate) const ZONES: [[usize; 4]; 2] = [[100, 0, 700, 1100], [650, 0, 1000, 900]];

/// The first zone that holds a cell.
pub(crate) fn zone_of(row: usize, col: usize) -> Option<usize> {
    ZONES.iter().position(|&[left, top, right, bottom]| (left..right).contains(&col) && (top..bottom).contains(&row))
}

/// Class of a cell in an epoch, counted from 0 in a legend of so many; one cell in 97 has no data.
pub(crate) fn class_of(epoch: usize, classes: usize, row: usize, col: usize) -> Option<usize> {
    let number = row / 3 * 7 + col / 5 * 11 + epoch * (row / 50);
    (!(row * 31 + col * 17 + epoch).is_multiple_of(97)).then_some(number % classes)
}

pub(crate) struct Canvas {
    pub(crate) home: tempfile::TempDir,
    pub(crate) legend: Legend,
    source: MemorySource,
    zones: ZoneSet,
    classes: usize,
}

impl Canvas {
    /// Two epochs of land with so many classes, whose codes are ten times their number and one more.
    pub(crate) fn of_classes(classes: usize) -> Self {
        let names: Vec<String> = (0..classes).map(|class| format!("class {class} & more")).collect();
        let codes = (0..classes as u16).map(|class| class * 10 + 1);
        let legend = Legend::new(codes.zip(names.iter().map(String::as_str))).unwrap();
        let cells = || (0..SHAPE.rows).flat_map(|row| (0..SHAPE.cols).map(move |col| (row, col)));
        let epoch = |epoch: usize| {
            let code = |(row, col)| class_of(epoch, classes, row, col).map(|class| class as u16 * 10 + 1);
            cells().map(code).collect()
        };
        let source =
            MemorySource::new(SHAPE, &legend, vec![epoch(0), epoch(1)]).with_units(GridShape { rows: 256, cols: 256 });
        let zone = |[left, top, right, bottom]: [usize; 4]| {
            let [left, top, right, bottom] = [left, top, right, bottom].map(|at| at as f64);
            let ring = vec![[left, top], [right, top], [right, bottom], [left, bottom]];
            Zone { name: format!("from {left}"), group: None, outline: Polygons::from_rings(vec![ring]) }
        };
        let zones = ZoneSet::new(ZONES.into_iter().map(zone).collect());
        Self { home: tempfile::tempdir().unwrap(), legend, source, zones, classes }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// Draws maps with so many threads.
    pub(crate) fn draw(&self, maps: Vec<(&str, Subject)>, threads: usize) {
        self.try_draw(maps, threads, &Silent).unwrap();
    }

    pub(crate) fn try_draw(
        &self,
        maps: Vec<(&str, Subject)>,
        threads: usize,
        progress: &dyn Progress,
    ) -> Result<(), MapError<Infallible>> {
        let plan = |(name, subject): (&str, Subject)| MapPlan {
            path: self.path(name),
            subject,
            description: format!("{name} <drawn>"),
            unit: None,
        };
        let geo = GeoFields::of(&GRID, None).unwrap();
        let ground = Ground { shape: SHAPE, zones: &self.zones, legend: &self.legend, epochs: 2, geo: &geo, threads };
        draw_maps(maps.into_iter().map(plan).collect(), &ground, &self.source, progress)
    }

    /// Class pairs that some zone holds, each with its cells.
    pub(crate) fn pairs(&self) -> std::collections::BTreeMap<(usize, usize), u64> {
        let mut pairs = std::collections::BTreeMap::new();
        for (row, col) in (0..SHAPE.rows).flat_map(|row| (0..SHAPE.cols).map(move |col| (row, col))) {
            let class = |epoch| class_of(epoch, self.classes, row, col);
            if let (Some(_), Some(from), Some(to)) = (zone_of(row, col), class(0), class(1)) {
                *pairs.entry((from, to)).or_default() += 1;
            }
        }
        pairs
    }

    pub(crate) fn change(&self) -> Subject {
        let numbers = ChangeNumbers::of(self.classes, self.pairs().into_keys()).unwrap();
        Subject::ClassChange { from: 0, to: 1, numbers }
    }

    /// Worth of a class in a zone and epoch: none in one class of the second zone.
    pub(crate) fn worth(zone: usize, epoch: usize, class: usize) -> Option<f64> {
        (zone != 1 || class != 2).then_some(1000.5 * (zone + 1) as f64 + 0.1 * class as f64 + 77.0 * epoch as f64)
    }

    pub(crate) fn densities(&self, epoch: usize) -> Densities {
        (0..2).map(|zone| (0..self.classes).map(|class| Self::worth(zone, epoch, class)).collect()).collect()
    }

    /// Cells of a map, or of one of its overviews, counted from 1.
    pub(crate) fn cells<T: GdalType + Copy>(&self, name: &str, level: usize) -> Vec<T> {
        let dataset = gdal::Dataset::open(self.path(name)).unwrap();
        let band = dataset.rasterband(1).unwrap();
        let band = if level == 0 { band } else { band.overview(level - 1).unwrap() };
        band.read_band_as::<T>().unwrap().data().to_vec()
    }
}
