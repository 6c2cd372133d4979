"""Trajectories as one number: the index of each epoch's class, 0 for nodata, read as digits."""

import argparse
import csv
from functools import reduce

import numpy as np


class Joint:
    def __init__(self, codes, epochs):
        self.codes, self.epochs, self.base = codes, epochs, len(codes) + 1
        self.numbers = self.base**epochs
        if self.numbers > 2**31:
            raise SystemExit(f"{len(codes)} classes in {epochs} epochs make more trajectories than one number can hold")
        self.indices = np.zeros(256, dtype=np.intp)
        self.indices[codes] = np.arange(1, self.base)

    def fold(self, epochs, start=0):
        """One number for each cell, from the cells of every epoch; `start` is what comes before the first digit."""
        return reduce(lambda joint, cells: joint * self.base + self.indices[cells], epochs, start)

    def trajectory(self, number):
        """Codes as text; None with nodata in some epoch."""
        digits = [number // self.base**place % self.base for place in reversed(range(self.epochs))]
        return None if 0 in digits else " ".join(str(self.codes[digit - 1]) for digit in digits)


def arguments(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("rasters", nargs="+", metavar="RASTER", help="one for each epoch, 8-bit codes, on one grid")
    parser.add_argument("--codes", type=int, nargs="+", required=True, help="the legend; any other value is nodata")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--out", required=True)
    return parser


def write_counts(path, rows):
    with open(path, "w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["zone", "trajectory", "cells"])
        table.writerows(rows)
