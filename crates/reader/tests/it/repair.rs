//! Invalid outlines are mended so that each piece of ground counts once, and the user is told.

use crate::drawing::{line, zone};
use landledger_reader::ZoneNote;

#[test]
fn a_bow_tie_is_repaired_and_its_areas_are_told() {
    // Triangles of 2 and 8 cells that meet in (3, 3), one turning left and one right: before, 8 - 2.
    let zones = zone("POLYGON ((1 2, 7 5, 7 1, 1 4, 1 2))");
    assert_eq!(line(&zones), (2.0 + 8.0, 0.0));
    let [ZoneNote::Repaired { zone, area_ratio }] = &zones.notes[..] else { panic!("{:?}", zones.notes) };
    assert_eq!(zone, "a");
    assert!((area_ratio - 10.0 / 6.0).abs() < 1e-9, "{area_ratio}");
}

#[test]
fn a_bow_tie_of_equal_halves_has_no_area_before_its_repair() {
    let zones = zone("POLYGON ((1 1, 5 5, 5 1, 1 5, 1 1))");
    assert_eq!(line(&zones), (8.0, 0.0));
    assert_eq!(zones.notes, [ZoneNote::Repaired { zone: "a".into(), area_ratio: f64::INFINITY }]);
}

#[test]
fn a_ring_that_touches_itself_keeps_its_area() {
    // A square of 36 cells; from the middle of its upper side the ring goes around a triangle of 4 and back.
    let zones = zone("POLYGON ((0 0, 6 0, 6 6, 3 6, 5 4, 1 4, 3 6, 0 6, 0 0))");
    assert_eq!(line(&zones), (36.0 - 4.0, 0.0));
    let [ZoneNote::Repaired { area_ratio, .. }] = &zones.notes[..] else { panic!("{:?}", zones.notes) };
    assert!((area_ratio - 1.0).abs() < 1e-9, "{area_ratio}");
}

#[test]
fn parts_of_a_multipolygon_that_overlap_count_their_overlap_once() {
    // Two squares of 16 cells that share 2 x 2.
    let zones = zone("MULTIPOLYGON (((0 0, 4 0, 4 4, 0 4, 0 0)), ((2 2, 6 2, 6 6, 2 6, 2 2)))");
    assert_eq!(line(&zones), (16.0 + 16.0 - 4.0, 0.0));
}

#[test]
fn a_part_of_a_multipolygon_within_another_part_changes_nothing() {
    let zones = zone("MULTIPOLYGON (((0 0, 6 0, 6 6, 0 6, 0 0)), ((2 2, 4 2, 4 4, 2 4, 2 2)))");
    assert_eq!(line(&zones), (36.0, 0.0));
}

#[test]
fn a_part_that_stands_twice_counts_once() {
    let zones = zone("MULTIPOLYGON (((0 0, 4 0, 4 4, 0 4, 0 0)), ((0 0, 4 0, 4 4, 0 4, 0 0)))");
    assert_eq!(line(&zones), (16.0, 0.0));
}

#[test]
fn a_spike_is_cut_off() {
    // The edge runs out to (8, 2) and back.
    let zones = zone("POLYGON ((0 0, 4 0, 4 2, 8 2, 4 2, 4 4, 0 4, 0 0))");
    assert_eq!(line(&zones), (16.0, 0.0));
}

#[test]
fn holes_that_overlap_are_taken_off_once() {
    // Holes of 16 and 3 cells that share 2.
    let zones = zone("POLYGON ((0 0, 8 0, 8 6, 0 6, 0 0), (2 1, 6 1, 6 5, 2 5, 2 1), (4 3, 7 3, 7 4, 4 4, 4 3))");
    assert_eq!(line(&zones), (48.0 - (16.0 + 3.0 - 2.0), 0.0));
}

#[test]
fn a_hole_that_sticks_out_takes_off_what_lies_inside_and_adds_nothing() {
    // 2 x 4 of the hole's 4 x 4 cells lie within the polygon.
    let zones = zone("POLYGON ((0 0, 6 0, 6 6, 0 6, 0 0), (4 1, 8 1, 8 5, 4 5, 4 1))");
    assert_eq!(line(&zones), (36.0 - 8.0, 0.0));
}

#[test]
fn a_sound_outline_is_not_reported() {
    assert!(zone("POLYGON ((0 0, 6 0, 6 6, 0 6, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))").notes.is_empty());
}
