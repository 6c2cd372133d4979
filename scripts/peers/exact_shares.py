"""Cells of each code under each zone, those that its outline cuts by the share inside: exactextract's coverage fractions.

exactextract keeps a fraction in 32 bits. Prints zone,code,cells; nodata is not counted.
"""

import argparse
import csv
import sys

import pyproj
import rasterio
import shapely
from exactextract import exact_extract

from zones import read_zones, transformed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("raster", metavar="RASTER")
    parser.add_argument("--zones", required=True, metavar="FILE", help="boundary file")
    parser.add_argument("--name", required=True, metavar="ATTRIBUTE", help="attribute with the zone's name")
    arguments = parser.parse_args()

    with rasterio.open(arguments.raster) as raster:
        raster_crs = pyproj.CRS.from_wkt(raster.crs.to_wkt())
    zones, crs = read_zones(arguments.zones, arguments.name)
    transformer = pyproj.Transformer.from_crs(crs, raster_crs, always_xy=True)
    features = []
    for zone, polygon in zones:
        if crs != raster_crs:
            polygon = transformed(polygon, transformer)
        features.append({"type": "Feature", "properties": {"zone": zone}, "geometry": shapely.geometry.mapping(polygon)})

    table = csv.writer(sys.stdout)
    table.writerow(["zone", "code", "cells"])
    for found in exact_extract(arguments.raster, features, ["unique", "frac", "count"], include_cols=["zone"]):
        values = found["properties"]
        for code, share in sorted(zip(values["unique"], values["frac"])):
            table.writerow([values["zone"], int(code), share * values["count"]])


if __name__ == "__main__":
    main()
