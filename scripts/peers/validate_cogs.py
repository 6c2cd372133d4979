"""Ask rio-cogeo whether GeoTIFFs are cloud-optimised. Prints file,is_valid,problems."""

import argparse
import csv
import pathlib
import sys

from rio_cogeo import cog_validate


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rasters", metavar="RASTER", nargs="+")
    arguments = parser.parse_args()

    table = csv.writer(sys.stdout)
    table.writerow(["file", "is_valid", "problems"])
    for raster in arguments.rasters:
        is_valid, errors, warnings = cog_validate(raster, strict=True, quiet=True)
        table.writerow([pathlib.Path(raster).name, str(is_valid).lower(), "; ".join([*errors, *warnings])])


if __name__ == "__main__":
    main()
