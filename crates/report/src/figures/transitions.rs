//! From what to what land changed, as in Fig 3 of the founding paper.

use super::{Figure, region_data, region_name};
use crate::chart::{Flow, PAGE_WIDTH, Sankey, Sheet};
use crate::phrases::Phrases;
use crate::shown_classes::ShownClasses;
use crate::{Findings, Region};
use landledger_core::Area;

pub(crate) fn transitions(
    findings: &Findings<'_>,
    region: &Region<'_>,
    (earlier, later): (usize, usize),
    classes: &ShownClasses,
    phrases: &Phrases,
) -> Figure {
    let years = findings.years();
    let (from, to) = (years[earlier].to_string(), years[later].to_string());
    let name = region_name(region, phrases);
    let heading = phrases.fill("figure.transitions", &[("region", &name), ("from", &from), ("to", &to)]);
    let sheet = flows(findings, region, (earlier, later), classes, phrases, &heading);
    let notes = vec![phrases.say("figure.transitions.paler")];
    Figure { name: format!("transitions-{from}-{to}"), heading, notes, sheet }
}

/// The drawing alone.
pub(crate) fn flows(
    findings: &Findings<'_>,
    region: &Region<'_>,
    (earlier, later): (usize, usize),
    classes: &ShownClasses,
    phrases: &Phrases,
    label: &str,
) -> Sheet {
    let years = findings.years().into_iter().map(|year| year.to_string()).collect::<Vec<_>>();
    let matrix = region.tally.transitions(earlier, later).amounts;
    let count = classes.series.len();
    let mut areas = vec![Area::ZERO; count * count];
    for ((from, to), amount) in matrix.indexed_iter() {
        if let (Some(from), Some(to)) = (classes.category(from), classes.category(to)) {
            areas[from * count + to] += amount.area;
        }
    }
    let flows = areas.iter().enumerate().filter(|(_, area)| **area > Area::ZERO).map(|(index, area)| {
        let (from, to) = (index / count, index % count);
        let mut data = region_data(region);
        data.push(("data-from-year", years[earlier].clone()));
        data.push(("data-to-year", years[later].clone()));
        data.push(("data-from-code", classes.codes[from].clone()));
        data.push(("data-to-code", classes.codes[to].clone()));
        Flow { from, to, value: area.hectares(), data }
    });
    let flows: Vec<Flow> = flows.collect();
    Sankey {
        label,
        unit: &phrases.say("unit.ha"),
        classes: &classes.series,
        flows: &flows,
        heads: [&years[earlier], &years[later]],
        width: PAGE_WIDTH,
        height: 360.0,
        language: phrases.language,
    }
    .draw()
}
