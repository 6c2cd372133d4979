//! What an outline that is drawn on a projection's plane encloses on the ground.

use crate::GeoGrid;
use crate::areal_scale::{Plane, without_last_bits};
use crate::globe::{Globe, cross, dot, minus};
use landledger_core::Polygons;

/// An edge is halved while it is longer than this on the ground, in radians: 6.4 km. See [`of_edge`].
const LONG: f64 = 1e-3;

/// An edge is halved while its middle lies further beside the chord than this share of it.
const BENT: f64 = 1e-3;

/// Edges are halved at most this often.
const DEEPEST: usize = 24;

/// Outlines wider or higher than this on the plane are measured in pieces: one that goes around half of the Earth
/// could not be told from the rest of it.
const WIDE_M: f64 = 3e6;

impl Plane {
    /// Ground area in m2 inside an outline in grid coordinates; `None` where the projection cannot be inverted along it.
    pub(crate) fn outline_area(&self, outline: &Polygons) -> Option<f64> {
        let wide = self.grid.cell_sides().map(|side| WIDE_M / (side * self.metres_per_unit));
        let steradians = steradians(&self.globe, &self.grid, wide, outline)?.abs();
        Some(without_last_bits(self.globe.square_metres(steradians)))
    }
}

fn steradians(globe: &Globe, grid: &GeoGrid, wide: [f64; 2], outline: &Polygons) -> Option<f64> {
    let Some((least, most)) = outline.extent() else { return Some(0.0) };
    for axis in [0, 1] {
        if most[axis] - least[axis] > wide[axis] {
            let (mut end, mut start) = (most, least);
            end[axis] = f64::midpoint(least[axis], most[axis]);
            start[axis] = end[axis];
            let halves = [outline.within(least, end), outline.within(start, most)];
            return halves.iter().map(|half| steradians(globe, grid, wide, half)).sum();
        }
    }
    outline.rings().iter().map(|ring| of_ring(globe, grid, ring)).sum()
}

/// Solid angle inside a ring, signed by its direction.
fn of_ring(globe: &Globe, grid: &GeoGrid, ring: &[[f64; 2]]) -> Option<f64> {
    let places = |points: &[[f64; 2]]| {
        let places = globe.places(points.iter().map(|&point| grid.to_crs(point)));
        places.iter().flatten().all(|coordinate| coordinate.is_finite()).then_some(places)
    };
    let on_ground = places(ring)?;
    let Some(&apex) = on_ground.first() else { return Some(0.0) };
    let ends = ring.iter().copied().zip(on_ground);
    let mut edges: Vec<Edge> = ends.clone().zip(ends.cycle().skip(1)).map(|(from, to)| Edge { from, to }).collect();
    let mut sum = 0.0;
    for depth in 0.. {
        let middles: Vec<[f64; 2]> = edges.iter().map(Edge::middle).collect();
        let on_ground = places(&middles)?;
        let mut halves = Vec::new();
        for (edge, middle) in edges.iter().zip(middles.into_iter().zip(on_ground)) {
            if depth < DEEPEST && edge.is_coarse(middle.1) {
                halves.extend([Edge { from: edge.from, to: middle }, Edge { from: middle, to: edge.to }]);
            } else {
                sum += of_edge(apex, edge.from.1, middle.1, edge.to.1);
            }
        }
        if halves.is_empty() {
            break;
        }
        edges = halves;
    }
    Some(sum)
}

/// An edge that is straight on the plane; its ends on the grid and on the sphere.
#[derive(Clone, Copy)]
struct Edge {
    from: ([f64; 2], [f64; 3]),
    to: ([f64; 2], [f64; 3]),
}

impl Edge {
    fn middle(&self) -> [f64; 2] {
        [f64::midpoint(self.from.0[0], self.to.0[0]), f64::midpoint(self.from.0[1], self.to.0[1])]
    }

    fn is_coarse(&self, middle: [f64; 3]) -> bool {
        let chord = minus(self.to.1, self.from.1);
        let squared = dot(chord, chord);
        let beside = cross(chord, minus(middle, self.from.1));
        // The second compares the height over the chord times the chord; noise of the last bits is no bend.
        squared > LONG * LONG || dot(beside, beside) > (BENT * squared).powi(2).max(1e-30)
    }
}

/// Solid angle between the apex and an edge through its middle.
///
/// # Equation
/// The spherical triangle of apex and ends (Oosterom and Strackee, IEEE Transactions on Biomedical Engineering 30, 1983), and what the
/// edge bulges over the arc between its ends: 4/3 of the flat triangle of ends and middle, as under any
/// parabola (Archimedes). What is left falls with the fifth power of the length: of an edge of 6.4 km some
/// 6.4^5 / 6371^3 / 100 km2, 5e-4 m2.
fn of_edge(apex: [f64; 3], from: [f64; 3], middle: [f64; 3], to: [f64; 3]) -> f64 {
    let (a, b) = (minus(from, apex), minus(to, apex));
    // Differences keep the digits of small triangles.
    let volume = dot(apex, cross(a, b));
    let triangle = 2.0 * libm::atan2(volume, 1.0 + dot(apex, from) + dot(from, to) + dot(to, apex));
    let bulge = dot(middle, cross(minus(middle, from), minus(to, from))) / 2.0;
    triangle + 4.0 / 3.0 * bulge
}
