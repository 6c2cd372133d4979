//! Money per hectare without a unit value.

use crate::land::{money, part, tally_of};
use landledger_accounting::{AccountPlan, ClassValueRow, ClassValues, MoneyPerHectare, Service, Valuation, account};
use landledger_core::Legend;

#[test]
fn stated_values_are_multiplied_by_area_and_nothing_else() {
    let legend = Legend::new([(10, "crop"), (20, "forest"), (30, "ice")]).unwrap();
    let row = |class, service: &str, value| ClassValueRow {
        class,
        service: Service::new(service, "all"),
        value: MoneyPerHectare::from_units_per_hectare(value),
    };
    let rows = [row(1, "wood", 700.0), row(0, "food", 900.0), row(1, "food", 10.0)];
    let plan = AccountPlan {
        valuation: Valuation::PerHectare(ClassValues::from_rows(&legend, &rows).unwrap()),
        gross_products: None,
        compensation: None,
    };
    // No ice occurs, so nothing needs to be said about it.
    let land = part(&[0], &[(&[0], 3.0), (&[1], 5.0)]);
    let accounts = account(&tally_of(&[2020], &legend, &[("all", "")], vec![land]), &plan).unwrap();

    let year = &accounts.zones[0].years[0];
    assert_eq!(year.unit_value, None);
    assert_eq!(year.classes.len(), 2);
    assert_eq!(year.classes[0].values, [money(0.0), money(3.0 * 900.0)]);
    assert_eq!(year.classes[1].values, [money(5.0 * 700.0), money(5.0 * 10.0)]);
    assert_eq!(year.by_service, [money(5.0 * 700.0), money(3.0 * 900.0 + 5.0 * 10.0)]);
    assert_eq!(year.total, money(5.0 * 700.0 + 3.0 * 900.0 + 5.0 * 10.0));
    assert_eq!(accounts.study.years[0].total, year.total);
    assert!(accounts.notes.is_empty());
}
