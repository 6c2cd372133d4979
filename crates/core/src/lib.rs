//! Vocabulary and tally engine of landledger.
//!
//! A *tally* says, for each zone, how many cells and how much area followed each class
//! *trajectory* (the class in every epoch). Areas per year, transition matrices, nodata and the
//! ledger are sums of it. This crate knows nothing of files: cells arrive through
//! [`BlockSource`] and [`BlockReader`].
//!
//! Counts and areas are integers until a table is made, so the same input gives the same bits
//! whatever the number of threads, the order of blocks or the way the work was cut.
//!
//! # Example
//!
//! A grid of 2 x 2 cells of one hectare, one zone over its left column:
//!
//! ```
//! use landledger_core::{
//!     Area, EdgeRule, GridShape, Legend, Polygons, Silent, Surface, TallyPlan, Year, Zone, ZoneSet,
//!     ledger_lines, memory::MemorySource, tally,
//! };
//!
//! let legend = Legend::new([(1, "crop"), (2, "forest")])?;
//! let shape = GridShape { rows: 2, cols: 2 };
//! let left = Polygons::from_rings(vec![vec![[0.0, 0.0], [1.0, 0.0], [1.0, 2.0], [0.0, 2.0]]]);
//! let zones = ZoneSet::new(vec![Zone { name: "left".into(), group: None, outline: left }]);
//! let surface = Surface::plane(Area::from_square_metres(10_000.0));
//! let plan = TallyPlan {
//!     shape,
//!     rows: 0..shape.rows,
//!     years: vec![Year(2000), Year(2020)],
//!     legend: legend.clone(),
//!     lines: ledger_lines(zones.zones(), &surface, shape),
//!     zones,
//!     surface,
//!     edge: EdgeRule::Exact,
//!     threads: 1,
//! };
//! let source = MemorySource::new(shape, &legend, vec![vec![Some(1), Some(1), Some(1), Some(2)],
//!                                                     vec![Some(2), Some(1), Some(1), Some(2)]]);
//! let tally = tally(&plan, &source, &Silent)?;
//! let left = tally.zone(0);
//! assert_eq!(left.class_areas(1)[1].cells, 1); // forest in 2020
//! assert_eq!(left.class_areas(1)[1].area.hectares(), 1.0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod amount;
mod area;
mod areal_grid;
mod authalic;
mod balance;
mod beside;
mod block;
mod counts;
mod coverage;
mod edge_rule;
mod ellipsoid;
mod engine;
mod epoch_pairs;
mod error;
mod grid;
mod held_rows;
#[doc(hidden)]
pub mod internals;
mod ledger;
mod legend;
pub mod memory;
mod merge;
mod outline;
mod per_item;
mod progress;
mod region;
mod share;
mod shared_ground;
mod slack;
mod strangers;
mod surface;
mod tally;
mod transition;
mod zone;
mod zone_cells;

pub use amount::Amount;
pub use area::Area;
pub use areal_grid::{ArealGrid, Look};
pub use authalic::AuthalicSphere;
pub use balance::{Imbalance, RegionId};
pub use beside::beside;
pub use block::{BlockReader, BlockSource, State, SymbolBlock, SymbolRow};
pub use counts::Counts;
pub use edge_rule::EdgeRule;
pub use ellipsoid::Ellipsoid;
pub use engine::{MOST_TRAJECTORIES, TallyPlan, Work, pieces, tally, tally_by_rules, units_to_read};
pub use epoch_pairs::{ClassPair, EpochPairs, PairsMismatch};
pub use error::{TallyError, TallyFault};
pub use grid::{Cell, GridShape, Window};
pub use held_rows::HeldRows;
pub use ledger::{LedgerLine, ledger_lines};
pub use legend::{Class, Legend, LegendError};
pub use merge::Mismatch;
pub use outline::{Polygons, Ring};
pub use per_item::{limit_threads, on_threads, per_item};
pub use progress::{Progress, Silent};
pub use region::RegionTally;
pub use share::{Cells, Share};
pub use shared_ground::shared_ground;
pub use slack::share_slack;
pub use strangers::{Stranger, Strangers};
pub use surface::Surface;
pub use tally::{Part, Tally, Trajectory};
pub use transition::TransitionMatrix;
pub use zone::{Group, Year, Zone, ZoneName, ZoneSet};
pub use zone_cells::{ZoneCells, ZoneRows, ZoneStretch};
