//! The extent account of the System of Environmental-Economic Accounting.

use super::class_change;
use landledger_core::{Area, TransitionMatrix};

/// Opening extent, what was added and taken away, closing extent of one class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExtentAccount {
    /// Extent in the earlier year.
    pub opening: Area,
    /// What became this class.
    pub additions: Area,
    /// What became another class.
    pub reductions: Area,
    /// Of this class in the later year, with nodata in the earlier.
    pub newly_mapped: Area,
    /// Of this class in the earlier year, with nodata in the later.
    pub no_longer_mapped: Area,
    /// Extent in the later year.
    pub closing: Area,
}

impl ExtentAccount {
    /// Closing less opening extent, in hectares.
    pub fn net_change_hectares(&self) -> f64 {
        self.closing.hectares_beyond(self.opening)
    }
}

/// The extent account of one class between two years.
///
/// # Equation
/// `opening + additions + newly mapped - reductions - no longer mapped = closing`, exactly.
///
/// # Units
/// Areas. `opening` and `closing` are the class's areas in the two years, nodata of the other year included. Maps do not say whether
/// expansion or regression was managed, so additions and reductions are not split; land that one of the maps does not show is kept
/// apart, as a reappraisal.
///
/// # Panics
/// When the matrix has no such class.
///
/// # Example
/// ```
/// use landledger_accounting::extent_account;
/// use landledger_core::{Amount, Area, TransitionMatrix};
///
/// let hectares = |n: u64| Area::from_square_metres(10_000.0) * n;
/// let amounts = ndarray::arr2(&[[60, 20], [30, 90]]).mapv(|n| Amount { area: hectares(n), ..Amount::default() });
/// let matrix = TransitionMatrix { from_epoch: 0, to_epoch: 1, amounts };
/// // Of 85 ha in the first year, 5 lie under cloud in the second.
/// let account = extent_account(&matrix, 0, hectares(85), hectares(90));
/// assert_eq!((account.additions, account.reductions), (hectares(30), hectares(20)));
/// assert_eq!((account.newly_mapped, account.no_longer_mapped), (hectares(0), hectares(5)));
/// assert_eq!(account.net_change_hectares(), 30.0 - 20.0 - 5.0);
/// ```
///
/// # References
/// United Nations 2021, *System of Environmental-Economic Accounting: Ecosystem Accounting*, table 4.1.
pub fn extent_account(matrix: &TransitionMatrix, class: usize, opening: Area, closing: Area) -> ExtentAccount {
    let change = class_change(matrix, class);
    ExtentAccount {
        opening,
        additions: change.gain(),
        reductions: change.loss(),
        newly_mapped: closing - change.to,
        no_longer_mapped: opening - change.from,
        closing,
    }
}
