"""From fields to land cover.

Every class has a suitability field. In the first epoch the classes claim, one after the other, the cells of a city that
suit them best, until they have their share. A decade later a flow takes, from the cells of its source class, those that
suit the target most and the source least: the edges of patches. Both are one operation, a `Move` with a threshold.

Thresholds are found once, on the calibration grid, and then hold for any cell size, since fields depend on place alone.
"""

from dataclasses import dataclass

import numpy as np

from invented.noise import Noise

from .scenario import (
    BARREN,
    CLASSES,
    CONSTRUCTION,
    FARMLAND,
    FLOWS,
    FOREST,
    GRASSLAND,
    SCENERY,
    UNCLAIMED,
    WATER,
    YEARS,
)

# The wider lattices make country, the narrow ones the ragged edge of a patch. None is finer than 600 m: land-cover maps
# drawn from images have patches of several cells at 30 m, and finer noise would be salt and pepper at 300 m.
NOISE = {
    "relief": Noise(1, ((45000, 1.0), (15000, 0.6), (6000, 0.35), (2400, 0.2), (900, 0.1))),
    "rough": Noise(2, ((4800, 1.0), (1900, 0.6), (800, 0.3))),
    "meadow": Noise(3, ((14000, 1.0), (4500, 0.8), (1500, 0.45), (700, 0.2))),
    "bare": Noise(4, ((12000, 1.0), (4200, 0.8), (1400, 0.5))),
    "valley": Noise(5, ((36000, 1.0), (12000, 0.35), (4000, 0.1))),
    "pond": Noise(6, ((5200, 1.0), (2200, 0.6), (900, 0.3))),
    "town": Noise(7, ((26000, 1.0), (9000, 0.6))),
    "village": Noise(8, ((3600, 1.0), (1500, 0.8), (600, 0.3))),
    "kind": Noise(9, ((9000, 1.0), (3000, 0.6), (1200, 0.3))),
}

# Farmland takes what is left: it comes last.
CLAIM_ORDER = (WATER, CONSTRUCTION, BARREN, GRASSLAND, FOREST, FARMLAND)
# A flow that eats more than this of a class in a city would no longer be a change at the edges.
LARGEST_LOSS = 0.7


def fields(ys, xs, mask):
    """Name -> values of every noise field at the cells of `mask`."""
    return {name: noise.sample(ys, xs)[mask] for name, noise in NOISE.items()}


def suitabilities(f):
    """Class -> how well it suits each cell. Rivers follow the zero line of a wide field; towns avoid the hills."""
    river = 2.2 - 9 * np.abs(f["valley"]) - 0.4 * f["relief"]
    pond = f["pond"] - 0.5 * f["relief"] - 0.6
    upland = f["relief"] + 0.4 * f["rough"]
    return {
        FARMLAND: -upland,
        FOREST: upland,
        GRASSLAND: f["meadow"] + 0.25 * f["relief"],
        WATER: np.maximum(river, pond),
        CONSTRUCTION: np.maximum(1.1 * f["town"] - 0.6 + 0.25 * f["village"], f["village"]) - 0.45 * f["relief"],
        BARREN: f["bare"],
    }


def kinds(f):
    """Class -> the field along which its level-2 codes follow each other, low to high (see `Scenery.mix`)."""
    return {
        FARMLAND: 0.5 * f["kind"] - f["relief"],
        FOREST: f["relief"] + 0.7 * f["kind"],
        GRASSLAND: f["kind"] + 0.3 * f["meadow"],
        WATER: -9 * np.abs(f["valley"]) - f["pond"],
        CONSTRUCTION: f["town"] + 0.15 * f["village"],
        BARREN: f["kind"],
    }


@dataclass(frozen=True)
class Move:
    """Cells of class `source` whose score reaches `threshold` become `target`."""

    source: int
    target: int
    threshold: float

    def chosen(self, before, after, score):
        """Cells that moved already in this epoch stay where they went."""
        return (before == self.source) & (after == self.source) & (score >= self.threshold)


@dataclass(frozen=True)
class Recipe:
    """All a city needs to be painted: moves per epoch, and per epoch and class the codes and where each begins."""

    moves: list[list[Move]]
    level_2: list[dict[int, tuple[list[int], np.ndarray]]]


def score(suits, source, target):
    return suits[target] if source == UNCLAIMED else suits[target] - suits[source]


def shares_in_2000(city):
    """The shares from which the region's flows lead to the city's shares of 2020.

    Flows are proportional to areas of 2000, so 2020 is a matrix times 2000, and 2000 the solution of that equation.
    """
    change = np.eye(len(CLASSES))
    for flow in FLOWS[city.region]:
        change[flow.source - 1, flow.of - 1] -= sum(flow.decades)
        change[flow.target - 1, flow.of - 1] += sum(flow.decades)
    # Rounded, so that the last bits of a linear-algebra library cannot move a cell.
    return np.round(np.linalg.solve(change, np.array(city.shares_2020) / 100), 9)


def quotas(city, cells):
    """Per epoch, the (source, target, number of cells) to move."""
    shares = dict(zip(CLASSES, shares_in_2000(city)))
    claims = [(UNCLAIMED, target, round(shares[target] * cells)) for target in CLAIM_ORDER[:-1]]
    claims.append((UNCLAIMED, CLAIM_ORDER[-1], cells - sum(count for _, _, count in claims)))
    epochs = [claims]
    for decade in range(len(YEARS) - 1):
        flows = FLOWS[city.region]
        epochs.append([(f.source, f.target, round(f.decades[decade] * shares[f.of] * cells)) for f in flows])
    return epochs


def threshold_for(values, count, what):
    """The value that the `count` largest of `values` reach."""
    if count == 0:
        return float("inf")
    if count == len(values):
        return float("-inf")
    if count > len(values):
        raise ValueError(f"{what}: {count} cells wanted, {len(values)} there")
    return float(np.partition(values, len(values) - count)[len(values) - count])


def calibrate(city, f):
    """Find the city's recipe from the fields at its cells on the calibration grid."""
    suits = suitabilities(f)
    cells = len(next(iter(f.values())))
    state = np.full(cells, UNCLAIMED, dtype=np.uint8)
    moves, states = [], []
    for epoch, wanted in enumerate(quotas(city, cells)):
        before, after, done = state, state.copy(), []
        for source, target, count in wanted:
            what = f"{city.name} {YEARS[epoch]}: class {source} to {target}"
            values = score(suits, source, target)
            here = (before == source) & (after == source)
            if source != UNCLAIMED and count > LARGEST_LOSS * np.count_nonzero(before == source):
                raise ValueError(f"{what}: {count} cells are more than a change at the edges")
            move = Move(source, target, threshold_for(values[here], count, what))
            after[move.chosen(before, after, values)] = target
            done.append(move)
        state = after
        moves.append(done)
        states.append(state)
    return Recipe(moves, [level_2_limits(city, epoch, states[0], kinds(f)) for epoch in range(len(YEARS))])


def level_2_limits(city, epoch, first_state, kind):
    """Class -> codes and the kind values at which the second, third, ... code begins.

    Always measured on the land of the first epoch: a code then changes only where its class does, or its share is meant to.
    """
    limits = {}
    for level_1, mix in SCENERY[city.scenery].level_2(epoch).items():
        ordered = np.sort(kind[level_1][first_state == level_1])
        ends = np.cumsum([share for _, share in mix])[:-1]
        at = np.minimum(np.round(ends * len(ordered)).astype(int), len(ordered) - 1)
        limits[level_1] = ([code for code, _ in mix], ordered[at])
    return limits


def paint(recipe, f):
    """The codes of every epoch at the cells of `f`."""
    suits, kind = suitabilities(f), kinds(f)
    state = np.full(len(next(iter(f.values()))), UNCLAIMED, dtype=np.uint8)
    epochs = []
    for moves, level_2 in zip(recipe.moves, recipe.level_2):
        before, state = state, state.copy()
        for move in moves:
            state[move.chosen(before, state, score(suits, move.source, move.target))] = move.target
        codes = np.zeros(state.shape, dtype=np.uint8)
        for level_1, (names, limits) in level_2.items():
            here = state == level_1
            codes[here] = np.array(names, dtype=np.uint8)[np.searchsorted(limits, kind[level_1][here], side="right")]
        epochs.append(codes)
    return epochs
