//! The small tables of a study: legend, values, crops, GDP. Each is a CSV file with a checked header.

pub(crate) mod crops;
pub(crate) mod csv_file;
pub(crate) mod equivalents;
pub(crate) mod gdp;
pub(crate) mod legend;
pub(crate) mod per_hectare;
