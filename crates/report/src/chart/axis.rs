//! Axes: from values to places, and the ticks in between.

use super::paper::{Anchor, faint_letters, rule};
use super::rounded::Rounding;
use crate::Language;
use crate::markup::Element;

/// A linear or logarithmic axis from pixel to pixel.
#[derive(Debug, Clone)]
pub(crate) struct Axis {
    low: f64,
    high: f64,
    start: f64,
    end: f64,
    is_log: bool,
    ticks: Vec<f64>,
    rounding: Rounding,
    decimals: usize,
}

impl Axis {
    /// A linear axis that holds zero and all values, with about so many ticks.
    pub(crate) fn with_zero(
        values: impl Iterator<Item = f64>,
        ends: [f64; 2],
        ticks: usize,
        language: Language,
    ) -> Self {
        let (low, high) = values.fold((0.0, 0.0), |(low, high): (f64, f64), value| (low.min(value), high.max(value)));
        Self::linear(low, high, ends, ticks, language)
    }

    /// A linear axis that holds both numbers.
    pub(crate) fn linear(low: f64, high: f64, [start, end]: [f64; 2], ticks: usize, language: Language) -> Self {
        let high = if high > low { high } else { low + 1.0 };
        let step = nice_step((high - low) / ticks.max(1) as f64);
        let (first, last) = (libm::floor(low / step), libm::ceil(high / step));
        let count = (last - first) as usize;
        // Multiplied, not added up, so that ticks are the same to the last digit wherever they start.
        let ticks: Vec<f64> = (0..=count).map(|index| (first + index as f64) * step).collect();
        let rounding = Rounding::of(low.abs().max(high.abs()), language);
        let decimals = (0..6).find(|&decimals| {
            let shown = step / rounding.factor() * libm::pow(10.0, decimals as f64);
            (shown - libm::round(shown)).abs() < 1e-6
        });
        let (low, high) = (first * step, last * step);
        Self { low, high, start, end, is_log: false, ticks, rounding, decimals: decimals.unwrap_or(6) }
    }

    /// A logarithmic axis over values above zero.
    pub(crate) fn logarithmic(low: f64, high: f64, [start, end]: [f64; 2], language: Language) -> Self {
        let (low, high) = (low / 1.15, high * 1.15);
        let mut ticks = Vec::new();
        let mut decade = libm::pow(10.0, libm::floor(libm::log10(low)));
        while decade <= high {
            ticks.extend([1.0, 2.0, 5.0].map(|digit| digit * decade).into_iter().filter(|t| (low..=high).contains(t)));
            decade *= 10.0;
        }
        let rounding = Rounding::of(high, language);
        Self { low, high, start, end, is_log: true, ticks, rounding, decimals: 0 }
    }

    /// Where a value lies.
    pub(crate) fn place(&self, value: f64) -> f64 {
        let along = if self.is_log {
            (libm::log10(value) - libm::log10(self.low)) / (libm::log10(self.high) - libm::log10(self.low))
        } else {
            (value - self.low) / (self.high - self.low)
        };
        self.start + along * (self.end - self.start)
    }

    /// The step of the axis and the unit, for its caption.
    pub(crate) fn unit(&self, unit: &str) -> String {
        self.rounding.unit(unit)
    }

    /// A value as the axis would write it.
    pub(crate) fn number(&self, value: f64) -> String {
        self.rounding.number(value)
    }

    fn tick_label(&self, tick: f64) -> String {
        if self.is_log {
            plain(tick / self.rounding.factor())
        } else {
            self.rounding.with_decimals(tick, self.decimals)
        }
    }

    /// Grid lines from `top` to `bottom`, with numbers below.
    pub(crate) fn below(&self, top: f64, bottom: f64) -> Vec<Element> {
        let lines = self.ticks.iter().map(|&tick| {
            let x = self.place(tick);
            rule(x, top, x, bottom, tick == 0.0 && !self.is_log)
        });
        let labels = self
            .ticks
            .iter()
            .map(|&tick| faint_letters(self.place(tick), bottom + 9.0, Anchor::Middle, self.tick_label(tick)));
        lines.chain(labels).collect()
    }

    /// Grid lines from `left` to `right`, with numbers to their left.
    pub(crate) fn beside(&self, left: f64, right: f64) -> Vec<Element> {
        let lines = self.ticks.iter().map(|&tick| {
            let y = self.place(tick);
            rule(left, y, right, y, tick == 0.0 && !self.is_log)
        });
        let labels = self
            .ticks
            .iter()
            .map(|&tick| faint_letters(left - 5.0, self.place(tick), Anchor::End, self.tick_label(tick)));
        lines.chain(labels).collect()
    }
}

/// One digit and its zeros: 0.05, 200.
fn plain(tick: f64) -> String {
    let text = format!("{tick:.9}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The next of 1, 2, 5 times a power of ten.
fn nice_step(least: f64) -> f64 {
    let power = libm::pow(10.0, libm::floor(libm::log10(least)));
    let steps = [1.0, 2.0, 5.0, 10.0];
    steps.into_iter().map(|step| step * power).find(|step| *step >= least * 0.999_999).unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_hold_all_values() {
        let axis = Axis::with_zero([37.0, -4.0].into_iter(), [0.0, 100.0], 5, Language::English);
        assert_eq!(axis.ticks, [-10.0, 0.0, 10.0, 20.0, 30.0, 40.0]);
        assert_eq!((axis.place(-10.0), axis.place(15.0), axis.place(40.0)), (0.0, 50.0, 100.0));
    }

    #[test]
    fn a_decade_takes_the_same_room_anywhere_on_a_logarithmic_axis() {
        let axis = Axis::logarithmic(1.0, 1000.0, [0.0, 300.0], Language::English);
        /// Rounding of logarithms.
        const PIXELS: f64 = 1e-9;
        let (first, second) = (axis.place(10.0) - axis.place(1.0), axis.place(1000.0) - axis.place(100.0));
        assert!((first - second).abs() < PIXELS);
    }

    #[test]
    fn an_axis_of_nothing_still_has_a_length() {
        let axis = Axis::with_zero(std::iter::empty(), [0.0, 10.0], 4, Language::English);
        assert!(axis.place(0.0).is_finite());
    }
}
