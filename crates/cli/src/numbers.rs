//! Numbers as people read them; tables have all digits.

/// `1234567` -> `1,234,567`.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Hectares with as many decimals as make sense.
pub(crate) fn hectares(hectares: f64) -> String {
    let decimals = if hectares.abs() >= 1000.0 { 0 } else { 2 };
    format!("{} ha", fixed(hectares, decimals))
}

/// Money, in millions or billions where it is that much.
pub(crate) fn money(amount: f64, currency: &str) -> String {
    let (scaled, unit) = match amount.abs() {
        large if large >= 1e9 => (amount / 1e9, " billion"),
        large if large >= 1e6 => (amount / 1e6, " million"),
        _ => (amount, ""),
    };
    format!("{}{unit} {currency}", fixed(scaled, 3))
}

/// A change in per cent with its sign.
pub(crate) fn change(from: f64, to: f64) -> String {
    if from == 0.0 { "no comparison with zero".into() } else { format!("{:+.2} %", (to / from - 1.0) * 100.0) }
}

fn fixed(number: f64, decimals: usize) -> String {
    let text = format!("{:.*}", decimals, number.abs());
    let (whole, fraction) =
        text.split_once('.').map_or((text.as_str(), None), |(whole, fraction)| (whole, Some(fraction)));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), grouped);
    let sign = if number < 0.0 { "-" } else { "" };
    fraction.map_or_else(|| format!("{sign}{whole}"), |fraction| format!("{sign}{whole}.{fraction}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped_by_three() {
        assert_eq!(
            [grouped(7), grouped(1234), grouped(123_456), grouped(1_234_567)],
            ["7", "1,234", "123,456", "1,234,567"]
        );
    }

    #[test]
    fn money_is_told_in_the_unit_that_fits() {
        assert_eq!(money(2.364e11, "CNY"), "236.400 billion CNY");
        assert_eq!(money(-5e6, "CNY"), "-5.000 million CNY");
    }
}
