"""Write rasters again in every layout that analysts meet: the cells stay, the bytes around them change.

Each layout is a folder under --out that holds all rasters under their own names (the mosaic as .vrt). Prints the
folders.
"""

import argparse
from pathlib import Path

import rasterio
import rasterio.shutil
from rasterio.windows import Window

# For BLOCKYSIZE: as many rows as the raster has.
ALL_ROWS = None
LAYOUTS = {
    "one-strip": {"driver": "GTiff", "TILED": "NO", "BLOCKYSIZE": ALL_ROWS, "COMPRESS": "DEFLATE"},
    "one-row-strips-lzw": {"driver": "GTiff", "TILED": "NO", "BLOCKYSIZE": 1, "COMPRESS": "LZW"},
    "three-row-strips-deflate": {"driver": "GTiff", "TILED": "NO", "BLOCKYSIZE": 3, "COMPRESS": "DEFLATE"},
    "sixteen-row-strips": {"driver": "GTiff", "TILED": "NO", "BLOCKYSIZE": 16, "COMPRESS": "NONE"},
    "tiles-128-lzw": {
        "driver": "GTiff",
        "TILED": "YES",
        "BLOCKXSIZE": 128,
        "BLOCKYSIZE": 128,
        "COMPRESS": "LZW",
    },
    "tiles-512-sparse": {
        "driver": "GTiff",
        "TILED": "YES",
        "BLOCKXSIZE": 512,
        "BLOCKYSIZE": 512,
        "COMPRESS": "DEFLATE",
        "SPARSE_OK": "TRUE",
    },
    "tiles-256-deflate-predictor": {
        "driver": "GTiff",
        "TILED": "YES",
        "BLOCKXSIZE": 256,
        "BLOCKYSIZE": 256,
        "COMPRESS": "DEFLATE",
        "PREDICTOR": 2,
    },
    "uncompressed": {"driver": "GTiff", "TILED": "NO", "COMPRESS": "NONE"},
    "zstd": {"driver": "GTiff", "TILED": "YES", "COMPRESS": "ZSTD"},
    "bigtiff": {"driver": "GTiff", "TILED": "NO", "COMPRESS": "LZW", "BIGTIFF": "YES"},
    "cog": {"driver": "COG", "COMPRESS": "DEFLATE"},
}


def write_layout(path, folder, options):
    with rasterio.open(path) as raster:
        rows = raster.height
    options = {name: rows if value is ALL_ROWS else value for name, value in options.items()}
    rasterio.shutil.copy(path, folder / path.name, **options)


def write_mosaic(path, folder):
    """Four pieces, cut off the file's own blocks, and a VRT that puts them together."""
    with rasterio.open(path) as raster:
        columns, rows = (0, raster.width // 3 + 1, raster.width), (0, raster.height // 2 + 7, raster.height)
        sources = []
        for i, (top, bottom) in enumerate(zip(rows, rows[1:])):
            for j, (left, right) in enumerate(zip(columns, columns[1:])):
                window = Window(left, top, right - left, bottom - top)
                piece = folder / f"{path.stem}_{i}{j}.tif"
                profile = raster.profile | {
                    "width": window.width,
                    "height": window.height,
                    "transform": raster.window_transform(window),
                }
                with rasterio.open(piece, "w", **profile) as part:
                    part.write(raster.read(1, window=window), 1)
                size = f'xSize="{window.width}" ySize="{window.height}"'
                sources.append(
                    f'<SimpleSource><SourceFilename relativeToVRT="1">{piece.name}</SourceFilename>'
                    f'<SourceBand>1</SourceBand><SrcRect xOff="0" yOff="0" {size}/>'
                    f'<DstRect xOff="{left}" yOff="{top}" {size}/></SimpleSource>'
                )
        terms = ", ".join(repr(term) for term in raster.transform.to_gdal())
        nodata = "" if raster.nodata is None else f"<NoDataValue>{raster.nodata}</NoDataValue>"
        (folder / f"{path.stem}.vrt").write_text(
            f'<VRTDataset rasterXSize="{raster.width}" rasterYSize="{raster.height}">'
            f"<SRS>{raster.crs.to_wkt()}</SRS><GeoTransform>{terms}</GeoTransform>"
            f'<VRTRasterBand dataType="Byte" band="1">{nodata}{"".join(sources)}</VRTRasterBand></VRTDataset>'
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rasters", nargs="+", type=Path, metavar="RASTER", help="rasters of bytes")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR")
    parser.add_argument("--only", choices=LAYOUTS, help="this layout alone (default: all, and a mosaic)")
    arguments = parser.parse_args()

    layouts = {arguments.only: LAYOUTS[arguments.only]} if arguments.only else LAYOUTS
    for layout, options in layouts.items():
        folder = arguments.out / layout
        folder.mkdir(parents=True)
        for path in arguments.rasters:
            write_layout(path, folder, options)
        print(folder)
    if arguments.only:
        return
    mosaic = arguments.out / "vrt-mosaic"
    mosaic.mkdir()
    for path in arguments.rasters:
        write_mosaic(path, mosaic)
    print(mosaic)


if __name__ == "__main__":
    main()
