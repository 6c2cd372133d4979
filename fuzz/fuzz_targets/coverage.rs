//! Bytes become zones on a small grid; whatever they are, the shares of cells must keep what the engine promises.

#![no_main]

use landledger_core::internals::{Outlines, Stretch};
use landledger_core::{EdgeRule, GridShape, Polygons, Ring, Share, Zone};
use libfuzzer_sys::fuzz_target;

/// Units of a share that one edge may leave open in one cell: it is cut twice at the cell's borders, by half a step of the
/// lattice each, and its piece is rounded by half a unit; its ends are moved by half a step each.
const UNITS_FOR_AN_EDGE: f64 = 4.0;

fuzz_target!(|bytes: &[u8]| {
    let mut dice = Bytes(bytes);
    let shape = GridShape { rows: 1 + dice.below(12), cols: 1 + dice.below(12) };
    let mut forms: Vec<Form> = Vec::new();
    while !dice.0.is_empty() && forms.len() < 6 {
        forms.push(dice.form(shape));
    }
    let zones: Vec<Zone> = forms.iter().map(|form| zone(&form.rings)).collect();
    let outlines = Outlines::of(&zones, shape);
    for rule in EdgeRule::ALL {
        let stretches = outlines.stretches(0..shape.rows, rule);
        within_bounds(&stretches, shape);
        same_in_bands(&outlines, shape, rule, &stretches, 1 + dice.below(shape.rows));
        for (at, form) in forms.iter().enumerate() {
            let alone = Outlines::of(&zones[at..=at], shape);
            let alone = alone.stretches(0..shape.rows, rule);
            assert_eq!(by_cell(&stretches, shape, at as u32), by_cell(&alone, shape, 0), "zone {at} by {rule}");
            if rule == EdgeRule::Exact && form.is_valid {
                same_area(&alone, &zones[at], shape);
            }
        }
    }
});

fn zone(rings: &[Ring]) -> Zone {
    Zone { name: String::new(), group: None, outline: Polygons::from_rings(rings.to_vec()) }
}

/// Stretches lie on the grid, one set of zones has each cell once, and a cell's shares are at most the cell.
fn within_bounds(stretches: &[Stretch], shape: GridShape) {
    let mut totals = vec![0_u64; shape.rows * shape.cols];
    for stretch in stretches {
        assert!(stretch.row < shape.rows && stretch.cols.end as usize <= shape.cols && !stretch.cols.is_empty());
        assert!(stretch.share.units() > 0 && stretch.share <= Share::FULL);
        assert!(!stretch.zones.is_empty() && stretch.zones.windows(2).all(|pair| pair[0] < pair[1]));
        for col in stretch.cols.clone() {
            totals[stretch.row * shape.cols + col as usize] += u64::from(stretch.share.units());
        }
    }
    assert!(totals.iter().all(|units| *units <= u64::from(Share::FULL.units())), "{totals:?}");
}

/// Rows in two bands are the rows in one.
fn same_in_bands(outlines: &Outlines<'_>, shape: GridShape, rule: EdgeRule, whole: &[Stretch], cut: usize) {
    let mut bands = outlines.stretches(0..cut, rule);
    bands.extend(outlines.stretches(cut..shape.rows, rule));
    assert_eq!(bands, whole, "cut at row {cut}");
}

/// Units of one zone in every cell.
fn by_cell(stretches: &[Stretch], shape: GridShape, zone: u32) -> Vec<u64> {
    let mut units = vec![0; shape.rows * shape.cols];
    for stretch in stretches.iter().filter(|stretch| stretch.zones.contains(&zone)) {
        for col in stretch.cols.clone() {
            units[stretch.row * shape.cols + col as usize] += u64::from(stretch.share.units());
        }
    }
    units
}

/// What a valid outline measures inside the grid is what its cells add up to.
fn same_area(stretches: &[Stretch], zone: &Zone, shape: GridShape) {
    let counted = by_cell(stretches, shape, 0).iter().sum::<u64>() as f64 / f64::from(Share::FULL.units());
    let measured = zone.outline.clipped_to(shape).cells();
    // An edge runs through at most so many cells.
    let cells = (shape.rows + shape.cols + 1) as f64;
    let open = UNITS_FOR_AN_EDGE * cells * zone.outline.vertices() as f64 / f64::from(Share::FULL.units());
    assert!((counted - measured).abs() <= open + 1e-9, "{counted} cells counted, {measured} measured");
}

struct Form {
    rings: Vec<Ring>,
    /// By construction: rings that cross neither themselves nor each other.
    is_valid: bool,
}

/// Bytes used up one after another; zeros follow the last.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn next(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    fn below(&mut self, end: usize) -> usize {
        usize::from(self.next()) % end
    }

    /// Around the grid, sometimes on a border or a centre, sometimes a lattice step beside one, sometimes far away.
    fn coordinate(&mut self, cells: usize) -> f64 {
        let kind = self.next();
        let near = f64::from(self.next()) / 255.0 * (cells as f64 + 4.0) - 2.0;
        match kind % 8 {
            0 | 1 => near.round(),
            2 => near.floor() + 0.5,
            3 => near.round() + (f64::from(kind >> 3) - 16.0) / f64::from(1_u32 << 31),
            4 => near * 10_f64.powi(i32::from(kind >> 3)),
            _ => near + f64::from(self.next()) / 255.0 / 256.0,
        }
    }

    fn point(&mut self, shape: GridShape) -> [f64; 2] {
        [self.coordinate(shape.cols), self.coordinate(shape.rows)]
    }

    fn form(&mut self, shape: GridShape) -> Form {
        match self.next() % 4 {
            0 => {
                let ring: Ring = (0..3).map(|_| self.point(shape)).collect();
                let is_valid = is_near(&ring);
                Form { rings: vec![ring], is_valid }
            }
            1 => {
                let ([left, top], [right, bottom]) = (self.point(shape), self.point(shape));
                let ring = vec![[left, top], [right, top], [right, bottom], [left, bottom]];
                let is_valid = is_near(&ring);
                Form { rings: vec![ring], is_valid }
            }
            2 => self.star(shape),
            // Anything: it must not break, nor take more than a cell of a cell.
            _ => {
                let rings = 1 + self.below(3);
                let rings = (0..rings).map(|_| (0..3 + self.below(6)).map(|_| self.point(shape)).collect());
                Form { rings: rings.collect(), is_valid: false }
            }
        }
    }

    /// Corners all around a centre, with a hole of the same form.
    fn star(&mut self, shape: GridShape) -> Form {
        let centre = self.point(shape);
        let radius = (f64::from(self.next()) + 1.0) / 16.0;
        let corners = 3 + self.below(14);
        let reaches: Vec<f64> = (0..corners).map(|_| radius * (0.25 + f64::from(self.next()) / 340.0)).collect();
        let ring = |scale: f64| -> Ring {
            let corner = |(at, reach): (usize, &f64)| {
                let (sin, cos) = (std::f64::consts::TAU * at as f64 / corners as f64).sin_cos();
                [centre[0] + reach * scale * cos, centre[1] + reach * scale * sin]
            };
            reaches.iter().enumerate().map(corner).collect()
        };
        let is_valid = is_near(&ring(1.0));
        let rings = if self.next() % 2 == 0 { vec![ring(1.0)] } else { vec![ring(1.0), ring(0.5)] };
        Form { rings, is_valid }
    }
}

/// Far from the grid floats are coarser than the lattice, and areas lose digits.
fn is_near(ring: &Ring) -> bool {
    ring.iter().flatten().all(|coordinate| coordinate.abs() < 100.0)
}
