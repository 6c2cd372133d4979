//! Numbers for eyes: thousands, millions, 万, 亿. The marks carry all digits beside them.

use crate::Language;

/// What numbers are divided by before they are shown, and what that is called.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rounding {
    factor: f64,
    name: &'static str,
}

const ENGLISH: [Rounding; 4] = [
    Rounding { factor: 1e12, name: "trillion" },
    Rounding { factor: 1e9, name: "billion" },
    Rounding { factor: 1e6, name: "million" },
    Rounding { factor: 1e3, name: "thousand" },
];
const CHINESE: [Rounding; 3] = [
    Rounding { factor: 1e12, name: "万亿" },
    Rounding { factor: 1e8, name: "亿" },
    Rounding { factor: 1e4, name: "万" },
];

impl Rounding {
    /// The largest step that leaves at least one before the point.
    pub(crate) fn of(largest: f64, language: Language) -> Self {
        let steps: &[Self] = match language {
            Language::English => &ENGLISH,
            Language::Chinese => &CHINESE,
        };
        let fits = steps.iter().find(|step| largest.abs() >= step.factor);
        fits.copied().unwrap_or(Self { factor: 1.0, name: "" })
    }

    /// The step and the unit: `million CNY`, `亿CNY`.
    pub(crate) fn unit(self, unit: &str) -> String {
        match (self.name, unit) {
            ("", unit) => unit.to_owned(),
            (name, "") => name.to_owned(),
            (name, unit) if name.is_ascii() => format!("{name} {unit}"),
            (name, unit) => format!("{name} {unit}"),
        }
    }

    /// A number in this step, with three or four digits.
    pub(crate) fn number(self, value: f64) -> String {
        digits(value / self.factor)
    }

    /// A number in this step with so many decimals.
    pub(crate) fn with_decimals(self, value: f64, decimals: usize) -> String {
        grouped(value / self.factor, decimals)
    }

    pub(crate) fn factor(self) -> f64 {
        self.factor
    }
}

/// A number with its own step and its unit: `12.3 million CNY`.
pub(crate) fn amount(value: f64, unit: &str, language: Language) -> String {
    let step = Rounding::of(value, language);
    let unit = step.unit(unit);
    let gap = if unit.is_empty() || unit.starts_with('%') { "" } else { " " };
    format!("{}{gap}{unit}", step.number(value))
}

/// Three significant digits and at least all before the point.
pub(crate) fn digits(value: f64) -> String {
    let size = value.abs();
    let decimals = if size == 0.0 || size >= 100.0 {
        0
    } else if size >= 10.0 {
        1
    } else if size >= 1.0 {
        2
    } else if size >= 0.1 {
        3
    } else if size >= 0.001 {
        5
    } else {
        return format!("{value:.2e}").replace('e', "×10^");
    };
    grouped(value, decimals)
}

/// With commas between thousands and a real minus.
fn grouped(value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), ""), |(whole, fraction)| (whole, fraction));
    let mut shown = String::new();
    if value < 0.0 && text.chars().any(|digit| ('1'..='9').contains(&digit)) {
        shown.push('−');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            shown.push(',');
        }
        shown.push(digit);
    }
    if !fraction.is_empty() {
        shown.push('.');
        shown.push_str(fraction);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_leaves_one_digit_before_the_point() {
        assert_eq!(amount(1_234_567.0, "CNY", Language::English), "1.23 million CNY");
        assert_eq!(amount(272_972_000_000.0, "CNY", Language::Chinese), "2,730 亿 CNY");
        assert_eq!(amount(999.0, "ha", Language::English), "999 ha");
    }

    #[test]
    fn what_rounds_to_nothing_has_no_sign() {
        assert_eq!(grouped(-0.001, 1), "0.0");
        assert_eq!(grouped(-12_345.6, 1), "−12,345.6");
    }
}
