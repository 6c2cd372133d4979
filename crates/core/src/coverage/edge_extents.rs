//! Rows that each zone, and each run of its edges, reaches: a band only looks at those that meet it.

use crate::{Polygons, Zone};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::ops::Range;

/// Edges that are looked at together.
const RUN: usize = 64;

/// A run of neighbouring edges of one ring and the rows that they reach.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct EdgeRun {
    ring: u32,
    /// Index of the first edge's end; the edge before it ends where it begins.
    first: u32,
    low: f64,
    high: f64,
}

/// The rows of every zone and its runs of edges.
#[derive(Debug, Clone)]
pub(crate) struct ZoneExtents(Vec<Extent>);

#[derive(Debug, Clone)]
struct Extent {
    low: f64,
    high: f64,
    runs: Vec<EdgeRun>,
}

impl ZoneExtents {
    /// Measures the outlines once.
    pub(crate) fn of(zones: &[Zone]) -> Self {
        Self(zones.par_iter().map(|zone| Extent::of(&zone.outline)).collect())
    }

    /// The zones that reach into these rows, ascending.
    pub(crate) fn zones_in(&self, rows: &Range<usize>) -> Vec<u32> {
        let (top, bottom) = (rows.start as f64, rows.end as f64);
        (0..)
            .zip(&self.0)
            .filter(|(_, extent)| extent.low < bottom && extent.high > top)
            .map(|(zone, _)| zone)
            .collect()
    }

    /// The edges of a zone.
    pub(crate) fn edges(&self, zone: u32) -> &[EdgeRun] {
        &self.0[zone as usize].runs
    }
}

impl Extent {
    fn of(outline: &Polygons) -> Self {
        let runs: Vec<EdgeRun> = runs_of(outline).collect();
        let low = runs.iter().map(|run| run.low).fold(f64::INFINITY, f64::min);
        let high = runs.iter().map(|run| run.high).fold(f64::NEG_INFINITY, f64::max);
        Self { low, high, runs }
    }
}

fn runs_of(outline: &Polygons) -> impl Iterator<Item = EdgeRun> + '_ {
    outline.rings().iter().enumerate().flat_map(|(ring, points)| {
        (0..points.len()).step_by(RUN).map(move |first| {
            let rows = points[first..points.len().min(first + RUN)].iter().chain([before(points, first)]);
            let (low, high) = rows
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), point| (low.min(point[1]), high.max(point[1])));
            EdgeRun { ring: ring as u32, first: first as u32, low, high }
        })
    })
}

fn before(points: &[[f64; 2]], at: usize) -> &[f64; 2] {
    if at == 0 { &points[points.len() - 1] } else { &points[at - 1] }
}

/// The edges of the runs that reach into the rows, in the direction of their rings.
pub(crate) fn edges_in<'a>(
    outline: &'a Polygons,
    runs: &'a [EdgeRun],
    rows: Range<f64>,
) -> impl Iterator<Item = [[f64; 2]; 2]> + 'a {
    runs.iter().filter(move |run| run.low < rows.end && run.high > rows.start).flat_map(move |run| {
        let points = &outline.rings()[run.ring as usize];
        let first = run.first as usize;
        let ends = &points[first..points.len().min(first + RUN)];
        let starts = std::iter::once(before(points, first)).chain(ends);
        starts.zip(ends).map(|(&from, &to)| [from, to])
    })
}
