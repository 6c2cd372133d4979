//! Land change from the command line: the two valleys by eye, and grades of land use.

use crate::home::Home;
use crate::valleys::valleys;
use insta::assert_snapshot;

/// The line of a table that begins like this, without the beginning.
fn after(home: &Home, table: &str, beginning: &str) -> String {
    let text = home.read(&format!("study-results/{table}.csv"));
    let line = text.lines().find_map(|line| line.strip_prefix(beginning));
    line.unwrap_or_else(|| panic!("no line of {table} begins with {beginning}:\n{text}")).to_owned()
}

fn graded(grades: &str) -> Home {
    let home = valleys();
    home.replace("study.toml", "[value]\n", &format!("[land_change]\ngrades = {grades}\n\n[value]\n"));
    home
}

// North has 18 cells of a hectare, of which one has nodata in 2020. Of the others two went from field to town, and one from wood.

#[test]
fn the_north_loses_fields_and_wood_to_the_town() {
    let home = valleys();
    home.succeeds("run study.toml");
    let north = |class: &str| after(&home, "land_change", &format!("North,upper,2000,2020,{class},"));
    // From, to, persistence, gain, loss, net, swap, exchange, shift; (6 - 8) / 8 / 20 years.
    assert_eq!(north("1,field"), "8,6,6,0,2,-2,0,0,0,-1.25");
    assert_eq!(north("2,wood"), "8,7,7,0,1,-1,0,0,0,-0.625");
    assert_eq!(north("3,town"), "1,4,1,3,0,3,0,0,0,15");
}

#[test]
fn the_account_of_extents_keeps_apart_what_the_later_map_does_not_show() {
    let home = valleys();
    home.succeeds("run study.toml");
    // Opening, additions, reductions, newly mapped, no longer mapped, net change, closing.
    assert_eq!(after(&home, "extent_account", "North,upper,2000,2020,2,wood,"), "9,0,1,0,1,-2,7");
    let matrix = |row: &str| after(&home, "extent_change_matrix", &format!("North,upper,2000,2020,{row},"));
    assert_eq!(matrix("1,field"), "6,0,2,8");
    assert_eq!(matrix("2,wood"), "0,7,1,8");
    assert_eq!(matrix(",closing extent"), "6,7,4,17");
}

#[test]
fn intensities_are_those_of_the_matrix() {
    let home = valleys();
    home.succeeds("run study.toml");
    let numbers = |text: &str| text.split(',').filter_map(|cell| cell.parse().ok()).collect::<Vec<f64>>();
    // Town grew by 3 ha on 16 ha of other land, in 20 years: 2 of 8 ha of field, 1 of 8 ha of wood.
    let field = after(&home, "intensity_transition", "North,upper,2000,2020,1,field,3,town,");
    assert_eq!(numbers(&field)[..3], [2.0, 100.0 * (2.0 / 8.0) / 20.0, 100.0 * (3.0 / 16.0) / 20.0], "{field}");
    assert!(field.contains(",targeted,"), "{field}");
    let wood = after(&home, "intensity_transition", "North,upper,2000,2020,2,wood,3,town,");
    assert_eq!(numbers(&wood)[1], 100.0 * (1.0 / 8.0) / 20.0, "{wood}");
    assert!(wood.contains(",avoided,"), "{wood}");
    let interval = after(&home, "intensity_interval", "North,upper,2000,2020,");
    assert_eq!(numbers(&interval)[0], 100.0 * (3.0 / 17.0) / 20.0, "{interval}");
}

#[test]
fn grades_give_the_degree_of_land_use() {
    let home = graded("{ field = 3, \"2\" = 2, \"3\" = 4 }");
    home.succeeds("run study.toml");
    let line = after(&home, "land_change_total", "North,upper,2000,2020,17,3,3,0,0,");
    let cells: Vec<f64> = line.split(',').map(|cell| cell.parse().unwrap()).collect();
    let (from, to) = ((8.0 * 3.0 + 8.0 * 2.0 + 4.0) / 17.0, (6.0 * 3.0 + 7.0 * 2.0 + 4.0 * 4.0) / 17.0);
    assert_eq!(cells[0], 100.0 * (3.0 / 34.0) / 20.0, "comprehensive dynamic degree: {line}");
    assert_eq!(cells[3..], [100.0 * from, 100.0 * to, 100.0 * to - 100.0 * from], "{line}");
    assert!(home.read("study-results/manifest.json").contains("\"land_use_grades\""));
}

#[test]
fn a_class_that_occurs_without_a_grade_is_refused() {
    assert_snapshot!(graded("{ \"1\" = 3, \"2\" = 2 }").fails("run study.toml"), @r#"
    exit status 1
    --- stderr
    reading 1 of 1 blocks, 36 cells in each epoch
      × class 3 (town) occurs in the rasters and has no grade of land use
      help: add "3" = GRADE to `grades` under [land_change] in study.toml
    "#);
}

#[test]
fn grades_of_unknown_classes_and_that_are_no_grades_are_refused() {
    assert_snapshot!(graded("{ \"1\" = 3, field = 3, wod = 2, \"2\" = -1, \"3\" = \"four\" }").fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × the grade of "3" is no number
        ╭─[study.toml:23:57]
     22 │ [land_change]
     23 │ grades = { "1" = 3, field = 3, wod = 2, "2" = -1, "3" = "four" }
        ·                                                         ───┬──
        ·                                                            ╰── expected a number
     24 │
        ╰────
      × the grade of `2` is -1, expected 0 or more
        ╭─[study.toml:23:47]
     22 │ [land_change]
     23 │ grades = { "1" = 3, field = 3, wod = 2, "2" = -1, "3" = "four" }
        ·                                               ─┬
        ·                                                ╰── a grade
     24 │
        ╰────
      help: usually 1 (unused) to 4 (built-up)
      × `field` stands twice, by code and by name
        ╭─[study.toml:23:21]
     22 │ [land_change]
     23 │ grades = { "1" = 3, field = 3, wod = 2, "2" = -1, "3" = "four" }
        ·                     ──┬──
        ·                       ╰── again
     24 │
        ╰────
      help: keep one
      × `wod` is no class of the legend
        ╭─[study.toml:23:32]
     22 │ [land_change]
     23 │ grades = { "1" = 3, field = 3, wod = 2, "2" = -1, "3" = "four" }
        ·                                ─┬─
        ·                                 ╰── not in the legend
     24 │
        ╰────
      help: known: 1, 2, 3
    4 problems; nothing was written
    "#);
}

#[test]
fn land_change_without_grades_is_refused() {
    let home = valleys();
    home.replace("study.toml", "[value]\n", "[land_change]\n\n[value]\n");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × [land_change] has no `grades`
        ╭─[study.toml:22:1]
     21 │
     22 │ [land_change]
        · ──────┬──────
        ·       ╰── here
     23 │
        ╰────
      help: grades of land use by class, for example grades = { "11" = 3, "21" = 2, "51" = 4 }
    "#);
}

#[test]
fn prices_of_the_gross_product_are_constant_or_current() {
    let home = valleys();
    home.replace("study.toml", "gdp = \"gdp.csv\"\n", "gdp = \"gdp.csv\"\ngdp_prices = \"real\"\n");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × `gdp_prices` is "real", expected "constant" or "current"
        ╭─[study.toml:33:14]
     32 │ gdp = "gdp.csv"
     33 │ gdp_prices = "real"
        ·              ───┬──
        ·                 ╰── not known
     34 │
        ╰────
      help: gdp_prices = "constant" (the prices of one year in every line) or gdp_prices = "current"
            (each year's own)
    "#);
}
