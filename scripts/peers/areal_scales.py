"""Areal scale of a raster's projection at its centre and corners, from PROJ's own derivatives.

Prints place,areal_scale. Not for Web Mercator: PROJ takes its factors on a sphere, the ground is on the ellipsoid.
"""

import argparse
import csv
import sys

import pyproj
import rasterio


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("raster", metavar="RASTER")
    arguments = parser.parse_args()

    with rasterio.open(arguments.raster) as raster:
        projection = pyproj.Proj(raster.crs.to_wkt())
        west, south, east, north = raster.bounds
    places = {
        "centre": ((west + east) / 2, (south + north) / 2),
        "upper left": (west, north),
        "upper right": (east, north),
        "lower left": (west, south),
        "lower right": (east, south),
    }
    table = csv.writer(sys.stdout)
    table.writerow(["place", "areal_scale"])
    for place, (x, y) in places.items():
        table.writerow([place, projection.get_factors(*projection(x, y, inverse=True)).areal_scale])


if __name__ == "__main__":
    main()
