"""Share of each cell that lies in each zone, by exactextract.

Zones come as JSON in grid coordinates, `{"rows": .., "cols": .., "zones": [polygon, ..]}`: x is the column, y the row,
cell borders lie at whole numbers; a polygon is a list of lists of rings. Prints zone,row,col,share for each edge cell; the
whole cells of a zone are one line with their number as share and neither row nor column.
"""

import argparse
import csv
import json
import sys

import numpy as np
from exactextract import exact_extract
from exactextract.raster import NumPyRasterSource


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("zones", metavar="FILE", help="zones as JSON")
    with open(parser.parse_args().zones, encoding="utf-8") as file:
        study = json.load(file)

    rows, cols = study["rows"], study["cols"]
    raster = NumPyRasterSource(np.zeros((rows, cols), dtype=np.uint8), 0, 0, cols, rows)
    table = csv.writer(sys.stdout)
    table.writerow(["zone", "row", "col", "share"])
    for zone, polygons in enumerate(study["zones"]):
        # exactextract's rows begin above, at the largest y.
        upright = [[[[x, rows - y] for x, y in ring + ring[:1]] for ring in polygon] for polygon in polygons]
        feature = {"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": upright}, "properties": {}}
        found = exact_extract(raster, [feature], ["cell_id", "coverage"])[0]["properties"]
        cells, shares = np.asarray(found["cell_id"]), np.asarray(found["coverage"])
        table.writerow([zone, "", "", float(np.count_nonzero(shares == 1))])
        at_edge = (shares > 0) & (shares < 1)
        for cell, share in zip(cells[at_edge].tolist(), shares[at_edge].tolist()):
            table.writerow([zone, cell // cols, cell % cols, share])


if __name__ == "__main__":
    main()
