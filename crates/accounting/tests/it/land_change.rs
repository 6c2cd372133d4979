//! How land changes, over random matrices and published ones.

use landledger_accounting::{
    ClassChange, category_intensity, class_change, comprehensive_dynamic_degree, dynamic_degree, extent_account,
    information_entropy, intensity_from_losing, intensity_to_gaining, interval_intensity, land_use_degree,
    total_change, transition_probabilities, uniform_interval_intensity,
};
use landledger_core::{Amount, Area, TransitionMatrix};
use ndarray::Array2;
use proptest::prelude::*;

fn area(square_kilometres: f64) -> Area {
    Area::from_square_metres(square_kilometres * 1e6)
}

fn matrix_of(amounts: &Array2<Area>) -> TransitionMatrix {
    let amounts = amounts.mapv(|area| Amount { area, ..Amount::default() });
    TransitionMatrix { from_epoch: 0, to_epoch: 1, amounts }
}

/// Square matrices with many empty pairs; areas in units, so that nothing is rounded.
fn matrices() -> impl Strategy<Value = TransitionMatrix> {
    (1_usize..7).prop_flat_map(|side| {
        let area = prop_oneof![1 => Just(0_u64), 3 => 0..1_000_000_000_u64];
        prop::collection::vec(area, side * side).prop_map(move |areas| {
            let areas = Array2::from_shape_vec((side, side), areas).expect("as many as the shape has");
            matrix_of(&areas.mapv(|units| Area::from_units(u128::from(units) << 40)))
        })
    })
}

fn classes(matrix: &TransitionMatrix) -> usize {
    matrix.amounts.nrows()
}

/// Ratios of 128-bit numbers, a few dozen of them added.
const ROUNDING: f64 = 1e-12;

fn is_near(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= ROUNDING * expected.abs().max(1e-3)
}

proptest! {
    #[test]
    fn quantity_exchange_and_shift_are_all_change(matrix in matrices()) {
        let total = total_change(&matrix);
        prop_assert_eq!(total.quantity + total.exchange + total.shift, total.change);
        let off_diagonal: Area =
            matrix.amounts.indexed_iter().filter(|((from, to), _)| from != to).map(|(_, amount)| amount.area).sum();
        prop_assert_eq!(total.change, off_diagonal);
    }

    #[test]
    fn gains_and_losses_of_all_classes_are_equal_and_each_class_adds_up(matrix in matrices()) {
        let changes: Vec<_> = (0..classes(&matrix)).map(|class| class_change(&matrix, class)).collect();
        let (gains, losses): (Area, Area) =
            (changes.iter().map(ClassChange::gain).sum(), changes.iter().map(ClassChange::loss).sum());
        prop_assert_eq!(gains, losses);
        for change in changes {
            prop_assert_eq!(change.gain() + change.loss(), change.quantity() + change.swap());
            prop_assert_eq!(change.exchange + change.shift(), change.swap());
        }
    }

    #[test]
    fn an_extent_account_closes(matrix in matrices(), opened in 0..1_000_000_u64, closed in 0..1_000_000_u64) {
        let (unseen, new) = (Area::from_units(u128::from(opened)), Area::from_units(u128::from(closed)));
        for class in 0..classes(&matrix) {
            let change = class_change(&matrix, class);
            let account = extent_account(&matrix, class, change.from + unseen, change.to + new);
            prop_assert_eq!(
                account.opening + account.additions + account.newly_mapped,
                account.closing + account.reductions + account.no_longer_mapped
            );
            prop_assert_eq!((account.newly_mapped, account.no_longer_mapped), (new, unseen));
        }
    }

    #[test]
    fn mean_intensities_of_losses_and_of_gains_are_the_uniform_line(matrix in matrices(), years in 1_u32..50) {
        let total = total_change(&matrix);
        let uniform = interval_intensity(total.change, total.domain, years);
        let (mut lost, mut gained) = (0.0, 0.0);
        for class in 0..classes(&matrix) {
            let (change, intensity) = (class_change(&matrix, class), category_intensity(&matrix, class, years));
            lost += intensity.loss.map_or(0.0, |loss| loss * change.from.hectares());
            gained += intensity.gain.map_or(0.0, |gain| gain * change.to.hectares());
        }
        if let Some(uniform) = uniform {
            let whole = uniform * total.domain.hectares();
            prop_assert!(is_near(lost, whole) && is_near(gained, whole), "{lost}, {gained}, {whole}");
        }
    }

    #[test]
    fn mean_intensities_of_transitions_are_their_uniform_lines(matrix in matrices(), years in 1_u32..50) {
        for class in 0..classes(&matrix) {
            for is_gain in [true, false] {
                let found = if is_gain { intensity_to_gaining } else { intensity_from_losing }(&matrix, class, years);
                let land = |other: usize| {
                    let change = class_change(&matrix, other);
                    if is_gain { change.from } else { change.to }.hectares()
                };
                let others = || (0..classes(&matrix)).filter(|&other| other != class);
                let (sum, weight): (f64, f64) = (
                    others().map(|other| found.by_class[other].unwrap_or(0.0) * land(other)).sum(),
                    others().map(land).sum(),
                );
                if let Some(uniform) = found.uniform {
                    prop_assert!(is_near(sum, uniform * weight), "{sum}, {uniform} of {weight}");
                } else {
                    prop_assert_eq!(weight, 0.0);
                }
            }
        }
    }

    #[test]
    fn probabilities_of_a_class_that_was_there_add_up_to_one(matrix in matrices()) {
        for (row, area) in transition_probabilities(&matrix).rows().into_iter().zip(matrix.row_sums()) {
            let sum: f64 = row.iter().flatten().sum();
            let is_right = if area.area == Area::ZERO { row.iter().all(Option::is_none) } else { is_near(sum, 1.0) };
            prop_assert!(is_right, "{}", sum);
        }
    }

    #[test]
    fn the_uniform_line_lies_between_the_slowest_and_the_fastest_interval(
        intervals in prop::collection::vec((0..1000_u64, 1000..2000_u64, 1_u32..20), 1..6),
    ) {
        let hectares = |n: u64| Area::from_square_metres(1e4) * n;
        let intervals: Vec<_> = intervals.iter().map(|&(one, all, years)| (hectares(one), hectares(all), years)).collect();
        let each: Vec<f64> =
            intervals.iter().filter_map(|&(one, all, years)| interval_intensity(one, all, years)).collect();
        let uniform = uniform_interval_intensity(&intervals).unwrap();
        let (low, high) = each.iter().fold((f64::MAX, 0.0_f64), |(low, high), &one| (low.min(one), high.max(one)));
        prop_assert!(low * (1.0 - ROUNDING) <= uniform && uniform <= high * (1.0 + ROUNDING));
    }
}

#[test]
fn dynamic_degrees_of_chongqing_have_the_printed_digits() {
    // Zhang Q. et al. 2017 (ChinaXiv-201702.00114V1), tables 2 to 4: areas are not printed, but with one coefficient a class the
    // values (million yuan) are in their ratio. Intervals of 8, 8 and 9 years.
    let printed: [(&str, [f64; 4], [f64; 3]); 6] = [
        ("forest", [2267.09, 2242.22, 2266.45, 2796.72], [-0.14, 0.14, 2.6]),
        ("farmland", [2434.29, 2437.57, 2361.09, 1837.98], [0.02, -0.39, -2.46]),
        ("water", [907.6, 822.6, 813.68, 1016.97], [-1.17, -0.14, 2.78]),
        ("grassland", [18.84, 19.98, 28.84, 45.0], [0.76, 5.54, 6.22]),
        ("unused", [0.14, 0.12, 0.15, 0.03], [-1.17, 2.13, -8.61]),
        ("built-up", [93.64, 104.54, 153.51, 423.01], [1.46, 5.86, 19.51]),
    ];
    for (class, values, degrees) in printed {
        for ((pair, years), degree) in values.windows(2).zip([8, 8, 9]).zip(degrees) {
            let found = dynamic_degree(area(pair[0]), area(pair[1]), years).unwrap();
            // Values have two decimals: half of the last one each, in per cent of the first and by year; and the degree's own.
            let room = 100.0 * 0.005 * (1.0 + pair[1] / pair[0]) / pair[0] / f64::from(years) + 0.005 + 1e-9;
            assert!((found - degree).abs() <= room, "{class}: {found}, printed {degree} +- {room}");
        }
    }
}

#[test]
fn land_use_degree_and_entropy_of_nihegou_have_the_printed_digits() {
    // Song M. et al. 2018 (ChinaXiv-201805.00099V1), tables 4 and 6: per cent of arable, orchard, woodland, grassland, water, built-up,
    // unused. Their entropy is of the decimal logarithm.
    let grades = [3.0, 3.0, 2.0, 2.0, 2.0, 4.0, 1.0];
    let years = [
        ([36.93, 16.7, 15.9, 12.33, 0.94, 5.14, 12.07], "251.86", "0.7248"),
        ([32.05, 20.71, 24.4, 7.89, 0.78, 5.77, 8.4], "255.90", "0.7148"),
        ([31.26, 14.99, 27.77, 10.94, 0.9, 7.84, 6.31], "255.64", "0.7219"),
    ];
    for (percent, degree, entropy) in years {
        let areas = percent.map(area);
        // Printed per cents add up to 100.01 in the first and the last year; the paper divides by 100.
        let of_hundred: f64 = percent.iter().sum::<f64>() / 100.0;
        let found = land_use_degree(areas.map(Into::into).into_iter().zip(grades)).unwrap() * of_hundred;
        assert_eq!(format!("{found:.2}"), degree);
        let found = information_entropy(&areas).unwrap() / std::f64::consts::LN_10;
        let printed: f64 = entropy.parse().unwrap();
        // Per cents of two decimals: half a last digit in each of seven shares, times a slope of at most 2.
        assert!((found - printed).abs() < 1e-4 + 7.0 * 0.00005 * 2.0, "{found}, printed {entropy}");
    }
}

#[test]
fn a_matrix_made_of_a_move_a_trade_and_a_turn_has_these_components() {
    // 0 only loses to 3: quantity. 1 and 2 trade: exchange. 1, 2 and 3 turn around: shift.
    let mut areas = Array2::from_elem((4, 4), 0_u64);
    areas[(0, 3)] = 32_555;
    (areas[(1, 2)], areas[(2, 1)]) = (4191, 4191);
    for (from, to) in [(1, 2), (2, 3), (3, 1)] {
        areas[(from, to)] += 400;
    }
    let total = total_change(&matrix_of(&areas.mapv(|units| Area::from_units(u128::from(units)))));
    assert_eq!((total.quantity.units(), total.exchange.units(), total.shift.units()), (32_555, 2 * 4191, 3 * 400));
}

#[test]
fn sums_of_the_huaihe_matrix_are_the_printed_ones_but_for_the_slips() {
    // Wang H. et al. 2017 (ChinaXiv-201703.00062V1), table 2: cropland, forest, grassland, water, built-up, unused; km2.
    let matrix = matrix_of(
        &ndarray::arr2(&[
            [23513.08, 641.03, 17.01, 180.62, 962.38, 0.06],
            [235.07, 5624.54, 42.09, 24.09, 39.36, 0.0],
            [196.84, 133.92, 720.61, 20.83, 28.24, 0.0],
            [43.74, 10.34, 4.49, 979.43, 4.95, 0.0],
            [20.69, 5.83, 0.75, 4.18, 2964.12, 0.0],
            [0.0, 0.0, 0.0, 0.0, 0.0, 0.1],
        ])
        .mapv(area),
    );
    let printed_losses = [1801.11, 340.61, 379.82, 63.51, 31.46, 0.0];
    let printed_gains = [496.34, 791.1, 64.35, 229.73, 1034.93, 0.06];
    // Six numbers of two decimals.
    const DIGITS: f64 = 6.0 * 0.005 + 1e-9;
    for class in 0..6 {
        let change = class_change(&matrix, class);
        let (gain, loss) = (change.gain().square_metres() / 1e6, change.loss().square_metres() / 1e6);
        assert!((loss - printed_losses[class]).abs() < DIGITS, "class {class} lost {loss}");
        assert!((gain - printed_gains[class]).abs() < DIGITS, "class {class} gained {gain}");
    }
    // Table 2's C % of built-up land that was built-up: 2964.12 of 3999.05 is 74.12 %, printed 83.34.
    let built = class_change(&matrix, 4);
    assert_eq!(format!("{:.2}", 100.0 * built.persistence.share_of(built.to)), "74.12");
    // Its B %, rows: 92.89 of cropland stayed cropland.
    let probability = transition_probabilities(&matrix)[(0, 0)].unwrap();
    assert_eq!(format!("{:.2}", 100.0 * probability), "92.89");
}

#[test]
fn the_comprehensive_degree_takes_gross_transfers_and_the_factor_two() {
    // Jin-Shaan-Meng 1995 to 2000 (Song Y. et al. 2018, ChinaXiv-201809.00013V1, table 3), km2: all that left its class.
    let matrix = matrix_of(
        &ndarray::arr2(&[
            [7043.0, 584.0, 5370.0, 281.0, 245.0, 569.0],
            [411.0, 1519.0, 780.0, 26.0, 33.0, 122.0],
            [5464.0, 1153.0, 18599.0, 285.0, 172.0, 2696.0],
            [228.0, 29.0, 251.0, 669.0, 19.0, 109.0],
            [215.0, 16.0, 201.0, 32.0, 188.0, 58.0],
            [396.0, 293.0, 1873.0, 71.0, 48.0, 4228.0],
        ])
        .mapv(area),
    );
    let total = total_change(&matrix);
    let gross = 7049.0 + 1372.0 + 9770.0 + 636.0 + 522.0 + 2681.0;
    let all = gross + 7043.0 + 1519.0 + 18599.0 + 669.0 + 188.0 + 4228.0;
    assert_eq!((total.change.square_metres(), total.domain.square_metres()), (gross * 1e6, all * 1e6));
    let found = comprehensive_dynamic_degree(total.change, total.domain, 5).unwrap();
    assert!(is_near(found, 100.0 * gross / (2.0 * all) / 5.0), "{found}");
}
