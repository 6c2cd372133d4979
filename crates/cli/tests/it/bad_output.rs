//! Results that cannot be written, runs that are stopped, tallies that do not belong.

use crate::home::Home;
use crate::rasters::write_hollow;
use crate::valleys::valleys;
use insta::assert_snapshot;
use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

#[test]
fn a_folder_below_a_file_cannot_be_made() {
    let home = valleys();
    home.write("notes.txt", "");
    assert_snapshot!(home.fails("run study.toml --out notes.txt/out"), @"
    exit status 2
    --- stderr
      × notes.txt is a file, expected a folder (name another place for the results)
    ");
}

#[test]
fn a_file_is_no_result_folder() {
    let home = valleys();
    home.write("notes.txt", "");
    assert_snapshot!(home.fails("run study.toml --out notes.txt"), @"
    exit status 2
    --- stderr
      × notes.txt is a file, expected a folder (name another place for the results)
    ");
}

#[test]
fn folders_made_on_the_way_go_when_the_run_is_refused() {
    let home = valleys();
    home.replace("study.toml", "\"3\" = \"none\"\n", "");
    assert_eq!(home.fails("run study.toml --out new/deep/out").status, 1);
}

#[test]
fn a_file_of_the_user_with_the_name_of_a_table_is_not_replaced() {
    // The study's own table of values lies where the results are to go, and is called as one of them.
    let home = valleys();
    home.write("values.csv", home.read("equivalents.csv"));
    home.replace("study.toml", "equivalents.csv", "values.csv");
    let mine = home.read("values.csv");
    assert_snapshot!(home.fails("run study.toml --out . --quiet"), @"
    exit status 1
    --- stderr
      × ./values.csv is there already and is not from an earlier run (move it away, or name another
      │ folder for the results)
    ");
    assert_eq!(home.read("values.csv"), mine);
}

#[test]
fn earlier_results_stay_when_a_later_run_is_refused() {
    let home = valleys();
    home.succeeds("run study.toml");
    let before = home.contents("study-results");
    home.replace("study.toml", "\"3\" = \"none\"\n", "");
    home.fails("run study.toml");
    assert_eq!(home.contents("study-results"), before);
}

/// A disk of 16 kB, where the system lets us mount one; otherwise no file longer than one block.
#[test]
fn a_full_disk_fails_with_the_file_and_leaves_nothing() {
    let home = valleys();
    home.write("disk/here", "");
    let run =
        "\"$LANDLEDGER\" run study.toml --quiet --color never --out disk/out; status=$?; ls -A disk; exit $status";
    let can_mount = home.shell("unshare -rm mount -t tmpfs -o size=16k tmpfs disk").status == 0;
    let ending = if can_mount {
        home.shell(&format!("unshare -rm sh -c 'mount -t tmpfs -o size=16k tmpfs disk; touch disk/here; {run}'"))
    } else {
        home.shell(&format!("trap '' XFSZ; ulimit -f 1; {run}"))
    };
    assert_eq!(ending.status, 2, "{ending}");
    assert_eq!(ending.stdout, "here\n", "nothing but what was there");
    let reason = if can_mount { "No space left on device" } else { "File too large" };
    let words = ending.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("disk/out/") && words.contains(" cannot be written: ") && words.contains(reason), "{words}");
}

#[test]
fn results_go_into_a_folder_that_is_a_disk_of_its_own() {
    let home = valleys();
    home.write("disk/notes.txt", "mine");
    let run = "\"$LANDLEDGER\" run study.toml --quiet --color never --out disk; status=$?; ls -A disk; exit $status";
    let on_disk = format!("unshare -rm sh -c 'mount -t tmpfs tmpfs disk; echo mine > disk/notes.txt; {run}'");
    let can_mount = home.shell("unshare -rm mount -t tmpfs tmpfs disk").status == 0;
    assert_snapshot!(home.shell(if can_mount { &on_disk } else { run }), @"
    exit status 0
    --- stdout
    areas.csv
    compensation.csv
    coupling.csv
    dictionary.csv
    environment_index.csv
    extent_account.csv
    extent_change_matrix.csv
    groups
    intensity_category.csv
    intensity_interval.csv
    intensity_transition.csv
    land_change.csv
    land_change_total.csv
    ledger.csv
    manifest.json
    market_choices.csv
    notes.txt
    paper_table_1.csv
    paper_table_2.csv
    report.html
    results.xlsx
    sensitivity.csv
    service_values.csv
    study
    tally.json
    trajectories.csv
    transition_probabilities.csv
    transitions.csv
    unit_values.csv
    value_by_class.csv
    value_by_service.csv
    value_by_service_group.csv
    value_change_by_class.csv
    value_change_by_service.csv
    value_change_by_service_group.csv
    value_decomposition.csv
    value_flow_contributions.csv
    value_flows.csv
    value_trends.csv
    values.csv
    ");
}

#[test]
#[cfg(target_os = "linux")] // `/dev/full` is a full disk there.
fn data_that_cannot_be_printed_fails() {
    let home = Home::new();
    assert_snapshot!(home.shell("\"$LANDLEDGER\" values xie2003 --color never > /dev/full"), @"
    exit status 2
    --- stderr
    error: stdout cannot be written: No space left on device (os error 28)
    ");
    assert_eq!(home.shell("\"$LANDLEDGER\" values xie2003 | head -1; true").stderr, "");
}

/// Rasters of this many rows and columns, without zones and money.
fn hollow(side: usize) -> Home {
    let home = Home::new();
    write_hollow(&home.join("lulc_2000.tif"), side);
    home.write("legend.csv", "code,name\n0,sea\n");
    home.write("study.toml", "[[epoch]]\nyear = 2000\nraster = \"lulc_2000.tif\"\n[legend]\nfile = \"legend.csv\"\n");
    home
}

/// Sends a signal once the run is reading. `None` when it was over before that came to it.
fn interrupted(home: &Home, signal: &str) -> Option<(i32, String)> {
    let mut command = home.prepared("run study.toml --threads 1");
    let mut run = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(run.stderr.take().unwrap());
    let mut first = String::new();
    said.read_line(&mut first).unwrap();
    assert!(first.starts_with("reading "), "{first}");
    let kill = Command::new("kill").args([signal, &run.id().to_string()]).status().unwrap();
    let mut rest = String::new();
    said.read_to_string(&mut rest).unwrap();
    let status = run.wait().unwrap().code().expect("it ends by itself");
    (kill.success() && status != 0).then_some((status, rest))
}

#[test]
fn a_run_that_is_stopped_leaves_nothing() {
    for signal in ["-INT", "-TERM"] {
        let stopped = [20_000, 80_000, 320_000].into_iter().find_map(|side| {
            let home = hollow(side);
            let before = home.listing();
            let ending = interrupted(&home, signal)?;
            assert_eq!(home.listing(), before);
            Some(ending)
        });
        let (status, said) = stopped.expect("one of the rasters takes longer than the signal");
        assert_eq!((status, said.as_str()), (2, "error: stopped; nothing was written\n"));
    }
}

#[test]
fn a_tally_that_is_not_there_is_named() {
    assert_snapshot!(valleys().fails("account study.toml --tally tally.json"), @"
    exit status 1
    --- stderr
      × tally.json cannot be read: No such file or directory (os error 2)
    ");
}

#[test]
fn a_file_that_is_no_tally_is_refused() {
    let home = valleys();
    assert_snapshot!(home.fails("account study.toml --tally gdp.csv"), @"
    exit status 1
    --- stderr
      × gdp.csv is not a tally file of this program: it is not JSON (expected value at line 1 column
      │ 1)
    ");
    assert_snapshot!(home.fails("account study.toml --tally zones.geojson"), @r#"
    exit status 1
    --- stderr
      × zones.geojson is not a tally file of this program: its format is "", expected "landledger
      │ tally"
    "#);
}

/// The study with its tally made, which a test can then spoil.
fn tallied() -> Home {
    let home = valleys();
    home.succeeds("tally study.toml --out tallied --quiet");
    home
}

#[test]
fn a_tally_of_another_version_is_refused() {
    let home = tallied();
    home.replace(
        "tallied/tally.json",
        "\"format\":\"landledger tally\",\"version\":2",
        "\"format\":\"landledger tally\",\"version\":1",
    );
    assert_snapshot!(home.fails("account study.toml --tally tallied/tally.json"), @"
    exit status 1
    --- stderr
      × tallied/tally.json is not a tally file of this program: its version is 1, expected 2 or 3
      │ (make it again with `landledger tally`)
    ");
}

#[test]
fn a_tally_cut_off_is_refused() {
    let home = tallied();
    let text = home.read("tallied/tally.json");
    home.write("tallied/tally.json", &text[..text.len() / 2]);
    let ending = home.fails("account study.toml --tally tallied/tally.json");
    assert_eq!(ending.status, 1);
    assert!(ending.stderr.contains("tallied/tally.json is not a tally file of this program"), "{ending}");
}

#[test]
fn a_tally_of_another_study_is_refused_with_every_difference() {
    let home = tallied();
    home.replace("study.toml", "year = 2000\nraster = \"lulc_2000.tif\"", "year = 2010\nraster = \"lulc_2010.tif\"");
    home.write("legend.csv", "code,name\n1,field\n2,wood\n3,town\n4,lake\n");
    home.replace("study.toml", "file = \"legend.csv\"", "file = \"legend.csv\"\nnodata = [255]");
    assert_snapshot!(home.fails("account study.toml --tally tallied/tally.json"), @"
    exit status 1
    --- stderr
      × tallied/tally.json was made with the years 2000, 2020, the study has 2010, 2020
      help: make it again with `landledger tally`, or use the study that it was made from
      × tallied/tally.json was made with the rasters lulc_2000.tif, lulc_2020.tif, the study has
      │ lulc_2010.tif, lulc_2020.tif
      help: make it again with `landledger tally`, or use the study that it was made from
      × tallied/tally.json was made with the legend codes 1 2 3, the study has 1 2 3 4
      help: make it again with `landledger tally`, or use the study that it was made from
      × tallied/tally.json was made with the nodata values [], the study has [255.0]
      help: make it again with `landledger tally`, or use the study that it was made from
    4 problems; nothing was written
    ");
}

#[test]
fn a_tally_of_other_rasters_is_refused() {
    let home = tallied();
    home.replace("study.toml", "lulc_2000.tif", "other_2000.tif");
    assert_snapshot!(home.fails("account study.toml --tally tallied/tally.json"), @"
    exit status 1
    --- stderr
      × tallied/tally.json was made with the rasters lulc_2000.tif, lulc_2020.tif, the study has
      │ other_2000.tif, lulc_2020.tif
      help: make it again with `landledger tally`, or use the study that it was made from
    ");
}

#[test]
fn arguments_that_are_not_understood_are_refused() {
    let home = valleys();
    for arguments in [
        "run",
        "run study.toml --threads 0",
        "run study.toml --memory much",
        "run study.toml --format shp",
        "walk study.toml",
    ] {
        let ending = home.fails(arguments);
        assert_eq!(ending.status, 1, "{arguments}: {ending}");
        assert!(ending.stderr.starts_with("error: "), "{arguments}: {ending}");
    }
    assert_snapshot!(home.fails("run study.toml --memory much"), @r#"
    exit status 1
    --- stderr
    error: invalid value 'much' for '--memory <SIZE>': found "much", expected a size such as 512M or 2G

    For more information, try '--help'.
    "#);
}

#[test]
fn a_tally_of_another_band_is_refused() {
    let home = tallied();
    home.replace("study.toml", "raster = \"lulc_2000.tif\"", "raster = \"lulc_2000.tif\"\nband = 2");
    assert_snapshot!(home.fails("account study.toml --tally tallied/tally.json"), @"
    exit status 1
    --- stderr
      × tallied/tally.json was made with the bands 1, 1, the study has 2, 1
      help: make it again with `landledger tally`, or use the study that it was made from
    ");
}

#[test]
fn a_tally_of_other_zones_is_refused() {
    let home = tallied();
    home.replace("study.toml", "group = \"basin\"\n", "");
    assert_snapshot!(home.fails("account study.toml --tally tallied/tally.json"), @"
    exit status 1
    --- stderr
      × tallied/tally.json was made with the zones zones.geojson (name, basin), the study has
      │ zones.geojson (name)
      help: make it again with `landledger tally`, or use the study that it was made from
    ");
}
