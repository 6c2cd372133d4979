//! Small studies for property tests. A recipe is what proptest varies and prints; the study is made from it.

use crate::study::{Ground, Study};
use crate::valid_outline::{Outline, outlines};
use landledger_core::{GridShape, Polygons, Zone};
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
    outline: Option<Outline>,
}

/// A study and how the engine is told to cut its work.
pub(crate) fn recipes() -> impl Strategy<Value = Recipe> {
    // 30 and 300 classes do not fit into one positional code over five epochs.
    let classes = prop_oneof![4 => 1..=6_usize, 1 => Just(30_usize), 1 => Just(300_usize)];
    (1..=70_usize, 1..=70_usize, 1..=5_usize, classes, 1..=6_usize, any::<u64>(), vec(zones(), 0..=5), grounds())
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
    let outline = proptest::option::weighted(0.9, outlines());
    (proptest::option::of(0..3_u8), outline).prop_map(|(group, outline)| ZoneRecipe { group, outline })
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
    let slope = (0.01..1e6_f64, 0.0..0.01_f64, 0.0..0.01_f64).prop_map(|(cell_m2, by_col, by_row)| Ground::Slope {
        cell_m2,
        by_col,
        by_row,
    });
    prop_oneof![1 => (0.01..1e6_f64).prop_map(|cell_m2| Ground::Plane { cell_m2 }), 2 => globe, 1 => slope]
}

impl Recipe {
    pub(crate) fn study(&self) -> Study {
        let codes: Vec<u16> = (0..self.classes).map(|index| (self.classes - index) as u16 * 37 + 5).collect();
        let zones = self.zones.iter().enumerate().map(|(index, zone)| Zone {
            name: format!("zone {index}"),
            group: zone.group.map(|group| format!("group {group}")),
            outline: zone.outline.as_ref().map_or_else(Polygons::default, |outline| outline.on(self.shape)),
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

/// The output function of splitmix64 (Steele, Lea and Flood, 2014): neighbouring inputs become unlike.
pub(crate) fn scramble(input: u64) -> u64 {
    let mut mixed = input.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
