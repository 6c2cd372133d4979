"""Make the data of fixtures/basin: an invented river basin on the grid of ESA CCI land cover.

Writes lccs_2000.tif, lccs_2010.tif, lccs_2020.tif and subbasins.geojson, the same pixels and coordinates on every run.
The files kept by hand (study.toml, values.csv, gdp.csv) are copied along when the output is another folder.
"""

from basin import land, subbasins
from invented.geojson import write_features
from invented.raster import write_codes
from invented.target import target_folder

DESCRIPTION = (
    "Invented land cover of {year} in the codes of ESA CCI land cover. Not ESA data: "
    "see the README of landledger's fixtures/basin."
)


def main():
    out = target_folder("basin", __doc__, kept_by_hand=("study.toml", "values.csv", "gdp.csv"))
    write_features(out / "subbasins.geojson", "subbasins", subbasins.outlines())
    for year, limits in land.EPOCHS.items():
        path = out / f"lccs_{year}.tif"
        write_codes(path, land.paint(limits), land.CRS, land.TRANSFORM, 0, DESCRIPTION.format(year=year))


if __name__ == "__main__":
    main()
