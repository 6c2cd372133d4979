//! Coverage alone: from outlines to shares of cells, on 2048 x 2048 cells in bands of 512 rows, by one thread.

#[path = "load/mod.rs"]
#[expect(dead_code, reason = "shared with the benchmark of counting")]
mod load;

use divan::Bencher;
use divan::counter::ItemsCount;
use landledger_core::internals::Outlines;
use landledger_core::{EdgeRule, Zone};
use load::{GRID, tiling};

fn main() {
    divan::main();
}

const RULES: [EdgeRule; 3] = EdgeRule::ALL;

#[divan::bench(args = RULES)]
fn three_thousand_zones(bencher: Bencher<'_, '_>, rule: EdgeRule) {
    bench(bencher, &tiling(50, 60, 24), rule);
}

#[divan::bench(args = RULES)]
fn fifteen_zones(bencher: Bencher<'_, '_>, rule: EdgeRule) {
    bench(bencher, &tiling(3, 5, 400), rule);
}

fn bench(bencher: Bencher<'_, '_>, zones: &[Zone], rule: EdgeRule) {
    let edges: usize = zones.iter().map(|zone| zone.outline.vertices()).sum();
    let outlines = Outlines::of(zones, GRID);
    let bands = || (0..GRID.rows).step_by(512).map(|row| outlines.count(row..row + 512, rule)).sum::<usize>();
    bencher.counter(ItemsCount::new(edges)).bench(bands);
}
