//! Study files that are refused, with the place.

use crate::home::Home;
use crate::valleys::{STUDY, valleys};
use insta::assert_snapshot;

#[test]
fn a_study_file_that_is_not_there_is_named() {
    assert_snapshot!(Home::new().fails("run study.toml"), @"
    exit status 1
    --- stderr
      × study.toml does not exist
      help: `landledger init RASTER... --zones FILE` writes a study file to start from
    ");
}

#[test]
fn a_folder_is_no_study_file() {
    let home = valleys();
    home.write("inner/notes.txt", "");
    assert_snapshot!(home.fails("run inner"), @"
    exit status 1
    --- stderr
      × inner cannot be read: Is a directory (os error 21)
    ");
}

#[test]
fn a_raster_is_no_study_file() {
    assert_snapshot!(valleys().fails("run lulc_2000.tif"), @"
    exit status 1
    --- stderr
      × lulc_2000.tif is not UTF-8 text
      help: save it again as UTF-8
    ");
}

#[test]
fn text_that_is_not_toml_is_shown_at_its_place() {
    let home = valleys();
    home.replace("study.toml", "year = 2000", "year 2000");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × not valid TOML: key with no value, expected `=`
       ╭─[study.toml:6:6]
     5 │ [[epoch]]
     6 │ year 2000
       ·      ▲
       ·      ╰── here
     7 │ raster = "lulc_2000.tif"
       ╰────
    "#);
}

#[test]
fn a_key_that_stands_twice_is_shown_at_its_place() {
    let home = valleys();
    home.replace("study.toml", "conversion = 0.15", "conversion = 0.15\nconversion = 0.2");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × not valid TOML: duplicate key
        ╭─[study.toml:37:1]
     36 │ conversion = 0.15
     37 │ conversion = 0.2
        · ─────┬────
        ·      ╰── here
     38 │ market_services = ["food"]
        ╰────
    "#);
}

#[test]
fn an_unknown_key_is_answered_with_the_nearest_known_one() {
    let home = valleys();
    home.replace("study.toml", "group = \"basin\"", "gruop = \"basin\"");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × unknown key `gruop` in `[zones]`
        ╭─[study.toml:19:1]
     18 │ name = "name"
     19 │ gruop = "basin"
        · ──┬──
        ·   ╰── not known here
     20 │ edge = "centre"
        ╰────
      help: did you mean `group`?
    "#);
}

#[test]
fn an_unknown_section_is_answered_with_the_nearest_known_one() {
    let home = valleys();
    home.replace("study.toml", "[economy]", "[econmy]");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × unknown key `econmy` in the study file
        ╭─[study.toml:31:2]
     30 │
     31 │ [econmy]
        ·  ───┬──
        ·     ╰── not known here
     32 │ gdp = "gdp.csv"
        ╰────
      help: did you mean `economy`?
    "#);
}

#[test]
fn a_value_of_the_wrong_type_is_told_what_it_is() {
    let home = valleys();
    home.replace("study.toml", "year = 2000", "year = \"2000\"");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × `year` is the text "2000", expected a whole number
       ╭─[study.toml:6:8]
     5 │ [[epoch]]
     6 │ year = "2000"
       ·        ───┬──
       ·           ╰── expected a whole number
     7 │ raster = "lulc_2000.tif"
       ╰────
    "#);
}

#[test]
fn a_study_of_nothing_is_told_all_that_it_lacks() {
    let home = Home::new();
    home.write("study.toml", "[study]\ntitle = \"Nothing\"\n");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × study.toml has no [[epoch]]
      help: add one for each year:
            [[epoch]]
            year = 2020
            raster = "lulc_2020.tif"
      × study.toml has no [legend]
      help: name the classes: preset = "cnlucd" (see `landledger legends`), or file = "legend.csv"
            with the columns code,name
    2 problems; nothing was written
    "#);
}

#[test]
fn an_epoch_and_zones_without_their_keys_are_told_which() {
    let home = valleys();
    home.replace("study.toml", "raster = \"lulc_2000.tif\"", "");
    home.replace("study.toml", "name = \"name\"\n", "");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × [[epoch]] has no `raster`
       ╭─[study.toml:5:1]
     4 │
     5 │ [[epoch]]
       · ────┬────
       ·     ╰── here
     6 │ year = 2000
       ╰────
      help: raster = "lulc_2020.tif"
      × [zones] has no `name`
        ╭─[study.toml:16:1]
     15 │
     16 │ [zones]
        · ───┬───
        ·    ╰── here
     17 │ source = "zones.geojson"
        ╰────
      help: the attribute with each zone's name: name = "name"
    2 problems; nothing was written
    "#);
}

#[test]
fn two_epochs_of_one_year_are_refused() {
    let home = valleys();
    home.replace("study.toml", "year = 2000", "year = 2020");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × two epochs have the year 2020
        ╭─[study.toml:10:8]
      9 │ [[epoch]]
     10 │ year = 2020
        ·        ──┬─
        ·          ╰── again
     11 │ raster = "lulc_2020.tif"
        ╰────
      help: one raster for each year
    "#);
}

#[test]
fn problems_of_study_tables_and_files_are_reported_together() {
    let home = valleys();
    home.replace("study.toml", "title", "titel");
    home.replace("study.toml", "\"lulc_2020.tif\"", "\"lulc_2021.tif\"");
    home.replace("study.toml", "\"3\" = \"none\"", "\"4\" = \"none\"");
    home.replace("study.toml", "conversion = 0.15", "conversion = 15");
    home.write("gdp.csv", "zone,year,gdp\nNorth,2020,36500\nSouth,2020,n/a\n");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × unknown key `titel` in `[study]`
       ╭─[study.toml:2:1]
     1 │ [study]
     2 │ titel = "Two valleys"
       · ──┬──
       ·   ╰── not known here
     3 │ currency = "CNY"
       ╰────
      help: did you mean `title`?
      × `4` is no class of the legend
        ╭─[study.toml:29:1]
     28 │ "2" = { farm = 0.25, forest = 0.75 }
     29 │ "4" = "none"
        · ─┬─
        ·  ╰── not in the legend
     30 │
        ╰────
      help: known: 1, 2, 3
      × gdp.csv line 3, column `gdp`: found "n/a", expected a number
       ╭─[gdp.csv:3:12]
     2 │ North,2020,36500
     3 │ South,2020,n/a
       ·            ─┬─
       ·             ╰── here
       ╰────
      × `conversion` is 15, expected a share between 0 and 1
        ╭─[study.toml:36:14]
     35 │ year = 2020
     36 │ conversion = 15
        ·              ─┬
        ·               ╰── k of Eq 5
     37 │ market_services = ["food"]
        ╰────
      help: 0.15 means 15 %
      × lulc_2021.tif does not exist
      help: paths are relative to the study file
    5 problems; nothing was written
    "#);
}

#[test]
fn check_refuses_in_the_same_words_as_run() {
    let home = valleys();
    home.replace("study.toml", "conversion = 0.15", "conversion = 15");
    let (check, run) = (home.fails("check study.toml"), home.fails("run study.toml"));
    assert_eq!((check.status, check.stderr), (run.status, run.stderr));
}

#[test]
fn quiet_does_not_silence_a_refusal() {
    let home = valleys();
    home.replace("study.toml", "conversion = 0.15", "conversion = 15");
    assert_eq!(home.fails("run study.toml --quiet").stderr, home.fails("run study.toml").stderr);
}

#[test]
fn an_unknown_edge_rule_is_refused() {
    let home = valleys();
    home.replace("study.toml", "edge = \"centre\"", "edge = \"center\"\nedges = \"both\"");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × unknown edge rule "center"
        ╭─[study.toml:20:8]
     19 │ group = "basin"
     20 │ edge = "center"
        ·        ────┬───
        ·            ╰── not known
     21 │ edges = "both"
        ╰────
      help: "exact" counts each cell by its share inside a zone, "centre" the cells whose centre lies
            inside, "touched" those of which any part does
      × `edges` is "both", expected "all"
        ╭─[study.toml:21:9]
     20 │ edge = "center"
     21 │ edges = "both"
        ·         ───┬──
        ·            ╰── not known
     22 │
        ╰────
      help: edges = "all" tallies by all three rules in one run; tables follow `edge`
    2 problems; nothing was written
    "#);
}

#[test]
fn an_unknown_area_rule_is_refused() {
    let home = valleys();
    home.replace("study.toml", "currency", "area = \"flat\"\ncurrency");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × unknown area rule "flat"
       ╭─[study.toml:3:8]
     2 │ title = "Two valleys"
     3 │ area = "flat"
       ·        ───┬──
       ·           ╰── not known
     4 │ currency = "CNY"
       ╰────
      help: area = "ellipsoidal" (from the CRS) or area = "planar" (cell width x height)
    "#);
}

#[test]
fn an_unknown_preset_legend_is_answered_with_the_nearest_one() {
    let home = valleys();
    home.replace("study.toml", "file = \"legend.csv\"", "preset = \"cnlud\"");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × no legend is called "cnlud"
        ╭─[study.toml:14:10]
     13 │ [legend]
     14 │ preset = "cnlud"
        ·          ───┬───
        ·             ╰── not known
     15 │
        ╰────
      help: did you mean `cnlucd`?
    "#);
}

#[test]
fn a_legend_is_either_a_preset_or_a_file() {
    let home = valleys();
    home.replace("study.toml", "file = \"legend.csv\"", "file = \"legend.csv\"\npreset = \"clcd\"");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × [legend] has both `preset` and `file`
        ╭─[study.toml:13:1]
     12 │
     13 │ [legend]
        · ────┬───
        ·     ╰── only one of them
     14 │ file = "legend.csv"
        ╰────
      help: keep the one that the rasters follow
    "#);
}

#[test]
fn an_unknown_value_table_is_answered_with_the_nearest_one() {
    let home = valleys();
    home.replace("study.toml", "\"equivalents.csv\"", "\"xie2051\"");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × no value table is called "xie2051"
        ╭─[study.toml:23:15]
     22 │ [value]
     23 │ equivalents = "xie2051"
        ·               ────┬────
        ·                   ╰── not known
     24 │ unit_value = 1000
        ╰────
      help: did you mean `xie2015`? (a table of your own is a .csv file)
    "#);
}

#[test]
fn an_unknown_ecosystem_is_answered_with_the_nearest_one() {
    let home = valleys();
    home.replace("study.toml", "\"1\" = \"farm\"", "\"1\" = \"fram\"");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × the value table has no ecosystem `fram`
        ╭─[study.toml:27:7]
     26 │ [value.classes]
     27 │ "1" = "fram"
        ·       ───┬──
        ·          ╰── not a column of the table
     28 │ "2" = { farm = 0.25, forest = 0.75 }
        ╰────
      help: did you mean `farm`?
    "#);
}

#[test]
fn a_class_that_the_legend_has_not_cannot_be_valued() {
    let home = valleys();
    home.replace("study.toml", "\"1\" = \"farm\"", "\"11\" = \"farm\"");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × `11` is no class of the legend
        ╭─[study.toml:27:1]
     26 │ [value.classes]
     27 │ "11" = "farm"
        · ──┬─
        ·   ╰── not in the legend
     28 │ "2" = { farm = 0.25, forest = 0.75 }
        ╰────
      help: known: 1, 2, 3
    "#);
}

#[test]
fn a_hectare_cannot_hold_more_than_a_hectare_of_ecosystems() {
    let home = valleys();
    home.replace("study.toml", "farm = 0.25, forest = 0.75", "farm = 0.5, forest = 0.75");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × the shares of class `2` add up to 1.25, expected at most 1 and none negative
        ╭─[study.toml:28:7]
     27 │ "1" = "farm"
     28 │ "2" = { farm = 0.5, forest = 0.75 }
        ·       ──────────────┬──────────────
        ·                     ╰── shares of a hectare
     29 │ "3" = "none"
        ╰────
      help: what is missing to 1 has no value
    "#);
}

#[test]
fn a_unit_value_is_either_stated_or_derived_from_crops() {
    let home = valleys();
    home.replace("study.toml", "unit_value = 1000", "unit_value = 1000\ncrops = \"crops.csv\"");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × [value] has both `unit_value` and `crops`
        ╭─[study.toml:25:9]
     24 │ unit_value = 1000
     25 │ crops = "crops.csv"
        ·         ─────┬─────
        ·              ╰── only one of them
     26 │
        ╰────
      help: keep one way to E_a: `unit_value` states it, `crops` and `grain` take a seventh of the
            market value of grain, `profits` takes its net profit, `national` brings a national value
            to the region
    "#);
    let home = valleys();
    home.replace("study.toml", "unit_value = 1000\n", "");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × [value] has neither `unit_value` nor `crops`, `grain`, `profits` or `national`
        ╭─[study.toml:22:1]
     21 │
     22 │ [value]
        · ───┬───
        ·    ╰── here
     23 │ equivalents = "equivalents.csv"
        ╰────
      help: unit_value = 1498.58 (currency per hectare and year), or crops = "crops.csv" for Eq 1;
            docs/study-file.md has the other ways to E_a
    "#);
}

#[test]
fn a_unit_value_of_zero_is_refused() {
    let home = valleys();
    home.replace("study.toml", "unit_value = 1000", "unit_value = 0");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × `unit_value` is 0, expected more than zero
        ╭─[study.toml:24:14]
     23 │ equivalents = "equivalents.csv"
     24 │ unit_value = 0
        ·              ┬
        ·              ╰── currency per hectare and year
     25 │
        ╰────
      help: E_a is what one equivalent is worth, for example 1498.58
    "#);
}

#[test]
fn money_without_a_currency_is_refused() {
    let home = valleys();
    home.replace("study.toml", "currency = \"CNY\"\n", "");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × [value] makes money, but [study] has no `currency`
        ╭─[study.toml:21:1]
     20 │
     21 │ [value]
        · ───┬───
        ·    ╰── here
     22 │ equivalents = "equivalents.csv"
        ╰────
      help: say under [study] what money is counted in, for example currency = "CNY"
    "#);
}

#[test]
fn compensation_is_refused_for_a_year_that_is_no_epoch() {
    let home = valleys();
    home.replace("study.toml", "[compensation]\nyear = 2020", "[compensation]\nyear = 2021");
    assert_snapshot!(home.fails("run study.toml"), @"
    exit status 1
    --- stderr
      × 2021 is no epoch of the study
        ╭─[study.toml:35:8]
     34 │ [compensation]
     35 │ year = 2021
        ·        ──┬─
        ·          ╰── not an epoch
     36 │ conversion = 0.15
        ╰────
      help: did you mean `2020`?
    ");
}

#[test]
fn compensation_needs_a_gross_product() {
    let home = valleys();
    home.replace("study.toml", "[economy]\ngdp = \"gdp.csv\"\n", "");
    assert_snapshot!(home.fails("run study.toml"), @"
    exit status 1
    --- stderr
      × [compensation] needs [economy] with `gdp`
        ╭─[study.toml:32:1]
     31 │
     32 │ [compensation]
        · ───────┬──────
        ·        ╰── here
     33 │ year = 2020
        ╰────
      help: Eq 4 divides by the gross product
    ");
}

#[test]
fn an_unknown_market_service_is_answered_with_the_nearest_one() {
    let home = valleys();
    home.replace("study.toml", "[\"food\"]", "[\"food\", \"watr\"]");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × the value table has no service `watr`
        ╭─[study.toml:37:28]
     36 │ conversion = 0.15
     37 │ market_services = ["food", "watr"]
        ·                            ───┬──
        ·                               ╰── not known
        ╰────
      help: did you mean `water`?
    "#);
}

#[test]
fn a_study_file_in_gbk_is_told_so() {
    let home = valleys();
    let mut bytes = STUDY.as_bytes().to_vec();
    // `矿区` in GBK.
    bytes.extend(*b"# \xbf\xf3\xc7\xf8\n");
    home.write("study.toml", bytes);
    assert_snapshot!(home.fails("run study.toml"), @"
    exit status 1
    --- stderr
      × study.toml is not UTF-8 text
      help: save it again as UTF-8
    ");
}

#[test]
fn a_study_file_with_windows_line_ends_and_a_byte_order_mark_is_accepted() {
    let home = valleys();
    home.write("study.toml", format!("\u{feff}{}", STUDY.replace('\n', "\r\n")));
    home.succeeds("check study.toml");
}
