//! The geometry's side of the ledger: what a polygon measures, and how much of it the raster misses.

use crate::{Area, GridShape, Polygons, Surface, Zone};
use std::iter::Sum;
use std::sync::atomic::{AtomicUsize, Ordering};

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
    let Ok(lines) = per_zone(zones, || Ok::<_, Infallible>(()), of_zone);
    lines.into_iter().map(|Ok(line)| line).collect()
}

/// Does something for every zone on several threads; results come in the order of the zones.
///
/// Each thread opens what it works with once; zones are taken one by one, because one may be a thousand times the next.
///
/// # Errors
/// When something cannot be opened. What is found about a single zone is its own result.
pub fn per_zone<W, T: Send, E: Send>(
    zones: &[Zone],
    open: impl Fn() -> Result<W, E> + Sync,
    work: impl Fn(&mut W, &Zone) -> T + Sync,
) -> Result<Vec<T>, E> {
    let next = AtomicUsize::new(0);
    let of_thread = || {
        let mut done = Vec::new();
        let mut opened = None;
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(zone) = zones.get(index) else { return Ok(done) };
            let with = match &mut opened {
                Some(with) => with,
                none => none.insert(open()?),
            };
            done.push((index, work(with, zone)));
        }
    };
    // One zone is not worth waking other threads for.
    let of_threads = if zones.len() < 2 { vec![of_thread()] } else { rayon::broadcast(|_| of_thread()) };
    let mut all = of_threads.into_iter().collect::<Result<Vec<Vec<_>>, E>>()?.into_iter().flatten().collect::<Vec<_>>();
    all.sort_by_key(|&(index, _)| index);
    Ok(all.into_iter().map(|(_, result)| result).collect())
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
