//! Lists of which ecosystem each class is, taken by name.
//!
//! In the two valleys a field has 3 equivalents as farm, wood 4.5 as forest; North has 8 ha of field, 9 of wood and 1 of town in 2000.

use crate::home::Home;
use crate::valleys::valleys;
use insta::assert_snapshot;

/// The study with a mapping in the place of its classes.
fn mapped(mapping: &str, classes: &str) -> Home {
    let home = valleys();
    let study = home.read("study.toml");
    let (before, after) = study.split_once("[value.classes]").unwrap();
    let after = after.split_once("[economy]").unwrap().1;
    home.write("study.toml", format!("{before}mapping = \"{mapping}\"\n{classes}\n[economy]{after}"));
    home
}

const OWN: &str = "class,ecosystem,weight\nField,farm,1\nWOOD,farm,0.5\nwood,forest,0.25\ntown,none,\n";

/// North's values of its classes in 2000.
fn values_of_north(home: &Home) -> Vec<f64> {
    let text = home.read("study-results/value_by_class.csv");
    let lines = text.lines().filter(|line| line.starts_with("North,upper,2000,"));
    lines.map(|line| line.split(',').nth(5).unwrap().parse().unwrap()).collect()
}

#[test]
fn a_mapping_of_ones_own_gives_classes_their_mixes_by_name() {
    let home = mapped("own.csv", "");
    home.write("own.csv", OWN);
    let said = home.succeeds("run study.toml --format csv").stderr;
    // Field: 3 x 1000. Wood: (0.5 x 3 + 0.25 x 4.5) x 1000. A quarter of a hectare of wood has no value.
    assert_eq!(values_of_north(&home), [8.0 * 3000.0, 9.0 * 2625.0, 0.0]);
    assert!(said.contains("the mapping own.csv speaks of the classes 1, 2, 3"), "{said}");
    let manifest: serde_json::Value = serde_json::from_str(&home.read("study-results/manifest.json")).unwrap();
    assert_eq!(manifest["parameters"]["mapping"], "own.csv");
    assert_eq!(manifest["parameters"]["classes"][1], serde_json::json!([2, [["farm", 0.5], ["forest", 0.25]]]));
    assert!(manifest["study_files"].to_string().contains("own.csv"), "its hash is on record");
}

#[test]
fn codes_of_ones_own_mapping_are_those_of_the_study() {
    let home = mapped("own.csv", "");
    home.write("own.csv", "code,class,ecosystem\n1,anything,farm\n2,else,forest\n3,built,none\n");
    home.succeeds("run study.toml --format csv --quiet");
    assert_eq!(values_of_north(&home), [8.0 * 3000.0, 9.0 * 4500.0, 0.0]);
}

#[test]
fn one_class_that_is_there_is_enough_whatever_the_others_are_called() {
    let home = mapped("own.csv", "[value.classes]\n\"wood\" = \"forest\"\n\"town\" = \"none\"\n");
    home.write("own.csv", "code,class,ecosystem\n1,land,farm\n7,land,forest\n");
    let said = home.succeeds("run study.toml --format csv").stderr;
    assert_eq!(values_of_north(&home), [8.0 * 3000.0, 9.0 * 4500.0, 0.0]);
    assert!(said.contains("the legend has no `land`"), "{said}");
}

#[test]
fn what_the_study_says_goes_before_the_mapping() {
    let home = mapped("own.csv", "[value.classes]\n\"wood\" = \"forest\"\n");
    home.write("own.csv", OWN);
    home.succeeds("run study.toml --format csv --quiet");
    assert_eq!(values_of_north(&home), [8.0 * 3000.0, 9.0 * 4500.0, 0.0]);
}

#[test]
fn a_class_of_which_a_mapping_says_nothing_must_be_given_a_value() {
    let home = mapped("own.csv", "");
    home.write("own.csv", "class,ecosystem\nfield,farm\nwood,forest\nlake,none\n");
    let checked = home.succeeds("check study.toml").stdout;
    assert!(checked.contains("nothing is said about the classes 3"), "{checked}");
    assert!(checked.contains("the legend has no `lake`"), "{checked}");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
    reading 1 of 1 blocks, 36 cells in each epoch
      × class 3 `town` has no value stated but covers 6 ha in 2020 (zones with it: 2, first `North`;
      │ give it a value, or state that it has none)
      help: write "3" = "ECOSYSTEM", or "3" = "none", under [value.classes] in study.toml
    "#);
}

#[test]
fn published_classes_are_found_by_name_in_any_legend() {
    let home = mapped("luo2018_beibu", "");
    home.write("legend.csv", "code,name\n1,Cropland\n2,Forest\n3,Built\n");
    home.replace("study.toml", "equivalents = \"equivalents.csv\"", "equivalents = \"xie2015\"");
    home.replace("study.toml", "[\"food\"]", "[\"food_production\"]");
    home.succeeds("run study.toml --format csv --quiet");
    // Luo & Yan 2018: cropland is paddy, forest broadleaf: 3.89 and 22.95 equivalents.
    let expected = [8.0 * 3890.0, 9.0 * 22950.0, 0.0];
    for (found, expected) in values_of_north(&home).iter().zip(expected) {
        assert!((found - expected).abs() < 1e-6, "{found}, {expected}");
    }
}

#[test]
fn codes_of_another_legend_are_not_taken_for_those_of_the_mapping() {
    // 4 is water in the mapping's legend and grassland in this one; names of both are the same but for the places.
    let home = mapped("song2018_jinshaanmeng", "");
    home.write("legend.csv", "code,name\n1,field\n2,wood\n3,Water\n4,Grassland\n");
    home.replace("study.toml", "equivalents = \"equivalents.csv\"", "equivalents = \"xie2015\"");
    home.replace("study.toml", "[\"food\"]", "[\"food_production\"]");
    let checked = home.succeeds("check study.toml").stdout;
    assert!(checked.contains("the classes 3, 4 as in the mapping song2018_jinshaanmeng"), "{checked}");
    assert!(checked.contains("the legend has no `Cropland`, `Forest`, `Construction`, `Unused`"), "{checked}");
}

#[test]
fn a_mapping_of_another_value_table_is_refused() {
    let home = mapped("song2018_nihegou", "");
    home.replace("study.toml", "equivalents = \"equivalents.csv\"", "equivalents = \"xie2015\"");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × the mapping song2018_nihegou is for the value table xie2003, the study has xie2015
        ╭─[study.toml:26:11]
     25 │
     26 │ mapping = "song2018_nihegou"
        ·           ─────────┬────────
        ·                    ╰── named here
     27 │
        ╰────
      help: a mapping belongs to the ecosystems of its own table
    "#);
}

#[test]
fn an_ecosystem_that_the_own_value_table_lacks_is_refused() {
    let home = mapped("own.csv", "");
    home.write("own.csv", "class,ecosystem\nfield,fram\n");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × the mapping own.csv makes `field` the ecosystem `fram`, which the value table equivalents.csv
      │ does not have
        ╭─[study.toml:26:11]
     25 │
     26 │ mapping = "own.csv"
        ·           ────┬────
        ·               ╰── named here
     27 │
        ╰────
      help: did you mean `farm`?
    "#);
}

#[test]
fn a_mapping_that_knows_no_class_of_the_legend_is_refused() {
    let home = mapped("own.csv", "");
    home.write("own.csv", "class,ecosystem\nlake,farm\nmarsh,forest\n");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × the mapping own.csv speaks of no class of the legend; it knows `lake`, `marsh`
        ╭─[study.toml:26:11]
     25 │
     26 │ mapping = "own.csv"
        ·           ────┬────
        ·               ╰── named here
     27 │
        ╰────
      help: classes are the same by name, or by code where the legend is the mapping's own: name the
            classes of your legend like those, or say what each class is under [value.classes]
    "#);
}

#[test]
fn a_mapping_of_an_unknown_name_is_refused() {
    let home = mapped("song2018_nihegu", "");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × no mapping is called "song2018_nihegu"
        ╭─[study.toml:26:11]
     25 │
     26 │ mapping = "song2018_nihegu"
        ·           ────────┬────────
        ·                   ╰── not known
     27 │
        ╰────
      help: did you mean `song2018_nihegou`? (a mapping of your own is a .csv file)
    "#);
}

#[test]
fn shares_of_a_mapping_that_are_more_than_a_hectare_are_refused() {
    let home = mapped("own.csv", "");
    home.write("own.csv", "class,ecosystem,weight\nfield,farm,0.75\nfield,forest,0.5\n");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × in the mapping the shares of class `1` add up to 1.25, expected at most 1 and none negative
        ╭─[study.toml:26:11]
     25 │
     26 │ mapping = "own.csv"
        ·           ────┬────
        ·               ╰── shares of a hectare
     27 │
        ╰────
      help: what is missing to 1 has no value
    "#);
}

#[test]
fn a_mapping_has_no_meaning_beside_values_per_hectare() {
    let home = mapped("own.csv", "");
    home.replace(
        "study.toml",
        "equivalents = \"equivalents.csv\"\nunit_value = 1000\n",
        "per_hectare = \"values.csv\"\n",
    );
    home.write("values.csv", "class,service,group,value_per_ha\n1,food,provisioning,1\n");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × `mapping` has no meaning beside `per_hectare`
        ╭─[study.toml:25:11]
     24 │
     25 │ mapping = "own.csv"
        ·           ────┬────
        ·               ╰── not used
     26 │
        ╰────
      help: values per hectare are money already: remove it
    "#);
}

#[test]
fn mappings_are_listed_and_shown() {
    let home = Home::new();
    let listed = home.succeeds("mappings").stdout;
    assert!(listed.lines().count() >= 8 && listed.contains("luo2018_beibu          Beibu Gulf coast"), "{listed}");
    assert_snapshot!(home.succeeds("mappings zhang2020_shaanxi"), @"
    exit status 0
    --- stdout
    title: Shaanxi, five classes of level 1
    equivalents: xie2015
    legend: cnlucd_level1
    source: Zhang H. et al. 2020 (ChinaXiv 202004.00062 V1, table 1)
    note: construction land is not in the source's table: say it under [value.classes]
    note: song2018_jinshaanmeng values the same kind of grassland at a quarter

      code  class      ecosystem       weight
         1  Cropland   paddy           1
         2  Forest     broadleaf       1
         3  Grassland  shrub_grass     1
         4  Water      water           1
         6  Unused     desert          1
    ");
    assert_snapshot!(home.fails("mappings zhang2020"), @r#"
    exit status 1
    --- stderr
      × no mapping is called "zhang2020"
      help: known: dinghai2017_island, liu2017_poyang, luo2018_beibu, song2018_jinshaanmeng,
            song2018_nihegou, wang2021_yinchuan, zhang2020_shaanxi, zhao2020_qingyang
    "#);
}
