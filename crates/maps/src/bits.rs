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

    /// Adds many numbers of bits, at most `most` of them, each of at most 56 bits.
    pub(crate) fn put_all(&mut self, most: usize, numbers: impl Iterator<Item = (u64, u32)>) {
        const WORD: usize = size_of::<u64>();
        self.room((most + 1) * WORD);
        // In the processor's registers: this is where most of the time goes.
        let Self { bytes, length, pending, count } = self;
        let (mut at, mut waiting, mut held) = (*length, *pending, *count);
        for (bits, more) in numbers.take(most) {
            waiting |= bits << held;
            held += more;
            bytes[at..at + WORD].copy_from_slice(&waiting.to_le_bytes());
            let whole = held / 8;
            at += whole as usize;
            waiting >>= whole * 8;
            held %= 8;
        }
        (*length, *pending, *count) = (at, waiting, held);
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
    fn many_numbers_are_the_same_as_one_after_another() {
        let numbers = || (0..1000_u64).map(|number| (number * number % 251, 8 + (number % 49) as u32));
        let (mut single, mut many) = (Bits::default(), Bits::default());
        single.put(1, 3);
        many.put(1, 3);
        numbers().for_each(|(bits, count)| single.put(bits, count));
        many.put_all(1000, numbers());
        single.fill_byte();
        many.fill_byte();
        assert_eq!(single.as_slice(), many.as_slice());
    }

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
