//! A quick proof that zones which meet in a cell only touch there and do not overlap.
//!
//! Walk through the cells of a row and count, at each point, in how many of the zones it lies. That number changes only
//! at the zones' edges. Where every edge piece of one zone is met by the same piece of another with the
//! opposite sign, it does not change at all; if it is one at the cell's left border, it is one in the whole cell.
//! Pieces are compared by sums of 64-bit fingerprints: equal and opposite ones cancel, and others do so with a chance of 2^-64.

use super::lattice::{Piece, STEPS};

/// Fingerprints of a zone's outline at one cell. Those of several zones add up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Agreement {
    /// Of the pieces inside the cell.
    inside: u64,
    /// Of the heights that the zone covers at the cell's left border.
    left: u64,
}

impl Agreement {
    pub(super) fn add_inside(&mut self, piece: &Piece) {
        let heights = mixed(u64::from(piece.top) << 32 | u64::from(piece.bottom));
        let places = u64::from(piece.x_top) << 32 | u64::from(piece.x_bottom);
        self.inside = self.inside.wrapping_add(signed(mixed(heights ^ places), piece.sign));
    }

    /// A piece that lies left of the cell. Fingerprints of heights telescope: it does not matter into how
    /// many pieces an edge was cut.
    pub(super) fn add_left(&mut self, piece: &Piece) {
        let height = height_mark(piece.bottom).wrapping_sub(height_mark(piece.top));
        self.left = self.left.wrapping_add(signed(height, piece.sign));
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self { inside: self.inside.wrapping_add(other.inside), left: self.left.wrapping_add(other.left) }
    }

    /// True when the zones added up here lie side by side: at the left border each height is in one of them, and
    /// no edge inside is without its opposite.
    pub(super) fn is_one_everywhere(self) -> bool {
        self.inside == 0 && self.left == height_mark(STEPS as u32).wrapping_sub(height_mark(0))
    }
}

fn signed(mark: u64, sign: i32) -> u64 {
    if sign < 0 { mark.wrapping_neg() } else { mark }
}

fn height_mark(height: u32) -> u64 {
    mixed(u64::from(height).wrapping_add(0x9e37_79b9_7f4a_7c15))
}

/// Finaliser of `SplitMix64` (Steele, Lea and Flood, 2014): every bit of the input moves half of the output's.
fn mixed(mut bits: u64) -> u64 {
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}
