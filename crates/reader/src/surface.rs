//! How much ground the cells cover, from the CRS.

use crate::crs::CrsKind;
use crate::{Crs, GeoGrid, Rasters, ReaderError};
use landledger_core::{Area, Surface};

/// What the study says about areas.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct GroundSpec {
    /// Cell width x height is wanted, whatever the projection does to areas.
    pub planar: bool,
    /// Area of a cell in m2, for rasters without a CRS.
    pub cell_area_m2: Option<f64>,
}

/// Twenty thousand times the Earth's surface; sums of areas hold thirty times as much.
const MOST_SQUARE_METRES: f64 = 1e19;

impl Rasters {
    /// The ground under the grid.
    ///
    /// # Errors
    /// Without a CRS and without a stated cell area; with both; planar areas asked for in degrees;
    /// latitudes beyond the poles; a projection that PROJ cannot invert on the grid.
    pub fn surface(&self, spec: GroundSpec) -> Result<Surface, ReaderError> {
        let grid = self.grid();
        let refuse = |problem: String, way_out: &str| {
            Err(ReaderError::Ground { path: self.facts()[0].path.clone(), problem, way_out: way_out.into() })
        };
        let Some(crs) = self.crs() else {
            return match spec.cell_area_m2 {
                Some(square_metres) if square_metres * grid.shape.cells() as f64 > MOST_SQUARE_METRES => refuse(
                    format!(
                        "{} cells of {square_metres} m2 are {:e} m2, expected at most {MOST_SQUARE_METRES:e}",
                        grid.shape.cells(),
                        square_metres * grid.shape.cells() as f64
                    ),
                    "state the area of one cell as `cell_area_m2`, in square metres",
                ),
                Some(square_metres) => Ok(Surface::plane(Area::from_square_metres(square_metres))),
                None => refuse(
                    "it has no CRS, so the area of a cell is not known".into(),
                    "assign one with `gdal_edit.py -a_srs EPSG:CODE FILE`, or state `cell_area_m2` under [study]",
                ),
            };
        };
        if spec.cell_area_m2.is_some() {
            return refuse(
                format!("it has the CRS {}, so `cell_area_m2` is not needed and could contradict it", crs.name()),
                "remove `cell_area_m2`",
            );
        }
        match crs.kind() {
            CrsKind::Projected { metres_per_unit } if spec.planar => {
                let [width, height] = grid.cell_sides();
                Ok(Surface::plane(Area::from_square_metres(width * height * metres_per_unit * metres_per_unit)))
            }
            CrsKind::Projected { .. } => self.projected(),
            CrsKind::Geographic { .. } if spec.planar => refuse(
                format!("its CRS {} is in degrees, where a cell has no planar area", crs.name()),
                "remove `area = \"planar\"`",
            ),
            CrsKind::Geographic { radians_per_unit, ellipsoid } => {
                let surface = Surface::Geographic {
                    ellipsoid,
                    first_latitude: grid.origin_y * radians_per_unit,
                    row_step: grid.cell_y * radians_per_unit,
                    col_step: grid.cell_x * radians_per_unit,
                };
                match beyond_the_poles(grid, radians_per_unit) {
                    Some(latitude) => refuse(
                        format!("its latitudes reach {latitude} degrees"),
                        "the georeference is wrong, or x and y are swapped: check it with `gdalinfo`",
                    ),
                    None => Ok(surface),
                }
            }
            CrsKind::Unknown => refuse(
                format!("its CRS {} is neither projected nor geographic", crs.name()),
                "assign the right one with `gdal_edit.py -a_srs EPSG:CODE FILE`",
            ),
        }
    }

    /// Cells of one area where the projection keeps areas, of their own area each where it does not.
    fn projected(&self) -> Result<Surface, ReaderError> {
        let plane = self.facts()[0].plane()?;
        match plane.is_equal_area() {
            Some(true) => Ok(Surface::plane(Area::from_square_metres(plane.cell_m2()))),
            Some(false) => Ok(Surface::Projected(plane.areal_grid())),
            None => Err(ReaderError::Ground {
                path: self.facts()[0].path.clone(),
                problem: format!(
                    "it lies where its CRS {} is not defined: PROJ finds no longitude and latitude for it",
                    self.crs().map(Crs::name).unwrap_or_default()
                ),
                way_out: "the georeference or the CRS is wrong: check both with `gdalinfo`".into(),
            }),
        }
    }
}

/// A latitude past 90 degrees by more than half a cell.
fn beyond_the_poles(grid: &GeoGrid, radians_per_unit: f64) -> Option<f64> {
    let [_, south, _, north] = grid.bounds();
    let tolerance = grid.cell_y.abs() / 2.0;
    let quarter = std::f64::consts::FRAC_PI_2 / radians_per_unit;
    [south, north]
        .into_iter()
        .find(|latitude| latitude.abs() > quarter + tolerance)
        .map(|latitude| (latitude * radians_per_unit).to_degrees())
}
