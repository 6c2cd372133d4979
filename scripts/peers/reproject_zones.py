"""Write a boundary file again in another CRS, vertex by vertex."""

import argparse

import fiona
from fiona.transform import transform_geom


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("zones", metavar="FILE", help="boundary file")
    parser.add_argument("out", metavar="OUT", help="GeoPackage to write")
    parser.add_argument("--crs", required=True, help="CRS of the new file")
    arguments = parser.parse_args()

    with fiona.open(arguments.zones) as layer:
        options = {"driver": "GPKG", "crs": arguments.crs, "schema": layer.schema}
        with fiona.open(arguments.out, "w", **options) as out:
            for feature in layer:
                geometry = transform_geom(layer.crs, arguments.crs, feature.geometry)
                out.write(fiona.Feature(geometry=geometry, properties=feature.properties))


if __name__ == "__main__":
    main()
