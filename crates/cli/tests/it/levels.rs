//! Classes counted at a level of the legend above the finest.
//!
//! In the two valleys, North has 8 ha of field and 9 of wood in 2000 and one of town; a field is worth 3 equivalents, wood a
//! quarter of that and three quarters of forest's 4.5.

use crate::home::Home;
use crate::rasters::Raster;
use crate::valleys::valleys;
use insta::assert_snapshot;

/// Field and wood are both green land, which has a name in the remarks.
fn green_valleys() -> Home {
    let home = valleys();
    home.write("legend.csv", "# parent 10: green land\ncode,name,parent\n1,field,10\n2,wood,10\n3,town,\n");
    home.replace("study.toml", "file = \"legend.csv\"", "file = \"legend.csv\"\nlevel = 1");
    home.replace("study.toml", "\"1\" = \"farm\"\n\"2\" = { farm = 0.25, forest = 0.75 }", "\"10\" = \"farm\"");
    home
}

/// The words of the columns of North's lines in a table.
fn north(home: &Home, table: &str) -> Vec<String> {
    let text = home.read(&format!("study-results/{table}.csv"));
    text.lines().filter(|line| line.starts_with("North,upper,")).map(str::to_owned).collect()
}

#[test]
fn cells_of_the_classes_below_count_as_the_class_above() {
    let home = green_valleys();
    home.succeeds("run study.toml --format csv");
    // 18 cells: 17 of field or wood and a town; in 2020 one of nodata, 6 + 7 green ones, 4 of town.
    let areas = north(&home, "areas");
    let expected = [
        format!("North,upper,2000,10,green land,17,17,{}", 17.0 / 18.0),
        format!("North,upper,2000,3,town,1,1,{}", 1.0 / 18.0),
        format!("North,upper,2020,10,green land,13,13,{}", 13.0 / 17.0),
        format!("North,upper,2020,3,town,4,4,{}", 4.0 / 17.0),
    ];
    assert_eq!(areas, expected);
    // What changed from field to wood, or back, is no transition any more.
    let kept = north(&home, "transitions");
    assert!(
        kept.iter().any(|line| line.starts_with("North,upper,2000,2020,10,green land,10,green land,13,13")),
        "{kept:?}"
    );
}

#[test]
fn land_valued_above_the_finest_level_is_told_by_run_and_check() {
    let home = green_valleys();
    let note = "land is valued at level 1 of its legend, not at the finest, 2: 2 classes have the value of the class above \
                them, among them 1 field as 10 green land, 2 wood as 10 green land";
    assert!(home.succeeds("run study.toml --format csv").stderr.contains(note));
    assert!(home.succeeds("check study.toml").stdout.contains(note));
    assert!(home.read("study-results/manifest.json").contains(note));
    assert!(home.read("study-results/manifest.json").contains("\"level\": 1"));
    // At the finest there is nothing to tell.
    home.replace("study.toml", "level = 1", "level = 2");
    home.replace("study.toml", "\"10\" = \"farm\"", "\"1\" = \"farm\"\n\"2\" = \"forest\"");
    let checked = home.succeeds("check study.toml").stdout;
    assert!(checked.contains("legend.csv at level 2 of 2, 3 classes") && !checked.contains("finest"), "{checked}");
}

#[test]
fn without_values_a_level_is_nothing_to_warn_of() {
    let home = green_valleys();
    let study = home.read("study.toml");
    home.write("study.toml", study.split("[value]").next().unwrap());
    assert!(!home.succeeds("check study.toml").stdout.contains("valued"));
}

#[test]
fn marsh_is_named_where_cnlucd_is_valued_at_level_one() {
    let home = valleys();
    // 11 paddy, 64 marsh, 53 construction, on the ground of 1, 2 and 3.
    let code = |digit: &f64| [0.0, 11.0, 64.0, 53.0][*digit as usize];
    for (year, digits) in [(2000, crate::valleys::LULC_2000), (2020, crate::valleys::LULC_2020)] {
        let raster = Raster::of_digits(&digits);
        let cells = raster.cells.iter().map(code).collect();
        Raster { cells, ..raster }.write(&home.join(&format!("lulc_{year}.tif")));
    }
    home.replace("study.toml", "file = \"legend.csv\"", "preset = \"cnlucd\"\nlevel = 1");
    home.replace("study.toml", "equivalents = \"equivalents.csv\"", "equivalents = \"xie2015\"");
    home.replace("study.toml", "[\"food\"]", "[\"food_production\"]");
    let study = home.read("study.toml");
    let (before, after) = study.split_once("[value.classes]").unwrap();
    let after = after.split_once("[economy]").unwrap().1;
    home.write("study.toml", format!("{before}mapping = \"song2018_jinshaanmeng\"\n\n[economy]{after}"));
    let said = home.succeeds("run study.toml --format csv").stderr;
    let note = "26 classes have the value of the class above them, also where they are unlike 44 Glacier/permanent snow as 4 \
                Water, 45 Tidal flat as 4 Water, 46 River/lake beach as 4 Water, 64 Marsh/swamp as 6 Unused";
    assert!(said.contains(note), "{said}");
    // Song et al. 2018: cropland is dry farmland, 4.01 equivalents; unused land is bare, 0.20. North has 8 and 9 ha in 2000.
    let values = north(&home, "value_by_class");
    let of = |start: &str| -> f64 {
        let line = values.iter().find(|line| line.starts_with(start)).unwrap();
        line.split(',').nth(5).unwrap().parse().unwrap()
    };
    assert!((of("North,upper,2000,1,Cropland,") - 8.0 * 4010.0).abs() < 1e-6, "{values:?}");
    assert!((of("North,upper,2000,6,Unused,") - 9.0 * 200.0).abs() < 1e-6, "{values:?}");
}

#[test]
fn a_preset_that_is_a_level_of_another_is_warned_of_too() {
    let home = valleys();
    home.replace("study.toml", "file = \"legend.csv\"", "preset = \"cnlucd_level1\"");
    let checked = home.succeeds("check study.toml").stdout;
    let note = "land is valued by cnlucd_level1, which is level 1 of cnlucd: finer classes have one value, also where they are \
                unlike: 44 Glacier/permanent snow as 4 Water, 45 Tidal flat as 4 Water, 46 River/lake beach as 4 Water, 64 \
                Marsh/swamp as 6 Unused";
    assert!(checked.contains(note), "{checked}");
}

#[test]
fn a_class_below_the_level_cannot_be_given_a_value() {
    let home = green_valleys();
    home.replace("study.toml", "\"10\" = \"farm\"", "\"10\" = \"farm\"\n\"1\" = \"farm\"");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × `1` is no class of the legend
        ╭─[study.toml:29:1]
     28 │ "10" = "farm"
     29 │ "1" = "farm"
        · ─┬─
        ·  ╰── not in the legend
     30 │ "3" = "none"
        ╰────
      help: known: 10, 3
    "#);
}

#[test]
fn a_level_that_is_not_there_is_refused() {
    let home = green_valleys();
    home.replace("study.toml", "level = 1", "level = 3");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × `level` is 3, the legend has the levels 1 to 2
        ╭─[study.toml:15:9]
     14 │ file = "legend.csv"
     15 │ level = 3
        ·         ┬
        ·         ╰── level of the classes
     16 │
        ╰────
      help: 1 is the topmost level; a class is below its `parent`, which is another class or stands in
            a remark of the legend, such as `# parent 1: Cropland`
    "#);
}

#[test]
fn a_parent_without_a_name_is_refused_only_where_a_level_is_asked_for() {
    let home = green_valleys();
    home.replace("legend.csv", "# parent 10: green land\n", "");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × class 1 has the parent 10, of which the legend says nothing
        ╭─[study.toml:15:9]
     14 │ file = "legend.csv"
     15 │ level = 1
        ·         ┬
        ·         ╰── level of the classes
     16 │
        ╰────
      help: 1 is the topmost level; a class is below its `parent`, which is another class or stands in
            a remark of the legend, such as `# parent 1: Cropland`
    "#);
    home.replace("study.toml", "level = 1\n", "");
    home.replace("study.toml", "\"10\" = \"farm\"", "\"1\" = \"farm\"\n\"2\" = \"forest\"");
    home.succeeds("check study.toml");
}

#[test]
fn a_remark_about_a_parent_that_cannot_be_read_is_refused() {
    let home = green_valleys();
    home.replace("legend.csv", "# parent 10: green land", "# parent ten: green land");
    assert_snapshot!(home.fails("run study.toml"), @"
    exit status 1
    --- stderr
      × legend.csv: the remark `parent ten: green land` cannot be read
       ╭─[legend.csv:2:1]
     1 │ # parent ten: green land
     2 │ code,name,parent
       · ────────┬───────
       ·         ╰── the header
     3 │ 1,field,10
       ╰────
      help: write it as `# parent 11 of 1: Urban fabric`
    ");
}

#[test]
fn a_tally_of_another_level_does_not_belong() {
    let home = green_valleys();
    home.succeeds("tally study.toml --quiet");
    home.succeeds("account study.toml --tally study-results/tally.json --out again --quiet --format csv");
    // The same classes, found in the rasters themselves.
    home.write("legend.csv", "code,name\n10,green land\n3,town\n");
    home.replace("study.toml", "level = 1\n", "");
    assert_snapshot!(home.fails("account study.toml --tally study-results/tally.json --out third"), @"
    exit status 1
    --- stderr
      × study-results/tally.json was made with the legend level 1, the study has none
      help: make it again with `landledger tally`, or use the study that it was made from
    ");
}
