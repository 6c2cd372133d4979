"""Run the examples of a page, in the folder where it is run: those in Python, and the statements of those in SQL by DuckDB.

Prints language,lines for each example: how many lines it printed, or how many rows its statements gave.
"""

import contextlib
import csv
import io
import re
import sys
from pathlib import Path

import duckdb


def lines_of_python(code):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, {})
    return len(printed.getvalue().splitlines())


def rows_of_sql(code):
    return sum(len(duckdb.sql(statement).fetchall()) for statement in code.split(";") if statement.strip())


def main():
    page = Path(sys.argv[1]).read_text(encoding="utf-8")
    out = csv.writer(sys.stdout)
    out.writerow(["language", "lines"])
    for language, code in re.findall(r"^```(python|sql)\n(.*?)^```$", page, re.DOTALL | re.MULTILINE):
        out.writerow([language, (lines_of_python if language == "python" else rows_of_sql)(code)])


if __name__ == "__main__":
    main()
