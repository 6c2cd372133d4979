//! DEFLATE (RFC 1951) in zlib's wrapping (RFC 1950) for tiles of a map: a cell is most often like the cell to its left or the one
//! above, and bytes are looked for nowhere else; larger cells also where the same one stood last. That takes no time where rows repeat; and the bytes are the same on every machine.

use crate::bits::Bits;
use crate::huffman::{Code, codes};
use crate::row_sums::RowSums;

/// The shortest and the longest repetition that DEFLATE knows.
const SHORTEST: usize = 3;
const LONGEST: usize = 258;

/// Repetitions of the row above that are longer are taken without a look to the left.
const LONG_ENOUGH: usize = 32;

/// Repetitions of neighbours that are as long are not looked for elsewhere.
const ENOUGH: usize = 12;

const LITERALS: usize = 286;
const DISTANCES: usize = 30;
const END_OF_BLOCK: usize = 256;

/// What is written, by its number: 256 literals, then by their length repetitions of what stands to the left, above, and at another
/// distance, which is kept apart.
type Token = u16;

const LEFT: usize = 256;
const ABOVE: usize = LEFT + LONGEST + 1;
const ELSEWHERE: usize = ABOVE + LONGEST + 1;
const TOKENS: usize = ELSEWHERE + LONGEST + 1;

/// Places of cells that are remembered, by a hash of the cell.
const REMEMBERED: usize = 1 << 10;

/// The farthest place that DEFLATE can name.
const FARTHEST: usize = 32_768;

/// Memory that is reused from tile to tile.
#[derive(Debug, Default)]
pub(crate) struct Deflater {
    tokens: Vec<Token>,
    /// How often each token stands.
    counts: Vec<u32>,
    /// The distance of each repetition of what stands elsewhere, in their order.
    distances: Vec<u16>,
    /// One more than the last place of a cell with this hash.
    last_places: Vec<u32>,
    bits: Bits,
}

impl Deflater {
    /// Compresses rows of `row` bytes of cells of `cell` bytes.
    pub(crate) fn compress(&mut self, bytes: &[u8], cell: usize, row: usize) -> &[u8] {
        self.counts.clear();
        self.counts.resize(TOKENS, 0);
        self.distances.clear();
        self.last_places.clear();
        self.last_places.resize(REMEMBERED, 0);
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
        // There are not more tokens than bytes.
        self.tokens.resize(bytes.len(), 0);
        let tokens = self.tokens.as_mut_slice();
        let mut written = 0;
        let mut at = 0;
        while at < bytes.len() {
            let (left, above) = lengths_alike::<CELL>(bytes, at, row);
            let mut length = left.max(above);
            let mut place = if above >= left { ABOVE } else { LEFT };
            // A cell of one byte is written as it is for less.
            if CELL > 1 && length < ENOUGH {
                let last = last_place::<CELL>(&mut self.last_places, bytes, at);
                if let Some(last) = last.filter(|last| at - last <= FARTHEST) {
                    let longer = alike(&bytes[at..], &bytes[last..]);
                    if longer > length && longer >= SHORTEST {
                        (length, place) = (longer, ELSEWHERE);
                        self.distances.push((at - last - 1) as u16);
                    }
                }
            }
            if length < SHORTEST {
                let end = (at + CELL).min(bytes.len());
                for &byte in &bytes[at..end] {
                    counts[usize::from(byte)] += 1;
                    tokens[written] = Token::from(byte);
                    written += 1;
                }
                at = end;
            } else {
                counts[place + length] += 1;
                tokens[written] = (place + length) as Token;
                written += 1;
                at += length;
            }
        }
        self.tokens.truncate(written);
    }

    /// One block with codes of its own.
    fn write(&mut self, cell: usize, row: usize) {
        let places = [(LEFT, cell), (ABOVE, row)];
        let places = places.map(|(first, distance)| (first, distance_code(distance)));
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
        for (length, count) in (SHORTEST..=LONGEST).zip(&self.counts[ELSEWHERE + SHORTEST..]) {
            literals[LENGTHS[length].symbol as usize] += count;
        }
        for &distance in &self.distances {
            distances[distance_code(usize::from(distance) + 1).symbol as usize] += 1;
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
        for length in SHORTEST..=LONGEST {
            let number = extended(LENGTHS[length], &literals);
            written[ELSEWHERE + length] = number;
            for (first, place) in places {
                written[first + length] = followed_by(number, extended(place, &distances));
            }
        }
        let mut elsewhere = self.distances.iter();
        let numbers = self.tokens.iter().map(|&token| {
            let number = written[usize::from(token)];
            if usize::from(token) < ELSEWHERE {
                return number;
            }
            let distance = elsewhere.next().map_or(1, |&distance| usize::from(distance) + 1);
            followed_by(number, extended(distance_code(distance), &distances))
        });
        self.bits.put_all(self.tokens.len(), numbers);
        let end = literals[END_OF_BLOCK];
        self.bits.put(u64::from(end.bits), u32::from(end.length));
    }
}

/// Where the cell at this place stood last, if it is remembered; from now on it stands here.
#[inline]
fn last_place<const CELL: usize>(last_places: &mut [u32], bytes: &[u8], at: usize) -> Option<usize> {
    let cell = bytes.get(at..at + CELL)?.iter().fold(0_u32, |cell, &byte| cell << 8 | u32::from(byte));
    // Knuth's multiplicative hash, of which the highest bits are the best.
    let hash = cell.wrapping_mul(2_654_435_761) >> (32 - REMEMBERED.ilog2());
    let last = std::mem::replace(&mut last_places[hash as usize], at as u32 + 1);
    (last as usize).checked_sub(1)
}

/// Bits, and how many.
type Number = (u64, u32);

fn followed_by((first, count): Number, (second, more): Number) -> Number {
    (first | second << count, count + more)
}

/// A symbol's code and the number behind it.
fn extended(symbol: Extended, codes: &[Code]) -> Number {
    let code = codes[usize::from(symbol.symbol)];
    followed_by((u64::from(code.bits), u32::from(code.length)), (u64::from(symbol.extra), u32::from(symbol.extra_bits)))
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
    for symbol in &symbols {
        counts[usize::from(symbol.symbol)] += 1;
    }
    let codes = codes(&counts, 7);
    bits.put(literals.len() as u64 - 257, 5);
    bits.put(distances.len() as u64 - 1, 5);
    bits.put(ORDER.len() as u64 - 4, 4);
    for symbol in ORDER {
        bits.put(u64::from(codes[symbol].length), 3);
    }
    for Extended { symbol, extra, extra_bits } in symbols {
        let code = codes[usize::from(symbol)];
        bits.put(u64::from(code.bits), u32::from(code.length));
        bits.put(u64::from(extra), u32::from(extra_bits));
    }
}

#[cfg(test)]
#[path = "deflate_tests.rs"]
mod tests;
