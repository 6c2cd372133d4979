//! Makes the load of one benchmark and runs its kernel so many times: `kernels NAME TIMES`. Without arguments it lists
//! the names. `scripts/instructions` counts the instructions of it.

#[path = "../benches/load/mod.rs"]
mod load;

use landledger_core::internals::Outlines;
use landledger_core::{EdgeRule, Zone};
use load::{GRID, Map, OneBlock, degrees, metres, tiling};

const NAMES: [&str; 8] = [
    "counting-constant",
    "counting-patches",
    "counting-patches-degrees",
    "counting-noise",
    "coverage-3000-exact",
    "coverage-3000-centre",
    "coverage-3000-touched",
    "coverage-15-exact",
];

#[expect(clippy::print_stdout, reason = "lists what there is to count")]
fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(name), Some(times)) = (arguments.next(), arguments.next()) else {
        for name in NAMES {
            println!("{name}");
        }
        return;
    };
    let times = 0..times.parse().expect("TIMES is a number");
    match name.as_str() {
        "counting-constant" => count(Map::Constant, false, times),
        "counting-patches" => count(Map::Patches, false, times),
        "counting-patches-degrees" => count(Map::Patches, true, times),
        "counting-noise" => count(Map::Noise, false, times),
        "coverage-3000-exact" => cover(&tiling(50, 60, 24), EdgeRule::Exact, times),
        "coverage-3000-centre" => cover(&tiling(50, 60, 24), EdgeRule::Centre, times),
        "coverage-3000-touched" => cover(&tiling(50, 60, 24), EdgeRule::Touched, times),
        "coverage-15-exact" => cover(&tiling(3, 5, 400), EdgeRule::Exact, times),
        _ => panic!("no kernel is called {name}"),
    }
}

fn count(map: Map, in_degrees: bool, times: std::ops::Range<u32>) {
    let block = OneBlock::of(map);
    for _ in times {
        let tally = block.tally(if in_degrees { degrees() } else { metres() });
        assert_eq!(tally.study().total().cells, GRID.cells());
    }
}

fn cover(zones: &[Zone], rule: EdgeRule, times: std::ops::Range<u32>) {
    for _ in times {
        let outlines = Outlines::of(zones, GRID);
        let stretches: usize = (0..GRID.rows).step_by(512).map(|row| outlines.count(row..row + 512, rule)).sum();
        assert!(stretches > GRID.rows, "{stretches}");
    }
}
