//! Whether a tally file belongs to a study.

use crate::problem::{Problem, Problems};
use crate::provenance::{area_rule, shown, zones_record};
use crate::study::Study;
use landledger_core::HeldRows;
use landledger_report::{TallyFile, ZonesRecord};
use std::path::Path;

/// Refuses a tally that belongs to another study, or is only a part of one.
///
/// # Errors
/// Everything in which they differ, at once.
pub(crate) fn check(study: &Study, file: &TallyFile, path: &Path) -> Result<(), Problems> {
    let (tally, provenance) = (file.tally(), &file.provenance);
    let years = |years: &[landledger_core::Year]| years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let mut problems = Problems::default();
    let mut differs = |what: &str, found: String, expected: String| {
        if found != expected {
            let message = format!("{} was made with {what} {found}, the study has {expected}", path.display());
            problems.push(
                Problem::new(message)
                    .help("make it again with `landledger tally`, or use the study that it was made from"),
            );
        }
    };
    differs("the years", years(tally.years()), years(&study.years()));
    differs(
        "the rasters",
        provenance.epochs.iter().map(|epoch| epoch.raster.clone()).collect::<Vec<_>>().join(", "),
        study.epochs.iter().map(|epoch| shown(study, &epoch.path)).collect::<Vec<_>>().join(", "),
    );
    let zones = |zones: Option<&ZonesRecord>| {
        zones.map_or_else(
            || "the whole raster".into(),
            |zones| {
                let merged = zones.merge.then(|| "merged".to_owned());
                let more = [Some(zones.name.clone()), zones.layer.clone(), zones.group.clone(), merged];
                format!("{} ({})", zones.source, more.into_iter().flatten().collect::<Vec<_>>().join(", "))
            },
        )
    };
    differs("the zones", zones(provenance.zones.as_ref()), zones(zones_record(study).as_ref()));
    let bands =
        |bands: &mut dyn Iterator<Item = usize>| bands.map(|band| band.to_string()).collect::<Vec<_>>().join(", ");
    // A band that the study does not name is the only one.
    differs(
        "the bands",
        bands(&mut provenance.epochs.iter().map(|epoch| epoch.band)),
        bands(&mut study.epochs.iter().map(|epoch| epoch.band.unwrap_or(1))),
    );
    differs("the edge rule", provenance.edge.clone(), study.edge.name().into());
    let rules = study.edges.iter().map(|rule| rule.name()).collect::<Vec<_>>();
    differs("tallies by", provenance.edges.join(", "), rules.join(", "));
    differs("the align rule", provenance.align.clone(), study.align.name().into());
    differs("the area rule", provenance.area.clone(), area_rule(study).into());
    let stated = |cell: Option<f64>| cell.map_or_else(|| "none".into(), |square_metres| square_metres.to_string());
    differs("the cell_area_m2", stated(provenance.cell_area_m2), stated(study.ground.cell_area_m2));
    let codes = |legend: &landledger_core::Legend| {
        legend.classes().iter().map(|class| class.code.to_string()).collect::<Vec<_>>().join(" ")
    };
    differs("the legend codes", codes(tally.legend()), codes(&study.legend));
    let level = |level: Option<usize>| level.map_or_else(|| "none".into(), |level| level.to_string());
    let own = study.legend_level.as_ref().map(|level| level.level);
    differs("the legend level", level(provenance.legend.level), level(own));
    differs("the nodata values", format!("{:?}", provenance.legend.nodata), format!("{:?}", study.nodata));
    if !file.rows.is_complete() {
        let missing = HeldRows::in_words(&file.rows.missing());
        let message =
            format!("{} is not complete: the rows {missing} of {} are missing", path.display(), file.rows.of());
        problems.push(Problem::new(message).help(
            "tally the pieces that hold them (`landledger tally STUDY --piece N/M`) and add all up with `landledger merge TALLY... --out FILE`",
        ));
    }
    problems.or(())
}
