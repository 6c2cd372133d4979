//! What a map's cell can be, and what becomes of four cells in an overview.

/// A cell of a map.
pub(crate) trait MapCell: Copy + Send + Sync + 'static {
    /// Bits of a cell in the file.
    const BITS: u16;
    /// TIFF's `SampleFormat`: 1 unsigned, 3 floating.
    const SAMPLE_FORMAT: u16;
    /// As the file's tag says it.
    const NODATA_TEXT: &'static str;
    /// No data.
    const NODATA: Self;

    fn is_nodata(self) -> bool;

    /// The cell of an overview from upper left, upper right, lower left and lower right.
    fn of_four(four: [Self; 4]) -> Self;

    /// True when both hold the same, no data included.
    fn are_alike(cells: &[Self], others: &[Self]) -> bool;

    /// The cells as the file holds them, least byte first; `room` is there for those that must be turned.
    fn as_bytes<'a>(cells: &'a [Self], room: &'a mut Vec<u8>) -> &'a [u8];
}

/// Classes, numbered from 1; the most frequent of four counts, of equally frequent ones the first.
macro_rules! class_cell {
    ($type:ty, $as_bytes:item) => {
        impl MapCell for $type {
            const BITS: u16 = <$type>::BITS as u16;
            const SAMPLE_FORMAT: u16 = 1;
            const NODATA_TEXT: &'static str = "0";
            const NODATA: Self = 0;

            fn is_nodata(self) -> bool {
                self == 0
            }

            #[inline]
            fn of_four([a, b, c, d]: [Self; 4]) -> Self {
                let first = |a: Self, b: Self| if a == 0 { b } else { a };
                let most = if (a == b) | (a == c) | (a == d) {
                    a
                } else if (b == c) | (b == d) {
                    b
                } else if c == d {
                    c
                } else {
                    0
                };
                // No data never wins over data, and of four different cells the first that has data counts.
                first(most, first(first(a, b), first(c, d)))
            }

            fn are_alike(cells: &[Self], others: &[Self]) -> bool {
                cells == others
            }

            $as_bytes
        }
    };
}

class_cell!(
    u8,
    fn as_bytes<'a>(cells: &'a [Self], _room: &'a mut Vec<u8>) -> &'a [u8] {
        cells
    }
);

class_cell!(
    u16,
    fn as_bytes<'a>(cells: &'a [Self], room: &'a mut Vec<u8>) -> &'a [u8] {
        room.clear();
        room.extend(cells.iter().flat_map(|cell| cell.to_le_bytes()));
        room
    }
);

/// Densities; the mean of those of the four that have one.
impl MapCell for f32 {
    const BITS: u16 = 32;
    const SAMPLE_FORMAT: u16 = 3;
    const NODATA_TEXT: &'static str = "nan";
    const NODATA: Self = f32::NAN;

    fn is_nodata(self) -> bool {
        self.is_nan()
    }

    #[inline]
    fn of_four(four: [Self; 4]) -> Self {
        let (sum, count) = four.iter().fold((0.0, 0.0), |(sum, count), &cell| {
            let has_data = !cell.is_nan();
            (sum + if has_data { f64::from(cell) } else { 0.0 }, count + f64::from(u8::from(has_data)))
        });
        // Of none it is 0 / 0, whose sign is the processor's choice.
        if count > 0.0 { (sum / count) as f32 } else { Self::NODATA }
    }

    fn are_alike(cells: &[Self], others: &[Self]) -> bool {
        cells.len() == others.len() && cells.iter().zip(others).all(|(a, b)| a.to_bits() == b.to_bits())
    }

    fn as_bytes<'a>(cells: &'a [Self], room: &'a mut Vec<u8>) -> &'a [u8] {
        room.clear();
        room.extend(cells.iter().flat_map(|cell| cell.to_le_bytes()));
        room
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_frequent_class_of_four_counts() {
        assert_eq!(u8::of_four([1, 2, 2, 3]), 2);
        assert_eq!(u8::of_four([1, 2, 3, 3]), 3);
        assert_eq!(u8::of_four([3, 1, 2, 3]), 3);
    }

    #[test]
    fn of_equally_frequent_classes_the_first_counts() {
        assert_eq!(u8::of_four([4, 3, 2, 1]), 4);
        assert_eq!(u16::of_four([300, 7, 7, 300]), 300);
    }

    #[test]
    fn nodata_never_wins_over_a_class() {
        assert_eq!(u8::of_four([0, 0, 0, 5]), 5);
        assert_eq!(u8::of_four([0, 0, 6, 5]), 6);
        assert_eq!(u8::of_four([7, 0, 0, 5]), 7);
        assert_eq!(u8::of_four([0, 7, 0, 5]), 7);
        assert_eq!(u8::of_four([0, 7, 5, 0]), 7);
        assert_eq!(u8::of_four([0; 4]), 0);
    }

    /// Every four of five values against counting them.
    #[test]
    fn the_rule_is_the_one_of_counting() {
        for number in 0..625_u16 {
            let four = [number % 5, number / 5 % 5, number / 25 % 5, number / 125];
            let count = |class: u16| four.iter().filter(|&&cell| cell == class).count();
            let mut expected = 0;
            for class in four.into_iter().filter(|&class| class != 0) {
                if expected == 0 || count(class) > count(expected) {
                    expected = class;
                }
            }
            assert_eq!(u16::of_four(four), expected, "{four:?}");
        }
    }

    #[test]
    fn a_density_is_the_mean_of_the_cells_that_have_one() {
        assert_eq!(f32::of_four([1.0, 2.0, 3.0, 6.0]), (1.0 + 2.0 + 3.0 + 6.0) / 4.0);
        assert_eq!(f32::of_four([f32::NAN, 2.0, f32::NAN, 6.0]), f32::midpoint(2.0, 6.0));
        assert!(f32::of_four([f32::NAN; 4]).is_nan());
    }
}
