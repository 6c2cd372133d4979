//! Adler's checksum (RFC 1950) of bytes in rows, in which a row that repeats the one above is known already.

/// What a row adds: the sum of its bytes, and the sum of each times the number of bytes from it to the row's end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct RowSums {
    bytes: u64,
    weighted: u64,
}

/// The largest prime below 2^16.
const MODULUS: u64 = 65_521;

/// Bytes that are summed at once.
const CHUNK: usize = 32;

impl RowSums {
    fn of(row: &[u8]) -> Self {
        let mut sums = Self::default();
        let (chunks, rest) = row.as_chunks::<CHUNK>();
        for chunk in chunks {
            let (mut bytes, mut weighted) = (0_u32, 0_u32);
            for (at, &byte) in chunk.iter().enumerate() {
                bytes += u32::from(byte);
                weighted += u32::from(byte) * (CHUNK - at) as u32;
            }
            sums.weighted += CHUNK as u64 * sums.bytes + u64::from(weighted);
            sums.bytes += u64::from(bytes);
        }
        for &byte in rest {
            sums.bytes += u64::from(byte);
            sums.weighted += sums.bytes;
        }
        sums
    }

    /// The checksum of rows of `row` bytes; the last may be shorter.
    pub(crate) fn adler32(bytes: &[u8], row: usize) -> u32 {
        let (mut low, mut high) = (1, 0);
        let mut before: (&[u8], Self) = (&[], Self::default());
        for row in bytes.chunks(row) {
            if row != before.0 {
                before = (row, Self::of(row));
            }
            high = (high + row.len() as u64 * low + before.1.weighted) % MODULUS;
            low = (low + before.1.bytes) % MODULUS;
        }
        (high << 16 | low) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As RFC 1950 defines it, byte by byte.
    fn slow(bytes: &[u8]) -> u32 {
        let (low, high) = bytes.iter().fold((1, 0), |(low, high), &byte| {
            let low = (low + u32::from(byte)) % 65_521;
            (low, (high + low) % 65_521)
        });
        high << 16 | low
    }

    #[test]
    fn the_checksum_of_wikipedia_is_a_known_one() {
        // https://en.wikipedia.org/wiki/Adler-32
        assert_eq!(RowSums::adler32(b"Wikipedia", 4), 0x11E6_0398);
    }

    #[test]
    fn rows_give_the_checksum_of_their_bytes() {
        let bytes: Vec<u8> = (0..3000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        let repeated = [&bytes[..1000], &bytes[..1000], &[255; 5000]].concat();
        for bytes in [&bytes[..], &repeated, &[]] {
            for row in [1, 7, 500, 1000, 9999] {
                assert_eq!(RowSums::adler32(bytes, row), slow(bytes), "rows of {row}");
            }
        }
    }
}
