//! Land of each zone and year by class, as in Fig 2 of the founding paper.

use super::{Figure, MOST_ZONES, largest, region_data, region_name};
use crate::Findings;
use crate::chart::{Bar, PAGE_WIDTH, Piece, StackedBars};
use crate::phrases::Phrases;
use crate::shown_classes::ShownClasses;

/// Bars that fit on a page.
const MOST_BARS: usize = 66;

pub(crate) fn areas(findings: &Findings<'_>, classes: &ShownClasses, phrases: &Phrases) -> Figure {
    let years = findings.years();
    // Of many epochs the first, the last, and some between them at even steps.
    let epochs = some_epochs(years.len());
    let most = (MOST_BARS / epochs.len().max(1)).clamp(1, MOST_ZONES);
    let by_area = |region: &crate::Region<'_>| region.tally.total().area.hectares();
    let (zones, note) = largest(findings.zones(), most, by_area, phrases, "figure.zones.area");
    let mut bars = Vec::new();
    for region in zones {
        for &epoch in &epochs {
            let areas = region.tally.class_areas(epoch).into_iter().map(|amount| amount.area).enumerate();
            let pieces = classes.sums(areas).into_iter().enumerate().map(|(series, area)| {
                let mut data = region_data(region);
                data.push(("data-year", years[epoch].to_string()));
                data.push(("data-code", classes.codes[series].clone()));
                Piece { series, value: area.hectares(), data }
            });
            bars.push(Bar {
                name: region_name(region, phrases),
                label: years[epoch].to_string(),
                pieces: pieces.collect(),
            });
        }
    }
    let heading = phrases.say("figure.areas");
    let chart = StackedBars {
        label: &heading,
        unit: &phrases.say("unit.ha"),
        series: &classes.series,
        bars: &bars,
        width: PAGE_WIDTH,
        language: phrases.language,
    };
    let sheet = chart.draw();
    let left_out = (epochs.len() < years.len()).then(|| phrases.say("figure.epochs"));
    Figure { name: "areas".into(), heading, notes: note.into_iter().chain(left_out).collect(), sheet }
}

/// All epochs, or six of them with the first and the last.
fn some_epochs(count: usize) -> Vec<usize> {
    const MOST: usize = 6;
    if count <= MOST {
        return (0..count).collect();
    }
    (0..MOST).map(|step| step * (count - 1) / (MOST - 1)).collect()
}
