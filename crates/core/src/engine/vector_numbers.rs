//! Trajectory numbers of a chunk's cells, 32 at a time: where a map changes from cell to cell, that is faster than run by
//! run.
//!
//! A table look-up of a processor takes 16 entries. Codes of a legend lie in few of the 16 groups of 16 bytes, and only
//! those are looked up; what is in none of them is a stranger.

use super::joint::JointCode;
use super::runs::CHUNK;
use crate::State;

/// More groups of codes than this in an epoch are not worth it.
const MOST_GROUPS: usize = 8;

#[cfg(target_arch = "x86_64")]
pub(super) use avx2::VectorNumbers;

/// What the look-ups need to know of one epoch.
#[derive(Debug, Clone)]
struct EpochTable {
    groups: Vec<Group>,
    /// Stranger's digit. Tables hold digits less (by exclusive or) this one, so that nothing found is a stranger.
    stranger: u8,
    /// What a digit of this epoch counts.
    weight: u16,
}

/// Digits of 16 neighbouring symbols.
#[derive(Debug, Clone, Copy)]
struct Group {
    first: u8,
    digits: [u8; GROUP],
}

const GROUP: usize = 16;

/// `None` where the numbers are too many, or the codes too scattered.
fn tables<'s>(joint: &JointCode, states: impl Iterator<Item = &'s [State]>) -> Option<Vec<EpochTable>> {
    let most = joint.numbers()? - 1;
    u16::try_from(most).ok()?;
    let stranger = u8::try_from(joint.digit(State::Stranger)).ok()?;
    let table = |(epoch, states): (usize, &[State])| {
        let mut digits = [stranger; 256];
        if states.len() > digits.len() {
            return None;
        }
        digits.iter_mut().zip(states).for_each(|(digit, state)| *digit = joint.digit(*state) as u8);
        let groups: Vec<Group> = (0..=u8::MAX)
            .step_by(GROUP)
            .zip(digits.as_chunks().0)
            .filter(|(_, digits)| digits.iter().any(|digit| *digit != stranger))
            .map(|(first, digits)| Group { first, digits: digits.map(|digit| digit ^ stranger) })
            .collect();
        let weight = joint.weight(epoch) as u16;
        (groups.len() <= MOST_GROUPS).then_some(EpochTable { groups, stranger, weight })
    };
    states.enumerate().map(table).collect()
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use super::{CHUNK, EpochTable, GROUP, JointCode, State, tables};
    use pulp::x86::V3;
    use std::arch::x86_64::{__m128i, __m256i};

    /// Look-ups for all epochs.
    #[derive(Debug, Clone)]
    pub(in super::super) struct VectorNumbers {
        simd: V3,
        epochs: Vec<EpochTable>,
    }

    impl VectorNumbers {
        /// `None` where the processor or the legend does not allow it.
        pub(in super::super) fn new<'s>(joint: &JointCode, states: impl Iterator<Item = &'s [State]>) -> Option<Self> {
            Some(Self { simd: V3::try_new()?, epochs: tables(joint, states)? })
        }

        /// The numbers of all cells, in an order of their own.
        #[inline]
        pub(in super::super) fn of_chunk<const EPOCHS: usize>(&self, cells: [&[u8; CHUNK]; EPOCHS]) -> [u16; CHUNK] {
            let epochs = self.epochs.first_chunk().expect("as many as blocks");
            self.simd.vectorize(OfChunk { simd: self.simd, epochs, cells })
        }
    }

    struct OfChunk<'a, const EPOCHS: usize> {
        simd: V3,
        epochs: &'a [EpochTable; EPOCHS],
        cells: [&'a [u8; CHUNK]; EPOCHS],
    }

    impl<const EPOCHS: usize> pulp::NullaryFnOnce for OfChunk<'_, EPOCHS> {
        type Output = [u16; CHUNK];

        #[expect(clippy::inline_always, reason = "what is not inlined is compiled without the vector instructions")]
        #[inline(always)]
        fn call(self) -> [u16; CHUNK] {
            let Self { simd, epochs, cells } = self;
            let (avx, avx2) = (simd.avx, simd.avx2);
            let zero = avx._mm256_setzero_si256();
            let mut numbers = [zero; 4];
            for (epoch, cells) in epochs.iter().zip(cells) {
                let weight = avx._mm256_set1_epi16(epoch.weight as i16);
                let halves: [__m256i; 2] = pulp::cast(*cells);
                for (half, symbols) in halves.into_iter().enumerate() {
                    let mut found = zero;
                    for group in &epoch.groups {
                        // Symbols of the group become 0x70 to 0x7f, all others 0x80 and more, for which a look-up gives 0.
                        let place = avx2._mm256_sub_epi8(symbols, avx._mm256_set1_epi8(group.first as i8));
                        let place = avx2._mm256_adds_epu8(place, avx._mm256_set1_epi8(0x70));
                        let digits: __m128i = pulp::cast::<[u8; GROUP], _>(group.digits);
                        let digits = avx2._mm256_broadcastsi128_si256(digits);
                        found = avx2._mm256_or_si256(found, avx2._mm256_shuffle_epi8(digits, place));
                    }
                    let digits = avx2._mm256_xor_si256(found, avx._mm256_set1_epi8(epoch.stranger as i8));
                    for (quarter, digits) in [
                        (2 * half, avx2._mm256_unpacklo_epi8(digits, zero)),
                        (2 * half + 1, avx2._mm256_unpackhi_epi8(digits, zero)),
                    ] {
                        let addends = avx2._mm256_mullo_epi16(digits, weight);
                        numbers[quarter] = avx2._mm256_add_epi16(numbers[quarter], addends);
                    }
                }
            }
            pulp::cast(numbers)
        }
    }
}
