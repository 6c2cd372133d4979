//! DEFLATE (RFC 1951) in zlib's wrapping (RFC 1950) for tiles of a map: a cell is most often like the cell to its left or the one
//! above, so these two are the only places that a repetition is looked for. That needs no table and takes no time where rows repeat;
//! and the bytes are the same on every machine.

use crate::bits::Bits;
use crate::huffman::{Code, codes};
use crate::row_sums::RowSums;

/// The shortest and the longest repetition that DEFLATE knows.
const SHORTEST: usize = 3;
const LONGEST: usize = 258;

/// Repetitions of the row above that are longer are taken without a look to the left.
const LONG_ENOUGH: usize = 32;

const LITERALS: usize = 286;
const DISTANCES: usize = 30;
const END_OF_BLOCK: usize = 256;

/// What is written, by its number: 256 literals, then repetitions of what stands to the left by their length, then those of the
/// row above.
type Token = u16;

const LEFT: usize = 256;
const ABOVE: usize = LEFT + LONGEST + 1;
const TOKENS: usize = ABOVE + LONGEST + 1;

/// Memory that is reused from tile to tile.
#[derive(Debug, Default)]
pub(crate) struct Deflater {
    tokens: Vec<Token>,
    /// How often each token stands.
    counts: Vec<u32>,
    bits: Bits,
}

impl Deflater {
    /// Compresses rows of `row` bytes of cells of `cell` bytes.
    pub(crate) fn compress(&mut self, bytes: &[u8], cell: usize, row: usize) -> &[u8] {
        self.tokens.clear();
        self.counts.clear();
        self.counts.resize(TOKENS, 0);
        match cell {
            1 => self.parse::<1>(bytes, row),
            2 => self.parse::<2>(bytes, row),
            _ => self.parse::<4>(bytes, row),
        }
        self.bits.clear();
        // Compression 8 with a window of 32 KiB, by the fastest way.
        self.bits.bytes(&[0x78, 0x01]);
        self.write(cell, row);
        self.bits.fill_byte();
        self.bits.bytes(&RowSums::adler32(bytes, row).to_be_bytes());
        self.bits.as_slice()
    }

    /// Takes the longer of the two repetitions at each place, or the bytes of the cell there.
    fn parse<const CELL: usize>(&mut self, bytes: &[u8], row: usize) {
        let counts: &mut [u32; TOKENS] = self.counts.as_mut_slice().try_into().expect("there is one for each token");
        let mut at = 0;
        while at < bytes.len() {
            let (left, above) = lengths_alike::<CELL>(bytes, at, row);
            let length = left.max(above);
            if length < SHORTEST {
                let end = (at + CELL).min(bytes.len());
                for &byte in &bytes[at..end] {
                    counts[usize::from(byte)] += 1;
                    self.tokens.push(Token::from(byte));
                }
                at = end;
            } else {
                let token = length + if above >= left { ABOVE } else { LEFT };
                counts[token] += 1;
                self.tokens.push(token as Token);
                at += length;
            }
        }
    }

    /// One block with codes of its own.
    fn write(&mut self, cell: usize, row: usize) {
        let places = [(LEFT, distance_code(cell)), (ABOVE, distance_code(row))];
        let mut literals = [0_u32; LITERALS];
        let mut distances = [0_u32; DISTANCES];
        literals[..LEFT].copy_from_slice(&self.counts[..LEFT]);
        literals[END_OF_BLOCK] = 1;
        for (first, place) in places {
            for (length, count) in (SHORTEST..=LONGEST).zip(&self.counts[first + SHORTEST..]) {
                literals[LENGTHS[length].symbol as usize] += count;
                distances[place.symbol as usize] += count;
            }
        }
        let (literals, distances) = (codes(&literals, 15), codes(&distances, 15));
        const LAST_BLOCK: u64 = 1;
        const OWN_CODES: u64 = 2;
        self.bits.put(LAST_BLOCK | OWN_CODES << 1, 3);
        write_codes(&mut self.bits, &literals, &distances);
        let mut written = vec![(0_u64, 0_u32); TOKENS];
        for (token, code) in written.iter_mut().zip(&literals[..LEFT]) {
            *token = (u64::from(code.bits), u32::from(code.length));
        }
        for (first, place) in places {
            for length in SHORTEST..=LONGEST {
                written[first + length] = repetition(length, place, &literals, &distances);
            }
        }
        for &token in &self.tokens {
            let (bits, count) = written[usize::from(token)];
            self.bits.put(bits, count);
        }
        let end = literals[END_OF_BLOCK];
        self.bits.put(u64::from(end.bits), u32::from(end.length));
    }
}

/// All bits of a repetition as one number: its length, then its distance.
fn repetition(length: usize, place: Extended, literals: &[Code], distances: &[Code]) -> (u64, u32) {
    let of_length = LENGTHS[length];
    let (first, second) = (literals[of_length.symbol as usize], distances[place.symbol as usize]);
    let mut bits = u64::from(first.bits);
    let mut count = u32::from(first.length);
    let rest = [(of_length.extra, of_length.extra_bits), (second.bits, second.length), (place.extra, place.extra_bits)];
    for (more, length) in rest {
        bits |= u64::from(more) << count;
        count += u32::from(length);
    }
    (bits, count)
}

/// How many bytes are like those to the left, and like those above. The first eight are looked at together; where both places
/// repeat more than these, or the left one less, only the row above is followed.
#[inline]
fn lengths_alike<const CELL: usize>(bytes: &[u8], at: usize, row: usize) -> (usize, usize) {
    let eight = |at: usize| bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok()).map(u64::from_le_bytes);
    let (Some(here), true) = (eight(at), at >= row) else {
        let like = |distance: usize| if at < distance { 0 } else { alike(&bytes[at..], &bytes[at - distance..]) };
        return (like(CELL), like(row));
    };
    let like = |distance: usize| (here ^ eight(at - distance).unwrap_or(!here)).trailing_zeros() as usize / 8;
    let (left, above) = (like(CELL), like(row));
    if above == 8 {
        let above = alike(&bytes[at..], &bytes[at - row..]);
        return (if above >= LONG_ENOUGH || left < 8 { 0 } else { alike(&bytes[at..], &bytes[at - CELL..]) }, above);
    }
    (if left < 8 { left } else { alike(&bytes[at..], &bytes[at - CELL..]) }, above)
}

/// How many bytes are alike, up to the longest repetition. `before` begins earlier in the same bytes.
fn alike(bytes: &[u8], before: &[u8]) -> usize {
    let most = bytes.len().min(LONGEST);
    let (bytes, before) = (&bytes[..most], &before[..most]);
    let (eights, _) = bytes.as_chunks::<8>();
    let (eights_before, _) = before.as_chunks::<8>();
    for (at, (a, b)) in eights.iter().zip(eights_before).enumerate() {
        let differ = u64::from_le_bytes(*a) ^ u64::from_le_bytes(*b);
        if differ != 0 {
            return at * 8 + differ.trailing_zeros() as usize / 8;
        }
    }
    let whole = eights.len() * 8;
    whole + bytes[whole..].iter().zip(&before[whole..]).take_while(|(a, b)| a == b).count()
}

/// A symbol and the number that is written behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Extended {
    symbol: u16,
    extra: u16,
    extra_bits: u8,
}

/// Symbols of lengths, by length (RFC 1951, section 3.2.5): from 257 on, four for each number of extra bits; the longest has one
/// of its own.
static LENGTHS: [Extended; LONGEST + 1] = lengths();

const fn lengths() -> [Extended; LONGEST + 1] {
    let mut table = [Extended { symbol: 0, extra: 0, extra_bits: 0 }; LONGEST + 1];
    let mut symbol = 257;
    let mut first = SHORTEST;
    while symbol < 285 {
        let extra_bits = if symbol < 265 { 0 } else { (symbol - 261) / 4 };
        let mut extra = 0;
        while extra < 1 << extra_bits && first < LONGEST {
            table[first] = Extended { symbol, extra, extra_bits: extra_bits as u8 };
            first += 1;
            extra += 1;
        }
        symbol += 1;
    }
    table[LONGEST] = Extended { symbol: 285, extra: 0, extra_bits: 0 };
    table
}

/// The symbol of a distance: two for each number of extra bits.
fn distance_code(distance: usize) -> Extended {
    let from_zero = distance as u16 - 1;
    if from_zero < 4 {
        return Extended { symbol: from_zero, extra: 0, extra_bits: 0 };
    }
    let extra_bits = from_zero.ilog2() as u16 - 1;
    let symbol = 2 * extra_bits + (from_zero >> extra_bits);
    Extended { symbol, extra: from_zero & ((1 << extra_bits) - 1), extra_bits: extra_bits as u8 }
}

/// In this order the lengths of the codes for lengths are written (RFC 1951, section 3.2.7).
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// The lengths of both codes, in a code of their own in which runs of zeros are short.
fn write_codes(bits: &mut Bits, literals: &[Code], distances: &[Code]) {
    let lengths: Vec<u8> = literals.iter().chain(distances).map(|code| code.length).collect();
    let mut symbols: Vec<Extended> = Vec::new();
    for run in lengths.chunk_by(|a, b| a == b) {
        let (length, mut left) = (u16::from(run[0]), run.len());
        while length == 0 && left >= 3 {
            let zeros = left.min(138);
            symbols.push(if zeros < 11 {
                Extended { symbol: 17, extra: zeros as u16 - 3, extra_bits: 3 }
            } else {
                Extended { symbol: 18, extra: zeros as u16 - 11, extra_bits: 7 }
            });
            left -= zeros;
        }
        symbols.extend((0..left).map(|_| Extended { symbol: length, extra: 0, extra_bits: 0 }));
    }
    let mut counts = [0; 19];
    symbols.iter().for_each(|symbol| counts[usize::from(symbol.symbol)] += 1);
    let codes = codes(&counts, 7);
    bits.put(literals.len() as u64 - 257, 5);
    bits.put(distances.len() as u64 - 1, 5);
    bits.put(ORDER.len() as u64 - 4, 4);
    ORDER.iter().for_each(|&symbol| bits.put(u64::from(codes[symbol].length), 3));
    for Extended { symbol, extra, extra_bits } in symbols {
        let code = codes[usize::from(symbol)];
        bits.put(u64::from(code.bits), u32::from(code.length));
        bits.put(u64::from(extra), u32::from(extra_bits));
    }
}

#[cfg(test)]
#[path = "deflate_tests.rs"]
mod tests;
