//! Bits one after another, the lowest of a byte first.

/// Bytes under construction.
#[derive(Debug, Default)]
pub(crate) struct Bits {
    /// What is there, and some room behind it.
    bytes: Vec<u8>,
    /// Whole bytes that are there.
    length: usize,
    /// Bits that are no whole byte yet, and how many.
    pending: u64,
    count: u32,
}

impl Bits {
    pub(crate) fn clear(&mut self) {
        (self.length, self.pending, self.count) = (0, 0, 0);
    }

    /// Adds the lowest `count` bits, at most 56; the others are zero.
    #[inline]
    pub(crate) fn put(&mut self, bits: u64, count: u32) {
        self.pending |= bits << self.count;
        self.count += count;
        // All eight bytes are written; those that are not whole yet are written again.
        let bytes = self.pending.to_le_bytes();
        self.room(bytes.len()).copy_from_slice(&bytes);
        let whole = self.count / 8;
        self.length += whole as usize;
        // At most 63 bits were pending, so that at most 7 bytes are whole.
        self.pending >>= whole * 8;
        self.count %= 8;
    }

    /// Zeros up to the next whole byte.
    pub(crate) fn fill_byte(&mut self) {
        if self.count > 0 {
            self.put(0, 8 - self.count);
        }
    }

    /// Adds whole bytes, where bits so far are such.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        debug_assert_eq!(self.count, 0, "bytes follow whole bytes");
        self.room(bytes.len()).copy_from_slice(bytes);
        self.length += bytes.len();
    }

    /// So many bytes behind those that are there.
    #[inline]
    fn room(&mut self, bytes: usize) -> &mut [u8] {
        let end = self.length + bytes;
        if self.bytes.len() < end {
            self.bytes.resize((2 * self.bytes.len()).max(end), 0);
        }
        &mut self.bytes[self.length..end]
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_fill_bytes_from_the_lowest() {
        let mut bits = Bits::default();
        bits.put(0b101, 3);
        bits.put(0b11_0000_0001, 10);
        bits.fill_byte();
        bits.bytes(&[9]);
        // 00001 101, then what is left of the ten: 11000.
        assert_eq!(bits.as_slice(), [0b0000_1101, 0b0001_1000, 9]);
    }
}
