"""Area of each class on the ellipsoid, for rasters in degrees.

The cells of a row are congruent. A strip of them is drawn as a polygon whose vertices stand at the cell corners along
both parallels; GeographicLib (through pyproj) measures it with geodesic edges, which between corners 30 m apart leave
the parallel by micrometres, to the same side on both. Prints zone,epoch,code,cells,area_ha; epochs count from 1, nodata
is left out.
"""

import argparse
import csv
import math
import sys

import numpy as np
import pyproj
import rasterio

from rasters import NODATA, read_codes
from zones import add_zone_arguments, zone_masks

# Cells in a strip: the more, the less the rounding of one polygon matters.
STRIP = 100


def cell_areas(path):
    """Hectares of one cell, for each row."""
    with rasterio.open(path) as raster:
        geod = pyproj.CRS.from_wkt(raster.crs.to_wkt()).get_geod()
        placed, rows = raster.transform, raster.height
    longitudes = placed.a * np.arange(STRIP + 1)
    areas = []
    for row in range(rows):
        upper, lower = placed.f + row * placed.e, placed.f + (row + 1) * placed.e
        latitudes = np.repeat([lower, upper], STRIP + 1)
        square_metres, _ = geod.polygon_area_perimeter(np.concatenate([longitudes, longitudes[::-1]]), latitudes)
        areas.append(abs(square_metres) / STRIP / 10_000)
    return areas


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rasters", nargs="+", metavar="RASTER", help="one raster per epoch, on one grid")
    add_zone_arguments(parser)
    arguments = parser.parse_args()

    epochs = [read_codes(path, arguments.nodata) for path in arguments.rasters]
    areas = cell_areas(arguments.rasters[0])
    table = csv.writer(sys.stdout)
    table.writerow(["zone", "epoch", "code", "cells", "area_ha"])
    for zone, mask in zone_masks(arguments.rasters[0], arguments.zones, arguments.name):
        for epoch, codes in enumerate(epochs, start=1):
            for code in np.unique(codes[mask & (codes != NODATA)]).tolist():
                cells_by_row = (mask & (codes == code)).sum(axis=1).tolist()
                area = math.fsum(cells * area for cells, area in zip(cells_by_row, areas))
                table.writerow([zone, epoch, code, sum(cells_by_row), area])


if __name__ == "__main__":
    main()
