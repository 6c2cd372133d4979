//! The types in which blocks hold their cells.

use crate::decode::{BandKind, Decoder};
use gdal::raster::RasterBand;

/// The type in which a file's blocks hold their cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CellType {
    U8,
    I8,
    U16,
    I16,
    U32,
    I32,
    U64,
    I64,
    F32,
    F64,
}

impl CellType {
    /// `None` for types that are not read at all.
    pub(crate) fn of(band: &RasterBand<'_>, kind: BandKind) -> Option<Self> {
        // By name, as in `BandKind::of`.
        Some(match band.band_type().name().as_str() {
            // Before GDAL 3.7 signed bytes are bytes with a note beside them.
            "Byte" if kind == BandKind::SignedByte => Self::I8,
            "Byte" => Self::U8,
            "Int8" => Self::I8,
            "UInt16" => Self::U16,
            "Int16" => Self::I16,
            "UInt32" => Self::U32,
            "Int32" => Self::I32,
            "UInt64" => Self::U64,
            "Int64" => Self::I64,
            "Float32" => Self::F32,
            "Float64" => Self::F64,
            _ => return None,
        })
    }

    pub(crate) fn bytes(self) -> usize {
        match self {
            Self::U8 | Self::I8 => 1,
            Self::U16 | Self::I16 => 2,
            Self::U32 | Self::I32 | Self::F32 => 4,
            Self::U64 | Self::I64 | Self::F64 => 8,
        }
    }
}

/// A number for which any bytes are a value.
pub(crate) trait RawCell: Copy {
    fn symbol(self, decoder: &Decoder) -> u16;
}

macro_rules! raw_cells {
    ($symbol:ident: $($cell:ty),+) => {
        $(impl RawCell for $cell {
            fn symbol(self, decoder: &Decoder) -> u16 {
                decoder.$symbol(self as _)
            }
        })+
    };
}

raw_cells!(symbol_of_integer: u8, i8, u16, i16, i32);
// Large integers become floats as GDAL makes them: the nearest.
raw_cells!(symbol_of_float: u32, u64, i64, f32, f64);
