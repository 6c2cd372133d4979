//! Tests of the reader through its public interface, on tiny files that each test writes.

mod boundary; // boundary files of a test
mod cell_types; // what a cell's value means, whatever type it is stored in
mod codes; // the scan of codes agrees with the tally
mod counting; // from rasters to a tally
mod folder; // a folder of a test's own
mod land_cover; // rasters of a test
