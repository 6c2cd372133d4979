//! Sums by trajectory number, remembering which were touched so that clearing is cheap.

use crate::Amount;

/// Whole cells, all with the same small weight in one call.
#[derive(Debug, Default)]
pub(super) struct WholeCells {
    sums: Vec<u64>,
    touched: Vec<u32>,
}

impl WholeCells {
    /// Makes room for numbers below `numbers` and lends the sums out.
    pub(super) fn below(&mut self, numbers: usize) -> WholeSums<'_> {
        if self.sums.len() < numbers {
            self.sums.resize(numbers, 0);
        }
        WholeSums { sums: &mut self.sums, touched: &mut self.touched }
    }

    /// Hands out every (number, sum) and starts again from zero.
    pub(super) fn drain(&mut self, mut each: impl FnMut(u32, u64)) {
        for number in self.touched.drain(..) {
            each(number, std::mem::take(&mut self.sums[number as usize]));
        }
    }
}

/// Sums with room for every number that can come: nothing has to grow while cells are counted.
#[derive(Debug)]
pub(super) struct WholeSums<'a> {
    sums: &'a mut [u64],
    touched: &'a mut Vec<u32>,
}

impl WholeSums<'_> {
    /// `weight` is not zero.
    #[inline]
    pub(super) fn add(&mut self, number: u32, weight: u64) {
        let sum = &mut self.sums[number as usize];
        if *sum == 0 {
            self.touched.push(number);
        }
        *sum += weight;
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
