"""Runs a program in a process of its own: wall time, processor time, peak memory."""

import os
import signal
import subprocess
import tempfile
import time

# A tool that takes this long is not run again.
LONG_S = 60


class Stopped(Exception):
    """Why there is no figure; `after` is the time limit where it was that."""

    def __init__(self, reason, after=None):
        super().__init__(reason)
        self.reason, self.after = reason, after


def busy_seconds():
    """What all processors have worked since the machine started, for whomever."""
    with open("/proc/stat") as file:
        user, nice, system, _idle, _waiting, *interrupts = map(int, file.readline().split()[1:8])
    return (user + nice + system + sum(interrupts)) / os.sysconf("SC_CLK_TCK")


def timed(argv, limit, log):
    """Seconds of wall clock, of processors for this, of processors for others; KiB held by the largest process."""
    # GNU time rather than our own children's usage: memory of a child would start with what its parent holds.
    with tempfile.NamedTemporaryFile("r") as report, open(log, "ab") as talk:
        start, busy = time.perf_counter(), busy_seconds()
        process = subprocess.Popen(
            ["/usr/bin/time", "--quiet", "-f", "%U %S %M", "-o", report.name, *argv],
            stdin=subprocess.DEVNULL,
            stdout=talk,
            stderr=talk,
            start_new_session=True,
        )
        try:
            status = process.wait(limit)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise Stopped(f"stopped after {limit:.0f} s", limit) from None
        wall, busy = time.perf_counter() - start, busy_seconds() - busy
        if status != 0:
            raise Stopped(f"failed with status {status}")
        user, system, peak = report.read().split()
        cpu = float(user) + float(system)
        return {"wall": wall, "cpu": cpu, "others": max(0.0, busy - cpu), "peak": int(peak)}


def measure(tool, runs, limit, log):
    """What each run measured, step by step."""
    done = []
    for _ in range(runs):
        done.append([timed(step, limit, log) for step in tool.steps])
        if sum(step["wall"] for step in done[-1]) > LONG_S:
            break
    return done


def version(tool):
    try:
        told = subprocess.run(tool.version, capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        raise Stopped("not installed") from None
    return told.stdout.strip()
