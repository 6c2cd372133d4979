"""Area of each class on the ellipsoid, for rasters on a projection that is not equal-area.

PROJ (through pyproj) gives the areal scale at the centre of every cell, from its own derivatives of the forward projection;
a cell is width x height over that. Not for Web Mercator, whose factors PROJ takes on a sphere, nor for cells over which
the scale changes. Prints zone,epoch,code,cells,area_ha; epochs count from 1, nodata is left out.
"""

import argparse
import csv
import sys

import numpy as np
import pyproj
import rasterio

from rasters import NODATA, read_codes
from zones import add_zone_arguments, zone_masks


def cell_areas(path):
    """Hectares of every cell."""
    with rasterio.open(path) as raster:
        projection = pyproj.Proj(raster.crs.to_wkt())
        placed, shape = raster.transform, raster.shape
    areas = np.empty(shape)
    eastings = placed.c + (np.arange(shape[1]) + 0.5) * placed.a
    for row in range(shape[0]):
        northings = np.full(shape[1], placed.f + (row + 0.5) * placed.e)
        scale = projection.get_factors(*projection(eastings, northings, inverse=True)).areal_scale
        areas[row] = abs(placed.a * placed.e) / scale / 10_000
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
                chosen = mask & (codes == code)
                table.writerow([zone, epoch, code, int(chosen.sum()), float(areas[chosen].sum())])


if __name__ == "__main__":
    main()
