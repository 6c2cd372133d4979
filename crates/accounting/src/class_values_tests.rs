use super::*;
use ndarray::arr2;

fn legend() -> Legend {
    Legend::new([(11, "paddy"), (21, "forest"), (51, "urban")]).unwrap()
}

/// Two services in three ecosystems.
fn table() -> EquivalentTable {
    EquivalentTable::new(
        vec![Service::new("food", "provisioning"), Service::new("water", "regulating")],
        vec!["rice".into(), "conifer".into(), "broadleaf".into()],
        arr2(&[[1.0, 0.25, 0.5], [-2.0, 3.0, 5.0]]),
    )
    .unwrap()
}

fn mix(shares: &[(usize, f64)]) -> Mix {
    Mix { shares: shares.to_vec() }
}

fn refusal_of(forest: &[(usize, f64)]) -> String {
    ClassValues::from_mixes(&legend(), &table(), &[None, Some(mix(forest)), None]).unwrap_err().to_string()
}

fn row(class: usize, service: &str, group: &str, value: f64) -> ClassValueRow {
    let value = MoneyPerHectare::from_units_per_hectare(value);
    ClassValueRow { class, service: Service::new(service, group), value }
}

#[test]
fn a_mix_is_the_weighted_sum_of_its_columns() {
    let mixes = [Some(Mix::of(0)), Some(mix(&[(1, 0.25), (2, 0.75)])), Some(Mix::NOTHING)];
    let values = ClassValues::from_mixes(&legend(), &table(), &mixes).unwrap();
    assert_eq!(values.of_class(0), Some([1.0, -2.0].as_slice()));
    assert_eq!(values.of_class(1), Some([0.25 * 0.25 + 0.75 * 0.5, 0.25 * 3.0 + 0.75 * 5.0].as_slice()));
}

#[test]
fn no_value_is_stated_by_an_empty_mix_and_not_by_a_missing_one() {
    let values = ClassValues::from_mixes(&legend(), &table(), &[None, None, Some(Mix::NOTHING)]).unwrap();
    assert_eq!(values.of_class(2), Some([0.0, 0.0].as_slice()));
    assert_eq!(values.of_class(1), None);
    assert_eq!(values.of_class(9), None);
}

#[test]
fn part_of_a_hectare_may_yield_nothing() {
    let values = ClassValues::from_mixes(&legend(), &table(), &[None, Some(mix(&[(1, 0.25)])), None]).unwrap();
    assert_eq!(values.of_class(1), Some([0.25 * 0.25, 0.25 * 3.0].as_slice()));
}

#[test]
fn thirds_written_with_six_digits_are_a_mix() {
    let thirds = Some(mix(&[(0, 0.333_334), (1, 0.333_334), (2, 0.333_334)]));
    assert!(ClassValues::from_mixes(&legend(), &table(), &[thirds, None, None]).is_ok());
}

#[test]
fn weights_of_more_than_a_hectare_are_refused() {
    assert_eq!(
        refusal_of(&[(1, 1.0), (2, 1.0)]),
        "the shares of class 21 `forest` add up to 2, expected at most 1 (the mean of two ecosystems is 0.5 of each)"
    );
}

#[test]
fn a_weight_that_is_no_share_is_refused() {
    assert_eq!(
        refusal_of(&[(1, -0.5)]),
        "class 21 `forest` has -0.5 of ecosystem `conifer`, expected a share from 0 to 1"
    );
    assert_eq!(
        refusal_of(&[(2, f64::NAN)]),
        "class 21 `forest` has NaN of ecosystem `broadleaf`, expected a share from 0 to 1"
    );
}

#[test]
fn an_ecosystem_beyond_the_table_is_refused() {
    assert_eq!(
        refusal_of(&[(3, 1.0)]),
        "class 21 `forest` is a mix with ecosystem number 4, but the table has 3 ecosystems"
    );
}

#[test]
fn a_mix_too_few_is_refused() {
    let error = ClassValues::from_mixes(&legend(), &table(), &[None, None]).unwrap_err();
    assert_eq!(error.to_string(), "2 mixes are given for a legend of 3 classes (give one entry for each class)");
}

#[test]
fn services_of_rows_stand_in_order_of_first_appearance() {
    let rows =
        [row(1, "wood", "p", 70.0), row(0, "food", "p", 50.0), row(1, "water", "r", 9.0), row(0, "water", "r", -4.0)];
    let values = ClassValues::from_rows(&legend(), &rows).unwrap();
    let names: Vec<&str> = values.services().iter().map(|service| service.name.as_str()).collect();
    assert_eq!(names, ["wood", "food", "water"]);
    assert_eq!(values.service_index("food"), Some(1));
    assert_eq!(values.of_class(0), Some([0.0, 50.0, -4.0].as_slice()));
    assert_eq!(values.of_class(1), Some([70.0, 0.0, 9.0].as_slice()));
    assert_eq!(values.of_class(2), None);
}

#[test]
fn every_faulty_row_is_told_at_once() {
    let rows = [
        row(1, "wood", "p", 70.0),
        row(1, "wood", "p", 71.0),
        row(3, "wood", "p", 1.0),
        row(0, "wood", "r", 5.0),
        row(2, "wood", "p", f64::INFINITY),
    ];
    assert_eq!(
        ClassValues::from_rows(&legend(), &rows).unwrap_err().to_string(),
        "the value of class 21 `forest` for service `wood` is given twice: 70 and 71 (keep one of them)\n\
         a value is given for class number 4, but the legend has 3 classes\n\
         service `wood` is in group `p` and in group `r` (name one group in all its rows)\n\
         the value of class 51 `urban` for service `wood` is inf, expected a finite number (write 0 for none)"
    );
}
