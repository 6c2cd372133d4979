"""The programs: how each is called, what of the cells it counts, and where it leaves its numbers."""

import shlex
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .study import Study, grass_counts, table_counts, tally_counts

PROGRAMS = Path(__file__).resolve().parent / "programs"


@dataclass(frozen=True)
class Tool:
    """`steps` are timed one after the other; `counts` reads what they leave."""

    name: str
    edge: str
    threads: int
    version: list[str]
    steps: list[list[str]]
    counts: Callable[[], dict]


def command(*words):
    return [str(word) for word in words]


def python_versions(*packages):
    code = f"from importlib.metadata import version as v; print(', '.join(p + ' ' + v(p) for p in {packages}))"
    return command(sys.executable, "-c", code)


@dataclass(frozen=True)
class Bench:
    """What the tools are called with: `work` is a folder for what they write."""

    study: Study
    work: Path
    ledger: Path
    threads: int

    def tools(self):
        """In the order of the table."""
        yield self.landledger("tally", "centre")
        yield self.landledger("run", "centre")
        yield self.numpy()
        yield self.grass()
        yield self.terra()
        yield self.landledger("tally", "exact")
        yield self.landledger("run", "exact")
        yield self.exactextract()

    def landledger(self, what, edge):
        out = self.work / f"landledger-{what}-{edge}"
        step = command(self.ledger, what, self.study.paths[edge], "--out", out, "--threads", self.threads, "--quiet")
        version, counts = command(self.ledger, "--version"), lambda: tally_counts(out / "tally.json")
        return Tool(f"landledger {what}", edge, self.threads, version, [step], counts)

    def python(self, program, rasters, *words):
        start = command(sys.executable, PROGRAMS / program, *rasters, "--codes", *self.study.codes)
        return [*start, *command(*words)]

    def numpy(self):
        out, zones = self.work / "numpy.csv", ("--zones", self.study.zones, "--name", self.study.name)
        words = (*zones, "--threads", self.threads, "--out", out)
        step = self.python("numpy_windows.py", self.study.rasters, *words)
        versions = python_versions("numpy", "rasterio")
        return Tool("numpy + rasterio", "centre", self.threads, versions, [step], lambda: table_counts(out))

    def grass(self):
        out, location = self.work / "grass", self.work / "grass-location"
        step = command(PROGRAMS / "grass_stats", out, location, self.study.zones, self.study.name, *self.study.rasters)
        version = command("grass", "--config", "version")
        return Tool("GRASS r.stats", "centre", 1, version, [step], lambda: grass_counts(out))

    def terra(self):
        out = self.work / "terra.csv"
        script = PROGRAMS / "terra_crosstab.R"
        step = command("Rscript", script, out, self.study.zones, self.study.name, *self.study.rasters)
        version = command("Rscript", "-e", "cat('terra', format(packageVersion('terra')), '\\n')")
        return Tool("terra::crosstab", "centre", 1, version, [step], lambda: table_counts(out))

    def exactextract(self):
        joint, out, rasters = self.work / "joint.tif", self.work / "exactextract.csv", self.study.rasters
        combine = self.python("combine_epochs.py", rasters, "--threads", self.threads, "--out", joint)
        zones = ("--zones", self.study.zones, "--name", self.study.name)
        words = (*zones, "--epochs", len(rasters), "--out", out)
        extract = self.python("exactextract_shares.py", [joint], *words)
        versions, steps = python_versions("exactextract"), [combine, extract]
        return Tool("exactextract", "exact", 1, versions, steps, lambda: table_counts(out))

    def as_told(self, step):
        """A command line without the folders of this machine."""
        places = {
            self.work: "WORK",
            self.study.folder: "DIR",
            self.ledger: "landledger",
            PROGRAMS: "scripts/bench/programs",
            sys.executable: "python",
        }
        line = shlex.join(step)
        for place, name in places.items():
            line = line.replace(str(place), name)
        return line
