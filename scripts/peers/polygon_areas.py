"""Area of each zone from its outline alone.

In a projected CRS this is shapely's planar area. In degrees the edges, straight in longitude and latitude, are cut into
short pieces, and GeographicLib (through pyproj) measures the polygon that they make. Prints zone,area_ha.
"""

import argparse
import csv
import sys

import shapely

from zones import read_zones

# Length of a piece in degrees: about a metre.
PIECE = 1e-5


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("zones", metavar="FILE", help="boundary file")
    parser.add_argument("--name", required=True, metavar="ATTRIBUTE", help="attribute with the zone's name")
    arguments = parser.parse_args()

    zones, crs = read_zones(arguments.zones, arguments.name)
    table = csv.writer(sys.stdout)
    table.writerow(["zone", "area_ha"])
    for zone, polygon in zones:
        if crs.is_geographic:
            dense = shapely.orient_polygons(shapely.segmentize(polygon, PIECE))
            square_metres, _ = crs.get_geod().geometry_area_perimeter(dense)
        else:
            square_metres = polygon.area
        table.writerow([zone, abs(square_metres) / 10_000])


if __name__ == "__main__":
    main()
