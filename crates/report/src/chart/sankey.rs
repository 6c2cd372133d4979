//! Flows from what land was to what it became.

use super::key::Series;
use super::paper::{Anchor, Sheet, faint_letters, name_within, sheet, title};
use super::rounded::amount;
use crate::Language;
use crate::markup::{Element, coordinate};

/// What went from one class to another.
#[derive(Debug, Clone)]
pub(crate) struct Flow {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) value: f64,
    /// What it is, as `data-*`.
    pub(crate) data: Vec<(&'static str, String)>,
}

/// The chart. Flows that stay within a class are drawn as well, paler: every hectare is there.
#[derive(Debug)]
pub(crate) struct Sankey<'a> {
    pub(crate) label: &'a str,
    pub(crate) unit: &'a str,
    pub(crate) classes: &'a [Series],
    pub(crate) flows: &'a [Flow],
    /// What stands over the left and the right side.
    pub(crate) heads: [&'a str; 2],
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) language: Language,
}

/// Where the bars of one side stand.
struct Side {
    /// Top of each class, and how far flows have filled it.
    tops: Vec<f64>,
    sums: Vec<f64>,
}

impl Sankey<'_> {
    pub(crate) fn draw(&self) -> Sheet {
        const NAMES: f64 = 168.0;
        const BAR: f64 = 11.0;
        const HEAD: f64 = 18.0;
        let sums = |side: fn(&Flow) -> usize| {
            let mut sums = vec![0.0; self.classes.len()];
            for flow in self.flows {
                sums[side(flow)] += flow.value;
            }
            sums
        };
        let (from, to) = (sums(|flow| flow.from), sums(|flow| flow.to));
        let total: f64 = from.iter().sum();
        let shown = |sums: &[f64]| sums.iter().filter(|sum| **sum > 0.0).count();
        let bars = shown(&from).max(shown(&to));
        let gap = (self.height * 0.3 / bars.max(1) as f64).min(14.0).max(10.5_f64.min(self.height / (bars + 1) as f64));
        let scale = if total > 0.0 { (self.height - HEAD - gap * bars as f64).max(20.0) / total } else { 0.0 };
        let place = |sums: Vec<f64>| {
            let mut y = HEAD;
            let tops = sums.iter().map(|sum| {
                let top = y;
                y += if *sum > 0.0 { sum * scale + gap } else { 0.0 };
                top
            });
            Side { tops: tops.collect(), sums: sums.clone() }
        };
        let (left, right) = (place(from), place(to));
        let (x0, x1) = (NAMES + BAR, self.width - NAMES - BAR);
        let mut drawn = Element::new("g").with("class", "marks");
        let (mut filled_left, mut filled_right) = (left.tops.clone(), right.tops.clone());
        // In the order of both sides flows cross as little as they must. Thin ones last, over the others.
        let mut ribbons: Vec<(f64, Element)> = Vec::new();
        let mut ordered: Vec<&Flow> = self.flows.iter().filter(|flow| flow.value > 0.0).collect();
        ordered.sort_by_key(|flow| (flow.from, flow.to));
        for flow in ordered {
            let thick = flow.value * scale;
            let (y0, y1) = (filled_left[flow.from], filled_right[flow.to]);
            filled_left[flow.from] += thick;
            filled_right[flow.to] += thick;
            ribbons.push((flow.value, self.ribbon(flow, [x0, x1], [y0, y1], thick)));
        }
        ribbons.sort_by(|a, b| b.0.total_cmp(&a.0));
        drawn = drawn.children(ribbons.into_iter().map(|(_, ribbon)| ribbon));
        let mut words = Element::new("g");
        for (side, x, name_x, anchor) in
            [(&left, NAMES, NAMES - 6.0, Anchor::End), (&right, x1, x1 + BAR + 6.0, Anchor::Start)]
        {
            for (class, series) in self.classes.iter().enumerate().filter(|(class, _)| side.sums[*class] > 0.0) {
                let (top, tall) = (side.tops[class], side.sums[class] * scale);
                let rect = Element::new("rect").at("x", x).at("y", top).at("width", BAR).at("height", tall.max(0.6));
                let node = Element::new("g").with("class", "node");
                let shown = amount(side.sums[class], self.unit, self.language);
                let node = node.child(title(format!("{}: {shown}", series.name)));
                words = words.child(node.child(rect.with("fill", series.color.clone()).with("class", "piece")));
                words = words.child(name_within(name_x, top + tall / 2.0, anchor, &series.name, NAMES - 8.0));
            }
        }
        let heads = [(NAMES + BAR, Anchor::End, self.heads[0]), (x1, Anchor::Start, self.heads[1])];
        let heads = heads.map(|(x, anchor, text)| faint_letters(x, 6.0, anchor, text));
        let tall =
            |side: &Side| side.tops.iter().zip(&side.sums).map(|(top, sum)| top + sum * scale).fold(0.0, f64::max);
        sheet(self.width, tall(&left).max(tall(&right)) + 10.0, self.label).child(drawn).child(words).children(heads)
    }

    fn ribbon(&self, flow: &Flow, [x0, x1]: [f64; 2], [y0, y1]: [f64; 2], thick: f64) -> Element {
        let (from, to) = (&self.classes[flow.from], &self.classes[flow.to]);
        let thick = thick.max(0.25);
        let [a, b, c] = [x0, x1, f64::midpoint(x0, x1)].map(coordinate);
        let [p, q, r, s] = [y0, y1, y1 + thick, y0 + thick].map(coordinate);
        let path =
            Element::new("path").with("d", format!("M{a} {p}C{c} {p} {c} {q} {b} {q}V{r}C{c} {r} {c} {s} {a} {s}Z"));
        let opacity = if flow.from == flow.to { "0.25" } else { "0.6" };
        let path = path.with("fill", from.color.clone()).with("fill-opacity", opacity);
        let mut mark = Element::new("g").with("class", "mark").exactly("data-value", flow.value);
        mark = mark.with("data-unit", self.unit.to_owned());
        for (name, value) in &flow.data {
            mark = mark.with(name, value.clone());
        }
        let shown = amount(flow.value, self.unit, self.language);
        mark.child(title(format!("{} → {}: {shown}", from.name, to.name))).child(path)
    }
}
