"""Zones that tile a raster, or parts of one: neighbours share a wiggly border vertex by vertex.

Places are in shares of the raster's side, right and down from its top left corner.
"""

import json
import math

import numpy as np

from .land_cover import noise

# How far a border swings to either side, in shares of its length.
SWING = 0.002


def tiling(count):
    """Rows and columns of `count` zones: as square as the number allows."""
    rows = max(n for n in range(1, math.isqrt(count) + 1) if count % n == 0)
    return rows, count // rows


def wiggly(start, end, points):
    """An edge with small deterministic bends, the same from both sides."""
    first, last = sorted((start, end))
    along = np.linspace(0.0, 1.0, points)
    seed = int(first[0] * 1000 + first[1] * 100 + last[0] * 10 + last[1])
    bend = (noise(np.array([seed]), np.arange(points), 20)[0] % 1000) / 1000.0 * 2 * SWING - SWING
    bend[[0, -1]] = 0.0
    dx, dy = last[0] - first[0], last[1] - first[1]
    line = np.column_stack([first[0] + dx * along + dy * bend, first[1] + dy * along - dx * bend])
    return line if start == first else line[::-1]


def rings(count, edge_points, cover):
    """Yields (row, col, ring) of each zone; below a `cover` of 1 every zone shrinks about the middle of its tile."""
    rows, cols = tiling(count)
    for row in range(rows):
        for col in range(cols):
            corners = [
                (col / cols, row / rows),
                ((col + 1) / cols, row / rows),
                ((col + 1) / cols, (row + 1) / rows),
                (col / cols, (row + 1) / rows),
            ]
            edges = [wiggly(a, b, edge_points)[:-1] for a, b in zip(corners, corners[1:] + corners[:1])]
            ring = np.clip(np.concatenate([*edges, edges[0][:1]]), 0.0, 1.0)
            if cover < 1.0:
                middle = np.array([(col + 0.5) / cols, (row + 0.5) / rows])
                ring = middle + (ring - middle) * math.sqrt(cover)
            yield row, col, ring


def boxes(all_rings):
    """Left, top, right, bottom of each zone."""
    return [(*ring.min(axis=0), *ring.max(axis=0)) for _, _, ring in all_rings]


def write(path, all_rings, grid):
    digits = [len(str(max(values))) for values in zip(*((row, col) for row, col, _ in all_rings))]
    side = grid.size * grid.cell
    features = []
    for row, col, ring in all_rings:
        placed = np.column_stack([grid.left + ring[:, 0] * side, grid.top - ring[:, 1] * side])
        features.append(
            {
                "type": "Feature",
                "properties": {"name": f"zone {row:0{digits[0]}}{col:0{digits[1]}}", "region": "AB"[col % 2]},
                "geometry": {"type": "Polygon", "coordinates": [placed.tolist()]},
            }
        )
    urn = grid.crs.replace("EPSG:", "urn:ogc:def:crs:EPSG::")
    path.write_text(
        json.dumps(
            {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": urn}}, "features": features}
        )
    )
