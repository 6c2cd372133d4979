#!/usr/bin/env python3
"""Makes a load test: epochs of patchy land cover on an n x n grid, zones, and a study file for each edge rule.

Needs numpy and rasterio. The same arguments give the same pixels and coordinates.

    scripts/make_load.py --size 20480 --out /tmp/load
    landledger run /tmp/load/study.toml --threads 2

The defaults are three epochs and 15 zones that cover all of the grid. Others that speed is measured on:

    --zones 3000 --vertices 2200000               detailed boundaries; with --keep-rasters on rasters made before
    --size 10000 --epochs 30                      annual maps
    --size 60000 --zones-cover 0.01 --sparse      a country of which only a hundredth is asked for
"""

import argparse
import pathlib

from load import rasters, study, zones

GRIDS = {"metres": ("EPSG:6933", 30.0, 3e6, 4e6), "degrees": ("EPSG:4326", 0.00027, 100.0, 40.0)}
EDGE_POINTS = 200


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=20480, help="rows and columns (default 20480)")
    parser.add_argument("--grid", choices=sorted(GRIDS), default="metres")
    parser.add_argument(
        "--epochs",
        type=int,
        default=3,
        metavar="N",
        help="up to three lie ten years apart, more are annual with a tenth of the change (default 3)",
    )
    parser.add_argument("--strips", action="store_true", help="one-row strips instead of 512 x 512 tiles")
    parser.add_argument("--compress", choices=("deflate", "lzw", "zstd", "none"), default="deflate")
    parser.add_argument(
        "--zones",
        type=int,
        default=15,
        metavar="N",
        help="how many; they tile the grid, neighbours share every vertex of their border (default 15)",
    )
    parser.add_argument("--vertices", type=int, metavar="N", help="of all zones together (default 796 for each)")
    parser.add_argument("--zones-cover", type=float, default=1.0, metavar="SHARE", help="of the grid (default 1)")
    parser.add_argument(
        "--sparse",
        action="store_true",
        help="write only tiles near a zone (strips: 512 rows at a time); the rest takes no space and holds nodata",
    )
    parser.add_argument(
        "--keep-rasters", action="store_true", help="write zones and studies only, for rasters made before"
    )
    parser.add_argument("--out", type=pathlib.Path, required=True)
    args = parser.parse_args()
    if not 0.0 < args.zones_cover <= 1.0:
        parser.error("--zones-cover must lie above 0 and reach at most 1")
    if min(args.size, args.epochs, args.zones) < 1:
        parser.error("--size, --epochs and --zones must be at least 1")
    if args.vertices is not None and args.vertices < 4 * args.zones:
        parser.error("--vertices must be at least four for each zone")
    return args


def main():
    args = parse_arguments()
    args.out.mkdir(parents=True, exist_ok=True)
    grid = rasters.Grid(*GRIDS[args.grid], args.size)
    edge_points = EDGE_POINTS if args.vertices is None else round(args.vertices / args.zones / 4) + 1
    rings = list(zones.rings(args.zones, edge_points, args.zones_cover))
    years, apart = study.years(args.epochs)
    if not args.keep_rasters:
        layout = {"blockxsize": rasters.TILE, "blockysize": rasters.TILE} if not args.strips else {"blockysize": 1}
        options = {"compress": args.compress, "tiled": not args.strips, **layout}
        paths = [args.out / study.raster_name(year) for year in years]
        rasters.write(paths, grid, apart, options, zones.boxes(rings) if args.sparse else None)
    zones.write(args.out / "zones.geojson", rings, grid)
    study.write(args.out, years)


if __name__ == "__main__":
    main()
