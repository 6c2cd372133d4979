//! The geometry's side of the ledger: what a polygon measures, and how much of it the raster misses.

use crate::{Area, GridShape, Polygons, Surface, Zone, per_item};
use std::iter::Sum;

/// What the outline alone says. The tally must account for `polygon - outside`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LedgerLine {
    /// Area of the outline.
    pub polygon: Area,
    /// The part of it beyond the raster.
    pub outside: Area,
    /// By how much shares of cells may differ from it for reasons of arithmetic, see [`share_slack`](crate::share_slack).
    pub slack: Area,
}

impl LedgerLine {
    /// Measures an outline and its part on the grid, by any rule that gives a larger piece a larger area.
    ///
    /// # Errors
    /// Those of the rule.
    pub fn measured<E>(
        outline: &Polygons,
        shape: GridShape,
        mut area: impl FnMut(&Polygons) -> Result<Area, E>,
    ) -> Result<Self, E> {
        let polygon = area(outline)?;
        let outside = if outline.lies_on(shape) { Area::ZERO } else { polygon - area(&outline.clipped_to(shape))? };
        Ok(Self { polygon, outside, slack: Area::ZERO })
    }
}

/// The line of every zone, in their order, for cells of one area or a grid in degrees.
///
/// # Panics
/// On a projected surface, see [`Surface::polygon_area`].
pub fn ledger_lines(zones: &[Zone], surface: &Surface, shape: GridShape) -> Vec<LedgerLine> {
    use std::convert::Infallible;
    let of_zone = |(): &mut (), zone: &Zone| {
        LedgerLine::measured(&zone.outline, shape, |outline| Ok::<_, Infallible>(surface.polygon_area(outline)))
    };
    let Ok(lines) = per_item(zones, || Ok::<_, Infallible>(()), of_zone);
    lines.into_iter().map(|Ok(line)| line).collect()
}

/// For zones that do not overlap.
impl Sum for LedgerLine {
    fn sum<I: Iterator<Item = Self>>(lines: I) -> Self {
        lines.fold(Self::default(), |sum, line| Self {
            polygon: sum.polygon + line.polygon,
            outside: sum.outside + line.outside,
            slack: sum.slack + line.slack,
        })
    }
}
