"""The Markdown report: when and where, the table, the commands."""

from statistics import median

from .machine import describe

BEGIN, END = "<!-- bench-peers: begin -->", "<!-- bench-peers: end -->"
HEAD = (
    "| tool | edge | version | threads | wall s | ratio | CPU s | ratio | others' CPU s | peak MiB | runs | remark |\n"
    "|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|---|\n"
)


def short(value):
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def middle(result, what, step=None):
    """Median of the runs: of one step, or of all steps of a run together."""
    return median(sum(s[what] for s in (run if step is None else run[step : step + 1])) for run in result["runs"])


def row(result, ours, occasion):
    """One line; `ours` is the result of `landledger tally` under the same edge rule."""
    cells = [result["tool"], result["edge"], result["version"] or "-", str(result["threads"])]
    remarks = [result["remark"]]
    if result["runs"]:
        for what in ("wall", "cpu"):
            cells += [short(middle(result, what)), short(middle(result, what) / middle(ours, what))]
        peak = max(step["peak"] for run in result["runs"] for step in run) / 1024
        cells += [short(middle(result, "others")), f"{peak:.0f}", str(len(result["runs"]))]
        if len(result["steps"]) > 1:
            remarks.append(
                " + ".join(short(middle(result, "wall", step)) for step in range(len(result["steps"]))) + " s"
            )
    elif result["stopped_after"]:
        limit = result["stopped_after"]
        cells += [f"> {limit:.0f}", f"> {short(limit / middle(ours, 'wall'))}", *["-"] * 4, "1"]
    else:
        cells += ["-"] * 7
    if result["occasion"] != occasion:
        remarks.append(f"measured {result['occasion']}")
    return "| " + " | ".join([*cells, "; ".join(filter(None, remarks))]) + " |\n"


def report(results, agreed):
    """`agreed` is what `agreement.check` gives. The latest occasion gives the date; rows of another say so."""
    occasion = max(result["occasion"] for result in results)
    ours = {result["edge"]: result for result in results if result["tool"] == "landledger tally"}
    pairs = {result["edge"]: count for result, count, _ in agreed if result["tool"] == "landledger tally"}
    same = ", ".join(dict.fromkeys(result["tool"] for result, _, _ in agreed if result["edge"] == "centre"))
    lines = [
        f"{occasion}, {describe()}.\n\n",
        HEAD,
        *(row(result, ours[result["edge"]], occasion) for result in results),
        f"\nThe same number of cells in each of {pairs['centre']} pairs of zone and trajectory: {same}.\n",
    ]
    lines += [
        f"Largest difference in one of {pairs['exact']} pairs, {result['tool']}: {largest:.1e} cells.\n"
        for result, _, largest in agreed
        if result["edge"] == "exact" and not result["tool"].startswith("landledger")
    ]
    commands = (f"    {step}\n" for result in results for step in result["steps"])
    return "".join([*lines, "\nCommands:\n\n", *commands])


def put_into(path, text):
    """Replaces what stands between the two marks."""
    before, mark, rest = path.read_text().partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (mark and end):
        raise SystemExit(f"{path} has no place for the table (expected the lines {BEGIN} and {END})")
    path.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{after}")
