"""Add a map of values per hectare up over the ground: cells in degrees by their area between two parallels on the ellipsoid.
Prints cells,value."""

import argparse
import csv
import sys

import numpy as np
import pyproj
import rasterio


def row_hectares(raster):
    """Hectares of a cell of each row: a polygon along two parallels, its long sides cut into many pieces."""
    geod = pyproj.CRS.from_wkt(raster.crs.to_wkt()).get_geod()
    width = raster.transform.a
    pieces = np.linspace(0, width, 101)
    for row in range(raster.height):
        top = raster.transform.f + row * raster.transform.e
        bottom = top + raster.transform.e
        x = np.concatenate([pieces, pieces[::-1]])
        y = np.concatenate([np.full_like(pieces, top), np.full_like(pieces, bottom)])
        yield abs(geod.polygon_area_perimeter(x, y)[0]) / 1e4


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("map", metavar="MAP")
    arguments = parser.parse_args()

    with rasterio.open(arguments.map) as raster:
        density = raster.read(1).astype(np.float64)
        hectares = np.fromiter(row_hectares(raster), dtype=np.float64)
    value = np.nansum(density, axis=1) @ hectares
    table = csv.writer(sys.stdout)
    table.writerow(["cells", "value"])
    table.writerow([np.count_nonzero(~np.isnan(density)), repr(float(value))])


if __name__ == "__main__":
    main()
