//! Coordination degrees in five steps.

/// Five equal steps of the coordination degree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CoordinationClass {
    /// Below 0.2.
    SeriousImbalance,
    /// From 0.2.
    ModerateImbalance,
    /// From 0.4.
    BareCoordination,
    /// From 0.6.
    ModerateCoordination,
    /// From 0.8.
    GoodCoordination,
}

impl CoordinationClass {
    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SeriousImbalance => "serious_imbalance",
            Self::ModerateImbalance => "moderate_imbalance",
            Self::BareCoordination => "bare_coordination",
            Self::ModerateCoordination => "moderate_coordination",
            Self::GoodCoordination => "good_coordination",
        }
    }
}

/// The step that a coordination degree is on; a degree on a cut belongs to the step above.
///
/// # Equation
/// Cuts at 0.2, 0.4, 0.6 and 0.8.
///
/// # Example
/// ```
/// use landledger_accounting::{CoordinationClass, coordination_class};
///
/// assert_eq!(coordination_class(0.19), CoordinationClass::SeriousImbalance);
/// assert_eq!(coordination_class(0.2), CoordinationClass::ModerateImbalance);
/// assert_eq!(coordination_class(0.5).name(), "bare_coordination");
/// assert_eq!(coordination_class(1.0), CoordinationClass::GoodCoordination);
/// ```
///
/// # References
/// The usual five equal steps; their names differ between papers.
pub fn coordination_class(coordination: f64) -> CoordinationClass {
    match coordination {
        below if below < 0.2 => CoordinationClass::SeriousImbalance,
        below if below < 0.4 => CoordinationClass::ModerateImbalance,
        below if below < 0.6 => CoordinationClass::BareCoordination,
        below if below < 0.8 => CoordinationClass::ModerateCoordination,
        _ => CoordinationClass::GoodCoordination,
    }
}
