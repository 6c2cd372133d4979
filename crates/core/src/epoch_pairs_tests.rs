use super::*;
use crate::{Area, Cells, Counts};

fn cells(count: u64) -> Amount {
    Amount { cells: Cells::whole(count), area: Area::from_square_metres(900.0) * count }
}

/// Three epochs: 4 cells stay in class 0, 3 go from 0 to 1, 2 have no data at first, 1 has none at last.
fn trajectories() -> BTreeMap<Trajectory, Amount> {
    [
        (vec![Some(0), Some(0), Some(0)], 4),
        (vec![Some(0), Some(1), Some(1)], 3),
        (vec![None, Some(1), Some(1)], 2),
        (vec![Some(0), Some(1), None], 1),
    ]
    .map(|(classes, count)| (Trajectory::new(classes), cells(count)))
    .into()
}

fn pairs() -> EpochPairs {
    let mut counts = Counts::Trajectories(trajectories());
    counts.forget_trajectories(3);
    let Counts::Pairs(pairs) = counts else { panic!("trajectories were forgotten") };
    pairs
}

#[test]
fn pairs_are_sums_of_trajectories() {
    let pairs = pairs();
    let (zero, one) = (Some(0), Some(1));
    let ends = [((None, one), 2), ((zero, None), 1), ((zero, zero), 4), ((zero, one), 3)];
    assert_eq!(pairs.pair(0, 2), Some(&ends.map(|(classes, count)| (classes, cells(count))).into()));
    let first = [((None, one), 2), ((zero, zero), 4), ((zero, one), 3 + 1)];
    assert_eq!(pairs.pair(0, 1), Some(&first.map(|(classes, count)| (classes, cells(count))).into()));
    assert_eq!(pairs.pair(2, 0), None);
    assert_eq!((pairs.total(), pairs.classified()), (cells(4 + 3 + 2 + 1), cells(4 + 3)));
    assert_eq!(
        pairs.in_epoch(2),
        [(None, 1), (zero, 4), (one, 3 + 2)].map(|(class, count)| (class, cells(count))).into()
    );
}

#[test]
fn a_sum_of_both_forms_is_by_pairs_whichever_comes_first() {
    let mut twice = pairs();
    twice.add(&pairs());
    for (first, second) in
        [(Counts::Trajectories(trajectories()), pairs().into()), (pairs().into(), Counts::Trajectories(trajectories()))]
    {
        let mut sum = first;
        sum.add(&second);
        assert_eq!(sum, Counts::Pairs(twice.clone()));
    }
}

#[test]
fn pairs_of_other_land_do_not_fit_together() {
    let by_pair = || pairs().by_pair;
    assert_eq!(EpochPairs::new(3, by_pair(), cells(7)), Ok(pairs()));
    assert_eq!(EpochPairs::new(4, by_pair(), cells(7)), Err(PairsMismatch::Pairs { found: 3, expected: 4 }));
    assert_eq!(EpochPairs::new(1, Vec::new(), cells(7)), Err(PairsMismatch::Pairs { found: 0, expected: 0 }));
    for pair in 0..3 {
        let mut changed = by_pair();
        changed[pair].insert((Some(0), Some(0)), cells(5));
        assert_eq!(EpochPairs::new(3, changed, cells(7)), Err(PairsMismatch::Epoch), "pair {pair}");
    }
    // Ten cells, of which two have no data in the first epoch.
    assert!(EpochPairs::new(3, by_pair(), cells(8)).is_ok());
    assert_eq!(EpochPairs::new(3, by_pair(), cells(9)), Err(PairsMismatch::Classified));
}
