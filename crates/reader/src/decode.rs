//! From the cell types of files to class symbols.
//!
//! Unsigned bytes are their own symbols: the engine looks them up, nothing is copied. Every other
//! type is translated into the legend's index while it is read.

use gdal::raster::RasterBand;
use landledger_core::{Legend, State};

/// How a band's cells are fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BandKind {
    /// Unsigned 8-bit.
    Byte,
    /// Signed 8-bit stored as bytes (before GDAL 3.7).
    SignedByte,
    /// Integers that fit into `i32`.
    Integer { min: i32, max: i32 },
    /// Integers that do not, read as `f64`.
    LargeInteger { signed: bool, bits: u8 },
    /// 32-bit floats, read as `f64`.
    Float32,
    /// 64-bit floats.
    Float64,
}

impl BandKind {
    /// `None` for complex cells.
    pub(crate) fn of(band: &RasterBand<'_>) -> Option<Self> {
        let integer = |min, max| Some(Self::Integer { min, max });
        // By name: which types the crate can name depends on the GDAL that it is built against.
        match band.band_type().name().as_str() {
            "Byte" if is_signed_byte(band) => Some(Self::SignedByte),
            "Byte" => Some(Self::Byte),
            "Int8" => integer(-128, 127),
            "UInt16" => integer(0, 65_535),
            "Int16" => integer(-32_768, 32_767),
            "Int32" => integer(i32::MIN, i32::MAX),
            "UInt32" => Some(Self::LargeInteger { signed: false, bits: 32 }),
            "Int64" => Some(Self::LargeInteger { signed: true, bits: 64 }),
            "UInt64" => Some(Self::LargeInteger { signed: false, bits: 64 }),
            "Float32" => Some(Self::Float32),
            "Float64" => Some(Self::Float64),
            _ => None,
        }
    }

    pub(crate) fn name(self, band: &RasterBand<'_>) -> String {
        match self {
            Self::SignedByte => "Int8".into(),
            _ => band.band_type().name(),
        }
    }

    /// The nodata tag; 64-bit integers keep theirs apart from the others.
    pub(crate) fn nodata(self, band: &RasterBand<'_>) -> Option<f64> {
        match self {
            Self::LargeInteger { signed: true, bits: 64 } => band.no_data_value_i64().map(|value| value as f64),
            Self::LargeInteger { signed: false, bits: 64 } => band.no_data_value_u64().map(|value| value as f64),
            _ => band.no_data_value(),
        }
    }

    /// True when a cell's value is the one that a tag means.
    pub(crate) fn is_nodata(self, value: f64, nodata: f64) -> bool {
        /// Tags near the end of the 32-bit range are often written with fewer digits than the cells hold.
        const NEARLY_FLOAT_MAX: f64 = 3.4e38;
        let is_float_max = |number: f64| number.abs() >= NEARLY_FLOAT_MAX;
        /// The same at the end of the 64-bit range, where 15 digits round up to infinity.
        const NEARLY_DOUBLE_MAX: f64 = 1.797e308;
        let is_double_max = |number: f64| number.abs() >= NEARLY_DOUBLE_MAX;
        value == nodata
            || (is_double_max(value) && is_double_max(nodata) && value.signum() == nodata.signum())
            || (self == Self::Float32
                && (value as f32 == nodata as f32
                    || (is_float_max(value) && is_float_max(nodata) && value.signum() == nodata.signum())))
    }

    /// Bytes of a cell as GDAL hands windows over: `i32` or `f64`.
    pub(crate) fn bytes_handed_over(self) -> u64 {
        match self {
            Self::Byte | Self::SignedByte | Self::Integer { .. } => 4,
            Self::LargeInteger { .. } | Self::Float32 | Self::Float64 => 8,
        }
    }

    /// A value as GDAL hands it over, as it is meant.
    pub(crate) fn value(self, handed_over: f64) -> f64 {
        match self {
            // GDAL before 3.7 hands signed bytes over as 0 to 255.
            Self::SignedByte => f64::from(handed_over as u8 as i8),
            _ => handed_over,
        }
    }

    /// True when some cell of this type could hold the value.
    pub(crate) fn can_hold(self, value: f64) -> bool {
        let whole_within = |min: f64, max: f64| value.fract() == 0.0 && (min..=max).contains(&value);
        match self {
            Self::Byte => whole_within(0.0, 255.0),
            Self::SignedByte => whole_within(-128.0, 127.0),
            Self::Integer { min, max } => whole_within(f64::from(min), f64::from(max)),
            Self::LargeInteger { signed, bits } => {
                let top = 2f64.powi(i32::from(bits) - i32::from(signed));
                whole_within(if signed { -top } else { 0.0 }, top)
            }
            Self::Float32 | Self::Float64 => true,
        }
    }
}

fn is_signed_byte(band: &RasterBand<'_>) -> bool {
    use gdal::Metadata;
    band.metadata_item("PIXELTYPE", "IMAGE_STRUCTURE").is_some_and(|kind| kind == "SIGNEDBYTE")
}

/// Translates one epoch's values.
#[derive(Debug, Clone)]
pub(crate) struct Decoder {
    pub(crate) kind: BandKind,
    /// What each symbol means.
    pub(crate) states: Vec<State>,
    /// True when bytes are handed on as they are.
    pub(crate) is_narrow: bool,
    /// Symbol of each code from 0 to 65535, for translated types.
    symbol_of: Vec<u16>,
    /// Nodata values that are no code.
    other_nodata: Vec<f64>,
    nodata_symbol: u16,
    stranger_symbol: u16,
}

impl Decoder {
    pub(crate) fn new(kind: BandKind, has_mask: bool, legend: &Legend, nodata: &[f64]) -> Self {
        let state_of = |code: u16| {
            if nodata.contains(&f64::from(code)) {
                State::Nodata
            } else {
                legend.index_of_cell(code).map_or(State::Stranger, |index| State::Class(index as u16))
            }
        };
        if kind == BandKind::Byte && !has_mask {
            return Self {
                kind,
                states: (0..=255).map(state_of).collect(),
                is_narrow: true,
                symbol_of: Vec::new(),
                other_nodata: Vec::new(),
                nodata_symbol: 0,
                stranger_symbol: 0,
            };
        }
        let classes = legend.len() as u16;
        let (nodata_symbol, stranger_symbol) = (classes, classes + 1);
        let mut states: Vec<State> = (0..classes).map(State::Class).collect();
        states.extend([State::Nodata, State::Stranger]);
        let symbol_of = (0..=u16::MAX)
            .map(|code| match state_of(code) {
                State::Class(index) => index,
                State::Nodata => nodata_symbol,
                State::Stranger => stranger_symbol,
            })
            .collect();
        let is_code = |value: f64| value.fract() == 0.0 && (0.0..=65_535.0).contains(&value);
        let other_nodata = nodata.iter().copied().filter(|&value| !is_code(value)).collect();
        Self { kind, states, is_narrow: false, symbol_of, other_nodata, nodata_symbol, stranger_symbol }
    }

    pub(crate) fn nodata_symbol(&self) -> u16 {
        self.nodata_symbol
    }

    pub(crate) fn symbol_of_integer(&self, value: i32) -> u16 {
        match u16::try_from(value) {
            Ok(code) => self.symbol_of[usize::from(code)],
            Err(_) if self.other_nodata.contains(&f64::from(value)) => self.nodata_symbol,
            Err(_) => self.stranger_symbol,
        }
    }

    pub(crate) fn symbol_of_float(&self, value: f64) -> u16 {
        let code = value as u16;
        if f64::from(code) == value {
            self.symbol_of[usize::from(code)]
        } else if value.is_nan() || self.is_other_nodata(value) {
            self.nodata_symbol
        } else {
            self.stranger_symbol
        }
    }

    fn is_other_nodata(&self, value: f64) -> bool {
        self.other_nodata.iter().any(|&nodata| self.kind.is_nodata(value, nodata))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoder(kind: BandKind, nodata: &[f64]) -> Decoder {
        Decoder::new(kind, false, &Legend::new([(1, "crop"), (300, "forest")]).unwrap(), nodata)
    }

    fn state(decoder: &Decoder, symbol: u16) -> State {
        decoder.states[usize::from(symbol)]
    }

    #[test]
    fn nan_is_nodata_in_floats_without_a_tag() {
        let decoder = decoder(BandKind::Float32, &[]);
        assert_eq!(state(&decoder, decoder.symbol_of_float(f64::NAN)), State::Nodata);
    }

    #[test]
    fn a_float_with_a_fraction_is_a_stranger() {
        let decoder = decoder(BandKind::Float64, &[]);
        assert_eq!(state(&decoder, decoder.symbol_of_float(1.5)), State::Stranger);
        assert_eq!(state(&decoder, decoder.symbol_of_float(300.0)), State::Class(1));
    }

    #[test]
    fn a_shortened_tag_at_the_end_of_the_float_range_is_met() {
        let decoder = decoder(BandKind::Float32, &[-3.402_82e38]);
        assert_eq!(state(&decoder, decoder.symbol_of_float(f64::from(f32::MIN))), State::Nodata);
        assert_eq!(state(&decoder, decoder.symbol_of_float(f64::from(f32::MAX))), State::Stranger);
    }

    #[test]
    fn negative_integers_are_strangers_unless_they_are_nodata() {
        let decoder = decoder(BandKind::Integer { min: -32_768, max: 32_767 }, &[-9999.0]);
        assert_eq!(state(&decoder, decoder.symbol_of_integer(-9999)), State::Nodata);
        assert_eq!(state(&decoder, decoder.symbol_of_integer(-1)), State::Stranger);
    }

    #[test]
    fn nodata_wins_over_a_class_with_the_same_code() {
        let decoder = decoder(BandKind::Byte, &[1.0]);
        assert_eq!(decoder.states[1], State::Nodata);
    }

    #[test]
    fn minus_128_cannot_be_in_an_unsigned_byte() {
        assert!(!BandKind::Byte.can_hold(-128.0));
        assert!(BandKind::SignedByte.can_hold(-128.0));
    }
}
