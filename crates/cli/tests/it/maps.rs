//! Maps of the two valleys and of their like on other grids, each cell against the digits that it was drawn from.

use crate::home::Home;
use crate::outlines::{collection, rectangle, zone};
use crate::rasters::{HECTARES, Raster};
use crate::valleys::{LULC_2000, LULC_2020, north, valleys};
use gdal::raster::GdalType;
use insta::assert_snapshot;

/// The first zone of the valleys that holds a cell's centre.
fn zone_of(row: usize, col: usize) -> Option<&'static str> {
    match (row, col) {
        (0..3, _) => Some("North"),
        (_, 0..4) => Some("South"),
        _ => None,
    }
}

fn digit(rows: [&str; 6], row: usize, col: usize) -> Option<u8> {
    let digit = rows[row].as_bytes()[col] - b'0';
    (digit > 0).then_some(digit)
}

fn cells<T: GdalType + Copy>(home: &Home, name: &str) -> Vec<T> {
    let dataset = gdal::Dataset::open(home.join("study-results/maps").join(name)).unwrap();
    dataset.rasterband(1).unwrap().read_band_as::<T>().unwrap().data().to_vec()
}

/// Pairs of the valleys that are in `transitions`: field, wood and town, each to itself or to town.
const PAIRS: [(u8, u8); 5] = [(1, 1), (1, 3), (2, 2), (2, 3), (3, 3)];

fn numbers(earlier: [&str; 6], later: [&str; 6]) -> Vec<u8> {
    let number = |row, col| {
        zone_of(row, col)?;
        let pair = (digit(earlier, row, col)?, digit(later, row, col)?);
        Some(PAIRS.iter().position(|&known| known == pair).unwrap() as u8 + 1)
    };
    (0..36).map(|at| number(at / 6, at % 6).unwrap_or(0)).collect()
}

const CHANGE: &str = "class_change_2000_2020.tif";

#[test]
fn each_cell_of_a_class_change_holds_the_number_of_its_pair() {
    let home = valleys();
    home.succeeds("run study.toml --format csv,maps --quiet");
    assert_eq!(cells::<u8>(&home, CHANGE), numbers(LULC_2000, LULC_2020));
}

#[test]
fn the_sidecar_counts_what_transitions_count() {
    let home = valleys();
    home.succeeds("run study.toml --format csv,maps --quiet");
    let transitions = home.read("study-results/study/transitions.csv");
    let sidecar = home.read("study-results/maps/class_change_2000_2020.tif.aux.xml");
    assert_eq!(transitions.lines().count(), PAIRS.len() + 1);
    for (line, number) in transitions.lines().skip(1).zip(1..) {
        // from_year, to_year, from_code, from_class, to_code, to_class, cells, area_ha
        let [_, _, from_code, from, to_code, to, cells, _] = line.split(',').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let change = if from == to { from.to_owned() } else { format!("{from} -&gt; {to}") };
        let row = format!(
            "<F>{number}</F><F>{change}</F><F>{from_code}</F><F>{from}</F><F>{to_code}</F><F>{to}</F><F>{cells}</F>"
        );
        assert!(sidecar.contains(&row), "{row} is not in {sidecar}");
    }
}

/// At 1000 for an equivalent a field is worth 1000 + 2000, wood 625 + 3500 (see `tables`), a town nothing.
fn worth(class: u8) -> f32 {
    [3000.0, 4125.0, 0.0][usize::from(class) - 1]
}

fn assert_worth(found: &[f32], expected: impl Fn(usize, usize) -> Option<f32>) {
    for (at, found) in found.iter().enumerate() {
        let expected = expected(at / 6, at % 6);
        assert!(
            expected.map_or(found.is_nan(), |expected| *found == expected),
            "cell {at}: {found}, expected {expected:?}"
        );
    }
}

#[test]
fn each_cell_of_a_density_is_worth_what_its_class_is() {
    let home = valleys();
    home.succeeds("run study.toml --format maps --quiet");
    for (year, rows) in [(2000, LULC_2000), (2020, LULC_2020)] {
        let found = cells::<f32>(&home, &format!("value_per_ha_{year}.tif"));
        assert_worth(&found, |row, col| zone_of(row, col).and_then(|_| digit(rows, row, col)).map(worth));
    }
    assert_worth(&cells(&home, "value_per_ha_change_2000_2020.tif"), |row, col| {
        zone_of(row, col)?;
        Some(worth(digit(LULC_2020, row, col)?) - worth(digit(LULC_2000, row, col)?))
    });
}

/// A cell is one hectare: densities added up are the study's value.
#[test]
fn densities_add_up_to_the_value_of_the_study() {
    let home = valleys();
    home.succeeds("run study.toml --format csv,maps --quiet");
    let values = home.read("study-results/study/values.csv");
    for (line, year) in values.lines().skip(1).zip([2000, 2020]) {
        let cells = cells::<f32>(&home, &format!("value_per_ha_{year}.tif"));
        let sum: f64 = cells.into_iter().filter(|cell| !cell.is_nan()).map(f64::from).sum();
        assert_eq!(line.split(',').nth(3).unwrap().parse::<f64>().unwrap(), sum);
    }
}

#[test]
fn zones_with_unit_values_of_their_own_have_densities_of_their_own() {
    let home = valleys();
    home.write(
        "crops.csv",
        "zone,year,crop,price_per_kg,yield_kg_per_ha,area_ha\nNorth,*,rice,7,1000,1\nSouth,*,rice,7,500,1\n",
    );
    home.replace("study.toml", "unit_value = 1000", "crops = \"crops.csv\"");
    home.succeeds("run study.toml --format maps --quiet");
    // A seventh of 7 x 1000 and of 7 x 500.
    assert_worth(&cells(&home, "value_per_ha_2000.tif"), |row, col| {
        let of_zone = if zone_of(row, col)? == "North" { 1.0 } else { 0.5 };
        Some(worth(digit(LULC_2000, row, col)?) * of_zone)
    });
}

#[test]
fn a_grid_in_degrees_is_drawn_alike() {
    let home = valleys();
    let terms = [100.0, 0.001, 0.0, 40.0, 0.0, -0.001];
    for (name, rows) in [("lulc_2000.tif", LULC_2000), ("lulc_2020.tif", LULC_2020)] {
        Raster { terms, crs: Some(4326), ..Raster::of_digits(&rows) }.write(&home.join(name));
    }
    let corner = |col: f64, row: f64| format!("[{}, {}]", 100.0 + col * 0.001, 40.0 - row * 0.001);
    let ring = |left, top, right, bottom| {
        [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
            .map(|(col, row)| corner(col, row))
            .join(",")
    };
    let feature = |name: &str, ring: String| {
        format!(
            r#"{{"type":"Feature","properties":{{"name":"{name}","basin":null}},"geometry":{{"type":"Polygon","coordinates":[[{ring}]]}}}}"#
        )
    };
    let features = [feature("North", ring(0.0, 0.0, 6.0, 3.0)), feature("South", ring(0.0, 3.0, 4.0, 7.0))].join(",");
    home.write("zones.geojson", format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#));
    home.succeeds("run study.toml --format maps --quiet");
    assert_eq!(cells::<u8>(&home, CHANGE), numbers(LULC_2000, LULC_2020));
    let dataset = gdal::Dataset::open(home.join("study-results/maps").join(CHANGE)).unwrap();
    assert_eq!(dataset.geo_transform().unwrap(), terms);
    assert_eq!(dataset.spatial_ref().unwrap().auth_code().unwrap(), 4326);
}

#[test]
fn floats_and_virtual_rasters_are_drawn_alike() {
    let home = valleys();
    Raster { is_float: true, ..Raster::of_digits(&LULC_2000) }.write(&home.join("lulc_2000.tif"));
    let [left, width, _, top, _, height] = HECTARES;
    home.write(
        "lulc_2020.vrt",
        format!(
            "<VRTDataset rasterXSize=\"6\" rasterYSize=\"6\"><SRS>EPSG:6933</SRS>\
             <GeoTransform>{left},{width},0,{top},0,{height}</GeoTransform>\
             <VRTRasterBand dataType=\"Byte\" band=\"1\"><NoDataValue>0</NoDataValue><SimpleSource>\
             <SourceFilename relativeToVRT=\"1\">lulc_2020.tif</SourceFilename><SourceBand>1</SourceBand>\
             </SimpleSource></VRTRasterBand></VRTDataset>"
        ),
    );
    home.replace("study.toml", "lulc_2020.tif", "lulc_2020.vrt");
    home.succeeds("run study.toml --format maps --quiet");
    assert_eq!(cells::<u8>(&home, CHANGE), numbers(LULC_2000, LULC_2020));
}

/// The epoch on half the cell size: of the four cells around a centre the one to the right and below counts.
#[test]
fn an_epoch_on_another_grid_is_drawn_where_its_cells_are_counted() {
    let home = valleys();
    let fine: Vec<String> = LULC_2020
        .iter()
        .flat_map(|row| {
            // Only the lower right quarter of each cell has the valleys' land; the rest is wood.
            [row.chars().map(|_| "22").collect::<String>(), row.chars().flat_map(|digit| ['2', digit]).collect()]
        })
        .collect();
    let rows: Vec<&str> = fine.iter().map(String::as_str).collect();
    let [left, width, _, top, _, height] = HECTARES;
    let terms = [left, width / 2.0, 0.0, top, 0.0, height / 2.0];
    Raster { terms, ..Raster::of_digits(&rows) }.write(&home.join("lulc_2020.tif"));
    home.replace("study.toml", "currency", "align = \"nearest\"\ncurrency");
    home.succeeds("run study.toml --format maps --quiet");
    assert_eq!(cells::<u8>(&home, CHANGE), numbers(LULC_2000, LULC_2020));
}

/// A mask hides the first row of 2000.
#[test]
fn cells_behind_a_mask_are_blank() {
    let home = valleys();
    {
        let path = home.join("lulc_2000.tif");
        let options = gdal::DatasetOptions { open_flags: gdal::GdalOpenFlags::GDAL_OF_UPDATE, ..Default::default() };
        let dataset = gdal::Dataset::open_ex(&path, options).unwrap();
        let mut band = dataset.rasterband(1).unwrap();
        band.set_no_data_value(None).unwrap();
        band.create_mask_band(true).unwrap();
        let mut valid = gdal::raster::Buffer::new((6, 6), (0..36).map(|at| if at < 6 { 0 } else { 255_u8 }).collect());
        band.open_mask_band().unwrap().write((0, 0), (6, 6), &mut valid).unwrap();
    }
    home.succeeds("run study.toml --format maps --quiet");
    let mut expected = numbers(LULC_2000, LULC_2020);
    expected[..6].fill(0);
    assert_eq!(cells::<u8>(&home, CHANGE), expected);
}

#[test]
fn pairs_are_those_that_the_study_names() {
    let home = valleys();
    Raster::of_digits(&LULC_2000).write(&home.join("lulc_2010.tif"));
    let epoch = "[[epoch]]\nyear = 2010\nraster = \"lulc_2010.tif\"\n\n[legend]";
    home.replace("study.toml", "[legend]", epoch);
    let drawn = |home: &Home| {
        home.succeeds("run study.toml --format maps --quiet");
        let names = home.contents("study-results/maps").into_keys();
        names.filter(|name| name.starts_with("class") && name.ends_with("tif")).collect::<Vec<_>>()
    };
    let all = ["class_change_2000_2010.tif", "class_change_2000_2020.tif", "class_change_2010_2020.tif"];
    assert_eq!(drawn(&home), all);
    home.write("study.toml", format!("{}\n[maps]\npairs = [[2000, 2020]]\n", home.read("study.toml")));
    assert_eq!(drawn(&home), [CHANGE]);
}

#[test]
fn a_run_says_that_it_draws() {
    let home = valleys();
    let study = home.read("study.toml");
    home.write("study.toml", study.split_once("[value]").unwrap().0);
    home.write("zones.geojson", collection(&[north(), zone("Rim", None, &rectangle([0.0, 5.0], [6.0, 6.0]))]));
    assert_snapshot!(home.succeeds("run study.toml --format csv,maps"), @"
    exit status 0
    --- stderr
    reading 1 of 1 blocks, 36 cells in each epoch
    drawing 1 maps
                    Two valleys
            epochs  2000, 2020
             zones  2 in 1 groups: North, Rim
              land  24.00 ha in 24 cells
             edges  cells are counted whole where their centre lies inside
            nodata  1.00 ha (4.17 %) in at least one epoch
       transitions  2000-2020: field -> town: 3.00 ha
                    2000-2020: wood -> town: 1.00 ha
           results  study-results
    ");
}

#[test]
fn pairs_that_are_none_are_refused_with_their_place() {
    let home = valleys();
    let maps = "[maps]\npairs = [[2020, 2000], [2000, 2002], [2000, 2020], [2000, 2020]]\n";
    home.write("study.toml", format!("{}\n{maps}", home.read("study.toml")));
    assert_snapshot!(home.fails("check study.toml"), @"
    exit status 1
    --- stderr
      × the pair [2020, 2000] does not go from an earlier year to a later one
        ╭─[study.toml:40:10]
     39 │ [maps]
     40 │ pairs = [[2020, 2000], [2000, 2002], [2000, 2020], [2000, 2020]]
        ·          ──────┬─────
        ·                ╰── earlier year first
        ╰────
      help: for example pairs = [[2000, 2020]]
      × 2002 is no epoch of the study
        ╭─[study.toml:40:24]
     39 │ [maps]
     40 │ pairs = [[2020, 2000], [2000, 2002], [2000, 2020], [2000, 2020]]
        ·                        ──────┬─────
        ·                              ╰── not an epoch
        ╰────
      help: did you mean `2020`?
      × the pair [2000, 2020] stands twice
        ╭─[study.toml:40:52]
     39 │ [maps]
     40 │ pairs = [[2020, 2000], [2000, 2002], [2000, 2020], [2000, 2020]]
        ·                                                    ──────┬─────
        ·                                                          ╰── again
        ╰────
      help: one map for each pair
    3 problems; nothing was written
    ");
    home.replace("study.toml", maps, "[maps]\npairs = [2000, 2020]\nkind = \"all\"\n");
    assert_snapshot!(home.fails("check study.toml"), @r#"
    exit status 1
    --- stderr
      × `pairs` is a list, expected a list of pairs of years, such as [[2000, 2020]]
        ╭─[study.toml:40:9]
     39 │ [maps]
     40 │ pairs = [2000, 2020]
        ·         ──────┬─────
        ·               ╰── expected a list of pairs of years, such as [[2000, 2020]]
     41 │ kind = "all"
        ╰────
      × unknown key `kind` in `[maps]`
        ╭─[study.toml:41:1]
     40 │ pairs = [2000, 2020]
     41 │ kind = "all"
        · ──┬─
        ·   ╰── not known here
        ╰────
      help: known: pairs
    2 problems; nothing was written
    "#);
}

#[test]
fn accounts_from_a_tally_draw_no_maps() {
    let home = valleys();
    home.succeeds("tally study.toml --out tallied --quiet");
    assert_snapshot!(home.fails("account study.toml --tally tallied/tally.json --format csv,maps"), @"
    exit status 1
    --- stderr
      × maps are drawn from the rasters, and accounts from a tally file open none
      help: leave `maps` out of --format, or use `landledger run`
    ");
}

#[test]
fn a_later_run_without_maps_takes_them_away() {
    let home = valleys();
    home.succeeds("run study.toml --format csv,gpkg,maps --quiet");
    assert!(home.listing().contains_key("study-results/maps/class_change_2000_2020.tif"));
    home.succeeds("run study.toml --quiet");
    assert!(!home.listing().keys().any(|name| name.contains("maps") || name.contains("gpkg")));
}

#[test]
fn maps_are_the_same_bytes_again() {
    let home = valleys();
    home.succeeds("run study.toml --format csv,gpkg,maps --quiet --threads 1 --out first");
    home.succeeds("run study.toml --format csv,gpkg,maps --quiet --threads 3 --out second");
    assert!(home.contents("first") == home.contents("second"));
}

/// No file may be longer than a block.
#[test]
fn a_map_or_geopackage_that_does_not_fit_is_named_and_nothing_is_left() {
    let home = valleys();
    let run = |format: &str| {
        let before = home.listing();
        let run = format!("\"$LANDLEDGER\" run study.toml --quiet --color never --format {format}");
        let ending = home.shell(&format!("trap '' XFSZ; ulimit -f 1; {run}"));
        assert_eq!(home.listing(), before);
        ending
    };
    assert_snapshot!(run("maps"), @"
    exit status 2
    --- stderr
      × study-results/maps/class_change_2000_2020.tif cannot be written: File too large (os error 27)
    ");
    let ending = run("gpkg");
    // What follows is GDAL's.
    assert!(ending.status == 2 && ending.stderr.contains("study-results/zones.gpkg cannot be written"), "{ending}");
}
