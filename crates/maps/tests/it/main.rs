//! Maps drawn from cells in memory, read back by GDAL.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]
#![expect(clippy::disallowed_methods, reason = "tests look at the files that were made")]

mod canvas; // Land of a few tiles, drawn and read back.
mod class_changes; // Which class became which, cell by cell.
mod densities; // What a hectare is worth, cell by cell.
mod layout; // What the files are like as files.
