"""Write a raster that holds 1 everywhere, in any CRS."""

import argparse

import numpy as np
import rasterio
from rasterio.transform import from_bounds


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", metavar="OUT")
    parser.add_argument("--crs", required=True, help="anything that PROJ understands")
    parser.add_argument("--bounds", type=float, nargs=4, required=True, metavar=("WEST", "SOUTH", "EAST", "NORTH"))
    parser.add_argument("--shape", type=int, nargs=2, required=True, metavar=("ROWS", "COLS"))
    arguments = parser.parse_args()

    rows, cols = arguments.shape
    profile = {
        "driver": "GTiff",
        "dtype": "uint8",
        "count": 1,
        "height": rows,
        "width": cols,
        "crs": arguments.crs,
        "transform": from_bounds(*arguments.bounds, cols, rows),
    }
    with rasterio.open(arguments.out, "w", **profile) as raster:
        raster.write(np.ones((rows, cols), dtype=np.uint8), 1)


if __name__ == "__main__":
    main()
