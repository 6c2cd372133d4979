//! Compensation of each zone against its gross product.

use super::{Figure, largest, money_unit, region_data, region_name};
use crate::chart::{Dot, PAGE_WIDTH, Scatter, categories};
use crate::phrases::Phrases;
use crate::{Findings, Region};

/// Dots that a chart of this size holds.
const MOST_DOTS: usize = 300;

/// `None` where the study pays no compensation.
pub(crate) fn against_gross_product(findings: &Findings<'_>, phrases: &Phrases) -> Option<Figure> {
    findings.study().account?.compensation.as_ref()?;
    let paid = |region: &Region<'_>| {
        let line = region.account.and_then(|account| account.compensation.as_ref());
        line.map_or(0.0, |line| line.compensation.units_per_year())
    };
    let (zones, note) = largest(findings.zones(), MOST_DOTS, paid, phrases, "figure.zones.compensation");
    let color = categories(1)[0];
    let dots = zones.into_iter().filter_map(|region| {
        let line = region.account?.compensation.as_ref()?;
        Some(Dot {
            name: region_name(region, phrases),
            x: line.gross_product.units_per_year(),
            y: line.compensation.units_per_year(),
            color: color.to_owned(),
            data: region_data(region),
        })
    });
    let dots: Vec<Dot> = dots.collect();
    let heading = phrases.say("figure.compensation");
    let unit = money_unit(findings, phrases);
    let chart = Scatter {
        label: &heading,
        unit: &unit,
        captions: [&phrases.say("axis.gdp"), &phrases.say("axis.compensation")],
        logarithmic: &phrases.say("axis.logarithmic"),
        dots: &dots,
        width: PAGE_WIDTH,
        height: 320.0,
        language: phrases.language,
    };
    Some(Figure { name: "compensation-gdp".into(), sheet: chart.draw(), heading, notes: note.into_iter().collect() })
}
