//! Whether gross products of several years are money of one year.

use super::accept::Desk;
use super::section::Placed;

/// The prices that gross products are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GdpPrices {
    /// All in the prices of one year.
    Constant,
    /// Each in the prices of its own year.
    Current,
}

impl GdpPrices {
    /// As in the study file.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Constant => "constant",
            Self::Current => "current",
        }
    }
}

impl Desk<'_> {
    /// What the study says of its gross products.
    pub(super) fn gdp_prices(&mut self, typed: &Placed<String>) -> Option<GdpPrices> {
        let known = [GdpPrices::Constant, GdpPrices::Current];
        let prices = known.into_iter().find(|prices| prices.name() == typed.value);
        if prices.is_none() {
            let message = format!("`gdp_prices` is \"{}\", expected \"constant\" or \"current\"", typed.value);
            let help = "gdp_prices = \"constant\" (the prices of one year in every line) or gdp_prices = \"current\" \
                        (each year's own)";
            self.refuse(&typed.span, message, "not known", help);
        }
        prices
    }
}
