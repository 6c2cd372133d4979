//! Tapio's eight states.

use crate::{Money, elasticity};

/// Tapio's eight states of a quantity against the gross product, by signs and elasticity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecouplingState {
    /// Both grow, the quantity more: elasticity above 1.2.
    ExpansiveNegativeDecoupling,
    /// Both grow alike: 0.8 to 1.2.
    ExpansiveCoupling,
    /// Both grow, the quantity less or not at all: 0 to 0.8.
    WeakDecoupling,
    /// The quantity falls, the gross product grows.
    StrongDecoupling,
    /// Both fall, the quantity more: above 1.2.
    RecessiveDecoupling,
    /// Both fall alike: 0.8 to 1.2.
    RecessiveCoupling,
    /// Both fall, the quantity less or not at all: 0 to 0.8.
    WeakNegativeDecoupling,
    /// The quantity grows, the gross product falls.
    StrongNegativeDecoupling,
}

impl DecouplingState {
    /// Its name in tables: Tapio's, whatever the quantity.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ExpansiveNegativeDecoupling => "expansive_negative_decoupling",
            Self::ExpansiveCoupling => "expansive_coupling",
            Self::WeakDecoupling => "weak_decoupling",
            Self::StrongDecoupling => "strong_decoupling",
            Self::RecessiveDecoupling => "recessive_decoupling",
            Self::RecessiveCoupling => "recessive_coupling",
            Self::WeakNegativeDecoupling => "weak_negative_decoupling",
            Self::StrongNegativeDecoupling => "strong_negative_decoupling",
        }
    }

    /// What it means where more of the quantity is better, as of ecosystem service value. Tapio's names were made for
    /// burdens, of which less is better: what is called strong decoupling is the worst of all for a good.
    pub const fn for_a_good(self) -> &'static str {
        match self {
            Self::ExpansiveNegativeDecoupling => "favourable: value grows faster than GDP",
            Self::ExpansiveCoupling => "favourable: value grows with GDP",
            Self::WeakDecoupling => "favourable: value grows slower than GDP or holds",
            Self::StrongNegativeDecoupling => "favourable: value grows while GDP falls",
            Self::StrongDecoupling => "unfavourable: value falls while GDP grows",
            Self::RecessiveDecoupling => "unfavourable: value falls faster than GDP",
            Self::RecessiveCoupling => "unfavourable: value falls with GDP",
            Self::WeakNegativeDecoupling => "unfavourable: value falls slower than GDP or holds",
        }
    }
}

/// From here on two quantities change alike ...
const ALIKE_FROM: f64 = 0.8;
/// ... and up to here.
const ALIKE_TO: f64 = 1.2;

/// The state of a value against the gross product; `None` where there is no [`elasticity()`]. Both cuts belong to coupling.
///
/// # Equation
/// With `e` the elasticity: cuts at 0, 0.8 and 1.2, for a growing and for a falling gross product.
///
/// # Units
/// Gross products in the prices of one year.
///
/// # Example
/// Value falls by a tenth while the gross product grows by a half:
///
/// ```
/// use landledger_accounting::{DecouplingState, Money, decoupling_state};
///
/// let money = Money::from_units_per_year;
/// let state = decoupling_state([money(200.0), money(180.0)], [money(40.0), money(60.0)]).expect("both change");
/// assert_eq!(state, DecouplingState::StrongDecoupling);
/// assert_eq!(state.for_a_good(), "unfavourable: value falls while GDP grows");
/// ```
///
/// # References
/// Tapio P. 2005, *Transport Policy* 12:137. ChinaXiv-202108.00016V1 (table 2) swaps names because its quantity is a good;
/// here the names stay Tapio's, and [`DecouplingState::for_a_good`] says what they mean.
pub fn decoupling_state(value: [Money; 2], gross_product: [Money; 2]) -> Option<DecouplingState> {
    use DecouplingState as State;
    let elasticity = elasticity(value, gross_product)?;
    Some(match (gross_product[1] > gross_product[0], elasticity) {
        (true, falling) if falling < 0.0 => State::StrongDecoupling,
        (true, less) if less < ALIKE_FROM => State::WeakDecoupling,
        (true, alike) if alike <= ALIKE_TO => State::ExpansiveCoupling,
        (true, _) => State::ExpansiveNegativeDecoupling,
        (false, growing) if growing < 0.0 => State::StrongNegativeDecoupling,
        (false, less) if less < ALIKE_FROM => State::WeakNegativeDecoupling,
        (false, alike) if alike <= ALIKE_TO => State::RecessiveCoupling,
        (false, _) => State::RecessiveDecoupling,
    })
}

#[cfg(test)]
mod tests {
    use super::DecouplingState::{self, *};
    use super::*;

    fn state(value_change: f64, gross_product_change: f64) -> Option<DecouplingState> {
        let of = |change: f64| [100.0, 100.0 + change].map(Money::from_units_per_year);
        decoupling_state(of(value_change), of(gross_product_change))
    }

    #[test]
    fn each_side_of_each_cut_is_a_state_of_its_own() {
        // Changes in percent; a gross product of 50 % more or less has its cuts at 40 % and 60 %.
        let growing = [61.0, 60.0, 40.0, 39.0, 0.0, -1.0].map(|change| state(change, 50.0));
        assert_eq!(
            growing,
            [
                ExpansiveNegativeDecoupling,
                ExpansiveCoupling,
                ExpansiveCoupling,
                WeakDecoupling,
                WeakDecoupling,
                StrongDecoupling
            ]
            .map(Some)
        );
        let falling = [-61.0, -60.0, -40.0, -39.0, 0.0, 1.0].map(|change| state(change, -50.0));
        assert_eq!(
            falling,
            [
                RecessiveDecoupling,
                RecessiveCoupling,
                RecessiveCoupling,
                WeakNegativeDecoupling,
                WeakNegativeDecoupling,
                StrongNegativeDecoupling
            ]
            .map(Some)
        );
    }

    #[test]
    fn a_gross_product_that_stays_has_no_state() {
        assert_eq!((state(10.0, 0.0), state(0.0, 0.0)), (None, None));
    }

    #[test]
    fn a_good_fares_well_where_it_grows() {
        let is_good = |state: DecouplingState| state.for_a_good().starts_with("favourable");
        assert!(
            [1.0, 45.0, 80.0].iter().all(|&up| is_good(state(up, 50.0).unwrap()) && is_good(state(up, -50.0).unwrap()))
        );
        let downs = [-1.0, -45.0, -80.0];
        assert!(
            downs.iter().all(|&down| !is_good(state(down, 50.0).unwrap()) && !is_good(state(down, -50.0).unwrap()))
        );
    }
}
