//! Brings rings into the raster's CRS and onto its grid, bending edges where the projection does.

use crate::crs::CrsKind;
use crate::{Crs, GeoGrid};
use gdal::spatial_ref::CoordTransform;
use landledger_core::Polygons;

/// An edge is divided until its middle, transformed, lies this close to the straight line through its
/// transformed ends. In cells: 0.3 mm on a 30 m grid, so that hardly any cell's centre lies in between.
const BEND_CELLS: f64 = 1e-5;

/// Edges longer than this are halved once whatever their middle says: a line that bends one way and then
/// the other has its middle on the chord.
const LONG_CELLS: f64 = 16.0;

/// Edges are halved at most this often.
const DEEPEST: usize = 16;

/// A vertex in both systems, and what is known of the edge that starts here.
#[derive(Clone, Copy)]
struct Vertex {
    source: [f64; 2],
    grid: [f64; 2],
    /// It is fine enough.
    is_settled: bool,
    /// It is half of a longer one.
    is_half: bool,
}

/// The transformation from a boundary file's CRS to the rasters', and back.
pub(crate) struct Way {
    there: CoordTransform,
    back: CoordTransform,
    /// How far apart a vertex and its return may be, in units of the boundary file's CRS: about 0.1 m.
    returns_within: f64,
    /// A full turn, where coordinates are angles.
    turn: Option<f64>,
}

impl Way {
    pub(crate) fn new(from: &Crs, to: &Crs) -> gdal::errors::Result<Self> {
        let (returns_within, turn) = match from.kind() {
            CrsKind::Geographic { radians_per_unit, .. } => {
                (1.6e-8 / radians_per_unit, Some(std::f64::consts::TAU / radians_per_unit))
            }
            CrsKind::Projected { metres_per_unit } => (0.1 / metres_per_unit, None),
            CrsKind::Unknown => (1e-6, None),
        };
        Ok(Self { there: from.transform_to(to)?, back: to.transform_to(from)?, returns_within, turn })
    }

    /// Beyond its domain a projection may fold: points come out, but not where they belong. Those that lie
    /// in the domain come back to where they were.
    fn returns(&self, ring: &[[f64; 2]]) -> bool {
        let (mut x, mut y): (Vec<f64>, Vec<f64>) = ring.iter().map(|&[x, y]| (x, y)).unzip();
        if self.there.transform_coords(&mut x, &mut y, &mut []).is_err()
            || self.back.transform_coords(&mut x, &mut y, &mut []).is_err()
        {
            return false;
        }
        let apart = |a: f64, b: f64, turn: Option<f64>| {
            let apart = (a - b).abs();
            turn.map_or(apart, |turn| apart.min((apart - turn).abs()))
        };
        ring.iter().zip(x.iter().zip(&y)).all(|(at, (&x, &y))| {
            // At a pole every longitude is the same place.
            let at_pole = self.turn.is_some_and(|turn| (at[1].abs() - turn / 4.0).abs() < self.returns_within);
            (at_pole || apart(at[0], x, self.turn) < self.returns_within) && apart(at[1], y, None) < self.returns_within
        })
    }
}

impl Way {
    /// True when places of the grid lie inside the transformed outline just where they lie inside the original.
    ///
    /// An outline that goes around the Earth comes back onto itself in the plane, point by point where it
    /// belongs, and yet encloses nothing.
    pub(crate) fn keeps_inside(&self, original: &[Vec<[f64; 2]>], outline: &Polygons, grid: &GeoGrid) -> bool {
        let (cols, rows) = (grid.shape.cols as f64, grid.shape.rows as f64);
        // Odd places, so that none lies on an edge that follows the grid.
        const SHARES: [f64; 3] = [0.143_719, 0.503_177, 0.861_373];
        let places = SHARES.iter().flat_map(|col| SHARES.map(|row| [col * cols, row * rows]));
        places.into_iter().all(|place| {
            let [x, y] = grid.to_crs(place);
            let (mut x, mut y) = ([x], [y]);
            if self.back.transform_coords(&mut x, &mut y, &mut []).is_err() {
                return true; // The rasters themselves leave their CRS there; no zone is to blame.
            }
            let turns = self.turn.map_or(vec![0.0], |turn| vec![0.0, turn, -turn]);
            let was_inside = turns.iter().any(|turn| is_inside(original, [x[0] + turn, y[0]]));
            was_inside == is_inside(outline.rings(), place)
        })
    }
}

/// Even-odd: how often a line to the right of the point crosses the rings.
fn is_inside(rings: &[Vec<[f64; 2]>], [x, y]: [f64; 2]) -> bool {
    let crossings = rings
        .iter()
        .flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)))
        .filter(|(a, b)| (a[1] > y) != (b[1] > y) && x < a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1]));
    crossings.count() % 2 == 1
}

/// Transforms a ring given in CRS units to grid coordinates, densified. `None` where PROJ fails.
///
/// Halving at the middle treats both directions of an edge alike, so that neighbours that share an
/// edge get the same vertices.
pub(crate) fn ring_to_grid(ring: &[[f64; 2]], way: Option<&Way>, grid: &GeoGrid) -> Option<Vec<[f64; 2]>> {
    let Some(way) = way else {
        return Some(ring.iter().map(|&point| grid.to_grid(point)).collect());
    };
    if !way.returns(ring) {
        return None;
    }
    let transform = &way.there;
    let mut vertices: Vec<Vertex> = transformed(ring, transform, grid)?
        .into_iter()
        .zip(ring)
        .map(|(grid, &source)| Vertex { source, grid, is_settled: false, is_half: false })
        .collect();
    for _ in 0..DEEPEST {
        let middles = middles_of_unsettled(&vertices);
        if middles.is_empty() {
            break;
        }
        let on_grid = transformed(&middles, transform, grid)?;
        vertices = divided(&vertices, &middles, &on_grid);
    }
    Some(vertices.into_iter().map(|vertex| vertex.grid).collect())
}

fn middles_of_unsettled(vertices: &[Vertex]) -> Vec<[f64; 2]> {
    edges(vertices).filter(|(from, _)| !from.is_settled).map(|(from, to)| middle(from.source, to.source)).collect()
}

/// Puts the middle in where an edge bends there; settles the edges that do not.
fn divided(vertices: &[Vertex], middles: &[[f64; 2]], on_grid: &[[f64; 2]]) -> Vec<Vertex> {
    let mut middles = middles.iter().zip(on_grid);
    let mut result = Vec::with_capacity(vertices.len());
    for (from, to) in edges(vertices) {
        if from.is_settled {
            result.push(*from);
            continue;
        }
        let Some((&source, &on_grid)) = middles.next() else { break };
        let bends = distance_to_line(on_grid, from.grid, to.grid) > BEND_CELLS;
        let is_long = !from.is_half && distance(from.grid, to.grid) > LONG_CELLS;
        let is_divided = bends || is_long;
        result.push(Vertex { is_settled: !is_divided, is_half: is_divided, ..*from });
        if is_divided {
            result.push(Vertex { source, grid: on_grid, is_settled: false, is_half: true });
        }
    }
    result
}

fn edges(vertices: &[Vertex]) -> impl Iterator<Item = (&Vertex, &Vertex)> {
    vertices.iter().zip(vertices.iter().cycle().skip(1))
}

fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

/// How far a point lies beside the line through two others; a point that slides along it does not bend the edge.
fn distance_to_line(point: [f64; 2], a: [f64; 2], b: [f64; 2]) -> f64 {
    let length = distance(a, b);
    if length == 0.0 {
        return distance(point, a);
    }
    ((b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])).abs() / length
}

fn middle(a: [f64; 2], b: [f64; 2]) -> [f64; 2] {
    [f64::midpoint(a[0], b[0]), f64::midpoint(a[1], b[1])]
}

fn transformed(points: &[[f64; 2]], transform: &CoordTransform, grid: &GeoGrid) -> Option<Vec<[f64; 2]>> {
    let (mut x, mut y): (Vec<f64>, Vec<f64>) = points.iter().map(|&[x, y]| (x, y)).unzip();
    transform.transform_coords(&mut x, &mut y, &mut []).ok()?;
    let on_grid: Vec<[f64; 2]> = x.into_iter().zip(y).map(|(x, y)| grid.to_grid([x, y])).collect();
    on_grid.iter().flatten().all(|coordinate| coordinate.is_finite()).then_some(on_grid)
}
