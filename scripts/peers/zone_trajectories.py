"""Count the cells of each zone by their trajectory: the codes that a cell holds in one raster after the other.

A cell belongs to a zone when its centre lies inside: GDAL burns each zone into a mask of the whole raster, numpy picks
the cells, Python counts them. Prints zone,trajectory,cells; a trajectory reads `1 2`, nodata is `-`.
"""

import argparse
import csv
import sys
from collections import Counter

from rasters import NODATA, read_codes
from zones import add_zone_arguments, zone_masks


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rasters", nargs="+", metavar="RASTER", help="one raster per epoch, on one grid")
    add_zone_arguments(parser)
    arguments = parser.parse_args()

    epochs = [read_codes(path, arguments.nodata) for path in arguments.rasters]
    table = csv.writer(sys.stdout)
    table.writerow(["zone", "trajectory", "cells"])
    for zone, mask in zone_masks(arguments.rasters[0], arguments.zones, arguments.name):
        trajectories = Counter(zip(*(codes[mask].tolist() for codes in epochs)))
        for trajectory, cells in sorted(trajectories.items()):
            table.writerow([zone, " ".join("-" if code == NODATA else str(code) for code in trajectory), cells])


if __name__ == "__main__":
    main()
