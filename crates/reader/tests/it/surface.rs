//! How much ground a cell covers: from the CRS, or from the study where there is none.

use crate::counting::raster_refusal;
use crate::ellipsoid::{CLARKE_IGN, Ellipsoid, KRASOVSKY, WGS84};
use crate::folder::Folder;
use crate::land_cover::{LandCover, METRIC, north_up};
use landledger_core::{Area, Cell, Surface};
use landledger_reader::{GroundSpec, Rasters, ReaderError};

/// Relative: the closed form is a difference of numbers that agree in their first two digits.
const CLOSED_FORM: f64 = 1e-12;

const PLANAR: GroundSpec = GroundSpec { planar: true, cell_area_m2: None };

const STATED: GroundSpec = GroundSpec { planar: false, cell_area_m2: Some(900.0) };

/// The surface of a raster of 3 rows and 4 columns.
fn surface(raster: &LandCover, spec: GroundSpec) -> Result<Surface, ReaderError> {
    let folder = Folder::new();
    crate::counting::open(&[raster.write(&folder, "land.tif")]).surface(spec)
}

fn in_crs(crs: &str, terms: [f64; 6]) -> LandCover {
    LandCover::uniform(3, 4).in_crs(crs).at(terms)
}

fn refusal(raster: &LandCover, spec: GroundSpec) -> String {
    let error = surface(raster, spec).unwrap_err();
    assert!(error.is_refusal() && error.way_out().is_some());
    let message = error.to_string();
    message[message.find("land.tif").unwrap()..].to_owned()
}

fn plane(square_metres: f64) -> Surface {
    Surface::plane(Area::from_square_metres(square_metres))
}

/// Rows of a raster of `step` degrees that begins at `top`, against the closed form.
fn assert_rows_measure(surface: &Surface, ellipsoid: Ellipsoid, top: f64, step: f64) {
    for row in 0..3 {
        let north = top - f64::from(row) * step;
        let expected = ellipsoid.area([north - step, north], step);
        let area = surface.cell_area(Cell { row: row as usize, col: 0 }).square_metres();
        assert!((area / expected - 1.0).abs() < CLOSED_FORM, "row {row}: {area} against {expected}");
    }
}

#[test]
fn cells_of_an_equal_area_projection_are_width_times_height() {
    let spec = GroundSpec::default();
    assert_eq!(surface(&in_crs(METRIC, north_up([500_000.0, 4e6], 30.0)), spec).unwrap(), plane(900.0));
    let oblong = in_crs(METRIC, [500_000.0, 30.0, 0.0, 4e6, 0.0, -20.0]);
    assert_eq!(surface(&oblong, spec).unwrap(), plane(600.0));
    let south_up = in_crs(METRIC, [500_000.0, 30.0, 0.0, 4e6, 0.0, 20.0]);
    assert_eq!(surface(&south_up, spec).unwrap(), plane(600.0));
}

#[test]
fn planar_us_survey_feet_become_metres() {
    // NAD83 / California zone 1 (ftUS). A US survey foot is 1200/3937 m.
    let foot = 1200.0 / 3937.0;
    let raster = in_crs("EPSG:2225", north_up([6_560_000.0, 1_640_000.0], 100.0));
    assert_eq!(surface(&raster, PLANAR).unwrap(), plane(10_000.0 * foot * foot));
}

#[test]
fn international_feet_and_kilometres_become_metres() {
    let crs = |units| format!("+proj=cea +lat_ts=30 +datum=WGS84 +units={units}");
    let terms = north_up([0.0, 0.0], 1.0);
    // A foot is 0.3048 m.
    assert_eq!(surface(&in_crs(&crs("ft"), terms), GroundSpec::default()).unwrap(), plane(0.3048 * 0.3048));
    assert_eq!(surface(&in_crs(&crs("km"), terms), GroundSpec::default()).unwrap(), plane(1e6));
}

#[test]
fn planar_areas_of_a_projection_are_width_times_height() {
    assert_eq!(surface(&in_crs("EPSG:3857", north_up([0.0, 8_399_737.0], 30.0)), PLANAR).unwrap(), plane(900.0));
}

#[test]
fn degrees_are_measured_on_the_ellipsoid_of_their_datum() {
    for (crs, ellipsoid) in [("EPSG:4326", WGS84), ("EPSG:4214", KRASOVSKY)] {
        let surface = surface(&in_crs(crs, north_up([110.0, 47.0], 0.5)), GroundSpec::default()).unwrap();
        assert_rows_measure(&surface, ellipsoid, 47.0, 0.5);
    }
}

#[test]
fn the_ellipsoids_of_wgs84_and_krasovsky_are_told_apart() {
    let rows = |crs| {
        surface(&in_crs(crs, north_up([110.0, 47.0], 0.5)), GroundSpec::default())
            .unwrap()
            .cell_area(Cell { row: 0, col: 0 })
    };
    let ratio = rows("EPSG:4214").square_metres() / rows("EPSG:4326").square_metres();
    // At 46.75 degrees the product of the radii of curvature, from Snyder 4-19 and 4-20.
    let [[m1, n1], [m2, n2]] = [WGS84.radii(46.75), KRASOVSKY.radii(46.75)];
    assert!((ratio - m2 * n2 / (m1 * n1)).abs() < 1e-9, "{ratio}");
    assert!((ratio - 1.0).abs() > 3e-5, "{ratio}");
}

#[test]
fn degrees_of_a_raster_whose_rows_run_north_measure_the_same() {
    let up = surface(&in_crs("EPSG:4326", north_up([110.0, 47.0], 0.5)), GroundSpec::default()).unwrap();
    let terms = [110.0, 0.5, 0.0, 45.5, 0.0, 0.5];
    let down = surface(&in_crs("EPSG:4326", terms), GroundSpec::default()).unwrap();
    for row in 0..3 {
        let (one, other) = (
            up.cell_area(Cell { row, col: 0 }).square_metres(),
            down.cell_area(Cell { row: 2 - row, col: 0 }).square_metres(),
        );
        assert!((one / other - 1.0).abs() < CLOSED_FORM);
    }
}

#[test]
fn grads_from_paris_are_measured_like_degrees() {
    // NTF (Paris): longitudes and latitudes in grads, 100 of them to a right angle, on Clarke's ellipsoid.
    let surface = surface(&in_crs("EPSG:4807", north_up([0.0, 54.0], 0.5)), GroundSpec::default()).unwrap();
    assert_rows_measure(&surface, CLARKE_IGN, 54.0 * 0.9, 0.5 * 0.9);
}

#[test]
fn latitudes_in_grads_may_pass_90() {
    // 95 grads are 85.5 degrees.
    assert!(surface(&in_crs("EPSG:4807", north_up([0.0, 95.0], 0.5)), GroundSpec::default()).is_ok());
    // 101 grads are 90.9 degrees.
    let message = refusal(&in_crs("EPSG:4807", north_up([0.0, 101.0], 0.5)), GroundSpec::default());
    assert!(message.starts_with("land.tif: its latitudes reach 90.9"), "{message}");
}

#[test]
fn without_a_crs_the_cell_area_must_be_stated() {
    let raster = LandCover::uniform(3, 4).without_crs();
    assert_eq!(surface(&raster, STATED).unwrap(), plane(900.0));
    for spec in [GroundSpec::default(), PLANAR] {
        assert_eq!(refusal(&raster, spec), "land.tif: it has no CRS, so the area of a cell is not known");
    }
}

#[test]
fn with_a_crs_the_cell_area_must_not_be_stated() {
    assert_eq!(
        refusal(&in_crs("EPSG:32650", north_up([500_000.0, 4e6], 30.0)), STATED),
        "land.tif: it has the CRS WGS 84 / UTM zone 50N (EPSG:32650), so `cell_area_m2` is not needed and could \
         contradict it"
    );
}

#[test]
fn a_crs_without_a_georeference_does_not_say_what_a_cell_covers() {
    let folder = Folder::new();
    let path = LandCover { terms: None, ..LandCover::uniform(3, 4) }.write(&folder, "land.tif");
    let refusal = raster_refusal(&path, None);
    assert!(refusal.ends_with(", but neither an origin nor a cell size"), "{refusal}");
}

#[test]
fn planar_areas_in_degrees_are_refused() {
    assert_eq!(
        refusal(&in_crs("EPSG:4326", north_up([110.0, 47.0], 0.5)), PLANAR),
        "land.tif: its CRS WGS 84 (EPSG:4326) is in degrees, where a cell has no planar area"
    );
}

#[test]
fn latitudes_beyond_the_poles_are_refused() {
    let north = in_crs("EPSG:4326", north_up([0.0, 90.5], 0.25));
    assert_eq!(refusal(&north, GroundSpec::default()), "land.tif: its latitudes reach 90.5 degrees");
    let south = in_crs("EPSG:4326", north_up([0.0, -89.0], 0.5));
    assert_eq!(refusal(&south, GroundSpec::default()), "land.tif: its latitudes reach -90.5 degrees");
    // x and y swapped: 110 degrees north.
    let swapped = in_crs("EPSG:4326", north_up([46.0, 110.0], 0.25));
    assert!(refusal(&swapped, GroundSpec::default()).starts_with("land.tif: its latitudes reach 1"));
}

#[test]
fn half_a_cell_beyond_the_poles_covers_no_ground() {
    // Cell centres at 90, 0 and -90 degrees: the outer rows stick out by half.
    let surface = surface(&in_crs("EPSG:4326", north_up([0.0, 135.0], 90.0)), GroundSpec::default()).unwrap();
    let expected = WGS84.area([45.0, 90.0], 90.0);
    let area = surface.cell_area(Cell { row: 0, col: 0 }).square_metres();
    assert!((area / expected - 1.0).abs() < CLOSED_FORM, "{area} against {expected}");
}

#[test]
fn a_crs_of_no_place_on_earth_is_refused() {
    let local = r#"LOCAL_CS["site grid",UNIT["metre",1]]"#;
    assert_eq!(
        refusal(&in_crs(local, north_up([0.0, 0.0], 10.0)), GroundSpec::default()),
        "land.tif: its CRS site grid is neither projected nor geographic"
    );
    assert!(refusal(&in_crs("EPSG:4978", north_up([0.0, 0.0], 10.0)), GroundSpec::default()).contains("neither"));
}

#[test]
fn heights_beside_the_plane_do_not_matter() {
    // WGS 84 with EGM96 height, and EASE-Grid 2.0 with it.
    let degrees = surface(&in_crs("EPSG:4326+5773", north_up([110.0, 47.0], 0.5)), GroundSpec::default()).unwrap();
    assert_rows_measure(&degrees, WGS84, 47.0, 0.5);
    let metres = in_crs("EPSG:6933+5773", north_up([500_000.0, 4e6], 30.0));
    assert_eq!(surface(&metres, GroundSpec::default()).unwrap(), plane(900.0));
}

#[test]
fn the_whole_grid_measures_what_its_rows_measure() {
    let folder = Folder::new();
    let path = in_crs("EPSG:4326", north_up([110.0, 47.0], 0.5)).write(&folder, "land.tif");
    let rasters: Rasters = crate::counting::open(&[path]);
    let surface = rasters.surface(GroundSpec::default()).unwrap();
    let whole = landledger_reader::Zones::whole(rasters.grid());
    let area = surface.polygon_area(&whole.set.zones()[0].outline).square_metres();
    let expected = WGS84.area([45.5, 47.0], 2.0);
    assert!((area / expected - 1.0).abs() < CLOSED_FORM, "{area} against {expected}");
}

#[test]
fn a_rotated_pole_is_refused() {
    // Its rows are no parallels, so that no row has the area that its latitude would give.
    let folder = Folder::new();
    let path = folder.file(
        "rotated.vrt",
        r#"<VRTDataset rasterXSize="3" rasterYSize="2">
             <SRS>GEOGCRS["rotated",BASEGEOGCRS["WGS 84",DATUM["World Geodetic System 1984",
               ELLIPSOID["WGS 84",6378137,298.257223563]]],
               DERIVINGCONVERSION["Pole rotation (GRIB convention)",METHOD["Pole rotation (GRIB convention)"],
               PARAMETER["Latitude of the southern pole (GRIB convention)",-30,ANGLEUNIT["degree",0.0174532925199433]],
               PARAMETER["Longitude of the southern pole (GRIB convention)",10,ANGLEUNIT["degree",0.0174532925199433]],
               PARAMETER["Axis rotation (GRIB convention)",0,ANGLEUNIT["degree",0.0174532925199433]]],
               CS[ellipsoidal,2],AXIS["latitude",north],AXIS["longitude",east],ANGLEUNIT["degree",0.0174532925199433]]</SRS>
             <GeoTransform>0, 0.1, 0, 1, 0, -0.1</GeoTransform>
             <VRTRasterBand dataType="Byte" band="1"/>
           </VRTDataset>"#,
    );
    let epoch = landledger_reader::EpochSpec { year: landledger_core::Year(2000), path, band: None };
    let rasters = Rasters::open(&[epoch]).unwrap();
    let error = rasters.surface(GroundSpec::default()).unwrap_err();
    assert!(error.to_string().ends_with("is neither projected nor geographic"), "{error}");
}
