//! Gain, loss, net change and swap of a class.

use super::{column_areas, row_areas};
use landledger_core::{Area, TransitionMatrix};

/// How one class changes between two years. All else follows from these four areas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClassChange {
    /// Its area in the earlier year.
    pub from: Area,
    /// Its area in the later year.
    pub to: Area,
    /// What was of the class in both years.
    pub persistence: Area,
    /// What it lost to another class and gained from the same class elsewhere: both counted.
    pub exchange: Area,
}

impl ClassChange {
    /// What became this class.
    pub fn gain(&self) -> Area {
        self.to - self.persistence
    }

    /// What became another class.
    pub fn loss(&self) -> Area {
        self.from - self.persistence
    }

    /// Gain less loss, in hectares; negative where the class shrank.
    pub fn net_change_hectares(&self) -> f64 {
        self.to.hectares_beyond(self.from)
    }

    /// Gain less loss without its sign: what the class contributes to quantity.
    pub fn quantity(&self) -> Area {
        (self.to - self.from) + (self.from - self.to)
    }

    /// Loss here made good by gain elsewhere: both counted.
    pub fn swap(&self) -> Area {
        self.gain().min(self.loss()) * 2
    }

    /// Swap that is no exchange between two classes: it goes around over a third.
    pub fn shift(&self) -> Area {
        self.swap() - self.exchange
    }
}

/// How one class changes: persistence, gain, loss, net change, swap, and swap as exchange and shift.
///
/// # Equation
/// With `m_ij` the area that went from class `i` to `j`, `row_j` and `col_j` its sums: `persistence = m_jj`,
/// `gain = col_j - m_jj`, `loss = row_j - m_jj`, `net = gain - loss`, `swap = 2 min(gain, loss)`,
/// `exchange = 2 sum_(i != j) min(m_ij, m_ji)`, `shift = swap - exchange`.
///
/// # Units
/// Areas, exact. `class` is an index of the legend.
///
/// # Panics
/// When the matrix has no such class.
///
/// # Example
/// Rows are the earlier year; hectares:
///
/// | from / to | crop | forest | water |
/// |---|--:|--:|--:|
/// | crop | 50 | 10 | 0 |
/// | forest | 4 | 20 | 5 |
/// | water | 3 | 0 | 8 |
///
/// ```
/// use landledger_accounting::class_change;
/// use landledger_core::{Amount, Area, TransitionMatrix};
///
/// let hectares = |n: u64| Area::from_square_metres(10_000.0) * n;
/// let amounts = ndarray::arr2(&[[50, 10, 0], [4, 20, 5], [3, 0, 8]]);
/// let amounts = amounts.mapv(|n| Amount { area: hectares(n), ..Amount::default() });
/// let crop = class_change(&TransitionMatrix { from_epoch: 0, to_epoch: 1, amounts }, 0);
///
/// assert_eq!(crop.persistence, hectares(50));
/// assert_eq!((crop.gain(), crop.loss()), (hectares(4 + 3), hectares(10)));
/// assert_eq!(crop.net_change_hectares(), -3.0);
/// assert_eq!(crop.swap(), hectares(2 * 7));
/// assert_eq!(crop.exchange, hectares(2 * 4)); // with forest: 4 one way, 4 of the 10 the other
/// assert_eq!(crop.shift(), hectares(14 - 8)); // 3 from water, 3 to forest
/// ```
///
/// # References
/// Pontius R.G., Shusas E., `McEachern` M. 2004, *Agriculture, Ecosystems and Environment* 101:251 (gain, loss, net change,
/// swap); Pontius R.G., Santacruz A. 2014, *International Journal of Remote Sensing* 35:7543 (exchange and shift).
pub fn class_change(matrix: &TransitionMatrix, class: usize) -> ClassChange {
    let area = |from: usize, to: usize| matrix.amounts[(from, to)].area;
    let (classes, _) = matrix.amounts.dim();
    let others = (0..classes).filter(|&other| other != class);
    let exchange: Area = others.map(|other| area(other, class).min(area(class, other))).sum();
    ClassChange {
        from: row_areas(matrix)[class],
        to: column_areas(matrix)[class],
        persistence: area(class, class),
        exchange: exchange * 2,
    }
}
