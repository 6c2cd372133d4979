"""Made-up outlines: irregular blobs of the right size at the right place, in metres, then in degrees for the file."""

import math

import shapely
from pyproj import Transformer
from shapely.geometry import Polygon, mapping, shape
from shapely.ops import transform

from invented.blob import blob

from .cities import CITIES

# Equal-area, so that cells x cell area is the true area; the parameters usual for China.
ALBERS = (
    'PROJCS["China Albers equal-area (WGS 84)",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]],'
    'PROJECTION["Albers_Conic_Equal_Area"],PARAMETER["latitude_of_center",0],PARAMETER["longitude_of_center",105],'
    'PARAMETER["standard_parallel_1",25],PARAMETER["standard_parallel_2",47],'
    'PARAMETER["false_easting",0],PARAMETER["false_northing",0],UNIT["metre",1]]'
)
TO_METRES = Transformer.from_crs("EPSG:4326", ALBERS, always_xy=True)
TO_DEGREES = Transformer.from_crs(ALBERS, "EPSG:4326", always_xy=True)

DECIMALS = 6  # of a degree: about 0.1 m

# Where outlines would run into each other, the city named first gives way and gets the other's border as its own,
# vertex for vertex: a border shared exactly, as between real neighbours.
GIVES_WAY_TO = {"Shuangyashan": ("Hegang", "Qitaihe"), "Shizuishan": ("Wuhai",)}
# Geometry that is more than one ring: (radius, offset east, offset north) in metres.
HOLE = {"Fuxin": (6000, 9000, -7000)}
EXCLAVE = {"Shuangyashan": (8000, 60000, -95000)}
SAME_POINT_M = 1e-3


def outline(number, city, radius, neighbours):
    """The city's shape if its blob had this radius."""
    x, y = TO_METRES.transform(city.lon, city.lat)
    result = blob(number, (x, y), radius, city.aspect, city.tilt_deg)
    if neighbours:
        # Pieces cut off behind the neighbour are dropped: exclaves are made on purpose only.
        result = max(shapely.get_parts(result.difference(shapely.union_all(neighbours))), key=lambda part: part.area)
    if city.name in HOLE:
        size, east, north = HOLE[city.name]
        result = result.difference(blob(100 + number, (x + east, y + north), size, vertices=80))
    if city.name in EXCLAVE:
        size, east, north = EXCLAVE[city.name]
        result = result.union(blob(200 + number, (x + east, y + north), size, vertices=80))
    return result


def fitted_outline(number, city, neighbours):
    """The outline whose area is the city's, found by halving an interval of radii."""
    target = city.area_km2 * 1e6
    low, high = 0.5 * math.sqrt(target / math.pi), 2 * math.sqrt(target / math.pi)
    for _ in range(50):
        middle = (low + high) / 2
        if outline(number, city, middle, neighbours).area < target:
            low = middle
        else:
            high = middle
    return outline(number, city, high, neighbours)


def with_vertices_of(ring, others):
    """`ring` with a vertex inserted wherever one of `others` lies on it, so that both sides of a border share all."""
    near = [point for point in others if shapely.Point(point).distance(ring) < SAME_POINT_M]
    result = []
    coordinates = list(ring.coords)
    for start, end in zip(coordinates, coordinates[1:]):
        segment = shapely.LineString([start, end])
        on_it = [p for p in near if shapely.Point(p).distance(segment) < SAME_POINT_M]
        between = [p for p in on_it if math.dist(p, start) > SAME_POINT_M and math.dist(p, end) > SAME_POINT_M]
        result += [start, *sorted(set(between), key=lambda p: math.dist(p, start))]
    return [*result, result[0]]


def in_degrees(polygon):
    """What goes into the file: degrees, rounded, outer rings counter-clockwise as RFC 7946 asks."""

    def rounded(xs, ys):
        lons, lats = TO_DEGREES.transform(xs, ys)
        return [round(lon, DECIMALS) for lon in lons], [round(lat, DECIMALS) for lat in lats]

    return shapely.remove_repeated_points(shapely.orient_polygons(transform(rounded, polygon)))


def make_outlines():
    """City name -> outline in degrees, in the order of `CITIES`."""
    order = sorted(enumerate(CITIES), key=lambda item: item[1].name in GIVES_WAY_TO)
    metres = {}
    for number, city in order:
        neighbours = [metres[name] for name in GIVES_WAY_TO.get(city.name, ())]
        metres[city.name] = fitted_outline(number, city, neighbours)
    for later, earlier in ((later, name) for later, names in GIVES_WAY_TO.items() for name in names):
        points = shapely.get_coordinates(metres[later])
        metres[earlier] = Polygon(with_vertices_of(metres[earlier].exterior, [tuple(p) for p in points.tolist()]))
    return {city.name: in_degrees(metres[city.name]) for city in CITIES}


def in_metres(outline_degrees):
    """The outline a reader of the file sees, on the grid's plane."""
    return transform(TO_METRES.transform, shape(mapping(outline_degrees)))
