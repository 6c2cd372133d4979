//! Whether value rose or fell from epoch to epoch.

use crate::Money;

/// What a value did from one epoch to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// It grew.
    Rise,
    /// It shrank.
    Fall,
    /// It is the same number.
    Level,
}

impl Trend {
    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rise => "rise",
            Self::Fall => "fall",
            Self::Level => "level",
        }
    }
}

/// The direction of each step of a series. Three epochs have two steps, and without levels four kinds: rise-rise, rise-fall,
/// fall-rise, fall-fall.
///
/// # Equation
/// The sign of `V_(t+1) - V_t`; no threshold.
///
/// # Units
/// None.
///
/// # Example
/// ```
/// use landledger_accounting::{Money, Trend, trend};
///
/// let values = [5.0, 7.0, 6.0].map(Money::from_units_per_year);
/// assert_eq!(trend(&values), [Trend::Rise, Trend::Fall]);
/// ```
///
/// # References
/// The founding paper's discussion of land use sorts its cities into these four kinds.
pub fn trend(values: &[Money]) -> Vec<Trend> {
    let step = |pair: &[Money]| match pair[1].units_per_year().total_cmp(&pair[0].units_per_year()) {
        std::cmp::Ordering::Greater => Trend::Rise,
        std::cmp::Ordering::Less => Trend::Fall,
        std::cmp::Ordering::Equal => Trend::Level,
    };
    values.windows(2).map(step).collect()
}
