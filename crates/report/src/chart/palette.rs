//! Colours. Categories: Okabe and Ito (2008), told apart by most colour-blind eyes; then darker and paler steps of the
//! same. Values: cividis, which looks the same with and without red-green blindness and turns into even greys. Changes: orange for
//! losses, purple for gains.

/// Okabe M., Ito K. (2008), Color Universal Design, without its black, in an order that keeps neighbours apart.
const OKABE_ITO: [&str; 7] = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442"];
/// Mixed half with black or white.
const STEPS: [&str; 5] = ["#003959", "#f2cf80", "#004f3a", "#e6bcd3", "#6b2f00"];
/// Everything that has no colour of its own.
pub(crate) const OTHER: &str = "#8c8c8c";
/// Where there is no value.
pub(crate) const NO_VALUE: &str = "#c8c8c8";

/// Nunez J. R., Anderton C. R., Renslow R. S. (2018), Optimizing colormaps with consideration for color vision deficiency,
/// `PLoS ONE` 13(7): e0199239: cividis at nine even places.
const CIVIDIS: [[u8; 3]; 9] = [
    [0, 34, 78],
    [26, 56, 111],
    [67, 78, 108],
    [97, 101, 111],
    [124, 123, 120],
    [155, 148, 118],
    [187, 174, 107],
    [221, 202, 85],
    [254, 232, 56],
];

/// Colours for so many categories; the ones beyond the palette share a grey.
pub(crate) fn categories(count: usize) -> Vec<&'static str> {
    let all = OKABE_ITO.into_iter().chain(STEPS);
    all.chain(std::iter::repeat(OTHER)).take(count).collect()
}

/// The colour at a place from 0 (dark) to 1 (light).
pub(crate) fn cividis(place: f64) -> String {
    let place = place.clamp(0.0, 1.0) * (CIVIDIS.len() - 1) as f64;
    let index = (place as usize).min(CIVIDIS.len() - 2);
    let part = place - index as f64;
    let mixed = |channel: usize| {
        let (from, to) = (f64::from(CIVIDIS[index][channel]), f64::from(CIVIDIS[index + 1][channel]));
        (from + (to - from) * part + 0.5) as u8
    };
    format!("#{:02x}{:02x}{:02x}", mixed(0), mixed(1), mixed(2))
}

/// Brewer C. A. et al. (2003), `ColorBrewer` in print, Cartography and Geographic Information Science 30(1):5-32: `PuOr` with
/// seven classes, the other way round than its name: losses orange, gains purple. Red-green blind eyes tell them apart, and in grey a
/// change is as dark as it is large.
const DIVERGING: [&str; 7] = ["#b35806", "#f1a340", "#fee0b6", "#f7f7f7", "#d8daeb", "#998ec3", "#542788"];

/// The colour of a change, from 0 (largest loss) over 3 (none) to 6 (largest gain).
pub(crate) fn diverging(place: usize) -> &'static str {
    DIVERGING[place]
}

/// So many steps of cividis, large values dark.
pub(crate) fn steps(count: usize) -> Vec<String> {
    (0..count).map(|step| cividis(1.0 - step as f64 / count.saturating_sub(1).max(1) as f64)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance as WCAG 2.2 defines it.
    fn luminance(color: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&color[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { libm::pow((value + 0.055) / 1.055, 2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    #[test]
    fn steps_of_values_grow_darker_in_grey_too() {
        let greys: Vec<f64> = steps(7).iter().map(|color| luminance(color)).collect();
        assert!(greys.windows(2).all(|pair| pair[0] > pair[1] + 0.02), "{greys:?}");
    }

    #[test]
    fn changes_grow_darker_with_their_size_on_either_side() {
        let greys: Vec<f64> = (0..7).map(|place| luminance(diverging(place))).collect();
        assert!(greys[..4].windows(2).all(|pair| pair[1] > pair[0] + 0.02), "{greys:?}");
        assert!(greys[3..].windows(2).all(|pair| pair[0] > pair[1] + 0.02), "{greys:?}");
    }

    #[test]
    fn no_two_of_the_categories_have_the_same_colour() {
        let colors: std::collections::BTreeSet<&str> = categories(12).into_iter().collect();
        assert_eq!(colors.len(), 12);
        assert_eq!(categories(13)[12], OTHER);
    }
}
