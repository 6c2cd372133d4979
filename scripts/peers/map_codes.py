"""Count the cells of a map of class changes by the pair of codes that its attribute table gives them, read with rasterio and
Python's own XML parser. With --transitions also compare each cell with a raster in which it holds from * 10 + to.
Prints from_code,to_code,cells,differ."""

import argparse
import csv
import sys
import xml.etree.ElementTree as ElementTree

import numpy as np
import rasterio


def read_table(path):
    """Pair of codes of each number."""
    table = ElementTree.parse(path + ".aux.xml").find(".//GDALRasterAttributeTable")
    names = [field.findtext("Name") for field in table.findall("FieldDefn")]
    rows = [dict(zip(names, [cell.text for cell in row.findall("F")])) for row in table.findall("Row")]
    return {int(row["value"]): (int(row["from_code"]), int(row["to_code"])) for row in rows}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("map", metavar="MAP")
    parser.add_argument("--transitions", metavar="RASTER")
    arguments = parser.parse_args()

    with rasterio.open(arguments.map) as raster:
        numbers = raster.read(1)
    pair_of = read_table(arguments.map)
    others = None
    if arguments.transitions:
        with rasterio.open(arguments.transitions) as raster:
            others = raster.read(1)
    table = csv.writer(sys.stdout)
    table.writerow(["from_code", "to_code", "cells", "differ"])
    for number in np.unique(numbers).tolist():
        earlier, later = pair_of.get(number, (0, 0))
        cells = numbers == number
        differ = np.count_nonzero(others[cells] != earlier * 10 + later) if others is not None else 0
        if number != 0 or others is not None:
            table.writerow([earlier, later, np.count_nonzero(cells), differ])


if __name__ == "__main__":
    main()
