//! Under random polygons the centre rule takes the cells that GDAL's own rasteriser burns.

use crate::boundary::Boundary;
use crate::counting::{cells_under, open};
use crate::folder::Folder;
use crate::land_cover::{CORNER, LandCover, METRIC, north_up};
use gdal::raster::{RasterizeOptions, rasterize};
use gdal::vector::Geometry;
use landledger_core::GridShape;
use std::f64::consts::TAU;

const SHAPE: GridShape = GridShape { rows: 50, cols: 60 };

const CELL: f64 = 30.0;

/// Knuth's 64-bit linear congruential generator (MMIX): the same polygons on every machine.
struct Dice(u64);

impl Dice {
    /// The next number between two bounds. Its 53 bits make ties with cell centres as good as impossible.
    fn between(&mut self, low: f64, high: f64) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        low + (high - low) * ((self.0 >> 11) as f64 / 2_f64.powi(53))
    }

    /// A star around a point: `radius` may vary by the factor `roughness` from corner to corner.
    fn star(&mut self, centre: [f64; 2], radius: f64, roughness: f64, corners: usize) -> Vec<[f64; 2]> {
        (0..corners)
            .map(|corner| {
                let angle = (corner as f64 + self.between(0.1, 0.9)) * TAU / corners as f64;
                let length = radius * self.between(1.0 / roughness, 1.0);
                [centre[0] + length * angle.cos(), centre[1] + length * angle.sin()]
            })
            .collect()
    }

    /// A star with a star-shaped hole around the same centre, every other time without.
    fn polygon(&mut self, with_hole: bool) -> String {
        // Coordinates in cells; some stick out of the grid on every side.
        let centre = [self.between(-5.0, 65.0), self.between(-5.0, 55.0)];
        let radius = self.between(3.0, 30.0);
        let corners = self.between(5.0, 40.0) as usize;
        let mut rings = vec![self.star(centre, radius, 1.6, corners)];
        if with_hole {
            // With five corners or more, edges of the outer star stay further from its centre than
            // radius / 1.6 x cos(0.9 x 2 pi x 2 / 5 / 2) > 0.26 x radius.
            rings.push(self.star(centre, radius * 0.25, 2.5, 7));
        }
        let rings: Vec<String> = rings.iter().map(|ring| ring_text(ring)).collect();
        format!("POLYGON ({})", rings.join(", "))
    }
}

/// A ring in the CRS of the grid.
fn ring_text(ring: &[[f64; 2]]) -> String {
    let closed = ring.iter().chain(ring.first());
    let points: Vec<String> =
        closed.map(|[col, row]| format!("{} {}", CORNER[0] + col * CELL, CORNER[1] - row * CELL)).collect();
    format!("({})", points.join(", "))
}

/// The cells that GDAL burns, by number.
fn burnt(outline: &str) -> Vec<usize> {
    let raster = LandCover::of_shape(SHAPE, vec![0.0; 3000]).at(north_up(CORNER, CELL));
    let mut dataset = raster.in_memory();
    let geometry = Geometry::from_wkt(outline).unwrap();
    let options = RasterizeOptions { all_touched: false, ..RasterizeOptions::default() };
    rasterize(&mut dataset, &[1], &[geometry], &[1.0], Some(options)).unwrap();
    let burnt = dataset.rasterband(1).unwrap().read_band_as::<u8>().unwrap();
    (0..3000).filter(|&cell| burnt.data()[cell] == 1).collect()
}

#[test]
fn the_cells_of_random_polygons_are_those_that_gdal_burns() {
    let folder = Folder::new();
    let raster = LandCover::of_shape(SHAPE, vec![1.0; 3000]).at(north_up(CORNER, CELL));
    let rasters = open(&[raster.write(&folder, "land.tif")]);
    let mut dice = Dice(20_260_101);
    let outlines: Vec<String> = (0..60).map(|index| dice.polygon(index % 2 == 1)).collect();
    for outline in &outlines {
        assert!(Geometry::from_wkt(outline).unwrap().is_valid(), "{outline}");
    }
    let boundary = (0..)
        .zip(&outlines)
        .fold(Boundary::in_crs(METRIC), |boundary, (index, outline)| boundary.zone(&format!("zone {index}"), outline));
    let zones = boundary.zones_on(rasters.grid(), rasters.crs());
    assert!(zones.notes.is_empty());
    let ours = cells_under(&zones, SHAPE);
    let mut compared = 0;
    for (outline, ours) in outlines.iter().zip(&ours) {
        let theirs = burnt(outline);
        assert_eq!(*ours, theirs, "{outline}");
        compared += usize::from(!theirs.is_empty());
    }
    // Most polygons lie on the grid: something was compared.
    assert!(compared > 45, "{compared}");
    assert!(ours.iter().map(Vec::len).sum::<usize>() > 60 * 3000 / 10);
}

#[test]
fn the_cells_of_a_random_multipolygon_are_those_that_gdal_burns() {
    let folder = Folder::new();
    let raster = LandCover::of_shape(SHAPE, vec![1.0; 3000]).at(north_up(CORNER, CELL));
    let rasters = open(&[raster.write(&folder, "land.tif")]);
    let mut dice = Dice(7);
    // One star of at most 4 cells around each crossing of a net of 10 cells: they do not meet.
    let parts: Vec<String> = (0..30)
        .map(|part| {
            let centre = [f64::from(part % 6) * 10.0 + 5.0, f64::from(part / 6) * 10.0 + 5.0];
            format!("({}, {})", ring_text(&dice.star(centre, 4.9, 1.6, 9)), ring_text(&dice.star(centre, 1.2, 2.0, 6)))
        })
        .collect();
    let outline = format!("MULTIPOLYGON ({})", parts.join(", "));
    let zones = Boundary::in_crs(METRIC).zone("all", &outline).zones_on(rasters.grid(), rasters.crs());
    assert!(zones.notes.is_empty());
    assert_eq!(cells_under(&zones, SHAPE), [burnt(&outline)]);
}

/// Corners at cell centres: our rule gives each centre to exactly one of two neighbours.
#[test]
fn a_centre_on_a_vertical_edge_goes_to_the_same_side_as_in_gdal() {
    let folder = Folder::new();
    let raster = LandCover::of_shape(SHAPE, vec![1.0; 3000]).at(north_up(CORNER, CELL));
    let rasters = open(&[raster.write(&folder, "land.tif")]);
    // From the centres of column 2 to those of column 5, between the centres of rows.
    let outline = format!("POLYGON ({})", ring_text(&[[2.5, 3.0], [5.5, 3.0], [5.5, 7.0], [2.5, 7.0]]));
    let zones = Boundary::in_crs(METRIC).zone("a", &outline).zones_on(rasters.grid(), rasters.crs());
    assert_eq!(cells_under(&zones, SHAPE), [burnt(&outline)]);
}
