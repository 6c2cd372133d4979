"""Time landledger and its peers on the same files; `bench-peers` calls this after installing them.

Every tool runs in a process of its own. Before a figure is printed the counts of every zone and trajectory are
compared: whole cells must be the same, shares the same to 32-bit floats. Results are kept in --store, so that with
--tools only some are measured anew; the table then says of the others when they were.
"""

import argparse
import datetime
import os
import shutil
import sys
from pathlib import Path

from bench import agreement, table
from bench.measure import Stopped, measure, timed, version
from bench.store import Store
from bench.study import Study
from bench.tools import Bench, command

TARGET = Path(__file__).resolve().parent.parent / "target"


def parse_arguments():
    parser = argparse.ArgumentParser(
        prog="bench-peers", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="what scripts/make_load.py wrote")
    parser.add_argument(
        "--tools", metavar="NAMES", help="measure only tools whose name contains one of these, between commas"
    )
    parser.add_argument(
        "--runs",
        type=int,
        default=5,
        metavar="N",
        help="of tools that take less than a minute; the median counts (default 5)",
    )
    parser.add_argument(
        "--limit", type=float, default=900, metavar="S", help="stop a tool after this many seconds (default 900)"
    )
    parser.add_argument("--threads", type=int, default=os.cpu_count(), metavar="N", help="default: one for each core")
    parser.add_argument(
        "--centre-only", action="store_true", help="do without exact shares and the tools that count them"
    )
    parser.add_argument("--landledger", type=Path, default=TARGET / "release" / "landledger", metavar="PROGRAM")
    parser.add_argument(
        "--store", type=Path, default=TARGET / "bench-peers", metavar="DIR", help="where results are kept"
    )
    parser.add_argument(
        "--into", type=Path, metavar="FILE", help="put the table between the marks in this file instead of printing it"
    )
    return parser.parse_args()


def progress(text):
    print(f"{datetime.datetime.now():%H:%M:%S} {text}", file=sys.stderr, flush=True)


def refuse_without_exact(bench):
    log, path = bench.work / "check.log", bench.study.paths["exact"]
    try:
        timed(command(bench.ledger, "check", path), 600, log)
    except Stopped:
        told = log.read_text()
        raise SystemExit(f"landledger check refuses {path} (--centre-only does without):\n{told}") from None


def result_of(tool, bench, args, occasion):
    """Measures a tool and reads what it counted; None where it counted nothing."""
    log = bench.work / "log"
    log.unlink(missing_ok=True)
    result = {
        "tool": tool.name,
        "edge": tool.edge,
        "threads": tool.threads,
        "version": None,
        "runs": [],
        "stopped_after": None,
        "remark": "",
        "occasion": occasion,
        "steps": [bench.as_told(step) for step in tool.steps],
    }
    try:
        result["version"] = version(tool)
        result["runs"] = measure(tool, args.runs, args.limit, log)
        return result, tool.counts()
    except Stopped as stopped:
        result |= {"remark": stopped.reason, "stopped_after": stopped.after}
        if stopped.after is None and log.is_file():
            progress(f"{tool.name} {stopped.reason}:\n{log.read_text(errors='replace')[-2000:]}")
        return result, None


def main():
    args = parse_arguments()
    study = Study(args.folder.resolve())
    store = Store(args.store.resolve() / study.folder.name, study.inputs())
    work = store.folder / "work"
    work.mkdir(exist_ok=True)
    bench = Bench(study, work, args.landledger.resolve(), args.threads)
    if not args.centre_only:
        refuse_without_exact(bench)

    study.read_into_cache()
    wanted = args.tools.split(",") if args.tools else [""]
    occasion = f"{datetime.datetime.now():%Y-%m-%d %H:%M}"
    results = []
    for tool in bench.tools():
        if tool.edge == "exact" and args.centre_only:
            continue
        if any(name in tool.name for name in wanted):
            progress(f"{tool.name}, {tool.edge}")
            store.put(tool, *result_of(tool, bench, args, occasion))
        results.append(store.get(tool))
    shutil.rmtree(work)

    agreed = agreement.check(results, study)
    text = table.report([result for result, _ in results], agreed)
    if args.into is None:
        print(text, end="")
    else:
        table.put_into(args.into, text)


if __name__ == "__main__":
    main()
