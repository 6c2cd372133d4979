//! How many cells hold each number of a class map.

use crate::TILE;
use crate::scratch::Scratch;
use std::sync::{Mutex, PoisonError};

/// Cells that are counted, and where a worker keeps a tile of them.
pub(crate) trait CountCells: Sized {
    /// Adds the cells of a tile, by number.
    fn count(cells: &[Self], counts: &Mutex<Vec<u64>>);
    fn take_buffer(scratch: &mut Scratch) -> Vec<Self>;
    fn give_back(buffer: Vec<Self>, scratch: &mut Scratch);
}

impl CountCells for u8 {
    fn count(cells: &[Self], counts: &Mutex<Vec<u64>>) {
        let mut of_tile = [0_u32; 256];
        let rows: Vec<&[u8]> = cells.chunks(TILE).collect();
        // Rows that repeat the row above are counted with it.
        for like in rows.chunk_by(|above, below| above == below) {
            count_row(like[0], like.len() as u32, &mut of_tile);
        }
        add(&of_tile, counts);
    }

    fn take_buffer(scratch: &mut Scratch) -> Vec<Self> {
        std::mem::take(&mut scratch.bytes)
    }

    fn give_back(buffer: Vec<Self>, scratch: &mut Scratch) {
        scratch.bytes = buffer;
    }
}

impl CountCells for u16 {
    fn count(cells: &[Self], counts: &Mutex<Vec<u64>>) {
        let most = cells.iter().copied().max().unwrap_or(0);
        let mut of_tile = vec![0; usize::from(most) + 1];
        for &cell in cells {
            of_tile[usize::from(cell)] += 1;
        }
        add(&of_tile, counts);
    }

    fn take_buffer(scratch: &mut Scratch) -> Vec<Self> {
        std::mem::take(&mut scratch.words)
    }

    fn give_back(buffer: Vec<Self>, scratch: &mut Scratch) {
        scratch.words = buffer;
    }
}

/// Densities are not counted.
impl CountCells for f32 {
    fn count(_cells: &[Self], _counts: &Mutex<Vec<u64>>) {}

    fn take_buffer(scratch: &mut Scratch) -> Vec<Self> {
        std::mem::take(&mut scratch.floats)
    }

    fn give_back(buffer: Vec<Self>, scratch: &mut Scratch) {
        scratch.floats = buffer;
    }
}

/// Adds a row that stands so many times.
fn count_row(row: &[u8], times: u32, counts: &mut [u32; 256]) {
    // Runs of land of one class are the rule: eight cells that are alike are counted at once.
    let (eights, rest) = row.as_chunks::<8>();
    for eight in eights {
        let number = u64::from_le_bytes(*eight);
        if number == u64::from(eight[0]) * 0x0101_0101_0101_0101 {
            counts[usize::from(eight[0])] += 8 * times;
        } else {
            for &cell in eight {
                counts[usize::from(cell)] += times;
            }
        }
    }
    for &cell in rest {
        counts[usize::from(cell)] += times;
    }
}

fn add(of_tile: &[u32], counts: &Mutex<Vec<u64>>) {
    let mut counts = counts.lock().unwrap_or_else(PoisonError::into_inner);
    if counts.len() < of_tile.len() {
        counts.resize(of_tile.len(), 0);
    }
    counts.iter_mut().zip(of_tile).for_each(|(sum, &count)| *sum += u64::from(count));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_counted_alike_in_runs_and_one_by_one() {
        let counts = Mutex::new(Vec::new());
        // A row of threes with one four stands twice, then come three noughts.
        let mut row = vec![3; TILE];
        row[9] = 4;
        u8::count(&[&row[..], &row[..], &[0; 3]].concat(), &counts);
        u16::count(&[300, 3, 300], &counts);
        let counts = counts.into_inner().unwrap();
        assert_eq!((counts[0], counts[3], counts[4], counts[300]), (3, 2 * (TILE as u64 - 1) + 1, 2, 2));
    }
}
