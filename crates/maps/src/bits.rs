//! Bits one after another, the lowest of a byte first.

/// Bytes under construction.
#[derive(Debug, Default)]
pub(crate) struct Bits {
    bytes: Vec<u8>,
    /// Bits that are no whole byte yet, and how many.
    pending: u64,
    count: u32,
}

impl Bits {
    pub(crate) fn clear(&mut self) {
        self.bytes.clear();
        (self.pending, self.count) = (0, 0);
    }

    /// Adds the lowest `count` bits, at most 56; the others are zero.
    #[inline]
    pub(crate) fn put(&mut self, bits: u64, count: u32) {
        self.pending |= bits << self.count;
        self.count += count;
        let whole = self.count / 8;
        self.bytes.extend_from_slice(&self.pending.to_le_bytes()[..whole as usize]);
        self.pending = self.pending.checked_shr(whole * 8).unwrap_or(0);
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
        self.bytes.extend_from_slice(bytes);
    }

    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.bytes
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
