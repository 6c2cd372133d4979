//! What the edge rules make of cells that an outline cuts. The two valleys, worked out by hand; a cell is one hectare.

use crate::home::Home;
use crate::outlines::{collection, rectangle, zone};
use crate::valleys::valleys;
use insta::assert_snapshot;

/// One zone over two and a quarter columns and one and a half rows: cells of 2000 `11 1` over `11 1`.
fn cut(edge: &str) -> Home {
    let home = valleys();
    let study = home.read("study.toml").replace("edge = \"centre\"", edge);
    home.write("study.toml", study.split_once("[value]").unwrap().0);
    home.write("zones.geojson", collection(&[zone("Cut", None, &rectangle([0.0, 0.0], [2.25, 1.5]))]));
    home
}

fn areas_of_2000(edge: &str) -> String {
    let home = cut(edge);
    home.succeeds("run study.toml --quiet");
    let areas = home.read("study-results/areas.csv");
    areas.lines().find(|line| line.starts_with("Cut,,2000,1,field,")).unwrap().to_owned()
}

#[test]
fn a_study_that_says_nothing_counts_by_exact_shares() {
    // 2.25 x 1.5 cells, all of them fields.
    assert_eq!(areas_of_2000(""), "Cut,,2000,1,field,3.375,3.375,1");
    assert_eq!(areas_of_2000("edge = \"exact\""), "Cut,,2000,1,field,3.375,3.375,1");
}

#[test]
fn whole_cells_are_counted_by_their_centres_or_by_any_part() {
    // Centres at columns 0.5 and 1.5 and row 0.5; the centre of row 1 is at 1.5, on the lower edge, and left out.
    assert_eq!(areas_of_2000("edge = \"centre\""), "Cut,,2000,1,field,2,2,1");
    // Three columns and two rows.
    assert_eq!(areas_of_2000("edge = \"touched\""), "Cut,,2000,1,field,6,6,1");
}

#[test]
fn all_rules_in_one_run_leave_a_band() {
    let home = cut("edge = \"touched\"\nedges = \"all\"");
    let ending = home.succeeds("run study.toml");
    // In 2020 the second row is `113`: its third cell is a town, a quarter by a half of it inside.
    let band = "year,code,class,exact_area_ha,centre_area_ha,touched_area_ha,low_area_ha,high_area_ha\n";
    let rows = [
        "2000,1,field,3.375,2,6,2,6",
        "2000,3,town,0,0,0,0,0",
        "2020,1,field,3.25,2,5,2,5",
        "2020,3,town,0.125,0,1,0,1",
    ];
    let zones = rows.map(|row| format!("Cut,,{row}\n")).concat();
    let study = rows.map(|row| format!("{row}\n")).concat();
    assert_eq!(home.read("study-results/edge_band.csv"), format!("zone,group,{band}{zones}"));
    assert_eq!(home.read("study-results/study/edge_band.csv"), format!("{band}{study}"));
    // The tables follow `edge`.
    assert!(home.read("study-results/areas.csv").contains("\nCut,,2020,1,field,5,5,"));
    assert_snapshot!(ending, @"
    exit status 0
    --- stderr
    reading 1 of 1 blocks, 36 cells in each epoch
                    Two valleys
            epochs  2000, 2020
             zones  1: Cut
              land  6.00 ha in 6 cells
             edges  cells are counted whole where any part lies inside
         edge band  2.00 ha to 6.00 ha (exact 3.38 ha, centre 2.00 ha, touched 6.00 ha)
       transitions  2000-2020: field -> town: 1.00 ha
           results  study-results
    ");
}

#[test]
fn tables_of_one_rule_are_the_same_with_and_without_the_others() {
    for rule in ["exact", "centre", "touched"] {
        let edge = format!("edge = \"{rule}\"");
        let (alone, together) = (cut(&edge), cut(&format!("{edge}\nedges = \"all\"")));
        alone.succeeds("run study.toml --quiet");
        together.succeeds("run study.toml --quiet");
        for table in ["areas.csv", "transitions.csv", "trajectories.csv", "ledger.csv", "study/ledger.csv"] {
            let table = format!("study-results/{table}");
            assert_eq!(alone.read(&table), together.read(&table), "{rule} {table}");
        }
        assert!(!alone.listing().contains_key("study-results/edge_band.csv"));
    }
}

#[test]
fn accounts_write_the_band_again_from_the_tally() {
    let home = cut("edge = \"centre\"\nedges = \"all\"");
    home.succeeds("run study.toml --format csv");
    home.remove("lulc_2000.tif");
    home.remove("zones.geojson");
    home.succeeds("account study.toml --tally study-results/tally.json --out again --format csv");
    assert_eq!(home.contents("again"), home.contents("study-results"));
}

#[test]
fn a_tally_by_other_rules_is_refused() {
    let home = cut("edge = \"exact\"");
    home.succeeds("tally study.toml --out tallied --quiet");
    home.replace("study.toml", "edge = \"exact\"", "edge = \"centre\"\nedges = \"all\"");
    assert_snapshot!(home.fails("account study.toml --tally tallied/tally.json"), @"
    exit status 1
    --- stderr
      × tallied/tally.json was made with the edge rule exact, the study has centre
      help: make it again with `landledger tally`, or use the study that it was made from
      × tallied/tally.json was made with tallies by exact, the study has exact, centre, touched
      help: make it again with `landledger tally`, or use the study that it was made from
    2 problems; nothing was written
    ");
}

#[test]
fn under_exact_shares_the_ledger_of_a_cut_zone_is_even() {
    let home = cut("edge = \"exact\"");
    home.succeeds("run study.toml --quiet");
    let ledger = home.read("study-results/ledger.csv");
    assert!(ledger.contains("\nCut,,3.375,3.375,0,0,0,0,0\n"), "{ledger}");
    let home = cut("edge = \"touched\"");
    home.succeeds("run study.toml --quiet");
    let ledger = home.read("study-results/ledger.csv");
    assert!(ledger.contains("\nCut,,3.375,6,0,0,-2.625,0,0\n"), "{ledger}");
}

#[test]
fn three_zones_over_one_another_give_each_pair_its_land() {
    let home = cut("");
    let square = |name: &str, from: f64| zone(name, None, &rectangle([from, from], [from + 3.0, from + 3.0]));
    home.write("zones.geojson", collection(&[square("a", 0.0), square("b", 1.0), square("c", 2.0)]));
    home.succeeds("run study.toml --quiet");
    // a and b share 2 x 2, a and c 1 x 1, b and c 2 x 2.
    assert_eq!(home.read("study-results/overlaps.csv"), "zone,other_zone,area_ha\na,b,4\na,c,1\nb,c,4\n");
    // 27 - 4 - 4 - 1 + 1 of ground; 7 of it in two zones or three.
    let ledger = home.read("study-results/study/ledger.csv");
    assert!(ledger.lines().nth(1).unwrap().starts_with("19,"), "{ledger}");
    assert!(ledger.lines().nth(1).unwrap().split(',').nth(5) == Some("7"), "{ledger}");
}
