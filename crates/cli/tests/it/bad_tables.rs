//! Small tables that are refused, with the place; and those that only look odd.

use crate::home::Home;
use crate::valleys::valleys;
use insta::assert_snapshot;

/// The study, with another text in one of its tables.
fn valleys_with(name: &str, text: impl AsRef<[u8]>) -> Home {
    let home = valleys();
    home.write(name, text);
    home
}

/// What a run says about a table.
#[track_caller]
fn refused(name: &str, text: impl AsRef<[u8]>) -> crate::home::Ending {
    valleys_with(name, text).fails("run study.toml")
}

#[test]
fn a_table_that_is_not_there_is_shown_where_it_is_named() {
    let home = valleys();
    home.remove("gdp.csv");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × gdp.csv does not exist
        ╭─[study.toml:32:7]
     31 │ [economy]
     32 │ gdp = "gdp.csv"
        ·       ────┬────
        ·           ╰── named here
     33 │
        ╰────
      help: paths are relative to the study file
    "#);
}

#[test]
fn an_empty_table_is_refused() {
    assert_snapshot!(refused("gdp.csv", ""), @r#"
    exit status 1
    --- stderr
      × gdp.csv is empty
        ╭─[study.toml:32:7]
     31 │ [economy]
     32 │ gdp = "gdp.csv"
        ·       ────┬────
        ·           ╰── named here
     33 │
        ╰────
      help: its first line must name the columns
    "#);
}

#[test]
fn a_legend_without_classes_is_refused() {
    assert_snapshot!(refused("legend.csv", "code,name\n"), @"
    exit status 1
    --- stderr
      × legend.csv: the legend has no class
       ╭─[legend.csv:1:1]
     1 │ code,name
       · ────┬────
       ·     ╰── the header
       ╰────
      help: add a line `code,name` for each class
    ");
}

#[test]
fn a_code_that_stands_twice_in_the_legend_is_refused() {
    assert_snapshot!(refused("legend.csv", "code,name\n1,field\n2,wood\n1,town\n"), @"
    exit status 1
    --- stderr
      × legend.csv line 4, column `code`: code 1 stands twice in the legend: `field` and `town`
       ╭─[legend.csv:4:1]
     3 │ 2,wood
     4 │ 1,town
       · ┬
       · ╰── here
       ╰────
    ");
}

#[test]
fn a_colour_that_is_none_is_refused() {
    assert_snapshot!(refused("legend.csv", "code,name,color\n1,field,yellow\n2,wood,#00ff00\n3,town,\n"), @r#"
    exit status 1
    --- stderr
      × legend.csv line 2, column `color`: found "yellow", expected #rrggbb
       ╭─[legend.csv:2:9]
     1 │ code,name,color
     2 │ 1,field,yellow
       ·         ───┬──
       ·            ╰── here
     3 │ 2,wood,#00ff00
       ╰────
    "#);
}

#[test]
fn a_code_beyond_65535_is_refused() {
    assert_snapshot!(refused("legend.csv", "code,name\n1,field\n2,wood\n70000,town\n"), @r#"
    exit status 1
    --- stderr
      × legend.csv line 4, column `code`: found "70000", expected a whole number from 0 to 65535
       ╭─[legend.csv:4:1]
     3 │ 2,wood
     4 │ 70000,town
       · ──┬──
       ·   ╰── here
       ╰────
    "#);
}

#[test]
fn a_code_that_is_no_number_is_refused() {
    assert_snapshot!(refused("legend.csv", "code,name\n1,field\n2,wood\nthree,town\n"), @r#"
    exit status 1
    --- stderr
      × legend.csv line 4, column `code`: found "three", expected a whole number from 0 to 65535
       ╭─[legend.csv:4:1]
     3 │ 2,wood
     4 │ three,town
       · ──┬──
       ·   ╰── here
       ╰────
    "#);
}

#[test]
fn an_unknown_column_is_answered_with_the_nearest_known_one() {
    assert_snapshot!(refused("legend.csv", "code,nmae\n1,field\n2,wood\n3,town\n"), @"
    exit status 1
    --- stderr
      × legend.csv: unknown column `nmae`
       ╭─[legend.csv:1:1]
     1 │ code,nmae
       · ────┬────
       ·     ╰── the header
     2 │ 1,field
       ╰────
      help: did you mean `name`?
      × legend.csv: the column `name` is missing
       ╭─[legend.csv:1:1]
     1 │ code,nmae
       · ────┬────
       ·     ╰── the header
     2 │ 1,field
       ╰────
      help: expected the columns code,name
    2 problems; nothing was written
    ");
}

#[test]
fn a_class_without_a_name_is_refused() {
    assert_snapshot!(refused("legend.csv", "code,name\n1,field\n2,\n3,town\n"), @"
    exit status 1
    --- stderr
      × legend.csv line 3, column `name`: it is empty
       ╭─[legend.csv:3:3]
     2 │ 1,field
     3 │ 2,
       ·   ▲
       ·   ╰── here
     4 │ 3,town
       ╰────
    ");
}

#[test]
fn a_class_that_occurs_needs_a_value() {
    let home = valleys();
    home.replace("study.toml", "\"3\" = \"none\"\n", "");
    assert_snapshot!(home.fails("run study.toml --quiet"), @r#"
    exit status 1
    --- stderr
      × class 3 `town` has no value stated but covers 6 ha in 2020 (zones with it: 2, first `North`;
      │ give it a value, or state that it has none)
      help: write "3" = "ECOSYSTEM", or "3" = "none", under [value.classes] in study.toml
    "#);
    let home =
        valleys_per_hectare("class,service,group,value_per_ha\n1,food,provisioning,1000\n2,food,provisioning,1\n");
    assert_snapshot!(home.fails("run study.toml --quiet"), @"
    exit status 1
    --- stderr
      × class 3 `town` has no value stated but covers 6 ha in 2020 (zones with it: 2, first `North`;
      │ give it a value, or state that it has none)
      help: add lines for 3 to money.csv, with 0 where it has no value
    ");
}

#[test]
fn every_zone_needs_a_gross_product_in_the_year_of_compensation() {
    let home = valleys_with("gdp.csv", "zone,year,gdp\nNorth,2000,36500\nSouth,2020,13000\n");
    // Nothing was read: a run says so before its first line of progress.
    assert_snapshot!(home.fails("run study.toml"), @"
    exit status 1
    --- stderr
      × gdp.csv: 1 of 2 zones have no GDP for 2020: `North`
       ╭─[gdp.csv:1:1]
     1 │ zone,year,gdp
       · ──────┬──────
       ·       ╰── the header
     2 │ North,2000,36500
       ╰────
      help: add a line for each; Eq 4 divides by it
    ");
    assert_eq!(home.fails("check study.toml").stderr, home.fails("run study.toml").stderr);
}

#[test]
fn a_gross_product_of_zero_is_refused() {
    assert_snapshot!(refused("gdp.csv", "zone,year,gdp\nNorth,2020,36500\nSouth,2020,0\n"), @"
    exit status 1
    --- stderr
      × gdp.csv line 3, column `gdp`: found 0, expected more than zero: the priority of Eq 4 divides
      │ by it
       ╭─[gdp.csv:3:12]
     2 │ North,2020,36500
     3 │ South,2020,0
       ·            ┬
       ·            ╰── here
       ╰────
    ");
}

#[test]
fn a_gross_product_given_twice_is_refused() {
    assert_snapshot!(refused("gdp.csv", "zone,year,gdp\nNorth,2020,1\nSouth,2020,2\nNorth,2020,3\n"), @"
    exit status 1
    --- stderr
      × gdp.csv line 4, column `zone`: `North` has a GDP for 2020 on line 2 already
       ╭─[gdp.csv:4:1]
     3 │ South,2020,2
     4 │ North,2020,3
       · ──┬──
       ·   ╰── here
       ╰────
    ");
}

#[test]
fn an_unknown_zone_is_answered_with_the_nearest_known_one() {
    assert_snapshot!(refused("gdp.csv", "zone,year,gdp\nNorth,2020,36500\nSuoth,2020,13000\n"), @"
    exit status 1
    --- stderr
      × gdp.csv line 3, column `zone`: no zone is called `Suoth`
       ╭─[gdp.csv:3:1]
     2 │ North,2020,36500
     3 │ Suoth,2020,13000
       · ──┬──
       ·   ╰── here
       ╰────
      help: did you mean `South`?
    ");
}

#[test]
fn a_year_that_is_no_epoch_is_refused() {
    assert_snapshot!(refused("gdp.csv", "zone,year,gdp\nNorth,2020,1\nSouth,2020,2\nSouth,2019,3\n"), @"
    exit status 1
    --- stderr
      × gdp.csv line 4, column `year`: 2019 is no epoch of the study
       ╭─[gdp.csv:4:7]
     3 │ South,2020,2
     4 │ South,2019,3
       ·       ──┬─
       ·         ╰── here
       ╰────
      help: the nearest epoch is 2020; remove the line if it is not needed
    ");
}

#[test]
fn text_in_a_column_of_numbers_is_refused() {
    assert_snapshot!(refused("gdp.csv", "zone,year,gdp\nNorth,2020,36500\nSouth,2020,13 000\n"), @r#"
    exit status 1
    --- stderr
      × gdp.csv line 3, column `gdp`: found "13 000", expected a number
       ╭─[gdp.csv:3:12]
     2 │ North,2020,36500
     3 │ South,2020,13 000
       ·            ───┬──
       ·               ╰── here
       ╰────
    "#);
    assert_snapshot!(refused("gdp.csv", "zone,year,gdp\nNorth,2020.5,36500\nSouth,2020,13000\n"), @r#"
    exit status 1
    --- stderr
      × gdp.csv line 2, column `year`: found "2020.5", expected a whole number
       ╭─[gdp.csv:2:7]
     1 │ zone,year,gdp
     2 │ North,2020.5,36500
       ·       ───┬──
       ·          ╰── here
     3 │ South,2020,13000
       ╰────
    "#);
}

#[test]
fn a_line_with_too_many_cells_is_refused() {
    assert_snapshot!(refused("gdp.csv", "zone,year,gdp\nNorth,2020,36500\nSouth,2020,13,000\n"), @"
    exit status 1
    --- stderr
      × gdp.csv line 3: it has 4 cells, the header has 3
       ╭─[gdp.csv:3:1]
     2 │ North,2020,36500
     3 │ South,2020,13,000
       · ────────┬────────
       ·         ╰── this line
       ╰────
      help: a text with a comma stands in quotes, a number has no thousands separators
    ");
}

#[test]
fn a_line_with_too_few_cells_is_refused() {
    assert_snapshot!(refused("gdp.csv", "zone,year,gdp\nNorth,2020,36500\nSouth,2020\n"), @"
    exit status 1
    --- stderr
      × gdp.csv line 3: it has 2 cells, the header has 3
       ╭─[gdp.csv:3:1]
     2 │ North,2020,36500
     3 │ South,2020
       · ─────┬────
       ·      ╰── this line
       ╰────
      help: a text with a comma stands in quotes, a number has no thousands separators
    ");
}

#[test]
fn semicolons_between_cells_are_refused() {
    assert_snapshot!(refused("gdp.csv", "zone;year;gdp\nNorth;2020;36500\nSouth;2020;13000\n"), @r#"
    exit status 1
    --- stderr
      × gdp.csv separates its columns by ';', expected commas
        ╭─[study.toml:32:7]
     31 │ [economy]
     32 │ gdp = "gdp.csv"
        ·       ────┬────
        ·           ╰── named here
     33 │
        ╰────
    "#);
}

#[test]
fn a_table_in_gbk_is_told_so() {
    // `鹤岗` in GBK.
    assert_snapshot!(refused("gdp.csv", b"zone,year,gdp\n\xba\xd7\xb8\xda,2020,36500\n"), @r#"
    exit status 1
    --- stderr
      × gdp.csv is not UTF-8 text
        ╭─[study.toml:32:7]
     31 │ [economy]
     32 │ gdp = "gdp.csv"
        ·       ────┬────
        ·           ╰── named here
     33 │
        ╰────
      help: save it again as `CSV UTF-8` (tables saved by Excel in China are often GBK)
    "#);
}

#[test]
fn every_wrong_cell_of_every_table_is_reported_at_once() {
    let home = valleys_with("gdp.csv", "zone,year,gdp\nNorth,2020,-1\nSouth,today,n/a\n");
    home.write("legend.csv", "code,name,color\n1,field,green\n2,wood,\n3,town,\n");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × legend.csv line 2, column `color`: found "green", expected #rrggbb
       ╭─[legend.csv:2:9]
     1 │ code,name,color
     2 │ 1,field,green
       ·         ──┬──
       ·           ╰── here
     3 │ 2,wood,
       ╰────
      × gdp.csv line 2, column `gdp`: found -1, expected more than zero: the priority of Eq 4 divides
      │ by it
       ╭─[gdp.csv:2:12]
     1 │ zone,year,gdp
     2 │ North,2020,-1
       ·            ─┬
       ·             ╰── here
     3 │ South,today,n/a
       ╰────
      × gdp.csv line 3, column `year`: found "today", expected a whole number
       ╭─[gdp.csv:3:7]
     2 │ North,2020,-1
     3 │ South,today,n/a
       ·       ──┬──
       ·         ╰── here
       ╰────
      × gdp.csv line 3, column `gdp`: found "n/a", expected a number
       ╭─[gdp.csv:3:13]
     2 │ North,2020,-1
     3 │ South,today,n/a
       ·             ─┬─
       ·              ╰── here
       ╰────
    4 problems; nothing was written
    "#);
}

#[test]
fn blank_lines_and_remarks_do_not_shift_the_place() {
    let text = "# statistics of 2021\nzone,year,gdp\n\nNorth,2020,36500\n# the south\n\nSouth,2020,n/a\n";
    assert_snapshot!(refused("gdp.csv", text), @r#"
    exit status 1
    --- stderr
      × gdp.csv line 7, column `gdp`: found "n/a", expected a number
       ╭─[gdp.csv:7:12]
     6 │
     7 │ South,2020,n/a
       ·            ─┬─
       ·             ╰── here
       ╰────
    "#);
}

#[test]
fn a_quote_that_is_not_closed_is_refused() {
    assert_snapshot!(refused("legend.csv", "code,name\n1,\"field\n2,wood\n3,town\n"), @r#"
    exit status 1
    --- stderr
      × legend.csv: a cell that begins on line 2 goes on over its end
        ╭─[study.toml:14:8]
     13 │ [legend]
     14 │ file = "legend.csv"
        ·        ──────┬─────
        ·              ╰── named here
     15 │
        ╰────
      help: is there a quote that is not closed?
    "#);
}

#[test]
fn equivalents_need_their_two_leading_columns() {
    assert_snapshot!(refused("equivalents.csv", "farm,forest\n1,0.5\n"), @"
    exit status 1
    --- stderr
      × equivalents.csv: its columns are farm,forest
       ╭─[equivalents.csv:1:1]
     1 │ farm,forest
       · ─────┬─────
       ·      ╰── the header
     2 │ 1,0.5
       ╰────
      help: expected service,group and then one column for each ecosystem
    ");
}

#[test]
fn a_service_that_stands_twice_is_refused() {
    let text = "service,group,farm,forest\nfood,provisioning,1,0.5\nwater,regulating,2,4\nfood,provisioning,1,1\n";
    assert_snapshot!(refused("equivalents.csv", text), @"
    exit status 1
    --- stderr
      × equivalents.csv: service `food` stands twice in the table of equivalents (give each service
      │ one row)
       ╭─[equivalents.csv:1:1]
     1 │ service,group,farm,forest
       · ────────────┬────────────
       ·             ╰── the header
     2 │ food,provisioning,1,0.5
       ╰────
    ");
}

#[test]
fn crops_must_cover_every_zone_and_year() {
    let home = valleys();
    home.replace("study.toml", "unit_value = 1000", "crops = \"crops.csv\"");
    let header = "zone,year,crop,price_per_kg,yield_kg_per_ha,area_ha\n";
    home.write("crops.csv", format!("{header}North,*,maize,2,7000,10\nSouth,2020,maize,2,7000,10\n"));
    assert_snapshot!(home.fails("run study.toml"), @"
    exit status 1
    --- stderr
      × crops.csv: crops of zone `South` in 2000 are missing, so its unit value is not known
       ╭─[crops.csv:1:1]
     1 │ zone,year,crop,price_per_kg,yield_kg_per_ha,area_ha
       · ─────────────────────────┬─────────────────────────
       ·                          ╰── the header
     2 │ North,*,maize,2,7000,10
       ╰────
      help: add lines for it, or for every zone or year with `*`
    ");
}

#[test]
fn crops_on_no_land_give_no_unit_value() {
    let home = valleys();
    home.replace("study.toml", "unit_value = 1000", "crops = \"crops.csv\"");
    home.write("crops.csv", "zone,year,crop,price_per_kg,yield_kg_per_ha,area_ha\n*,*,maize,2,7000,0\n");
    assert_snapshot!(home.fails("run study.toml"), @"
    exit status 1
    --- stderr
      × crops.csv: zone `North` in 2000: the crops are sown on 0 ha, expected more than 0 (correct the
      │ areas, or state a fixed unit value)
       ╭─[crops.csv:1:1]
     1 │ zone,year,crop,price_per_kg,yield_kg_per_ha,area_ha
       · ─────────────────────────┬─────────────────────────
       ·                          ╰── the header
     2 │ *,*,maize,2,7000,0
       ╰────
      × crops.csv: zone `North` in 2020: the crops are sown on 0 ha, expected more than 0 (correct the
      │ areas, or state a fixed unit value)
       ╭─[crops.csv:1:1]
     1 │ zone,year,crop,price_per_kg,yield_kg_per_ha,area_ha
       · ─────────────────────────┬─────────────────────────
       ·                          ╰── the header
     2 │ *,*,maize,2,7000,0
       ╰────
      × crops.csv: zone `South` in 2000: the crops are sown on 0 ha, expected more than 0 (correct the
      │ areas, or state a fixed unit value)
       ╭─[crops.csv:1:1]
     1 │ zone,year,crop,price_per_kg,yield_kg_per_ha,area_ha
       · ─────────────────────────┬─────────────────────────
       ·                          ╰── the header
     2 │ *,*,maize,2,7000,0
       ╰────
      × crops.csv: zone `South` in 2020: the crops are sown on 0 ha, expected more than 0 (correct the
      │ areas, or state a fixed unit value)
       ╭─[crops.csv:1:1]
     1 │ zone,year,crop,price_per_kg,yield_kg_per_ha,area_ha
       · ─────────────────────────┬─────────────────────────
       ·                          ╰── the header
     2 │ *,*,maize,2,7000,0
       ╰────
    4 problems; nothing was written
    ");
}

/// The study, valued by money per hectare.
fn valleys_per_hectare(text: &str) -> Home {
    let home = valleys_with("money.csv", text);
    let study = home.read("study.toml");
    let (before, value) = study.split_once("equivalents =").unwrap();
    let (_, after) = value.split_once("[economy]").unwrap();
    home.write("study.toml", format!("{before}per_hectare = \"money.csv\"\n[economy]{after}"));
    home
}

#[test]
fn money_per_hectare_names_classes_of_the_legend() {
    let home = valleys_per_hectare("class,service,group,value_per_ha\nfiled,food,provisioning,1000\n9,food,x,1\n");
    assert_snapshot!(home.fails("run study.toml"), @"
    exit status 1
    --- stderr
      × money.csv line 2, column `class`: `filed` is neither a code nor a name of the legend (did you
      │ mean `field`?)
       ╭─[money.csv:2:1]
     1 │ class,service,group,value_per_ha
     2 │ filed,food,provisioning,1000
       · ──┬──
       ·   ╰── here
     3 │ 9,food,x,1
       ╰────
      × money.csv line 3, column `class`: `9` is neither a code nor a name of the legend (known:
      │ field, wood, town)
       ╭─[money.csv:3:1]
     2 │ filed,food,provisioning,1000
     3 │ 9,food,x,1
       · ┬
       · ╰── here
       ╰────
    2 problems; nothing was written
    ");
}

#[test]
fn money_per_hectare_takes_the_place_of_unit_value_and_classes() {
    let text =
        "class,service,group,value_per_ha\nfield,food,provisioning,1\n2,food,provisioning,1\n3,food,provisioning,0\n";
    let home = valleys_per_hectare(text);
    home.replace("study.toml", "per_hectare", "unit_value = 1000\nper_hectare");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × `unit_value` has no meaning beside `per_hectare`
        ╭─[study.toml:23:14]
     22 │ [value]
     23 │ unit_value = 1000
        ·              ──┬─
        ·                ╰── not used
     24 │ per_hectare = "money.csv"
        ╰────
      help: values per hectare are money already: remove it
    "#);
    home.replace("study.toml", "unit_value = 1000\n", "");
    home.succeeds("run study.toml");
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_make_no_difference() {
    let (plain, odd) = (valleys(), valleys());
    for name in ["gdp.csv", "legend.csv", "equivalents.csv"] {
        odd.write(name, format!("\u{feff}{}", plain.read(name).replace('\n', "\r\n")));
    }
    plain.succeeds("run study.toml");
    odd.succeeds("run study.toml");
    for table in ["areas.csv", "service_values.csv", "compensation.csv"] {
        let name = format!("study-results/{table}");
        assert_eq!(odd.read(&name), plain.read(&name));
    }
}

#[test]
fn remarks_blank_lines_and_quotes_in_a_table_are_understood() {
    let home = valleys_with(
        "gdp.csv",
        "# statistics of 2021\nzone,year,gdp\n\n\"North\", 2020 ,36500\nSouth,2020,\"13000\"\n\n",
    );
    home.succeeds("run study.toml");
    assert!(home.read("study-results/compensation.csv").contains(",13000,"));
}
