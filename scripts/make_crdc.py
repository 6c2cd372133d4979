"""Make the data of fixtures/crdc: an invented landscape standing in for the paper's fifteen cities.

Writes lulc_2000.tif, lulc_2010.tif, lulc_2020.tif, cities.geojson, crops.csv and paid.csv. The files kept by hand (study.toml,
gdp.csv) are copied along when the output is another folder. The same landscape comes out at any cell size, and the same
pixels and coordinates on every run.
"""

import argparse
import shutil
import sys
from pathlib import Path

from crdc import outlines, rasters, tables

HOME = Path(__file__).resolve().parent.parent / "fixtures" / "crdc"
KEPT_BY_HAND = ("study.toml", "gdp.csv")


def parse_arguments():
    parser = argparse.ArgumentParser(
        prog="make-crdc", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--cell", type=float, default=300, metavar="M", help="cell size in metres (default 300; 30 makes a load test)"
    )
    parser.add_argument("--out", type=Path, default=HOME, metavar="DIR", help="where to write (default fixtures/crdc)")
    arguments = parser.parse_args()
    if not 10 <= arguments.cell <= 3000:
        parser.error("--cell must lie between 10 and 3000")
    return arguments


def show_progress(share):
    if sys.stderr.isatty():
        print(f"\rpainting: {share:4.0%}", end="" if share < 1 else "\n", file=sys.stderr, flush=True)


def copy_kept_by_hand(out):
    for name in KEPT_BY_HAND:
        shutil.copyfile(HOME / name, out / name)


def main():
    arguments = parse_arguments()
    arguments.out.mkdir(parents=True, exist_ok=True)
    in_degrees = outlines.make_outlines()
    tables.write_cities(arguments.out / "cities.geojson", in_degrees)
    tables.write_crops(arguments.out / "crops.csv")
    tables.write_paid(arguments.out / "paid.csv")
    # Painted by the outlines as rounded for the file: the cells a reader counts are the cells the shares were fitted to.
    in_metres = {name: outlines.in_metres(shape) for name, shape in in_degrees.items()}
    rasters.write_rasters(arguments.out, arguments.cell, in_metres, show_progress)
    if arguments.out.resolve() != HOME:
        copy_kept_by_hand(arguments.out)


if __name__ == "__main__":
    main()
