//! What a reader of the accounts should know although nothing is wrong.

use crate::coefficients::Coefficients;
use crate::{Hectares, RegionName};
use landledger_core::{Area, Part, Tally, Year};
use std::fmt;

/// What a reader of the accounts should know although nothing is wrong.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Note {
    /// Land under several zones that value it differently. It is counted once, with the unit value of
    /// the zone that stands first.
    UnitValuesDiffer {
        /// The group or study.
        region: RegionName,
        /// The epoch.
        year: Year,
        /// Land that lies in zones with different unit values, nodata included.
        overlap: Hectares,
    },
    /// Land under several zones that correct the value of its services differently. It is counted once, with the
    /// factors of the zone that stands first.
    FactorsDiffer {
        /// The group or study.
        region: RegionName,
        /// The epoch.
        year: Year,
        /// Land that lies in zones with different factors, nodata included.
        overlap: Hectares,
    },
    /// Land under several zones that are each paid for it: their sum counts it more than once.
    PaidSeveralTimes {
        /// The group or study.
        region: RegionName,
        /// The epoch that is paid for.
        year: Year,
        /// Land that lies in more than one zone, nodata included.
        overlap: Hectares,
    },
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnitValuesDiffer { region, year, overlap } => write!(
                f,
                "{} ha of {region} lie in several zones whose unit values differ in {year}; \
                 they are counted once, with the unit value of the zone that stands first",
                overlap.hectares()
            ),
            Self::FactorsDiffer { region, year, overlap } => write!(
                f,
                "{} ha of {region} lie in several zones whose correction factors differ in {year}; \
                 they are counted once, with the factors of the zone that stands first",
                overlap.hectares()
            ),
            Self::PaidSeveralTimes { region, year, overlap } => write!(
                f,
                "{} ha of {region} lie in several zones; gross product and compensation in {year} \
                 are sums over the zones and count them for each",
                overlap.hectares()
            ),
        }
    }
}

impl Note {
    /// One note for each year in which land of these zones has more than one unit value, or other factors.
    pub(crate) fn on_unit_values(
        region: &RegionName,
        zones: &[usize],
        tally: &Tally,
        coefficients: &Coefficients<'_>,
    ) -> Vec<Self> {
        let mut notes = Vec::new();
        for (epoch, &year) in tally.years().iter().enumerate() {
            let overlap = shared_land(tally, zones, |zones| !coefficients.agree(zones, epoch));
            if overlap > Area::ZERO {
                notes.push(Self::UnitValuesDiffer { region: region.clone(), year, overlap: overlap.into() });
            }
            let overlap = shared_land(tally, zones, |zones| !coefficients.factors_agree(zones, epoch));
            if overlap > Area::ZERO {
                notes.push(Self::FactorsDiffer { region: region.clone(), year, overlap: overlap.into() });
            }
        }
        notes
    }

    /// A note where zones that are each paid share land.
    pub(crate) fn on_compensation(region: &RegionName, zones: &[usize], tally: &Tally, year: Year) -> Option<Self> {
        let overlap = tally.overlap_among(zones).area;
        (overlap > Area::ZERO).then(|| Self::PaidSeveralTimes { region: region.clone(), year, overlap: overlap.into() })
    }
}

/// Land in more than one of these zones, where `wanted` says yes to those it lies in.
fn shared_land(tally: &Tally, zones: &[usize], wanted: impl Fn(&[usize]) -> bool) -> Area {
    let shared_by =
        |part: &Part| -> Vec<usize> { part.zones.iter().copied().filter(|zone| zones.contains(zone)).collect() };
    tally
        .parts()
        .iter()
        .filter(|part| part.zones.len() > 1)
        .filter(|part| wanted(&shared_by(part)))
        .map(|part| part.total().area)
        .sum()
}
