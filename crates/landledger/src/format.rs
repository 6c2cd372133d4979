//! What a run writes.

/// A kind of result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Tables as comma-separated values, which are always written.
    Csv,
    /// The zones with their numbers, as a `GeoPackage`.
    GeoPackage,
    /// Maps of the cells, as cloud-optimised GeoTIFF files.
    Maps,
}
