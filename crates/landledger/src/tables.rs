//! The small tables of a study: legend, values, mapping, crops, prices, factors, GDP, payments. Each is a CSV file with a checked header.

pub(crate) mod by_zone_year;
pub(crate) mod crops;
pub(crate) mod csv_file;
pub(crate) mod equivalents;
pub(crate) mod every;
pub(crate) mod factors;
pub(crate) mod gdp;
pub(crate) mod legend;
pub(crate) mod mapping;
pub(crate) mod paid;
pub(crate) mod per_hectare;
pub(crate) mod price_index;
pub(crate) mod profits;
