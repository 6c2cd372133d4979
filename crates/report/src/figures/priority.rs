//! Priority of compensation, as in Fig 7 of the founding paper: from the largest down.

use super::{Figure, largest, region_data, region_name};
use crate::chart::{PAGE_WIDTH, Ranked, RankedBars, cividis};
use crate::phrases::Phrases;
use crate::{Findings, Region};

/// Bars that fit on a page.
const MOST_BARS: usize = 40;

/// `None` where the study pays no compensation.
pub(crate) fn priority(findings: &Findings<'_>, phrases: &Phrases) -> Option<Figure> {
    findings.study().account?.compensation.as_ref()?;
    let of = |region: &Region<'_>| {
        region.account.and_then(|account| account.compensation.as_ref()).map_or(0.0, |line| line.priority)
    };
    let (mut zones, note) = largest(findings.zones(), MOST_BARS, of, phrases, "figure.zones.priority");
    zones.sort_by(|a, b| of(b).total_cmp(&of(a)));
    let highest = zones.first().map_or(1.0, |region| of(region));
    let bars = zones.into_iter().map(|region| Ranked {
        name: region_name(region, phrases),
        value: of(region),
        // The lightest fifth of the scale would hardly show on white paper.
        color: cividis((1.0 - of(region) / highest) * 0.8),
        data: region_data(region),
    });
    let bars: Vec<Ranked> = bars.collect();
    let heading = phrases.say("figure.priority");
    let chart = RankedBars { label: &heading, unit: "", bars: &bars, width: PAGE_WIDTH, language: phrases.language };
    Some(Figure { name: "priority".into(), sheet: chart.draw(), heading, notes: note.into_iter().collect() })
}
