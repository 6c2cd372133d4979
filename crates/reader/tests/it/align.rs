//! Rasters of one study lie on one grid, whatever their files call it.

use crate::counting::{open, refusals};
use crate::folder::Folder;
use crate::land_cover::{CORNER, Cells, LandCover, UTM_50N, north_up};
use gdal::spatial_ref::SpatialRef;
use landledger_reader::{Rasters, ReaderError};
use std::path::PathBuf;

/// A virtual raster that says its CRS in exactly these words. GeoTIFF would translate them into keys.
fn in_words(folder: &Folder, name: &str, crs: &str, terms: [f64; 6]) -> PathBuf {
    let crs = crs.replace('&', "&amp;").replace('<', "&lt;");
    let terms = terms.map(|term| term.to_string()).join(", ");
    folder.file(
        name,
        format!(
            r#"<VRTDataset rasterXSize="4" rasterYSize="3">
                 <SRS>{crs}</SRS>
                 <GeoTransform>{terms}</GeoTransform>
                 <VRTRasterBand dataType="Byte" band="1"/>
               </VRTDataset>"#
        ),
    )
}

const UTM: [f64; 6] = [500_000.0, 100.0, 0.0, 4_000_000.0, 0.0, -100.0];

/// A place in the north-east of China, cells of 1 second.
const NORTH_EAST: [f64; 6] = [130.0, 1.0 / 3600.0, 0.0, 47.0, 0.0, -1.0 / 3600.0];

/// The Ordos basin, cells of 1 second.
const ORDOS: [f64; 6] = [109.0, 1.0 / 3600.0, 0.0, 38.0, 0.0, -1.0 / 3600.0];

/// True when both rasters are taken to lie on the same grid.
fn are_one_grid(terms: [f64; 6], one: &str, other: &str) -> bool {
    let folder = Folder::new();
    let paths = [in_words(&folder, "one.vrt", one, terms), in_words(&folder, "other.vrt", other, terms)];
    Rasters::open(&crate::counting::epochs(&paths)).is_ok()
}

fn epsg(code: u32) -> SpatialRef {
    SpatialRef::from_epsg(code).unwrap()
}

/// The ESRI dialect of well-known text.
fn esri(code: u32) -> String {
    let srs = epsg(code);
    srs.morph_to_esri().unwrap();
    srs.to_wkt().unwrap()
}

fn pairwise(spellings: &[String]) -> impl Iterator<Item = (&str, &str)> {
    spellings.iter().flat_map(|one| spellings.iter().map(move |other| (one.as_str(), other.as_str())))
}

#[test]
fn one_crs_in_different_words_is_one_crs() {
    let utm = epsg(32650);
    let spellings = [
        UTM_50N.to_owned(),
        utm.to_wkt().unwrap(),
        esri(32650),
        utm.to_proj4().unwrap(),
        utm.to_projjson().unwrap(),
        "+proj=tmerc +lat_0=0 +lon_0=117 +k=0.9996 +x_0=500000 +y_0=0 +datum=WGS84 +units=m".to_owned(),
    ];
    for (one, other) in pairwise(&spellings) {
        assert!(are_one_grid(UTM, one, other), "{one}\nagainst\n{other}");
    }
}

#[test]
fn one_geographic_crs_in_different_words_is_one_crs() {
    let wgs84 = epsg(4326);
    let spellings = ["EPSG:4326", "OGC:CRS84", "+proj=longlat +datum=WGS84", "+proj=longlat +ellps=WGS84"];
    let mut spellings = spellings.map(str::to_owned).to_vec();
    spellings.extend([wgs84.to_wkt().unwrap(), esri(4326)]);
    for (one, other) in pairwise(&spellings) {
        assert!(are_one_grid(NORTH_EAST, one, other), "{one}\nagainst\n{other}");
    }
}

#[test]
fn the_albers_of_chinese_products_is_one_crs_in_different_words() {
    // As in CNLUCD's own files, and as PROJ writes it. The datum is not known, only its ellipsoid.
    let spellings = [
        r#"PROJCS["Krasovsky_1940_Albers",GEOGCS["GCS_Krasovsky_1940",DATUM["D_Krasovsky_1940",SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Albers"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",105.0],PARAMETER["Standard_Parallel_1",25.0],PARAMETER["Standard_Parallel_2",47.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#,
        "+proj=aea +lat_0=0 +lon_0=105 +lat_1=25 +lat_2=47 +x_0=0 +y_0=0 +ellps=krass +units=m",
        "+proj=aea +lat_0=0 +lon_0=105 +lat_1=25 +lat_2=47 +a=6378245 +rf=298.3",
    ]
    .map(str::to_owned);
    let terms = north_up([1_800_000.0, 5_300_000.0], 30.0);
    for (one, other) in pairwise(&spellings) {
        assert!(are_one_grid(terms, one, other), "{one}\nagainst\n{other}");
    }
}

#[test]
fn wgs84_and_cgcs2000_are_one_grid() {
    // Their ellipsoids differ by 0.1 mm in the semi-minor axis and PROJ knows no shift between them; what
    // plate motion since 2000 adds is well below a metre.
    assert!(are_one_grid(NORTH_EAST, "EPSG:4326", "EPSG:4490"));
    // UTM zone 50N and 3-degree Gauss-Kruger CM 117E differ in scale factor, so they are two grids; the
    // zone 50 with CGCS2000 is the same.
    assert!(are_one_grid(UTM, UTM_50N, "+proj=utm +zone=50 +ellps=GRS80"));
    assert!(!are_one_grid(UTM, UTM_50N, "EPSG:4548"));
}

#[test]
fn other_zones_hemispheres_projections_and_units_are_refused() {
    for other in ["EPSG:32651", "EPSG:32750", "EPSG:3857", "EPSG:4326", "+proj=utm +zone=50 +datum=WGS84 +units=ft"] {
        assert!(!are_one_grid(UTM, UTM_50N, other), "{other}");
        assert!(!are_one_grid(UTM, other, UTM_50N), "{other}");
    }
}

#[test]
fn beijing_1954_is_not_wgs84_where_proj_knows_the_shift() {
    assert!(!are_one_grid(ORDOS, "EPSG:4326", "EPSG:4214"));
    assert!(!are_one_grid(ORDOS, "EPSG:4214", "EPSG:4326"));
}

/// Datums with another ellipsoid lie some 100 m apart in China: three cells of 30 m.
#[test]
fn datums_on_different_ellipsoids_are_not_one_grid_where_proj_knows_no_shift() {
    // Beijing 1954 is Krasovsky's ellipsoid (a = 6378245 m), Xian 1980 IAG 1975 (6378140 m), the others 6378137 m.
    for (one, other) in
        [("EPSG:4214", "EPSG:4326"), ("EPSG:4214", "EPSG:4490"), ("EPSG:4610", "EPSG:4326"), ("EPSG:4610", "EPSG:4490")]
    {
        assert!(!are_one_grid(NORTH_EAST, one, other), "{one} and {other}");
        assert!(!are_one_grid(NORTH_EAST, other, one), "{other} and {one}");
    }
}

#[test]
fn another_crs_is_refused_in_words() {
    let folder = Folder::new();
    let first = in_words(&folder, "first.vrt", UTM_50N, UTM);
    let second = in_words(&folder, "second.vrt", "EPSG:32651", UTM);
    assert_eq!(
        refusals(&[first.clone(), second.clone()]),
        [format!(
            "{} does not lie on the grid of {}: its CRS is WGS 84 / UTM zone 51N (EPSG:32651), expected WGS 84 / UTM \
             zone 50N (EPSG:32650)",
            second.display(),
            first.display()
        )]
    );
}

#[test]
fn a_crs_on_one_side_only_is_refused_both_ways() {
    let folder = Folder::new();
    let with = LandCover::uniform(2, 2).write(&folder, "with.tif");
    let without = LandCover::uniform(2, 2).without_crs().write(&folder, "without.tif");
    let (with_name, without_name) = (with.display().to_string(), without.display().to_string());
    assert_eq!(
        refusals(&[with.clone(), without.clone()]),
        [format!(
            "{without_name} does not lie on the grid of {with_name}: it has no CRS, expected WGS 84 / NSIDC EASE-Grid 2.0 Global \
             (EPSG:6933)"
        )]
    );
    assert_eq!(
        refusals(&[without, with]),
        [format!(
            "{with_name} does not lie on the grid of {without_name}: it has the CRS WGS 84 / NSIDC EASE-Grid 2.0 Global \
             (EPSG:6933), the first epoch has none"
        )]
    );
}

#[test]
fn two_rasters_without_crs_share_a_grid() {
    let folder = Folder::new();
    let write = |name| LandCover::uniform(2, 2).without_crs().write(&folder, name);
    assert!(open(&[write("a.tif"), write("b.tif")]).crs().is_none());
}

/// What is said about a second raster whose corner is off by these shares of a cell, east and south.
fn said_of_a_shift(east: f64, south: f64) -> Vec<String> {
    let folder = Folder::new();
    let corner = [CORNER[0] + east * 100.0, CORNER[1] - south * 100.0];
    let paths = [
        LandCover::uniform(3, 4).write(&folder, "first.tif"),
        LandCover::uniform(3, 4).at(north_up(corner, 100.0)).write(&folder, "second.tif"),
    ];
    match Rasters::open(&crate::counting::epochs(&paths)) {
        Ok(_) => vec![],
        Err(errors) => errors.into_iter().flat_map(differences).collect(),
    }
}

fn differences(error: ReaderError) -> Vec<String> {
    match error {
        ReaderError::Misaligned { differences, .. } => differences,
        other => panic!("expected a misalignment, got {other}"),
    }
}

#[test]
fn a_shift_is_told_in_cells_and_direction() {
    assert_eq!(said_of_a_shift(0.5, 0.5), ["it is shifted by 0.500 cells to the right and 0.500 cells down"]);
    assert_eq!(said_of_a_shift(-0.5, 0.0), ["it is shifted by 0.500 cells to the left"]);
    assert_eq!(said_of_a_shift(0.0, -3.0), ["it is shifted by 3.000 cells up"]);
}

#[test]
fn a_thousandth_of_a_cell_is_the_limit_of_a_shift() {
    for off in [0.0005, -0.0005] {
        assert!(said_of_a_shift(off, 0.0).is_empty());
        assert!(said_of_a_shift(0.0, off).is_empty());
    }
    assert_eq!(said_of_a_shift(0.002, 0.0), ["it is shifted by 0.002 cells to the right"]);
    assert_eq!(said_of_a_shift(0.0, 0.002), ["it is shifted by 0.002 cells down"]);
}

#[test]
fn a_raster_upside_down_is_not_the_same_grid() {
    let folder = Folder::new();
    let north_up = LandCover::uniform(3, 4).write(&folder, "north_up.tif");
    // The same ground, rows from south to north.
    let south_up = LandCover::uniform(3, 4)
        .at([CORNER[0], 100.0, 0.0, CORNER[1] - 300.0, 0.0, 100.0])
        .write(&folder, "south_up.tif");
    let said = refusals(&[north_up, south_up]);
    assert!(said[0].ends_with("its cells measure 100 x 100, expected 100 x -100"), "{said:?}");
}

#[test]
fn every_problem_of_every_raster_is_told_at_once() {
    let folder = Folder::new();
    let paths = [
        LandCover::uniform(3, 4).write(&folder, "first.tif"),
        folder.path("missing.tif"),
        LandCover::uniform(4, 4).at(north_up([CORNER[0] + 50.0, CORNER[1]], 100.0)).write(&folder, "both.tif"),
        LandCover::uniform(3, 4).write(&folder, "sound.tif"),
        folder.file("text.tif", "no raster"),
        LandCover::uniform(3, 4).and_band([[1, 1, 1, 1]; 3]).write(&folder, "bands.tif"),
        LandCover::uniform(3, 4).at(north_up(CORNER, 30.0)).stored_as(Cells::Float32).write(&folder, "fine.tif"),
        LandCover::uniform(3, 4).at([CORNER[0], 100.0, 1.0, CORNER[1], 1.0, -100.0]).write(&folder, "turned.tif"),
    ];
    let name = |index: usize| paths[index].display().to_string();
    let first = name(0);
    assert_eq!(
        refusals(&paths),
        [
            format!("{} does not exist", name(1)),
            format!("{} is not a raster that GDAL can open", name(4)),
            format!("{}: it has 2 bands (say which one holds the classes with `band = n`)", name(5)),
            format!(
                "{} is rotated or sheared (geotransform terms 1 and 1): rows must run along the x axis (straighten it \
                 with `gdalwarp -r near`)",
                name(7)
            ),
            format!(
                "{} does not lie on the grid of {first}: it has 4 rows x 4 columns, expected 3 x 4; it is shifted by \
                 0.500 cells to the right",
                name(2)
            ),
            format!("{} does not lie on the grid of {first}: its cells measure 30 x -30, expected 100 x -100", name(6)),
        ]
    );
}

#[test]
fn the_way_out_is_a_warp_onto_the_first_grid() {
    let folder = Folder::new();
    let paths = [
        LandCover::uniform(3, 4).write(&folder, "first.tif"),
        LandCover::uniform(3, 4).at(north_up([CORNER[0] + 50.0, CORNER[1]], 100.0)).write(&folder, "moved.tif"),
    ];
    let error = Rasters::open(&crate::counting::epochs(&paths)).unwrap_err().remove(0);
    // Left, bottom, right and top of 4 columns and 3 rows of 100 m.
    assert_eq!(
        error.way_out().unwrap(),
        format!(
            "put it on the first epoch's grid: gdalwarp -r near -t_srs 'EPSG:6933' -te 500000 3999700 500400 4000000 \
             -ts 4 3 '{}' 'moved_aligned.tif'; or have that done while it is read, with align = \"nearest\" under [study]",
            paths[1].display()
        )
    );
}

#[test]
fn a_rotation_below_a_thousandth_of_a_cell_is_rounding() {
    let folder = Folder::new();
    // Over 3 rows the corner moves by 3 x 0.01 m = 0.0003 cells.
    let path = LandCover::uniform(3, 4).at([CORNER[0], 100.0, 0.01, CORNER[1], 0.0, -100.0]).write(&folder, "a.tif");
    assert_eq!(open(&[path]).grid().cell_x, 100.0);
}
