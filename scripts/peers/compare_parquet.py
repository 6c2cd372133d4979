"""Every Parquet file of a result folder beside the CSV of the same name, cell by cell, by two readers: pyarrow and DuckDB.

Prints reader,table,cells,differences,described: how many cells were compared, how many are not the same, and how many columns
say in the schema's metadata what they are (DuckDB does not read that; its column is empty). A number is the same when it is the
same 64-bit float; a cell that is empty in the CSV is null.
"""

import csv
import sys
from pathlib import Path

import duckdb
import pyarrow.parquet


def expected(path):
    with open(path, encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return header, rows


def is_same(text, value):
    if value is None:
        return text == ""
    if isinstance(value, str):
        return text == value
    if isinstance(value, int):
        return text == str(value)
    return float(text) == value


def by_pyarrow(path):
    table = pyarrow.parquet.read_table(path)
    described = sum(b"description" in (field.metadata or {}) for field in table.schema)
    return table.column_names, list(zip(*table.to_pydict().values())), described


def by_duckdb(path):
    answer = duckdb.execute("SELECT * FROM read_parquet(?)", [str(path)])
    return [column[0] for column in answer.description], answer.fetchall(), ""


def main():
    folder = Path(sys.argv[1])
    out = csv.writer(sys.stdout)
    out.writerow(["reader", "table", "cells", "differences", "described"])
    for path in sorted(folder.rglob("*.parquet")):
        header, rows = expected(path.with_suffix(".csv"))
        for name, read in [("pyarrow", by_pyarrow), ("duckdb", by_duckdb)]:
            found_header, found, described = read(path)
            if header != found_header or len(rows) != len(found):
                sys.exit(f"{path}: {len(found)} rows of {found_header}, expected {len(rows)} of {header}")
            pairs = [(text, value) for row, line in zip(rows, found) for text, value in zip(row, line)]
            differences = sum(not is_same(text, value) for text, value in pairs)
            out.writerow([name, path.relative_to(folder).with_suffix(""), len(pairs), differences, described])


if __name__ == "__main__":
    main()
