//! The parts of a TIFF file: fields and directories, in its classic form or, beyond 4 GiB, as BigTIFF.

/// How numbers in a field are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Ascii = 2,
    Short = 3,
    Long = 4,
    Double = 12,
    Long8 = 16,
}

impl Kind {
    const ALL: [Self; 5] = [Self::Ascii, Self::Short, Self::Long, Self::Double, Self::Long8];

    pub(crate) fn of_number(number: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| *kind as u16 == number)
    }

    pub(crate) fn bytes(self) -> usize {
        match self {
            Self::Ascii => 1,
            Self::Short => 2,
            Self::Long => 4,
            Self::Double | Self::Long8 => 8,
        }
    }
}

/// One field of a directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) tag: u16,
    pub(crate) kind: Kind,
    /// Its numbers, least byte first.
    pub(crate) bytes: Vec<u8>,
}

impl Field {
    pub(crate) fn shorts(tag: u16, numbers: &[u16]) -> Self {
        Self { tag, kind: Kind::Short, bytes: numbers.iter().flat_map(|number| number.to_le_bytes()).collect() }
    }

    pub(crate) fn longs(tag: u16, numbers: &[u32]) -> Self {
        Self { tag, kind: Kind::Long, bytes: numbers.iter().flat_map(|number| number.to_le_bytes()).collect() }
    }

    pub(crate) fn text(tag: u16, text: &str) -> Self {
        Self { tag, kind: Kind::Ascii, bytes: [text.as_bytes(), b"\0"].concat() }
    }

    fn count(&self) -> u64 {
        (self.bytes.len() / self.kind.bytes()) as u64
    }
}

/// Which form a file has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Places are 32-bit numbers.
    Classic,
    /// Places are 64-bit numbers.
    Big,
}

impl Form {
    /// The first bytes of a file whose first directory stands at `first`.
    pub(crate) fn header(self, first: u64) -> Vec<u8> {
        match self {
            Self::Classic => [&b"II\x2a\0"[..], &(first as u32).to_le_bytes()].concat(),
            Self::Big => [&b"II\x2b\0\x08\0\0\0"[..], &first.to_le_bytes()].concat(),
        }
    }

    pub(crate) fn header_length(self) -> u64 {
        match self {
            Self::Classic => 8,
            Self::Big => 16,
        }
    }

    /// Places of tiles.
    pub(crate) fn places(self, tag: u16, places: &[u64]) -> Field {
        match self {
            Self::Classic => Field::longs(tag, &places.iter().map(|&place| place as u32).collect::<Vec<_>>()),
            Self::Big => {
                let bytes = places.iter().flat_map(|place| place.to_le_bytes()).collect();
                Field { tag, kind: Kind::Long8, bytes }
            }
        }
    }

    fn place_bytes(self) -> usize {
        match self {
            Self::Classic => 4,
            Self::Big => 8,
        }
    }

    /// A directory at the place `at`, with the numbers that do not fit into it right behind; `fields` in any order.
    /// `next` is where the next one stands if it follows there.
    pub(crate) fn directory(self, at: u64, fields: &[Field], is_last: bool) -> Vec<u8> {
        let mut fields: Vec<&Field> = fields.iter().collect();
        fields.sort_by_key(|field| field.tag);
        let behind = at + self.directory_length(fields.len()) as u64;
        let (mut entries, mut more) = (Vec::new(), Vec::new());
        let word = |number: u64| number.to_le_bytes()[..self.place_bytes()].to_vec();
        match self {
            Self::Classic => entries.extend((fields.len() as u16).to_le_bytes()),
            Self::Big => entries.extend((fields.len() as u64).to_le_bytes()),
        }
        for field in fields {
            entries.extend(field.tag.to_le_bytes());
            entries.extend((field.kind as u16).to_le_bytes());
            entries.extend(word(field.count()));
            if field.bytes.len() <= self.place_bytes() {
                let mut inside = field.bytes.clone();
                inside.resize(self.place_bytes(), 0);
                entries.extend(inside);
            } else {
                entries.extend(word(behind + more.len() as u64));
                more.extend(&field.bytes);
                // Numbers begin at even places, those of 8 bytes at multiples of 8 where the directory does.
                more.resize(more.len().next_multiple_of(ALIGNED), 0);
            }
        }
        let end = behind + more.len() as u64;
        entries.extend(word(if is_last { 0 } else { end.next_multiple_of(ALIGNED as u64) }));
        entries.extend(more);
        let padded = (at + entries.len() as u64).next_multiple_of(ALIGNED as u64) - at;
        entries.resize(padded as usize, 0);
        entries
    }

    fn directory_length(self, fields: usize) -> usize {
        match self {
            Self::Classic => 2 + fields * 12 + 4,
            Self::Big => 8 + fields * 20 + 8,
        }
    }
}

/// Directories and what stands behind them begin at multiples of this.
const ALIGNED: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_is_sorted_and_small_numbers_stand_in_it() {
        let fields = [Field::longs(257, &[3]), Field::shorts(256, &[5])];
        let expected: Vec<u8> = [
            &[2, 0][..],                           // two fields
            &[0, 1, 3, 0, 1, 0, 0, 0, 5, 0, 0, 0], // tag 256: one short
            &[1, 1, 4, 0, 1, 0, 0, 0, 3, 0, 0, 0], // tag 257: one long
            &[0, 0, 0, 0],                         // no next one
            &[0, 0],                               // from place 8 to 40
        ]
        .concat();
        assert_eq!(Form::Classic.directory(8, &fields, true), expected);
    }

    #[test]
    fn long_numbers_stand_behind_the_directory() {
        let bytes = Form::Classic.directory(8, &[Field::longs(324, &[9, 8])], false);
        // 8 + 2 + 12 + 4 = 26 is where its numbers stand; 26 + 8 = 34, and the next begins at 40.
        assert_eq!(bytes[10..14], [26, 0, 0, 0]);
        assert_eq!(bytes[14..18], [40, 0, 0, 0]);
        assert_eq!(bytes[18..26], [9, 0, 0, 0, 8, 0, 0, 0]);
        assert_eq!(bytes.len(), 40 - 8);
    }

    #[test]
    fn beyond_four_gibibytes_places_have_eight_bytes() {
        let bytes = Form::Big.directory(16, &[Form::Big.places(324, &[1 << 33])], true);
        assert_eq!(bytes[..8], 1_u64.to_le_bytes());
        assert_eq!(bytes[8..12], [68, 1, 16, 0]);
        assert_eq!(bytes[20..28], (1_u64 << 33).to_le_bytes());
    }
}
