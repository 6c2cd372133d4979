"""Area of each zone's outline on the ellipsoid, as drawn: edges are straight in the coordinates of the file.

Edges are cut into pieces; in a projected file PROJ takes their ends to longitude and latitude on the file's own datum.
GeographicLib (through pyproj) measures the polygon that they make. With --planar a projected file is measured in its
plane. Prints zone,area_ha.
"""

import argparse
import csv
import sys

import numpy as np
import pyproj
import shapely

from zones import read_zones

# Length of a piece in degrees, about a metre, and in a projected file's units.
PIECE = 1e-5
PROJECTED_PIECE = 10


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("zones", metavar="FILE", help="boundary file")
    parser.add_argument("--name", required=True, metavar="ATTRIBUTE", help="attribute with the zone's name")
    parser.add_argument("--planar", action="store_true", help="measure in the plane of the projection")
    arguments = parser.parse_args()

    zones, crs = read_zones(arguments.zones, arguments.name)
    to_degrees = pyproj.Transformer.from_crs(crs, crs.geodetic_crs, always_xy=True)
    table = csv.writer(sys.stdout)
    table.writerow(["zone", "area_ha"])
    for zone, polygon in zones:
        if arguments.planar:
            square_metres = polygon.area
        else:
            dense = shapely.segmentize(polygon, PIECE if crs.is_geographic else PROJECTED_PIECE)
            if not crs.is_geographic:
                dense = shapely.transform(dense, lambda points: np.column_stack(to_degrees.transform(*points.T)))
            square_metres, _ = crs.get_geod().geometry_area_perimeter(shapely.orient_polygons(dense))
        table.writerow([zone, abs(square_metres) / 10_000])


if __name__ == "__main__":
    main()
