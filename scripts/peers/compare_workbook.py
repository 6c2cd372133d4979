"""The workbook of a result folder beside the CSV tables of the same run, read by openpyxl; a warning of openpyxl is an error.

Prints kind,sheet,cells,differences,faults. Cells are compared as 64-bit floats or as text. Faults of a sheet of a table are: no
frozen header, no filter over the header, a number without its number format, text that became a formula. Of the first sheet: a
list of sheets that is not complete, a time of writing.
"""

import csv
import math
import sys
import warnings
from pathlib import Path

import openpyxl

MOST = 31
LEVELS = {"": "", "groups": ".groups", "study": ".study"}
STEPS = {"trillion": 1e12, "billion": 1e9, "million": 1e6, "thousand": 1e3, "万亿": 1e12, "亿": 1e8, "万": 1e4}


def sheet_name(table, level):
    ending = LEVELS[level]
    whole = table + ending
    return whole if len(whole) <= MOST else table[: MOST - len(ending) - 1] + "~" + ending


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def is_same(text, cell):
    value = cell.value
    if value is None:
        return text == ""
    if isinstance(value, str):
        return cell.data_type == "s" and value == text
    return float(text) == float(value)


def compare_table(path, sheet):
    header, *rows = rows_of(path)
    found = list(sheet.iter_rows(min_row=3))
    names, lines = [cell.value for cell in found[0]], found[1:]
    if names != header or len(lines) != len(rows):
        sys.exit(f"{sheet.title}: {len(lines)} rows of {names}, expected {len(rows)} of {header}")
    pairs = [(text, cell) for row, line in zip(rows, lines) for text, cell in zip(row, line)]
    faults = []
    if not (sheet.freeze_panes or "").endswith("4"):
        faults.append("frozen")
    last = sheet.cell(3 + len(rows), len(header)).coordinate
    if sheet.auto_filter.ref != f"A3:{last}":
        faults.append(f"filter {sheet.auto_filter.ref}")
    if any(cell.data_type == "f" for _, cell in pairs):
        faults.append("formula")
    areas = [index for index, name in enumerate(header) if name.endswith("area_ha")]
    if any(line[index].number_format != "#,##0.00" for line in lines for index in areas):
        faults.append("format of areas")
    years = [index for index, name in enumerate(header) if name in ("year", "from_year", "code")]
    if any(line[index].number_format != "0" for line in lines for index in years if line[index].value is not None):
        faults.append("format of years and codes")
    return len(pairs), sum(not is_same(*pair) for pair in pairs), faults


def transitions(folder, period):
    """Hectares by region, then by codes."""
    by_region = {}
    for level in LEVELS:
        path = folder / level / "transitions.csv"
        if not path.exists():
            continue
        header, *rows = rows_of(path)
        for row in rows:
            line = dict(zip(header, row))
            if (line["from_year"], line["to_year"]) == period:
                region = line.get("zone") if level == "" else line.get("group") if level == "groups" else None
                codes = (int(line["from_code"]), int(line["to_code"]))
                by_region.setdefault((level, region), {})[codes] = float(line["area_ha"])
    return by_region


def compare_matrices(folder, sheet, words):
    period = tuple(sheet.title.split(" ", 1)[1].split("-"))
    expected = transitions(folder, period)
    cells = differences = 0
    seen = set()
    for heading in sheet["A"][3:]:
        text = heading.value
        if not isinstance(text, str) or not heading.font.b or heading.font.sz != 13:
            continue
        region = next(((level, text[len(word) :]) for level, word in words.items() if text.startswith(word)), ("study", None))
        seen.add(region)
        first, column = heading.row + 3, 3
        columns = []
        while isinstance(sheet.cell(heading.row + 1, column).value, int):
            columns.append(sheet.cell(heading.row + 1, column).value)
            column += 1
        rows = [sheet.cell(first + index, 1).value for index in range(len(columns))]
        if rows != columns:
            sys.exit(f"{sheet.title}: {rows} beside {columns}")
        square = [[sheet.cell(first + row, 3 + col).value for col in range(len(columns))] for row in range(len(rows))]
        across = [sheet.cell(first + row, 3 + len(columns)).value for row in range(len(rows))]
        down = [sheet.cell(first + len(rows), 3 + col).value for col in range(len(columns) + 1)]
        for row, line in zip(rows, square):
            for col, value in zip(columns, line):
                cells += 1
                differences += value != expected[region].get((row, col), 0.0)
        sums = [math.fsum(line) for line in square] + [math.fsum(line) for line in zip(*square)]
        sums.append(math.fsum(value for line in square for value in line))
        for value, total in zip(sums, across + down):
            cells += 1
            differences += not math.isclose(value, total, rel_tol=1e-12, abs_tol=1e-9)
    faults = [] if seen == set(expected) else [f"regions {sorted(map(str, seen ^ set(expected)))}"]
    return cells, differences, faults


def step_of(title):
    return next((factor for word, factor in STEPS.items() if word in title), 1.0)


def compare_paper(folder, number, sheet):
    """The block of the study beside the table of that name."""
    header, *rows = rows_of(folder / "study" / f"paper_table_{number}.csv")
    keys = {1: 1, 2: 2}[number]
    factor = step_of(sheet["B1"].value)
    cells = differences = 0
    for index, row in enumerate(rows):
        for column, text in enumerate(row[keys:]):
            found = sheet.cell(6 + index, 2 + column).value
            is_money = header[keys + column].startswith("value_")
            expected = None if text == "" else float(text) / factor if is_money else float(text)
            cells += 1
            differences += found != expected
    return cells, differences, []


def compare_compensation(folder, sheet):
    header, *rows = rows_of(folder / "compensation.csv")
    lines = [dict(zip(header, row)) for row in rows]
    lines.sort(key=lambda line: -float(line["compensation"]))
    factor = step_of(sheet["B1"].value)
    cells = differences = 0
    for index, line in enumerate(lines):
        found = [sheet.cell(5 + index, column).value for column in (1, 3, 4, 5, 6)]
        money = [float(line[name]) / factor for name in ("compensation", "gdp")]
        expected = [line["zone"], *money, float(line["compensation_share_of_gdp"]), int(line["rank"])]
        cells += len(expected)
        differences += sum(a != b for a, b in zip(found, expected))
    total = dict(zip(*rows_of(folder / "study" / "compensation.csv")))
    cells += 1
    differences += sheet.cell(5 + len(lines), 3).value != float(total["compensation"]) / factor
    return cells, differences, []


def main():
    folder, language = Path(sys.argv[1]), sys.argv[2]
    warnings.simplefilter("error")
    book = openpyxl.load_workbook(folder / "results.xlsx")
    out = csv.writer(sys.stdout)
    out.writerow(["kind", "sheet", "cells", "differences", "faults"])
    seen = {book.sheetnames[0]}

    def say(kind, name, answer):
        cells, differences, faults = answer
        seen.add(name)
        out.writerow([kind, name, cells, differences, "; ".join(faults)])

    for level in LEVELS:
        # dictionary.csv is about the tables; the workbook says the same in the headings of its sheets.
        for path in sorted(set((folder / level).glob("*.csv")) - {folder / "dictionary.csv"}):
            name = sheet_name(path.stem, level)
            say("table", name, compare_table(path, book[name]))
    table, matrix = {"en": ("Table", "Matrix"), "zh": ("表", "矩阵")}[language]
    words = {"en": {"": "Zone: ", "groups": "Group: "}, "zh": {"": "区：", "groups": "组："}}[language]
    for name in book.sheetnames:
        if name.startswith(matrix + " "):
            say("matrix", name, compare_matrices(folder, book[name], words))
    for number in (1, 2):
        say("paper", f"{table} {number}", compare_paper(folder, number, book[f"{table} {number}"]))
    say("paper", f"{table} 3", compare_compensation(folder, book[f"{table} 3"]))
    if seen != set(book.sheetnames):
        sys.exit(f"sheets that nothing was compared with: {set(book.sheetnames) - seen}")
    front = book.worksheets[0]
    links = {cell.hyperlink.location.split("!")[0].strip("'") for row in front for cell in row if cell.hyperlink}
    faults = [] if str(book.properties.created) == "1900-01-01 00:00:00" else [f"created {book.properties.created}"]
    say("front", front.title, (len(links), len(links ^ (seen - {front.title})), faults))


if __name__ == "__main__":
    main()
