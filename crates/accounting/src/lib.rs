//! Areas in, money out: the equations of the paper as pure functions, and [`account()`], which applies
//! them to a [`landledger_core::Tally`].
//!
//! "The paper" is Wang J., Fan Y., Wang M., Sun T., Liu J., *Ecological compensation in the Chinese coal
//! resource-depleted cities based on the ecosystem service value*, Global NEST Journal, paper
//! `gnest_06506`, sections 2.3 to 2.5.
//!
//! | In the paper | Here |
//! |---|---|
//! | Eq 1, `E_a = 1/7 sum_j m_j p_j q_j / M` | [`unit_value()`] |
//! | Eq 1 for one grain | [`grain_unit_value()`] |
//! | Eq 2, `ESV = sum_i A_i VC_i` | [`ecosystem_value()`] |
//! | Eq 3, `VC_i = sum_j EC_j E_a` | [`value_coefficient()`] |
//! | section 2.4, value that no market pays for (`VAL` in Eq 4, `V` in Eq 5) | [`nonmarket_value()`] |
//! | Eq 4, `ECPS = VAL / GDP` | [`priority()`] |
//! | Eq 5, `R = V k t` | [`compensation()`] |
//! | Eq 6, `t = 2 arctan(ECPS) / pi` | [`demand()`] |
//! | `EC_j` of every land use type | [`EquivalentTable`], [`ClassValues`] |
//! | section 4.2, compensation beside transfers that were paid | [`paid_comparison()`] |
//! | tables 1 to 3: values by service, by class, compensation by city | [`account()`] -> [`Accounts`] |
//!
//! Not in the paper: [`net_profit_unit_value()`] (Xie et al. 2015), [`regional_unit_value()`] and [`yield_ratio()`]
//! (a national `E_a` in a region), [`deflator()`] (prices of another year), [`corrected_value_coefficient()`]
//! (factors of services), [`market_choices()`], [`budget_shares()`] and [`ranks()`] (what is made of compensations).
//!
//! Change of land, from a transition matrix: [`class_change()`], [`total_change()`], [`dynamic_degree()`],
//! [`comprehensive_dynamic_degree()`], [`land_use_degree()`], [`information_entropy()`], [`transition_probabilities()`],
//! [`interval_intensity()`], [`category_intensity()`], [`intensity_to_gaining()`], [`intensity_from_losing()`], [`extent_account()`].
//!
//! Change of value: [`value_flow()`], [`contribution_rates()`], [`effects_of_product()`] (causes that add up), [`relative_change()`],
//! [`share_change()`], [`sensitivity()`], [`trend()`]; [`ValueChange`] has them of a region.
//!
//! Value beside gross product, and the state of the land: [`min_max()`], [`coupling_degree()`], [`development_index()`],
//! [`coordination_degree()`], [`coordination_class()`], [`lag()`], [`elasticity()`], [`decoupling_state()`],
//! [`relative_values()`], [`environment_index()`].
//!
//! Nothing here opens a file or prints. Sums run in a fixed order (services, classes and zones in the
//! order of their source) and the arc tangent is compiled in, so results are the same bits on every
//! machine.
//!
//! # Example
//!
//! A zone with 10 ha of crop and 20 ha of forest, one service of each kind:
//!
//! ```
//! use landledger_accounting::{
//!     AccountPlan, ClassValues, Comparisons, CompensationPlan, EquivalentTable, Mix, Money, MoneyPerHectare, Service,
//!     UnitValues, Valuation, account,
//! };
//! use landledger_core::{Amount, Area, Cells, Counts, LedgerLine, Legend, Part, Tally, Trajectory, Year, ZoneName};
//! use std::collections::BTreeMap;
//!
//! let hectares = |n: u64| Amount { cells: Cells::whole(n), area: Area::from_square_metres(10_000.0) * n };
//! let legend = Legend::new([(1, "crop"), (2, "forest")])?;
//! let land = BTreeMap::from([
//!     (Trajectory::new(vec![Some(0)]), hectares(10)),
//!     (Trajectory::new(vec![Some(1)]), hectares(20)),
//! ]);
//! let zone = ZoneName { name: "Hegang".into(), group: None };
//! let part = Part { zones: vec![0], amounts: Counts::Trajectories(land) };
//! let tally = Tally::new(vec![Year(2020)], legend.clone(), vec![zone], vec![part], vec![LedgerLine::default()]);
//!
//! // Rows are services, columns are ecosystems.
//! let table = EquivalentTable::new(
//!     vec![Service::new("food", "provisioning"), Service::new("climate", "regulating")],
//!     vec!["farmland".into(), "woodland".into()],
//!     ndarray::arr2(&[[1.0, 0.25], [0.5, 4.0]]),
//! )?;
//! let classes = ClassValues::from_mixes(&legend, &table, &[Some(Mix::of(0)), Some(Mix::of(1))])?;
//! let plan = AccountPlan {
//!     valuation: Valuation::Equivalents {
//!         classes,
//!         unit_values: UnitValues::Fixed(MoneyPerHectare::from_units_per_hectare(1000.0)),
//!     },
//!     gross_products: Some(BTreeMap::from([((0, Year(2020)), Money::from_units_per_year(85_000.0))])),
//!     compensation: Some(CompensationPlan {
//!         year: Year(2020),
//!         conversion: 0.15,
//!         market_services: vec![0],
//!         comparisons: Comparisons::default(),
//!     }),
//! };
//!
//! let accounts = account(&tally, &plan)?;
//! let year = &accounts.zones[0].years[0];
//! let (food, climate) = (10.0 * 1000.0 + 20.0 * 250.0, 10.0 * 500.0 + 20.0 * 4000.0);
//! assert_eq!(year.by_service, [food, climate].map(Money::from_units_per_year));
//! assert_eq!(year.total.units_per_year(), food + climate);
//!
//! // Food has a market. What is left is as large as the gross product, so demand is one half (Eq 6).
//! let line = accounts.zones[0].compensation.as_ref().expect("the plan asks for it");
//! assert_eq!((line.priority, line.demand), (1.0, 0.5));
//! assert_eq!(line.compensation.units_per_year(), 85_000.0 * 0.15 * 0.5);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod account;
mod budget_shares;
mod cents;
mod class_values;
mod class_values_error;
mod coefficients;
mod comparing;
mod comparisons;
mod compensation;
mod compensation_account;
mod compensation_sweep;
mod coordination;
mod corrected_value_coefficient;
mod deflator;
mod demand;
mod ecosystem_value;
mod equivalents;
mod error;
mod grain_unit_value;
mod gross_products;
mod land_change;
mod levels;
mod market_choices;
mod money;
mod net_profit_unit_value;
mod nonmarket_value;
mod note;
mod paid_comparison;
mod payment;
mod price_index;
mod priority;
mod problems;
mod ranks;
mod region_account;
mod region_name;
mod regional_unit_value;
mod service;
mod service_factors;
mod transfers;
mod unit_value;
mod unit_value_line;
mod valuation;
mod value_change;
mod value_coefficient;
mod value_densities;
mod valued_land;
mod yield_ratio;

pub use account::{AccountPlan, Accounts, account};
pub use budget_shares::{BudgetError, budget_shares};
pub use cents::{Cents, NotCents};
pub use class_values::{ClassValueRow, ClassValues, Mix};
pub use class_values_error::ClassValuesError;
pub use comparisons::{BudgetShareLine, Comparisons, MarketChoiceLine, PaidLine, RegionComparisons, SweepLine};
pub use compensation::compensation;
pub use compensation_account::{CompensationLine, CompensationPlan};
pub use compensation_sweep::CompensationSweep;
pub use coordination::{
    CoordinationClass, DecouplingState, DevelopmentWeights, Lag, coordination_class, coordination_degree,
    coupling_degree, decoupling_state, development_index, elasticity, environment_index, lag, min_max, relative_values,
};
pub use corrected_value_coefficient::corrected_value_coefficient;
pub use deflator::deflator;
pub use demand::demand;
pub use ecosystem_value::ecosystem_value;
pub use equivalents::{EquivalentTable, EquivalentTableError};
pub use error::{AccountingError, AccountingErrors};
pub use grain_unit_value::grain_unit_value;
pub use gross_products::GrossProducts;
pub use land_change::{
    CategoryIntensity, ClassChange, ExtentAccount, TotalChange, TransitionIntensity, category_intensity, class_change,
    comprehensive_dynamic_degree, dynamic_degree, extent_account, information_entropy, intensity_from_losing,
    intensity_to_gaining, interval_intensity, land_use_degree, total_change, transition_probabilities,
    uniform_interval_intensity,
};
pub use market_choices::{MarketChoice, MarketChoiceKind, market_choices};
pub use money::{Hectares, Money, MoneyPerHectare};
pub use net_profit_unit_value::{CropProfit, NetProfitError, net_profit_unit_value};
pub use nonmarket_value::nonmarket_value;
pub use note::Note;
pub use paid_comparison::{PaidComparison, paid_comparison};
pub use price_index::{IndexBase, PriceIndex, PriceIndexError};
pub use priority::{PriorityError, priority};
pub use problems::Problems;
pub use ranks::ranks;
pub use region_account::{ClassAccount, RegionAccount, YearAccount};
pub use region_name::RegionName;
pub use regional_unit_value::regional_unit_value;
pub use service::Service;
pub use service_factors::ServiceFactors;
pub use transfers::Transfers;
pub use unit_value::{CropHarvest, UnitValueError, unit_value};
pub use unit_value_line::{UnitValueLine, UnitValueMethod};
pub use valuation::{UnitValues, Valuation};
pub use value_change::{
    Trend, ValueChange, ValueFlow, contribution_rates, effects_of_product, relative_change, sensitivity, share_change,
    trend, value_flow,
};
pub use value_coefficient::{ValueCoefficient, value_coefficient};
pub use value_densities::value_densities;
pub use yield_ratio::yield_ratio;
