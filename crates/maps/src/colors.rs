//! Colours of classes and of their changes.

use crate::Change;
use landledger_core::{Class, Legend};

/// Red, green, blue.
pub(crate) type Color = [u8; 3];

/// Colours for classes of legends that have none, told apart by most eyes: the qualitative scheme of Okabe and Ito
/// (2008, "Color Universal Design"), without its black, which is too near to "no data" on a dark ground.
const COLORS: [Color; 7] = [
    [0xe6, 0x9f, 0x00],
    [0x56, 0xb4, 0xe9],
    [0x00, 0x9e, 0x73],
    [0xf0, 0xe4, 0x42],
    [0x00, 0x72, 0xb2],
    [0xd5, 0x5e, 0x00],
    [0xcc, 0x79, 0xa7],
];

/// The colour of each class: the legend's own, else one of seven by turns, darker each time round.
pub(crate) fn of_classes(legend: &Legend) -> Vec<Color> {
    let each = |(index, class): (usize, &Class)| {
        let round = index / COLORS.len();
        let fallback = COLORS[index % COLORS.len()].map(|part| (usize::from(part) * 3 / (3 + round)) as u8);
        class.color.as_deref().and_then(parsed).unwrap_or(fallback)
    };
    legend.classes().iter().enumerate().map(each).collect()
}

/// What became another class has the later class's colour; what stayed has its own, two thirds of the way to white.
pub(crate) fn of_change(change: &Change, classes: &[Color]) -> Color {
    let own = classes[change.to];
    if change.from == change.to { own.map(|part| 255 - (255 - part) / 3) } else { own }
}

/// `#rrggbb`.
fn parsed(text: &str) -> Option<Color> {
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stayed_is_a_paler_shade_of_its_own_colour() {
        let classes = [[255, 0, 30], [0, 90, 255]];
        assert_eq!(of_change(&Change { from: 0, to: 1 }, &classes), [0, 90, 255]);
        // 255 - 255 / 3 and 255 - 225 / 3.
        assert_eq!(of_change(&Change { from: 0, to: 0 }, &classes), [255, 170, 180]);
    }

    #[test]
    fn a_legend_without_colours_gets_different_ones() {
        let names: Vec<String> = (0..21).map(|code| format!("class {code}")).collect();
        let legend = Legend::new((0..21).zip(names.iter().map(String::as_str))).unwrap();
        let mut colors = of_classes(&legend);
        colors.sort_unstable();
        colors.dedup();
        assert_eq!(colors.len(), 21);
        assert_eq!(parsed("#0a10ff"), Some([10, 16, 255]));
        assert_eq!(parsed("0a10ff"), None);
    }
}
