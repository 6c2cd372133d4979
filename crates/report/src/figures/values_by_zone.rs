//! Ecosystem service value of each zone through the years, as in Fig 5 of the founding paper.

use super::{Figure, largest, money_unit, region_data, region_name};
use crate::chart::{Line, LineChart, PAGE_WIDTH, categories};
use crate::phrases::Phrases;
use crate::{Findings, Region};

/// Lines that can be told apart: two turns of the palette, the second dashed.
const MOST_LINES: usize = 15;

pub(crate) fn values_by_zone(findings: &Findings<'_>, phrases: &Phrases) -> Figure {
    let last = |region: &Region<'_>| {
        region.account.and_then(|account| account.years.last()).map_or(0.0, |year| year.total.units_per_year())
    };
    let (zones, note) = largest(findings.zones(), MOST_LINES, last, phrases, "figure.zones.value");
    let palette = categories(7);
    let lines = zones.into_iter().enumerate().map(|(index, region)| Line {
        name: region_name(region, phrases),
        color: palette[index % palette.len()].to_owned(),
        values: region.account.iter().flat_map(|a| &a.years).map(|year| year.total.units_per_year()).collect(),
        data: region_data(region),
    });
    let lines: Vec<Line> = lines.collect();
    let heading = phrases.say("figure.values");
    let unit = money_unit(findings, phrases);
    let chart = LineChart {
        label: &heading,
        unit: &unit,
        years: &findings.years(),
        lines: &lines,
        width: PAGE_WIDTH,
        height: 300.0,
        language: phrases.language,
    };
    Figure { name: "esv-by-zone".into(), sheet: chart.draw(), heading, notes: note.into_iter().collect() }
}
