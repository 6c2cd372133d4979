//! From what else is asked of a compensation to its plan, once zones and groups are known.

use crate::names::Names;
use crate::problem::{Problem, Problems};
use crate::study::{CompensationStudy, PaidTable};
use crate::suggest;
use landledger_accounting::{Comparisons, Money, Transfers};
use std::collections::BTreeSet;

/// The plan. Names of zones and groups that the study does not have are among the problems.
pub(crate) fn comparisons(study: &CompensationStudy, names: &Names<'_>, problems: &mut Problems) -> Comparisons {
    let asked = &study.comparisons;
    Comparisons {
        sweep: asked.sweep(study.year, study.conversion),
        budget: asked.budget,
        paid: asked.paid.as_ref().map(|paid| transfers(paid, names, problems)),
    }
}

fn transfers(paid: &PaidTable, names: &Names<'_>, problems: &mut Problems) -> Transfers {
    let money = |amount: f64| Money::from_units_per_year(amount);
    if paid.by_group {
        let known = names.zones.iter().filter_map(|zone| zone.group.as_deref()).collect::<BTreeSet<_>>();
        for row in paid.rows.iter().filter(|row| !known.contains(row.region.as_str())) {
            problems.push(unknown_group(paid, row.row, &row.region, &known));
        }
        Transfers::ToGroups(paid.rows.iter().map(|row| ((row.region.clone(), row.year), money(row.paid))).collect())
    } else {
        let to_zones = paid.rows.iter().filter_map(|row| {
            let zone = names.zone(&paid.file, row.row, &row.region, problems)?;
            Some(((zone, row.year), money(row.paid)))
        });
        Transfers::ToZones(to_zones.collect())
    }
}

fn unknown_group(paid: &PaidTable, row: usize, name: &str, known: &BTreeSet<&str>) -> Problem {
    let column = paid.file.header.iter().position(|column| column == "group").unwrap_or_default();
    let help = if known.is_empty() {
        "the zones have no groups: name their attribute under [zones] (group = \"region\"), or pay zones (zone,year,paid)".into()
    } else {
        suggest::hint(name, known.iter().copied())
    };
    paid.file.cell_problem(&paid.file.rows[row], column, format!("no group is called `{name}`")).help(help)
}
