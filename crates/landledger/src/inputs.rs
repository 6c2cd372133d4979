//! Rasters and boundaries of a study, opened and checked against each other.

use crate::error::{Error, from_readers};
use crate::file_problems::problems_of_files;
use crate::study::Study;
use landledger_core::{GridShape, LedgerLine, Surface, TallyPlan, ZoneSet, share_slack};
use landledger_reader::{ArealScale, RasterSource, Rasters, Zones};

/// Everything that the tally needs, open and consistent.
#[derive(Debug)]
pub struct Inputs {
    pub(crate) rasters: Rasters,
    pub(crate) zones: Zones,
    pub(crate) surface: Surface,
    /// What each zone's outline measures.
    pub(crate) lines: Vec<LedgerLine>,
    pub(crate) areal_scales: Vec<ArealScale>,
}

impl Inputs {
    /// Opens rasters and boundaries.
    ///
    /// # Errors
    /// Every problem of the rasters at once; where they are right, every problem of the boundaries and
    /// of the tables that name zones.
    pub fn open(study: &Study) -> Result<Self, Error> {
        landledger_reader::start();
        let Ok(rasters) = Rasters::open_aligned(&study.epochs, study.align) else {
            let problems = problems_of_files(&study.epochs, study.align, study.zones.as_ref());
            return Err(Error::Refused(problems.into_iter().collect()));
        };
        let surface = rasters.surface(study.ground)?;
        let zones = match &study.zones {
            Some(spec) => Zones::read(spec, rasters.grid(), rasters.crs()).map_err(from_readers)?,
            None => Zones::whole(rasters.grid()),
        };
        let lines = rasters.ledger_lines(zones.set.zones(), &surface).map_err(from_readers)?;
        let areal_scales = rasters.areal_scales();
        Ok(Self { rasters, zones, surface, lines, areal_scales })
    }

    /// The grid's rows and columns.
    pub fn shape(&self) -> GridShape {
        self.rasters.grid().shape
    }

    /// The zones.
    pub fn zones(&self) -> &ZoneSet {
        &self.zones.set
    }

    pub(crate) fn plan(&self, study: &Study, threads: usize) -> TallyPlan {
        let shape = self.shape();
        let zones = self.zones.set.zones();
        let mut lines = self.lines.clone();
        for (line, zone) in lines.iter_mut().zip(zones) {
            line.slack = share_slack(&zone.outline, &self.surface, shape);
        }
        TallyPlan {
            shape,
            years: study.years(),
            legend: study.legend.clone(),
            lines,
            zones: self.zones.set.clone(),
            surface: self.surface.clone(),
            // Of several rules the one that reaches every cell that another does.
            edge: study.edges.first().copied().unwrap_or_default(),
            rows: 0..shape.rows,
            threads,
        }
    }

    pub(crate) fn source(&self, study: &Study) -> RasterSource {
        self.rasters.source(&study.legend, &study.nodata)
    }
}
