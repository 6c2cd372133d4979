//! Why classes could not be given values.

/// Why classes could not be given values.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ClassValuesError {
    /// One mix is wanted for each class.
    #[error("{found} mixes are given for a legend of {expected} classes (give one entry for each class)")]
    MixCount {
        /// Number of mixes.
        found: usize,
        /// Classes in the legend.
        expected: usize,
    },
    /// A mix names a column that the table has not.
    #[error("class {code} `{class}` is a mix with ecosystem number {found}, but the table has {ecosystems} ecosystems")]
    Ecosystem {
        /// Code of the class.
        code: u16,
        /// Its name.
        class: String,
        /// The column, counted from 1.
        found: usize,
        /// Columns in the table.
        ecosystems: usize,
    },
    /// A share of a hectare that cannot be.
    #[error("class {code} `{class}` has {found} of ecosystem `{ecosystem}`, expected a share from 0 to 1")]
    Weight {
        /// Code of the class.
        code: u16,
        /// Its name.
        class: String,
        /// The ecosystem.
        ecosystem: String,
        /// The weight.
        found: f64,
    },
    /// More than a hectare of ecosystems on a hectare.
    #[error(
        "the shares of class {code} `{class}` add up to {found}, expected at most 1 \
         (the mean of two ecosystems is 0.5 of each)"
    )]
    WeightSum {
        /// Code of the class.
        code: u16,
        /// Its name.
        class: String,
        /// Sum of its weights.
        found: f64,
    },
    /// A row for a class that the legend has not.
    #[error("a value is given for class number {found}, but the legend has {classes} classes")]
    Class {
        /// The class, counted from 1.
        found: usize,
        /// Classes in the legend.
        classes: usize,
    },
    /// Two rows for the same class and service.
    #[error(
        "the value of class {code} `{class}` for service `{service}` is given twice: {first} and {second} \
         (keep one of them)"
    )]
    GivenTwice {
        /// Code of the class.
        code: u16,
        /// Its name.
        class: String,
        /// The service.
        service: String,
        /// Value in the earlier row, currency units per hectare and year.
        first: f64,
        /// Value in the later row.
        second: f64,
    },
    /// A service in two groups.
    #[error("service `{service}` is in group `{first}` and in group `{second}` (name one group in all its rows)")]
    ServiceGroup {
        /// The service.
        service: String,
        /// Its group in the earlier row.
        first: String,
        /// Its group in the later row.
        second: String,
    },
    /// A value that is not a number.
    #[error(
        "the value of class {code} `{class}` for service `{service}` is {found}, expected a finite number \
         (write 0 for none)"
    )]
    NotFinite {
        /// Code of the class.
        code: u16,
        /// Its name.
        class: String,
        /// The service.
        service: String,
        /// What stands there.
        found: f64,
    },
}
