"""The seven zones of the delta: one has an island, one lies inside another."""

import numpy as np
import shapely
from pyproj import Transformer

from invented.blob import blob
from invented.mesh import Mesh

from .land import CRS, ISLAND, NORTH, WEST

DECIMALS = 6  # of a degree: about 0.1 m
TO_DEGREES = Transformer.from_crs(CRS, "EPSG:4326", always_xy=True)

# In metres; the mesh ends at sea.
MESH = Mesh(
    seed=61, west=WEST + 2_000, south=NORTH - 16_000, east=WEST + 18_500, north=NORTH - 2_000, rows=2, cols=3, decimals=1
)
NAMES = {
    "north": (("Xishan", "西山镇"), ("Heqiao", "河桥镇"), ("Dongsha", "东沙镇")),
    "south": (("Nantang", "南塘镇"), ("Luzhou", "芦洲镇"), ("Yanpu", "盐浦镇")),
}
# A town of its own in the middle of another: (name, around, metres east and south of the corner, radius).
ENCLAVE = (("Zhongzhen", "中镇"), "Luzhou", 10_300, 12_500, 1_100)
WITH_ISLAND = "Dongsha"
ISLAND_MARGIN_M = 900


def in_degrees(outline):
    """What goes into the file: rounded, outer rings counter-clockwise as RFC 7946 asks."""

    def transformed(points):
        return np.round(np.column_stack(TO_DEGREES.transform(*points.T)), DECIMALS)

    return shapely.orient_polygons(shapely.transform(outline, transformed))


def outlines():
    """(properties, outline in degrees) of every zone; the enclave comes last."""
    names, around, east, south, radius = ENCLAVE
    enclave = blob(71, (WEST + east, NORTH - south), radius, vertices=90)
    island = blob(72, (WEST + ISLAND[0], NORTH - ISLAND[1]), ISLAND[2] + ISLAND_MARGIN_M, vertices=90)
    for row, (county, townships) in enumerate(NAMES.items()):
        for col, (name, name_zh) in enumerate(townships):
            outline = MESH.outline(row, col)
            if name == WITH_ISLAND:
                outline = outline.union(island)
            if name == around:
                outline = outline.difference(enclave)
            yield {"name": name, "name_zh": name_zh, "county": county}, in_degrees(outline)
    yield {"name": names[0], "name_zh": names[1], "county": "south"}, in_degrees(enclave)
