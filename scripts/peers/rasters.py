"""Land-cover rasters as numpy arrays."""

import numpy as np
import rasterio

NODATA = -1


def read_codes(path, nodata=()):
    """Codes of the first band; NODATA where the file says so, where a float is NaN, and where `nodata` is met."""
    with rasterio.open(path) as raster:
        cells = raster.read(1, masked=True)
    missing = np.ma.getmaskarray(cells) | np.isin(cells.data, nodata)
    if np.issubdtype(cells.dtype, np.floating):
        missing |= np.isnan(cells.data)
    codes = np.full(cells.shape, NODATA, dtype=np.int32)
    codes[~missing] = cells.data[~missing]
    return codes
