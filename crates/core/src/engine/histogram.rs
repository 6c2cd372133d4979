//! Counts of small numbers, remembering which were touched so that clearing is cheap.

/// A histogram over trajectory numbers.
#[derive(Debug, Default)]
pub(super) struct Histogram {
    counts: Vec<u32>,
    touched: Vec<u32>,
}

impl Histogram {
    pub(super) fn with_values(values: usize) -> Self {
        Self { counts: vec![0; values], touched: Vec::new() }
    }

    /// Makes room for numbers below `values`.
    pub(super) fn grow_to(&mut self, values: usize) {
        if self.counts.len() < values {
            self.counts.resize(values.next_power_of_two(), 0);
        }
    }

    /// Counts a stretch of numbers run by run: most neighbours in a land-cover map are alike.
    #[inline]
    pub(super) fn count(&mut self, numbers: &[u32]) {
        let Some((&first, rest)) = numbers.split_first() else { return };
        let (mut number, mut run) = (first, 1);
        for &next in rest {
            if next == number {
                run += 1;
            } else {
                self.add(number, run);
                (number, run) = (next, 1);
            }
        }
        self.add(number, run);
    }

    #[inline]
    fn add(&mut self, number: u32, run: u32) {
        let count = &mut self.counts[number as usize];
        if *count == 0 {
            self.touched.push(number);
        }
        *count += run;
    }

    /// Hands out every (number, count) and starts again from zero.
    pub(super) fn drain(&mut self, mut each: impl FnMut(u32, u32)) {
        for number in self.touched.drain(..) {
            each(number, std::mem::take(&mut self.counts[number as usize]));
        }
    }
}
