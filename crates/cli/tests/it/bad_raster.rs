//! Rasters that are refused or break.

use crate::home::{Home, WITHOUT_GDAL_WORDS};
use crate::rasters::{HECTARES, Raster, block_offset};
use crate::valleys::{LULC_2000, LULC_2020, valleys};
use insta::{assert_snapshot, with_settings};

/// The study, with another raster for 2020.
fn valleys_with(later: &Raster) -> Home {
    let home = valleys();
    later.write(&home.join("lulc_2020.tif"));
    home
}

/// The study with both rasters changed alike, and without zones.
fn valleys_on(change: impl Fn(&mut Raster)) -> Home {
    let home = valleys();
    for (name, digits) in [("lulc_2000.tif", LULC_2000), ("lulc_2020.tif", LULC_2020)] {
        let mut raster = Raster::of_digits(&digits);
        change(&mut raster);
        raster.write(&home.join(name));
    }
    let study = home.read("study.toml");
    let (before, zones) = study.split_once("[zones]").unwrap();
    let (_, after) = zones.split_once("[value]").unwrap();
    home.write("study.toml", format!("{before}[value]{after}"));
    home.write("gdp.csv", "zone,year,gdp\nall,2020,1000\n");
    home
}

#[test]
fn a_raster_that_is_not_there_is_named() {
    let home = valleys();
    home.remove("lulc_2020.tif");
    assert_snapshot!(home.fails("run study.toml"), @"
    exit status 1
    --- stderr
      × lulc_2020.tif does not exist
      help: paths are relative to the study file
    ");
}

#[test]
fn a_text_file_is_no_raster_whatever_its_name() {
    let home = valleys();
    home.write("lulc_2020.tif", "1 1 1\n2 2 2\n");
    with_settings!({filters => WITHOUT_GDAL_WORDS}, {
        assert_snapshot!(home.fails("run study.toml"), @"
        exit status 1
        --- stderr
          × lulc_2020.tif is not a raster that GDAL can open: [GDAL's words]
          help: `gdalinfo FILE` must be able to read it
        ");
    });
}

#[test]
fn an_empty_file_is_no_raster() {
    let home = valleys();
    home.write("lulc_2020.tif", "");
    with_settings!({filters => WITHOUT_GDAL_WORDS}, {
        assert_snapshot!(home.fails("run study.toml"), @"
        exit status 1
        --- stderr
          × lulc_2020.tif is not a raster that GDAL can open: [GDAL's words]
          help: `gdalinfo FILE` must be able to read it
        ");
    });
}

#[test]
fn a_raster_cut_off_in_its_directory_is_refused() {
    let home = valleys();
    let bytes = std::fs::read(home.join("lulc_2020.tif")).unwrap();
    home.write("lulc_2020.tif", &bytes[..20]);
    with_settings!({filters => WITHOUT_GDAL_WORDS}, {
        assert_snapshot!(home.fails("run study.toml"), @"
        exit status 1
        --- stderr
          × lulc_2020.tif is not a raster that GDAL can open: [GDAL's words]
          help: `gdalinfo FILE` must be able to read it
        ");
    });
}

/// 1200 rows and columns of scattered classes in tiles of 256, which are read in units of 512.
fn tiled() -> Raster {
    let mut state = 1u32;
    let mut scattered = || {
        // Numerical Recipes, section 7.1: the quick and dirty generator.
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(1 + (state >> 16) % 3)
    };
    let options = &["TILED=YES", "BLOCKXSIZE=256", "BLOCKYSIZE=256", "COMPRESS=DEFLATE"];
    Raster { options, ..Raster::of_cells(1200, (0..1200 * 1200).map(|_| scattered()).collect()) }
}

#[test]
fn a_corrupt_block_fails_with_the_file_and_the_place() {
    let home = valleys_on(|raster| *raster = tiled());
    let path = home.join("lulc_2020.tif");
    // The third tile of five in both directions: rows and columns 512 to 767.
    let start = block_offset(&path, [2, 2]);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[start..start + 2000].fill(0xff);
    home.write("lulc_2020.tif", bytes);
    with_settings!({filters => WITHOUT_GDAL_WORDS}, {
        assert_snapshot!(home.fails("run study.toml --quiet"), @"
        exit status 2
        --- stderr
          × lulc_2020.tif cannot be read at rows 512 to 767, columns 512 to 767: [GDAL's words]
          help: the file is damaged or incomplete there: copy or download it again, and compare sizes
        ");
    });
}

#[test]
fn a_raster_cut_off_in_its_cells_fails_with_the_file_and_the_place() {
    let home = valleys_on(|raster| *raster = tiled());
    let path = home.join("lulc_2020.tif");
    // Half of the last tile is there: rows and columns 1024 to 1199.
    let start = block_offset(&path, [4, 4]);
    let bytes = std::fs::read(&path).unwrap();
    home.write("lulc_2020.tif", &bytes[..usize::midpoint(start, bytes.len())]);
    with_settings!({filters => WITHOUT_GDAL_WORDS}, {
        assert_snapshot!(home.fails("run study.toml --quiet"), @"
        exit status 2
        --- stderr
          × lulc_2020.tif cannot be read at rows 1024 to 1199, columns 1024 to 1199: [GDAL's words]
          help: the file is damaged or incomplete there: copy or download it again, and compare sizes
        ");
    });
}

#[test]
fn a_grid_shifted_by_half_a_cell_is_refused_with_the_command_that_mends_it() {
    let [x, width, _, y, _, height] = HECTARES;
    let terms = [x + width / 2.0, width, 0.0, y, 0.0, height];
    assert_snapshot!(valleys_with(&Raster { terms, ..Raster::of_digits(&LULC_2020) }).fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × lulc_2020.tif does not lie on the grid of lulc_2000.tif: it is shifted by 0.500 cells to the
      │ right
      help: put it on the first epoch's grid: gdalwarp -r near -t_srs 'EPSG:6933' -te 1000 1400 1600
            2000 -ts 6 6 'lulc_2020.tif' 'lulc_2020_aligned.tif'; or have that done while it is read,
            with align = "nearest" under [study]
    "#);
}

#[test]
fn a_grid_of_another_size_is_refused() {
    assert_snapshot!(valleys_with(&Raster::of_digits(&LULC_2020[..5])).fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × lulc_2020.tif does not lie on the grid of lulc_2000.tif: it has 5 rows x 6 columns, expected 6
      │ x 6
      help: put it on the first epoch's grid: gdalwarp -r near -t_srs 'EPSG:6933' -te 1000 1400 1600
            2000 -ts 6 6 'lulc_2020.tif' 'lulc_2020_aligned.tif'; or have that done while it is read,
            with align = "nearest" under [study]
    "#);
}

#[test]
fn cells_of_another_size_are_refused() {
    let [x, width, _, y, _, height] = HECTARES;
    let terms = [x, width * 2.0, 0.0, y, 0.0, height * 2.0];
    assert_snapshot!(valleys_with(&Raster { terms, ..Raster::of_digits(&LULC_2020) }).fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × lulc_2020.tif does not lie on the grid of lulc_2000.tif: its cells measure 200 x -200,
      │ expected 100 x -100
      help: put it on the first epoch's grid: gdalwarp -r near -t_srs 'EPSG:6933' -te 1000 1400 1600
            2000 -ts 6 6 'lulc_2020.tif' 'lulc_2020_aligned.tif'; or have that done while it is read,
            with align = "nearest" under [study]
    "#);
}

#[test]
fn another_crs_is_refused() {
    let crs = Some(32_650);
    assert_snapshot!(valleys_with(&Raster { crs, ..Raster::of_digits(&LULC_2020) }).fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × lulc_2020.tif does not lie on the grid of lulc_2000.tif: its CRS is WGS 84 / UTM zone 50N
      │ (EPSG:32650), expected WGS 84 / NSIDC EASE-Grid 2.0 Global (EPSG:6933)
      help: put it on the first epoch's grid: gdalwarp -r near -t_srs 'EPSG:6933' -te 1000 1400 1600
            2000 -ts 6 6 'lulc_2020.tif' 'lulc_2020_aligned.tif'; or have that done while it is read,
            with align = "nearest" under [study]
    "#);
}

#[test]
fn a_crs_on_one_epoch_only_is_refused() {
    let crs = None;
    assert_snapshot!(valleys_with(&Raster { crs, ..Raster::of_digits(&LULC_2020) }).fails("run study.toml"), @"
    exit status 1
    --- stderr
      × lulc_2020.tif does not lie on the grid of lulc_2000.tif: it has no CRS, expected WGS 84 /
      │ NSIDC EASE-Grid 2.0 Global (EPSG:6933)
      help: if its coordinates are in that CRS, assign it: gdal_edit.py -a_srs 'EPSG:6933'
            'lulc_2020.tif'
    ");
}

#[test]
fn rasters_without_a_crs_need_a_stated_cell_area() {
    let home = valleys_on(|raster| raster.crs = None);
    assert_snapshot!(home.fails("run study.toml"), @"
    exit status 1
    --- stderr
      × lulc_2000.tif: it has no CRS, so the area of a cell is not known
      help: assign one with `gdal_edit.py -a_srs EPSG:CODE FILE`, or state `cell_area_m2` under
            [study]
    ");
    home.replace("study.toml", "currency", "cell_area_m2 = 10000\ncurrency");
    home.succeeds("run study.toml");
    assert!(home.read("study-results/areas.csv").contains("all,,2000,1,field,16,16,"));
}

#[test]
fn cells_that_together_are_larger_than_any_ground_are_refused() {
    let home = valleys_on(|raster| {
        raster.crs = None;
        // 3200 x 3200 cells of 1e12 m2 are 1.024e19 m2.
        raster.cols = 3200;
        raster.cells = vec![1.0; 3200 * 3200];
    });
    home.replace("study.toml", "currency", "cell_area_m2 = 1e12\ncurrency");
    let ending = home.fails("run study.toml");
    assert_eq!(ending.status, 1);
    assert!(ending.stderr.contains("10240000 cells of 1000000000000 m2 are 1.024e19 m2"), "{}", ending.stderr);
}

#[test]
fn a_cell_area_beside_a_crs_is_refused() {
    let home = valleys();
    home.replace("study.toml", "currency", "cell_area_m2 = 900\ncurrency");
    assert_snapshot!(home.fails("run study.toml"), @"
    exit status 1
    --- stderr
      × lulc_2000.tif: it has the CRS WGS 84 / NSIDC EASE-Grid 2.0 Global (EPSG:6933), so
      │ `cell_area_m2` is not needed and could contradict it
      help: remove `cell_area_m2`
    ");
}

#[test]
fn a_cell_area_of_zero_is_refused() {
    let home = valleys_on(|raster| raster.crs = None);
    home.replace("study.toml", "currency", "cell_area_m2 = 0\ncurrency");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × `cell_area_m2` is 0, expected 0.0001 to 1e12
       ╭─[study.toml:3:16]
     2 │ title = "Two valleys"
     3 │ cell_area_m2 = 0
       ·                ┬
       ·                ╰── square metres of one cell
     4 │ currency = "CNY"
       ╰────
      help: a 30 m cell has 900
    "#);
}

#[test]
fn planar_areas_are_refused_in_degrees() {
    let home = valleys_on(|raster| {
        raster.crs = Some(4326);
        raster.terms = [110.0, 0.01, 0.0, 40.0, 0.0, -0.01];
    });
    home.replace("study.toml", "currency", "area = \"planar\"\ncurrency");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × lulc_2000.tif: its CRS WGS 84 (EPSG:4326) is in degrees, where a cell has no planar area
      help: remove `area = "planar"`
    "#);
}

#[test]
fn latitudes_beyond_the_pole_are_refused() {
    let home = valleys_on(|raster| raster.crs = Some(4326));
    assert_snapshot!(home.fails("run study.toml"), @"
    exit status 1
    --- stderr
      × lulc_2000.tif: its latitudes reach 1400 degrees
      help: the georeference is wrong, or x and y are swapped: check it with `gdalinfo`
    ");
}

#[test]
fn a_rotated_raster_is_refused() {
    let home = valleys_on(|raster| raster.terms[2] = 50.0);
    assert_snapshot!(home.fails("run study.toml"), @"
    exit status 1
    --- stderr
      × lulc_2000.tif is rotated or sheared (geotransform terms 50 and 0): rows must run along the x
      │ axis (straighten it with `gdalwarp -r near`)
      × lulc_2020.tif is rotated or sheared (geotransform terms 50 and 0): rows must run along the x
      │ axis (straighten it with `gdalwarp -r near`)
    2 problems; nothing was written
    ");
}

#[test]
fn codes_that_the_legend_has_not_are_counted_and_shown_where_they_come_first() {
    // Under the zones: five 7s, the first in row 1 and column 2; two 9s from row 3 and column 0.
    let later = ["111222", "117722", "177223", "912233", "931133", "221333"];
    assert_snapshot!(valleys_with(&Raster::of_digits(&later)).fails("run study.toml --quiet"), @"
    exit status 1
    --- stderr
      × lulc_2020.tif (2020) holds codes that are not in the legend (legend.csv) and not nodata, in 6
      │ cells under the zones:
      │   7: 4 cells, first at row 1, column 2 (x 1250, y 1850)
      │   9: 2 cells, first at row 3, column 0 (x 1050, y 1650)
      help: add them to the legend, or list them under [legend] as nodata = [...]
    ");
}

#[test]
fn a_resampled_raster_of_fractions_is_refused() {
    let mut later = Raster { is_float: true, ..Raster::of_digits(&LULC_2020) };
    later.cells[7] = 1.5;
    later.cells[8] = 2.25;
    assert_snapshot!(valleys_with(&later).fails("run study.toml --quiet"), @"
    exit status 1
    --- stderr
      × lulc_2020.tif (2020) holds values that are no class codes (legend.csv) and not nodata, in 2
      │ cells under the zones:
      │   1.5: 1 cells, first at row 1, column 1 (x 1150, y 1850)
      │   2.25: 1 cells, first at row 1, column 2 (x 1250, y 1850)
      help: class codes are whole numbers: if the raster was resampled, do it again with the nearest
            neighbour (gdalwarp -r near)
    ");
}

#[test]
fn floats_without_fractions_are_accepted() {
    let later = Raster { is_float: true, ..Raster::of_digits(&LULC_2020) };
    let home = valleys_with(&later);
    home.succeeds("run study.toml");
    let bytes = valleys();
    bytes.succeeds("run study.toml");
    assert_eq!(home.read("study-results/areas.csv"), bytes.read("study-results/areas.csv"));
}

#[test]
fn one_of_several_bands_must_be_chosen() {
    let later = Raster { bands: 3, ..Raster::of_digits(&LULC_2020) };
    let home = valleys_with(&later);
    assert_snapshot!(home.fails("run study.toml"), @"
    exit status 1
    --- stderr
      × lulc_2020.tif: it has 3 bands (say which one holds the classes with `band = n`)
    ");
    home.replace("study.toml", "\"lulc_2020.tif\"", "\"lulc_2020.tif\"\nband = 3");
    home.succeeds("run study.toml");
}

#[test]
fn a_band_that_is_not_there_is_refused() {
    let home = valleys();
    home.replace("study.toml", "\"lulc_2020.tif\"", "\"lulc_2020.tif\"\nband = 2");
    assert_snapshot!(home.fails("run study.toml"), @"
    exit status 1
    --- stderr
      × lulc_2020.tif: it has no band 2, only 1 to 1
    ");
    home.replace("study.toml", "band = 2", "band = 0");
    assert_snapshot!(home.fails("run study.toml"), @r#"
    exit status 1
    --- stderr
      × 0 is no band
        ╭─[study.toml:12:8]
     11 │ raster = "lulc_2020.tif"
     12 │ band = 0
        ·        ┬
        ·        ╰── expected 1 or more
     13 │
        ╰────
      help: bands are counted from 1
    "#);
}
