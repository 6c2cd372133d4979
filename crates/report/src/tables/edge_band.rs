//! `edge_band`: the area of each class by every edge rule, and the band that the cells at the edge leave open.

use super::{code, name, row, with_keys};
use crate::{Cell, Column, RuleTally, Scope, Table, scopes};
use landledger_core::{Area, EdgeRule, RegionTally};

/// `None` unless all three rules were tallied.
pub(super) fn table<'a>(scope: &'a Scope<'a>, tallies: &'a [RuleTally]) -> Option<Table<'a>> {
    let of_rules = EdgeRule::ALL.into_iter().map(|rule| by_rule(scope, tallies, rule));
    let regions: Vec<Vec<RegionTally>> = of_rules.collect::<Option<_>>()?;
    let tally = &tallies[0].tally;
    let columns = ["exact_area_ha", "centre_area_ha", "touched_area_ha", "low_area_ha", "high_area_ha"];
    let own = [Column::whole("year"), Column::whole("code"), Column::text("class")];
    let columns = own.into_iter().chain(columns.into_iter().map(Column::number));
    let rows = scope.regions.iter().enumerate().flat_map(move |(index, region)| {
        let by_rule: Vec<RegionTally> = regions.iter().map(|of_rule| of_rule[index].clone()).collect();
        let occurs: Vec<Vec<bool>> = by_rule.iter().map(RegionTally::classes_present).collect();
        tally.years().iter().enumerate().flat_map(move |(epoch, year)| {
            let areas: Vec<Vec<Area>> = by_rule
                .iter()
                .map(|region| region.class_areas(epoch).into_iter().map(|amount| amount.area).collect())
                .collect();
            let occurs = occurs.clone();
            let classes = tally.legend().classes().iter().enumerate();
            let shown = classes.filter(move |(class, _)| occurs.iter().any(|of_rule| of_rule[*class]));
            shown.map(move |(index, class)| {
                let of_class: Vec<Area> = areas.iter().map(|of_rule| of_rule[index]).collect();
                let ends = [of_class.iter().min(), of_class.iter().max()];
                let all = of_class.iter().chain(ends.into_iter().flatten());
                let areas = all.map(|area| Cell::Number(area.hectares()));
                let year = Cell::Whole(i64::from(year.0));
                row(scope, region, [year, code(class), name(class)].into_iter().chain(areas))
            })
        })
    });
    Some(Table { name: "edge_band", columns: with_keys(scope, columns), rows: Box::new(rows) })
}

/// What one rule counted in each region of this level.
fn by_rule(scope: &Scope<'_>, tallies: &[RuleTally], rule: EdgeRule) -> Option<Vec<RegionTally>> {
    let tally = &tallies.iter().find(|of_rule| of_rule.edge == rule)?.tally;
    let level = scopes(tally, None).into_iter().find(|level| level.folder == scope.folder)?;
    Some(level.regions.into_iter().map(|region| region.tally).collect())
}
