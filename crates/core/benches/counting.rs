//! Counting alone: sixteen decoded blocks of 512 x 512 cells and three epochs, by one thread.

#[path = "load/mod.rs"]
#[expect(dead_code, reason = "shared with the benchmark of coverage")]
mod load;

use divan::Bencher;
use divan::counter::ItemsCount;
use load::{BLOCK, Map, OneBlock};

fn main() {
    divan::main();
}

const MAPS: [Map; 3] = [Map::Constant, Map::Patches, Map::Noise];

/// Cells of all epochs.
const CELLS: usize = 16 * 3 * BLOCK.rows * BLOCK.cols;

#[divan::bench(args = MAPS)]
fn metres(bencher: Bencher<'_, '_>, map: Map) {
    let block = OneBlock::of(map);
    bencher.counter(ItemsCount::new(CELLS)).bench(|| block.tally(load::metres()));
}

#[divan::bench(args = MAPS)]
fn degrees(bencher: Bencher<'_, '_>, map: Map) {
    let block = OneBlock::of(map);
    bencher.counter(ItemsCount::new(CELLS)).bench(|| block.tally(load::degrees()));
}
