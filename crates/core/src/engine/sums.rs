//! Sums by trajectory number, remembering which were touched so that clearing is cheap.

use crate::Amount;

/// Whole cells, all with the same small weight in one call.
#[derive(Debug, Default)]
pub(super) struct WholeCells {
    sums: Vec<u64>,
    touched: Vec<u32>,
}

impl WholeCells {
    /// `weight` is not zero.
    #[inline(always)]
    pub(super) fn add(&mut self, number: u32, weight: u64) {
        if let Some(sum) = self.sums.get_mut(number as usize) {
            if *sum == 0 {
                self.touched.push(number);
            }
            *sum += weight;
        } else {
            self.add_new(number, weight);
        }
    }

    #[cold]
    fn add_new(&mut self, number: u32, weight: u64) {
        self.sums.resize((number as usize + 1).next_power_of_two(), 0);
        self.sums[number as usize] = weight;
        self.touched.push(number);
    }

    /// Hands out every (number, sum) and starts again from zero.
    pub(super) fn drain(&mut self, mut each: impl FnMut(u32, u64)) {
        for number in self.touched.drain(..) {
            each(number, std::mem::take(&mut self.sums[number as usize]));
        }
    }
}

/// Shares of cells, and cells that each have an area of their own.
#[derive(Debug, Default)]
pub(super) struct Amounts {
    sums: Vec<Amount>,
    touched: Vec<u32>,
}

impl Amounts {
    /// An amount that is not zero.
    #[inline]
    pub(super) fn add(&mut self, number: u32, amount: Amount) {
        if self.sums.len() <= number as usize {
            self.sums.resize((number as usize + 1).next_power_of_two(), Amount::default());
        }
        let sum = &mut self.sums[number as usize];
        if sum.cells.is_zero() {
            self.touched.push(number);
        }
        *sum += amount;
    }

    /// Hands out every (number, amount) and starts again from zero.
    pub(super) fn drain(&mut self, mut each: impl FnMut(u32, Amount)) {
        for number in self.touched.drain(..) {
            each(number, std::mem::take(&mut self.sums[number as usize]));
        }
    }
}
