//! What is wrong with rasters and boundaries, all of it at once, even when the study file itself has problems.

use crate::error::of_reader;
use crate::problem::Problem;
use landledger_reader::{AlignRule, EpochSpec, Rasters, ZoneSpec, Zones};

/// Everything that is wrong with rasters and boundaries as far as it can be told.
pub(crate) fn problems_of_files(epochs: &[EpochSpec], align: AlignRule, zones: Option<&ZoneSpec>) -> Vec<Problem> {
    landledger_reader::start();
    if epochs.is_empty() {
        return Vec::new();
    }
    let (mut errors, rasters) = match Rasters::open_aligned(epochs, align) {
        Ok(rasters) => (Vec::new(), Some(rasters)),
        Err(errors) => (errors, None),
    };
    if let Some(spec) = zones {
        match rasters {
            Some(rasters) => {
                errors.extend(Zones::read(spec, rasters.grid(), rasters.crs()).err().into_iter().flatten());
            }
            None => errors.extend(landledger_reader::layers(&spec.source).err()),
        }
    }
    errors.iter().map(of_reader).collect()
}
