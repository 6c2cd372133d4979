//! Tests of the command: what is typed, what is said, what is written.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]
#![expect(clippy::disallowed_types, clippy::disallowed_methods, reason = "tests make their own input files")]

mod aligned; // An epoch on another grid, where the study allows it.
mod bad_comparisons; // Sweeps, budgets and payments that are refused, with the place.
mod bad_output; // Results that cannot be written, runs that are stopped, tallies that do not belong.
mod bad_raster; // Rasters that are refused or break.
mod bad_study; // Study files that are refused, with the place.
mod bad_tables; // Small tables that are refused, with the place; and those that only look odd.
mod bad_unit_values; // Ways to the unit value that are refused, with the place.
mod bad_zones; // Boundaries that are refused, and those that are accepted with a note.
mod codes_of_rasters; // What `check` says of the codes in the rasters.
mod commands; // Each command where nothing is wrong: what it says and what it writes.
mod comparisons; // What else is made of a compensation, worked out by hand.
mod edge_rules; // What the edge rules make of cells that an outline cuts.
mod geopackage; // The zones of the two valleys with their numbers.
mod home; // The folder of one test, and the command run in it.
mod init; // A study started from rasters and boundaries.
mod land_change; // Land change of the two valleys, grades of land use, prices of the gross product.
mod levels; // Classes counted at a level above the finest.
mod mappings; // Lists of which ecosystem each class is.
mod maps; // Maps of the valleys, each cell against the digits that it was drawn from.
mod outlines; // Boundaries as GeoJSON.
mod pictures; // What --format adds to the tables.
mod pieces; // A tally in pieces, merged to the same bytes as in one go.
mod rasters; // Tiny rasters, drawn as matrices.
mod tables; // The tables of the two valleys, worked out by hand.
mod unit_values; // The ways to the unit value, its prices, and the factors of services.
mod valleys; // The study that most tests start from.
