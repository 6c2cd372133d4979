"""Write a raster again with one code replaced, as another cell type and with another nodata tag."""

import argparse

import rasterio


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("raster", metavar="RASTER")
    parser.add_argument("out", metavar="OUT")
    parser.add_argument("--code", type=int, required=True, help="the code that is replaced")
    parser.add_argument("--by", type=float, required=True, help="what it is replaced by; `nan` for floats")
    parser.add_argument("--dtype", default="uint8", help="cell type (default uint8)")
    parser.add_argument("--nodata", type=float, help="nodata tag; without it the file has none")
    arguments = parser.parse_args()

    with rasterio.open(arguments.raster) as raster:
        cells, profile = raster.read(1), raster.profile
    recoded = cells.astype(arguments.dtype)
    recoded[cells == arguments.code] = arguments.by
    profile.update(dtype=arguments.dtype, nodata=arguments.nodata)
    with rasterio.open(arguments.out, "w", **profile) as raster:
        raster.write(recoded, 1)


if __name__ == "__main__":
    main()
