"""Zones of a boundary file, and the cells of a raster whose centres lie inside them."""

import fiona
import numpy as np
import pyproj
import rasterio
import shapely
from rasterio.features import geometry_mask

# Edges are divided into pieces of a thousandth of the layer's width before they are transformed.
PIECES = 1000


def read_zones(source, name):
    """(name, polygon) of each feature, and the layer's CRS."""
    with fiona.open(source) as layer:
        zones = [(feature.properties[name], shapely.geometry.shape(feature.geometry)) for feature in layer]
        return zones, pyproj.CRS.from_wkt(layer.crs_wkt)


def transformed(polygon, transformer):
    """A polygon in another CRS, its edges bent as the projection bends them."""
    west, south, east, north = polygon.bounds
    dense = shapely.segmentize(polygon, max(east - west, north - south) / PIECES)
    return shapely.transform(dense, lambda points: np.column_stack(transformer.transform(*points.T)))


def zone_masks(raster_path, source=None, name=None):
    """(name, mask) of each zone; without a boundary file one zone, `all`, that is the whole raster."""
    with rasterio.open(raster_path) as raster:
        shape, placed, raster_crs = raster.shape, raster.transform, pyproj.CRS.from_wkt(raster.crs.to_wkt())
    if source is None:
        yield "all", np.ones(shape, dtype=bool)
        return
    zones, crs = read_zones(source, name)
    transformer = pyproj.Transformer.from_crs(crs, raster_crs, always_xy=True)
    for zone, polygon in zones:
        if crs != raster_crs:
            polygon = transformed(polygon, transformer)
        yield zone, geometry_mask([polygon], out_shape=shape, transform=placed, invert=True, all_touched=False)


def add_zone_arguments(parser):
    parser.add_argument("--zones", metavar="FILE", help="boundary file; without it the whole raster is one zone, `all`")
    parser.add_argument("--name", metavar="ATTRIBUTE", help="attribute with the zone's name")
    parser.add_argument("--nodata", type=float, nargs="*", default=[], help="nodata values besides the file's own")
