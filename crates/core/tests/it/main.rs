//! Tests of the tally engine through its public interface.

mod against_oracle; // random studies: the engine counts what the oracle counts
mod balance; // by exact shares the ledger of any valid outline adds up
mod byte_maps; // maps of bytes, chunk by chunk and cell by cell
mod cancel_and_fail; // a tally that cannot be completed is an error, never a partial result
mod cases; // how many random cases
mod cell_shares; // the engine's share of every cell
mod edge_cases; // outlines whose shares can be reckoned by hand
mod edge_shares; // shares of edge cells against two slow ways
mod ellipsoid; // areas on the ellipsoid against GeographicLib and a closed form
mod epoch_pairs; // where trajectories are too many, pairs of epochs give the same sums
mod ledger_lines; // polygon area = area of its cells + what lies outside the raster
mod many_epochs; // thirty epochs: every margin equals a direct count
mod oracle; // the slow, obvious implementation
mod pieces; // a tally made in pieces is the tally made at once
mod random_study; // small studies for property tests
mod scripted_source; // rasters in memory that note every read and fail where told to
mod slow_shares; // shares of cells by slow ways in floats
mod strangers; // codes that the legend does not name
mod study; // rasters, zones and ground of one test
mod threads_and_units; // the same tally however the work is cut
mod tiling; // polygons that tile the plane take each cell once
mod valid_outline; // polygons that are valid by construction
mod work; // only what lies under a zone is read, once
