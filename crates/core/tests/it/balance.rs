//! By exact shares the ledger of any valid outline adds up, on any ground.

use crate::cases::cases;
use crate::study::{Ground, Study, zone};
use landledger_core::{EdgeRule, GridShape, Polygons, Silent, Tally, share_slack, tally};
use proptest::collection::vec;
use proptest::prelude::*;

const SHAPE: GridShape = GridShape { rows: 12, cols: 10 };

/// From 30 m to a degree; one grid has its first row in the south.
fn grounds() -> [Ground; 5] {
    [
        Ground::HECTARES,
        Ground::wgs84(38.0, -1.0 / 3600.0, 1.0 / 3600.0),
        Ground::krasovsky(-6.0, 0.1, 0.1),
        Ground::wgs84(70.0, -1.0, 1.0),
        Ground::wgs84(-5.0, 1.0, 0.25),
    ]
}

/// A ring around a centre, by its reach in each direction: it cannot cross itself.
fn ring([x, y]: [f64; 2], reach: &[f64]) -> Vec<[f64; 2]> {
    let step = std::f64::consts::TAU / reach.len() as f64;
    let corner = |(index, reach): (usize, &f64)| {
        let angle = step * index as f64;
        [x + reach * angle.cos(), y + reach * angle.sin()]
    };
    reach.iter().enumerate().map(corner).collect()
}

fn tallied(outline: &Polygons, ground: Ground, edge: EdgeRule) -> Tally {
    let study = Study {
        shape: SHAPE,
        codes: vec![1],
        rasters: vec![(0..120).map(|cell| (cell % 3 > 0).then_some(1)).collect()],
        zones: vec![zone("a", outline.clone())],
        ground,
    };
    let mut plan = study.plan(1);
    plan.edge = edge;
    plan.lines[0].slack = share_slack(outline, &plan.surface, SHAPE);
    tally(&plan, &study.memory_source(SHAPE), &Silent).expect("nothing here fails")
}

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn outlines_with_and_without_a_hole_add_up(
        (x, y) in (-2.0..12.0_f64, -2.0..14.0_f64),
        reach in vec(0.01..9.0_f64, 5..=40),
        has_hole in any::<bool>(),
    ) {
        let exterior = ring([x, y], &reach);
        // A third of the way out along the same directions is inside.
        let hole = ring([x, y], &reach.iter().map(|reach| reach / 3.0).collect::<Vec<_>>());
        let rings = if has_hole { vec![exterior, hole] } else { vec![exterior] };
        let outline = Polygons::from_rings(rings);
        for ground in grounds() {
            let found = tallied(&outline, ground, EdgeRule::Exact).imbalances();
            prop_assert!(found.is_empty(), "{ground:?}: {} ha left, {} ha allowed", found[0].residual_ha(), found[0].allowed_ha());
        }
    }

    #[test]
    fn slivers_add_up(
        (x, y) in (0.0..10.0_f64, 0.0..12.0_f64),
        (dx, dy) in (-10.0..10.0_f64, -12.0..12.0_f64),
        width in prop_oneof![Just(1e-9), Just(1e-6), Just(1e-3)],
    ) {
        let outline = Polygons::from_rings(vec![vec![[x, y], [x + dx, y + dy], [x + dx + width, y + dy], [x + width, y]]]);
        for ground in grounds() {
            let found = tallied(&outline, ground, EdgeRule::Exact).imbalances();
            prop_assert!(found.is_empty(), "{ground:?}: {} ha left, {} ha allowed", found[0].residual_ha(), found[0].allowed_ha());
        }
    }
}

#[test]
fn whole_cells_do_not_add_up_to_a_slanted_outline() {
    // Half of a square of 8 x 8 cells: 32 ha. The diagonal touches 8 cells more than the 28 below it.
    let outline = Polygons::from_rings(vec![vec![[1.0, 1.0], [9.0, 9.0], [1.0, 9.0]]]);
    let tally = tallied(&outline, Ground::HECTARES, EdgeRule::Touched);
    let found = tally.imbalances();
    assert_eq!(found.len(), 2, "the zone and the study");
    assert_eq!(found[0].residual_ha(), 32.0 - (28.0 + 8.0));
    assert!(tallied(&outline, Ground::HECTARES, EdgeRule::Exact).imbalances().is_empty());
}
