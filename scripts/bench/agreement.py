"""Whether two programs counted the same cells."""

import json
import math

# exactextract holds the share of a border cell as a 32-bit float: off by at most 2^-25, half a step below 1, up as
# often as down. The sum over n border cells is a random walk: it ends within six longest steps times the root of n.
# Landledger's own shares are whole numbers of 2^-30.
SHARE_ERROR = 6 * 2.0**-25
MOST_LISTED = 10


def border_cells(study):
    """Zone -> at most how many cells its border passes through: one where it begins, one for each grid line crossed."""
    import rasterio

    with rasterio.open(study.rasters[0]) as raster:
        into_grid = ~raster.transform
    cells = {}
    for feature in json.loads(study.zones.read_text())["features"]:
        crossed = 0
        for ring in feature["geometry"]["coordinates"]:
            places = [tuple(map(math.floor, into_grid * point)) for point in ring]
            crossed += 1 + sum(abs(c2 - c1) + abs(r2 - r1) for (c1, r1), (c2, r2) in zip(places, places[1:]))
        cells[feature["properties"][study.name]] = crossed
    return cells


def differences(tool, counts, ours, tolerance):
    """A line for each (zone, trajectory) whose numbers are further apart than the zone's tolerance."""
    lines = []
    for key in sorted(counts.keys() | ours.keys()):
        theirs, mine = counts.get(key, 0), ours.get(key, 0)
        if abs(theirs - mine) > tolerance[key[0]]:
            lines.append(
                f"{tool}: zone {key[0]!r}, trajectory {key[1]}: {float(theirs)!r} cells, landledger {float(mine)!r}"
            )
    return lines


def check(results, study):
    """(result, how many counts, largest difference) of each tool; stops where they do not agree."""
    ours = {result["edge"]: counts for result, counts in results if result["tool"] == "landledger tally"}
    borders = border_cells(study)
    tolerances = {
        "centre": dict.fromkeys(borders, 0),
        "exact": {zone: SHARE_ERROR * math.sqrt(cells) for zone, cells in borders.items()},
    }
    agreed, wrong = [], []
    for result, counts in results:
        if counts is None:
            if result["tool"].startswith("landledger"):
                raise SystemExit(f"{result['tool']} {result['edge']}: {result['remark']}")
            continue
        mine = ours[result["edge"]]
        lines = differences(result["tool"], counts, mine, tolerances[result["edge"]])
        wrong += lines[:MOST_LISTED]
        if len(lines) > MOST_LISTED:
            wrong.append(f"{result['tool']}: {len(lines) - MOST_LISTED} more")
        largest = max(float(abs(counts.get(key, 0) - mine.get(key, 0))) for key in counts.keys() | mine.keys())
        agreed.append((result, len(counts), largest))
    if not all(mine and sum(mine.values()) > 0 for mine in ours.values()):
        raise SystemExit("no cell was counted: nothing was compared")
    if wrong:
        raise SystemExit("\n".join(["the tools do not agree:", *wrong]))
    return agreed
