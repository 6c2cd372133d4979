//! Cells and outlines on projections that do not keep areas, against GeographicLib on the ellipsoid of their CRS.
//!
//! An edge that is straight on the plane is cut into chords, whose ends PROJ takes to longitude and latitude; GeographicLib joins
//! them by geodesics (Karney, Algorithms for geodesics, Journal of Geodesy 87, 2013). What lies between chords and edge falls with
//! the square of their number.

use crate::ellipsoid::{CLARKE_IGN, Ellipsoid, KRASOVSKY, WGS84};
use crate::folder::Folder;
use crate::land_cover::LandCover;
use gdal::spatial_ref::{AxisMappingStrategy, CoordTransform, SpatialRef};
use geographiclib_rs::{Geodesic, PolygonArea, Winding};
use landledger_core::{Area, Cell, GridShape, LedgerLine, Polygons, Surface, Zone};
use landledger_reader::{GroundSpec, Rasters, ReaderError};

/// Relative agreement of a cell with GeographicLib.
const CELL_AGREEMENT: f64 = 1e-8;

/// Relative agreement of an outline with GeographicLib, and of cells with the outline around them.
const OUTLINE_AGREEMENT: f64 = 1e-9;
const SUM_AGREEMENT: f64 = 1e-8;

/// EPSG:7019, to which CGCS2000's and NAD83's differ by 0.1 mm.
const GRS80: Ellipsoid = Ellipsoid { semi_major_m: 6_378_137.0, inverse_flattening: 298.257_222_101 };
/// EPSG:7049, of Xian 1980.
const IAG75: Ellipsoid = Ellipsoid { semi_major_m: 6_378_140.0, inverse_flattening: 298.257 };

/// A grid of cells of `cell` CRS units whose middle lies at a longitude and latitude of the CRS's own datum.
struct Place {
    crs: &'static str,
    geographic: &'static str,
    ellipsoid: Ellipsoid,
    middle: [f64; 2],
    cell: f64,
}

const SHAPE: GridShape = GridShape { rows: 60, cols: 90 };

/// Families of projections, at their edges and beyond.
const PLACES: [Place; 19] = [
    // UTM 17N at its central meridian, at the edges of the zone and 6 degrees beyond them.
    utm("EPSG:32617", [-81.0, 0.5]),
    utm("EPSG:32617", [-84.0, 45.0]),
    utm("EPSG:32617", [-72.0, 65.0]),
    utm("EPSG:32650", [120.0, 31.0]),
    utm("EPSG:32650", [108.0, 10.0]),
    utm("EPSG:32650", [126.0, 48.0]),
    // Zone 60 across the antimeridian.
    utm("EPSG:32660", [180.0, 65.0]),
    utm("EPSG:3857", [10.0, 0.0]),
    utm("EPSG:3857", [-100.0, 45.0]),
    utm("EPSG:3857", [20.0, 80.0]),
    // Lambert-93.
    Place { crs: "EPSG:2154", geographic: "EPSG:4171", ellipsoid: GRS80, middle: [-4.0, 42.0], cell: 30.0 },
    // Gauss and Kruger: CGCS2000, Beijing 1954, Xian 1980.
    Place { crs: "EPSG:4547", geographic: "EPSG:4490", ellipsoid: GRS80, middle: [115.5, 36.0], cell: 30.0 },
    Place { crs: "EPSG:21420", geographic: "EPSG:4214", ellipsoid: KRASOVSKY, middle: [120.0, 40.0], cell: 30.0 },
    Place { crs: "EPSG:2338", geographic: "EPSG:4610", ellipsoid: IAG75, middle: [114.0, 30.0], cell: 30.0 },
    // Polar stereographic, at 60 degrees and 55 km from the pole, where GeographicLib still has its digits.
    utm("EPSG:3413", [-45.0, 60.0]),
    utm("EPSG:3413", [100.0, 89.5]),
    // US survey feet; grads from Paris.
    Place { crs: "EPSG:2225", geographic: "EPSG:4269", ellipsoid: GRS80, middle: [-122.0, 39.5], cell: 100.0 },
    Place { crs: "EPSG:27572", geographic: "EPSG:4807", ellipsoid: CLARKE_IGN, middle: [3.0, 49.0], cell: 30.0 },
    // Hotine's oblique Mercator: Timbalai 1948 would be another datum, this one is Alaska's zone 1 on NAD83.
    Place { crs: "EPSG:26931", geographic: "EPSG:4269", ellipsoid: GRS80, middle: [-133.0, 56.0], cell: 30.0 },
];

const fn utm(crs: &'static str, middle: [f64; 2]) -> Place {
    Place { crs, geographic: "EPSG:4326", ellipsoid: WGS84, middle, cell: 30.0 }
}

/// A raster, opened.
struct Ground {
    _folder: Folder,
    rasters: Rasters,
    surface: Surface,
    to_geographic: CoordTransform,
    degrees_per_unit: f64,
    geodesic: Geodesic,
}

fn srs(definition: &str) -> SpatialRef {
    let mut srs = SpatialRef::from_definition(definition).unwrap();
    srs.set_axis_mapping_strategy(AxisMappingStrategy::TraditionalGisOrder);
    srs
}

impl Ground {
    fn of(place: &Place, shape: GridShape, cell: f64) -> Self {
        let (crs, geographic) = (srs(place.crs), srs(place.geographic));
        let (mut x, mut y) = ([place.middle[0]], [place.middle[1]]);
        let way = CoordTransform::new(&geographic, &crs).unwrap();
        way.transform_coords(&mut x, &mut y, &mut []).unwrap();
        let corner = [x[0] - cell * shape.cols as f64 / 2.0, y[0] + cell * shape.rows as f64 / 2.0];
        Self::at(place, shape, [corner[0], cell, 0.0, corner[1], 0.0, -cell])
    }

    fn at(place: &Place, shape: GridShape, terms: [f64; 6]) -> Self {
        let folder = Folder::new();
        let path = LandCover::uniform(shape.rows, shape.cols).in_crs(place.crs).at(terms).write(&folder, "land.tif");
        let rasters = crate::counting::open(&[path]);
        let surface = rasters.surface(GroundSpec::default()).unwrap();
        let geographic = srs(place.geographic);
        Self {
            _folder: folder,
            surface,
            rasters,
            to_geographic: CoordTransform::new(&srs(place.crs), &geographic).unwrap(),
            degrees_per_unit: geographic.angular_units().to_degrees(),
            geodesic: Geodesic::new(place.ellipsoid.semi_major_m, 1.0 / place.ellipsoid.inverse_flattening),
        }
    }

    /// GeographicLib's area of a ring on the grid, each edge cut into chords.
    fn geodesic_m2(&self, ring: &[[f64; 2]], chords: usize) -> f64 {
        let mut polygon = PolygonArea::new(&self.geodesic, Winding::CounterClockwise);
        for (from, to) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            for chord in 0..chords {
                let t = chord as f64 / chords as f64;
                let [x, y] =
                    self.rasters.grid().to_crs([from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])]);
                let (mut x, mut y) = ([x], [y]);
                self.to_geographic.transform_coords(&mut x, &mut y, &mut []).unwrap();
                polygon.add_point(y[0] * self.degrees_per_unit, x[0] * self.degrees_per_unit);
            }
        }
        let (_perimeter, area, _points) = polygon.compute(true);
        area.abs()
    }

    /// The same without chords: what lies between them and the edge is taken off (Richardson).
    fn exact_m2(&self, ring: &[[f64; 2]], chords: usize) -> f64 {
        (4.0 * self.geodesic_m2(ring, 2 * chords) - self.geodesic_m2(ring, chords)) / 3.0
    }

    fn line(&self, outline: Polygons) -> Result<LedgerLine, Vec<ReaderError>> {
        let zone = Zone { name: "park".into(), group: None, outline };
        Ok(self.rasters.ledger_lines(&[zone], &self.surface)?[0])
    }

    fn cell_m2(&self, row: usize, col: usize) -> f64 {
        self.surface.cell_area(Cell { row, col }).square_metres()
    }
}

fn rectangle([left, top]: [f64; 2], [right, bottom]: [f64; 2]) -> Vec<[f64; 2]> {
    vec![[left, top], [right, top], [right, bottom], [left, bottom]]
}

#[track_caller]
fn assert_near(found: f64, expected: f64, relative: f64, absolute: f64, what: &str) {
    let off = (found - expected).abs();
    assert!(off <= relative * expected + absolute, "{what}: {found} against {expected}, off by {:e}", off / expected);
}

#[test]
fn every_cell_has_the_area_that_geographiclib_gives() {
    // A block of 10 x 10 cells: GeographicLib leaves some 1e-6 m2 open in a polygon, and PROJ's 1 nm are 1e-10 of 30 m.
    for place in &PLACES {
        let ground = Ground::of(place, SHAPE, place.cell);
        assert!(matches!(ground.surface, Surface::Projected(_)), "{}", place.crs);
        for (top, left) in [(0, 0), (25, 40), (50, 80)] {
            let corner = [left as f64, top as f64];
            let expected = ground.exact_m2(&rectangle(corner, corner.map(|at| at + 10.0)), 4);
            let mut sum = Area::ZERO;
            for row in top..top + 10 {
                let mut areas = Vec::new();
                ground.surface.areas_along(row, left..left + 10, &mut areas);
                sum += areas[10];
            }
            assert_near(sum.square_metres(), expected, CELL_AGREEMENT, 0.0, &format!("{} row {top}", place.crs));
        }
    }
}

#[test]
fn single_cells_of_30_m_have_the_area_that_geographiclib_gives_as_far_as_it_goes() {
    /// In m2, from the rounding of PROJ's degrees and of GeographicLib.
    const NOISE_M2: f64 = 3e-6;
    for place in &PLACES {
        let ground = Ground::of(place, SHAPE, place.cell);
        for (row, col) in [(0, 0), (29, 44), (59, 89)] {
            let corner = [col as f64, row as f64];
            let expected = ground.geodesic_m2(&rectangle(corner, corner.map(|at| at + 1.0)), 1);
            let what = format!("{} row {row} column {col}", place.crs);
            assert_near(ground.cell_m2(row, col), expected, CELL_AGREEMENT, NOISE_M2, &what);
        }
    }
}

#[test]
fn cells_of_a_country_wide_grid_have_the_area_that_geographiclib_gives() {
    // 40 x 60 cells of 20 km: the scale changes by per cents over the grid, and within a cell.
    for place in &PLACES {
        let cell = if place.crs == "EPSG:2225" { 65_617.0 } else { 20_000.0 };
        let shape = GridShape { rows: 40, cols: 60 };
        let ground = Ground::of(place, shape, cell);
        for (row, col) in [(0, 0), (7, 31), (19, 29), (20, 30), (39, 0), (39, 59)] {
            let corner = [col as f64, row as f64];
            let expected = ground.exact_m2(&rectangle(corner, corner.map(|at| at + 1.0)), 8);
            let what = format!("{} row {row} column {col}", place.crs);
            assert_near(ground.cell_m2(row, col), expected, CELL_AGREEMENT, 0.0, &what);
        }
    }
}

#[test]
fn cells_of_100_km_on_a_mercator_of_the_world_have_the_mean_area() {
    // 400 x 400 cells, from 85 degrees south to 85 north.
    let half = 20_000_000.0;
    let terms = [-half, 100_000.0, 0.0, half, 0.0, -100_000.0];
    let ground = Ground::at(&utm("EPSG:3857", [0.0, 0.0]), GridShape { rows: 400, cols: 400 }, terms);
    for row in [0, 1, 50, 199, 200, 307, 399] {
        // Along parallels in closed form: a cell is as wide as its share of the circle.
        let latitude = |row: usize| ((half - row as f64 * 100_000.0) / WGS84.semi_major_m).sinh().atan().to_degrees();
        let width = (100_000.0 / WGS84.semi_major_m).to_degrees();
        let expected = WGS84.area([latitude(row + 1), latitude(row)], width);
        for col in [0, 133, 399] {
            assert_near(ground.cell_m2(row, col), expected, CELL_AGREEMENT, 0.0, &format!("row {row} column {col}"));
        }
    }
    let sum: Area = (0..400)
        .map(|row| {
            let mut areas = Vec::new();
            ground.surface.areas_along(row, 0..400, &mut areas);
            areas[400]
        })
        .sum();
    let line = ground.line(Polygons::of_grid(GridShape { rows: 400, cols: 400 })).unwrap();
    assert_near(sum.square_metres(), line.polygon.square_metres(), SUM_AGREEMENT, 0.0, "the world");
}

#[test]
fn cells_of_a_rectangle_add_up_to_its_outline() {
    for place in &PLACES {
        for (cell, shape) in [(place.cell, SHAPE), (place.cell * 300.0, GridShape { rows: 61, cols: 83 })] {
            let ground = Ground::of(place, shape, cell);
            for (top, left, bottom, right) in [(0, 0, shape.rows, shape.cols), (7, 30, 48, 31), (3, 5, 4, 77)] {
                let mut sum = Area::ZERO;
                let mut areas = Vec::new();
                for row in top..bottom {
                    ground.surface.areas_along(row, left..right, &mut areas);
                    sum += areas[right - left];
                }
                let outline = rectangle([left as f64, top as f64], [right as f64, bottom as f64]);
                let line = ground.line(Polygons::from_rings(vec![outline])).unwrap();
                let what = format!("{} with cells of {cell}", place.crs);
                assert_near(sum.square_metres(), line.polygon.square_metres(), SUM_AGREEMENT, 0.0, &what);
                assert_eq!(line.outside, Area::ZERO);
            }
        }
    }
}

#[test]
fn an_outline_has_the_area_that_geographiclib_gives_on_the_grid_and_beyond() {
    for place in &PLACES {
        let shape = GridShape { rows: 10, cols: 10 };
        // Cells of 9 km, or of 100 x 100 feet times 300: edges of up to 200 km.
        let ground = Ground::of(place, shape, place.cell * 300.0);
        let exterior = vec![[-6.0, 2.0], [3.0, -8.0], [14.0, -3.5], [9.0, 11.0], [1.5, 8.0]];
        let hole = vec![[2.0, 2.0], [6.5, 1.0], [4.0, 7.0]];
        let line = ground.line(Polygons::from_rings(vec![exterior.clone(), hole.clone()])).unwrap();
        let expected = ground.exact_m2(&exterior, 128) - ground.exact_m2(&hole, 128);
        assert_near(line.polygon.square_metres(), expected, OUTLINE_AGREEMENT, 0.0, place.crs);
        let inside = Polygons::from_rings(vec![exterior, hole]).clipped_to(shape);
        let inside_m2: f64 = {
            let areas: Vec<f64> = inside.rings().iter().map(|ring| ground.exact_m2(ring, 128)).collect();
            areas[0] - areas[1]
        };
        assert_near((line.polygon - line.outside).square_metres(), inside_m2, OUTLINE_AGREEMENT, 0.0, place.crs);
    }
}

#[test]
fn an_outline_around_a_pole_and_across_the_antimeridian_is_one_like_any_other() {
    // 40 x 40 cells of 50 km around the north pole, on the ellipsoid: PROJ takes the corners, geodesics the pole.
    let ground = Ground::at(
        &utm("EPSG:3413", [0.0, 90.0]),
        GridShape { rows: 40, cols: 40 },
        [-1e6, 50_000.0, 0.0, 1e6, 0.0, -50_000.0],
    );
    let ring = rectangle([0.0, 0.0], [40.0, 40.0]);
    let line = ground.line(Polygons::from_rings(vec![ring.clone()])).unwrap();
    assert_near(line.polygon.square_metres(), ground.exact_m2(&ring, 256), OUTLINE_AGREEMENT, 0.0, "around the pole");
}

#[test]
fn chinese_albers_in_all_wordings_and_other_equal_area_projections_are_planes() {
    const ALBERS_WKT: &str = r#"PROJCS["Krasovsky_1940_Albers",GEOGCS["GCS_Krasovsky_1940",DATUM["D_Krasovsky_1940",
        SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],
        PROJECTION["Albers"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],
        PARAMETER["Central_Meridian",105.0],PARAMETER["Standard_Parallel_1",25.0],PARAMETER["Standard_Parallel_2",47.0],
        PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#;
    let cases = [
        ALBERS_WKT,
        "+proj=aea +lat_0=0 +lon_0=105 +lat_1=25 +lat_2=47 +ellps=krass +units=m",
        "ESRI:102025",
        "ESRI:102039",
        "+proj=moll +R=6371000",
        "EPSG:3035",
        "EPSG:6933",
        "EPSG:6931",
        "EPSG:8857",
        "+proj=sinu +R=6371007.181",
        "+proj=cea +lat_ts=5.5 +lon_0=140.8 +ellps=WGS84",
    ];
    for crs in cases {
        for cell in [30.0, 20_000.0] {
            // Around a place that lies well within all of them.
            let folder = Folder::new();
            let terms = [-100_000.0, cell, 0.0, 4_000_000.0, 0.0, -cell];
            let path = LandCover::uniform(50, 60).in_crs(crs).at(terms).write(&folder, "land.tif");
            let surface = crate::counting::open(&[path]).surface(GroundSpec::default()).unwrap();
            assert_eq!(surface, Surface::plane(Area::from_square_metres(cell * cell)), "{crs}");
        }
    }
}

#[test]
fn mollweide_on_an_ellipsoid_is_not_equal_area() {
    // PROJ, like others, puts the sphere's formula on the ellipsoid's latitudes. A small square of a^2 on a sphere then lies
    // on M N of ground, with the radii of curvature: 0.27 % less at 36 degrees.
    let mollweide = Place { crs: "ESRI:54009", ..utm("", [10.0, 36.0]) };
    let ground = Ground::of(&mollweide, SHAPE, 30.0);
    let [m, n] = WGS84.radii(36.0);
    let expected = 900.0 * m * n / WGS84.semi_major_m.powi(2);
    /// Within 1 km of the place the scale changes by so much.
    const NEARBY: f64 = 2e-6;
    assert_near(ground.cell_m2(30, 45), expected, NEARBY, 0.0, "the middle");
    let block = rectangle([40.0, 20.0], [50.0, 30.0]);
    let line = ground.line(Polygons::from_rings(vec![block.clone()])).unwrap();
    assert_near(line.polygon.square_metres(), ground.exact_m2(&block, 4), CELL_AGREEMENT, 0.0, "a block");
}

#[test]
fn a_zone_where_the_projection_cannot_be_inverted_is_refused_by_its_name() {
    // Natural Earth's projection ends at an outline of its own: the corners of a grid of the world show no ground.
    let natural_earth = Place { crs: "+proj=natearth +datum=WGS84", ..utm("", [0.0, 0.0]) };
    let shape = GridShape { rows: 172, cols: 340 };
    let ground = Ground::at(&natural_earth, shape, [-17_000_000.0, 100_000.0, 0.0, 8_600_000.0, 0.0, -100_000.0]);
    let errors = ground.line(Polygons::of_grid(shape)).unwrap_err();
    assert_eq!(errors.len(), 1);
    let message = errors[0].to_string();
    assert!(message.contains("zone `park` reaches where the rasters' CRS"), "{message}");
    assert!(errors[0].is_refusal());
    // Well inside cells and outline are those on the ground.
    let ring = rectangle([150.0, 40.0], [220.0, 120.0]);
    let line = ground.line(Polygons::from_rings(vec![ring.clone()])).unwrap();
    let mut sum = Area::ZERO;
    let mut areas = Vec::new();
    for row in 40..120 {
        ground.surface.areas_along(row, 150..220, &mut areas);
        sum += areas[70];
    }
    assert_near(sum.square_metres(), line.polygon.square_metres(), SUM_AGREEMENT, 0.0, "well inside");
    assert_near(line.polygon.square_metres(), ground.exact_m2(&ring, 4096), OUTLINE_AGREEMENT, 0.0, "well inside");
}

#[test]
fn a_grid_that_lies_nowhere_on_earth_is_refused() {
    let folder = Folder::new();
    let terms = [40_000_000.0, 1000.0, 0.0, 30_000_000.0, 0.0, -1000.0];
    let path = LandCover::uniform(3, 4).in_crs("ESRI:54030").at(terms).write(&folder, "land.tif");
    let error = crate::counting::open(&[path]).surface(GroundSpec::default()).unwrap_err();
    assert!(error.to_string().contains("lies where its CRS"), "{error}");
    assert!(error.way_out().is_some());
}
