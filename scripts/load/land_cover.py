"""Patchy land cover that is a function of place and epoch alone."""

import numpy as np

CLASSES = 10
# Everything in the landscape is made of blocks of this many cells: it is painted once for each block.
BLOCK = 4
CHANGED_BLOCKS_PER_DECADE = 0.06


def noise(rows, cols, seed):
    """Uniform 64-bit noise of a position: the same on every machine and numpy version (splitmix64)."""
    state = (rows[:, None].astype(np.uint64) << np.uint64(32)) + cols[None, :].astype(np.uint64)
    state = state + np.uint64(seed * 0x9E3779B97F4A7C15 % 2**64)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        state = (state ^ (state >> np.uint64(shift))) * np.uint64(factor)
    return state ^ (state >> np.uint64(31))


def epochs(row, col, rows, cols, count, years_apart):
    """Yields the codes of each epoch in a window whose corner lies on a block.

    Patches of 64 cells with smaller ones of 8 inside; each later epoch changes some blocks.
    """
    block_rows, block_cols = (
        np.arange(start // BLOCK, -(-(start + n) // BLOCK)) for start, n in ((row, rows), (col, cols))
    )

    def patches(cells, seed):
        return noise(block_rows // (cells // BLOCK), block_cols // (cells // BLOCK), seed)

    is_small = patches(BLOCK, 3) % 10 >= 6
    cover = (np.where(is_small, patches(8, 2), patches(64, 1)) % CLASSES + 1).astype(np.uint8)
    one_in = round(6 / (CHANGED_BLOCKS_PER_DECADE * years_apart / 10))
    for epoch in range(count):
        if epoch > 0:
            cover = np.where(patches(BLOCK, 9 + epoch) % one_in < 6, cover % CLASSES + 1, cover)
        yield cover.repeat(BLOCK, axis=0)[:rows].repeat(BLOCK, axis=1)[:, :cols]
