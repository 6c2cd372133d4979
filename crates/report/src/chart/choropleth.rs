//! Zones as a map.

use super::name_place::{Room, free_place};
use super::paper::{Anchor, GRID, LETTER, Sheet, letters, sheet, title};
use super::simplify::simplified;
use super::text_width::text_width;
use crate::markup::{Element, coordinate};
use landledger_core::Polygons;
use std::fmt::Write as _;

/// A zone's outline on the sheet.
#[derive(Debug, Clone)]
pub(crate) struct MapShape {
    /// A path of all its rings.
    path: String,
    /// Left, top, right, bottom of its largest ring.
    reach: [f64; 4],
}

impl MapShape {
    fn room(&self) -> Room {
        let [left, top, right, bottom] = self.reach;
        Room { left, right, top, bottom }
    }
}

/// Outlines brought onto a sheet, and its size.
#[derive(Debug, Clone)]
pub(crate) struct Shapes {
    outlines: Vec<MapShape>,
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// Pixels that an outline may be off.
    pub(crate) tolerance: f64,
}

/// Fits outlines in grid coordinates into a sheet, `aspect` being a cell's width over its height on the ground. Vertices
/// go until no more than `most` are left. `None` where there is nothing to show.
pub(crate) fn map_shapes(
    outlines: &[&Polygons],
    aspect: f64,
    [width, most_height]: [f64; 2],
    most: usize,
) -> Option<Shapes> {
    const MARGIN: f64 = 6.0;
    let extents = outlines.iter().filter_map(|outline| outline.extent());
    let ([left, top], [right, bottom]) =
        extents.reduce(|(a, b), (c, d)| ([a[0].min(c[0]), a[1].min(c[1])], [b[0].max(d[0]), b[1].max(d[1])]))?;
    let (wide, high) = ((right - left) * aspect, bottom - top);
    if !(wide > 0.0 && high > 0.0) {
        return None;
    }
    let scale = ((width - 2.0 * MARGIN) / wide).min((most_height - 2.0 * MARGIN) / high);
    let indent = (width - wide * scale) / 2.0;
    let place = |[x, y]: [f64; 2]| [indent + (x - left) * aspect * scale, MARGIN + (y - top) * scale];
    let mut tolerance = 0.25;
    loop {
        let mut vertices = 0;
        let shapes = outlines.iter().map(|outline| {
            let rings = outline.rings().iter().map(|ring| {
                let placed: Vec<[f64; 2]> = ring.iter().map(|&point| place(point)).collect();
                simplified(&placed, tolerance)
            });
            let rings: Vec<Vec<[f64; 2]>> = largest_or_visible(rings.collect());
            vertices += rings.iter().map(Vec::len).sum::<usize>();
            MapShape { path: path_of(&rings), reach: rings.first().map_or([0.0; 4], |ring| reach_of(ring)) }
        });
        let shapes: Vec<MapShape> = shapes.collect();
        if vertices <= most || tolerance > 8.0 {
            return Some(Shapes { outlines: shapes, width, height: high * scale + 2.0 * MARGIN, tolerance });
        }
        tolerance *= 1.6;
    }
}

/// Without the rings that nobody could see, as long as one is left.
fn largest_or_visible(mut rings: Vec<Vec<[f64; 2]>>) -> Vec<Vec<[f64; 2]>> {
    const VISIBLE: f64 = 0.4;
    let reach = |ring: &[[f64; 2]]| {
        let [left, top, right, bottom] = reach_of(ring);
        (right - left).max(bottom - top)
    };
    rings.sort_by(|a, b| reach(b).total_cmp(&reach(a)));
    let seen = rings.iter().take_while(|ring| reach(ring) >= VISIBLE).count();
    rings.truncate(seen.max(1));
    rings
}

/// Left, top, right, bottom.
fn reach_of(ring: &[[f64; 2]]) -> [f64; 4] {
    let start = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
    ring.iter().fold(start, |[a, b, c, d], &[x, y]| [a.min(x), b.min(y), c.max(x), d.max(y)])
}

fn path_of(rings: &[Vec<[f64; 2]>]) -> String {
    let mut path = String::new();
    for ring in rings {
        let mut last = None;
        for point in ring {
            let here = point.map(|value| libm::round(value * 10.0) as i64);
            let (x, y) = (here[0] as f64 / 10.0, here[1] as f64 / 10.0);
            // Writing into a String cannot fail.
            let _ = match last {
                None => write!(path, "M{x} {y}"),
                Some(last) if last == here => Ok(()),
                Some(_) => write!(path, "L{x} {y}"),
            };
            last = Some(here);
        }
        path.push('Z');
    }
    path
}

/// What is shown of a zone.
#[derive(Debug, Clone)]
pub(crate) struct ZoneMark {
    pub(crate) name: String,
    pub(crate) color: String,
    /// Name and value, for eyes.
    pub(crate) says: String,
    /// None where there is none.
    pub(crate) value: Option<f64>,
}

/// The map.
#[derive(Debug)]
pub(crate) struct Choropleth<'a> {
    pub(crate) label: &'a str,
    pub(crate) shapes: &'a Shapes,
    pub(crate) zones: &'a [ZoneMark],
    pub(crate) unit: &'a str,
}

impl Choropleth<'_> {
    pub(crate) fn draw(&self) -> Sheet {
        let marks = self.shapes.outlines.iter().zip(self.zones).enumerate().map(|(index, (shape, zone))| {
            let ZoneMark { name, color, says, value } = zone;
            let path = Element::new("path").with("d", shape.path.clone()).with("fill", color.clone());
            let path = path.with("fill-rule", "evenodd").with("stroke", GRID).with("stroke-width", "0.5");
            let mark = Element::new("g").with("class", "mark zone").with("data-zone", name.clone());
            let mark = mark.with("data-index", index.to_string()).with("data-unit", self.unit.to_owned());
            let mark = match value {
                Some(value) => mark.exactly("data-value", *value),
                None => mark,
            };
            let mark = mark.with("role", "img").with("aria-label", says.clone());
            mark.child(title(says.clone())).child(path)
        });
        let height = self.shapes.height;
        let names = self.names();
        sheet(self.shapes.width, height, self.label)
            .child(
                Element::new("g")
                    .with("class", "marks")
                    .with("data-tolerance", coordinate(self.shapes.tolerance))
                    .children(marks),
            )
            .child(Element::new("g").with("class", "names").with("aria-hidden", "true").children(names))
    }

    /// Names of the zones that have room for theirs, the largest first: inside, or else beside.
    fn names(&self) -> Vec<Element> {
        const MOST: usize = 120;
        let mut order: Vec<usize> = (0..self.zones.len()).collect();
        let size = |index: usize| {
            let [left, top, right, bottom] = self.shapes.outlines[index].reach;
            (right - left) * (bottom - top)
        };
        order.sort_by(|&a, &b| size(b).total_cmp(&size(a)));
        order.truncate(MOST);
        let rooms: Vec<Room> = self.shapes.outlines.iter().map(MapShape::room).collect();
        let mut taken: Vec<Room> = Vec::new();
        let mut names = Vec::new();
        for index in order {
            let (room, name) = (rooms[index], &self.zones[index].name);
            let wide = text_width(name, LETTER);
            let inside = (wide < (room.right - room.left) * 0.9).then(|| {
                let (x, y) = (f64::midpoint(room.left, room.right), f64::midpoint(room.top, room.bottom));
                let level = Room {
                    left: x - wide / 2.0,
                    right: x + wide / 2.0,
                    top: y - LETTER / 2.0,
                    bottom: y + LETTER / 2.0,
                };
                (Anchor::Middle, x, y, level)
            });
            let inside = inside.filter(|(_, _, _, level)| !taken.iter().any(|other| other.meets(level)));
            let place = inside.or_else(|| {
                let others = rooms.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, room)| *room);
                let all: Vec<Room> = others.chain(taken.iter().copied()).collect();
                free_place(room, wide, [0.0, self.shapes.width], &all)
            });
            if let Some((anchor, x, y, level)) = place {
                let halo = letters(x, y, anchor, name.clone()).with("paint-order", "stroke");
                names.push(halo.with("stroke", "#ffffff").with("stroke-width", "2.4").with("stroke-linejoin", "round"));
                taken.push(level);
            }
        }
        names
    }
}
