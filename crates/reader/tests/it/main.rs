//! Tests of the reader through its public interface, on tiny files that each test writes.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod against_gdal; // random polygons take the cells that GDAL burns
mod align; // rasters of one study lie on one grid
mod areal_scale; // the areal scale of projections, against formulas and PROJ
mod bands; // which band of a raster is read
mod boundary; // boundary files of a test
mod cell_types; // what a cell's value means, whatever type it is stored in
mod codes; // the scan of codes agrees with the tally
mod counting; // from rasters to a tally
mod damage; // missing and damaged files are errors that name file and place
mod drawing; // outlines drawn in cells on a small grid
mod ellipsoid; // areas and radii on an ellipsoid, in closed form
mod encodings; // names in Chinese, in every format and encoding
mod files_of; // every file that a number can depend on is listed
mod folder; // a folder of a test's own
mod land_cover; // rasters of a test
mod layers; // which layer and which attribute zones come from
mod layouts; // however a file is laid out, its tally is that of its matrix
mod masks; // cells behind a mask band hold no data
mod nodata; // what means nodata: the file's tag, the study's values, NaN
mod outlines; // which cells an outline takes, and what it measures
mod refused_zones; // boundary files and features that are refused, in words
mod repair; // invalid outlines are mended so that each piece of ground counts once
mod reprojection; // zones in another CRS arrive where PROJ puts them, bent where it bends
mod surface; // how much ground a cell covers
mod true_areas; // cells and outlines on projections, against GeographicLib
mod warp; // epochs on other grids, cell by cell as gdalwarp puts them
mod zones; // which features become which zones: names, groups, merging
