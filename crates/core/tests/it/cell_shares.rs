//! The engine's share of every cell, seen through its public interface: each cell is a class of its own.

use landledger_core::memory::MemorySource;
use landledger_core::{
    Area, Cell, EdgeRule, GridShape, Legend, Polygons, Silent, Surface, TallyPlan, Year, Zone, ZoneSet, ledger_lines,
    tally,
};
use std::collections::BTreeMap;

/// Units of a whole cell: 2^30.
pub(crate) const WHOLE: u128 = 1 << 30;

/// Units of 2^-30 by cell and set of zones (ascending).
pub(crate) type CellShares = BTreeMap<Cell, BTreeMap<Vec<usize>, u128>>;

/// Tallies the zones on a grid of at most 65 535 cells.
pub(crate) fn cell_shares(outlines: &[Polygons], shape: GridShape, rule: EdgeRule) -> CellShares {
    cell_shares_by_units(outlines, shape, rule, shape, 1)
}

/// The same with the work cut into units.
pub(crate) fn cell_shares_by_units(
    outlines: &[Polygons],
    shape: GridShape,
    edge: EdgeRule,
    unit: GridShape,
    threads: usize,
) -> CellShares {
    let codes: Vec<u16> = (0..u16::try_from(shape.cells()).expect("a small grid")).collect();
    let legend = Legend::new(codes.iter().map(|&code| (code, "cell"))).expect("codes are distinct");
    let zones: Vec<Zone> = outlines
        .iter()
        .enumerate()
        .map(|(index, outline)| Zone { name: index.to_string(), group: None, outline: outline.clone() })
        .collect();
    let surface = Surface::plane(Area::from_square_metres(900.0));
    let source = MemorySource::new(shape, &legend, vec![codes.into_iter().map(Some).collect()]).with_units(unit);
    let plan = TallyPlan {
        shape,
        rows: 0..shape.rows,
        years: vec![Year(2020)],
        legend,
        lines: ledger_lines(&zones, &surface, shape),
        zones: ZoneSet::new(zones),
        surface,
        edge,
        threads,
    };
    let tally = tally(&plan, &source, &Silent).expect("rasters in memory can be read");
    let mut shares = CellShares::new();
    for part in tally.parts() {
        for (trajectory, amount) in part.amounts.trajectories().expect("one epoch has few trajectories") {
            let at = trajectory.class(0).expect("every cell has a class");
            let cell = Cell { row: at / shape.cols, col: at % shape.cols };
            let before = shares.entry(cell).or_default().insert(part.zones.clone(), amount.cells.units());
            assert_eq!(before, None, "the part {:?} is listed twice", part.zones);
        }
    }
    shares
}

/// All shares of a cell together.
pub(crate) fn total(shares: &CellShares, cell: Cell) -> u128 {
    shares.get(&cell).map_or(0, |sets| sets.values().sum())
}

/// What one zone holds of a cell, alone or with others.
pub(crate) fn of_zone(shares: &CellShares, cell: Cell, zone: usize) -> u128 {
    let sets = shares.get(&cell).into_iter().flatten();
    sets.filter(|(set, _)| set.contains(&zone)).map(|(_, units)| units).sum()
}

/// Every cell of a grid.
pub(crate) fn cells_of(shape: GridShape) -> impl Iterator<Item = Cell> {
    (0..shape.rows).flat_map(move |row| (0..shape.cols).map(move |col| Cell { row, col }))
}
