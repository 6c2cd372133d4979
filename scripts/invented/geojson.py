"""Outlines as GeoJSON."""

import json

from shapely.geometry import mapping


def write_features(path, layer, features):
    """`features` are (properties, outline in degrees). One to a line, so that a change shows as the one line it is."""
    lines = []
    for properties, outline in features:
        feature = {"type": "Feature", "properties": properties, "geometry": mapping(outline)}
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
    text = f'{{"type":"FeatureCollection","name":"{layer}","features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="utf-8", newline="\n")
