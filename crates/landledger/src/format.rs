//! What a run writes.

use landledger_report::FigureFiles;

/// A kind of result. The tally file and the manifest are always written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Tables as comma-separated values.
    Csv,
    /// Tables as Parquet.
    Parquet,
    /// `results.xlsx`: a workbook with a sheet for each table.
    Xlsx,
    /// Figures under `figures/`, as vectors.
    Svg,
    /// Figures under `figures/`, 300 dots an inch.
    Png,
    /// `report.html`.
    Html,
    /// The zones with their numbers, as a `GeoPackage`.
    GeoPackage,
    /// Maps of the cells, as cloud-optimised GeoTIFF files.
    Maps,
}

impl Format {
    /// Whether it shows the outlines of zones.
    pub(crate) fn shows_outlines(self) -> bool {
        matches!(self, Self::Svg | Self::Png | Self::Html)
    }

    /// Whether it is made from the findings as a whole, and not table by table.
    pub(crate) fn shows_findings(self) -> bool {
        self.shows_outlines() || self == Self::Xlsx
    }

    /// Which files of each figure are wanted.
    pub(crate) fn figure_files(wanted: &[Self]) -> FigureFiles {
        FigureFiles { svg: wanted.contains(&Self::Svg), png: wanted.contains(&Self::Png) }
    }
}
