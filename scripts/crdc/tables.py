"""The files beside the rasters: outlines as GeoJSON, invented crop figures, invented payments."""

from invented.geojson import write_features
from invented.noise import uniform

from .cities import CITIES
from .scenario import SCENERY


def write_cities(path, outlines):
    """The cities in the order of `CITIES`."""
    properties = ({"name": city.name, "name_zh": city.name_zh, "region": city.region} for city in CITIES)
    write_features(path, "cities", zip(properties, (outlines[city.name] for city in CITIES)))


def varied(value, spread, seed, index):
    """`value` give or take `spread` of it, the same on every run."""
    return value * (1 + spread * (2 * uniform(seed, index) - 1))


def write_crops(path):
    """Figures made up per kind of country and varied a little per city.

    Every year has the same ones ("*"): values then change because land does, not because prices do.
    """
    lines = ["zone,year,crop,price_per_kg,yield_kg_per_ha,area_ha"]
    for number, city in enumerate(CITIES):
        farmland_ha = city.area_km2 * 100 * city.shares_2020[0] / 100
        for place, (crop, (price, crop_yield, sown)) in enumerate(SCENERY[city.scenery].crops.items()):
            price = varied(price, 0.04, 901, 10 * number + place)
            crop_yield = round(varied(crop_yield, 0.06, 902, 10 * number + place) / 10) * 10
            area_ha = round(varied(sown * farmland_ha, 0.05, 903, 10 * number + place) / 10) * 10
            lines.append(f"{city.name},*,{crop},{price:.2f},{crop_yield},{area_ha}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def write_paid(path):
    """Transfers that nobody paid: 100 million yuan for every city and 50 000 for each of its km2, to the million."""
    lines = ["# INVENTED: 100 million yuan for each city and 50 000 for each km2. No real transfer is in this table."]
    lines.append("zone,year,paid")
    for city in CITIES:
        millions = round(100 + 0.05 * city.area_km2)
        lines.append(f"{city.name},2019,{millions}000000")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
