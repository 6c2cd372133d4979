//! What zones can be coloured by on a map, and the steps of the colours.

use crate::Findings;
use crate::chart::{NO_VALUE, amount, digits, diverging, steps};
use crate::figures::money_unit;
use crate::phrases::Phrases;
use crate::shown_classes::ShownClasses;
use landledger_core::Area;

/// Shares of classes in zones that the page holds: some 600 kB.
const MOST_SHARES: usize = 20_000;

/// One quantity of every zone.
#[derive(Debug, Clone)]
pub(crate) struct Measure {
    /// For the script and for tests.
    pub(crate) key: String,
    pub(crate) label: String,
    /// What a value is in; `share` and `change` are shown in per cent.
    pub(crate) unit: String,
    /// In the order of the zones; none where there is nothing to say.
    pub(crate) values: Vec<Option<f64>>,
    /// The same for eyes.
    pub(crate) texts: Vec<String>,
    /// Whether it is a change: zero is the middle of its colours then.
    pub(crate) is_change: bool,
}

/// Values cut into steps of about as many zones each.
#[derive(Debug, Clone)]
pub(crate) struct Steps {
    /// The step of each zone.
    pub(crate) of_zone: Vec<Option<usize>>,
    pub(crate) colors: Vec<String>,
    /// From and to of each step, in words.
    pub(crate) words: Vec<String>,
}

/// Everything that this study can show, the most asked for first.
pub(crate) fn measures(findings: &Findings<'_>, classes: &ShownClasses, phrases: &Phrases) -> Vec<Measure> {
    let money = money_unit(findings, phrases);
    let years = findings.years();
    let mut measures = Vec::new();
    let last = years.last().map_or_else(String::new, ToString::to_string);
    if findings.accounts.is_some() {
        if years.len() > 1 {
            measures.push(value_change(findings, phrases));
        }
        let label = phrases.fill("measure.value", &[("year", &last)]);
        let total = |region: &crate::Region<'_>| Some(region.account?.years.last()?.total.units_per_year());
        let texts = |value: f64| amount(value, &money, phrases.language);
        measures.push(Measure::new("value", label, &money, findings, total, texts));
        if findings.study().account.is_some_and(|account| account.compensation.is_some()) {
            let line = |region: &crate::Region<'_>| region.account?.compensation.clone();
            let priority = |region: &crate::Region<'_>| Some(line(region)?.priority);
            measures.push(Measure::new("priority", phrases.say("measure.priority"), "", findings, priority, digits));
            let paid = |region: &crate::Region<'_>| Some(line(region)?.compensation.units_per_year());
            let label = phrases.say("measure.compensation");
            measures.push(Measure::new("compensation", label, &money, findings, paid, texts));
        }
    }
    let epoch = years.len().saturating_sub(1);
    let areas =
        |region: &crate::Region<'_>| region.tally.class_areas(epoch).into_iter().map(|amount| amount.area).collect();
    let areas: Vec<Vec<Area>> = findings.zones().iter().map(areas).collect();
    let present = findings.study().tally.classes_present();
    // Every class, unless that would be too many numbers for a page: then those that have a colour of their own.
    let has_room = areas.len() * present.len() <= MOST_SHARES;
    for (class, known) in findings.tally.legend().classes().iter().enumerate() {
        let code = known.code.to_string();
        if !present[class] || !(has_room || classes.codes.contains(&code)) {
            continue;
        }
        let share = |areas: &Vec<Area>| {
            let total: Area = areas.iter().copied().sum();
            (total > Area::ZERO).then(|| areas[class].share_of(total))
        };
        let label = phrases.fill("measure.share", &[("class", phrases.class(known)), ("year", &last)]);
        let values = areas.iter().map(share).collect();
        measures.push(Measure::of(&format!("share-{code}"), label, "share", values, percent));
    }
    measures
}

/// Change of the value from the first to the last year, as a share of the first.
pub(crate) fn value_change(findings: &Findings<'_>, phrases: &Phrases) -> Measure {
    let years = findings.years();
    let [from, to] = [years.first(), years.last()].map(|year| year.map_or_else(String::new, ToString::to_string));
    let label = phrases.fill("measure.value_change", &[("from", &from), ("to", &to)]);
    let change = |region: &crate::Region<'_>| {
        let years = &region.account?.years;
        let [first, last] = [years.first()?, years.last()?].map(|year| year.total.units_per_year());
        (first > 0.0).then(|| last / first - 1.0)
    };
    let signed = |value: f64| if value > 0.0 { format!("+{}", percent(value)) } else { percent(value) };
    let measure = Measure::new("value-change", label, "change", findings, change, signed);
    Measure { is_change: true, ..measure }
}

/// A share in per cent.
pub(crate) fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent != 0.0 && percent.abs() < 0.001 {
        format!("{}0.001%", if percent < 0.0 { ">−" } else { "<" })
    } else {
        format!("{}%", digits(percent))
    }
}

impl Measure {
    fn new(
        key: &str,
        label: String,
        unit: &str,
        findings: &Findings<'_>,
        of: impl Fn(&crate::Region<'_>) -> Option<f64>,
        words: impl Fn(f64) -> String,
    ) -> Self {
        Self::of(key, label, unit, findings.zones().iter().map(of).collect(), words)
    }

    fn of(key: &str, label: String, unit: &str, values: Vec<Option<f64>>, words: impl Fn(f64) -> String) -> Self {
        let texts = values.iter().map(|value| value.map_or_else(|| "–".into(), &words)).collect();
        Self { key: key.into(), label, unit: unit.into(), values, texts, is_change: false }
    }

    /// Zones with a value, by it.
    fn ordered(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.values.len()).filter(|&zone| self.values[zone].is_some()).collect();
        order.sort_by(|&a, &b| self.value(a).total_cmp(&self.value(b)));
        order
    }

    fn value(&self, zone: usize) -> f64 {
        self.values[zone].unwrap_or_default()
    }

    /// The steps of its colours.
    pub(crate) fn steps(&self) -> Steps {
        if self.is_change { self.steps_from_zero() } else { self.even_steps() }
    }

    /// Losses and gains by the same limits, three steps each, and a step for no change: a loss and a gain that are as large are as
    /// dark. The limits part the sizes of all changes into three of about as many zones.
    fn steps_from_zero(&self) -> Steps {
        const EACH: usize = 3;
        let order = self.ordered();
        let mut sizes: Vec<f64> = order.iter().map(|&zone| self.value(zone).abs()).filter(|size| *size > 0.0).collect();
        sizes.sort_by(f64::total_cmp);
        // The largest size that is still in each step but the last.
        let limits: Vec<f64> = (1..EACH)
            .filter_map(|step| sizes.get((step * sizes.len()).div_ceil(EACH).checked_sub(1)?).copied())
            .collect();
        let place = |value: f64| {
            let size = limits.iter().filter(|&&limit| value.abs() > limit).count() + 1;
            if value > 0.0 {
                EACH + size
            } else if value < 0.0 {
                EACH - size
            } else {
                EACH
            }
        };
        let mut of_zone = vec![None; self.values.len()];
        let (mut places, mut words) = (Vec::<usize>::new(), Vec::<[usize; 2]>::new());
        for zone in order {
            let place = place(self.value(zone));
            if let Some(step) = words.last_mut().filter(|_| places.last() == Some(&place)) {
                step[1] = zone;
            } else {
                places.push(place);
                words.push([zone, zone]);
            }
            of_zone[zone] = Some(places.len() - 1);
        }
        let colors = places.iter().map(|&place| diverging(place).to_owned()).collect();
        Steps { words: self.words_of(&words), colors, of_zone }
    }

    /// From and to of each step, in words.
    fn words_of(&self, steps: &[[usize; 2]]) -> Vec<String> {
        let words = |&[from, to]: &[usize; 2]| {
            let (from, to) = (&self.texts[from], &self.texts[to]);
            if from == to { from.clone() } else { format!("{from} … {to}") }
        };
        steps.iter().map(words).collect()
    }

    /// Six steps at most, of about as many zones; equal values are in the same one.
    fn even_steps(&self) -> Steps {
        const MOST: usize = 6;
        let order = self.ordered();
        let value = |zone: usize| self.value(zone);
        let count = order.len().min(MOST);
        let mut of_zone = vec![None; self.values.len()];
        let mut limits: Vec<[usize; 2]> = Vec::new();
        let mut start = 0;
        for step in 0..count {
            let mut end = ((step + 1) * order.len() / count).max(start);
            while end > 0 && end < order.len() && value(order[end]) == value(order[end - 1]) {
                end += 1;
            }
            if end > start {
                order[start..end].iter().for_each(|&zone| of_zone[zone] = Some(limits.len()));
                limits.push([order[start], order[end - 1]]);
                start = end;
            }
        }
        Steps { words: self.words_of(&limits), colors: steps(limits.len()), of_zone }
    }
}

impl Steps {
    pub(crate) fn color(&self, zone: usize) -> &str {
        self.of_zone[zone].map_or(NO_VALUE, |step| &self.colors[step])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(values: &[Option<f64>]) -> Measure {
        let texts = values.iter().map(|value| format!("{value:?}")).collect();
        let (key, label, unit) = ("k".into(), "l".into(), String::new());
        Measure { key, label, unit, values: values.to_vec(), texts, is_change: false }
    }

    #[test]
    fn equal_values_are_in_the_same_step_and_no_value_in_none() {
        let steps = measure(&[Some(1.0), None, Some(2.0), Some(1.0), Some(1.0)]).steps();
        assert_eq!(steps.of_zone, [Some(0), None, Some(1), Some(0), Some(0)]);
        assert_eq!((steps.colors.len(), steps.words.len()), (2, 2));
        assert_eq!(steps.color(1), NO_VALUE);
    }

    #[test]
    fn changes_part_at_zero_and_equal_sizes_have_equal_places() {
        let change = |values: &[f64]| {
            let values: Vec<Option<f64>> = values.iter().map(|&value| Some(value)).collect();
            Measure { is_change: true, ..measure(&values) }.steps()
        };
        // Sizes 1 1 2 2 3 3: limits at 1 and 2.
        let steps = change(&[-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0]);
        assert_eq!(steps.of_zone, (0..7).map(Some).collect::<Vec<_>>());
        assert_eq!(steps.colors, (0..7).map(diverging).collect::<Vec<_>>());
        // Only losses: none of the colours of gains. Sizes 1 2 4: limits at 1 and 2.
        let steps = change(&[-4.0, -2.0, -1.0]);
        assert_eq!(steps.colors, [0, 1, 2].map(diverging));
        // A single small gain beside large losses is as pale as it is small: sizes 1 8 9, limits at 1 and 8.
        let steps = change(&[1.0, -8.0, -9.0]);
        assert_eq!(steps.colors, [0, 1, 4].map(diverging));
        assert_eq!(steps.of_zone, [Some(2), Some(1), Some(0)]);
    }

    #[test]
    fn nothing_but_no_change_is_the_middle() {
        let steps = Measure { is_change: true, ..measure(&[Some(0.0), None, Some(0.0)]) }.steps();
        assert_eq!((steps.of_zone, steps.colors), (vec![Some(0), None, Some(0)], vec![diverging(3).to_owned()]));
    }

    #[test]
    fn twelve_zones_make_six_steps_of_two() {
        let values: Vec<Option<f64>> = (0..12).rev().map(|value| Some(f64::from(value))).collect();
        let steps = measure(&values).steps();
        let expected: Vec<Option<usize>> = (0..12).rev().map(|value| Some(value / 2)).collect();
        assert_eq!(steps.of_zone, expected);
    }

    #[test]
    fn nothing_at_all_makes_no_step() {
        assert!(measure(&[None, None]).steps().colors.is_empty());
    }

    #[test]
    fn a_share_too_small_to_show_is_not_shown_as_none() {
        assert_eq!([0.25, 1e-7, -1e-7, 0.0].map(percent), ["25.0%", "<0.001%", ">−0.001%", "0%"]);
    }
}
