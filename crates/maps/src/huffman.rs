//! Codes in which frequent symbols are short (Huffman 1952), none of them longer than DEFLATE allows.

/// Length and bits of a symbol's code; the first bit that is written is the lowest. Symbols that do not occur have length 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Code {
    pub(crate) length: u8,
    pub(crate) bits: u16,
}

/// Codes for symbols that occur so often, at most `longest` bits long. Two symbols get a code even where fewer occur: a code of one
/// symbol is none that every reader accepts.
pub(crate) fn codes(counts: &[u32], longest: u8) -> Vec<Code> {
    assign(&lengths(counts, longest))
}

fn lengths(counts: &[u32], longest: u8) -> Vec<u8> {
    let mut used: Vec<usize> = (0..counts.len()).filter(|&symbol| counts[symbol] > 0).collect();
    let unused = (0..counts.len()).filter(|symbol| counts[*symbol] == 0);
    used.extend(unused.take(2_usize.saturating_sub(used.len())));
    // The rarest first; of equally rare ones the first.
    used.sort_by_key(|&symbol| (counts[symbol], symbol));
    let mut per_length =
        limited(depths(&used.iter().map(|&symbol| u64::from(counts[symbol])).collect::<Vec<_>>()), longest);
    let mut lengths = vec![0; counts.len()];
    // The rarest get the longest codes.
    for symbol in used {
        let length = per_length.iter().rposition(|&symbols| symbols > 0).unwrap_or(1);
        per_length[length] -= 1;
        lengths[symbol] = length as u8;
    }
    lengths
}

/// How many leaves of Huffman's tree lie at each depth, for counts in ascending order: two queues, of leaves and of joined trees,
/// whose fronts are always the smallest.
fn depths(counts: &[u64]) -> Vec<usize> {
    let leaves = counts.len();
    let mut weights: Vec<u64> = counts.to_vec();
    let mut parent = vec![0; 2 * leaves - 1];
    let (mut leaf, mut tree) = (0, leaves);
    for joined in leaves..2 * leaves - 1 {
        let mut weight = 0;
        for _ in 0..2 {
            let is_leaf = leaf < leaves && (tree >= joined || weights[leaf] <= weights[tree]);
            let least = if is_leaf { &mut leaf } else { &mut tree };
            weight += weights[*least];
            parent[*least] = joined;
            *least += 1;
        }
        weights.push(weight);
    }
    let mut depth = vec![0_usize; 2 * leaves - 1];
    let mut at_depth = Vec::new();
    for node in (0..2 * leaves - 2).rev() {
        depth[node] = depth[parent[node]] + 1;
        if node < leaves {
            if at_depth.len() <= depth[node] {
                at_depth.resize(depth[node] + 1, 0);
            }
            at_depth[depth[node]] += 1;
        }
    }
    at_depth
}

/// Brings leaves that lie too deep up, and others down until all have room again and none is left over: a code with gaps is none
/// that every reader accepts.
fn limited(mut at_depth: Vec<usize>, longest: u8) -> Vec<usize> {
    let longest = usize::from(longest);
    let too_deep: usize = at_depth.iter().skip(longest + 1).sum();
    at_depth.resize(longest + 1, 0);
    at_depth[longest] += too_deep;
    // A leaf at depth d takes 2^-d of the room.
    let room = 1_usize << longest;
    let taken: usize = (1..=longest).map(|depth| at_depth[depth] << (longest - depth)).sum();
    for _ in room..taken {
        // The deepest leaf that can have two below it makes room for one of the deepest, of which one place becomes free.
        let depth = (1..longest).rev().find(|&depth| at_depth[depth] > 0).unwrap_or(1);
        at_depth[depth] -= 1;
        at_depth[depth + 1] += 2;
        at_depth[longest] -= 1;
    }
    at_depth
}

/// The codes that DEFLATE gives to symbols of these lengths (RFC 1951, section 3.2.2).
pub(crate) fn assign(lengths: &[u8]) -> Vec<Code> {
    let mut next = [0_u16; 17];
    for length in 1..16_u8 {
        let symbols: u16 = lengths.iter().map(|&of| u16::from(of == length)).sum();
        next[usize::from(length) + 1] = (next[usize::from(length)] + symbols) << 1;
    }
    let code = |&length: &u8| {
        if length == 0 {
            return Code::default();
        }
        let number = &mut next[usize::from(length)];
        let bits = number.reverse_bits() >> (16 - length);
        *number += 1;
        Code { length, bits }
    };
    lengths.iter().map(code).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_symbols_are_short() {
        // 1 and 1 are joined to 2, that with 2 to 4, that with 4 to 8: depths 3, 3, 2, 1.
        assert_eq!(lengths(&[4, 1, 0, 2, 1], 15), [1, 3, 0, 2, 3]);
    }

    #[test]
    fn the_codes_of_the_rfcs_own_example() {
        // RFC 1951, section 3.2.2: lengths 3, 3, 3, 3, 3, 2, 4, 4 have the codes 010, 011, 100, 101, 110, 00, 1110, 1111.
        let codes = assign(&[3, 3, 3, 3, 3, 2, 4, 4]);
        let expected = ["010", "011", "100", "101", "110", "00", "1110", "1111"];
        for (code, expected) in codes.iter().zip(expected) {
            let bits: String = (0..code.length).map(|bit| if code.bits >> bit & 1 == 1 { '1' } else { '0' }).collect();
            assert_eq!(bits, expected);
        }
    }

    #[test]
    fn no_code_is_longer_than_allowed_and_all_have_room() {
        // Counts like Fibonacci's numbers make the deepest tree there is.
        let counts: Vec<u32> = (0..30)
            .scan((1, 1), |(a, b), _| {
                (*a, *b) = (*b, *a + *b);
                Some(*a)
            })
            .collect();
        for longest in [5, 7, 15] {
            let lengths = lengths(&counts, longest);
            assert!(lengths.iter().all(|&length| (1..=longest).contains(&length)), "{lengths:?}");
            let taken: u32 = lengths.iter().map(|&length| 1_u32 << (longest - length)).sum();
            assert_eq!(taken, 1 << longest, "{lengths:?}");
        }
    }

    #[test]
    fn a_single_symbol_gets_company() {
        assert_eq!(lengths(&[0, 0, 9], 15), [1, 0, 1]);
        assert_eq!(lengths(&[0, 0, 0], 15), [1, 1, 0]);
    }
}
