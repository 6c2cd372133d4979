//! Places among zones and among groups.

use crate::land::{money, part, tally_of};
use landledger_accounting::{
    AccountPlan, ClassValueRow, ClassValues, Comparisons, CompensationPlan, MoneyPerHectare, RegionAccount, Service,
    Valuation, account,
};
use landledger_core::{Legend, Year};

#[test]
fn zones_are_ranked_among_zones_and_groups_among_groups() {
    let legend = Legend::new([(1, "forest")]).unwrap();
    let zones = [("small", "both"), ("large", "one"), ("as large", "both"), ("bare", "")];
    let hectares = [3.0, 8.0, 8.0, 0.0];
    let parts = hectares.iter().enumerate().map(|(zone, &hectares)| part(&[zone], &[(&[0], hectares)]));
    let tally = tally_of(&[2020], &legend, &zones, parts.collect());
    let row = ClassValueRow {
        class: 0,
        service: Service::new("climate", "regulating"),
        value: MoneyPerHectare::from_units_per_hectare(500.0),
    };
    let plan = AccountPlan {
        valuation: Valuation::PerHectare(ClassValues::from_rows(&legend, &[row]).unwrap()),
        gross_products: Some((0..zones.len()).map(|zone| ((zone, Year(2020)), money(9000.0))).collect()),
        compensation: Some(CompensationPlan {
            year: Year(2020),
            conversion: 0.15,
            market_services: vec![],
            comparisons: Comparisons::default(),
        }),
    };
    let accounts = account(&tally, &plan).unwrap();

    let rank = |region: &RegionAccount| region.compensation.as_ref().unwrap().rank;
    let of_zones: Vec<usize> = accounts.zones.iter().map(rank).collect();
    assert_eq!(of_zones, [3, 1, 1, 4], "two share the first place, so there is no second");
    let of_groups: Vec<usize> = accounts.groups.iter().map(rank).collect();
    assert_eq!(of_groups, [1, 2], "`both` holds 3 + 8 ha, `one` 8 ha");
    assert_eq!(rank(&accounts.study), 1);
    assert_eq!(accounts.zones[3].compensation.as_ref().unwrap().compensation, money(0.0));
}
