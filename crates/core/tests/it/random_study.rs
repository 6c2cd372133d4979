//! Small studies for property tests. A recipe is what proptest varies and prints; the study is made from it.

use crate::oracle::LATTICE;
use crate::study::{Ground, Study};
use landledger_core::{GridShape, Polygons, Ring, Zone};
use proptest::collection::vec;
use proptest::prelude::*;

#[derive(Debug, Clone)]
pub(crate) struct Recipe {
    pub(crate) shape: GridShape,
    epochs: usize,
    classes: usize,
    /// Neighbouring cells are alike in patches of this size.
    patch: usize,
    seed: u64,
    zones: Vec<ZoneRecipe>,
    ground: Ground,
}

#[derive(Debug, Clone)]
struct ZoneRecipe {
    group: Option<u8>,
    polygons: Vec<Form>,
}

#[derive(Debug, Clone)]
enum Form {
    /// Three corners or more, crossing themselves as they like.
    Ring(Vec<Corner>),
    Rectangle(Corner, Corner),
    /// Spikes around a centre, with a hole of the same form if `hole`.
    Star {
        centre: Corner,
        radius: u16,
        spikes: u16,
        hole: bool,
    },
}

/// A place relative to the grid, in thousandths; 300 is its upper or left border, 1300 the other.
#[derive(Debug, Clone, Copy)]
struct Corner {
    across: u16,
    down: u16,
    snap: Snap,
}

#[derive(Debug, Clone, Copy)]
enum Snap {
    CellCorner,
    CellCentre,
    Nothing,
}

/// A study and how the engine is told to cut its work.
pub(crate) fn recipes() -> impl Strategy<Value = Recipe> {
    // 30 and 300 classes do not fit into one positional code over four epochs.
    let classes = prop_oneof![4 => 1..=6_usize, 1 => Just(30_usize), 1 => Just(300_usize)];
    (1..=40_usize, 1..=40_usize, 1..=4_usize, classes, 1..=6_usize, any::<u64>(), vec(zones(), 0..=5), grounds())
        .prop_map(|(rows, cols, epochs, classes, patch, seed, zones, ground)| Recipe {
            shape: GridShape { rows, cols },
            epochs,
            classes,
            patch,
            seed,
            zones,
            ground,
        })
}

/// Units from one cell to the whole grid.
pub(crate) fn recipes_and_units() -> impl Strategy<Value = (Recipe, GridShape)> {
    recipes().prop_flat_map(|recipe| {
        let units = (1..=recipe.shape.rows, 1..=recipe.shape.cols).prop_map(|(rows, cols)| GridShape { rows, cols });
        (Just(recipe), units)
    })
}

fn zones() -> impl Strategy<Value = ZoneRecipe> {
    (proptest::option::of(0..3_u8), vec(forms(), 0..=2)).prop_map(|(group, polygons)| ZoneRecipe { group, polygons })
}

fn forms() -> impl Strategy<Value = Form> {
    prop_oneof![
        2 => vec(corners(), 3..=4).prop_map(Form::Ring),
        1 => vec(corners(), 5..=9).prop_map(Form::Ring),
        1 => (corners(), corners()).prop_map(|(from, to)| Form::Rectangle(from, to)),
        2 => (corners(), 50..=900_u16, 3..=9_u16, any::<bool>())
            .prop_map(|(centre, radius, spikes, hole)| Form::Star { centre, radius, spikes, hole }),
    ]
}

fn corners() -> impl Strategy<Value = Corner> {
    let snap = prop_oneof![Just(Snap::CellCorner), Just(Snap::CellCentre), Just(Snap::Nothing)];
    (0..=1600_u16, 0..=1600_u16, snap).prop_map(|(across, down, snap)| Corner { across, down, snap })
}

fn grounds() -> impl Strategy<Value = Ground> {
    // One second (about 30 m), 30 seconds, a tenth of a degree, a degree.
    let step = prop_oneof![Just(1.0 / 3600.0), Just(1.0 / 120.0), Just(0.1), Just(1.0)];
    let globe = (-40.0..75.0_f64, step.clone(), step, any::<bool>(), any::<bool>()).prop_map(
        |(north, row_step, col_step, north_up, wgs84)| {
            let (first, row_step) = if north_up { (north, -row_step) } else { (-north, row_step) };
            if wgs84 { Ground::wgs84(first, row_step, col_step) } else { Ground::krasovsky(first, row_step, col_step) }
        },
    );
    prop_oneof![(0.01..1e6_f64).prop_map(|cell_m2| Ground::Plane { cell_m2 }), globe]
}

impl Recipe {
    pub(crate) fn study(&self) -> Study {
        let codes: Vec<u16> = (0..self.classes).map(|index| (self.classes - index) as u16 * 37 + 5).collect();
        let zones = self.zones.iter().enumerate().map(|(index, zone)| Zone {
            name: format!("zone {index}"),
            group: zone.group.map(|group| format!("group {group}")),
            outline: Polygons::from_polygons(zone.polygons.iter().map(|form| form.rings(self.shape))),
        });
        Study { shape: self.shape, rasters: self.rasters(&codes), zones: zones.collect(), codes, ground: self.ground }
    }

    /// One patch in six is nodata; three in four are what they were an epoch before.
    fn rasters(&self, codes: &[u16]) -> Vec<Vec<Option<u16>>> {
        let mut rasters: Vec<Vec<Option<u16>>> = Vec::new();
        for epoch in 0..self.epochs {
            let cells = (0..self.shape.rows).flat_map(|row| (0..self.shape.cols).map(move |col| (row, col)));
            let raster = cells.enumerate().map(|(at, (row, col))| {
                let place = (epoch, row / self.patch, col / self.patch);
                let random = scramble(self.seed ^ scramble(((place.0 << 40) + (place.1 << 20) + place.2) as u64));
                match rasters.last() {
                    Some(before) if !random.is_multiple_of(4) => before[at],
                    _ if (random >> 8).is_multiple_of(6) => None,
                    _ => Some(codes[(random >> 16) as usize % codes.len()]),
                }
            });
            let raster = raster.collect();
            rasters.push(raster);
        }
        rasters
    }
}

impl Form {
    fn rings(&self, shape: GridShape) -> Vec<Ring> {
        match self {
            Self::Ring(corners) => vec![corners.iter().map(|corner| corner.place(shape)).collect()],
            Self::Rectangle(from, to) => {
                let ([left, top], [right, bottom]) = (from.place(shape), to.place(shape));
                vec![vec![[left, top], [right, top], [right, bottom], [left, bottom]]]
            }
            Self::Star { centre, radius, spikes, hole } => {
                let radius = f64::from(*radius) / 1000.0 * shape.rows.max(shape.cols) as f64;
                let (exterior, inner) = (star(centre.place(shape), radius, *spikes), radius * 0.4);
                if *hole { vec![exterior, star(centre.place(shape), inner, *spikes)] } else { vec![exterior] }
            }
        }
    }
}

impl Corner {
    fn place(self, shape: GridShape) -> [f64; 2] {
        let on_grid = |thousandths: u16, cells: usize| (f64::from(thousandths) / 1000.0 - 0.3) * cells as f64;
        [on_grid(self.across, shape.cols), on_grid(self.down, shape.rows)].map(|coordinate| match self.snap {
            Snap::CellCorner => coordinate.round(),
            Snap::CellCentre => coordinate.floor() + 0.5,
            Snap::Nothing => to_lattice(coordinate),
        })
    }
}

fn star(centre: [f64; 2], radius: f64, spikes: u16) -> Ring {
    (0..2 * spikes)
        .map(|point| {
            let reach = if point % 2 == 0 { radius } else { radius / 2.0 };
            let angle = std::f64::consts::PI * f64::from(point) / f64::from(spikes);
            [to_lattice(centre[0] + reach * angle.cos()), to_lattice(centre[1] + reach * angle.sin())]
        })
        .collect()
}

fn to_lattice(coordinate: f64) -> f64 {
    (coordinate * LATTICE).round() / LATTICE
}

/// The output function of splitmix64 (Steele, Lea and Flood, 2014): neighbouring inputs become unlike.
pub(crate) fn scramble(input: u64) -> u64 {
    let mut mixed = input.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
