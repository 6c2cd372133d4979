"""Codes as a small GeoTIFF."""

import rasterio


def write_codes(path, codes, crs, transform, nodata, description):
    """One band of bytes in tiles of 256 cells."""
    rows, cols = codes.shape
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=cols,
        height=rows,
        count=1,
        dtype="uint8",
        nodata=nodata,
        crs=crs,
        transform=transform,
        tiled=True,
        blockxsize=256,
        blockysize=256,
        compress="deflate",
        zlevel=9,
    ) as raster:
        raster.update_tags(TIFFTAG_IMAGEDESCRIPTION=description)
        raster.write(codes, 1)
