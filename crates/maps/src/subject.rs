//! Which maps there are.

use crate::ChangeNumbers;
use crate::paint::Densities;
use std::path::PathBuf;

/// What a map shows.
#[derive(Debug, Clone)]
pub enum Subject {
    /// Which class became which; the numbers stand in the sidecar `FILE.aux.xml`.
    ClassChange {
        /// Index of the earlier epoch.
        from: usize,
        /// Index of the later epoch.
        to: usize,
        /// The pairs that occur.
        numbers: ChangeNumbers,
    },
    /// What a hectare is worth.
    Density {
        /// Index of the epoch.
        epoch: usize,
        /// By zone and class.
        densities: Densities,
    },
    /// By how much that changed.
    DensityChange {
        /// Indices of the earlier and the later epoch.
        epochs: [usize; 2],
        /// By zone and class, in the earlier and the later year.
        densities: [Densities; 2],
    },
}

/// A map to draw.
#[derive(Debug, Clone)]
pub struct MapPlan {
    /// Its file.
    pub path: PathBuf,
    /// What it shows.
    pub subject: Subject,
    /// The same in words.
    pub description: String,
    /// Unit of its numbers, where they have one.
    pub unit: Option<String>,
}

impl Subject {
    pub(crate) fn numbers(&self) -> Option<&ChangeNumbers> {
        match self {
            Self::ClassChange { numbers, .. } => Some(numbers),
            Self::Density { .. } | Self::DensityChange { .. } => None,
        }
    }

    pub(crate) fn bytes_per_cell(&self) -> usize {
        match self {
            Self::ClassChange { numbers, .. } if numbers.fit_bytes() => 1,
            Self::ClassChange { .. } => 2,
            Self::Density { .. } | Self::DensityChange { .. } => 4,
        }
    }
}
