//! Zones in another CRS than the raster's arrive where PROJ puts them, bent where the projection bends.

use crate::boundary::{Boundary, rectangle, spec, zone_refusals};
use crate::counting::{cells_under, open, tally_of_numbered_cells};
use crate::ellipsoid::WGS84;
use crate::folder::Folder;
use crate::land_cover::{LandCover, UTM_50N, north_up};
use gdal::spatial_ref::{AxisMappingStrategy, CoordTransform, SpatialRef};
use landledger_core::{GridShape, Polygons};
use landledger_reader::{GeoGrid, Rasters, ZoneNote, Zones};
use std::collections::BTreeSet;

/// Albers over China on WGS 84, so that no datum shift blurs the comparison.
const ALBERS: &str = "+proj=aea +lat_0=0 +lon_0=105 +lat_1=25 +lat_2=47 +x_0=0 +y_0=0 +datum=WGS84 +units=m";

/// Opens a raster of this shape and place.
fn ground(folder: &Folder, crs: &str, shape: GridShape, terms: [f64; 6]) -> Rasters {
    let raster = LandCover::of_shape(shape, vec![1.0; shape.rows * shape.cols]).in_crs(crs).at(terms);
    open(&[raster.write(folder, "land.tif")])
}

fn zones_on(boundary: &Boundary, rasters: &Rasters) -> Zones {
    boundary.zones_on(rasters.grid(), rasters.crs())
}

fn lon_lat(crs: &str) -> SpatialRef {
    let mut srs = SpatialRef::from_definition(crs).unwrap();
    srs.set_axis_mapping_strategy(AxisMappingStrategy::TraditionalGisOrder);
    srs
}

/// Where PROJ puts points.
fn projected(from: &str, to: &str, points: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let transform = CoordTransform::new(&lon_lat(from), &lon_lat(to)).unwrap();
    let (mut x, mut y): (Vec<f64>, Vec<f64>) = points.iter().map(|&[x, y]| (x, y)).unzip();
    transform.transform_coords(&mut x, &mut y, &mut []).unwrap();
    x.into_iter().zip(y).map(Into::into).collect()
}

/// A ring with each edge cut into so many pieces.
fn densified(corners: &[[f64; 2]], pieces: usize) -> Vec<[f64; 2]> {
    let edges = corners.iter().zip(corners.iter().cycle().skip(1));
    edges
        .flat_map(|(from, to)| {
            (0..pieces).map(move |piece| {
                let share = piece as f64 / pieces as f64;
                [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]
            })
        })
        .collect()
}

/// Area of a ring of the CRS in cells of the grid: shoelace around the first point.
fn area_on(grid: &GeoGrid, ring: &[[f64; 2]]) -> f64 {
    let [x0, y0] = ring[0];
    let doubled: f64 = ring
        .iter()
        .zip(ring.iter().cycle().skip(1))
        .map(|(a, b)| (a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0))
        .sum();
    (doubled / 2.0 / (grid.cell_x * grid.cell_y)).abs()
}

fn outline(zones: &Zones, zone: usize) -> &Polygons {
    &zones.set.zones()[zone].outline
}

fn corners_of([left, bottom]: [f64; 2], [right, top]: [f64; 2]) -> [[f64; 2]; 4] {
    [[left, bottom], [right, bottom], [right, top], [left, top]]
}

#[test]
fn longitude_comes_before_latitude_on_a_geographic_raster() {
    // EPSG:4326 itself puts latitude first. One-degree cells from 110 E and 42 N: 2 rows, 3 columns.
    let folder = Folder::new();
    let shape = GridShape { rows: 2, cols: 3 };
    let rasters = ground(&folder, "EPSG:4326", shape, north_up([110.0, 42.0], 1.0));
    let boundary = Boundary::in_crs("EPSG:4326").zone("a", &rectangle([111.0, 40.0], [112.0, 41.0]));
    for name in ["a.geojson", "a.gpkg", "a.shp"] {
        let zones = Zones::read(&spec(&boundary.write(&folder, name)), rasters.grid(), rasters.crs()).unwrap();
        assert_eq!(cells_under(&zones, shape), [[4]], "{name}");
        assert!(zones.notes.is_empty(), "{name}: {:?}", zones.notes);
    }
}

#[test]
fn longitude_comes_before_latitude_on_a_projected_raster() {
    // 117 E is the central meridian of UTM zone 50: x = 500 km. 5 x 5 cells of 1 km around 36 N.
    let folder = Folder::new();
    let shape = GridShape { rows: 5, cols: 5 };
    let [[x, y]] = projected("EPSG:4326", UTM_50N, &[[117.0, 36.0]])[..] else { panic!("one point") };
    assert!((x - 500_000.0).abs() < 1e-6);
    let rasters = ground(&folder, UTM_50N, shape, north_up([x - 2500.0, y + 2500.0], 1000.0));
    // 0.004 degrees are some 400 m: only the middle cell's centre lies inside.
    let boundary = Boundary::in_crs("EPSG:4326").zone("a", &rectangle([116.996, 35.996], [117.004, 36.004]));
    for name in ["a.geojson", "a.gpkg", "a.shp"] {
        let zones = Zones::read(&spec(&boundary.write(&folder, name)), rasters.grid(), rasters.crs()).unwrap();
        assert_eq!(cells_under(&zones, shape), [[12]], "{name}");
        let to = "WGS 84 / UTM zone 50N (EPSG:32650)".to_owned();
        assert_eq!(zones.notes, [ZoneNote::Reprojected { from: "WGS 84 (EPSG:4326)".into(), to }], "{name}");
    }
}

#[test]
fn easting_comes_before_northing_whatever_the_authority_prefers() {
    // Both put northing first. EPSG:3035 has its origin, 4321 km east and 3210 km north, at 10 E and 52 N;
    // EPSG:4548 has 500 km east on 117 E.
    let shape = GridShape { rows: 5, cols: 5 };
    let [[_, northing]] = projected("EPSG:4490", "EPSG:4548", &[[117.0, 36.0]])[..] else { panic!("one point") };
    let cases = [
        ("EPSG:3035", [4_321_000.0, 3_210_000.0], "EPSG:4258", [10.0, 52.0]),
        ("EPSG:4548", [500_000.0, northing], "EPSG:4490", [117.0, 36.0]),
    ];
    for (projection, [x, y], geographic, [lon, lat]) in cases {
        let folder = Folder::new();
        let plane = ground(&folder, projection, shape, north_up([x - 2500.0, y + 2500.0], 1000.0));
        let degrees = rectangle([lon - 0.004, lat - 0.004], [lon + 0.004, lat + 0.004]);
        let metres = rectangle([x - 400.0, y - 400.0], [x + 400.0, y + 400.0]);
        for zone in [Boundary::in_crs(geographic).zone("a", &degrees), Boundary::in_crs(projection).zone("a", &metres)]
        {
            assert_eq!(cells_under(&zones_on(&zone, &plane), shape), [[12]], "{projection}");
        }
        let folder = Folder::new();
        let globe = ground(&folder, geographic, shape, north_up([lon - 0.025, lat + 0.025], 0.01));
        let zone = Boundary::in_crs(projection).zone("a", &metres);
        assert_eq!(cells_under(&zones_on(&zone, &globe), shape), [[12]], "{geographic}");
    }
}

#[test]
fn one_crs_in_other_words_is_not_reprojected() {
    let folder = Folder::new();
    // A shapefile keeps its CRS in the ESRI dialect.
    for crs in [UTM_50N, "EPSG:4326", "EPSG:4490", "EPSG:4548", ALBERS] {
        let rasters = ground(&folder, crs, GridShape { rows: 2, cols: 2 }, north_up([10.0, 10.0], 1.0));
        let path = Boundary::in_crs(crs).zone("a", &rectangle([10.0, 9.0], [11.0, 10.0])).write(&folder, "a.shp");
        let zones = Zones::read(&spec(&path), rasters.grid(), rasters.crs()).unwrap();
        assert_eq!((&zones.notes[..], outline(&zones, 0).vertices()), (&[][..], 4), "{crs}");
    }
}

#[test]
fn geojson_in_crs84_is_not_reprojected_onto_epsg_4326() {
    let folder = Folder::new();
    let shape = GridShape { rows: 2, cols: 3 };
    let rasters = ground(&folder, "EPSG:4326", shape, north_up([110.0, 42.0], 1.0));
    let features = r#""features": [{"type": "Feature", "properties": {"name": "a"}, "geometry":
        {"type": "Polygon", "coordinates": [[[111, 40], [112, 40], [112, 41], [111, 41], [111, 40]]]}}]"#;
    let crs84 = r#""crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},"#;
    for crs in ["", crs84] {
        let path = folder.file("a.geojson", format!(r#"{{"type": "FeatureCollection", {crs} {features}}}"#));
        let zones = Zones::read(&spec(&path), rasters.grid(), rasters.crs()).unwrap();
        assert_eq!((cells_under(&zones, shape), &zones.notes[..]), (vec![vec![4]], &[][..]));
    }
}

#[test]
fn heights_in_a_crs_do_not_move_zones() {
    // WGS 84 with ellipsoidal heights, and with EGM96 heights beside it.
    let folder = Folder::new();
    let shape = GridShape { rows: 2, cols: 3 };
    for (raster, zones) in
        [("EPSG:4326", "EPSG:4979"), ("EPSG:4326+5773", "EPSG:4326"), ("EPSG:4326", "EPSG:4326+5773")]
    {
        let rasters = ground(&folder, raster, shape, north_up([110.0, 42.0], 1.0));
        let boundary = Boundary::in_crs(zones).zone("a", &rectangle([111.0, 40.0], [112.0, 41.0]));
        let path = boundary.write(&folder, &format!("{}.gpkg", zones.replace([':', '+'], "_")));
        let zones = Zones::read(&spec(&path), rasters.grid(), rasters.crs()).unwrap();
        assert_eq!(cells_under(&zones, shape), [[4]], "{raster}");
    }
}

#[test]
fn the_albers_of_chinese_products_is_not_reprojected_onto_itself() {
    // As in CNLUCD's own files, and as PROJ writes it: the datum is known by its ellipsoid only.
    let names = r#"PROJCS["Krasovsky_1940_Albers",GEOGCS["GCS_Krasovsky_1940",DATUM["D_Krasovsky_1940",SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Albers"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",105.0],PARAMETER["Standard_Parallel_1",25.0],PARAMETER["Standard_Parallel_2",47.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#;
    let numbers = "+proj=aea +lat_0=0 +lon_0=105 +lat_1=25 +lat_2=47 +x_0=0 +y_0=0 +ellps=krass +units=m";
    for (raster, zones) in [(names, names), (names, numbers), (numbers, names), (numbers, numbers)] {
        let folder = Folder::new();
        let rasters = ground(&folder, raster, GridShape { rows: 2, cols: 2 }, north_up([1.8e6, 5.3e6], 30.0));
        let square = rectangle([1.8e6, 5.3e6], [1.8e6 + 30.0, 5.3e6 - 30.0]);
        let path = Boundary::in_crs(zones).zone("a", &square).write(&folder, "a.shp");
        let zones = Zones::read(&spec(&path), rasters.grid(), rasters.crs()).unwrap();
        assert_eq!(cells_under(&zones, GridShape { rows: 2, cols: 2 }), [[0]]);
        assert!(zones.notes.is_empty(), "{:?}", zones.notes);
    }
}

#[test]
fn a_rectangle_of_degrees_keeps_its_ground_area_on_an_equal_area_projection() {
    const RELATIVE: f64 = 1e-6;
    let folder = Folder::new();
    let rasters = ground(&folder, ALBERS, GridShape { rows: 2, cols: 2 }, north_up([0.0, 4e6], 30.0));
    for (south_west, north_east) in
        [([80.0, 30.0], [130.0, 45.0]), ([100.0, 20.0], [101.0, 21.0]), ([90.0, 0.0], [120.0, 1.0])]
    {
        let zones = zones_on(&Boundary::in_crs("EPSG:4326").zone("a", &rectangle(south_west, north_east)), &rasters);
        let area = outline(&zones, 0).cells();

        // The ellipsoid's own area between the parallels, in cells of 900 m2.
        let ground = WGS84.area([south_west[1], north_east[1]], north_east[0] - south_west[0]) / 900.0;
        assert!((area / ground - 1.0).abs() < RELATIVE, "{area} against {ground}");

        // PROJ on every edge in 4096 pieces.
        let fine = densified(&corners_of(south_west, north_east), 4096);
        let fine = area_on(rasters.grid(), &projected("EPSG:4326", ALBERS, &fine));
        assert!((area / fine - 1.0).abs() < RELATIVE, "{area} against {fine}");

        // The corners alone would cut off what the parallels bulge.
        let coarse = projected("EPSG:4326", ALBERS, &corners_of(south_west, north_east));
        let coarse = area_on(rasters.grid(), &coarse);
        assert!((area / coarse - 1.0).abs() > 10.0 * RELATIVE, "{area} against {coarse}");
    }
}

#[test]
fn an_edge_that_bends_both_ways_is_divided_too() {
    // Under Mercator the line of equal longitude and latitude is an S through the origin: its middle
    // lies on the straight line between its ends, everything else does not.
    let folder = Folder::new();
    let shape = GridShape { rows: 60, cols: 60 };
    let radius = WGS84.semi_major_m;
    let mercator = |latitude: f64| radius * (std::f64::consts::FRAC_PI_4 + latitude.to_radians() / 2.0).tan().ln();
    let (right, top) = (radius * 60_f64.to_radians(), mercator(60.0));
    let (cell_x, cell_y) = (2.0 * right / 60.0, 2.0 * top / 60.0);
    let rasters = ground(&folder, "EPSG:3857", shape, [-right, cell_x, 0.0, top, 0.0, -cell_y]);
    let above = "POLYGON ((-60 -60, 60 60, -60 60, -60 -60))";
    let zones = zones_on(&Boundary::in_crs("EPSG:4326").zone("a", above), &rasters);

    // A centre lies above the line when its latitude is higher than its longitude. No centre ties.
    let is_above = |cell: usize| {
        let longitude = ((cell % 60) as f64 + 0.5) * 2.0 - 60.0;
        let y = top - ((cell / 60) as f64 + 0.5) * cell_y;
        y > mercator(longitude)
    };
    let expected: Vec<usize> = (0..3600).filter(|&cell| is_above(cell)).collect();
    assert_eq!(cells_under(&zones, shape), [expected]);
}

/// A slanted border of two zones and what lies above both, in degrees; each corner is a corner of all its zones.
fn three_neighbours(crs: &str) -> Boundary {
    Boundary::in_crs(crs)
        .zone("west", "POLYGON ((70 10, 98 10, 107 40, 70 40, 70 10))")
        .zone("east", "POLYGON ((98 10, 140 10, 140 40, 107 40, 98 10))")
        .zone("north", "POLYGON ((70 40, 107 40, 140 40, 140 60, 70 60, 70 40))")
}

#[test]
fn neighbours_stay_neighbours() {
    let folder = Folder::new();
    let shape = GridShape { rows: 200, cols: 300 };
    let rasters = ground(&folder, ALBERS, shape, north_up([-1_500_000.0, 5_000_000.0], 10_000.0));
    let zones = zones_on(&three_neighbours("EPSG:4326"), &rasters);
    let tally = tally_of_numbered_cells(&zones, shape);
    let mut parts: Vec<Vec<usize>> = tally.parts().iter().map(|part| part.zones.clone()).collect();
    parts.sort();
    assert_eq!(parts, [vec![0], vec![1], vec![2]]);
    assert_eq!(tally.study().total().cells, shape.cells());
}

#[test]
fn a_shared_edge_gets_the_same_vertices_from_both_sides() {
    let folder = Folder::new();
    let rasters = ground(&folder, ALBERS, GridShape { rows: 2, cols: 2 }, north_up([0.0, 4e6], 1000.0));
    let zones = zones_on(&three_neighbours("EPSG:4326"), &rasters);
    let vertices = |zone: usize| -> BTreeSet<[u64; 2]> {
        let points = outline(&zones, zone).rings().iter().flatten();
        points.map(|point| point.map(|coordinate| (coordinate + 0.0).to_bits())).collect()
    };
    let onto = |longitude: f64, latitude: f64| {
        let [[x, y]] = projected("EPSG:4326", ALBERS, &[[longitude, latitude]])[..] else { panic!("one point") };
        rasters.grid().to_grid([x, y])
    };
    let is_near = |a: [f64; 2], b: [f64; 2]| (a[0] - b[0]).hypot(a[1] - b[1]) < 1e-6;
    // The slanted border from (98, 10) to (107, 40) belongs to west and east alone.
    let (foot, head) = (onto(98.0, 10.0), onto(107.0, 40.0));
    let along = |zone: usize| {
        let points: Vec<[f64; 2]> = outline(&zones, zone).rings()[0].clone();
        let from = points.iter().position(|&point| is_near(point, foot)).unwrap();
        let to = points.iter().position(|&point| is_near(point, head)).unwrap();
        let forward = (to + points.len() - from) % points.len();
        let backward = points.len() - forward;
        let (start, steps) = if forward < backward { (from, forward) } else { (to, backward) };
        let chain: BTreeSet<[u64; 2]> = (0..=steps)
            .map(|step| points[(start + step) % points.len()].map(|coordinate| (coordinate + 0.0).to_bits()))
            .collect();
        chain
    };
    assert!(along(0).len() > 10);
    assert_eq!(along(0), along(1));
    // All vertices that west and east have in common are those.
    assert_eq!(vertices(0).intersection(&vertices(1)).copied().collect::<BTreeSet<_>>(), along(0));
}

#[test]
fn neighbours_stay_neighbours_where_proj_knows_a_datum_shift_for_one_of_them() {
    // PROJ knows how to get from Beijing 1954 to WGS 84 in the Ordos basin (107 to 110.01 E, 35 to 39 N;
    // EPSG:15918, 15936): by 39 m to the east. The one neighbour lies there, the other beyond it.
    let folder = Folder::new();
    let shape = GridShape { rows: 20, cols: 40 };
    let second = 1.0 / 3600.0;
    let rasters = ground(&folder, "EPSG:4326", shape, north_up([110.0 - 20.0 * second, 37.0], second));
    let boundary = Boundary::in_crs("EPSG:4214")
        .zone("west", &rectangle([108.0, 36.0], [110.0, 38.0]))
        .zone("east", &rectangle([110.0, 36.0], [114.0, 38.0]));
    let tally = tally_of_numbered_cells(&zones_on(&boundary, &rasters), shape);
    assert_eq!(tally.study().total().cells, shape.cells(), "a gap");
    assert_eq!(tally.overlap_among(&[0, 1]).cells, 0, "an overlap");
}

#[test]
fn a_zone_where_the_projection_is_not_defined_is_refused() {
    let folder = Folder::new();
    let rasters = ground(&folder, UTM_50N, GridShape { rows: 2, cols: 2 }, north_up([500_000.0, 4e6], 30.0));
    // UTM zone 50 lies around 117 E; a quarter of the way round the equator it has no end.
    let path = Boundary::in_crs("EPSG:4326")
        .zone("near", &rectangle([110.0, -20.0], [120.0, 20.0]))
        .zone("far", &rectangle([20.0, -5.0], [30.0, 5.0]))
        .write(&folder, "earth.gpkg");
    let said = zone_refusals(&spec(&path), rasters.grid(), rasters.crs());
    assert_eq!(said.len(), 1);
    assert!(said[0].0.contains("zone `far` cannot be transformed"), "{said:?}");
}

#[test]
fn holes_and_islands_are_transformed_with_their_polygon() {
    const RELATIVE: f64 = 1e-6;
    let folder = Folder::new();
    let rasters = ground(&folder, ALBERS, GridShape { rows: 2, cols: 2 }, north_up([0.0, 4e6], 30.0));
    let wkt = "MULTIPOLYGON (((100 30, 110 30, 110 40, 100 40, 100 30), (102 32, 108 32, 108 38, 102 38, 102 32)), \
               ((104 34, 106 34, 106 36, 104 36, 104 34)))";
    let zones = zones_on(&Boundary::in_crs("EPSG:4326").zone("a", wkt), &rasters);
    let expected = WGS84.area([30.0, 40.0], 10.0) - WGS84.area([32.0, 38.0], 6.0) + WGS84.area([34.0, 36.0], 2.0);
    let area = outline(&zones, 0).cells() * 900.0;
    assert!((area / expected - 1.0).abs() < RELATIVE, "{area} against {expected}");
}

#[test]
fn a_zone_beyond_the_domain_of_the_projection_is_refused() {
    // UTM zone 50 north knows nothing of the other side of the Earth: points there fold back onto this one.
    let folder = Folder::new();
    let rasters = ground(&folder, "EPSG:32650", GridShape { rows: 5, cols: 5 }, north_up([500_000.0, 4.4e6], 1000.0));
    for south in [-90.0, -60.0] {
        let boundary = Boundary::in_crs("EPSG:4326").zone("earth", &rectangle([-180.0, south], [180.0, 60.0]));
        let path = boundary.write(&folder, &format!("earth{south}.gpkg"));
        let errors = Zones::read(&spec(&path), rasters.grid(), rasters.crs()).unwrap_err();
        assert!(errors[0].to_string().contains("zone `earth` cannot be transformed from WGS 84"), "{}", errors[0]);
    }
}
