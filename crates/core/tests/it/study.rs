//! Rasters, zones and ground of one test, and the ways to tally them.

use crate::scripted_source::ScriptedSource;
use landledger_core::memory::MemorySource;
use landledger_core::{
    Area, ArealGrid, EdgeRule, Ellipsoid, GridShape, LedgerLine, Legend, Polygons, Silent, Surface, Tally, TallyPlan,
    Year, Zone, ZoneSet, ledger_lines, tally,
};

/// Everything that a tally is made from, in a form that engine and oracle can both read.
#[derive(Debug, Clone)]
pub(crate) struct Study {
    pub(crate) shape: GridShape,
    /// Code of each class, in the order of the legend.
    pub(crate) codes: Vec<u16>,
    /// For each epoch the code of each cell, row by row; `None` is nodata.
    pub(crate) rasters: Vec<Vec<Option<u16>>>,
    pub(crate) zones: Vec<Zone>,
    pub(crate) ground: Ground,
}

/// What a cell measures, in the words of a user.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Ground {
    Plane {
        cell_m2: f64,
    },
    Globe {
        semi_major_m: f64,
        inverse_flattening: f64,
        first_latitude: f64,
        row_step: f64,
        col_step: f64,
    },
    /// Cells grow by this part of the first one's area with every column and every row.
    Slope {
        cell_m2: f64,
        by_col: f64,
        by_row: f64,
    },
}

impl Ground {
    pub(crate) const HECTARES: Self = Self::Plane { cell_m2: 10_000.0 };

    /// Degrees on WGS 84 (NIMA TR8350.2, table 3.1).
    pub(crate) const fn wgs84(first_latitude: f64, row_step: f64, col_step: f64) -> Self {
        Self::Globe {
            semi_major_m: 6_378_137.0,
            inverse_flattening: 298.257_223_563,
            first_latitude,
            row_step,
            col_step,
        }
    }

    /// Degrees on Krasovsky's ellipsoid of 1940 (EPSG:7024).
    pub(crate) fn krasovsky(first_latitude: f64, row_step: f64, col_step: f64) -> Self {
        Self::Globe { semi_major_m: 6_378_245.0, inverse_flattening: 298.3, first_latitude, row_step, col_step }
    }

    /// Of a grid that is the same everywhere, or whose size does not matter.
    pub(crate) fn surface(self) -> Surface {
        self.surface_on(GridShape { rows: 1, cols: 1 })
    }

    pub(crate) fn surface_on(self, shape: GridShape) -> Surface {
        match self {
            Self::Slope { cell_m2, by_col, by_row } => {
                let density = |&[col, row]: &[f64; 2]| 1.0 + col * by_col + row * by_row;
                Surface::Projected(ArealGrid::fit(shape, cell_m2, |points, _| points.iter().map(density).collect()))
            }
            Self::Plane { cell_m2 } => Surface::plane(Area::from_square_metres(cell_m2)),
            Self::Globe { semi_major_m, inverse_flattening, first_latitude, row_step, col_step } => {
                Surface::Geographic {
                    ellipsoid: Ellipsoid::from_axes(semi_major_m, semi_major_m * (1.0 - 1.0 / inverse_flattening)),
                    first_latitude: first_latitude.to_radians(),
                    row_step: row_step.to_radians(),
                    col_step: col_step.to_radians(),
                }
            }
        }
    }
}

impl Study {
    pub(crate) fn legend(&self) -> Legend {
        Legend::new(self.codes.iter().map(|&code| (code, "class"))).expect("test codes are distinct")
    }

    pub(crate) fn plan(&self, threads: usize) -> TallyPlan {
        let surface = self.ground.surface_on(self.shape);
        // Outlines on a projection are measured by the reader.
        let lines = match &surface {
            Surface::Projected(_) => vec![LedgerLine::default(); self.zones.len()],
            surface => ledger_lines(&self.zones, surface, self.shape),
        };
        TallyPlan {
            shape: self.shape,
            years: (0..self.rasters.len()).map(|epoch| Year(1990 + epoch as i32)).collect(),
            legend: self.legend(),
            lines,
            zones: ZoneSet::new(self.zones.clone()),
            surface,
            edge: EdgeRule::Centre,
            rows: 0..self.shape.rows,
            threads,
        }
    }

    pub(crate) fn memory_source(&self, unit: GridShape) -> MemorySource {
        MemorySource::new(self.shape, &self.legend(), self.rasters.clone()).with_units(unit)
    }

    pub(crate) fn scripted_source(&self, unit: GridShape) -> ScriptedSource {
        ScriptedSource::new(self.shape, unit, &self.legend(), &self.rasters)
    }

    /// By the centre rule.
    pub(crate) fn tally(&self, unit: GridShape, threads: usize) -> Tally {
        self.tally_by(EdgeRule::Centre, unit, threads)
    }

    pub(crate) fn tally_by(&self, edge: EdgeRule, unit: GridShape, threads: usize) -> Tally {
        let plan = TallyPlan { edge, ..self.plan(threads) };
        tally(&plan, &self.scripted_source(unit), &Silent).expect("nothing here fails")
    }
}

/// A zone without a group.
pub(crate) fn zone(name: &str, outline: Polygons) -> Zone {
    Zone { name: name.to_owned(), group: None, outline }
}

/// The rectangle from one corner to the opposite one, as `[column, row]`.
pub(crate) fn rectangle(from: [f64; 2], to: [f64; 2]) -> Polygons {
    Polygons::from_rings(vec![vec![from, [to[0], from[1]], to, [from[0], to[1]]]])
}
