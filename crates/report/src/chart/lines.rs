//! One line for each zone through the years, told apart by colour, dash and the name at its end.

use super::axis::Axis;
use super::paper::{Anchor, FAINT, Sheet, faint_letters, name_column, name_within, sheet, title};
use super::rounded::amount;
use crate::Language;
use crate::markup::{Element, coordinate};

/// A line.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) name: String,
    pub(crate) color: String,
    /// One for each year.
    pub(crate) values: Vec<f64>,
    /// What it is, as `data-*` of its points.
    pub(crate) data: Vec<(&'static str, String)>,
}

/// The chart.
#[derive(Debug)]
pub(crate) struct LineChart<'a> {
    pub(crate) label: &'a str,
    pub(crate) unit: &'a str,
    pub(crate) years: &'a [i32],
    pub(crate) lines: &'a [Line],
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) language: Language,
}

const DASHES: [&str; 4] = ["none", "6 2", "2 2", "8 2 2 2"];

impl LineChart<'_> {
    pub(crate) fn draw(&self) -> Sheet {
        const NAME_STEP: f64 = 11.5;
        let names = name_column(self.lines.iter().map(|line| line.name.as_str()), 160.0);
        let (left, right) = (52.0, self.width - names - 26.0);
        let (top, bottom) = (18.0, self.height - 22.0);
        let values = self.lines.iter().flat_map(|line| line.values.iter().copied());
        let axis = Axis::with_zero(values, [bottom, top], 5, self.language);
        let (first, last) = (self.years.first().copied().unwrap_or(0), self.years.last().copied().unwrap_or(0));
        let span = f64::from(last - first).max(1.0);
        let x_of = |year: i32| left + 8.0 + f64::from(year - first) / span * (right - left - 16.0);
        let mut marks = Element::new("g").with("class", "marks");
        for (index, line) in self.lines.iter().enumerate() {
            let places: Vec<(f64, f64)> =
                self.years.iter().zip(&line.values).map(|(&year, &value)| (x_of(year), axis.place(value))).collect();
            let points: Vec<String> =
                places.iter().map(|(x, y)| format!("{},{}", coordinate(*x), coordinate(*y))).collect();
            let polyline = Element::new("polyline").with("points", points.join(" ")).with("fill", "none");
            let polyline = polyline.with("stroke", line.color.clone()).with("stroke-width", "1.6");
            marks = marks.child(polyline.with("stroke-dasharray", DASHES[index / 7 % DASHES.len()]));
            for ((&year, &value), (x, y)) in self.years.iter().zip(&line.values).zip(places) {
                let dot = Element::new("circle").at("cx", x).at("cy", y).at("r", 2.6).with("fill", line.color.clone());
                let mut mark = Element::new("g").with("class", "mark").exactly("data-value", value);
                mark = mark.with("data-unit", self.unit.to_owned()).with("data-year", year.to_string());
                for (name, word) in &line.data {
                    mark = mark.with(name, word.clone());
                }
                let shown = amount(value, self.unit, self.language);
                marks = marks.child(mark.child(title(format!("{}, {year}: {shown}", line.name))).child(dot));
            }
        }
        // Names at the ends, pushed apart from the top down and, where there is no room left, back up.
        let mut ends: Vec<(f64, usize)> = self
            .lines
            .iter()
            .enumerate()
            .filter_map(|(index, line)| Some((axis.place(*line.values.last()?), index)))
            .collect();
        ends.sort_by(|a, b| a.0.total_cmp(&b.0));
        let wanted: Vec<f64> = ends.iter().map(|(y, _)| *y).collect();
        let shown = apart(&wanted, NAME_STEP, top - 6.0, bottom + 6.0);
        let mut words = Element::new("g");
        for ((y, index), name_y) in ends.into_iter().zip(shown) {
            let line = &self.lines[index];
            let lead = Element::new("line").at("x1", right - 5.0).at("y1", y).at("x2", right + 10.0).at("y2", name_y);
            words = words.child(lead.with("stroke", FAINT).with("stroke-width", "0.5").with("class", "axis"));
            let swatch = Element::new("circle").at("cx", right + 14.0).at("cy", name_y).at("r", 2.6);
            words = words.child(swatch.with("fill", line.color.clone()));
            words = words.child(name_within(right + 20.0, name_y, Anchor::Start, &line.name, names));
        }
        let years = spread(&self.years.iter().map(|&year| x_of(year)).collect::<Vec<_>>());
        let years = years.into_iter().map(|index| {
            let year = self.years[index];
            faint_letters(x_of(year), bottom + 12.0, Anchor::Middle, year.to_string())
        });
        sheet(self.width, self.height, self.label)
            .child(Element::new("g").children(axis.beside(left, right)))
            .child(marks)
            .child(words)
            .children(years)
            .child(faint_letters(0.0, 6.0, Anchor::Start, axis.unit(self.unit)))
    }
}

/// Which of these places have room for a year: the first, the last, and those between that touch neither.
fn spread(places: &[f64]) -> Vec<usize> {
    const ROOM: f64 = 30.0;
    let last = places.len().saturating_sub(1);
    let mut kept: Vec<usize> = Vec::new();
    for (index, place) in places.iter().enumerate() {
        let is_free = kept.last().is_none_or(|&before| place - places[before] >= ROOM);
        if is_free && (index == last || places[last] - place >= ROOM) {
            kept.push(index);
        }
    }
    if kept.last() != Some(&last) && !places.is_empty() {
        kept.push(last);
    }
    kept
}

/// Ascending places at least `step` apart, near the wanted ones, within bounds as far as there is room.
fn apart(wanted: &[f64], step: f64, low: f64, high: f64) -> Vec<f64> {
    let mut places = Vec::with_capacity(wanted.len());
    let mut least = low;
    for &place in wanted {
        let place = place.max(least);
        places.push(place);
        least = place + step;
    }
    let mut most = high;
    for place in places.iter_mut().rev() {
        *place = place.min(most);
        most = *place - step;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::{apart, spread};

    #[test]
    fn years_that_would_touch_are_left_out_but_not_the_last() {
        let yearly: Vec<f64> = (0..31).map(|year| f64::from(year) * 10.0).collect();
        assert_eq!(spread(&yearly), [0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30]);
        assert_eq!(spread(&[0.0, 100.0, 110.0]), [0, 2]);
        assert_eq!(spread(&[5.0]), [0]);
    }

    #[test]
    fn names_at_one_place_are_pushed_apart_and_stay_inside() {
        assert_eq!(apart(&[10.0, 10.0, 11.0], 5.0, 0.0, 100.0), [10.0, 15.0, 20.0]);
        assert_eq!(apart(&[98.0, 99.0, 100.0], 5.0, 0.0, 100.0), [90.0, 95.0, 100.0]);
    }
}
