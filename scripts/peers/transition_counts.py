"""Count a raster of transitions, in which a cell holds from * base + to. Prints from,to,cells."""

import argparse
import csv
import sys

import numpy as np
import rasterio


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("raster", metavar="RASTER")
    parser.add_argument("--base", type=int, default=10, help="10 means that 12 is a change from 1 to 2 (default)")
    arguments = parser.parse_args()

    with rasterio.open(arguments.raster) as raster:
        values, counts = np.unique(raster.read(1), return_counts=True)
    table = csv.writer(sys.stdout)
    table.writerow(["from", "to", "cells"])
    for value, cells in zip(values.tolist(), counts.tolist()):
        table.writerow([*divmod(value, arguments.base), cells])


if __name__ == "__main__":
    main()
