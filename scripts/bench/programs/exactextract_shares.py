"""Shares of cells of each zone by trajectory with exactextract, from a raster of joint codes (`combine_epochs.py`)."""

import json
from pathlib import Path

import rasterio
from exactextract import exact_extract
from joint import Joint, arguments, write_counts


def rows(features, name, joint):
    for feature in features:
        properties = feature["properties"]
        for number, share in zip(properties["unique"], properties["frac"]):
            if (trajectory := joint.trajectory(int(number))) is not None:
                yield properties[name], trajectory, float(share) * float(properties["count"])


def main():
    parser = arguments(__doc__)
    parser.add_argument("--epochs", type=int, required=True)
    parser.add_argument("--zones", required=True, metavar="GEOJSON")
    parser.add_argument("--name", required=True, metavar="ATTRIBUTE")
    args = parser.parse_args()
    joint = Joint(args.codes, args.epochs)
    with rasterio.open(args.rasters[0]) as combined:
        zones = json.loads(Path(args.zones).read_text())["features"]
        features = exact_extract(combined, zones, ["count", "unique", "frac"], include_cols=[args.name])
    write_counts(args.out, rows(features, args.name, joint))


if __name__ == "__main__":
    main()
