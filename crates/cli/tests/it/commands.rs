//! Each command where nothing is wrong: what it says and what it writes.

use crate::home::Home;
use crate::outlines::{collection, rectangle, zone};
use crate::rasters::Raster;
use crate::valleys::valleys;
use insta::assert_snapshot;
use serde_json::{Value, json};

#[test]
fn help_tells_how_to_start() {
    assert_snapshot!(Home::new().succeeds("--help"), @"
    exit status 0
    --- stdout
    From land-cover rasters of several years and boundaries to areas, transition matrices,
    ecosystem service value and ecological compensation.

    A study file names the rasters, the boundaries and a few small tables. Start with

        landledger init lulc_2000.tif lulc_2020.tif --zones cities.gpkg
        landledger check study.toml
        landledger run study.toml

    Exit status: 0 done; 1 the input was refused; 2 the run failed or was stopped. A run that does
    not end with 0 leaves no results behind.

    Usage: landledger [OPTIONS] <COMMAND>

    Commands:
      init      Write a commented study file from rasters and boundaries
      check     Open everything, count nothing, list every problem, say what a run would do
      run       Run the whole study: tally, account, write
      tally     Only read the rasters; writes tally.json
      merge     Add up the tally files of the pieces of one study
      account   Only make the accounts, from a tally file: no raster is opened
      legends   List the built-in legends, or show one with its source
      mappings  List the published mappings of classes to ecosystems, or show one with its source
      values    List the built-in value tables, or show one with its sums and evidence
      help      Print this message or the help of the given subcommand(s)

    Options:
          --threads <N>
              Threads to read with; never changes a number [default: all processors]

          --memory <SIZE>
              Memory to stay within, such as 512M or 2G

      -q, --quiet
              No progress and no summary; errors are still shown

          --color <COLOR>
              When to use colours

              Possible values:
              - auto:   On a terminal, unless `NO_COLOR` is set
              - always: Always
              - never:  Never

              [default: auto]

      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version
    ");
}

#[test]
fn the_short_help_has_a_line_for_each_command() {
    assert_snapshot!(Home::new().succeeds("-h"), @"
    exit status 0
    --- stdout
    From land-cover rasters of several years and boundaries to areas, transition matrices,
    ecosystem service value and ecological compensation.

    Usage: landledger [OPTIONS] <COMMAND>

    Commands:
      init      Write a commented study file from rasters and boundaries
      check     Open everything, count nothing, list every problem, say what a run would do
      run       Run the whole study: tally, account, write
      tally     Only read the rasters; writes tally.json
      merge     Add up the tally files of the pieces of one study
      account   Only make the accounts, from a tally file: no raster is opened
      legends   List the built-in legends, or show one with its source
      mappings  List the published mappings of classes to ecosystems, or show one with its source
      values    List the built-in value tables, or show one with its sums and evidence
      help      Print this message or the help of the given subcommand(s)

    Options:
          --threads <N>    Threads to read with; never changes a number [default: all processors]
          --memory <SIZE>  Memory to stay within, such as 512M or 2G
      -q, --quiet          No progress and no summary; errors are still shown
          --color <COLOR>  When to use colours [default: auto] [possible values: auto, always, never]
      -h, --help           Print help (see more with '--help')
      -V, --version        Print version
    ");
}

#[test]
fn help_of_run_explains_every_option() {
    assert_snapshot!(Home::new().succeeds("run --help"), @"
    exit status 0
    --- stdout
    Run the whole study: tally, account, write

    Usage: landledger run [OPTIONS] <STUDY>

    Arguments:
      <STUDY>
              Study file

    Options:
          --out <DIR>
              Folder for the results [default: STUDY-results beside the study file]

          --format <FORMAT>
              What to write: one or more, with commas between

              Every table has the same columns and numbers in every format. tally.json, manifest.json
              and study/totals.json are always written.

              Possible values:
              - csv:     Tables as comma-separated values, UTF-8: for scripts, spreadsheets and version
                control
              - parquet: Tables as Parquet, with types, units and descriptions: for pandas, polars, R,
                DuckDB and QGIS
              - xlsx:    results.xlsx: a workbook with a sheet for each table, matrices as squares and a
                summary: for spreadsheets
              - svg:     Figures as vectors, under figures/: for papers and drawing programs
              - png:     Figures as pictures of 300 dots an inch, under figures/: for text documents and
                slides
              - html:    report.html: everything on one page that opens offline in a browser
              - gpkg:    zones.gpkg: the zones with their numbers, for QGIS and ArcGIS
              - maps:    Maps of the cells, as cloud-optimised GeoTIFF files under maps/

              [default: csv,xlsx,html]

          --lang <LANG>
              Language of figures and page, and of what tables say of their columns

              Possible values:
              - en: English
              - zh: Chinese

              [default: en]

          --threads <N>
              Threads to read with; never changes a number [default: all processors]

          --memory <SIZE>
              Memory to stay within, such as 512M or 2G

      -q, --quiet
              No progress and no summary; errors are still shown

          --color <COLOR>
              When to use colours

              Possible values:
              - auto:   On a terminal, unless `NO_COLOR` is set
              - always: Always
              - never:  Never

              [default: auto]

      -h, --help
              Print help (see a summary with '-h')
    ");
}

#[test]
fn every_command_has_help_with_its_usage() {
    for command in ["init", "check", "run", "tally", "account", "legends", "values"] {
        for way in ["--help", "-h"] {
            let help = Home::new().succeeds(&format!("{command} {way}")).stdout;
            assert!(help.contains(&format!("Usage: landledger {command} [OPTIONS]")), "{help}");
        }
    }
}

#[test]
fn the_version_is_told() {
    assert_eq!(Home::new().succeeds("--version").stdout, format!("landledger {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn check_says_what_a_run_would_do_and_writes_nothing() {
    let home = valleys();
    let before = home.listing();
    assert_snapshot!(home.succeeds("check study.toml --threads 2"), @"
    exit status 0
    --- stdout
    Two valleys
                grid  6 rows x 6 columns, cells 100 x 100
                 CRS  WGS 84 / NSIDC EASE-Grid 2.0 Global (EPSG:6933)
           cell area  10000.000000 m2
               epoch  2000: lulc_2000.tif (GTiff Byte, blocks 6 x 6, nodata 0)
               epoch  2020: lulc_2020.tif (GTiff Byte, blocks 6 x 6, nodata 0)
              legend  legend.csv, 3 classes
               codes  1, 2, 3; presets that know all of them: clcd, cnlucd_level1, dynamic_world, modis_igbp
               zones  2 from zones.geojson in 1 groups, 8 vertices, edge rule centre
             to read  1 of 1 blocks under the zones, 36 cells in each of 2 epochs
              memory  up to about 74 MB with 2 threads
              values  equivalents equivalents.csv
      unit value E_a  1000 CNY per hectare and year
        compensation  for 2020, conversion 0.15, market services: food
             results  study-results
                note  zone `South` lies partly outside the rasters: 4.00 of 16.00 ha
    --- stderr
    no problem found
    ");
    assert_eq!(home.listing(), before);
}

#[test]
fn run_shows_progress_as_lines_and_a_summary_and_prints_no_data() {
    let ending = valleys().succeeds("run study.toml");
    assert!(!ending.stderr.contains(['\r', '\u{1b}']), "a pipe gets neither bars nor colours");
    assert_snapshot!(ending, @"
    exit status 0
    --- stderr
    reading 1 of 1 blocks, 36 cells in each epoch
                    Two valleys
            epochs  2000, 2020
             zones  2 in 1 groups: North, South
              land  30.00 ha in 30 cells
             edges  cells are counted whole where their centre lies inside
            nodata  1.00 ha (3.33 %) in at least one epoch
       transitions  2000-2020: field -> town: 4.00 ha
                    2000-2020: wood -> town: 1.00 ha
    unit value E_a  1000 CNY per hectare and year
      ESV per year  2000: 101,625.000 CNY
                    2020: 81,375.000 CNY (-19.93 % since 2000)
      compensation  5,486.348 CNY in all for 2020
                    1. South: 2,748.848 CNY (priority 2.000, 21.14 % of GDP)
                    2. North: 2,737.500 CNY (priority 1.000, 7.50 % of GDP)
              note  zone `South` lies partly outside the rasters: 4.00 of 16.00 ha
           results  study-results
    ");
}

#[test]
fn quiet_says_nothing_when_all_is_well() {
    let home = valleys();
    for command in ["run study.toml", "tally study.toml --out t", "account study.toml --tally t/tally.json"] {
        let ending = home.succeeds(&format!("{command} --quiet"));
        assert_eq!((ending.stdout.as_str(), ending.stderr.as_str()), ("", ""), "{command}");
    }
}

#[test]
fn results_stand_beside_the_study_file_unless_said_otherwise() {
    let home = valleys();
    for name in home.listing().into_keys() {
        home.write(&format!("inner/{name}"), std::fs::read(home.join(&name)).unwrap());
    }
    home.succeeds("run inner/study.toml");
    home.succeeds("run inner/study.toml --out elsewhere/results");
    assert_eq!(home.contents("inner/study-results"), home.contents("elsewhere/results"));
}

#[test]
fn every_file_is_listed_in_the_manifest() {
    let home = valleys();
    home.succeeds("run study.toml");
    let manifest: Value = serde_json::from_str(&home.read("study-results/manifest.json")).unwrap();
    let mut listed: Vec<String> = serde_json::from_value(manifest["files"].clone()).unwrap();
    listed.sort();
    assert_eq!(listed, home.contents("study-results").into_keys().collect::<Vec<_>>());
    let tables = ["areas", "compensation", "ledger", "service_values", "trajectories", "transitions", "values"];
    for folder in ["", "groups/", "study/"] {
        for table in tables {
            assert!(listed.contains(&format!("{folder}{table}.csv")), "{folder}{table}");
        }
    }
}

#[test]
fn the_manifest_knows_the_hash_of_every_input() {
    let home = valleys();
    home.succeeds("run study.toml");
    let manifest: Value = serde_json::from_str(&home.read("study-results/manifest.json")).unwrap();
    let hashed = |files: &Value| -> Vec<String> {
        files.as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(hashed(&manifest["tally"]["inputs"]), ["lulc_2000.tif", "lulc_2020.tif", "zones.geojson"]);
    let tables = ["study.toml", "legend.csv", "equivalents.csv", "gdp.csv"];
    assert_eq!(hashed(&manifest["study_files"]), tables);
    let sums = home.shell("sha256sum lulc_2000.tif lulc_2020.tif zones.geojson").stdout;
    for (line, file) in sums.lines().zip(manifest["tally"]["inputs"].as_array().unwrap()) {
        let (sum, name) = line.split_once("  ").unwrap();
        let bytes = home.join(name).metadata().unwrap().len();
        assert_eq!(*file, json!({"path": name, "bytes": bytes, "sha256": sum}));
    }
}

#[test]
fn the_manifest_names_grid_crs_rules_and_parameters() {
    let home = valleys();
    home.succeeds("run study.toml");
    let manifest: Value = serde_json::from_str(&home.read("study-results/manifest.json")).unwrap();
    let tally = &manifest["tally"];
    let grid = json!({"rows": 6, "cols": 6, "origin_x": 1000.0, "origin_y": 2000.0, "cell_x": 100.0, "cell_y": -100.0});
    assert_eq!(tally["grid"], grid);
    assert_eq!(tally["crs"]["name"], "WGS 84 / NSIDC EASE-Grid 2.0 Global (EPSG:6933)");
    assert_eq!((&tally["edge"], &tally["area"]), (&json!("centre"), &json!("ellipsoidal")));
    let parameters = &manifest["parameters"];
    assert_eq!(parameters["currency"], "CNY");
    assert_eq!(parameters["unit_value"], 1000.0);
    assert_eq!(parameters["classes"], json!([[1, [["farm", 1.0]]], [2, [["farm", 0.25], ["forest", 0.75]]], [3, []]]));
    assert_eq!(parameters["market_services"], json!(["food"]));
}

#[test]
fn a_tally_and_its_accounts_are_byte_for_byte_a_run() {
    let home = valleys();
    home.succeeds("run study.toml");
    home.succeeds("tally study.toml --out tallied");
    assert_eq!(home.contents("tallied").into_keys().collect::<Vec<_>>(), ["manifest.json", "tally.json"]);
    // The boundaries stay: the page's map is drawn from them.
    for name in ["lulc_2000.tif", "lulc_2020.tif"] {
        home.remove(name);
    }
    home.succeeds("account study.toml --tally tallied/tally.json --out accounted");
    let (accounted, run) = (home.contents("accounted"), home.contents("study-results"));
    assert!(accounted.keys().eq(run.keys()), "{:?}, {:?}", accounted.keys(), run.keys());
    for (name, bytes) in accounted {
        assert!(bytes == run[&name], "{name}");
    }
}

#[test]
fn a_changed_price_needs_no_raster() {
    let home = valleys();
    home.succeeds("run study.toml");
    home.remove("lulc_2000.tif");
    home.replace("study.toml", "unit_value = 1000", "unit_value = 2000");
    home.succeeds("account study.toml --tally study-results/tally.json");
    // South in 2000: 8 ha of field and 4 ha of wood; food is worth 1 and 0.625 equivalents there.
    let values = home.read("study-results/service_values.csv");
    assert!(values.contains("\nSouth,,2000,1,field,food,provisioning,16000\n"), "8 x 1 x 2000: {values}");
    assert!(values.contains("\nSouth,,2000,2,wood,food,provisioning,5000\n"), "4 x 0.625 x 2000: {values}");
}

#[test]
fn a_second_run_replaces_our_files_and_keeps_the_users_own() {
    let home = valleys();
    home.succeeds("run study.toml");
    let first = home.contents("study-results");
    home.write("study-results/notes.txt", "mine");
    home.write("study-results/study/chart.svg", "mine too");
    home.succeeds("run study.toml");
    let mut second = home.contents("study-results");
    assert_eq!(second.remove("notes.txt").unwrap(), b"mine");
    assert_eq!(second.remove("study/chart.svg").unwrap(), b"mine too");
    assert_eq!(second, first);
}

#[test]
fn tables_that_a_later_study_has_not_are_removed() {
    let home = valleys();
    home.succeeds("run study.toml");
    home.replace("study.toml", "group = \"basin\"\n", "");
    let study = home.read("study.toml");
    home.write("study.toml", study.split_once("[value]").unwrap().0);
    home.succeeds("run study.toml");
    let names: Vec<String> = home.listing().into_keys().filter(|name| name.starts_with("study-results/")).collect();
    assert_eq!(
        names,
        [
            "study-results/",
            "study-results/areas.csv",
            "study-results/dictionary.csv",
            "study-results/extent_account.csv",
            "study-results/extent_change_matrix.csv",
            "study-results/intensity_category.csv",
            "study-results/intensity_interval.csv",
            "study-results/intensity_transition.csv",
            "study-results/land_change.csv",
            "study-results/land_change_total.csv",
            "study-results/ledger.csv",
            "study-results/manifest.json",
            "study-results/report.html",
            "study-results/results.xlsx",
            "study-results/study/",
            "study-results/study/areas.csv",
            "study-results/study/extent_account.csv",
            "study-results/study/extent_change_matrix.csv",
            "study-results/study/intensity_category.csv",
            "study-results/study/intensity_interval.csv",
            "study-results/study/intensity_transition.csv",
            "study-results/study/land_change.csv",
            "study-results/study/land_change_total.csv",
            "study-results/study/ledger.csv",
            "study-results/study/totals.json",
            "study-results/study/trajectories.csv",
            "study-results/study/transition_probabilities.csv",
            "study-results/study/transitions.csv",
            "study-results/tally.json",
            "study-results/trajectories.csv",
            "study-results/transition_probabilities.csv",
            "study-results/transitions.csv",
        ]
    );
}

/// 1200 x 1200 cells in tiles of 128: nine units of work, so that several threads have something to do.
fn nine_units() -> Home {
    let home = valleys();
    for (name, shift) in [("lulc_2000.tif", 0), ("lulc_2020.tif", 7)] {
        let class = |row: usize, col: usize| f64::from(((row * row + col * 3 + shift) / 50 % 3 + 1) as u32);
        let cells = (0..1200 * 1200).map(|cell| class(cell / 1200, cell % 1200)).collect();
        let options = &["TILED=YES", "BLOCKXSIZE=128", "BLOCKYSIZE=128", "COMPRESS=DEFLATE"];
        Raster { options, ..Raster::of_cells(1200, cells) }.write(&home.join(name));
    }
    let north = zone("North", Some("upper"), &rectangle([0.3, 0.3], [1150.0, 700.7]));
    let south = zone("South", None, &rectangle([100.2, 500.0], [1200.0, 1200.0]));
    home.write("zones.geojson", collection(&[north, south]));
    home
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let home = nine_units();
    for threads in [1, 2, 5] {
        let said = home.succeeds(&format!("run study.toml --threads {threads} --out by{threads}")).stderr;
        assert!(said.starts_with("reading 9 of 9 blocks, 1,440,000 cells in each epoch\n"), "{said}");
    }
    assert_eq!(home.contents("by1"), home.contents("by2"));
    assert_eq!(home.contents("by1"), home.contents("by5"));
}

#[test]
fn the_memory_that_is_allowed_is_enough_or_refused() {
    let home = nine_units();
    assert_snapshot!(home.fails("run study.toml --memory 1K"), @"
    exit status 1
    --- stderr
      × one thread needs about 72 MB for these rasters, --memory allows less than 1 MB
      help: allow more, or rewrite the rasters in tiles: gdal_translate -co TILED=YES -co
            COMPRESS=DEFLATE IN OUT
    ");
    assert_eq!(home.fails("check study.toml --memory 1K").stderr, home.fails("run study.toml --memory 1K").stderr);
    // What the message asks for is enough, and no more than enough.
    assert_eq!(home.fails("run study.toml --memory 71M").status, 1);
    home.succeeds("run study.toml --memory 72M --out small");
    home.succeeds("run study.toml --memory 200M --out large");
    assert_eq!(home.contents("small"), home.contents("large"));
}

#[test]
fn legends_are_listed_and_shown_with_their_source() {
    let home = Home::new();
    assert_snapshot!(home.succeeds("legends"), @"
    exit status 0
    --- stdout
    cgls_lc100        Copernicus CGLS-LC100 collection 3, discrete classification, 100 m
    clcd              CLCD, annual China Land Cover Dataset, 30 m
    cnlucd            CNLUCD, China multi-period land use and land cover, level 2 (30 m and 1 km)
    cnlucd_level1     CNLUCD, China multi-period land use and land cover, level 1
    corine            CORINE Land Cover, version 20, level 3, 100 m
    dynamic_world     Dynamic World V1, label band, 10 m
    esa_cci           ESA CCI and C3S land cover, versions 2.0.7 to 2.1.1, 300 m
    esri              Esri and Impact Observatory annual land cover from 2017, 10 m
    from_glc10        FROM-GLC10, version 2017v01, 10 m
    glc_fcs30d        GLC_FCS30D, global land cover with fine classes, 30 m
    globeland30       GlobeLand30, global land cover of 2000, 2010 and 2020, 30 m
    mapbiomas_brazil  MapBiomas Brazil, land cover and use, 30 m
    modis_igbp        MODIS MCD12Q1, collections 6 and 6.1, LC_Type1 (IGBP), 500 m
    nlcd              NLCD, National Land Cover Database of the USGS, releases 2001 to 2021, 30 m
    worldcover        ESA WorldCover, versions 100 (2020) and 200 (2021), 10 m
    ");
    assert_snapshot!(home.succeeds("legends clcd"), @"
    exit status 0
    --- stdout
    title: CLCD, annual China Land Cover Dataset, 30 m
    source: Yang J., Huang X. (2021), The 30 m annual land cover dataset and its dynamics in China from 1990 to 2019, Earth System Science Data 13:3907-3925
    confidence: codes high; colours medium (wetland is seen both as #289be8 and #2899e8)
    note: code 4 is grassland here and water in CNLUCD level 1; code 5 is water here and construction there

      code  color     parent  name
         1  #fae39c        -  Cropland
         2  #446f33        -  Forest
         3  #33a02c        -  Shrub
         4  #abd37b        -  Grassland
         5  #1e69b4        -  Water
         6  #a6cee3        -  Snow/Ice
         7  #cfbda3        -  Barren
         8  #e24290        -  Impervious
         9  #289be8        -  Wetland
    ");
}

#[test]
fn value_tables_are_listed_and_shown_with_sums_and_source() {
    let home = Home::new();
    assert_snapshot!(home.succeeds("values"), @"
    exit status 0
    --- stdout
    xie2003  Xie et al. 2003, equivalents of 9 services for 6 ecosystem types
    xie2008  Xie et al. 2008, equivalents of 9 services for 6 ecosystem types
    xie2015  Xie et al. 2015, equivalents of 11 services for 14 ecosystem types
    ");
    assert_snapshot!(home.succeeds("values xie2003"), @"
    exit status 0
    --- stdout
    title: Xie et al. 2003, equivalents of 9 services for 6 ecosystem types
    unit: equivalents, multiplied by the unit value E_a (currency per hectare and year)
    source: Xie G., Lu C., Leng Y., Zheng D., Li S. (2003), Ecological assets valuation of the Tibetan Plateau, Journal of Natural Resources 18(2):189-196
    note: construction land has no column; the convention is no value
    note: column total x 884.9 differs in the last digits from the unit values published with the table (62.71 x 884.9 = 55492.1 against 55489.0): do not mix them
    note: the grouping of services follows the one that Xie et al. (2015) give for their services of the same meaning; the 2003 and 2008 tables themselves print none

    service                    group         farmland   forest  grassland    water  wetland   desert
    gas_regulation             regulating        0.50     3.50       0.80     0.00     1.80     0.00
    climate_regulation         regulating        0.89     2.70       0.90     0.46    17.10     0.00
    water_conservation         regulating        0.60     3.20       0.80    20.38    15.50     0.03
    soil_formation_protection  supporting        1.46     3.90       1.95     0.01     1.71     0.02
    waste_treatment            regulating        1.64     1.31       1.31    18.18    18.18     0.01
    biodiversity               supporting        0.71     3.26       1.09     2.49     2.50     0.34
    food_production            provisioning      1.00     0.10       0.30     0.10     0.30     0.01
    raw_material               provisioning      0.10     2.60       0.05     0.01     0.07     0.00
    recreation_culture         cultural          0.01     1.28       0.04     4.34     5.55     0.01
    sum                                          6.91    21.85       7.24    45.97    62.71     0.42

    evidence
    farmland   every row and the total as printed by Zhao J. et al. 2019 (ChinaXiv 201909.00077 V1, table 1)
    forest     every row and the total as printed by Zhao J. et al. 2019 (ChinaXiv 201909.00077 V1, table 1)
    grassland  every row and the total as printed by Zhao J. et al. 2019 (ChinaXiv 201909.00077 V1, table 1)
    water      every row and the total as printed by Zhao J. et al. 2019 (ChinaXiv 201909.00077 V1, table 1)
    wetland    every row and the total as printed by Zhao J. et al. 2019 (ChinaXiv 201909.00077 V1, table 1)
    desert     every row as values over 1881.82 in Zhang S. et al. 2021 (ChinaXiv 202106.00080 V1, table 1, bare land) and over 67663.2 in Song M. et al. 2018 (ChinaXiv 201805.00099 V1)
    ");
}

#[test]
fn an_unknown_table_is_answered_with_the_nearest_one() {
    let home = Home::new();
    assert_snapshot!(home.fails("values xie203"), @r#"
    exit status 1
    --- stderr
      × no value table is called "xie203"
      help: did you mean `xie2003`?
    "#);
    assert_snapshot!(home.fails("legends corin"), @r#"
    exit status 1
    --- stderr
      × no legend is called "corin"
      help: did you mean `corine`?
    "#);
}

#[test]
fn a_preset_legend_names_the_classes() {
    let home = valleys();
    // 11 paddy field, 21 closed forest, 51 urban.
    let cells = |codes: [f64; 3]| Raster { nodata: None, ..Raster::of_cells(3, codes.to_vec()) };
    cells([11.0, 21.0, 51.0]).write(&home.join("lulc_2000.tif"));
    cells([11.0, 51.0, 51.0]).write(&home.join("lulc_2020.tif"));
    let study =
        "[[epoch]]\nyear = 2000\nraster = \"lulc_2000.tif\"\n[[epoch]]\nyear = 2020\nraster = \"lulc_2020.tif\"\n";
    home.write("study.toml", format!("{study}[legend]\npreset = \"cnlucd\"\n"));
    home.succeeds("run study.toml");
    let third = 1.0 / 3.0;
    let expected = format!(
        "zone,group,year,code,class,cells,area_ha,share\n\
         all,,2000,11,Paddy field,1,1,{third}\n\
         all,,2000,21,Closed forest (canopy>30%),1,1,{third}\n\
         all,,2000,51,Urban,1,1,{third}\n\
         all,,2020,11,Paddy field,1,1,{third}\n\
         all,,2020,21,Closed forest (canopy>30%),0,0,0\n\
         all,,2020,51,Urban,2,2,{}\n",
        2.0 / 3.0
    );
    assert_eq!(home.read("study-results/areas.csv"), expected);
}

#[test]
fn chinese_names_are_the_same_in_every_file() {
    let home = valleys();
    let zones = [
        zone("鹤岗市", Some("黑龙江"), &rectangle([0.0, 0.0], [6.0, 3.0])),
        zone("双鸭山市", Some("黑龙江"), &rectangle([0.0, 3.0], [6.0, 6.0])),
    ];
    home.write("zones.geojson", collection(&zones));
    home.write("legend.csv", "code,name\n1,耕地\n2,林地\n3,建设用地\n");
    home.write("gdp.csv", "zone,year,gdp\n鹤岗市,2020,36500\n双鸭山市,2020,13000\n");
    let ending = home.succeeds("run study.toml");
    assert!(ending.stderr.contains("2 in 1 groups: 鹤岗市, 双鸭山市"), "{ending}");
    let results = home.contents("study-results");
    let text = |name: &str| String::from_utf8(results[name].clone()).unwrap();
    for table in ["areas", "compensation", "ledger", "service_values", "trajectories", "transitions", "values"] {
        let table = format!("{table}.csv");
        assert!(text(&table).contains("\n鹤岗市,黑龙江,") && text(&table).contains("\n双鸭山市,黑龙江,"), "{table}");
        assert!(text(&format!("groups/{table}")).contains("\n黑龙江,"), "{table}");
    }
    assert!(text("areas.csv").contains(",耕地,") && text("study/totals.json").contains("\"耕地\""));
    assert!(text("tally.json").contains("\"双鸭山市\""));
}

#[test]
fn accounts_from_a_tally_take_the_names_of_the_study() {
    let home = valleys();
    home.succeeds("tally study.toml --out tallied --quiet");
    home.write("legend.csv", "code,name\n1,arable\n2,wood\n3,town\n");
    home.succeeds("account study.toml --tally tallied/tally.json --out accounts --quiet");
    home.succeeds("run study.toml --out whole --quiet");
    for table in ["areas.csv", "service_values.csv"] {
        let accounts = home.read(&format!("accounts/{table}"));
        assert!(accounts.contains(",arable,") && !accounts.contains(",field,"), "{accounts}");
        assert_eq!(accounts, home.read(&format!("whole/{table}")));
    }
}
