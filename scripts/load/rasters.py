"""Writes the land cover, one GeoTIFF for each epoch."""

from dataclasses import dataclass

import rasterio
from rasterio.transform import from_origin
from rasterio.windows import Window

from . import land_cover

TILE = 512
# A window is one row of tiles high: no tile is compressed twice.
WINDOW_COLS = 16 * TILE
NODATA = 0


@dataclass(frozen=True)
class Grid:
    """A square grid of square cells; `left`, `top` and `cell` are in units of the CRS."""

    crs: str
    cell: float
    left: float
    top: float
    size: int

    def windows(self, width):
        for row in range(0, self.size, TILE):
            for col in range(0, self.size, width):
                yield Window(col, row, min(width, self.size - col), min(TILE, self.size - row))


def near(window, boxes, size):
    """Whether a window holds ground of one of the `boxes`, which are in shares of the raster's side."""
    left, top = window.col_off / size, window.row_off / size
    right, bottom = (window.col_off + window.width) / size, (window.row_off + window.height) / size
    return any(box[0] < right and box[2] > left and box[1] < bottom and box[3] > top for box in boxes)


def write(paths, grid, years_apart, options, boxes=None):
    """Writes each epoch to its path; with `boxes` only the tiles near one, the rest takes no space and is nodata."""
    profile = dict(
        driver="GTiff",
        width=grid.size,
        height=grid.size,
        count=1,
        dtype="uint8",
        nodata=NODATA,
        crs=grid.crs,
        transform=from_origin(grid.left, grid.top, grid.cell, grid.cell),
        bigtiff="if_safer",
        num_threads="all_cpus",
        sparse_ok=boxes is not None,
        **options,
    )
    rasters = [rasterio.open(path, "w", **profile) for path in paths]
    width = grid.size if not options["tiled"] else TILE if boxes is not None else WINDOW_COLS
    for window in grid.windows(width):
        if boxes is None or near(window, boxes, grid.size):
            place = (window.row_off, window.col_off, window.height, window.width)
            for raster, codes in zip(rasters, land_cover.epochs(*place, len(rasters), years_apart)):
                raster.write(codes, 1, window=window)
    for raster in rasters:
        raster.close()
