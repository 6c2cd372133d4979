"""One raster of joint codes from the rasters of all epochs: what a zonal tool needs to see trajectories."""

from concurrent.futures import ThreadPoolExecutor

import rasterio
from joint import Joint, arguments
from rasterio.windows import Window

TILE = 512


def main():
    args = arguments(__doc__).parse_args()
    joint = Joint(args.codes, len(args.rasters))
    dtype = "uint16" if joint.numbers <= 2**16 else "int32"
    with rasterio.Env(GDAL_CACHEMAX=64), ThreadPoolExecutor(args.threads) as pool:
        rasters = [rasterio.open(path) for path in args.rasters]
        first = rasters[0]
        profile = dict(
            driver="GTiff",
            width=first.width,
            height=first.height,
            count=1,
            dtype=dtype,
            crs=first.crs,
            transform=first.transform,
            tiled=True,
            blockxsize=TILE,
            blockysize=TILE,
            bigtiff="if_safer",
            compress="zstd",
            zstd_level=1,
            num_threads=args.threads,
        )
        with rasterio.open(args.out, "w", **profile) as combined:
            for row in range(0, first.height, TILE):
                window = Window(0, row, first.width, min(TILE, first.height - row))
                epochs = list(pool.map(lambda raster, window=window: raster.read(1, window=window), rasters))
                combined.write(joint.fold(epochs).astype(dtype), 1, window=window)


if __name__ == "__main__":
    main()
