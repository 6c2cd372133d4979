//! The workbook as a reader of its XML would see it is tried in `crates/landledger`, with openpyxl; here is what needs no reader.

use super::*;
use crate::RuleTally;
use crate::small_study::SmallStudy;
use landledger_core::EdgeRule;

fn bytes(study: &SmallStudy, language: Language) -> Vec<u8> {
    study.show(true, |findings| {
        let tallies = [RuleTally { edge: EdgeRule::Exact, tally: findings.tally.clone() }];
        let sources = TableSources {
            tallies: &tallies,
            accounts: findings.accounts,
            land_use_grades: None,
            has_constant_gdp_prices: false,
        };
        workbook(findings, sources, language).unwrap()
    })
}

#[test]
fn the_same_study_makes_the_same_bytes_again() {
    let study = SmallStudy::new(&["North", "South"], "A", "town", &[2000, 2010, 2020]).with_money("climate");
    assert!(bytes(&study, Language::English) == bytes(&study, Language::English));
}

#[test]
fn a_study_of_one_year_without_money_has_a_workbook_too() {
    let study = SmallStudy::new(&["North"], "A", "town", &[2000]);
    for language in [Language::English, Language::Chinese] {
        assert!(bytes(&study, language).starts_with(b"PK"));
    }
}

#[test]
fn a_name_longer_than_a_cell_is_no_error() {
    let long = "=".repeat(40_000);
    let study = SmallStudy::new(&[&long, "'"], &long, &long, &[2000, 2020]).with_money(&long);
    assert!(bytes(&study, Language::Chinese).starts_with(b"PK"));
}
