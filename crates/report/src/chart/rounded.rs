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

    /// A number in this step: four digits where it has a step, otherwise as [`digits`] has it.
    pub(crate) fn number(self, value: f64) -> String {
        let scaled = value / self.factor;
        match scaled.abs() {
            _ if self.factor == 1.0 => digits(value),
            1000.0.. => grouped(scaled, 0),
            100.0.. => grouped(scaled, 1),
            10.0.. => grouped(scaled, 2),
            1.0.. => grouped(scaled, 3),
            _ => digits(scaled),
        }
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
    let decimals = match size {
        0.0 | 100.0.. => 0,
        10.0.. => 1,
        1.0.. => 2,
        0.1.. => 3,
        0.01.. => 4,
        0.001.. => 5,
        0.0001.. => 6,
        _ => return scientific(value),
    };
    grouped(value, decimals)
}

/// `−2.24×10⁻⁷`
fn scientific(value: f64) -> String {
    let text = format!("{value:.2e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let raised = exponent.chars().map(|sign| match sign {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        digit => char::from_u32('⁰' as u32 + digit.to_digit(10).unwrap_or(0)).unwrap_or('⁰'),
    });
    format!("{}×10{}", mantissa.replace('-', "−"), raised.collect::<String>())
}

/// All hectares of an area, without a step: `13,043,299`.
pub(crate) fn whole(value: f64) -> String {
    if value.abs() >= 100.0 || value == 0.0 { grouped(value, 0) } else { digits(value) }
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
        assert_eq!(amount(1_234_567.0, "CNY", Language::English), "1.235 million CNY");
        assert_eq!(amount(272_972_000_000.0, "CNY", Language::Chinese), "2,730 亿 CNY");
        assert_eq!(amount(999.0, "ha", Language::English), "999 ha");
    }

    #[test]
    fn very_small_numbers_are_powers_of_ten() {
        assert_eq!(digits(-2.24e-7), "−2.24×10⁻⁷");
        assert_eq!([0.0979, 0.9, 12.0, 1234.5].map(digits), ["0.0979", "0.900", "12.0", "1,234"]);
    }

    #[test]
    fn what_rounds_to_nothing_has_no_sign() {
        assert_eq!(grouped(-0.001, 1), "0.0");
        assert_eq!(grouped(-12_345.6, 1), "−12,345.6");
    }
}
