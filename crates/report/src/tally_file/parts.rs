//! The parts of a tally: by whole trajectories, or by pairs of epochs.

use super::{TALLY_FORMAT_VERSION, TALLY_FORMAT_VERSION_OF_PAIRS, bounded_sum};
use landledger_core::{Amount, Area, Cells, ClassPair, Counts, EpochPairs, Legend, Part, Tally, Trajectory, Year};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which of the fields stand in it is told by the version of the file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartRecord {
    zones: Vec<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trajectories: Option<Vec<CodesRecord>>,
    /// What has a class in every epoch.
    #[serde(skip_serializing_if = "Option::is_none")]
    classified: Option<AmountRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pairs: Option<Vec<PairRecord>>,
}

/// One pair of epochs.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PairRecord {
    years: [i32; 2],
    transitions: Vec<CodesRecord>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CodesRecord {
    /// Class code in each epoch; null is nodata.
    codes: Vec<Option<u16>>,
    /// Whole numbers of 2^-30 cells.
    cells: u128,
    /// Whole numbers of 1e-9 m2 / 2^30.
    area: u128,
}

/// In the same units.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AmountRecord {
    cells: u128,
    area: u128,
}

/// What the parts of a file are read by.
pub(super) struct Reading<'a> {
    pub(super) version: u32,
    pub(super) zones: usize,
    pub(super) years: &'a [Year],
    pub(super) legend: &'a Legend,
}

pub(super) fn part_record(part: &Part, tally: &Tally) -> PartRecord {
    let code = |index: Option<u16>| index.map(|index| tally.legend().classes()[usize::from(index)].code);
    let record = |codes: Vec<Option<u16>>, amount: &Amount| CodesRecord {
        codes,
        cells: amount.cells.units(),
        area: amount.area.units(),
    };
    let mut into = PartRecord { zones: part.zones.clone(), trajectories: None, classified: None, pairs: None };
    match &part.amounts {
        Counts::Trajectories(amounts) => {
            let codes = |trajectory: &Trajectory| trajectory.classes().iter().copied().map(code).collect();
            let trajectories = amounts.iter().map(|(trajectory, amount)| record(codes(trajectory), amount));
            into.trajectories = Some(trajectories.collect());
        }
        Counts::Pairs(pairs) => {
            let classified = pairs.classified();
            let pair = |((from, to), amounts): ((usize, usize), &BTreeMap<ClassPair, Amount>)| PairRecord {
                years: [from, to].map(|epoch| tally.years()[epoch].0),
                transitions: amounts
                    .iter()
                    .map(|(&(from, to), amount)| record(vec![code(from), code(to)], amount))
                    .collect(),
            };
            into.classified = Some(AmountRecord { cells: classified.cells.units(), area: classified.area.units() });
            into.pairs = Some(pairs.pairs().map(pair).collect());
        }
    }
    into
}

impl Reading<'_> {
    pub(super) fn parts(&self, records: Vec<PartRecord>) -> Result<Vec<Part>, String> {
        let mut parts: Vec<Part> = Vec::new();
        let mut total = Bounded::default();
        for record in records {
            let part = self.part(record)?;
            if parts.last().is_some_and(|last| last.zones >= part.zones) {
                return Err(format!("its part of the zones {:?} stands twice or not in its place", part.zones));
            }
            total.add(part.total())?;
            parts.push(part);
        }
        Ok(parts)
    }

    fn part(&self, part: PartRecord) -> Result<Part, String> {
        let PartRecord { zones, trajectories, classified, pairs } = part;
        let are_some = !zones.is_empty() && zones.iter().all(|&zone| zone < self.zones);
        if !are_some || !zones.is_sorted_by(|a, b| a < b) {
            return Err(format!("a part names the zones {zones:?} of {}", self.zones));
        }
        let amounts = match (self.version, trajectories, classified, pairs) {
            (TALLY_FORMAT_VERSION, Some(trajectories), None, None) => self.trajectories(trajectories)?.into(),
            (TALLY_FORMAT_VERSION_OF_PAIRS, None, Some(classified), Some(pairs)) => {
                self.pairs(&classified, pairs)?.into()
            }
            _ => {
                return Err(format!(
                    "its part of the zones {zones:?} does not hold what a part of version {} does",
                    self.version
                ));
            }
        };
        Ok(Part { zones, amounts })
    }

    fn trajectories(&self, records: Vec<CodesRecord>) -> Result<BTreeMap<Trajectory, Amount>, String> {
        let mut amounts = BTreeMap::new();
        let mut total = Bounded::default();
        for record in records {
            let (classes, amount) = self.classes("a trajectory", &record, self.years.len())?;
            total.add(amount)?;
            if amounts.insert(Trajectory::new(classes), amount).is_some() {
                return Err("a trajectory stands twice in one part".into());
            }
        }
        Ok(amounts)
    }

    fn pairs(&self, classified: &AmountRecord, records: Vec<PairRecord>) -> Result<EpochPairs, String> {
        let mut by_pair = Vec::with_capacity(records.len());
        let mut found = Vec::with_capacity(records.len());
        for record in records {
            found.push(record.years);
            let mut amounts = BTreeMap::new();
            let mut total = Bounded::default();
            for record in record.transitions {
                let (classes, amount) = self.classes("a transition", &record, 2)?;
                total.add(amount)?;
                if amounts.insert((classes[0], classes[1]), amount).is_some() {
                    return Err("a transition stands twice in one pair of epochs".into());
                }
            }
            by_pair.push(amounts);
        }
        let classified = amount(classified.cells, classified.area);
        Bounded::default().add(classified)?;
        let pairs = EpochPairs::new(self.years.len(), by_pair, classified).map_err(|mismatch| mismatch.to_string())?;
        let expected: Vec<[i32; 2]> =
            pairs.pairs().map(|((from, to), _)| [from, to].map(|epoch| self.years[epoch].0)).collect();
        if found != expected {
            return Err(format!("it has the pairs of years {found:?}, expected {expected:?}"));
        }
        Ok(pairs)
    }

    /// The classes behind so many codes, and how much holds them.
    fn classes(&self, what: &str, record: &CodesRecord, epochs: usize) -> Result<(Vec<Option<u16>>, Amount), String> {
        if record.codes.len() != epochs {
            return Err(format!("{what} has {} codes for {epochs} epochs", record.codes.len()));
        }
        let class = |code: &Option<u16>| match code {
            None => Ok(None),
            Some(code) => self
                .legend
                .index_of(*code)
                .map(|index| Some(index as u16))
                .ok_or_else(|| format!("{what} holds code {code}, which is not in its legend")),
        };
        let classes = record.codes.iter().map(class).collect::<Result<_, _>>()?;
        Ok((classes, amount(record.cells, record.area)))
    }
}

fn amount(cells: u128, area: u128) -> Amount {
    Amount { cells: Cells::from_units(cells), area: Area::from_units(area) }
}

/// Sums of files that say anything at all must not overflow.
#[derive(Default)]
struct Bounded {
    cells: u128,
    area: u128,
}

impl Bounded {
    fn add(&mut self, amount: Amount) -> Result<(), String> {
        self.cells = bounded_sum(self.cells, amount.cells.units())?;
        self.area = bounded_sum(self.area, amount.area.units())?;
        Ok(())
    }
}
