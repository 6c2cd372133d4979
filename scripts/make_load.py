#!/usr/bin/env python3
"""Makes a load test: three epochs of patchy land cover on an n x n grid, 15 zones that cover all of it, a study file.

Needs numpy and rasterio. The same arguments give the same pixels.

    scripts/make_load.py --size 20480 --out /tmp/load
    landledger run /tmp/load/study.toml --threads 2
"""

import argparse
import json
import pathlib

import numpy as np
import rasterio
from rasterio.transform import from_origin
from rasterio.windows import Window

YEARS = (2000, 2010, 2020)
CLASSES = 10
GRIDS = {"metres": ("EPSG:6933", 30.0, 3e6, 4e6), "degrees": ("EPSG:4326", 0.00027, 100.0, 40.0)}


def noise(rows, cols, seed):
    """Uniform 64-bit noise of a position: the same on every machine and numpy version (splitmix64)."""
    state = (rows[:, None].astype(np.uint64) << np.uint64(32)) + cols[None, :].astype(np.uint64)
    state = state + np.uint64(seed * 0x9E3779B97F4A7C15 % 2**64)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        state = (state ^ (state >> np.uint64(shift))) * np.uint64(factor)
    return state ^ (state >> np.uint64(31))


def land_cover(rows, cols, epoch):
    """Patches of 64 cells with smaller ones of 8 inside; later epochs change some 4 x 4 blocks."""
    large = noise(rows // 64, cols // 64, 1) % CLASSES
    small = noise(rows // 8, cols // 8, 2) % CLASSES
    is_small = noise(rows // 4, cols // 4, 3) % 10 >= 6
    cover = np.where(is_small, small, large) + 1
    for step in range(epoch):
        changes = noise(rows // 4, cols // 4, 10 + step) % 100 < 6
        cover = np.where(changes, cover % CLASSES + 1, cover)
    return cover.astype(np.uint8)


def write_raster(path, epoch, size, grid, options):
    crs, cell, x, y = grid
    profile = dict(driver="GTiff", width=size, height=size, count=1, dtype="uint8", nodata=0, crs=crs,
                   transform=from_origin(x, y, cell, cell), BIGTIFF="IF_SAFER", **options)
    with rasterio.open(path, "w", **profile) as raster:
        for row in range(0, size, 512):
            rows = np.arange(row, min(row + 512, size))
            raster.write(land_cover(rows, np.arange(size), epoch), 1, window=Window(0, row, size, len(rows)))


def wiggly(start, end, points):
    """An edge with small deterministic bends, the same from both sides."""
    first, last = sorted((start, end))
    along = np.linspace(0.0, 1.0, points)
    seed = int(first[0] * 1000 + first[1] * 100 + last[0] * 10 + last[1])
    bend = (noise(np.array([seed]), np.arange(points), 20)[0] % 1000) / 1000.0 * 0.004 - 0.002
    bend[[0, -1]] = 0.0
    dx, dy = last[0] - first[0], last[1] - first[1]
    line = [(first[0] + dx * t + dy * b, first[1] + dy * t - dx * b) for t, b in zip(along, bend)]
    return line if start == first else line[::-1]


def zones(size, grid):
    crs, cell, x, y = grid
    side = size * cell
    features = []
    for row in range(3):
        for col in range(5):
            corners = [(col / 5, row / 3), ((col + 1) / 5, row / 3), ((col + 1) / 5, (row + 1) / 3), (col / 5, (row + 1) / 3)]
            ring = [point for a, b in zip(corners, corners[1:] + corners[:1]) for point in wiggly(a, b, 200)[:-1]]
            ring.append(ring[0])
            ring = [(x + min(max(u, 0.0), 1.0) * side, y - min(max(v, 0.0), 1.0) * side) for u, v in ring]
            features.append({"type": "Feature", "properties": {"name": f"zone {row}{col}", "region": "AB"[col % 2]},
                             "geometry": {"type": "Polygon", "coordinates": [ring]}})
    urn = crs.replace("EPSG:", "urn:ogc:def:crs:EPSG::")
    return {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": urn}}, "features": features}


def study():
    epochs = "".join(f'[[epoch]]\nyear = {year}\nraster = "lulc_{year}.tif"\n\n' for year in YEARS)
    return (f'[study]\ntitle = "load test"\n\n{epochs}[legend]\nfile = "legend.csv"\n\n'
            '[zones]\nsource = "zones.geojson"\nname = "name"\ngroup = "region"\nedge = "centre"\n')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=20480, help="rows and columns")
    parser.add_argument("--grid", choices=sorted(GRIDS), default="metres")
    parser.add_argument("--strips", action="store_true", help="one-row strips instead of 512 x 512 tiles")
    parser.add_argument("--compress", default="deflate", help="deflate, lzw, zstd or none")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    options = {"compress": args.compress}
    options |= {"tiled": False, "blockysize": 1} if args.strips else {"tiled": True, "blockxsize": 512, "blockysize": 512}
    grid = GRIDS[args.grid]
    for epoch, year in enumerate(YEARS):
        write_raster(args.out / f"lulc_{year}.tif", epoch, args.size, grid, options)
    (args.out / "zones.geojson").write_text(json.dumps(zones(args.size, grid)))
    (args.out / "legend.csv").write_text("code,name\n" + "".join(f"{code},class {code}\n" for code in range(1, CLASSES + 1)))
    (args.out / "study.toml").write_text(study())


if __name__ == "__main__":
    main()
