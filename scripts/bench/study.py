"""What the peers need to know of a study, and what landledger counted in it."""

import csv
import json
import tomllib
from collections import defaultdict
from fractions import Fraction

# Tally format 1 counts whole cells, format 2 whole numbers of 2^-30 cells.
CELL_UNITS = {2: 2**30}


class Study:
    """The rasters, zones and codes of a folder that `make_load.py` wrote."""

    def __init__(self, folder):
        self.folder = folder
        self.paths = {"centre": folder / "study.toml", "exact": folder / "study-exact.toml"}
        for path in self.paths.values():
            if not path.is_file():
                raise SystemExit(
                    f"{path} is missing (scripts/make_load.py writes it; --keep-rasters leaves the rasters alone)"
                )
        written = tomllib.loads(self.paths["centre"].read_text())
        self.rasters = [folder / epoch["raster"] for epoch in sorted(written["epoch"], key=lambda epoch: epoch["year"])]
        self.zones, self.name = folder / written["zones"]["source"], written["zones"]["name"]
        with open(folder / written["legend"]["file"], newline="") as file:
            self.codes = [int(line["code"]) for line in csv.DictReader(file)]

    def inputs(self):
        """Name -> size and time of change of each file: whether stored results are of the same files."""
        files = [*self.rasters, self.zones, *self.paths.values()]
        return {path.name: [path.stat().st_size, path.stat().st_mtime_ns] for path in files}

    def read_into_cache(self):
        for path in (*self.rasters, self.zones):
            with open(path, "rb") as file:
                while file.read(1 << 24):
                    pass


def tally_counts(path):
    """(zone, trajectory) -> cells, from a tally file; only trajectories with a class in every epoch."""
    tally = json.loads(path.read_text())
    units = CELL_UNITS.get(tally["version"])
    if units is None:
        raise SystemExit(f"{path} has tally format {tally['version']}, expected one of {sorted(CELL_UNITS)}")
    counts = defaultdict(Fraction)
    # A study of the benchmark has one edge rule.
    for part in tally["tallies"][0]["parts"]:
        for trajectory in part["trajectories"]:
            if None not in trajectory["codes"]:
                for zone in part["zones"]:
                    counts[tally["zones"][zone]["name"], " ".join(map(str, trajectory["codes"]))] += Fraction(
                        trajectory["cells"], units
                    )
    return dict(counts)


def table_counts(path):
    """(zone, trajectory) -> cells, from a table `zone,trajectory,cells`."""
    with open(path, newline="") as file:
        return {(line["zone"], line["trajectory"]): Fraction(line["cells"]) for line in csv.DictReader(file)}


def grass_counts(path):
    """(zone, trajectory) -> cells, from what `grass_stats` leaves: category, codes, area, cells; `*` is nodata."""
    with open(f"{path}.zones", newline="") as file:
        names = {category: name for category, name in list(csv.reader(file))[1:]}
    counts = {}
    with open(f"{path}.stats", newline="") as file:
        for category, *codes, _area, cells in csv.reader(file):
            if category != "*" and "*" not in codes:
                counts[names[category], " ".join(codes)] = Fraction(cells)
    return counts
