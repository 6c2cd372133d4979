//! Every reason to refuse, with its message.

use crate::land::{money, part, tally_of};
use landledger_accounting::{
    AccountPlan, ClassValueRow, ClassValues, Comparisons, CompensationPlan, EquivalentTable, GrossProducts, Mix,
    MoneyPerHectare, Service, UnitValues, Valuation, account,
};
use landledger_core::{Legend, Tally, Year};
use ndarray::arr2;
use std::collections::BTreeMap;

fn legend() -> Legend {
    Legend::new([(11, "paddy"), (21, "forest"), (51, "urban")]).unwrap()
}

/// Hegang: paddy turns to forest. Baishan: forest, and 2 ha of it turn to urban.
fn tally() -> Tally {
    let parts = vec![part(&[0], &[(&[0, 1], 5.0)]), part(&[1], &[(&[1, 1], 3.0), (&[1, 2], 2.0)])];
    tally_of(&[2000, 2020], &legend(), &[("Hegang", ""), ("Baishan", "")], parts)
}

/// Services food, which has a market, and water.
fn class_values(urban: Option<Mix>) -> ClassValues {
    let services = vec![Service::new("food", "provisioning"), Service::new("water", "regulating")];
    let ecosystems = vec!["rice".into(), "woodland".into()];
    let table = EquivalentTable::new(services, ecosystems, arr2(&[[1.0, 0.5], [-2.0, 4.0]])).unwrap();
    ClassValues::from_mixes(&legend(), &table, &[Some(Mix::of(0)), Some(Mix::of(1)), urban]).unwrap()
}

fn valued_at(unit_values: UnitValues) -> AccountPlan {
    let classes = class_values(Some(Mix::NOTHING));
    let valuation = Valuation::Equivalents { classes, unit_values };
    AccountPlan { valuation, gross_products: None, compensation: None }
}

fn fixed(unit_value: f64) -> UnitValues {
    UnitValues::Fixed(MoneyPerHectare::from_units_per_hectare(unit_value))
}

/// A plan without fault: compensation in 2020.
fn sound() -> AccountPlan {
    AccountPlan {
        gross_products: Some(GrossProducts::from([((0, Year(2020)), money(1e6)), ((1, Year(2020)), money(2e6))])),
        compensation: Some(CompensationPlan {
            year: Year(2020),
            conversion: 0.15,
            market_services: vec![0],
            comparisons: Comparisons::default(),
        }),
        ..valued_at(fixed(100.0))
    }
}

fn paid(change: impl FnOnce(&mut CompensationPlan)) -> AccountPlan {
    let mut plan = sound();
    change(plan.compensation.as_mut().unwrap());
    plan
}

fn refusal(plan: &AccountPlan) -> String {
    account(&tally(), plan).unwrap_err().to_string()
}

#[test]
fn a_sound_plan_is_not_refused() {
    assert!(account(&tally(), &sound()).is_ok());
}

#[test]
fn values_for_another_legend() {
    let other = Legend::new([(1, "all")]).unwrap();
    let values = ClassValues::from_rows(&other, &[]).unwrap();
    let plan = AccountPlan { valuation: Valuation::PerHectare(values), gross_products: None, compensation: None };
    assert_eq!(
        refusal(&plan),
        "values are stated for 1 classes, but the legend of the tally has 3 (use the same legend)"
    );
}

#[test]
fn a_class_that_occurs_without_a_value() {
    let valuation = Valuation::Equivalents { classes: class_values(None), unit_values: fixed(100.0) };
    let plan = AccountPlan { valuation, gross_products: None, compensation: None };
    assert_eq!(
        refusal(&plan),
        "class 51 `urban` has no value stated but covers 2 ha in 2020 \
         (zones with it: 1, first `Baishan`; give it a value, or state that it has none)"
    );
}

#[test]
fn a_unit_value_that_is_not_positive() {
    let expected = |found| format!("the unit value (E_a) is {found} per ha, expected a finite number above 0");
    assert_eq!(refusal(&valued_at(fixed(0.0))), expected("0"));
    assert_eq!(refusal(&valued_at(fixed(-3.5))), expected("-3.5"));
    assert_eq!(refusal(&valued_at(fixed(f64::NAN))), expected("NaN"));
    assert_eq!(refusal(&valued_at(fixed(f64::INFINITY))), expected("inf"));
}

#[test]
fn a_zone_and_year_without_a_unit_value() {
    let unit = MoneyPerHectare::from_units_per_hectare;
    let stated = BTreeMap::from([
        ((0, Year(2000)), unit(100.0)),
        ((0, Year(2020)), unit(100.0)),
        ((1, Year(2000)), unit(-1.0)),
        ((1, Year(2010)), unit(100.0)), // no epoch
    ]);
    assert_eq!(
        refusal(&valued_at(UnitValues::PerZoneYear(stated))),
        "the unit value (E_a) of zone `Baishan` for 2000 is -1 per ha, expected a finite number above 0 \
         (correct the zone's prices and yields of that year)\n\
         zone `Baishan` has no unit value (E_a) for 2020 \
         (add the zone's crops of that year, or state a fixed unit value)"
    );
}

#[test]
fn compensation_for_a_year_without_a_raster() {
    assert_eq!(
        refusal(&paid(|plan| plan.year = Year(2010))),
        "compensation is asked for 2010, which is not an epoch (choose one of 2000, 2020)"
    );
}

#[test]
fn a_conversion_that_is_no_share() {
    for conversion in [0.0, -0.15, 15.0, f64::NAN] {
        assert_eq!(
            refusal(&paid(|plan| plan.conversion = conversion)),
            format!(
                "the conversion coefficient is {conversion}, expected a share above 0 and at most 1 \
                 (0.15 stands for 15 %)"
            )
        );
    }
}

#[test]
fn a_market_service_that_is_not_valued() {
    assert_eq!(
        refusal(&paid(|plan| plan.market_services = vec![0, 2])),
        "service number 3 is said to have a market, but there are 2 services"
    );
}

#[test]
fn compensation_without_gross_products() {
    assert_eq!(
        refusal(&AccountPlan { gross_products: None, ..sound() }),
        "compensation is asked for, but no gross product is given (give the GDP of every zone for 2020)"
    );
}

#[test]
fn a_zone_without_a_gross_product_in_that_year() {
    let gross_products = Some(BTreeMap::from([((0, Year(2020)), money(1e6)), ((1, Year(2000)), money(1e6))]));
    assert_eq!(
        refusal(&AccountPlan { gross_products, ..sound() }),
        "zone `Baishan` has no gross product (GDP) for 2020 (add it, or leave the zone out)"
    );
}

#[test]
fn a_gross_product_that_is_not_positive() {
    let gross_products = Some(BTreeMap::from([((0, Year(2020)), money(0.0)), ((1, Year(2020)), money(-7.0))]));
    assert_eq!(
        refusal(&AccountPlan { gross_products, ..sound() }),
        "zone `Hegang` in 2020: gross product is 0, expected a finite number above 0 \
         (correct it, or leave the zone out)\n\
         zone `Baishan` in 2020: gross product is -7, expected a finite number above 0 \
         (correct it, or leave the zone out)"
    );
}

#[test]
fn a_negative_nonmarket_value() {
    // Hegang is all paddy in 2000: 5 ha x -2 equivalents x 100.
    let gross_products = Some(BTreeMap::from([((0, Year(2000)), money(1e6)), ((1, Year(2000)), money(1e6))]));
    let plan = AccountPlan { gross_products, ..paid(|plan| plan.year = Year(2000)) };
    assert_eq!(
        refusal(&plan),
        "zone `Hegang` in 2000: non-market value is -1000, expected a finite number that is not negative \
         (look for negative values among the services that have no market)"
    );
}

#[test]
fn a_group_of_negative_value_although_none_of_its_zones_is() {
    // Both zones share the 4 ha of forest (4 equivalents of water each) and have 5 ha of paddy alone.
    let parts = vec![part(&[0], &[(&[0], 5.0)]), part(&[0, 1], &[(&[1], 4.0)]), part(&[1], &[(&[0], 5.0)])];
    let tally = tally_of(&[2020], &legend(), &[("Hegang", ""), ("Baishan", "")], parts);
    assert_eq!(
        account(&tally, &sound()).unwrap_err().to_string(),
        "the study in 2020: non-market value is -400, expected a finite number that is not negative \
         (look for negative values among the services that have no market)"
    );
}

#[test]
fn a_value_beyond_all_numbers() {
    let row = |class| ClassValueRow {
        class,
        service: Service::new("water", "regulating"),
        value: MoneyPerHectare::from_units_per_hectare(1e308),
    };
    let classes = ClassValues::from_rows(&legend(), &[row(0), row(1), row(2)]).unwrap();
    let plan = AccountPlan { valuation: Valuation::PerHectare(classes), gross_products: None, compensation: None };
    assert!(refusal(&plan).starts_with(
        "value of zone `Hegang` in 2000 is more than a number can hold (check the units of values and areas)\n"
    ));
}

#[test]
fn a_priority_beyond_all_numbers() {
    let tiny = money(f64::MIN_POSITIVE * f64::EPSILON);
    let gross_products = Some(BTreeMap::from([((0, Year(2020)), tiny), ((1, Year(2020)), money(1e6))]));
    let refusal = refusal(&AccountPlan { gross_products, ..sound() });
    assert!(refusal.starts_with("zone `Hegang` in 2020: non-market value 2000 over gross product 0.000"), "{refusal}");
    assert!(refusal.ends_with("is more than a number can hold (give both in the same currency unit)"), "{refusal}");
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let valuation = Valuation::Equivalents { classes: class_values(None), unit_values: fixed(-1.0) };
    let gross_products = Some(BTreeMap::from([((0, Year(2020)), money(0.0))]));
    let problems = account(&tally(), &AccountPlan { valuation, gross_products, ..sound() }).unwrap_err();
    let texts: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let starts = [
        "class 51 `urban` has no value stated",
        "the unit value (E_a) is -1 per ha",
        "zone `Hegang` in 2020: gross product is 0",
        "zone `Baishan` has no gross product (GDP) for 2020",
    ];
    assert_eq!(texts.len(), starts.len());
    for (text, start) in texts.iter().zip(starts) {
        assert!(text.starts_with(start), "{text}");
    }
}

#[test]
fn a_negative_value_and_a_missing_gross_product_are_told_at_once() {
    let gross_products = Some(BTreeMap::from([((0, Year(2000)), money(1e6))]));
    let problems = account(&tally(), &AccountPlan { gross_products, ..paid(|plan| plan.year = Year(2000)) });
    assert_eq!(problems.unwrap_err().into_iter().count(), 2);
}
