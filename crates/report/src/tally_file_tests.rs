use super::*;
use crate::{GridRecord, LegendRecord, TableSources, all_tables, merge_tallies, scopes, write_csv};
use landledger_core::{Amount, Cells, Part, Trajectory};

const GRID: GridRecord =
    GridRecord { rows: 4, cols: 5, origin_x: 0.1, origin_y: 0.2, cell_x: 1.0 / 3.0, cell_y: -1.0 / 3.0 };

fn provenance(edge: EdgeRule, edges: &[EdgeRule]) -> Provenance {
    Provenance {
        program: "landledger".into(),
        libraries: vec![("GDAL".into(), "3".into())],
        inputs: Vec::new(),
        epochs: Vec::new(),
        grid: GRID,
        crs: None,
        legend: LegendRecord { origin: "legend.csv".into(), level: None, nodata: vec![0.1] },
        zones: None,
        edge: edge.name().into(),
        edges: edges.iter().map(|rule| rule.name().into()).collect(),
        align: "refuse".into(),
        area: "planar".into(),
        measured: "cell width x height".into(),
        cell_area_m2: Some(0.3),
        areal_scale: Vec::new(),
        planar_cell_m2: None,
        notes: vec!["a note".into()],
    }
}

/// Two zones that share a part, over some rows; amounts differ from rule to rule.
fn file(edge: EdgeRule, edges: &[EdgeRule], rows: std::ops::Range<usize>) -> TallyFile {
    let zones = ["a", "b"].map(|name| ZoneName { name: name.into(), group: Some("g".into()) });
    let line = |units| LedgerLine {
        polygon: Area::from_units(units),
        outside: Area::from_units(3),
        slack: Area::from_units(1),
    };
    let tally = |factor: u128| {
        let amount = |units: u128| Amount {
            cells: Cells::from_units(units * factor),
            area: Area::from_units((units * factor) << 64),
        };
        let amounts: std::collections::BTreeMap<_, _> =
            [(Trajectory::new(vec![None, Some(1)]), amount(5)), (Trajectory::new(vec![Some(0), Some(1)]), amount(7))]
                .into();
        let parts = [vec![0], vec![0, 1], vec![1]].map(|zones| Part { zones, amounts: amounts.clone().into() });
        let years = vec![Year(2000), Year(2020)];
        let legend = Legend::new([(3, "crop"), (1, "forest")]).unwrap();
        let mut tally = Tally::new(years, legend, zones.to_vec(), parts.to_vec(), vec![line(100), line(200)]);
        tally.set_group_line(0, line(250));
        tally.set_study_line(line(251));
        tally
    };
    let own = RuleTally { edge, tally: tally(edge as u128 + 1) };
    let others = edges.iter().filter(|rule| **rule != edge);
    let others = others.map(|&edge| RuleTally { edge, tally: tally(edge as u128 + 1) });
    let tallies = std::iter::once(own).chain(others).collect();
    TallyFile { provenance: provenance(edge, edges), rows: HeldRows::some(4, rows), tallies }
}

/// The same, of which only pairs of epochs are kept.
fn by_pairs(mut file: TallyFile) -> TallyFile {
    file.tallies[0].tally.forget_trajectories();
    file.make_alike();
    file
}

fn written(file: &TallyFile) -> String {
    let mut bytes = Vec::new();
    write_tally(file, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_file_comes_back_as_it_was_whichever_rule_is_the_studys_own() {
    for edge in EdgeRule::ALL {
        let all = file(edge, &EdgeRule::ALL, 0..4);
        assert_eq!(parse_tally(written(&all).as_bytes()).unwrap(), all);
        let one = file(edge, &[edge], 1..3);
        assert_eq!(parse_tally(written(&one).as_bytes()).unwrap(), one);
        let pairs = by_pairs(all);
        assert_eq!(parse_tally(written(&pairs).as_bytes()).unwrap(), pairs);
    }
}

#[test]
fn only_files_of_pairs_of_epochs_have_the_new_version() {
    let file = file(EdgeRule::Exact, &EdgeRule::ALL, 0..4);
    assert!(written(&file).starts_with("{\"format\":\"landledger tally\",\"version\":2,"));
    assert!(written(&by_pairs(file)).starts_with("{\"format\":\"landledger tally\",\"version\":3,"));
}

/// What is said when one thing in the file is changed, which must stand there.
#[track_caller]
fn refusal(old: &str, new: &str) -> String {
    refusal_of(&file(EdgeRule::Exact, &EdgeRule::ALL, 1..3), old, new)
}

#[track_caller]
fn refusal_of(file: &TallyFile, old: &str, new: &str) -> String {
    let text = written(file);
    assert!(text.contains(old), "{text}");
    parse_tally(text.replacen(old, new, 1).as_bytes()).unwrap_err()
}

#[test]
fn a_file_that_contradicts_itself_is_refused() {
    let cases = [
        ("\"of\":4", "\"of\":5", "it holds rows of 5, its grid has 4"),
        ("[[1,3]]", "[[1,9]]", "its rows are not runs"),
        ("[[1,3]]", "[[1,2],[2,3]]", "its rows are not runs"),
        ("[[1,3]]", "[]", "its rows are not runs"),
        ("{\"edge\":\"exact\",", "{\"edge\":\"centre\",", "stands twice or not in its place"),
        ("{\"edge\":\"touched\",", "{\"edge\":\"sharp\",", "an edge rule \"sharp\""),
        ("\"edge\":\"exact\",\"edges\"", "\"edge\":\"sharp\",\"edges\"", "no tally by its edge rule \"sharp\""),
        ("\"edges\":[\"exact\",", "\"edges\":[", "its provenance says"),
        ("{\"zones\":[0,1],", "{\"zones\":[1,0],", "a part names the zones [1, 0] of 2"),
        ("{\"zones\":[0,1],", "{\"zones\":[0,2],", "a part names the zones [0, 2] of 2"),
        ("{\"zones\":[0,1],", "{\"zones\":[0],", "its part of the zones [0] stands twice"),
        ("\"name\":\"b\"", "\"name\":\"a\"", "two of its zones are called `a`"),
        ("\"codes\":[3,1]", "\"codes\":[3]", "1 codes for 2 epochs"),
        ("\"codes\":[3,1]", "\"codes\":[3,2]", "code 2, which is not in its legend"),
        ("\"codes\":[3,1]", "\"codes\":[null,1]", "stands twice in one part"),
        ("[2000,2020]", "[2020,2000]", "years are not ascending"),
        ("\"notes\":", "\"colour\":1,\"notes\":", "unknown field `colour`"),
        ("\"slack\":1", "\"slack\":1.5", "expected `,` or `}`"),
        ("\"slack\":1", "\"slack\":-1", "number out of range"),
    ];
    for (old, new, expected) in cases {
        let said = refusal(old, new);
        assert!(said.contains(expected), "{new}: {said}");
    }
}

#[test]
fn pairs_of_epochs_that_contradict_one_another_are_refused() {
    let mut file = file(EdgeRule::Exact, &[EdgeRule::Exact], 0..4);
    // One cell more than what is nodata in 2000, from the first of three epochs to the last.
    let amount = |units| Amount { cells: Cells::from_units(units), area: Area::from_units(units) };
    let amounts: std::collections::BTreeMap<_, _> = [
        (Trajectory::new(vec![None, Some(1), Some(1)]), amount(5)),
        (Trajectory::new(vec![Some(0), Some(1), Some(0)]), amount(7)),
    ]
    .into();
    let lines = vec![file.tally().zone_line(0), file.tally().zone_line(1)];
    let part = Part { zones: vec![0], amounts: amounts.into() };
    let years = [2000, 2010, 2020].map(Year).to_vec();
    let (legend, zones) = (file.tally().legend().clone(), file.tally().zones().to_vec());
    file.tallies[0].tally = Tally::new(years, legend, zones, vec![part], lines);
    let pairs = by_pairs(file);
    let cases = [
        ("\"years\":[2000,2010]", "\"years\":[2000,2020]", "pairs of years [[2000, 2020], [2010, 2020], [2000, 2020]]"),
        ("\"years\":[2000,2010]", "\"years\":[2000]", "invalid length 1"),
        ("{\"codes\":[3,1],\"cells\":7,", "{\"codes\":[3,1],\"cells\":8,", "what the epoch between them holds"),
        ("{\"codes\":[3,1],\"cells\":7,", "{\"codes\":[3,3],\"cells\":7,", "what the epoch between them holds"),
        ("{\"codes\":[3,1],\"cells\":7,", "{\"codes\":[null,1],\"cells\":7,", "stands twice in one pair of epochs"),
        ("{\"codes\":[3,1],\"cells\":7,", "{\"codes\":[3,1,1],\"cells\":7,", "a transition has 3 codes for 2 epochs"),
        ("{\"codes\":[3,1],\"cells\":7,", "{\"codes\":[2,1],\"cells\":7,", "a transition holds code 2"),
        ("\"classified\":{\"cells\":7,", "\"classified\":{\"cells\":8,", "more has a class in every epoch than"),
        ("\"classified\":{\"cells\":7,\"area\":7},", "", "does not hold what a part of version 3 does"),
        ("\"version\":3", "\"version\":2", "does not hold what a part of version 2 does"),
        ("\"version\":3", "\"version\":4", "its version is 4, expected 2 or 3"),
        ("{\"years\":[2010,2020],", "{\"years\":[2010,2020],\"colour\":1,", "unknown field `colour`"),
    ];
    for (old, new, expected) in cases {
        let said = refusal_of(&pairs, old, new);
        assert!(said.contains(expected), "{new}: {said}");
    }
    let most = u128::MAX.to_string();
    for old in ["\"codes\":[3,1],\"cells\":7,", "\"classified\":{\"cells\":7,"] {
        let said = refusal_of(&pairs, old, &old.replace('7', &most));
        assert!(said.contains("more than any land"), "{said}");
    }
    assert!(refusal("\"version\":2", "\"version\":3").contains("does not hold what a part of version 3 does"));
}

#[test]
fn pieces_in_both_forms_merge_to_pairs_by_every_rule() {
    let piece = |rows| file(EdgeRule::Exact, &EdgeRule::ALL, rows);
    let merge = |a: TallyFile, b: TallyFile| merge_tallies(vec![("a".into(), a), ("b".into(), b)]).unwrap();
    let expected = by_pairs(merge(piece(0..2), piece(2..4)));
    // Only one tally of one piece has too many trajectories: no program makes it, but the sum is sound.
    let mut mixed = piece(0..2);
    mixed.tallies[1].tally.forget_trajectories();
    for (a, b) in [
        (by_pairs(piece(0..2)), piece(2..4)),
        (piece(0..2), by_pairs(piece(2..4))),
        (by_pairs(piece(0..2)), by_pairs(piece(2..4))),
        (mixed, piece(2..4)),
    ] {
        assert_eq!(written(&merge(a.clone(), b.clone())), written(&expected));
        assert_eq!(written(&merge(b, a)), written(&expected));
    }
}

#[test]
fn every_table_but_that_of_trajectories_is_the_same_of_pairs_of_epochs() {
    let tables = |file: &TallyFile| {
        let mut tables = std::collections::BTreeMap::new();
        for scope in scopes(file.tally(), None) {
            let land_only = TableSources {
                tallies: &file.tallies,
                accounts: None,
                land_use_grades: None,
                has_constant_gdp_prices: false,
            };
            for table in all_tables(&scope, land_only) {
                let (name, mut bytes) = (format!("{}/{}", scope.folder, table.name), Vec::new());
                write_csv(table, &mut bytes).unwrap();
                tables.insert(name, String::from_utf8(bytes).unwrap());
            }
        }
        tables
    };
    let whole = file(EdgeRule::Exact, &EdgeRule::ALL, 0..4);
    let mut expected = tables(&whole);
    let before = expected.len();
    expected.retain(|name, _| !name.ends_with("/trajectories"));
    assert_eq!(expected.len(), before - 3, "zones, groups and the study each have one");
    assert_eq!(tables(&by_pairs(whole)), expected);
}

#[test]
fn sums_that_would_overflow_are_refused() {
    let most = u128::MAX.to_string();
    let half = (1_u128 << 119).to_string();
    let cells = "\"cells\":7,";
    assert!(refusal(cells, &format!("\"cells\":{most},")).contains("more than any land"));
    assert!(refusal("\"polygon\":100", &format!("\"polygon\":{most}")).contains("more than any land"));
    assert!(refusal("\"polygon\":251", &format!("\"polygon\":{most}")).contains("more than any land"));
    // Each alone is less than 2^120, both together are not.
    let text = written(&file(EdgeRule::Exact, &[EdgeRule::Exact], 0..4));
    let twice = text.replacen(cells, &format!("\"cells\":{half},"), 2).replacen(
        "\"cells\":5,",
        &format!("\"cells\":{half},"),
        1,
    );
    assert!(parse_tally(twice.as_bytes()).unwrap_err().contains("more than any land"));
    assert!(refusal(cells, &format!("\"cells\":{most}0,")).contains("number out of range"));
}

#[test]
fn damaged_bytes_are_refused_or_read_but_never_panic() {
    let whole = file(EdgeRule::Touched, &EdgeRule::ALL, 0..4);
    for file in [by_pairs(whole.clone()), whole] {
        damage(written(&file).as_bytes());
    }
}

fn damage(text: &[u8]) {
    // A linear congruential generator (Knuth's MMIX): the same damage in every run.
    let mut random = 1_u64;
    let mut next = || {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) as usize
    };
    let mut refused = 0;
    for _ in 0..20_000 {
        let mut bytes = text.to_vec();
        for _ in 0..=next() % 3 {
            let at = next() % bytes.len();
            match next() % 4 {
                0 => bytes[at] = b"0123456789[]{},\"-.en"[next() % 20],
                1 => bytes[at] = next() as u8,
                2 => drop(bytes.drain(at..(at + next() % 40).min(bytes.len()))),
                _ => bytes.extend_from_within(at..),
            }
            if bytes.is_empty() {
                break;
            }
        }
        if let Ok(file) = parse_tally(&bytes) {
            // What is read can be summed and written.
            for of_rule in &file.tallies {
                let _ = (of_rule.tally.study(), of_rule.tally.by_zone(), of_rule.tally.imbalances());
            }
            assert_eq!(parse_tally(written(&file).as_bytes()), Ok(file));
        } else {
            refused += 1;
        }
    }
    assert!(refused > 10_000, "{refused}");
}
