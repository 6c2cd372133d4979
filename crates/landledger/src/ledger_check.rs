//! A ledger that does not add up ends the run.

use crate::error::Error;
use crate::problem::Problem;
use landledger_core::{EdgeRule, Imbalance, RegionId, Tally};
use landledger_report::RuleTally;

/// A longer list helps nobody.
const SHOWN: usize = 20;

/// Under exact shares every zone, group and the study must add up. Whole cells leave a residual, which is only reported.
///
/// # Errors
/// Every region whose polygon area is not what was counted in it, with its numbers.
pub(crate) fn check(tallies: &[RuleTally]) -> Result<(), Error> {
    let exact = tallies.iter().find(|of_rule| of_rule.edge == EdgeRule::Exact);
    let Some(tally) = exact.map(|of_rule| &of_rule.tally) else { return Ok(()) };
    let found = tally.imbalances();
    if found.is_empty() { Ok(()) } else { Err(Error::Failed(problem(tally, &found))) }
}

fn problem(tally: &Tally, found: &[Imbalance]) -> Problem {
    let line = |imbalance: &Imbalance| {
        let name = match imbalance.region {
            RegionId::Zone(zone) => format!("zone `{}`", tally.zones()[zone].name),
            RegionId::Group(group) => format!("group `{}`", tally.groups()[group].name),
            RegionId::Study => "the study".into(),
        };
        format!(
            "{name}: polygon {} ha, counted {} ha, outside the rasters {} ha, residual {} ha (at most {:e} allowed)",
            imbalance.line.polygon.hectares(),
            imbalance.counted.hectares(),
            imbalance.line.outside.hectares(),
            imbalance.residual_ha(),
            imbalance.allowed_ha()
        )
    };
    let mut lines: Vec<String> = found.iter().take(SHOWN).map(line).collect();
    if found.len() > SHOWN {
        lines.push(format!("and {} more", found.len() - SHOWN));
    }
    let message = format!("the ledger does not add up, nothing was written:\n  {}", lines.join("\n  "));
    Problem::new(message).help(
        "an outline that is not valid once it lies on the grid (a ring that crosses itself, rings or parts that overlap) is measured \
         twice where it is counted once: repair the boundaries in a GIS (`ogr2ogr -makevalid NEW OLD`); if they are valid, report this \
         with the study",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use landledger_core::memory::MemorySource;
    use landledger_core::{
        Area, GridShape, Legend, Polygons, Silent, Surface, TallyPlan, Year, Zone, ZoneSet, ledger_lines, tally,
    };

    /// A tally of one zone by one rule, on 4 x 4 cells of one hectare.
    fn tallied(outline: Polygons, edge: EdgeRule) -> RuleTally {
        let legend = Legend::new([(1, "crop")]).unwrap();
        let shape = GridShape { rows: 4, cols: 4 };
        let zones = ZoneSet::new(vec![Zone { name: "a".into(), group: None, outline }]);
        let surface = Surface::plane(Area::from_square_metres(10_000.0));
        let plan = TallyPlan {
            shape,
            rows: 0..4,
            years: vec![Year(2020)],
            legend: legend.clone(),
            lines: ledger_lines(zones.zones(), &surface, shape),
            zones,
            surface,
            edge,
            threads: 1,
        };
        let source = MemorySource::new(shape, &legend, vec![vec![Some(1); 16]]);
        RuleTally { edge, tally: tally(&plan, &source, &Silent).unwrap() }
    }

    fn square(from: f64, to: f64) -> Vec<[f64; 2]> {
        vec![[from, from], [to, from], [to, to], [from, to]]
    }

    #[test]
    fn rings_that_overlap_are_found_by_their_ledger() {
        // Two parts of 1.5 x 1.5 that share 0.5 x 0.5: 4.5 ha by the outline, but only 4.25 ha of ground.
        let overlapping = Polygons::from_polygons([vec![square(0.0, 1.5)], vec![square(1.0, 2.5)]]);
        let Err(Error::Failed(problem)) = check(&[tallied(overlapping.clone(), EdgeRule::Exact)]) else {
            panic!("a ledger that is off by a quarter of a hectare passed")
        };
        assert!(
            problem
                .message()
                .contains("zone `a`: polygon 4.5 ha, counted 4.25 ha, outside the rasters 0 ha, residual 0.25 ha"),
            "{problem}"
        );
        assert!(problem.message().contains("the study: polygon 4.5 ha"), "{problem}");
        assert!(check(&[tallied(overlapping, EdgeRule::Touched)]).is_ok(), "whole cells are only reported");
    }

    #[test]
    fn an_outline_between_the_cells_adds_up() {
        let slanted = Polygons::from_rings(vec![vec![[0.3, 0.1], [3.7, 1.9], [-1.1, 3.3]]]);
        assert!(check(&[tallied(slanted, EdgeRule::Exact)]).is_ok());
    }
}
