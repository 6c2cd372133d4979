//! Outlines with fewer vertices: Douglas D. H., Peucker T. K. (1973), Algorithms for the reduction of the number of points
//! required to represent a digitized line or its caricature, Cartographica 10(2):112-122.

/// A closed ring of which no dropped vertex lies farther than `tolerance` from what is left.
pub(super) fn simplified(ring: &[[f64; 2]], tolerance: f64) -> Vec<[f64; 2]> {
    if ring.len() < 4 {
        return ring.to_vec();
    }
    // Cut where it is widest, so that two open lines are left.
    let far = (0..ring.len()).max_by(|&a, &b| distance(ring[0], ring[a]).total_cmp(&distance(ring[0], ring[b])));
    let far = far.unwrap_or(0);
    let mut line = ring.to_vec();
    line.push(ring[0]);
    let mut kept = vec![false; line.len()];
    kept[0] = true;
    kept[far] = true;
    let mut open = vec![(0, far), (far, line.len() - 1)];
    while let Some((from, to)) = open.pop() {
        let off = |index: usize| off_line(line[index], line[from], line[to]);
        let Some(worst) = (from + 1..to).max_by(|&a, &b| off(a).total_cmp(&off(b))) else { continue };
        if off(worst) > tolerance {
            kept[worst] = true;
            open.extend([(from, worst), (worst, to)]);
        }
    }
    ring.iter().zip(kept).filter(|(_, kept)| *kept).map(|(&point, _)| point).collect()
}

fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    (a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1])
}

/// Distance of a point from a piece of a line.
fn off_line(point: [f64; 2], from: [f64; 2], to: [f64; 2]) -> f64 {
    let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
    let long = dx * dx + dy * dy;
    if long == 0.0 {
        return distance(point, from).sqrt();
    }
    let along = (((point[0] - from[0]) * dx + (point[1] - from[1]) * dy) / long).clamp(0.0, 1.0);
    distance(point, [from[0] + along * dx, from[1] + along * dy]).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vertices_on_a_straight_side_go_and_corners_stay() {
        let ring = [[0.0, 0.0], [5.0, 0.01], [10.0, 0.0], [10.0, 10.0], [5.0, 9.99], [0.0, 10.0]];
        assert_eq!(simplified(&ring, 0.1), [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]]);
    }

    #[test]
    fn no_vertex_of_a_ragged_ring_is_farther_off_than_the_tolerance() {
        let ring: Vec<[f64; 2]> = (0..400)
            .map(|step| {
                let angle = f64::from(step) / 400.0 * std::f64::consts::TAU;
                let radius = 100.0 + f64::from(step * 37 % 11) * 0.2;
                [radius * libm::cos(angle), radius * libm::sin(angle)]
            })
            .collect();
        const TOLERANCE: f64 = 1.5;
        let simple = simplified(&ring, TOLERANCE);
        assert!(simple.len() < ring.len() / 2, "{}", simple.len());
        for point in &ring {
            let sides = simple.iter().zip(simple.iter().cycle().skip(1));
            let off = sides.map(|(a, b)| off_line(*point, *a, *b)).fold(f64::INFINITY, f64::min);
            assert!(off <= TOLERANCE, "{point:?} is {off} off");
        }
    }
}
