//! A tally in pieces: made apart, merged, the same bytes as in one go; and what is refused on the way.

use crate::home::{Ending, Home};
use crate::outlines::{collection, rectangle, zone};
use crate::rasters::Raster;
use insta::assert_snapshot;
use landledger::report::{read_tally, write_tally};

const STUDY: &str = r#"[[epoch]]
year = 2000
raster = "lulc_2000.tif"

[[epoch]]
year = 2020
raster = "lulc_2020.tif"

[legend]
file = "legend.csv"

[zones]
source = "zones.geojson"
name = "name"
group = "basin"
edges = "all"
"#;

/// Three rows of blocks and more: 1100 rows of 300 cells, in tiles of 512.
fn tall() -> Home {
    const COLS: usize = 300;
    const ROWS: usize = 1100;
    let home = Home::new();
    home.write("study.toml", STUDY);
    home.write("legend.csv", "code,name\n1,field\n2,wood\n3,town\n");
    // Zones across the cuts; the second overlaps the first, the third lies in the last rows alone.
    let zones = [
        zone("West", Some("upper"), &rectangle([0.3, 5.7], [200.2, 700.9])),
        zone("East", Some("upper"), &rectangle([150.1, 400.4], [310.0, 900.0])),
        zone("South", None, &rectangle([10.0, 1050.5], [20.0, 1060.0])),
    ];
    home.write("zones.geojson", collection(&zones));
    for (year, step) in [(2000, 7), (2020, 11)] {
        let cells = (0..COLS * ROWS).map(|at| (at / step % 4) as f64).collect();
        let options = &["TILED=YES", "BLOCKXSIZE=512", "BLOCKYSIZE=512"];
        Raster { options, ..Raster::of_cells(COLS, cells) }.write(&home.join(&format!("lulc_{year}.tif")));
    }
    home
}

/// The study and its three pieces.
fn in_pieces() -> Home {
    let home = tall();
    for number in 1..=3 {
        home.succeeds(&format!("tally study.toml --piece {number}/3 --quiet"));
    }
    home
}

fn piece(number: usize) -> String {
    format!("study-piece-{number}-of-3/tally.json")
}

#[test]
fn pieces_in_any_order_are_byte_for_byte_the_undivided_tally() {
    let home = in_pieces();
    home.succeeds("tally study.toml --out whole --quiet");
    let whole = home.read("whole/tally.json");
    for (at, order) in [[1, 2, 3], [3, 1, 2], [2, 3, 1]].into_iter().enumerate() {
        let files = order.map(piece).join(" ");
        home.succeeds(&format!("merge {files} --out merged-{at}.json"));
        assert!(home.read(&format!("merged-{at}.json")) == whole, "merged in the order {order:?}");
    }
}

#[test]
fn some_pieces_merge_to_a_larger_piece_that_merges_on() {
    let home = in_pieces();
    assert_snapshot!(home.succeeds(&format!("merge {} {} --out some", piece(3), piece(1))), @"
    exit status 0
    --- stderr
    not complete: rows 0 to 511, 1024 to 1099 of 1100; missing: 512 to 1023
    wrote some/tally.json
    ");
    assert_snapshot!(home.succeeds(&format!("merge {} some/tally.json --out all", piece(2))), @"
    exit status 0
    --- stderr
    complete: all 1100 rows
    wrote all/tally.json
    ");
    home.succeeds("run study.toml --quiet");
    assert_eq!(home.read("all/tally.json"), home.read("study-results/tally.json"));
    home.succeeds("account study.toml --tally all/tally.json --out accounted --quiet");
    assert_eq!(home.contents("accounted"), home.contents("study-results"));
}

/// Makes a tally file what it would be with too many trajectories.
fn forget_trajectories(home: &Home, name: &str) {
    let mut file = read_tally(&home.join(name)).unwrap();
    file.tallies.iter_mut().for_each(|of_rule| of_rule.tally.forget_trajectories());
    let mut bytes = Vec::new();
    write_tally(&file, &mut bytes).unwrap();
    home.write(name, bytes);
}

#[test]
fn pieces_of_which_one_has_too_many_trajectories_give_every_table_but_theirs() {
    let home = in_pieces();
    home.succeeds("run study.toml --quiet --format csv");
    forget_trajectories(&home, &piece(2));
    let files = [1, 2, 3].map(piece).join(" ");
    home.succeeds(&format!("merge {files} --out all"));
    assert_snapshot!(home.succeeds("account study.toml --tally all/tally.json --out accounted --format csv"), @"
    exit status 0
    --- stderr
                    study
            epochs  2000, 2020
             zones  3 in 1 groups: West, East, South
              land  198,900 ha in 198,900 cells
             edges  cells at an edge are counted by share
         edge band  198,900 ha to 199,645 ha (exact 198,900 ha, centre 199,050 ha, touched 199,645 ha)
           overlap  15,055 ha in more than one zone
            nodata  86,525 ha (43.50 %) in at least one epoch
       transitions  2000-2020: town -> field: 12,281 ha
                    2000-2020: wood -> field: 12,279 ha
                    2000-2020: field -> wood: 12,273 ha
                    2000-2020: wood -> town: 12,270 ha
                    2000-2020: field -> town: 12,265 ha
              note  the zones hold more than 4 million different class trajectories, too many to keep: the table `trajectories` is not made, all others are complete (fewer epochs, fewer classes or smaller zones have fewer)
              note  zone `East` lies partly outside the rasters: 4996.00 of 79886.04 ha
              note  zones overlap: 15055.05 ha lie in more than one; each zone counts them, groups and study count them once
           results  accounted
    ");
    let of_dictionary = |folder: &str| -> Vec<String> {
        let text = home.read(&format!("{folder}/dictionary.csv"));
        text.lines().filter(|line| !line.starts_with("trajectories,")).map(str::to_owned).collect()
    };
    assert_eq!(of_dictionary("accounted"), of_dictionary("study-results"));
    let other = [
        "trajectories.csv",
        "groups/trajectories.csv",
        "study/trajectories.csv",
        "dictionary.csv",
        "tally.json",
        "manifest.json",
    ];
    let (mut expected, mut found) = (home.contents("study-results"), home.contents("accounted"));
    let has = |of: &mut std::collections::BTreeMap<_, _>| other.map(|name| of.remove(name).is_some());
    assert_eq!(has(&mut expected), [true; 6]);
    assert_eq!(has(&mut found), [false, false, false, true, true, true]);
    assert_eq!(found, expected);
    for manifest in ["all/manifest.json", "accounted/manifest.json"] {
        let text = home.read(manifest);
        assert!(text.contains("too many to keep: the table `trajectories` is not made"), "{text}");
        assert!(!text.contains("trajectories.csv"), "{text}");
    }
}

#[test]
fn accounts_of_an_incomplete_tally_are_refused() {
    let home = in_pieces();
    assert_snapshot!(home.fails("account study.toml --tally study-piece-2-of-3/tally.json"), @"
    exit status 1
    --- stderr
      × study-piece-2-of-3/tally.json is not complete: the rows 0 to 511, 1024 to 1099 of 1100 are
      │ missing
      help: tally the pieces that hold them (`landledger tally STUDY --piece N/M`) and add all up with
            `landledger merge TALLY... --out FILE`
    ");
}

#[test]
fn a_piece_that_is_added_twice_is_refused() {
    let home = in_pieces();
    assert_snapshot!(home.fails(&format!("merge {0} {1} {0} --out all", piece(1), piece(2))), @"
    exit status 1
    --- stderr
      × study-piece-1-of-3/tally.json cannot be added to study-piece-1-of-3/tally.json: both hold the
      │ rows 0 to 511 (leave one of them out)
    ");
}

#[test]
fn pieces_of_other_cuts_that_overlap_are_refused() {
    let home = in_pieces();
    home.succeeds("tally study.toml --piece 1/2 --quiet");
    let ending = home.fails(&format!("merge {} study-piece-1-of-2/tally.json --out all", piece(1)));
    assert_eq!(ending.status, 1);
    assert!(ending.stderr.contains("both hold the") && ending.stderr.contains("rows 0 to 511"), "{ending}");
}

#[test]
fn a_piece_of_another_study_is_refused_with_the_difference() {
    let home = in_pieces();
    let refused = |old: &str, new: &str| {
        let home = in_pieces();
        home.replace("study.toml", old, new);
        home.write("legend.csv", "code,name\n1,field\n2,wood\n3,town\n4,lake\n");
        home.succeeds("tally study.toml --piece 2/3 --quiet");
        home.fails(&format!("merge {} {} --out all", piece(1), piece(2)))
    };
    // Where the lines are broken depends on the length of the folder's name.
    let says = |ending: Ending, words: &str| {
        let said = ending.stderr.replace("\n  │ ", " ");
        assert_eq!(ending.status, 1);
        assert!(said.contains(words), "{said}");
    };
    says(
        refused("file =", "file ="),
        "study-piece-2-of-3/tally.json cannot be added to study-piece-1-of-3/tally.json: it was made with the legend codes \
         1, 2, 3, 4, expected 1, 2, 3 (tally every piece with the same study and program)",
    );
    says(
        refused("edges = \"all\"", "edge = \"centre\""),
        "it was made with the edge rules centre, expected exact, centre, touched (tally every piece with the same study and program)",
    );
    // Another raster of the same name.
    let cells = vec![1.0; 300 * 1100];
    let options = &["TILED=YES", "BLOCKXSIZE=512", "BLOCKYSIZE=512"];
    Raster { options, ..Raster::of_cells(300, cells) }.write(&home.join("lulc_2020.tif"));
    home.succeeds("tally study.toml --piece 2/3 --quiet");
    let ending = home.fails(&format!("merge {} {} --out all", piece(1), piece(2)));
    says(ending, "it was made from lulc_2020.tif with the SHA-256");
}

#[test]
fn more_pieces_than_rows_of_units_are_refused() {
    let home = tall();
    assert_snapshot!(home.fails("tally study.toml --piece 2/9"), @"
    exit status 1
    --- stderr
      × piece 2/9: the zones lie in 3 rows of units of work (the files' blocks, small ones taken
      │ together), which is the most pieces
      help: cut the work into fewer pieces
    ");
}

#[test]
fn a_piece_that_is_no_piece_is_refused() {
    let home = tall();
    assert_snapshot!(home.fails("tally study.toml --piece 3/2"), @r#"
    exit status 1
    --- stderr
    error: invalid value '3/2' for '--piece <N/M>': found "3/2", expected a piece such as 1/4, the first of four

    For more information, try '--help'.
    "#);
}

#[test]
fn merging_replaces_no_file() {
    let home = in_pieces();
    home.write("all.json", "mine");
    assert_snapshot!(home.fails(&format!("merge {} {} --out all.json", piece(1), piece(2))), @"
    exit status 1
    --- stderr
      × all.json is there already (name another file, or remove it)
    ");
}

#[test]
fn a_tally_with_a_field_that_nobody_knows_is_refused() {
    let home = in_pieces();
    home.replace(&piece(1), "\"format\":", "\"colour\":\"red\",\"format\":");
    let ending = home.fails(&format!("merge {} {} --out all", piece(1), piece(2)));
    assert!(ending.stderr.contains("unknown field `colour`"), "{ending}");
}

#[test]
fn a_ledger_that_was_tampered_with_ends_the_accounts() {
    let home = tall();
    home.succeeds("tally study.toml --out whole --quiet");
    let text = home.read("whole/tally.json");
    // South: 10 x 9.5 cells of 1 ha, in 1e-9 m2 / 2^30; a tenth of a hectare is added.
    let (was, is) = ((950_000_u128 * 1_000_000_000) << 30, (951_000_u128 * 1_000_000_000) << 30);
    assert!(text.contains(&format!("\"polygon\":{was},")), "{text}");
    home.write("whole/tally.json", text.replace(&format!("\"polygon\":{was},"), &format!("\"polygon\":{is},")));
    let ending = home.fails("account study.toml --tally whole/tally.json");
    assert_eq!(ending.status, 2);
    assert!(ending.stderr.contains("the ledger does not add up"), "{ending}");
    assert!(ending.stderr.contains("zone `South`: polygon 95.1 ha, counted 95 ha"), "{ending}");
}
