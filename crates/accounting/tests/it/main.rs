//! Tests across the crate, one topic to a file.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]
#![expect(clippy::float_cmp, reason = "sums that are exact are compared exactly; the others name their tolerance")]

mod beibu; // A whole published study: Luo & Yan 2018, Beibu Gulf.
mod comparisons; // Market choices, sweep, budget and payments, worked by hand.
mod corrected; // Correction factors of services.
mod equations; // Eq 4 to 6 at angles whose tangent is exact.
mod jin_shaan_meng; // A published eco-environment index: Song et al. 2018.
mod land; // Tallies in a line: what the other files build from.
mod land_change; // How land changes: random matrices and published ones.
mod overlap; // Zones that share land.
mod paper; // The compensation of the paper's fifteen cities.
mod per_hectare; // Money per hectare without a unit value.
mod properties; // What holds for any land and any price.
mod published_unit_values; // Unit values of papers, held against their value coefficients.
mod ranks; // Places among zones and among groups.
mod refusals; // Every reason to refuse, with its message.
mod two_cities; // A study small enough to check by eye.
mod value_change; // Effects and flows add up; published sensitivities.
mod worked_examples; // Published studies of unit values and value, table by table.
mod xie2015; // The equivalents of Xie et al. 2015.
