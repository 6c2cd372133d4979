//! What is compressed comes back, by another program's decompressor.

use super::*;
use std::io::Read as _;

fn back(compressed: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    flate2::read::ZlibDecoder::new(compressed).read_to_end(&mut bytes).unwrap();
    bytes
}

fn comes_back(bytes: &[u8], cell: usize, row: usize) {
    let mut deflater = Deflater::default();
    assert!(
        back(deflater.compress(bytes, cell, row)) == bytes,
        "{} bytes, cells of {cell}, rows of {row}",
        bytes.len()
    );
}

/// Knuth's multiplicative hash: noise that is the same everywhere.
fn noise(count: usize, values: u32) -> Vec<u8> {
    (0..count as u32).map(|at| ((at.wrapping_mul(2_654_435_761) >> 16) % values) as u8).collect()
}

#[test]
fn noise_comes_back() {
    for values in [1, 2, 3, 17, 256] {
        for (cell, row) in [(1, 512), (2, 1024), (4, 2048), (1, 3)] {
            comes_back(&noise(20_000, values), cell, row);
        }
    }
}

#[test]
fn runs_of_every_length_come_back() {
    let runs: Vec<u8> = (0..600).flat_map(|length| std::iter::repeat_n(length as u8, length)).collect();
    comes_back(&runs, 1, 512);
    comes_back(&runs, 4, 2048);
}

#[test]
fn rows_that_repeat_come_back_and_are_small() {
    let rows = noise(512, 9).repeat(512);
    comes_back(&rows, 1, 512);
    // Beyond the first row 511 x 512 bytes are repetitions of 258 bytes each, of less than two bytes.
    let repetitions = 511 * 512 / 258;
    assert!(Deflater::default().compress(&rows, 1, 512).len() < 512 + 2 * repetitions);
}

#[test]
fn very_uneven_counts_come_back() {
    // Counts of Fibonacci's numbers would make codes of 24 bits.
    let mut counts = vec![1_usize, 1];
    while counts.len() < 25 {
        counts.push(counts[counts.len() - 1] + counts[counts.len() - 2]);
    }
    let mut bytes: Vec<u8> =
        counts.iter().zip(0_u8..).flat_map(|(&count, byte)| std::iter::repeat_n(byte, count)).collect();
    // In an order in which hardly any byte repeats.
    let length = bytes.len();
    let mixed: Vec<u8> = (0..length).map(|at| bytes[at * 100_003 % length]).collect();
    comes_back(&mixed, 1, 512);
    bytes.reverse();
    comes_back(&bytes, 1, 512);
}

#[test]
fn little_comes_back() {
    for bytes in [&[][..], &[7], &[7, 7, 7], &[1, 2, 3, 4, 5]] {
        comes_back(bytes, 1, 512);
        comes_back(bytes, 4, 2048);
    }
}

#[test]
fn symbols_are_those_of_the_rfc() {
    let of = |length: usize| (LENGTHS[length].symbol, LENGTHS[length].extra_bits, LENGTHS[length].extra);
    // RFC 1951, section 3.2.5: 3 is 257; 10 is 264; 11 and 12 are 265; 131 to 162 are 281; 227 to 257 are 284; 258 is 285.
    assert_eq!([3, 10, 11, 12].map(of), [(257, 0, 0), (264, 0, 0), (265, 1, 0), (265, 1, 1)]);
    assert_eq!([131, 162, 257, 258].map(of), [(281, 5, 0), (281, 5, 31), (284, 5, 30), (285, 0, 0)]);
    let of = |distance: usize| {
        let Extended { symbol, extra, extra_bits } = distance_code(distance);
        (symbol, extra_bits, extra)
    };
    // 1 is 0; 4 is 3; 5 and 6 are 4; 513 to 768 are 18; 24577 to 32768 are 29.
    assert_eq!([1, 4, 5, 6].map(of), [(0, 0, 0), (3, 0, 0), (4, 1, 0), (4, 1, 1)]);
    assert_eq!([512, 513, 768, 32_768].map(of), [(17, 7, 127), (18, 8, 0), (18, 8, 255), (29, 13, 8191)]);
}
