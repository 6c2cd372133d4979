//! Cells by zone and trajectory: ours and the peer's. A trajectory reads `1 2`, nodata is `-`.

use crate::results::Results;
use serde::Deserialize;
use std::collections::BTreeMap;

pub(crate) type Trajectories = BTreeMap<(String, String), u64>;

/// Everything that a run counted, nodata too.
pub(crate) fn counted(results: &Results) -> Trajectories {
    let tally = &results.outcome.tally;
    let classes = tally.legend().classes();
    let code = |index: &Option<u16>| index.map_or("-".into(), |index| classes[usize::from(index)].code.to_string());
    let mut found = Trajectories::new();
    for (zone, region) in tally.zones().iter().zip(tally.by_zone()) {
        for (trajectory, amount) in region.trajectories().expect("they are few") {
            let codes: Vec<String> = trajectory.classes().iter().map(code).collect();
            found.insert(
                (zone.name.clone(), codes.join(" ")),
                amount.cells.as_whole().expect("whole cells are counted"),
            );
        }
    }
    found
}

/// A line of `zone_trajectories.py`.
#[derive(Debug, Deserialize)]
pub(crate) struct TrajectoryRow {
    zone: String,
    trajectory: String,
    cells: u64,
}

/// What the peer counted.
pub(crate) fn of_peer(rows: Vec<TrajectoryRow>) -> Trajectories {
    rows.into_iter().map(|row| ((row.zone, row.trajectory), row.cells)).collect()
}
