"""The nine zones of the basin, in three reaches from the hills down."""

from invented.mesh import Mesh

# Decimals of a degree: about 1 m.
MESH = Mesh(seed=41, west=-63.6, south=-32.88, east=-62.7, north=-32.12, rows=3, cols=3, decimals=5)

REACHES = {
    "upper": ("Alder Spring", "Stone Saddle", "Long Fell"),
    "middle": ("Mill Reach", "Two Waters", "Heron Bend"),
    "lower": ("Broad Meadow", "Old Ferry", "Willow Mouth"),
}


def outlines():
    """(properties, outline in degrees) of every zone, north to south and west to east."""
    for row, (reach, names) in enumerate(REACHES.items()):
        for col, name in enumerate(names):
            yield {"name": name, "reach": reach}, MESH.outline(row, col)
