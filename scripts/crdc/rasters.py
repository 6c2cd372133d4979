"""The grid, and painting it window by window so that memory does not grow with the number of cells."""

import math
from dataclasses import dataclass

import numpy as np
import rasterio
import shapely
from rasterio import features
from rasterio.transform import from_origin
from rasterio.windows import Window

from . import landscape
from .cities import CITIES
from .outlines import ALBERS, TO_METRES
from .scenario import YEARS

# Cells the thresholds are measured on; also the cell size of the committed rasters, whose shares are therefore exact.
CALIBRATION_CELL_M = 300
# Land cover goes on for this far outside a city: a cell on its border has data on both sides.
MARGIN_M = 3000
# The corner of the grid lies on multiples of this, so that grids of different cell sizes cover the same ground.
SNAP_M = 3000
TILE = 512
WINDOW = 2 * TILE
NODATA = 0
DESCRIPTION = (
    "Invented land cover of {year} for tests and examples, in CNLUCD level-2 codes. Not CNLUCD data: "
    "see the README of landledger's fixtures/crdc."
)
# Clouds: (city, year) -> circles of no data as (offset east, offset north, radius) in metres.
CLOUDS = {("Pingxiang", 2010): [(4000, 6000, 1250), (6400, 7000, 850)]}


@dataclass(frozen=True)
class Grid:
    """A north-up grid whose cell edges are multiples of the cell size."""

    left: float
    top: float
    cell: float
    rows: int
    cols: int

    @staticmethod
    def around(shapes, cell, snap):
        left, bottom, right, top = shapely.total_bounds(shapes)
        left, bottom = (math.floor(math.floor(v / snap) * snap / cell) * cell for v in (left, bottom))
        right, top = (math.ceil(math.ceil(v / snap) * snap / cell) * cell for v in (right, top))
        return Grid(left, top, cell, round((top - bottom) / cell), round((right - left) / cell))

    def part(self, row, col, rows, cols):
        return Grid(self.left + col * self.cell, self.top - row * self.cell, self.cell, rows, cols)

    def windows(self):
        for row in range(0, self.rows, WINDOW):
            for col in range(0, self.cols, WINDOW):
                yield Window(col, row, min(WINDOW, self.cols - col), min(WINDOW, self.rows - row))

    def centres(self):
        """Northings of the rows, eastings of the columns."""
        return (
            self.top - (np.arange(self.rows) + 0.5) * self.cell,
            self.left + (np.arange(self.cols) + 0.5) * self.cell,
        )

    def box(self):
        return shapely.box(self.left, self.top - self.rows * self.cell, self.left + self.cols * self.cell, self.top)

    def burn(self, shapes):
        """Number of the shape, from 1, whose inside holds the cell's centre; 0 outside all; later shapes win."""
        return features.rasterize(
            [(shape, number) for number, shape in shapes],
            out_shape=(self.rows, self.cols),
            transform=from_origin(self.left, self.top, self.cell, self.cell),
            dtype="uint8",
        )


def calibrate(outlines):
    """City name -> recipe, from the cells inside its outline."""
    recipes = {}
    for city in CITIES:
        grid = Grid.around([outlines[city.name]], CALIBRATION_CELL_M, CALIBRATION_CELL_M)
        inside = grid.burn([(1, outlines[city.name])]) == 1
        recipes[city.name] = landscape.calibrate(city, landscape.fields(*grid.centres(), inside))
    return recipes


def is_cloudy(city, year, ys, xs):
    """Cells of the grid of `ys` x `xs` under that year's clouds, or None where there are none."""
    circles = CLOUDS.get((city.name, year))
    if circles is None:
        return None
    x, y = TO_METRES.transform(city.lon, city.lat)
    near = [(xs[None, :] - x - east) ** 2 + (ys[:, None] - y - north) ** 2 < r**2 for east, north, r in circles]
    return np.any(near, axis=0)


def painted(grid, owner, recipes):
    """Codes of every epoch on a small grid, given which city (from 1) owns each cell."""
    epochs = np.full((len(YEARS), grid.rows, grid.cols), NODATA, dtype=np.uint8)
    for number in np.unique(owner[owner > 0]).tolist():
        city = CITIES[number - 1]
        rows, cols = (np.flatnonzero((owner == number).any(axis=axis)) for axis in (1, 0))
        part = np.s_[rows[0] : rows[-1] + 1, cols[0] : cols[-1] + 1]
        mine = owner[part] == number
        ys, xs = grid.part(rows[0], cols[0], *mine.shape).centres()
        codes = landscape.paint(recipes[city.name], landscape.fields(ys, xs, mine))
        for epoch, year in enumerate(YEARS):
            epochs[epoch][part][mine] = codes[epoch]
            cloudy = is_cloudy(city, year, ys, xs)
            if cloudy is not None:
                epochs[epoch][part][mine & cloudy] = NODATA
    return epochs


def create(path, grid, year):
    """An empty raster; tiles never written take no space and read as no data."""
    raster = rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=grid.cols,
        height=grid.rows,
        count=1,
        dtype="uint8",
        nodata=NODATA,
        crs=rasterio.crs.CRS.from_wkt(ALBERS),
        transform=from_origin(grid.left, grid.top, grid.cell, grid.cell),
        tiled=True,
        blockxsize=TILE,
        blockysize=TILE,
        compress="deflate",
        zlevel=9 if grid.cell >= CALIBRATION_CELL_M else 6,
        sparse_ok=True,
        bigtiff="if_safer",
    )
    raster.update_tags(TIFFTAG_IMAGEDESCRIPTION=DESCRIPTION.format(year=year))
    return raster


def write_rasters(out, cell, outlines, report):
    """`lulc_YEAR.tif` for every year; `outlines` are in metres, `report` takes the share done."""
    recipes = calibrate(outlines)
    numbered = [(number, outlines[city.name]) for number, city in enumerate(CITIES, start=1)]
    # Cities come after all margins: a margin never takes a cell from a neighbouring city.
    owners = [(number, shape.buffer(MARGIN_M)) for number, shape in numbered] + numbered
    grid = Grid.around([shape for _, shape in owners], cell, SNAP_M)
    with rasterio.Env(GDAL_CACHEMAX=256):
        rasters = [create(out / f"lulc_{year}.tif", grid, year) for year in YEARS]
        windows = list(grid.windows())
        for done, window in enumerate(windows, start=1):
            part = grid.part(window.row_off, window.col_off, window.height, window.width)
            near = [(number, shape) for number, shape in owners if shape.intersects(part.box())]
            if near:
                epochs = painted(part, part.burn(near), recipes)
                for raster, codes in zip(rasters, epochs):
                    raster.write(codes, 1, window=window)
            report(done / len(windows))
        for raster in rasters:
            raster.close()
