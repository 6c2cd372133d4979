"""Cells of each zone by trajectory with numpy and rasterio, as a careful script does it.

Windows follow the files' blocks; zones are burnt once for each window; the codes of all epochs become one number, and
one bincount counts; every thread has file handles and counts of its own.
"""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import rasterio
from joint import Joint, arguments, write_counts
from rasterio.features import rasterize
from rasterio.windows import Window

# Small enough that the arrays of a window stay in the processor's cache, and a multiple of the usual blocks.
SIDE = 1024


def windows(raster):
    width, height = SIDE, SIDE
    if raster.block_shapes[0][1] == raster.width:  # strips
        width, height = raster.width, SIDE * SIDE // raster.width + 1
    for row in range(0, raster.height, height):
        for col in range(0, raster.width, width):
            yield Window(col, row, min(width, raster.width - col), min(height, raster.height - row))


def read_zones(path, name, crs):
    """Name, polygon and box of each zone."""
    layer = json.loads(Path(path).read_text())
    if rasterio.CRS.from_user_input(layer["crs"]["properties"]["name"]) != crs:
        raise SystemExit(f"{path} must be in the CRS of the rasters")
    for feature in layer["features"]:
        points = np.concatenate([np.asarray(ring) for ring in feature["geometry"]["coordinates"]])
        yield feature["properties"][name], feature["geometry"], (*points.min(axis=0), *points.max(axis=0))


class Counter:
    """What a thread works with: file handles and counts of its own."""

    def __init__(self, paths, zones, joint):
        self.rasters = [rasterio.open(path) for path in paths]
        self.zones, self.joint = zones, joint
        self.counts = np.zeros((len(zones) + 1) * joint.numbers, dtype=np.int64)

    def count(self, window):
        first = self.rasters[0]
        left, bottom, right, top = first.window_bounds(window)
        near = [
            (shape, number)
            for number, (_, shape, box) in enumerate(self.zones, start=1)
            if box[0] < right and box[2] > left and box[1] < top and box[3] > bottom
        ]
        if near:
            burnt = rasterize(
                near, out_shape=(window.height, window.width), transform=first.window_transform(window), dtype="uint16"
            )
            joint = self.joint.fold((raster.read(1, window=window) for raster in self.rasters), burnt.astype(np.intp))
            counts = np.bincount(joint.ravel())
            self.counts[: len(counts)] += counts


def main():
    parser = arguments(__doc__)
    parser.add_argument("--zones", required=True, metavar="GEOJSON")
    parser.add_argument("--name", required=True, metavar="ATTRIBUTE")
    args = parser.parse_args()
    joint = Joint(args.codes, len(args.rasters))
    with rasterio.open(args.rasters[0]) as raster:
        zones = list(read_zones(args.zones, args.name, raster.crs))
        todo = list(windows(raster))
    mine, counters = threading.local(), []

    def start():
        mine.counter = Counter(args.rasters, zones, joint)
        counters.append(mine.counter)

    with rasterio.Env(GDAL_CACHEMAX=64), ThreadPoolExecutor(args.threads, initializer=start) as pool:
        list(pool.map(lambda window: mine.counter.count(window), todo))
    counts = sum(counter.counts for counter in counters).reshape(-1, joint.numbers)
    write_counts(
        args.out,
        (
            (zones[zone - 1][0], trajectory, counts[zone, number])
            for zone, number in np.argwhere(counts).tolist()
            if zone > 0 and (trajectory := joint.trajectory(number)) is not None
        ),
    )


if __name__ == "__main__":
    main()
