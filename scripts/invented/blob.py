"""An irregular closed shape round a point."""

import math

from shapely.geometry import Polygon

from .noise import uniform


def blob(seed, centre, radius, aspect=1.0, tilt_deg=0.0, vertices=320):
    """A star-shaped ring: a circle with random waves on it, fewer and larger to more and smaller, stretched and turned."""
    waves = [(k, 0.55 * uniform(seed, k) / k**1.25, 2 * math.pi * uniform(seed, 1000 + k)) for k in range(2, 60)]
    cos_tilt, sin_tilt = math.cos(math.radians(tilt_deg)), math.sin(math.radians(tilt_deg))
    ring = []
    for i in range(vertices):
        angle = 2 * math.pi * i / vertices
        distance = radius * (1 + sum(size * math.cos(k * angle + phase) for k, size, phase in waves))
        along = distance * math.cos(angle) * math.sqrt(aspect)
        across = distance * math.sin(angle) / math.sqrt(aspect)
        ring.append((centre[0] + along * cos_tilt - across * sin_tilt, centre[1] + along * sin_tilt + across * cos_tilt))
    return Polygon(ring)
