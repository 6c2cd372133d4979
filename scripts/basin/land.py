"""Land cover of the basin: fields of noise, and limits that move from epoch to epoch.

Codes are those of ESA CCI land cover. Limits move one way only, so land changes at the edges of what is there.
"""

from dataclasses import dataclass

import numpy as np
from rasterio.transform import from_origin

from invented.noise import Noise

CROPLAND, IRRIGATED, FOREST, SHRUBLAND, GRASSLAND, MARSH, URBAN, BARE, WATER = 10, 20, 60, 120, 130, 180, 190, 200, 210

# Ten seconds of arc, the cell of ESA CCI land cover.
CELLS_PER_DEGREE = 360
WEST, NORTH = -63.75, -32.0
ROWS, COLS = 360, 432
CRS = "EPSG:4326"
TRANSFORM = from_origin(WEST, NORTH, 1 / CELLS_PER_DEGREE, 1 / CELLS_PER_DEGREE)

# Only the texture is laid out in these metres; no area is measured by them.
METRES_PER_DEGREE = (110_900, 93_900)

RELIEF = Noise(31, ((40_000, 1.0), (14_000, 0.6), (5_000, 0.3), (1_900, 0.15)))
MEADOW = Noise(32, ((16_000, 1.0), (5_000, 0.6), (1_800, 0.25)))
VALLEY = Noise(33, ((38_000, 1.0), (13_000, 0.35), (4_500, 0.1)))
POND = Noise(34, ((9_000, 1.0), (3_000, 0.5)))
TOWN = Noise(35, ((21_000, 1.0), (7_000, 0.6), (2_400, 0.3)))


@dataclass(frozen=True)
class Limits:
    """Where each kind of land begins in one epoch, on the scale of its field."""

    forest: float
    shrub: float
    meadow: float
    irrigated: float
    marsh: float
    lake: float
    town: float


EPOCHS = {
    2000: Limits(forest=0.45, shrub=0.30, meadow=0.55, irrigated=0.10, marsh=0.15, lake=2.05, town=2.05),
    2010: Limits(forest=0.54, shrub=0.36, meadow=0.66, irrigated=0.16, marsh=0.40, lake=1.93, town=1.86),
    2020: Limits(forest=0.58, shrub=0.36, meadow=0.72, irrigated=0.22, marsh=0.55, lake=1.89, town=1.66),
}


def centres():
    """Northings and eastings of the cells' centres, in the metres of the texture."""
    down = NORTH - (np.arange(ROWS) + 0.5) / CELLS_PER_DEGREE
    along = WEST + (np.arange(COLS) + 0.5) / CELLS_PER_DEGREE
    return down * METRES_PER_DEGREE[0], along * METRES_PER_DEGREE[1]


def paint(limits):
    """Codes of one epoch, `(rows, cols)`, row 0 northernmost. What comes later lies on top."""
    ys, xs = centres()
    # Hills in the north, plains in the south.
    upland = RELIEF.sample(ys, xs) + np.linspace(0.9, -0.9, ROWS, dtype=np.float32)[:, None]
    from_river = np.abs(VALLEY.sample(ys, xs))
    meadow, pond, town = (noise.sample(ys, xs) for noise in (MEADOW, POND, TOWN))
    layers = [
        (GRASSLAND, meadow > limits.meadow),
        (SHRUBLAND, upland > limits.shrub),
        (FOREST, upland > limits.forest),
        (BARE, upland > 2.6),
        (IRRIGATED, (from_river < limits.irrigated) & (upland < 0.2)),
        (MARSH, (from_river < 0.12) & (pond > limits.marsh) & (upland < 0.5)),
        (URBAN, (town > limits.town) & (upland < 0.6)),
        (WATER, (from_river < 0.022) | (pond > limits.lake) & (upland < 0.4)),
    ]
    codes = np.full((ROWS, COLS), CROPLAND, dtype=np.uint8)
    for code, is_here in layers:
        codes[is_here] = code
    return codes
