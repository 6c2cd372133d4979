//! Value beside gross product, and what the mix of land says of its state: one index to a file.

mod coordination_class;
mod coordination_degree;
mod coupling_degree;
mod decoupling_state;
mod development_index;
mod elasticity;
mod environment_index;
mod lag;
mod min_max;
mod relative_values;

pub use coordination_class::{CoordinationClass, coordination_class};
pub use coordination_degree::coordination_degree;
pub use coupling_degree::coupling_degree;
pub use decoupling_state::{DecouplingState, decoupling_state};
pub use development_index::{DevelopmentWeights, development_index};
pub use elasticity::elasticity;
pub use environment_index::environment_index;
pub use lag::{Lag, lag};
pub use min_max::min_max;
pub use relative_values::relative_values;
