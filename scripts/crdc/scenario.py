"""What grows where and what turns into what: the invented numbers of the landscape.

Directions and rough sizes of change are those the paper's section 3.1.1 gives for its regions.
"""

from dataclasses import dataclass

YEARS = (2000, 2010, 2020)

# Level-1 classes by their CNLUCD digit; 0 is a cell nobody has claimed yet.
UNCLAIMED, FARMLAND, FOREST, GRASSLAND, WATER, CONSTRUCTION, BARREN = range(7)
CLASSES = (FARMLAND, FOREST, GRASSLAND, WATER, CONSTRUCTION, BARREN)


@dataclass(frozen=True)
class Flow:
    """Land of class `source` that becomes `target`, per decade, as a share of the area of class `of` in 2000.

    `of` is `source` where the story is a loss ("half of the grassland went") and `target` where it is a gain.
    """

    source: int
    target: int
    of: int
    decades: tuple[float, float]


FLOWS = {
    # Water -43 %, mainly to farmland and construction; construction +4 %; barren (here: marsh) +26 %.
    "A": [
        Flow(WATER, FARMLAND, WATER, (0.23, 0.10)),
        Flow(WATER, CONSTRUCTION, WATER, (0.015, 0.015)),
        Flow(WATER, BARREN, WATER, (0.04, 0.03)),
        Flow(FARMLAND, CONSTRUCTION, CONSTRUCTION, (0.03, 0.03)),
        Flow(CONSTRUCTION, FARMLAND, CONSTRUCTION, (0.03, 0.03)),
        Flow(FOREST, FARMLAND, FOREST, (0.016, 0.006)),
        Flow(FARMLAND, FOREST, FOREST, (0.003, 0.008)),
        Flow(GRASSLAND, FARMLAND, GRASSLAND, (0.02, 0.01)),
        Flow(GRASSLAND, BARREN, BARREN, (0.06, 0.04)),
    ],
    # Grassland -50 %, water and construction up by 30 % and more, forest up.
    "B": [
        Flow(GRASSLAND, FOREST, GRASSLAND, (0.32, 0.06)),
        Flow(GRASSLAND, FARMLAND, GRASSLAND, (0.06, 0.02)),
        Flow(GRASSLAND, CONSTRUCTION, CONSTRUCTION, (0.05, 0.04)),
        Flow(FARMLAND, CONSTRUCTION, CONSTRUCTION, (0.13, 0.10)),
        Flow(FARMLAND, WATER, WATER, (0.07, 0.19)),
        Flow(GRASSLAND, WATER, WATER, (0.03, 0.03)),
        Flow(FARMLAND, FOREST, FARMLAND, (0.02, 0.03)),
        Flow(FOREST, FARMLAND, FOREST, (0.006, 0.003)),
    ],
    # Construction +46 %, water +11 %, the rest about -5 %.
    "C": [
        Flow(FARMLAND, CONSTRUCTION, CONSTRUCTION, (0.19, 0.21)),
        Flow(FOREST, CONSTRUCTION, CONSTRUCTION, (0.015, 0.015)),
        Flow(GRASSLAND, CONSTRUCTION, CONSTRUCTION, (0.015, 0.015)),
        Flow(FARMLAND, WATER, WATER, (0.05, 0.06)),
        Flow(GRASSLAND, FARMLAND, GRASSLAND, (0.02, 0.01)),
        Flow(FOREST, FARMLAND, FOREST, (0.008, 0.006)),
        Flow(FARMLAND, FOREST, FOREST, (0.002, 0.003)),
        Flow(BARREN, FARMLAND, BARREN, (0.03, 0.02)),
    ],
    # Water and construction up by 20 % and more; barren to grassland, forest to farmland, grassland to construction.
    "D": [
        Flow(GRASSLAND, CONSTRUCTION, CONSTRUCTION, (0.09, 0.07)),
        Flow(FARMLAND, CONSTRUCTION, CONSTRUCTION, (0.05, 0.04)),
        Flow(FARMLAND, WATER, WATER, (0.06, 0.06)),
        Flow(GRASSLAND, WATER, WATER, (0.05, 0.06)),
        Flow(BARREN, GRASSLAND, BARREN, (0.05, 0.04)),
        Flow(FOREST, FARMLAND, FOREST, (0.02, 0.015)),
        Flow(GRASSLAND, FARMLAND, GRASSLAND, (0.008, 0.002)),
        Flow(FARMLAND, GRASSLAND, GRASSLAND, (0.002, 0.006)),
    ],
}


@dataclass(frozen=True)
class Scenery:
    """How a kind of country divides its level-1 classes into level 2, and what it grows.

    `paddy` is the share of paddy in farmland per epoch. `mix` lists, per level-1 class, level-2 codes with their shares,
    in the order in which they follow each other along the class's "kind" field (see `landscape.kinds`).
    `crops` is crop -> (price yuan/kg, yield kg/ha, hectares sown per hectare of farmland; two crops a year add to more than 1).
    """

    paddy: tuple[float, float, float]
    mix: dict[int, list[tuple[int, float]]]
    crops: dict[str, tuple[float, float, float]]

    def level_2(self, epoch):
        """Level-1 class -> [(code, share)] in one epoch."""
        paddy = self.paddy[epoch]
        farmland = [(12, 1 - paddy), (11, paddy)] if paddy > 0 else [(12, 1.0)]
        return {FARMLAND: farmland, **self.mix}


SCENERY = {
    "sanjiang": Scenery(
        paddy=(0.20, 0.26, 0.30),
        mix={
            FOREST: [(24, 0.02), (23, 0.05), (22, 0.05), (21, 0.88)],
            GRASSLAND: [(33, 0.05), (32, 0.25), (31, 0.70)],
            WATER: [(43, 0.15), (42, 0.15), (46, 0.20), (41, 0.50)],
            CONSTRUCTION: [(52, 0.60), (53, 0.12), (51, 0.28)],
            BARREN: [(66, 0.03), (65, 0.02), (64, 0.95)],
        },
        crops={"rice": (1.85, 6900, 0.26), "wheat": (1.55, 4200, 0.02), "maize": (1.35, 6600, 0.52)},
    ),
    "changbai": Scenery(
        paddy=(0.10, 0.11, 0.11),
        mix={
            FOREST: [(24, 0.03), (23, 0.06), (22, 0.09), (21, 0.82)],
            GRASSLAND: [(33, 0.10), (32, 0.35), (31, 0.55)],
            WATER: [(43, 0.38), (42, 0.02), (46, 0.18), (41, 0.42)],
            CONSTRUCTION: [(52, 0.62), (53, 0.14), (51, 0.24)],
            BARREN: [(65, 0.30), (66, 0.20), (61, 0.30), (64, 0.20)],
        },
        crops={"rice": (1.90, 6800, 0.10), "maize": (1.40, 6300, 0.76)},
    ),
    "nanling": Scenery(
        paddy=(0.72, 0.71, 0.70),
        mix={
            FOREST: [(24, 0.07), (23, 0.13), (22, 0.15), (21, 0.65)],
            GRASSLAND: [(33, 0.03), (32, 0.22), (31, 0.75)],
            WATER: [(43, 0.42), (42, 0.02), (46, 0.06), (41, 0.50)],
            CONSTRUCTION: [(52, 0.45), (53, 0.25), (51, 0.30)],
            BARREN: [(65, 0.50), (66, 0.50)],
        },
        crops={"rice": (1.95, 5900, 1.10), "maize": (1.60, 4400, 0.08)},
    ),
    "huanghuai": Scenery(
        paddy=(0.04, 0.04, 0.04),
        mix={
            FOREST: [(24, 0.15), (23, 0.20), (22, 0.20), (21, 0.45)],
            GRASSLAND: [(33, 0.25), (32, 0.40), (31, 0.35)],
            WATER: [(43, 0.45), (42, 0.10), (46, 0.20), (41, 0.25)],
            CONSTRUCTION: [(52, 0.60), (53, 0.12), (51, 0.28)],
            BARREN: [(65, 0.40), (66, 0.60)],
        },
        crops={"rice": (1.95, 7200, 0.04), "wheat": (1.60, 5900, 0.80), "maize": (1.45, 5800, 0.72)},
    ),
    "helan": Scenery(
        paddy=(0.14, 0.12, 0.10),
        mix={
            FOREST: [(24, 0.12), (23, 0.33), (22, 0.30), (21, 0.25)],
            GRASSLAND: [(33, 0.58), (32, 0.32), (31, 0.10)],
            WATER: [(43, 0.18), (42, 0.27), (46, 0.25), (41, 0.30)],
            CONSTRUCTION: [(52, 0.30), (53, 0.36), (51, 0.34)],
            BARREN: [(66, 0.22), (65, 0.08), (62, 0.34), (61, 0.28), (63, 0.08)],
        },
        crops={"rice": (1.85, 7600, 0.08), "wheat": (1.65, 4600, 0.25), "maize": (1.40, 7000, 0.50)},
    ),
    "loess": Scenery(
        paddy=(0.0, 0.0, 0.0),
        mix={
            FOREST: [(24, 0.08), (23, 0.22), (22, 0.38), (21, 0.32)],
            GRASSLAND: [(33, 0.25), (32, 0.55), (31, 0.20)],
            WATER: [(43, 0.40), (46, 0.20), (41, 0.40)],
            CONSTRUCTION: [(52, 0.58), (53, 0.17), (51, 0.25)],
            BARREN: [(65, 1.0)],
        },
        crops={"wheat": (1.60, 3800, 0.45), "maize": (1.40, 5200, 0.40)},
    ),
}
