//! How value changes between two years: by which land, by which cause, and how sensitive it is.

mod contribution_rates;
mod effects_of_product;
mod region_value_change;
mod relative_change;
mod sensitivity;
mod share_change;
mod trend;
mod value_flow;

pub use contribution_rates::contribution_rates;
pub use effects_of_product::effects_of_product;
pub use region_value_change::{ValueChange, ValueFlow};
pub use relative_change::relative_change;
pub use sensitivity::sensitivity;
pub use share_change::share_change;
pub use trend::{Trend, trend};
pub use value_flow::value_flow;

pub(crate) use region_value_change::value_changes;
