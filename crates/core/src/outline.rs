//! Polygons in grid coordinates.

use crate::GridShape;

/// A closed ring; the last point joins the first without being repeated.
pub type Ring = Vec<[f64; 2]>;

/// One or more polygons with holes. Points are `[column, row]`, cell borders lie at whole numbers.
///
/// Exteriors turn one way and holes the other, so that signed areas add up to the area inside. Polygons
/// must be valid (rings that neither cross themselves nor each other) and their coordinates finite: the
/// coverage is even-odd, and only then do its cells and the signed area mean the same.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Polygons {
    rings: Vec<Ring>,
}

impl Polygons {
    /// Polygons as lists of rings, the exterior first; each ring is turned the way its role needs.
    pub fn from_polygons(polygons: impl IntoIterator<Item = Vec<Ring>>) -> Self {
        let mut rings = Vec::new();
        for polygon in polygons {
            for (index, mut ring) in polygon.into_iter().enumerate() {
                if ring.len() > 1 && ring.first() == ring.last() {
                    ring.pop();
                }
                let is_hole = index > 0;
                if (signed_area(&ring) < 0.0) != is_hole {
                    ring.reverse();
                }
                rings.push(ring);
            }
        }
        Self { rings }
    }

    /// One polygon: its exterior and then its holes.
    pub fn from_rings(rings: Vec<Ring>) -> Self {
        Self::from_polygons([rings])
    }

    /// The rectangle of a whole grid.
    pub fn of_grid(shape: GridShape) -> Self {
        let (cols, rows) = (shape.cols as f64, shape.rows as f64);
        Self::from_rings(vec![vec![[0.0, 0.0], [cols, 0.0], [cols, rows], [0.0, rows]]])
    }

    /// The rings, exteriors and holes alike.
    pub fn rings(&self) -> &[Ring] {
        &self.rings
    }

    /// Number of vertices.
    pub fn vertices(&self) -> usize {
        self.rings.iter().map(Vec::len).sum()
    }

    /// Every edge as its two ends, in the direction of its ring.
    pub fn edges(&self) -> impl Iterator<Item = [[f64; 2]; 2]> + '_ {
        self.rings.iter().flat_map(|ring| ring.iter().zip(ring.iter().cycle().skip(1)).map(|(&from, &to)| [from, to]))
    }

    /// Area in cells.
    pub fn cells(&self) -> f64 {
        self.rings.iter().map(|ring| signed_area(ring)).sum::<f64>().abs()
    }

    /// Smallest and largest row coordinate, or `None` without vertices.
    pub fn row_extent(&self) -> Option<(f64, f64)> {
        let rows = || self.rings.iter().flatten().map(|point| point[1]);
        Some((rows().reduce(f64::min)?, rows().reduce(f64::max)?))
    }

    /// Smallest and largest column and row coordinate as `[left, top]` and `[right, bottom]`, or `None` without vertices.
    pub fn extent(&self) -> Option<([f64; 2], [f64; 2])> {
        let points = || self.rings.iter().flatten().copied();
        let each = |of: fn(f64, f64) -> f64| points().reduce(|a, b| [of(a[0], b[0]), of(a[1], b[1])]);
        Some((each(f64::min)?, each(f64::max)?))
    }

    /// True when nothing reaches beyond the grid's rectangle.
    pub fn lies_on(&self, shape: GridShape) -> bool {
        self.extent().is_none_or(|(least, most)| {
            least[0] >= 0.0 && least[1] >= 0.0 && most[0] <= shape.cols as f64 && most[1] <= shape.rows as f64
        })
    }

    /// The part inside the grid's rectangle. Rings may run along its border; their areas stay exact.
    #[must_use]
    pub fn clipped_to(&self, shape: GridShape) -> Self {
        self.within([0.0, 0.0], [shape.cols as f64, shape.rows as f64])
    }

    /// The part inside a rectangle from `[left, top]` to `[right, bottom]`, likewise.
    #[must_use]
    pub fn within(&self, [left, top]: [f64; 2], [right, bottom]: [f64; 2]) -> Self {
        let rings = self.rings.iter().map(|ring| {
            let ring = clip(ring, |p| p[0] - left);
            let ring = clip(&ring, |p| right - p[0]);
            let ring = clip(&ring, |p| p[1] - top);
            clip(&ring, |p| bottom - p[1])
        });
        Self { rings: rings.filter(|ring| ring.len() > 2).collect() }
    }
}

/// Sutherland and Hodgman (1974), one side: keeps the part of a ring where `depth` is not negative.
fn clip(ring: &[[f64; 2]], depth: impl Fn([f64; 2]) -> f64) -> Ring {
    let mut kept = Ring::with_capacity(ring.len());
    for (&from, &to) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        let (a, b) = (depth(from), depth(to));
        if a >= 0.0 {
            kept.push(from);
        }
        if (a < 0.0) != (b < 0.0) {
            let t = a / (a - b);
            kept.push([from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])]);
        }
    }
    kept
}

/// Shoelace formula, measured from the first vertex so that far-away rings keep their digits.
fn signed_area(ring: &[[f64; 2]]) -> f64 {
    let Some(&[x0, y0]) = ring.first() else { return 0.0 };
    let doubled: f64 = ring
        .iter()
        .zip(ring.iter().cycle().skip(1))
        .map(|(a, b)| (a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0))
        .sum();
    doubled / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(from: f64, to: f64) -> Ring {
        vec![[from, from], [to, from], [to, to], [from, to]]
    }

    fn reversed(mut ring: Ring) -> Ring {
        ring.reverse();
        ring
    }

    #[test]
    fn a_hole_is_taken_off_whichever_way_the_rings_turn() {
        for exterior in [square(0.0, 4.0), reversed(square(0.0, 4.0))] {
            for hole in [square(1.0, 2.0), reversed(square(1.0, 2.0))] {
                assert_eq!(Polygons::from_rings(vec![exterior.clone(), hole]).cells(), 16.0 - 1.0);
            }
        }
    }

    #[test]
    fn a_closing_point_is_not_a_vertex() {
        let mut closed = square(0.0, 1.0);
        closed.push(closed[0]);
        assert_eq!(Polygons::from_rings(vec![closed]).vertices(), 4);
    }

    #[test]
    fn clipping_keeps_the_area_inside_the_grid() {
        let shape = GridShape { rows: 3, cols: 3 };
        // -1..2 in both directions with a hole 0..1: inside lie 2 x 2 cells less the hole's one.
        let polygons = Polygons::from_rings(vec![square(-1.0, 2.0), square(0.0, 1.0)]);
        assert_eq!(polygons.clipped_to(shape).cells(), 4.0 - 1.0);
    }

    #[test]
    fn clipping_a_u_that_leaves_the_grid_twice_adds_no_area_along_the_border() {
        let shape = GridShape { rows: 10, cols: 10 };
        let u =
            vec![[1.0, -5.0], [2.0, -5.0], [2.0, 4.0], [6.0, 4.0], [6.0, -5.0], [7.0, -5.0], [7.0, 5.0], [1.0, 5.0]];
        // Two legs of 1 x 5 and a bar of 4 x 1 between them.
        assert_eq!(Polygons::from_rings(vec![u]).clipped_to(shape).cells(), 5.0 + 5.0 + 4.0);
    }
}
