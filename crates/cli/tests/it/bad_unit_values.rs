//! Ways to the unit value, prices and factors that are refused, with the place.

use crate::home::{Ending, Home};
use crate::valleys::valleys;
use insta::assert_snapshot;

/// What a run says of these keys in the place of the unit value; tables by name and text.
#[track_caller]
fn refused(keys: &str, tables: &[(&str, &str)]) -> Ending {
    let home: Home = valleys();
    home.replace("study.toml", "unit_value = 1000", keys);
    for (name, text) in tables {
        home.write(name, text);
    }
    home.fails("run study.toml")
}

#[test]
fn two_ways_are_refused() {
    assert_snapshot!(refused("grain = { price_per_kg = 2, yield_kg_per_ha = 4900 }\nprofits = \"p.csv\"", &[]), @r#"
    exit status 1
    --- stderr
      × [value] has both `grain` and `profits`
        ╭─[study.toml:25:11]
     24 │ grain = { price_per_kg = 2, yield_kg_per_ha = 4900 }
     25 │ profits = "p.csv"
        ·           ───┬───
        ·              ╰── only one of them
     26 │
        ╰────
      help: keep one way to E_a: `unit_value` states it, `crops` and `grain` take a seventh of the
            market value of grain, `profits` takes its net profit, `national` brings a national value
            to the region
    "#);
}

#[test]
fn yields_without_a_nation_are_refused() {
    assert_snapshot!(refused("unit_value = 1000\nyields = \"yields.csv\"", &[]), @r#"
    exit status 1
    --- stderr
      × `yields` has no meaning without `national`
        ╭─[study.toml:25:10]
     24 │ unit_value = 1000
     25 │ yields = "yields.csv"
        ·          ──────┬─────
        ·                ╰── not used
     26 │
        ╰────
      help: national = { value = 567.45, yield_kg_per_ha = 5861.62 } is what regional yields compare
            with
    "#);
}

#[test]
fn a_nation_that_is_not_brought_to_the_region_is_refused() {
    assert_snapshot!(refused("national = { value = 567.45, yield_kg_per_ha = 5861.62 }", &[]), @r#"
    exit status 1
    --- stderr
      × `national` does not say how its value is brought to the region
        ╭─[study.toml:24:12]
     23 │ equivalents = "equivalents.csv"
     24 │ national = { value = 567.45, yield_kg_per_ha = 5861.62 }
        ·            ──────────────────────┬──────────────────────
        ·                                  ╰── here
     25 │
        ╰────
      help: either yield_kg_per_ha here and yields = "yields.csv" (zone,year,yield_kg_per_ha), or
            factor = 0.94 here (or a table, zone,year,factor)
    "#);
    assert_snapshot!(refused("national = { value = 567.45 }\nyields = \"yields.csv\"", &[]), @r#"
    exit status 1
    --- stderr
      × `national` has no `yield_kg_per_ha` for `yields` to compare with
        ╭─[study.toml:24:12]
     23 │ equivalents = "equivalents.csv"
     24 │ national = { value = 567.45 }
        ·            ─────────┬────────
        ·                     ╰── here
     25 │ yields = "yields.csv"
        ╰────
      help: either yield_kg_per_ha here and yields = "yields.csv" (zone,year,yield_kg_per_ha), or
            factor = 0.94 here (or a table, zone,year,factor)
    "#);
    assert_snapshot!(refused("national = { value = 567.45, factor = 0.94 }\nyields = \"yields.csv\"", &[]), @r#"
    exit status 1
    --- stderr
      × `national` has a factor and yields too
        ╭─[study.toml:24:12]
     23 │ equivalents = "equivalents.csv"
     24 │ national = { value = 567.45, factor = 0.94 }
        ·            ────────────────┬────────────────
        ·                            ╰── only one of them
     25 │ yields = "yields.csv"
        ╰────
      help: either yield_kg_per_ha here and yields = "yields.csv" (zone,year,yield_kg_per_ha), or
            factor = 0.94 here (or a table, zone,year,factor)
    "#);
}

#[test]
fn numbers_that_make_land_worthless_and_keys_that_are_missing_are_refused() {
    assert_snapshot!(refused("grain = { price_per_kg = 0 }", &[]), @r#"
    exit status 1
    --- stderr
      × [value.grain] has no `yield_kg_per_ha`
        ╭─[study.toml:24:9]
     23 │ equivalents = "equivalents.csv"
     24 │ grain = { price_per_kg = 0 }
        ·         ──────────┬─────────
        ·                   ╰── here
     25 │
        ╰────
      help: grain = { price_per_kg = 2.28, yield_kg_per_ha = 4600.89 }
      × `price_per_kg` is 0, expected more than zero
        ╭─[study.toml:24:26]
     23 │ equivalents = "equivalents.csv"
     24 │ grain = { price_per_kg = 0 }
        ·                          ┬
        ·                          ╰── currency per kg
     25 │
        ╰────
      help: a value of nothing makes every class worthless
    2 problems; nothing was written
    "#);
    assert_snapshot!(refused("national = { value = -1, factor = true }", &[]), @r#"
    exit status 1
    --- stderr
      × `factor` is true, expected a number or text in quotes
        ╭─[study.toml:24:35]
     23 │ equivalents = "equivalents.csv"
     24 │ national = { value = -1, factor = true }
        ·                                   ──┬─
        ·                                     ╰── expected a number or text in quotes
     25 │
        ╰────
      × `value` is -1, expected more than zero
        ╭─[study.toml:24:22]
     23 │ equivalents = "equivalents.csv"
     24 │ national = { value = -1, factor = true }
        ·                      ─┬
        ·                       ╰── currency per hectare and year
     25 │
        ╰────
      help: a value of nothing makes every class worthless
    2 problems; nothing was written
    "#);
}

#[test]
fn zones_without_a_yield_are_refused() {
    let keys = "national = { value = 567.45, yield_kg_per_ha = 5861.62 }\nyields = \"yields.csv\"";
    let text = "zone,year,yield_kg_per_ha\nNorth,*,5000\nSouth,2000,5000\nEast,*,5000\n";
    assert_snapshot!(refused(keys, &[("yields.csv", text)]), @"
    exit status 1
    --- stderr
      × yields.csv line 4, column `zone`: no zone is called `East`
       ╭─[yields.csv:4:1]
     3 │ South,2000,5000
     4 │ East,*,5000
       · ──┬─
       ·   ╰── here
       ╰────
      help: known: North, South
      × yields.csv: yields of zone `South` in 2020 are missing, so its unit value is not known
       ╭─[yields.csv:1:1]
     1 │ zone,year,yield_kg_per_ha
       · ────────────┬────────────
       ·             ╰── the header
     2 │ North,*,5000
       ╰────
      help: add lines for it, or for every zone or year with `*`
    2 problems; nothing was written
    ");
}

#[test]
fn a_loss_gives_no_unit_value() {
    let text = "zone,year,crop,net_profit_per_ha,area_ha\n*,2020,maize,-200,10\n*,2000,maize,200,10\n";
    assert_snapshot!(refused("profits = \"profits.csv\"", &[("profits.csv", text)]), @"
    exit status 1
    --- stderr
      × profits.csv: zone `North` in 2020: the net profit of the crops is -200 per ha, expected more
      │ than 0: a loss gives no unit value (take profits of a year without a loss and bring them to
      │ the year's prices, or another way)
       ╭─[profits.csv:1:1]
     1 │ zone,year,crop,net_profit_per_ha,area_ha
       · ────────────────────┬───────────────────
       ·                     ╰── the header
     2 │ *,2020,maize,-200,10
       ╰────
      × profits.csv: zone `South` in 2020: the net profit of the crops is -200 per ha, expected more
      │ than 0: a loss gives no unit value (take profits of a year without a loss and bring them to
      │ the year's prices, or another way)
       ╭─[profits.csv:1:1]
     1 │ zone,year,crop,net_profit_per_ha,area_ha
       · ────────────────────┬───────────────────
       ·                     ╰── the header
     2 │ *,2020,maize,-200,10
       ╰────
    2 problems; nothing was written
    ");
}

#[test]
fn a_price_base_is_said_in_full() {
    assert_snapshot!(refused("unit_value = 1000\nprice_year = 2020", &[]), @r#"
    exit status 1
    --- stderr
      × [value] has `price_year`, but no `price_index`
        ╭─[study.toml:25:14]
     24 │ unit_value = 1000
     25 │ price_year = 2020
        ·              ──┬─
        ·                ╰── needs both
     26 │
        ╰────
      help: price_year = 2020, price_index = "cpi.csv" (year,index) and price_index_base =
            "previous_year" (each year's previous year is 100) or "fixed" (one base year)
    "#);
    let keys = "unit_value = 1000\nunit_value_year = 2000\nprice_year = 2020\nprice_index = \"cpi.csv\"\nprice_index_base = \"2015\"";
    assert_snapshot!(refused(keys, &[("cpi.csv", "year,index\n2020,100\n")]), @r#"
    exit status 1
    --- stderr
      × `price_index_base` is "2015", expected "previous_year" or "fixed"
        ╭─[study.toml:28:20]
     27 │ price_index = "cpi.csv"
     28 │ price_index_base = "2015"
        ·                    ───┬──
        ·                       ╰── not known
     29 │
        ╰────
      help: what stands for 100 in the index: each previous year, or one year
    "#);
}

#[test]
fn prices_of_an_unknown_year_cannot_be_brought_to_another() {
    let keys = "price_year = 2020\nprice_index = \"cpi.csv\"\nprice_index_base = \"fixed\"\nunit_value = 1000";
    assert_snapshot!(refused(keys, &[("cpi.csv", "year,index\n2020,100\n")]), @r#"
    exit status 1
    --- stderr
      × `price_year` is 2020, but it is not said of which year's prices `unit_value` is
        ╭─[study.toml:24:14]
     23 │ equivalents = "equivalents.csv"
     24 │ price_year = 2020
        ·              ──┬─
        ·                ╰── from which year?
     25 │ price_index = "cpi.csv"
        ╰────
      help: add unit_value_year = 2010, the year of whose prices everything given is
    "#);
}

#[test]
fn a_gap_in_the_price_index_is_told_once() {
    let keys = "unit_value = 1000\nunit_value_year = 2016\nprice_year = 2020\nprice_index = \"cpi.csv\"\nprice_index_base = \"previous_year\"";
    assert_snapshot!(refused(keys, &[("cpi.csv", "year,index\n2017,101\n2020,102.5\n")]), @"
    exit status 1
    --- stderr
      × cpi.csv: prices of 2016 cannot be brought to 2020: the price index has nothing for 2018, 2019
      │ (add those years)
       ╭─[cpi.csv:1:1]
     1 │ year,index
       · ─────┬────
       ·      ╰── the header
     2 │ 2017,101
       ╰────
    ");
}

#[test]
fn a_price_index_of_nothing_or_twice_a_year_is_refused() {
    let keys = "unit_value = 1000\nunit_value_year = 2016\nprice_year = 2020\nprice_index = \"cpi.csv\"\nprice_index_base = \"fixed\"";
    assert_snapshot!(refused(keys, &[("cpi.csv", "year,index\n2016,0\n2020,102.5\n2020,103\n")]), @"
    exit status 1
    --- stderr
      × cpi.csv line 2, column `index`: found 0, expected more than zero
       ╭─[cpi.csv:2:6]
     1 │ year,index
     2 │ 2016,0
       ·      ┬
       ·      ╰── here
     3 │ 2020,102.5
       ╰────
      × cpi.csv line 4, column `year`: 2020 has an index on line 3 already
       ╭─[cpi.csv:4:1]
     3 │ 2020,102.5
     4 │ 2020,103
       · ──┬─
       ·   ╰── here
       ╰────
    2 problems; nothing was written
    ");
    assert_snapshot!(refused(keys, &[("cpi.csv", "year,index\n")]), @"
    exit status 1
    --- stderr
      × cpi.csv: the price index has no year
       ╭─[cpi.csv:1:1]
     1 │ year,index
       · ─────┬────
       ·      ╰── the header
       ╰────
      help: add a line `year,index` for each year
    ");
}

#[test]
fn services_without_a_factor_are_named() {
    let text = "zone,year,service,factor\n*,2000,*,1\nNorth,2020,regulating,0.9\n";
    assert_snapshot!(refused("unit_value = 1000\nfactors = \"factors.csv\"", &[("factors.csv", text)]), @"
    exit status 1
    --- stderr
      × factors.csv: 2 of 4 zones and years lack factors: `North` in 2020: food; `South` in 2020:
      │ food, water
       ╭─[factors.csv:1:1]
     1 │ zone,year,service,factor
       · ────────────┬───────────
       ·             ╰── the header
     2 │ *,2000,*,1
       ╰────
      help: add lines for them, or one for all the rest: *,*,*,1 corrects nothing
    ");
}

#[test]
fn unknown_services_years_and_factors_of_nothing_are_refused() {
    let text = "zone,year,service,factor\n*,*,*,1\n*,*,watr,1\n*,*,water,0\n*,*,*,1\n";
    assert_snapshot!(refused("unit_value = 1000\nfactors = \"factors.csv\"", &[("factors.csv", text)]), @"
    exit status 1
    --- stderr
      × factors.csv line 3, column `service`: the value table has no service and no group `watr` (did
      │ you mean `water`?)
       ╭─[factors.csv:3:5]
     2 │ *,*,*,1
     3 │ *,*,watr,1
       ·     ──┬─
       ·       ╰── here
     4 │ *,*,water,0
       ╰────
      × factors.csv line 4, column `factor`: found 0, expected more than zero
       ╭─[factors.csv:4:11]
     3 │ *,*,watr,1
     4 │ *,*,water,0
       ·           ┬
       ·           ╰── here
     5 │ *,*,*,1
       ╰────
      × factors.csv line 5, column `service`: `*` stands for the same zone and year on line 2 already
       ╭─[factors.csv:5:5]
     4 │ *,*,water,0
     5 │ *,*,*,1
       ·     ┬
       ·     ╰── here
       ╰────
    3 problems; nothing was written
    ");
    let text = "zone,year,service,factor\n*,*,*,1\nWest,2010,*,1\n";
    assert_snapshot!(refused("unit_value = 1000\nfactors = \"factors.csv\"", &[("factors.csv", text)]), @"
    exit status 1
    --- stderr
      × factors.csv line 3, column `zone`: no zone is called `West`
       ╭─[factors.csv:3:1]
     2 │ *,*,*,1
     3 │ West,2010,*,1
       · ──┬─
       ·   ╰── here
       ╰────
      help: known: North, South
      × factors.csv line 3, column `year`: 2010 is no epoch of the study
       ╭─[factors.csv:3:6]
     2 │ *,*,*,1
     3 │ West,2010,*,1
       ·      ──┬─
       ·        ╰── here
       ╰────
      help: the nearest epoch is 2000; remove the line if it is not needed
    2 problems; nothing was written
    ");
}

#[test]
fn factors_and_prices_have_no_meaning_beside_money_per_hectare() {
    let home = valleys();
    home.replace(
        "study.toml",
        "equivalents = \"equivalents.csv\"\nunit_value = 1000",
        "per_hectare = \"values.csv\"\nfactors = \"factors.csv\"\nprice_year = 2020",
    );
    let text = home.read("study.toml");
    let (before, after) = (text.find("[value.classes]").unwrap(), text.find("[economy]").unwrap());
    home.write("study.toml", format!("{}{}", &text[..before], &text[after..]));
    home.write(
        "values.csv",
        "class,service,group,value_per_ha\n1,food,provisioning,1\n2,food,provisioning,1\n3,food,provisioning,0\n",
    );
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × `price_year` has no meaning beside `per_hectare`
        ╭─[study.toml:25:14]
     24 │ factors = "factors.csv"
     25 │ price_year = 2020
        ·              ──┬─
        ·                ╰── not used
     26 │
        ╰────
      help: values per hectare are money already: remove it
      × `factors` has no meaning beside `per_hectare`
        ╭─[study.toml:24:11]
     23 │ per_hectare = "values.csv"
     24 │ factors = "factors.csv"
        ·           ──────┬──────
        ·                 ╰── not used
     25 │ price_year = 2020
        ╰────
      help: values per hectare are money already: remove it
    2 problems; nothing was written
    "#);
}
