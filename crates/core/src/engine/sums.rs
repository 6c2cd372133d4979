//! Sums by trajectory number, remembering which were touched so that clearing is cheap.

use super::runs::CHUNK;
use crate::Amount;

/// Where runs of whole cells are counted.
pub(super) trait RunSums {
    /// The same sums, in a value that the counting loop keeps in registers.
    type Lent<'a>: RunSums
    where
        Self: 'a;

    fn lend(&mut self) -> Self::Lent<'_>;

    /// Adds a sum of weights, which is not zero.
    fn add(&mut self, number: u32, sum: u64);

    /// True when chunks of single cells are taken.
    fn takes_chunks(&self) -> bool {
        false
    }

    /// Adds so many cells of one weight.
    fn add_chunk(&mut self, _numbers: &[u16; CHUNK], _weight: u64) {
        unreachable!("chunks are taken where `takes_chunks` says so");
    }
}

/// Sums of one number stand side by side and take cells in turn: when neighbours have the same number, an addition need not
/// wait for the one before.
const LANES: usize = 4;

/// Sums by single cells are looked through from end to end afterwards, which this many cells for each number pay for.
const CELLS_FOR_NUMBER: u64 = 8;

/// Whole cells, for numbers that are not too many.
#[derive(Debug, Default)]
pub(super) struct WholeCells {
    sums: Vec<u64>,
    /// For each page of sums whether one of them was touched.
    pages: Vec<bool>,
    lanes: Vec<[u64; LANES]>,
}

/// Sums that are looked through together.
const PAGE: usize = 64;

impl WholeCells {
    /// Makes room for numbers below `numbers` and so many cells, and lends the sums out.
    pub(super) fn below(&mut self, numbers: usize, cells: u64) -> WholeSums<'_> {
        let is_worth_it = numbers as u64 * CELLS_FOR_NUMBER <= cells;
        self.lanes.resize(if is_worth_it { numbers } else { 0 }, [0; LANES]);
        let pages = self.pages.len().max(numbers.div_ceil(PAGE));
        self.pages.resize(pages, false);
        self.sums.resize(pages * PAGE, 0);
        WholeSums { sums: &mut self.sums, pages: &mut self.pages, lanes: &mut self.lanes }
    }

    /// Hands out every (number, sum) and starts again from zero.
    pub(super) fn drain(&mut self, mut each: impl FnMut(u32, u64)) {
        for (lanes, number) in self.lanes.iter_mut().zip(0..).filter(|(lanes, _)| **lanes != [0; LANES]) {
            each(number, std::mem::take(lanes).into_iter().sum());
        }
        let pages = self.pages.iter_mut().zip(self.sums.as_chunks_mut::<PAGE>().0).zip((0..).step_by(PAGE));
        for ((is_touched, sums), first) in pages {
            if std::mem::take(is_touched) {
                for (sum, number) in sums.iter_mut().zip(first..).filter(|(sum, _)| **sum > 0) {
                    each(number, std::mem::take(sum));
                }
            }
        }
    }
}

/// Sums with room for every number that can come: nothing has to grow while cells are counted.
#[derive(Debug)]
pub(super) struct WholeSums<'a> {
    sums: &'a mut [u64],
    pages: &'a mut [bool],
    lanes: &'a mut [[u64; LANES]],
}

impl RunSums for WholeSums<'_> {
    type Lent<'a>
        = WholeSums<'a>
    where
        Self: 'a;

    #[inline]
    fn lend(&mut self) -> WholeSums<'_> {
        WholeSums { sums: self.sums, pages: self.pages, lanes: self.lanes }
    }

    #[inline]
    fn add(&mut self, number: u32, sum: u64) {
        self.pages[number as usize / PAGE] = true;
        self.sums[number as usize] += sum;
    }

    #[inline]
    fn takes_chunks(&self) -> bool {
        !self.lanes.is_empty()
    }

    #[inline]
    fn add_chunk(&mut self, numbers: &[u16; CHUNK], weight: u64) {
        for numbers in numbers.as_chunks::<LANES>().0 {
            for (lane, number) in numbers.iter().enumerate() {
                self.lanes[usize::from(*number)][lane] += weight;
            }
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

/// Whole cells whose numbers are given out as they appear: sums of weights become amounts one by one.
#[derive(Debug)]
pub(super) struct AmountSums<'a, F> {
    pub(super) amounts: &'a mut Amounts,
    /// What a sum of weights stands for.
    pub(super) amount: &'a F,
}

impl<F: Fn(u64) -> Amount> RunSums for AmountSums<'_, F> {
    type Lent<'a>
        = AmountSums<'a, F>
    where
        Self: 'a;

    fn lend(&mut self) -> AmountSums<'_, F> {
        AmountSums { amounts: self.amounts, amount: self.amount }
    }

    fn add(&mut self, number: u32, sum: u64) {
        self.amounts.add(number, (self.amount)(sum));
    }
}
