//! Shares of edge cells against exactextract, cell by cell: real boundaries as the reader puts them on the grid, and random
//! ones.

use crate::peers::Peers;
use crate::study_folder::StudyFolder;
use crate::{newguinea, real_data, saomiguel, zion};
use landledger::core::internals::Outlines;
use landledger::core::{EdgeRule, GridShape, Polygons, Ring, Zone};
use landledger::{Inputs, Study};
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeMap;
use std::f64::consts::TAU;

/// exactextract keeps shares as 32-bit floats (6e-8 just below one) and adds up to as many as a cell has pieces of outline.
const LARGEST_DIFFERENCE: f64 = 1e-6;

/// Of all edge cells together, in cells for each edge cell.
const MEAN_DIFFERENCE: f64 = 6e-8;

#[derive(Deserialize)]
struct CellShare {
    zone: usize,
    row: Option<usize>,
    col: Option<usize>,
    share: f64,
}

/// Edge cells of one zone by row and column, and how many cells it has whole.
#[derive(Default)]
struct Shares {
    whole: f64,
    at_edge: BTreeMap<(usize, usize), f64>,
}

fn assert_same_shares(peers: &Peers, zones: &[Zone], shape: GridShape) {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("zones.json");
    let polygons: Vec<_> = zones.iter().map(|zone| polygons_of(&zone.outline)).collect();
    let study = json!({ "rows": shape.rows, "cols": shape.cols, "zones": polygons });
    std::fs::write(&file, study.to_string()).unwrap();

    let mut theirs: Vec<Shares> = zones.iter().map(|_| Shares::default()).collect();
    for row in peers.script("coverage_shares.py").file(&file).rows::<CellShare>() {
        match (row.row, row.col) {
            (Some(at), Some(col)) => drop(theirs[row.zone].at_edge.insert((at, col), row.share)),
            _ => theirs[row.zone].whole = row.share,
        }
    }
    let (mut cells, mut sum, mut largest) = (0_usize, 0.0, 0.0_f64);
    for (zone, theirs) in zones.iter().zip(&theirs) {
        let ours = shares_of(zone, shape);
        for cell in ours.at_edge.keys().chain(theirs.at_edge.keys().filter(|cell| !ours.at_edge.contains_key(cell))) {
            // A cell that one program takes for whole, or leaves, is nearly so in the other.
            let difference = match (ours.at_edge.get(cell), theirs.at_edge.get(cell)) {
                (Some(ours), Some(theirs)) => (ours - theirs).abs(),
                (Some(share), None) | (None, Some(share)) => share.min(1.0 - share),
                (None, None) => unreachable!("the cell is from one of them"),
            };
            assert!(difference <= LARGEST_DIFFERENCE, "zone {}, cell {cell:?}: {difference}", zone.name);
            (cells, sum, largest) = (cells + 1, sum + difference, largest.max(difference));
        }
        let total = |shares: &Shares| shares.whole + shares.at_edge.values().sum::<f64>();
        let open = LARGEST_DIFFERENCE * ours.at_edge.len().max(1) as f64;
        assert!((total(&ours) - total(theirs)).abs() <= open, "{}: {} and {}", zone.name, total(&ours), total(theirs));
    }
    assert!(cells > 0, "nothing was compared");
    assert!(sum / cells as f64 <= MEAN_DIFFERENCE, "mean difference {}", sum / cells as f64);
}

fn shares_of(zone: &Zone, shape: GridShape) -> Shares {
    let zones = std::slice::from_ref(zone);
    let mut shares = Shares::default();
    for stretch in Outlines::of(zones, shape).stretches(0..shape.rows, EdgeRule::Exact) {
        let share = f64::from(stretch.share.units()) / 2_f64.powi(30);
        if share == 1.0 {
            shares.whole += stretch.cols.len() as f64;
        } else {
            shares.at_edge.extend(stretch.cols.map(|col| ((stretch.row, col as usize), share)));
        }
    }
    shares
}

/// Each exterior with the holes that follow it: by the direction in which they turn.
fn polygons_of(outline: &Polygons) -> Vec<Vec<&Ring>> {
    let mut polygons: Vec<Vec<&Ring>> = Vec::new();
    for ring in outline.rings() {
        let [x0, y0] = ring[0];
        let next = ring.iter().cycle().skip(1);
        let doubled = |(a, b): (&[f64; 2], &[f64; 2])| (a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0);
        match polygons.last_mut() {
            Some(polygon) if ring.iter().zip(next).map(doubled).sum::<f64>() < 0.0 => polygon.push(ring),
            _ => polygons.push(vec![ring]),
        }
    }
    polygons
}

#[track_caller]
fn assert_same_in_study(peers: &Peers, study: &StudyFolder) {
    let inputs = Inputs::open(&Study::open(&study.written()).unwrap()).unwrap();
    assert_same_shares(peers, inputs.zones().zones(), inputs.shape());
}

#[test]
fn edge_cells_of_new_guineas_ecoregions_have_the_shares_of_exactextract() {
    let (Some(data), Some(peers)) = (real_data::folder("newguinea_300m"), Peers::find()) else { return };
    assert_same_in_study(&peers, &newguinea::study(&newguinea::rasters(&data), &data.join("ecoregions.gpkg")));
}

#[test]
fn edge_cells_of_sao_miguels_concelhos_have_the_shares_of_exactextract() {
    let (Some(data), Some(peers)) = (real_data::folder("saomiguel_100m"), Peers::find()) else { return };
    assert_same_in_study(&peers, &saomiguel::study(&data, &data.join("concelhos.gpkg")));
}

#[test]
fn edge_cells_of_zion_have_the_shares_of_exactextract() {
    let (Some(data), Some(peers)) = (real_data::folder("zion_30m"), Peers::find()) else { return };
    assert_same_in_study(&peers, &zion::study(&data));
}

/// Knuth's 64-bit linear congruential generator (MMIX).
struct Dice(u64);

impl Dice {
    fn between(&mut self, low: f64, high: f64) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        low + (high - low) * ((self.0 >> 11) as f64 / 2_f64.powi(53))
    }

    /// A star, every other time with a hole of the same form.
    fn star(&mut self, index: usize, shape: GridShape) -> Zone {
        let centre = [self.between(-2.0, shape.cols as f64 + 2.0), self.between(-2.0, shape.rows as f64 + 2.0)];
        // From within a cell to across the grid.
        let (radius, corners) = (self.between(-1.5, 3.5).exp(), self.between(3.0, 40.0) as usize);
        let reaches: Vec<f64> = (0..corners).map(|_| radius * self.between(0.3, 1.0)).collect();
        let ring = |scale: f64| -> Ring {
            let corner = |(at, reach): (usize, &f64)| {
                let (sin, cos) = (TAU * at as f64 / corners as f64).sin_cos();
                [centre[0] + scale * reach * cos, centre[1] + scale * reach * sin]
            };
            reaches.iter().enumerate().map(corner).collect()
        };
        let rings = if index.is_multiple_of(2) { vec![ring(1.0)] } else { vec![ring(1.0), ring(0.4)] };
        Zone { name: format!("star {index}"), group: None, outline: Polygons::from_rings(rings) }
    }
}

#[test]
fn edge_cells_of_random_stars_have_the_shares_of_exactextract() {
    let Some(peers) = Peers::find() else { return };
    let shape = GridShape { rows: 40, cols: 50 };
    let mut dice = Dice(20_260_101);
    let stars: Vec<Zone> = (0..400).map(|index| dice.star(index, shape)).collect();
    assert_same_shares(&peers, &stars, shape);
}
