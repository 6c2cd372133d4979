//! Where a name goes beside what it names, so that it lies on nothing else.

use super::paper::{Anchor, LETTER};

/// A rectangle that something takes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Room {
    pub(super) fn around(x: f64, y: f64, reach: f64) -> Self {
        Self { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach }
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// Right of a mark, left of it, above or below, wherever nothing is: how the name is anchored, where, and what it takes.
pub(super) fn free_place(
    mark: Room,
    wide: f64,
    [least, most]: [f64; 2],
    taken: &[Room],
) -> Option<(Anchor, f64, f64, Room)> {
    const GAP: f64 = 3.0;
    const HALF: f64 = LETTER * 0.55;
    let (x, y) = (f64::midpoint(mark.left, mark.right), f64::midpoint(mark.top, mark.bottom));
    let level = |left: f64, middle: f64| Room { left, right: left + wide, top: middle - HALF, bottom: middle + HALF };
    let [right, left] = [mark.right + GAP, mark.left - GAP];
    let [above, below] = [mark.top - GAP - HALF, mark.bottom + GAP + HALF];
    let places = [
        (Anchor::Start, right, y, level(right, y)),
        (Anchor::End, left, y, level(left - wide, y)),
        (Anchor::Middle, x, above, level(x - wide / 2.0, above)),
        (Anchor::Middle, x, below, level(x - wide / 2.0, below)),
    ];
    let is_free = |room: &Room| {
        room.left >= least && room.right <= most && room.top >= 0.0 && !taken.iter().any(|other| other.meets(room))
    };
    places.into_iter().find(|(_, _, _, room)| is_free(room))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_goes_to_the_left_where_another_mark_is_on_the_right() {
        let mark = Room::around(100.0, 50.0, 4.0);
        assert_eq!(free_place(mark, 40.0, [0.0, 300.0], &[]).unwrap().0, Anchor::Start);
        let beside = [Room::around(120.0, 50.0, 4.0)];
        assert_eq!(free_place(mark, 40.0, [0.0, 300.0], &beside).unwrap().0, Anchor::End);
        let around = [Room::around(100.0, 50.0, 60.0)];
        assert!(free_place(mark, 40.0, [0.0, 300.0], &around).is_none());
    }
}
