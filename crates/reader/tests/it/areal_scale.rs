//! The areal scale of projections, against formulas and PROJ.

use crate::ellipsoid::WGS84;
use crate::folder::Folder;
use crate::land_cover::{LandCover, north_up};
use gdal::spatial_ref::{AxisMappingStrategy, CoordTransform, SpatialRef};
use landledger_reader::{ArealScale, EQUAL_AREA_WITHIN};

/// What the scale is asked to be good to.
const RELATIVE: f64 = 1e-6;

/// Scales of a grid of 4 x 4 cells of `cell` CRS units around a place in a CRS.
fn scales_around(crs: &str, [x, y]: [f64; 2], cell: f64) -> Vec<ArealScale> {
    let folder = Folder::new();
    let terms = north_up([x - 2.0 * cell, y + 2.0 * cell], cell);
    let path = LandCover::uniform(4, 4).in_crs(crs).at(terms).write(&folder, "land.tif");
    crate::counting::open(&[path]).areal_scales()
}

/// Scale at the place itself.
fn scale_at(crs: &str, place: [f64; 2]) -> f64 {
    let scales = scales_around(crs, place, 1.0);
    assert_eq!(scales[0].place, "centre");
    scales[0].scale
}

/// Where PROJ puts a longitude and latitude, in degrees, of the CRS's own datum.
fn projected(crs: &str, geographic: &str, [longitude, latitude]: [f64; 2]) -> [f64; 2] {
    let srs = |definition| {
        let mut srs = SpatialRef::from_definition(definition).unwrap();
        srs.set_axis_mapping_strategy(AxisMappingStrategy::TraditionalGisOrder);
        srs
    };
    let transform = CoordTransform::new(&srs(geographic), &srs(crs)).unwrap();
    let (mut x, mut y) = ([longitude], [latitude]);
    transform.transform_coords(&mut x, &mut y, &mut []).unwrap();
    [x[0], y[0]]
}

fn assert_scale(scale: f64, expected: f64) {
    assert!((scale / expected - 1.0).abs() < RELATIVE, "{scale} against {expected}");
}

#[test]
fn web_mercator_at_60_degrees_blows_areas_up_fourfold() {
    // x = a lon and y = a ln tan(45 deg + lat / 2) with the ellipsoid's latitude (EPSG method 1024), so a
    // small square of the map is a^2 / cos lat while the ground below it is M N cos lat.
    for latitude in [-60.0, 0.0, 30.0, 60.0, 75.0_f64] {
        let y = WGS84.semi_major_m * (std::f64::consts::FRAC_PI_4 + latitude.to_radians() / 2.0).tan().ln();
        let [m, n] = WGS84.radii(latitude);
        let expected = WGS84.semi_major_m.powi(2) / (m * n * latitude.to_radians().cos().powi(2));
        assert_scale(scale_at("EPSG:3857", [13_000_000.0, y]), expected);
    }
}

#[test]
fn utm_has_the_square_of_its_factor_on_the_central_meridian() {
    for northing in [0.0, 4_000_000.0, 8_000_000.0] {
        assert_scale(scale_at("EPSG:32650", [500_000.0, northing]), 0.9996_f64.powi(2));
    }
}

#[test]
fn gauss_kruger_is_true_on_the_central_meridian_and_grows_off_it() {
    // CGCS2000 / 3-degree Gauss-Kruger CM 117E. Snyder 8-14: k = 1 + x^2 / (2 R^2) to second order, and x^4 / (24 R^4)
    // at 150 km is 1e-8.
    assert_scale(scale_at("EPSG:4548", [500_000.0, 4_000_000.0]), 1.0);
    let [m, n] = WGS84.radii(36.1);
    let k = 1.0 + 150_000.0_f64.powi(2) / (2.0 * m * n);
    assert_scale(scale_at("EPSG:4548", [650_000.0, 4_000_000.0]), k * k);
}

#[test]
fn equal_area_projections_are_within_the_limit_everywhere() {
    let krasovsky_albers = "+proj=aea +lat_0=0 +lon_0=105 +lat_1=25 +lat_2=47 +x_0=0 +y_0=0 +ellps=krass +units=m";
    let cases = [
        // EASE-Grid 2.0, the whole of China's longitudes.
        ("EPSG:6933", [9_000_000.0, 4_000_000.0], 1_000_000.0),
        ("EPSG:3035", [4_321_000.0, 3_210_000.0], 800_000.0),
        (krasovsky_albers, [500_000.0, 4_000_000.0], 900_000.0),
        ("ESRI:102025", [0.0, 4_000_000.0], 900_000.0),
        ("+proj=sinu +R=6371007.181", [9_000_000.0, 4_000_000.0], 500_000.0),
        ("+proj=moll +R=6371000", [3_000_000.0, 3_000_000.0], 1_000_000.0),
    ];
    for (crs, centre, cell) in cases {
        let scales = scales_around(crs, centre, cell);
        let places: Vec<&str> = scales.iter().map(|scale| scale.place).collect();
        assert_eq!(places, ["centre", "upper left", "upper right", "lower left", "lower right"], "{crs}");
        for ArealScale { place, scale } in scales {
            assert!((scale - 1.0).abs() < EQUAL_AREA_WITHIN, "{crs} at the {place}: {scale}");
        }
    }
}

#[test]
fn a_small_grid_of_an_equal_area_projection_is_within_the_limit() {
    // A hundred cells of 30 m: the square that is measured is larger than the grid.
    for ArealScale { place, scale } in scales_around("EPSG:6933", [12_000_000.0, 4_500_000.0], 30.0) {
        assert!((scale - 1.0).abs() < EQUAL_AREA_WITHIN, "{place}: {scale}");
    }
}

#[test]
fn projections_that_are_not_equal_area_are_beyond_the_limit() {
    for (crs, place) in
        [("EPSG:3857", [12_000_000.0, 4_000_000.0]), ("EPSG:32650", [500_000.0, 4e6]), ("EPSG:3034", [4e6, 3.5e6])]
    {
        assert!((scale_at(crs, place) - 1.0).abs() > EQUAL_AREA_WITHIN, "{crs}");
    }
}

#[test]
fn feet_and_metres_of_one_projection_have_one_scale() {
    // NAD83 / California zone 1 in US survey feet and in metres. On its standard parallels at 40 and
    // 41 2/3 degrees the scale is 1, between them less, outside more.
    let (feet, metres) = ("EPSG:2225", "EPSG:26941");
    for (latitude, expected) in [(40.0, Some(1.0)), (41.0 + 2.0 / 3.0, Some(1.0)), (40.8, None), (39.0, None)] {
        let at = [-121.5, latitude];
        let in_feet = scale_at(feet, projected(feet, "EPSG:4269", at));
        let in_metres = scale_at(metres, projected(metres, "EPSG:4269", at));
        assert_scale(in_feet, in_metres);
        match expected {
            Some(expected) => assert_scale(in_feet, expected),
            None => assert_eq!(in_feet < 1.0, latitude > 40.0),
        }
    }
}

#[test]
fn a_projection_based_on_grads_is_measured_in_degrees() {
    // NTF (Paris) / Lambert zone II: its geographic base counts in grads. On the latitude of origin the
    // scale factor is 0.99987742.
    assert_scale(scale_at("EPSG:27572", [600_000.0, 2_200_000.0]), 0.999_877_42_f64.powi(2));
}

#[test]
fn another_prime_meridian_changes_nothing() {
    let greenwich = "+proj=aea +lat_0=0 +lon_0=105 +lat_1=25 +lat_2=47 +ellps=krass";
    let ferro = "+proj=aea +lat_0=0 +lon_0=105 +lat_1=25 +lat_2=47 +ellps=krass +pm=ferro";
    let at = [500_000.0, 4_000_000.0];
    assert_scale(scale_at(ferro, at), scale_at(greenwich, at));
}

#[test]
fn a_grid_of_the_whole_earth_is_equal_area_up_to_its_corners() {
    // EASE-Grid 2.0 from 180 degrees west to 180 degrees east (Brodzik et al. 2012, table 1).
    let folder = Folder::new();
    let (half_width, half_height) = (17_367_530.45, 7_314_540.83);
    let terms = [-half_width, half_width / 2.0, 0.0, half_height, 0.0, -half_height / 2.0];
    let path = LandCover::uniform(4, 4).in_crs("EPSG:6933").at(terms).write(&folder, "earth.tif");
    let scales = crate::counting::open(&[path]).areal_scales();
    assert!(!scales.is_empty());
    for ArealScale { place, scale } in scales {
        assert!((scale - 1.0).abs() < EQUAL_AREA_WITHIN, "{place}: {scale}");
    }
}

#[test]
fn a_place_on_the_antimeridian_is_measured_like_any_other() {
    // UTM zone 60 north ends at 180 degrees. Off the central meridian the scale grows from 0.9996; at the
    // zone's edge on 65 degrees north (141 km off) it is about 0.9996 x (1 + 0.5 x (141 / 6390)^2) = 0.99984.
    let crs = "EPSG:32660";
    let scale = scale_at(crs, projected(crs, "EPSG:4326", [180.0, 65.0]));
    assert!((scale - 0.99984_f64.powi(2)).abs() < 1e-4, "{scale}");
}

#[test]
fn close_to_a_pole_parallels_bend_and_the_measure_bends_with_them() {
    // 495 km from the pole a square of 2 km is 2 / 495 rad of longitude wide: cutting off what its sides
    // bulge would be an error of some (2 / 495)^2 / 12 = 1.4e-6.
    assert_scale(scale_at("EPSG:6931", [350_000.0, 350_000.0]), 1.0);
}

#[test]
fn a_pole_is_never_measured_wrongly() {
    // EASE-Grid 2.0 north: Lambert's azimuthal equal-area projection around the pole. Every place but the
    // pole itself, which has no longitude, must be there.
    let scales = scales_around("EPSG:6931", [0.0, 0.0], 1_000_000.0);
    assert!(scales.iter().filter(|scale| scale.place != "centre").count() == 4);
    for ArealScale { place, scale } in scales {
        assert!((scale - 1.0).abs() < EQUAL_AREA_WITHIN, "{place}: {scale}");
    }
}

#[test]
fn degrees_and_no_crs_have_no_areal_scale() {
    let folder = Folder::new();
    let degrees = LandCover::uniform(2, 2).in_crs("EPSG:4326").at(north_up([110.0, 40.0], 0.1));
    for (raster, name) in [(degrees, "degrees.tif"), (LandCover::uniform(2, 2).without_crs(), "bare.tif")] {
        let path = raster.write(&folder, name);
        assert!(crate::counting::open(&[path]).areal_scales().is_empty());
    }
}

#[test]
fn places_off_the_globe_are_left_out() {
    // Mollweide: the corners of this rectangle lie outside its ellipse, the centre inside.
    let scales = scales_around("+proj=moll +R=6371000", [0.0, 0.0], 8_900_000.0);
    assert_eq!(scales.iter().map(|scale| scale.place).collect::<Vec<_>>(), ["centre"]);
}
