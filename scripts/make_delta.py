"""Make the data of fixtures/delta: an invented river delta, mapped every year.

Writes lulc_2014.tif to lulc_2023.tif and townships.geojson, the same pixels and coordinates on every run. The files kept
by hand (study.toml and the tables) are copied along when the output is another folder.
"""

from delta import land, townships
from invented.geojson import write_features
from invented.raster import write_codes
from invented.target import target_folder

KEPT_BY_HAND = ("study.toml", "legend.csv", "equivalents.csv", "crops.csv", "price_index.csv")
DESCRIPTION = "Invented land cover of {year}: see the README of landledger's fixtures/delta."


def main():
    out = target_folder("delta", __doc__, KEPT_BY_HAND)
    write_features(out / "townships.geojson", "townships", townships.outlines())
    for year in land.YEARS:
        path = out / f"lulc_{year}.tif"
        write_codes(path, land.paint(year), land.CRS, land.TRANSFORM, land.NODATA, DESCRIPTION.format(year=year))


if __name__ == "__main__":
    main()
