//! From a tally to its accounts.

use crate::comparing::Comparing;
use crate::payment::Payment;
use crate::valued_land::valued_land;
use crate::{
    AccountingErrors, Comparisons, CompensationPlan, GrossProducts, MarketChoice, Note, Problems, RegionAccount,
    Service, UnitValueLine, Valuation, gross_products,
};
use landledger_core::Tally;
use ndarray::Array2;

/// What accounts are to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct AccountPlan {
    /// How classes turn into money.
    pub valuation: Valuation,
    /// The gross product of each zone; only compensation needs it, in its year.
    pub gross_products: Option<GrossProducts>,
    /// The compensation asked for, if any.
    pub compensation: Option<CompensationPlan>,
}

/// What the land of a study is worth and what is due for it. No number in it is NaN or infinite.
#[derive(Debug, Clone, PartialEq)]
pub struct Accounts {
    /// The services that are valued, in the order of every list of values.
    pub services: Vec<Service>,
    /// One account for each zone, in the order of their source.
    pub zones: Vec<RegionAccount>,
    /// One account for each group, in the order of [`Tally::groups`]; each cell once.
    pub groups: Vec<RegionAccount>,
    /// All zones together; each cell once.
    pub study: RegionAccount,
    /// `(zones, epochs)`: the unit values and how they came about; `None` where values are stated per hectare.
    pub unit_values: Option<Array2<UnitValueLine>>,
    /// The choices of market services, in the order of every region's lines; none without compensation.
    pub market_choices: Vec<MarketChoice>,
    /// Relative value of each class of the legend ([`relative_values()`](crate::relative_values())) among those that
    /// occur in the study, before correction factors; `None` for the others, and for all where they are worth nothing together.
    pub relative_values: Vec<Option<f64>>,
    /// What a reader should know: on values, then on compensation; groups in their order, then the study.
    pub notes: Vec<Note>,
}

/// Values the land of a tally and, where asked, the compensation due for it.
///
/// Groups and the study count each cell once, even where zones overlap; such a cell takes the unit value
/// of the zone that stands first in the source, and a [`Note`] says how much land that concerns.
///
/// # Equation
/// Eq 2 and 3 of the paper for every region, service and epoch; section 2.4 and Eq 4 to 6 for the year
/// of compensation (see [`CompensationLine`](crate::CompensationLine) for groups and study); what else the plan asks
/// of it, in [`RegionAccount::comparisons`].
///
/// # Errors
/// Everything that can be told from the plan and the tally, at once: land without a stated value,
/// missing unit values or gross products, numbers outside the domain of an equation.
pub fn account(tally: &Tally, plan: &AccountPlan) -> Result<Accounts, AccountingErrors> {
    let mut problems = Vec::new();
    let accounts = keep(&mut problems, valued_land(tally, &plan.valuation));
    let payment = plan.compensation.as_ref().and_then(|asked| {
        let epoch = keep(&mut problems, asked.check(tally, plan.valuation.services()))?;
        Some(Payment { plan: asked, epoch })
    });
    let gross_products = payment.and_then(|payment| {
        let found = gross_products::in_year(plan.gross_products.as_ref(), tally, payment.plan.year);
        keep(&mut problems, found)
    });
    if let Some(asked) = &plan.compensation {
        let Comparisons { sweep, paid, budget: _ } = &asked.comparisons;
        let gross_products = plan.gross_products.as_ref();
        problems.extend(sweep.iter().flat_map(|sweep| sweep.check(tally, gross_products, asked.year)));
        problems.extend(paid.iter().flat_map(|paid| paid.check(tally)));
    }
    if let (Some(accounts), Some(payment)) = (&accounts, payment) {
        problems.extend(payment.zones_of_negative_value(accounts, tally));
    }
    let mut accounts = match accounts {
        Some(accounts) if problems.is_empty() => accounts,
        _ => return Err(Problems::of(problems)),
    };
    if let Some(gross_products) = &plan.gross_products {
        gross_products::by_region(gross_products, tally).hand_out(&mut accounts, |region, by_year| {
            for (year, gross_product) in region.years.iter_mut().zip(by_year) {
                year.gross_product = gross_product;
            }
        });
    }
    if let (Some(payment), Some(gross_products)) = (payment, gross_products) {
        payment.pay(&mut accounts, tally, &gross_products).map_err(Problems::of)?;
        let gross_products_by_year = plan.gross_products.as_ref();
        let comparing = Comparing { payment, tally, gross_products: &gross_products, gross_products_by_year };
        comparing.answer(&mut accounts).map_err(Problems::of)?;
    }
    Ok(accounts)
}

/// Goes on looking for problems after some were found.
fn keep<T, E>(problems: &mut Vec<E>, result: Result<T, Vec<E>>) -> Option<T> {
    result.map_err(|found| problems.extend(found)).ok()
}
