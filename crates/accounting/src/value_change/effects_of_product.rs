//! What each of three factors does to their product.

/// By how much each of three factors changes their product: effects that add up to the whole change and do not depend on an
/// order of the factors.
///
/// # Equation
/// The Shapley value of each factor: the mean, over all orders in which the three can change one after the other, of what
/// the product changes when it does. For the first of `a b c`, with `'` the later year:
///
/// `(a' - a) ((b c + b' c') / 3 + (b c' + b' c) / 6)`
///
/// # Units
/// Those of the product.
///
/// # Example
/// 2 x 3 x 5 = 30 becomes 4 x 3 x 5 = 60: the first does all. And 1 x 1 x 1 becomes 2 x 2 x 2: each does a third of 7.
/// ```
/// use landledger_accounting::effects_of_product;
///
/// assert_eq!(effects_of_product([2.0, 3.0, 5.0], [4.0, 3.0, 5.0]), [30.0, 0.0, 0.0]);
/// let thirds = effects_of_product([1.0, 1.0, 1.0], [2.0, 2.0, 2.0]);
/// assert!(thirds.iter().all(|third| (third - 7.0 / 3.0).abs() < 1e-15));
/// ```
///
/// # References
/// Shapley L.S. 1953; as a decomposition without an order: Sun J.W. 1998, *Energy Economics* 20:85; Ang B.W. et al. 2003, *Energy
/// Policy* 31:1561.
pub fn effects_of_product(from: [f64; 3], to: [f64; 3]) -> [f64; 3] {
    let effect = |one: usize, two: usize, three: usize| {
        (to[one] - from[one]) * mean_product([from[two], from[three]], [to[two], to[three]])
    };
    [effect(0, 1, 2), effect(1, 0, 2), effect(2, 0, 1)]
}

/// What the other two factors multiply a change of one by, on the mean of all orders.
pub(super) fn mean_product(from: [f64; 2], to: [f64; 2]) -> f64 {
    (from[0] * from[1] + to[0] * to[1]) / 3.0 + (from[0] * to[1] + to[0] * from[1]) / 6.0
}
