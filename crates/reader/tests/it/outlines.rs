//! Which cells a zone's outline takes, and what it measures.

use crate::boundary::Boundary;
use crate::counting::{cells_under, tally_of_numbered_cells};
use crate::drawing::{SHAPE, cells, drawn, ground, line, names, zone, zones_of};
use crate::folder::Folder;
use crate::land_cover::METRIC;
use landledger_reader::Zones;

#[test]
fn a_polygon_takes_the_cells_whose_centres_it_holds() {
    // Columns 1 and 2 of the lower two rows, 4 and 5.
    let zones = zone("POLYGON ((0.9 0.2, 3.2 0.2, 3.2 1.8, 0.9 1.8, 0.9 0.2))");
    assert_eq!(cells_under(&zones, SHAPE), [cells(&[(4, 1..3), (5, 1..3)])]);
    assert!(zones.notes.is_empty());
}

#[test]
fn a_hole_is_left_out() {
    let zones = zone("POLYGON ((0 0, 8 0, 8 6, 0 6, 0 0), (2 1, 6 1, 6 5, 2 5, 2 1))");
    let frame =
        [(0, 0..8), (1, 0..2), (1, 6..8), (2, 0..2), (2, 6..8), (3, 0..2), (3, 6..8), (4, 0..2), (4, 6..8), (5, 0..8)];
    assert_eq!(cells_under(&zones, SHAPE), [cells(&frame)]);
    assert_eq!(line(&zones), (48.0 - 16.0, 0.0));
}

#[test]
fn an_island_in_a_hole_of_a_multipolygon_counts() {
    let zones =
        zone("MULTIPOLYGON (((0 0, 8 0, 8 6, 0 6, 0 0), (1 1, 7 1, 7 5, 1 5, 1 1)), ((3 2, 5 2, 5 4, 3 4, 3 2)))");
    assert_eq!(line(&zones), (48.0 - 24.0 + 4.0, 0.0));
    assert_eq!(tally_of_numbered_cells(&zones, SHAPE).zone(0).total().cells, 48 - 24 + 4);
}

#[test]
fn polygons_of_either_winding_are_alike() {
    let one = zone("POLYGON ((0 0, 8 0, 8 6, 0 6, 0 0), (2 1, 6 1, 6 5, 2 5, 2 1))");
    let other = zone("POLYGON ((0 0, 0 6, 8 6, 8 0, 0 0), (2 1, 6 1, 6 5, 2 5, 2 1))");
    assert_eq!(cells_under(&one, SHAPE), cells_under(&other, SHAPE));
    assert_eq!(line(&one), line(&other));
}

#[test]
fn heights_and_measures_are_dropped() {
    let flat = zone("POLYGON ((1 1, 5 1, 5 4, 1 4, 1 1))");
    let corner = "500100 3999500";
    for (kind, extra) in [("POLYGON Z", " 7"), ("POLYGON M", " 8"), ("POLYGON ZM", " 7 8")] {
        let wkt = format!(
            "{kind} (({corner}{extra}, 500500 3999500{extra}, 500500 3999800{extra}, 500100 3999800{extra}, \
             {corner}{extra}))"
        );
        let zones = zones_of(&Boundary::in_crs(METRIC).zone("a", &wkt));
        assert_eq!(zones.set.zones()[0].outline, flat.set.zones()[0].outline, "{kind}");
    }
}

#[test]
fn overlapping_zones_each_take_their_cells() {
    let boundary = Boundary::in_crs(METRIC)
        .zone("left", &drawn("POLYGON ((0 0, 5 0, 5 6, 0 6, 0 0))"))
        .zone("right", &drawn("POLYGON ((3 0, 8 0, 8 6, 3 6, 3 0))"));
    let tally = tally_of_numbered_cells(&zones_of(&boundary), SHAPE);
    let trajectories = |part: &landledger_core::Part| part.amounts.trajectories().expect("one epoch has few").len();
    let mut parts: Vec<(Vec<usize>, usize)> =
        tally.parts().iter().map(|part| (part.zones.clone(), trajectories(part))).collect();
    parts.sort();
    // Columns 0 to 2, 3 to 4 and 5 to 7 of six rows.
    assert_eq!(parts, [(vec![0], 18), (vec![0, 1], 12), (vec![1], 18)]);
}

#[test]
fn a_zone_partly_outside_the_raster_keeps_its_area() {
    // 4 x 3 cells, of which 2 x 2 lie on the grid.
    let zones = zone("POLYGON ((-2 -1, 2 -1, 2 2, -2 2, -2 -1))");
    assert_eq!(line(&zones), (12.0, 12.0 - 4.0));
    assert_eq!(cells_under(&zones, SHAPE), [cells(&[(4, 0..2), (5, 0..2)])]);
}

#[test]
fn a_zone_beyond_the_raster_keeps_its_area() {
    let zones = zone("POLYGON ((20 20, 23 20, 23 22, 20 22, 20 20))");
    assert_eq!(line(&zones), (6.0, 6.0));
    assert_eq!(cells_under(&zones, SHAPE), [Vec::<usize>::new()]);
}

#[test]
fn a_zone_around_the_raster_keeps_its_area() {
    let zones = zone("POLYGON ((-1 -1, 9 -1, 9 7, -1 7, -1 -1))");
    assert_eq!(line(&zones), (80.0, 80.0 - 48.0));
    assert_eq!(cells_under(&zones, SHAPE)[0].len(), 48);
}

#[test]
fn the_whole_grid_is_one_zone_called_all() {
    let folder = Folder::new();
    let rasters = ground(&folder);
    let zones = Zones::whole(rasters.grid());
    assert_eq!((names(&zones), zones.set.zones()[0].group.as_deref()), (vec!["all"], None));
    assert_eq!(cells_under(&zones, SHAPE), [(0..48).collect::<Vec<_>>()]);
    assert_eq!(line(&zones), (48.0, 0.0));
}

#[test]
fn the_union_of_zones_counts_their_overlap_once() {
    let boundary = Boundary::in_crs(METRIC)
        .zone("left", &drawn("POLYGON ((0 0, 5 0, 5 6, 0 6, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))"))
        .zone("right", &drawn("POLYGON ((3 0, 8 0, 8 6, 3 6, 3 0))"))
        .zone("apart", &drawn("POLYGON ((10 0, 12 0, 12 2, 10 2, 10 0))"));
    let zones = zones_of(&boundary);
    assert_eq!(zones.union(&[0]).unwrap().cells(), 30.0 - 1.0);
    assert_eq!(zones.union(&[0, 1]).unwrap().cells(), 48.0 - 1.0);
    assert_eq!(zones.union(&[0, 1, 2]).unwrap().cells(), 48.0 - 1.0 + 4.0);
}
