//! Sweeps, budgets and payments that are refused, with the place.

use crate::home::Ending;
use crate::valleys::valleys;
use insta::assert_snapshot;

/// What a run says of these keys under `[compensation]`, with this table of payments.
#[track_caller]
fn refused(keys: &str, paid: &str) -> Ending {
    let home = valleys();
    let study = home.read("study.toml");
    home.write("study.toml", format!("{study}{keys}\n"));
    if !paid.is_empty() {
        home.write("paid.csv", paid);
    }
    home.fails("run study.toml")
}

#[test]
fn a_swept_coefficient_that_is_no_share_is_refused() {
    assert_snapshot!(refused("sweep_conversion = [0.1, 15]", ""), @r#"
    exit status 1
    --- stderr
      × `sweep_conversion` holds 15, expected shares above 0 and at most 1
        ╭─[study.toml:38:20]
     37 │ market_services = ["food"]
     38 │ sweep_conversion = [0.1, 15]
        ·                    ────┬────
        ·                        ╰── k of Eq 5
        ╰────
      help: 0.15 means 15 %
    "#);
}

#[test]
fn an_empty_sweep_is_refused() {
    assert_snapshot!(refused("sweep_conversion = []\nsweep_years = []", ""), @r#"
    exit status 1
    --- stderr
      × `sweep_conversion` is empty
        ╭─[study.toml:38:20]
     37 │ market_services = ["food"]
     38 │ sweep_conversion = []
        ·                    ─┬
        ·                     ╰── expected at least one number
     39 │ sweep_years = []
        ╰────
      help: sweep_conversion = [0.05, 0.10, 0.15, 0.20]
      × `sweep_years` is empty
        ╭─[study.toml:39:15]
     38 │ sweep_conversion = []
     39 │ sweep_years = []
        ·               ─┬
        ·                ╰── expected at least one number
        ╰────
      help: sweep_years = [2000, 2020]: epochs of the study
    2 problems; nothing was written
    "#);
}

#[test]
fn a_coefficient_or_year_that_stands_twice_is_refused() {
    assert_snapshot!(refused("sweep_conversion = [0.1, 0.2, 0.1]\nsweep_years = [2020, 2020]", ""), @r#"
    exit status 1
    --- stderr
      × `sweep_conversion` holds 0.1 twice
        ╭─[study.toml:38:20]
     37 │ market_services = ["food"]
     38 │ sweep_conversion = [0.1, 0.2, 0.1]
        ·                    ───────┬───────
        ·                           ╰── again
     39 │ sweep_years = [2020, 2020]
        ╰────
      help: give each once
      × `sweep_years` holds 2020 twice
        ╭─[study.toml:39:15]
     38 │ sweep_conversion = [0.1, 0.2, 0.1]
     39 │ sweep_years = [2020, 2020]
        ·               ──────┬─────
        ·                     ╰── again
        ╰────
      help: give each once
    2 problems; nothing was written
    "#);
}

#[test]
fn a_sweep_of_text_is_refused() {
    assert_snapshot!(refused("sweep_conversion = \"0.1 to 0.2\"", ""), @r#"
    exit status 1
    --- stderr
      × `sweep_conversion` is the text "0.1 to 0.2", expected a list of numbers, such as [0, 255]
        ╭─[study.toml:38:20]
     37 │ market_services = ["food"]
     38 │ sweep_conversion = "0.1 to 0.2"
        ·                    ──────┬─────
        ·                          ╰── expected a list of numbers, such as [0, 255]
        ╰────
    "#);
}

#[test]
fn a_swept_year_that_is_no_epoch_is_refused() {
    assert_snapshot!(refused("sweep_years = [2010, 2020]", ""), @r#"
    exit status 1
    --- stderr
      × `sweep_years` holds 2010, which is no epoch of the study
        ╭─[study.toml:38:15]
     37 │ market_services = ["food"]
     38 │ sweep_years = [2010, 2020]
        ·               ──────┬─────
        ·                     ╰── not an epoch
        ╰────
      help: the epochs are 2000, 2020
    "#);
}

#[test]
fn a_swept_year_needs_the_gross_product_of_every_zone() {
    assert_snapshot!(refused("sweep_years = [2000, 2020]", ""), @"
    exit status 1
    --- stderr
      × gdp.csv: 2 of 2 zones have no GDP for 2000: `North`, `South`
       ╭─[gdp.csv:1:1]
     1 │ zone,year,gdp
       · ──────┬──────
       ·       ╰── the header
     2 │ North,2020,36500
       ╰────
      help: add a line for each, or take the year out of `sweep_years`
    ");
}

#[test]
fn a_budget_of_nothing_or_less_is_refused() {
    assert_snapshot!(refused("budget = 0", ""), @r#"
    exit status 1
    --- stderr
      × `budget` is 0, expected more than zero
        ╭─[study.toml:38:10]
     37 │ market_services = ["food"]
     38 │ budget = 0
        ·          ┬
        ·          ╰── nothing to share out
        ╰────
      help: money of one year to share out, for example budget = 1e9
    "#);
    assert_snapshot!(refused("budget = -5", ""), @r#"
    exit status 1
    --- stderr
      × `budget`: -5 is no amount in whole cents, expected 0 to 10 000 000 000 000 with at most two
      │ decimals (round it; use a larger currency unit for more)
        ╭─[study.toml:38:10]
     37 │ market_services = ["food"]
     38 │ budget = -5
        ·          ─┬
        ·           ╰── currency units of one year
        ╰────
      help: money of one year to share out, for example budget = 1e9
    "#);
}

#[test]
fn a_budget_with_fractions_of_a_cent_is_refused() {
    assert_snapshot!(refused("budget = 10.001", ""), @r#"
    exit status 1
    --- stderr
      × `budget`: 10.001 is no amount in whole cents, expected 0 to 10 000 000 000 000 with at most
      │ two decimals (round it; use a larger currency unit for more)
        ╭─[study.toml:38:10]
     37 │ market_services = ["food"]
     38 │ budget = 10.001
        ·          ───┬──
        ·             ╰── currency units of one year
        ╰────
      help: money of one year to share out, for example budget = 1e9
    "#);
}

#[test]
fn a_budget_with_nobody_to_get_it_is_refused() {
    let home = valleys();
    home.replace("study.toml", "market_services = [\"food\"]", "market_services = [\"food\", \"water\"]\nbudget = 10");
    assert_snapshot!(home.fails("run study.toml --quiet"), @"
    exit status 1
    --- stderr
      × the budget cannot be shared out: no compensation is due to any zone, so a budget has no
      │ proportions (leave `budget` out)
    ");
}

#[test]
fn payments_that_are_not_there_are_refused() {
    assert_snapshot!(refused("paid = \"paid.csv\"", ""), @r#"
    exit status 1
    --- stderr
      × paid.csv does not exist
        ╭─[study.toml:38:8]
     37 │ market_services = ["food"]
     38 │ paid = "paid.csv"
        ·        ─────┬────
        ·             ╰── named here
        ╰────
      help: paths are relative to the study file
    "#);
}

#[test]
fn payments_to_an_unknown_zone_are_refused() {
    assert_snapshot!(refused("paid = \"paid.csv\"", "zone,year,paid\nNorht,2019,5\n"), @"
    exit status 1
    --- stderr
      × paid.csv line 2, column `zone`: no zone is called `Norht`
       ╭─[paid.csv:2:1]
     1 │ zone,year,paid
     2 │ Norht,2019,5
       · ──┬──
       ·   ╰── here
       ╰────
      help: did you mean `North`?
    ");
}

#[test]
fn payments_to_an_unknown_group_are_refused() {
    assert_snapshot!(refused("paid = \"paid.csv\"", "group,year,paid\nuper,2019,5\n"), @"
    exit status 1
    --- stderr
      × paid.csv line 2, column `group`: no group is called `uper`
       ╭─[paid.csv:2:1]
     1 │ group,year,paid
     2 │ uper,2019,5
       · ──┬─
       ·   ╰── here
       ╰────
      help: did you mean `upper`?
    ");
}

#[test]
fn payments_to_groups_of_a_study_without_groups_are_refused() {
    let home = valleys();
    home.replace("study.toml", "group = \"basin\"\n", "");
    let study = home.read("study.toml");
    home.write("study.toml", format!("{study}paid = \"paid.csv\"\n"));
    home.write("paid.csv", "group,year,paid\nupper,2019,5\n");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × paid.csv line 2, column `group`: no group is called `upper`
       ╭─[paid.csv:2:1]
     1 │ group,year,paid
     2 │ upper,2019,5
       · ──┬──
       ·   ╰── here
       ╰────
      help: the zones have no groups: name their attribute under [zones] (group = "region"), or pay
            zones (zone,year,paid)
    "#);
}

#[test]
fn negative_and_repeated_payments_are_refused() {
    assert_snapshot!(refused("paid = \"paid.csv\"", "zone,year,paid\nNorth,2019,-5\nNorth,2019,7\n"), @"
    exit status 1
    --- stderr
      × paid.csv line 2, column `paid`: found -5, expected zero or more: what was paid, not what was
      │ paid back
       ╭─[paid.csv:2:12]
     1 │ zone,year,paid
     2 │ North,2019,-5
       ·            ─┬
       ·             ╰── here
     3 │ North,2019,7
       ╰────
      × paid.csv line 3, column `zone`: `North` was paid for 2019 on line 2 already (add both up)
       ╭─[paid.csv:3:1]
     2 │ North,2019,-5
     3 │ North,2019,7
       · ──┬──
       ·   ╰── here
       ╰────
    2 problems; nothing was written
    ");
}

#[test]
fn payments_with_both_kinds_of_region_are_refused() {
    assert_snapshot!(refused("paid = \"paid.csv\"", "zone,group,year,paid\nNorth,upper,2019,5\n"), @"
    exit status 1
    --- stderr
      × paid.csv: it has both `zone` and `group`
       ╭─[paid.csv:1:1]
     1 │ zone,group,year,paid
       · ──────────┬─────────
       ·           ╰── the header
     2 │ North,upper,2019,5
       ╰────
      help: keep one of the two: a line says what a zone was paid, or what a group was
    ");
}

#[test]
fn a_table_of_payments_without_a_line_is_refused() {
    assert_snapshot!(refused("paid = \"paid.csv\"", "zone,year,paid\n"), @"
    exit status 1
    --- stderr
      × paid.csv: it holds no payment
       ╭─[paid.csv:1:1]
     1 │ zone,year,paid
       · ───────┬──────
       ·        ╰── the header
       ╰────
      help: add a line for each zone whose payment is known, or leave `paid` out
    ");
}
