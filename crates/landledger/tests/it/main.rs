//! Whole studies on real rasters and boundaries, against other people's programs.
//!
//! The rasters are not part of the project (see `real_data`); the programs are the scripts in `scripts/peers`.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]
#![expect(clippy::float_cmp, reason = "areas that are exact are compared exactly; the others name their tolerance")]
#![expect(clippy::disallowed_methods, reason = "tests write the studies that they run")]

mod analytic_vectors; // Eq 4 to 6 against vectors that lie outside the project.
mod areal_scale; // By how much projections are off, against PROJ and the textbook.
mod basin; // The built-in basin is what its README says it is.
mod compensations; // Compensation by every choice, and shares of a budget, against Python's fractions.
mod coordination; // Value beside GDP in the built-in study.
mod delta; // The built-in delta is what its README says it is.
mod demak; // Degrees: areas on the ellipsoid against GeographicLib, and money made from them.
mod drawn; // The marks of a picture, read back.
mod edge_shares; // Shares of edge cells, against exactextract.
mod embedded_study; // The built-in study is what its README says it is.
mod everything; // A study in which every table is made.
mod exact_shares; // Cells at an edge by their share, against exactextract; and the ledger that follows.
mod fixture; // The studies of `fixtures/`, as they are or with a line changed.
mod ibadan; // Every transition, against the author's own raster of transitions.
mod maps; // Maps on real rasters: read back by rasterio, judged by rio-cogeo.
mod methods_page; // What the pages on methods and tables name is there, and nothing is left out.
mod newguinea; // Many zones: trajectories against GDAL's rasteriser and numpy.
mod nodata_by_epoch; // Each epoch marks its nodata in its own way.
mod parquet; // Tables as Parquet, read by pyarrow and DuckDB.
mod peers; // Runs the scripts that compute the same thing in their own way.
mod pictures; // Figures and page hold the numbers of the tables.
mod real_data; // Where the real rasters are, and what to do without them.
mod results; // What a run made, and its tables read back.
mod same_tables; // The same bytes from any number of threads and any layout of the same cells.
mod saomiguel; // Zones in degrees, and a nodata tag that no cell can hold.
mod skipped; // A test that cannot run here says so; where everything must run, it fails.
mod study_folder; // A study in a folder that goes away with the test.
mod trajectories; // Cells by zone and trajectory: ours and the peer's.
mod workbook; // The workbook holds the tables, for openpyxl and LibreOffice.
mod zion; // Zones in another CRS than the raster.
