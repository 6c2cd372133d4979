"""The files around the rasters: legend and study, once for each edge rule that speed is compared under."""

from .land_cover import CLASSES

LAST_YEAR = 2020
# As many epochs as this are a decade apart; more are annual maps.
MOST_DECADES = 3
STUDIES = {"centre": "study.toml", "exact": "study-exact.toml"}


def years(epochs):
    """Year of each epoch, and how many years lie between two."""
    apart = 10 if epochs <= MOST_DECADES else 1
    return [LAST_YEAR - apart * back for back in reversed(range(epochs))], apart


def raster_name(year):
    return f"lulc_{year}.tif"


def write(out, all_years):
    (out / "legend.csv").write_text("code,name\n" + "".join(f"{code},class {code}\n" for code in range(1, CLASSES + 1)))
    epochs = "".join(f'[[epoch]]\nyear = {year}\nraster = "{raster_name(year)}"\n\n' for year in all_years)
    for edge, name in STUDIES.items():
        (out / name).write_text(
            f'[study]\ntitle = "load test"\n\n{epochs}[legend]\nfile = "legend.csv"\n\n'
            f'[zones]\nsource = "zones.geojson"\nname = "name"\ngroup = "region"\nedge = "{edge}"\n'
        )
