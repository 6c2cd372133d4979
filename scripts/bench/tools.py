"""The programs: how each is called, what of the cells it counts, and where it leaves its numbers."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from .study import grass_counts, table_counts, tally_counts

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


def python_version(*packages):
    code = f"from importlib.metadata import version as v; print(', '.join(p + ' ' + v(p) for p in {packages}))"
    return [sys.executable, "-c", code]


def tools(study, work, landledger, threads):
    """Every tool, in the order of the table."""
    rasters, codes = [str(path) for path in study.rasters], [str(code) for code in study.codes]
    zones = ["--zones", str(study.zones), "--name", study.name]
    legend = ["--codes", *codes]

    def python(program):
        return [sys.executable, str(PROGRAMS / program)]

    def ledger(command, edge):
        out = work / f"landledger-{command}-{edge}"
        step = [str(landledger), command, str(study.paths[edge]), "--out", str(out), "--threads", str(threads), "--quiet"]
        return Tool(f"landledger {command}", edge, threads, [str(landledger), "--version"], [step], lambda: tally_counts(out / "tally.json"))

    combined, shares, cells = work / "joint.tif", work / "exactextract.csv", work / "numpy.csv"
    stats, table = work / "grass", work / "terra.csv"
    return [
        ledger("tally", "centre"),
        ledger("run", "centre"),
        Tool("numpy + rasterio", "centre", threads, python_version("numpy", "rasterio"),
             [[*python("numpy_windows.py"), *rasters, *legend, *zones, "--threads", str(threads), "--out", str(cells)]],
             lambda: table_counts(cells)),
        Tool("GRASS r.stats", "centre", 1, ["grass", "--config", "version"],
             [[str(PROGRAMS / "grass_stats"), str(stats), str(work / "grass-location"), str(study.zones), study.name, *rasters]],
             lambda: grass_counts(stats)),
        Tool("terra::crosstab", "centre", 1, ["Rscript", "-e", "cat('terra', format(packageVersion('terra')), '\\n')"],
             [["Rscript", str(PROGRAMS / "terra_crosstab.R"), str(table), str(study.zones), study.name, *rasters]],
             lambda: table_counts(table)),
        ledger("tally", "exact"),
        ledger("run", "exact"),
        Tool("exactextract", "exact", 1, python_version("exactextract"),
             [[*python("combine_epochs.py"), *rasters, *legend, "--threads", str(threads), "--out", str(combined)],
              [*python("exactextract_shares.py"), str(combined), *legend, *zones, "--epochs", str(len(rasters)), "--out", str(shares)]],
             lambda: table_counts(shares)),
    ]
