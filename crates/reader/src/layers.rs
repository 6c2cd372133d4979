//! What the layers of a boundary file offer.

use crate::{ReaderError, open};
use gdal::Dataset;
use gdal::vector::{Layer, LayerAccess};
use std::collections::BTreeSet;
use std::path::Path;

/// What a layer offers: for `init` and for messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayerFacts {
    /// Name of the layer.
    pub name: String,
    /// Number of features.
    pub features: u64,
    /// Names of its attributes.
    pub fields: Vec<String>,
    /// Attributes whose values are all there and all different.
    pub unique_fields: Vec<String>,
}

/// The layers that have geometry.
pub(crate) fn spatial_layers(dataset: &Dataset) -> impl Iterator<Item = Layer<'_>> {
    dataset.layers().filter(|layer| layer.defn().geom_fields().next().is_some())
}

/// Layers with geometry, their attributes, and which of these could name zones.
///
/// # Errors
/// When the file cannot be opened.
pub fn layers(path: &Path) -> Result<Vec<LayerFacts>, ReaderError> {
    let dataset = open::vector(path, None)?;
    let facts = spatial_layers(&dataset).map(|mut layer| {
        let fields: Vec<String> = layer.defn().fields().map(|field| field.name()).collect();
        let mut values: Vec<Option<BTreeSet<String>>> = vec![Some(BTreeSet::new()); fields.len()];
        let mut features = 0;
        for feature in layer.features() {
            features += 1;
            for (field, seen) in values.iter_mut().enumerate() {
                let text = feature.field_as_string(field).ok().flatten().filter(|text| !text.trim().is_empty());
                let is_new = match (text, &mut *seen) {
                    (Some(text), Some(seen)) => seen.insert(text),
                    _ => false,
                };
                if !is_new {
                    *seen = None;
                }
            }
        }
        let unique_fields =
            fields.iter().zip(&values).filter(|(_, seen)| seen.is_some()).map(|(field, _)| field.clone()).collect();
        LayerFacts { name: layer.name(), features, fields, unique_fields }
    });
    Ok(facts.collect())
}
