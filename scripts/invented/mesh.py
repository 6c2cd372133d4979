"""Neighbouring zones: a mesh of winding lines, each held by the zones on both its sides, vertex for vertex."""

from shapely.geometry import Polygon

from .noise import uniform

# How far an inner crossing may be moved, and a line may wind, as a share of a mesh's width: too little for two to meet.
CROSSING = 0.16
WINDING = 0.11
HALVINGS = 5


class Mesh:
    """`rows` x `cols` zones in a box, row 0 northernmost; `decimals` are those that the file's coordinates keep."""

    def __init__(self, seed, west, south, east, north, rows, cols, decimals):
        self.seed, self.decimals = seed, decimals
        self.west, self.north = west, north
        self.width, self.height = (east - west) / cols, (north - south) / rows
        self.rows, self.cols = rows, cols

    def random(self, *key):
        """A number from -1 to 1 that belongs to a place of the mesh."""
        index = 0
        for part in key:
            index = index * 64 + part
        return 2 * uniform(self.seed, index) - 1

    def crossing(self, row, col):
        """Where lines meet, in meshes from the north-west corner."""
        return col + CROSSING * self.random(1, row, col), row + CROSSING * self.random(2, row, col)

    def line(self, start, end):
        """From one crossing to the next, winding: midpoints are moved aside, again and again, by half as much each time."""
        points = [self.crossing(*start), self.crossing(*end)]
        for halving in range(HALVINGS):
            finer = [points[0]]
            for number, ((x0, y0), (x1, y1)) in enumerate(zip(points, points[1:])):
                aside = WINDING * self.random(3 + halving, number, *start, *end)
                finer += [((x0 + x1) / 2 - aside * (y1 - y0), (y0 + y1) / 2 + aside * (x1 - x0)), (x1, y1)]
            points = finer
        return points

    def outline(self, row, col):
        """The zone in that place of the mesh, counter-clockwise as RFC 7946 asks."""
        north_west, north_east = (row, col), (row, col + 1)
        south_west, south_east = (row + 1, col), (row + 1, col + 1)
        ring = [
            *self.line(north_west, south_west)[:-1],
            *self.line(south_west, south_east)[:-1],
            *self.line(north_east, south_east)[:0:-1],
            *self.line(north_west, north_east)[:0:-1],
        ]
        return Polygon([self.placed(x, y) for x, y in ring])

    def placed(self, x, y):
        return (
            round(self.west + x * self.width, self.decimals),
            round(self.north - y * self.height, self.decimals),
        )
