//! What `check` says of the codes in the rasters, beside the legend of the study.

use crate::home::Home;
use crate::rasters::Raster;
use crate::valleys::{LULC_2020, valleys};

fn checked(home: &Home) -> String {
    home.succeeds("check study.toml").stdout
}

#[test]
fn presets_that_know_all_codes_are_named_and_none_is_taken() {
    let home = valleys();
    let said = checked(&home);
    assert!(said.contains("codes  1, 2, 3; presets that know all of them: clcd, cnlucd_level1,"), "{said}");
    assert!(said.contains("legend  legend.csv, 3 classes"), "{said}");
    // 97 is in none.
    let mut raster = Raster::of_digits(&LULC_2020);
    raster.cells[0] = 97.0;
    raster.write(&home.join("lulc_2020.tif"));
    assert!(checked(&home).contains("codes  1, 2, 3, 97; no preset legend knows all of them"));
}

#[test]
fn a_code_that_a_run_would_refuse_is_told_before() {
    let home = valleys();
    home.write("legend.csv", "code,name\n1,field\n3,town\n");
    home.replace("study.toml", "\"2\" = { farm = 0.25, forest = 0.75 }\n", "");
    let said = checked(&home);
    let note =
        "the rasters hold 2, which are not in the legend and not nodata: where they lie in a zone, a run is refused";
    assert!(said.contains(note), "{said}");
    assert_eq!(home.command("run study.toml --quiet").status, 1);
}

#[test]
fn a_code_that_means_nodata_in_the_product_is_told_and_not_applied() {
    let home = valleys();
    // GLC_FCS30D keeps 0 and 250 for what has no data; 10 and 20 are croplands of it.
    for year in [2000, 2020] {
        let mut raster = Raster::of_digits(&LULC_2020);
        raster.nodata = None;
        raster.cells.iter_mut().for_each(|cell| *cell = if *cell == 1.0 { 10.0 } else { 20.0 });
        raster.cells[35] = 250.0;
        raster.write(&home.join(&format!("lulc_{year}.tif")));
    }
    let study = home.read("study.toml");
    let land_only = study.split("[value]").next().unwrap().replace("file = \"legend.csv\"", "preset = \"glc_fcs30d\"");
    home.write("study.toml", land_only);
    let said = checked(&home);
    let note = "250 means nodata in glc_fcs30d and occurs in the rasters: say nodata = [250] under [legend]";
    assert!(said.contains(note), "{said}");
    home.replace("study.toml", "preset = \"glc_fcs30d\"", "preset = \"glc_fcs30d\"\nnodata = [250]");
    assert!(!checked(&home).contains("means nodata"));
}

#[test]
fn rasters_that_hold_no_class_of_the_legend_are_told() {
    let home = valleys();
    home.write("legend.csv", "code,name\n11,field\n12,wood\n13,town\n");
    home.replace("study.toml", "\"1\" = \"farm\"\n\"2\" = { farm = 0.25, forest = 0.75 }\n\"3\"", "\"11\"");
    let said = checked(&home);
    assert!(said.contains("the rasters hold no class of the legend at all: is it that of another product?"), "{said}");
}
