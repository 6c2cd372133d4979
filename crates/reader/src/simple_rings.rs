//! A quick look that most outlines pass: rings that certainly neither touch nor cross themselves or each other.
//!
//! GEOS's own check of validity takes ten times as long, which shows where zones have millions of vertices. This one says yes only
//! where rounding cannot have decided; everything else is left to GEOS.

use crate::geometry::PolygonRings;

/// True when polygons without holes, none of whose bounding boxes meet, have rings whose edges certainly meet only
/// at the vertex that they share with the next one.
pub(crate) fn are_surely_valid(polygons: &[PolygonRings]) -> bool {
    let rings: Option<Vec<Ring>> = polygons.iter().map(Ring::of).collect();
    let Some(rings) = rings else { return false };
    let boxes: Vec<Box> = rings.iter().map(|ring| Box::of(&ring.0)).collect();
    let meet = |at: usize| boxes[at + 1..].iter().any(|other| boxes[at].meets(other));
    !(0..boxes.len()).any(meet) && rings.iter().all(Ring::is_surely_simple)
}

/// A ring of different neighbouring points, the last one joined to the first.
struct Ring(Vec<[f64; 2]>);

/// An edge by its ends and its place in the ring.
#[derive(Clone, Copy)]
struct Edge {
    at: usize,
    from: [f64; 2],
    to: [f64; 2],
}

#[derive(Clone, Copy)]
struct Box {
    low: [f64; 2],
    high: [f64; 2],
}

impl Ring {
    /// `None` with holes, or where the ring is not closed or has no area to enclose.
    fn of(rings: &PolygonRings) -> Option<Self> {
        let [ring] = &rings[..] else { return None };
        let mut points = ring.clone();
        points.dedup();
        (points.len() > 3 && points.pop() == points.first().copied()).then_some(Self(points))
    }

    fn edge(&self, at: usize) -> Edge {
        let points = &self.0;
        Edge { at, from: points[at], to: points[if at + 1 == points.len() { 0 } else { at + 1 }] }
    }

    fn is_surely_simple(&self) -> bool {
        let edges = self.0.len();
        let goes_on = |at: usize| self.edge(at).surely_goes_on_to(&self.edge(if at + 1 == edges { 0 } else { at + 1 }));
        if !(0..edges).all(goes_on) {
            return false;
        }
        BoxTree::of(self).has_no_meeting(1)
    }
}

/// Boxes around single edges, pairs of neighbouring edges, pairs of pairs and so on up to the whole ring. Neighbours in a ring
/// are neighbours in the plane, so that few boxes meet.
struct BoxTree<'a> {
    ring: &'a Ring,
    /// The whole ring at 1, below a node at `i` its halves at `2 i` and `2 i + 1`, and from `leaves` on the edges.
    boxes: Vec<Box>,
    leaves: usize,
}

impl<'a> BoxTree<'a> {
    fn of(ring: &'a Ring) -> Self {
        let edges = ring.0.len();
        let leaves = edges.next_power_of_two();
        let mut boxes = vec![Box::EMPTY; 2 * leaves];
        for at in 0..edges {
            let edge = ring.edge(at);
            boxes[leaves + at] = Box::of(&[edge.from, edge.to]);
        }
        for node in (1..leaves).rev() {
            boxes[node] = boxes[2 * node].around(boxes[2 * node + 1]);
        }
        Self { ring, boxes, leaves }
    }

    /// True when no two edges below a node meet but where one goes on to the next.
    fn has_no_meeting(&self, node: usize) -> bool {
        node >= self.leaves
            || (self.has_no_meeting(2 * node)
                && self.has_no_meeting(2 * node + 1)
                && self.keep_apart(2 * node, 2 * node + 1))
    }

    /// The same for edges below one node and edges below another of its level.
    fn keep_apart(&self, a: usize, b: usize) -> bool {
        if !self.boxes[a].meets(&self.boxes[b]) {
            return true;
        }
        if a >= self.leaves {
            let (edge, other) = (self.ring.edge(a - self.leaves), self.ring.edge(b - self.leaves));
            return edge.is_next_to(other.at, self.ring.0.len()) || edge.surely_misses(&other);
        }
        let halves = [(0, 0), (0, 1), (1, 0), (1, 1)];
        halves.into_iter().all(|(of_a, of_b)| self.keep_apart(2 * a + of_a, 2 * b + of_b))
    }
}

impl Edge {
    fn is_next_to(&self, other: usize, edges: usize) -> bool {
        let apart = self.at.abs_diff(other);
        apart == 1 || apart == edges - 1
    }

    /// True when the next edge does not run back over this one.
    fn surely_goes_on_to(&self, next: &Self) -> bool {
        let along = |axis: usize| (self.to[axis] - self.from[axis]) * (next.to[axis] - next.from[axis]);
        along(0) + along(1) > 0.0 || side(self.from, self.to, next.to) != 0
    }

    /// For edges whose boxes meet.
    fn surely_misses(&self, other: &Self) -> bool {
        let on_one_side = |edge: &Self, other: &Self| {
            let sides = [side(edge.from, edge.to, other.from), side(edge.from, edge.to, other.to)];
            sides[0] * sides[1] > 0
        };
        on_one_side(self, other) || on_one_side(other, self)
    }
}

impl Box {
    /// Meets none.
    const EMPTY: Self = Self { low: [f64::INFINITY; 2], high: [f64::NEG_INFINITY; 2] };

    fn around(self, other: Self) -> Self {
        let low = [self.low[0].min(other.low[0]), self.low[1].min(other.low[1])];
        let high = [self.high[0].max(other.high[0]), self.high[1].max(other.high[1])];
        Self { low, high }
    }

    fn of(points: &[[f64; 2]]) -> Self {
        let along = |axis: usize| points.iter().map(move |point| point[axis]);
        let low = |axis| along(axis).fold(f64::INFINITY, f64::min);
        let high = |axis| along(axis).fold(f64::NEG_INFINITY, f64::max);
        Self { low: [low(0), low(1)], high: [high(0), high(1)] }
    }

    /// True when they share a point.
    fn meets(&self, other: &Self) -> bool {
        (0..2).all(|axis| self.low[axis] <= other.high[axis] && other.low[axis] <= self.high[axis])
    }
}

/// On which side of a line a point lies: 1 or -1, and 0 where rounding could have decided.
fn side(from: [f64; 2], to: [f64; 2], point: [f64; 2]) -> i32 {
    /// Three roundings of 2^-53 each in either product and the difference (Shewchuk, Adaptive Precision Floating-Point
    /// Arithmetic, 1997, section 4.3: (3 + 16 e) e), doubled.
    const ROUNDING: f64 = 8.0 * f64::EPSILON;
    let left = (to[0] - from[0]) * (point[1] - from[1]);
    let right = (to[1] - from[1]) * (point[0] - from[0]);
    let turn = left - right;
    if turn.abs() <= ROUNDING * (left.abs() + right.abs()) {
        0
    } else if turn > 0.0 {
        1
    } else {
        -1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_valid(points: &[[f64; 2]]) -> bool {
        let mut ring = points.to_vec();
        ring.push(points[0]);
        are_surely_valid(&[vec![ring]])
    }

    #[test]
    fn a_square_and_a_comb_are_simple() {
        assert!(is_valid(&[[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0]]));
        assert!(is_valid(&[[0.0, 0.0], [5.0, 0.0], [5.0, 4.0], [4.0, 1.0], [3.0, 4.0], [2.0, 1.0], [1.0, 4.0]]));
    }

    #[test]
    fn a_ring_that_crosses_touches_or_folds_back_is_left_to_geos() {
        assert!(!is_valid(&[[0.0, 0.0], [4.0, 4.0], [4.0, 0.0], [0.0, 4.0]]), "a bow tie");
        assert!(!is_valid(&[[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [2.0, 0.0], [0.0, 4.0]]), "a vertex on an edge");
        assert!(!is_valid(&[[0.0, 0.0], [4.0, 0.0], [2.0, 0.0], [2.0, 4.0]]), "a spike");
        let twice = [[0.0, 0.0], [2.0, 2.0], [4.0, 0.0], [4.0, 4.0], [2.0, 2.0], [0.0, 4.0]];
        assert!(!is_valid(&twice), "a vertex met twice");
    }

    #[test]
    fn holes_and_neighbouring_polygons_are_left_to_geos() {
        let square = |from: f64, to: f64| vec![[from, from], [to, from], [to, to], [from, to], [from, from]];
        assert!(!are_surely_valid(&[vec![square(0.0, 4.0), square(1.0, 2.0)]]));
        assert!(!are_surely_valid(&[vec![square(0.0, 4.0)], vec![square(1.0, 2.0)]]));
        assert!(are_surely_valid(&[vec![square(0.0, 4.0)], vec![square(5.0, 6.0)]]));
    }

    #[test]
    fn points_given_twice_in_a_row_do_not_matter() {
        assert!(is_valid(&[[0.0, 0.0], [4.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0]]));
    }
}
