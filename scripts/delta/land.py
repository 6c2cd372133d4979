"""Land cover of the delta, year by year: fields of noise, and limits that move a little every year.

The sea withdraws behind new dikes, tidal flats become ponds, towns eat fields. Fields change between paddy and dry land
to and fro, as farmers decide: those cells have trajectories of many kinds.
"""

import numpy as np
from rasterio.transform import from_origin

from invented.noise import Noise

PADDY, DRY, REED, FLAT, WATER, POND, WOOD, TOWN, VILLAGE = 11, 12, 21, 22, 31, 32, 40, 51, 52
NODATA = 255
YEARS = range(2014, 2024)

# UTM zone 51 north: a projection that is not equal-area.
CRS = "EPSG:32651"
CELL_M = 60
WEST, NORTH = 330_000, 3_640_000
ROWS, COLS = 300, 400
TRANSFORM = from_origin(WEST, NORTH, CELL_M, CELL_M)

COAST = Noise(51, ((9_000, 1.0), (3_200, 0.5), (1_100, 0.2)))
CHANNEL = Noise(52, ((12_000, 1.0), (4_000, 0.3), (1_400, 0.1)))
SOIL = Noise(53, ((5_000, 1.0), (1_800, 0.6), (600, 0.25)))
SETTLED = Noise(54, ((7_000, 1.0), (2_200, 0.7), (700, 0.3)))
HAMLET = Noise(55, ((1_500, 1.0), (600, 0.5)))
GROVE = Noise(56, ((2_400, 1.0), (900, 0.4)))
FARMER = 57

# The island: metres east and south of the north-west corner, and its radius.
ISLAND = (21_300, 5_200, 1_300)
# Clouds: year -> circles of no data, as the island's.
CLOUDS = {2017: [(8_400, 6_900, 800), (9_500, 7_600, 450)], 2021: [(15_600, 12_900, 620)]}


def from_corner():
    """Metres south and east of the north-west corner, of the cells' centres."""
    return (np.arange(ROWS) + 0.5) * CELL_M, (np.arange(COLS) + 0.5) * CELL_M


def distance_to(east, south):
    down, along = from_corner()
    return np.sqrt((down[:, None] - south) ** 2 + (along[None, :] - east) ** 2)


def paint(year):
    """Codes of one year, `(rows, cols)`, row 0 northernmost. What comes later lies on top."""
    passed = year - YEARS[0]
    down, along = from_corner()
    ys, xs = NORTH - down, WEST + along
    coast, channel, soil, settled, hamlet, grove = (
        noise.sample(ys, xs) for noise in (COAST, CHANNEL, SOIL, SETTLED, HAMLET, GROVE)
    )
    # Kilometres out to sea: negative on land.
    to_sea = (along[None, :] - 17_000) / 1_000 + 1.6 * coast
    to_sea = np.minimum(to_sea, (distance_to(ISLAND[0], ISLAND[1]) - ISLAND[2]) / 1_000 + 0.25 * coast)
    from_river = np.abs(channel)
    # Farmers decide anew every year, here and there.
    decided = Noise(FARMER + passed, ((1_300, 1.0),)).sample(ys, xs)
    layers = [
        (DRY, soil + 0.12 * decided > 0.1),
        (WOOD, grove > 1.35),
        (POND, (to_sea > -3.4) & (soil > 1.0 - 0.06 * passed)),
        (VILLAGE, hamlet > 1.7 - 0.012 * passed),
        (TOWN, settled > 1.45 - 0.03 * passed),
        (REED, (to_sea > -0.9 + 0.10 * passed) | (from_river < 0.075) & (soil < -0.2)),
        (FLAT, to_sea > 0.10 * passed),
        (WATER, (to_sea > 1.1 + 0.06 * passed) | (from_river < 0.035)),
    ]
    codes = np.full((ROWS, COLS), PADDY, dtype=np.uint8)
    for code, is_here in layers:
        codes[is_here] = code
    for east, south, radius in CLOUDS.get(year, ()):
        codes[distance_to(east, south) < radius] = NODATA
    return codes
