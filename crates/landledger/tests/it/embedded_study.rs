//! The built-in study: it is what its README says it is.

use crate::results::assert_near;
use landledger::core::{RegionTally, Tally};
use landledger::{Outcome, RunOptions, Silent};
use std::path::Path;

/// Geodesic areas of the real cities in km2, as `scripts/crdc/cities.py` has them.
const CITIES_KM2: [(&str, f64); 15] = [
    ("Hegang", 14717.0),
    ("Shuangyashan", 22898.0),
    ("Qitaihe", 5481.0),
    ("Fuxin", 10315.0),
    ("Fushun", 11270.0),
    ("Baishan", 17418.0),
    ("Liaoyuan", 5137.0),
    ("Shaoguan", 18408.0),
    ("Pingxiang", 3823.0),
    ("Zaozhuang", 4572.0),
    ("Huaibei", 2748.0),
    ("Jiaozuo", 4017.0),
    ("Shizuishan", 4080.0),
    ("Wuhai", 1653.0),
    ("Tongchuan", 3896.0),
];

/// Hectares of 2020 in the paper, section 2.1: farmland, forest, grassland, water, construction.
const PAPER_2020_HA: [f64; 5] = [5_121_836.37, 8_856_799.29, 1_027_505.61, 246_032.73, 650_049.75];

// First digits of CNLUCD's codes.
const FARMLAND: usize = 1;
const FOREST: usize = 2;
const GRASSLAND: usize = 3;
const WATER: usize = 4;
const CONSTRUCTION: usize = 5;
const BARREN: usize = 6;

fn run() -> (tempfile::TempDir, Outcome) {
    let home = tempfile::tempdir().unwrap();
    let study = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/crdc/study.toml");
    let options = RunOptions { folder: Some(home.path().join("out")), ..RunOptions::default() };
    let outcome = landledger::run(&study, &options, &Silent).unwrap();
    (home, outcome)
}

/// Hectares of each level-1 class of CNLUCD (first digit of the code) in one epoch.
fn level_1(tally: &Tally, region: &RegionTally, epoch: usize) -> [f64; 7] {
    let mut areas = [0.0; 7];
    for (class, amount) in tally.legend().classes().iter().zip(region.class_areas(epoch)) {
        if !amount.cells.is_zero() {
            areas[usize::from(class.code / 10)] += amount.area.hectares();
        }
    }
    areas
}

/// Change of a level-1 class in a group from 2000 to 2020, in per cent.
fn change(tally: &Tally, group: &str, class: usize) -> f64 {
    let index = tally.groups().iter().position(|known| known.name == group).unwrap();
    let region = tally.group(index);
    (level_1(tally, &region, 2)[class] / level_1(tally, &region, 0)[class] - 1.0) * 100.0
}

#[test]
fn each_city_has_its_real_area() {
    let (_home, outcome) = run();
    let names: Vec<&str> = outcome.tally.zones().iter().map(|zone| zone.name.as_str()).collect();
    assert_eq!(names, CITIES_KM2.map(|(name, _)| name));
    for (zone, (name, square_kilometres)) in CITIES_KM2.into_iter().enumerate() {
        let line = outcome.tally.zone_line(zone);
        /// Coordinates are rounded to 6 decimals of a degree.
        const ROUNDED: f64 = 1e-5;
        assert_near(line.polygon.hectares(), square_kilometres * 100.0, ROUNDED, name);
        assert_eq!(line.outside.hectares(), 0.0, "{name}");
    }
}

#[test]
fn what_was_counted_is_the_polygons_to_a_millionth() {
    let (_home, outcome) = run();
    let tally = &outcome.tally;
    for (zone, (name, _)) in CITIES_KM2.iter().enumerate() {
        let (polygon, counted) = (tally.zone_line(zone).polygon.hectares(), tally.zone(zone).total().area.hectares());
        /// What a ledger may be off by under exact shares.
        const LEDGER: f64 = 1e-6;
        assert_near(counted, polygon, LEDGER, name);
    }
    // 78 cells of 9 ha are nodata in 2010, and no others.
    assert_eq!(tally.study().nodata().cells, 78);
    assert_eq!(tally.study().nodata_in(1).area.hectares(), 78.0 * 9.0);
}

#[test]
fn class_shares_of_2020_are_those_of_the_papers_hectares() {
    let (_home, outcome) = run();
    let found = level_1(&outcome.tally, &outcome.tally.study(), 2);
    let (ours, papers): (f64, f64) = (found[1..=5].iter().sum(), PAPER_2020_HA.iter().sum());
    for (class, hectares) in (1..).zip(PAPER_2020_HA) {
        let (found, expected) = (found[class] / ours * 100.0, hectares / papers * 100.0);
        /// Percentage points: the cities' shares were fitted to two decimals.
        const POINTS: f64 = 0.1;
        assert!((found - expected).abs() < POINTS, "class {class}: {found} %, the paper has {expected} %");
    }
}

#[test]
fn regions_change_the_way_the_paper_describes() {
    // Section 3.1.1, 2000 to 2020. Within 5 percentage points of the figures that it gives; beyond the ones it calls "over".
    let (_home, outcome) = run();
    let about = |group: &str, class: usize, percent: f64| {
        let found = change(&outcome.tally, group, class);
        assert!((found - percent).abs() < 5.0, "{group} {class}: {found} %, the paper says about {percent} %");
    };
    about("A", WATER, -43.0);
    about("A", CONSTRUCTION, 4.0);
    about("A", BARREN, 26.0);
    about("B", GRASSLAND, -50.0);
    about("C", CONSTRUCTION, 46.0);
    about("C", WATER, 11.0);
    for (group, class, least) in
        [("B", WATER, 30.0), ("B", CONSTRUCTION, 30.0), ("D", WATER, 20.0), ("D", CONSTRUCTION, 20.0)]
    {
        let found = change(&outcome.tally, group, class);
        assert!(found > least, "{group} {class}: {found} %, the paper says over {least} %");
    }
    assert!(change(&outcome.tally, "B", FOREST) > 0.0 && change(&outcome.tally, "C", FARMLAND) < 0.0);
}

#[test]
fn money_of_the_study_is_that_of_its_cities() {
    let (_home, outcome) = run();
    let accounts = outcome.accounts.unwrap();
    /// The same products, added in another order.
    const ORDER: f64 = 1e-12;
    for year in 0..3 {
        let cities: f64 = accounts.zones.iter().map(|zone| zone.years[year].total.units_per_year()).sum();
        let regions: f64 = accounts.groups.iter().map(|group| group.years[year].total.units_per_year()).sum();
        let study = accounts.study.years[year].total.units_per_year();
        assert_near(study, cities, ORDER, "cities");
        assert_near(study, regions, ORDER, "regions");
    }
    let paid = |account: &landledger::accounting::RegionAccount| {
        account.compensation.as_ref().unwrap().compensation.units_per_year()
    };
    assert_near(paid(&accounts.study), accounts.zones.iter().map(paid).sum(), ORDER, "compensation");
    for zone in &accounts.zones {
        let unit_value = zone.years[2].unit_value.unwrap().units_per_hectare();
        assert!((800.0..2000.0).contains(&unit_value), "{unit_value}");
    }
}

#[test]
fn a_sweep_at_the_studys_own_year_and_coefficient_is_its_compensation() {
    let (_home, outcome) = run();
    let accounts = outcome.accounts.unwrap();
    for region in accounts.zones.iter().chain(&accounts.groups).chain([&accounts.study]) {
        let sweep = &region.comparisons.sweep;
        assert_eq!(sweep.len(), 4 * 3);
        let own = sweep.iter().find(|line| line.conversion == 0.15 && line.compensation.year.0 == 2020).unwrap();
        assert_eq!(Some(&own.compensation), region.compensation.as_ref());
        /// One product more or less.
        const ROUNDING: f64 = 4.0 * f64::EPSILON;
        // Eq 5 is linear in k: 0.05, 0.10, 0.15 and 0.20 of the same year stand side by side.
        for year in sweep.chunks(4) {
            let paid = |at: usize| year[at].compensation.compensation.units_per_year();
            assert_near(paid(1), 2.0 * paid(0), ROUNDING, "0.10");
            assert_near(paid(3), 4.0 * paid(0), ROUNDING, "0.20");
        }
    }
}

#[test]
fn the_budget_is_shared_to_the_cent_at_every_level() {
    let (_home, outcome) = run();
    let accounts = outcome.accounts.unwrap();
    let cents = |region: &landledger::accounting::RegionAccount| {
        region.comparisons.budget_share.as_ref().unwrap().amount.cents()
    };
    let budget = 500_000_000_000; // five billion yuan
    assert_eq!(cents(&accounts.study), budget);
    assert_eq!(accounts.zones.iter().map(cents).sum::<u64>(), budget);
    // Every city belongs to a region.
    assert_eq!(accounts.groups.iter().map(cents).sum::<u64>(), budget);
    for (group, account) in outcome.tally.groups().iter().zip(&accounts.groups) {
        assert_eq!(cents(account), group.zones.iter().map(|&zone| cents(&accounts.zones[zone])).sum::<u64>());
    }
    // No city is a cent away from its proportion.
    for zone in &accounts.zones {
        let line = zone.comparisons.budget_share.as_ref().unwrap();
        let exact = line.share * budget as f64;
        assert!((cents(zone) as f64 - exact).abs() < 1.0 + exact * f64::EPSILON * 4.0, "{exact}");
    }
}

#[test]
fn cents_in_the_table_add_up_as_written() {
    let (_home, outcome) = run();
    for level in ["", "groups", "study"] {
        let path = outcome.folder.join(level).join("budget_shares.csv");
        let mut reader = csv::Reader::from_path(path).unwrap();
        let column = reader.headers().unwrap().iter().position(|name| name == "budget_share").unwrap();
        let texts = reader.records().map(|record| record.unwrap()[column].to_owned());
        // Whole yuan and cents as text: no float takes part in the sum.
        let cents = texts.map(|text| {
            let (yuan, cents) = text.split_once('.').unwrap_or((&text, ""));
            assert!(cents.len() <= 2, "{text}");
            yuan.parse::<u64>().unwrap() * 100 + format!("{cents:0<2}").parse::<u64>().unwrap()
        });
        assert_eq!(cents.sum::<u64>(), 500_000_000_000, "{level}");
    }
}

#[test]
fn every_choice_of_market_services_is_made_for_every_city() {
    let (_home, outcome) = run();
    let accounts = outcome.accounts.unwrap();
    // Food, raw material and water supply are provisioning: 2^3 subsets, and the study's own choice before them.
    assert_eq!(accounts.market_choices.len(), 1 + 8);
    for region in accounts.zones.iter().chain(&accounts.groups).chain([&accounts.study]) {
        let lines = &region.comparisons.market_choices;
        let value = |at: usize| lines[at].nonmarket_value.units_per_year();
        let year = &region.years[2];
        /// The same services, added in another order.
        const ORDER: f64 = 1e-12;
        assert_near(value(1), year.total.units_per_year(), ORDER, "none has a market");
        let provisioning: f64 = year.by_service[..3].iter().map(|value| value.units_per_year()).sum();
        assert_near(value(8), year.total.units_per_year() - provisioning, ORDER, "all provisioning services have");
    }
    // More value at the same gross product is never paid less. (Of a group that is not so: its zones' own values count.)
    for zone in &accounts.zones {
        let mut by_value: Vec<(f64, f64)> = zone
            .comparisons
            .market_choices
            .iter()
            .map(|line| {
                let paid = line.compensation.as_ref().unwrap().compensation;
                (line.nonmarket_value.units_per_year(), paid.units_per_year())
            })
            .collect();
        by_value.sort_by(|one, other| one.0.total_cmp(&other.0));
        assert!(by_value.windows(2).all(|pair| pair[0].1 <= pair[1].1), "{by_value:?}");
    }
}
