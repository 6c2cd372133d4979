"""Smooth random fields that are a pure function of place.

A field has the same value at the same metre whatever the cell size, the window or the machine: the random numbers are
hashes of lattice indices, not draws from a generator, and only additions and multiplications follow, whose results
IEEE 754 fixes to the last bit.
"""

from dataclasses import dataclass

import numpy as np

# Standard deviation of cubic B-spline interpolation of lattice values uniform on [-1, 1], averaged over a lattice cell.
SPLINE_DEVIATION = 0.277


def splitmix64(values):
    """The SplitMix64 finaliser (Steele, Lea, Flood 2014) on an array of uint64; overflow wraps, as it should."""
    z = values + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def hashed(seed, rows, cols):
    """Numbers in [-1, 1) for every pair of integer `rows` x `cols`, as float32 of 24 random bits: exact."""
    start = splitmix64(np.full((1, 1), seed, dtype=np.uint64))
    by_row = splitmix64(start + rows.astype(np.uint64)[:, None])
    bits = splitmix64(by_row + cols.astype(np.uint64)[None, :])
    return (bits >> np.uint64(40)).astype(np.float32) / np.float32(2**23) - np.float32(1)


def uniform(seed, index):
    """One number in [0, 1), for the few places that need just one."""
    return (float(hashed(seed, np.array([index]), np.array([0]))[0, 0]) + 1) / 2


def spline_weights(coordinates, spacing):
    """First lattice index and the four cubic B-spline weights of each coordinate (metres)."""
    scaled = coordinates / spacing
    first = np.floor(scaled)
    t = scaled - first
    weights = ((1 - t) ** 3, 3 * t**3 - 6 * t**2 + 4, -3 * t**3 + 3 * t**2 + 3 * t + 1, t**3)
    return first.astype(np.int64) - 1, [(w / 6).astype(np.float32) for w in weights]


def octave(seed, spacing, ys, xs):
    """One lattice, interpolated first down the rows (few lattice columns), then along them."""
    row, row_weights = spline_weights(ys, spacing)
    col, col_weights = spline_weights(xs, spacing)
    lattice_rows = np.arange(row.min(), row.max() + 4)
    lattice_cols = np.arange(col.min(), col.max() + 4)
    lattice = hashed(seed, lattice_rows, lattice_cols)
    row, col = row - lattice_rows[0], col - lattice_cols[0]
    down = sum(w[:, None] * lattice[row + k] for k, w in enumerate(row_weights))
    field = np.zeros((len(ys), len(xs)), dtype=np.float32)
    for k, w in enumerate(col_weights):
        field += down.take(col + k, axis=1) * w
    return field


@dataclass(frozen=True)
class Noise:
    """Octaves of (lattice spacing in metres, weight), scaled to a standard deviation of about one."""

    seed: int
    octaves: tuple[tuple[float, float], ...]

    def sample(self, ys, xs):
        """Values at every crossing of the given northings and eastings, `(rows, cols)`."""
        total = np.zeros((len(ys), len(xs)), dtype=np.float32)
        for number, (spacing, weight) in enumerate(self.octaves):
            total += octave(self.seed * 100 + number, spacing, ys, xs) * np.float32(weight)
        power = sum(weight * weight for _, weight in self.octaves)
        return total / np.float32(SPLINE_DEVIATION * power**0.5)
