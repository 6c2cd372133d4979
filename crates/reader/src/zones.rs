//! Zones from any boundary file that OGR opens.

use crate::crs::Crs;
use crate::geometry::{Outline, PolygonRings, Shape, polygons_of, union_of};
use crate::layers::spatial_layers;
use crate::reproject::{Way, ring_to_grid};
use crate::simple_rings::are_surely_valid;
use crate::{GeoGrid, ReaderError, open};
use gdal::vector::{Feature, Geometry, Layer, LayerAccess, OwnedLayer};
use landledger_core::{Polygons, Zone, ZoneSet, per_item};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::PathBuf;

/// Zones as the study names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneSpec {
    /// The boundary file.
    pub source: PathBuf,
    /// Which layer, where there are several.
    pub layer: Option<String>,
    /// Attribute with a unique name.
    pub name: String,
    /// Attribute with the group.
    pub group: Option<String>,
    /// Features of one name become one zone.
    pub merge: bool,
    /// Character encoding of the attributes, where the file does not say it.
    pub encoding: Option<String>,
}

/// Something that happened to the zones and that the user should know.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ZoneNote {
    /// An invalid outline was repaired.
    Repaired {
        /// The zone.
        zone: String,
        /// Area after the repair over the area before, in the source's CRS; infinite where there was none.
        area_ratio: f64,
    },
    /// Outlines were transformed.
    Reprojected {
        /// CRS of the boundary file.
        from: String,
        /// CRS of the rasters.
        to: String,
    },
    /// The CRS has another code than the rasters', but the same coordinates on this grid: nothing was transformed.
    TakenAsTheSame {
        /// CRS of the boundary file.
        from: String,
        /// CRS of the rasters.
        to: String,
    },
    /// PROJ knows no shift between the datums, so that outlines may lie off by up to some hundred metres.
    NoDatumShift {
        /// CRS of the boundary file.
        from: String,
        /// CRS of the rasters.
        to: String,
    },
    /// Several features became one zone.
    Merged {
        /// The zone.
        zone: String,
        /// How many features.
        features: usize,
    },
}

impl ZoneNote {
    /// "A to B", for outlines that were transformed.
    fn way(&self) -> Option<String> {
        match self {
            Self::Reprojected { from, to } => Some(format!("{from} to {to}")),
            _ => None,
        }
    }
}

/// Zones on the grid.
#[derive(Debug, Clone)]
pub struct Zones {
    /// The zones in the order of the source.
    pub set: ZoneSet,
    /// What was done to them.
    pub notes: Vec<ZoneNote>,
}

impl Zones {
    /// One zone, `all`, that is the whole grid.
    pub fn whole(grid: &GeoGrid) -> Self {
        let outline = Polygons::of_grid(grid.shape);
        let set = ZoneSet::new(vec![Zone { name: "all".into(), group: None, outline }]);
        Self { set, notes: Vec::new() }
    }

    /// Reads the zones and brings them onto the grid.
    ///
    /// # Errors
    /// Every problem of the file at once: no such layer or attribute, names missing or double,
    /// geometry that is no polygon, a CRS on one side only.
    pub fn read(spec: &ZoneSpec, grid: &GeoGrid, raster_crs: Option<&Crs>) -> Result<Self, Vec<ReaderError>> {
        let dataset = open::vector(&spec.source, spec.encoding.as_deref()).map_err(|error| vec![error])?;
        let mut layer = choose_layer(spec, &dataset).map_err(|error| vec![error])?;
        if layer.features().next().is_none() {
            return Err(vec![no_feature(spec)]);
        }
        let layer_crs = layer.spatial_ref().map(Crs::new).filter(|crs| !crs.is_undefined());
        let frame = Frame::new(spec, layer_crs.as_ref(), raster_crs, grid).map_err(|error| vec![error])?;
        let fields = Fields::find(spec, &layer).map_err(|error| vec![error])?;
        let mut gathered = Gathered::default();
        let mut shapes = Vec::new();
        for feature in layer.features() {
            shapes.extend(gathered.read(spec, &fields, &feature));
        }
        // Of millions of vertices this is the dearest part, and needs neither OGR nor GEOS.
        let polygons: Vec<&[PolygonRings]> = shapes.iter().map(|named| named.shape.polygons()).collect();
        let Ok(are_valid) = per_item(&polygons, || Ok::<_, Infallible>(()), |(), polygons| are_surely_valid(polygons));
        for (shape, is_surely_valid) in shapes.into_iter().zip(are_valid) {
            gathered.add(spec, shape, is_surely_valid);
        }
        gathered.into_zones(spec, &frame)
    }

    /// The union of some zones, on the grid; `None` when GEOS cannot make it.
    pub fn union(&self, zones: &[usize]) -> Option<Polygons> {
        let geometries =
            zones.iter().map(|&zone| as_geometry(&self.set.zones()[zone].outline)).collect::<Option<_>>()?;
        Some(Polygons::from_polygons(polygons_of(&union_of(geometries)?)))
    }
}

fn no_feature(spec: &ZoneSpec) -> ReaderError {
    ReaderError::Layer {
        path: spec.source.clone(),
        problem: "it holds no feature".into(),
        way_out: "export the boundaries again, or leave [zones] out to take the whole raster as one zone".into(),
    }
}

/// How coordinates get from the file onto the grid.
struct Frame<'a> {
    transform: Option<Way>,
    grid: &'a GeoGrid,
    notes: Vec<ZoneNote>,
}

impl<'a> Frame<'a> {
    fn new(spec: &ZoneSpec, layer: Option<&Crs>, raster: Option<&Crs>, grid: &'a GeoGrid) -> Result<Self, ReaderError> {
        let one_sided = |problem: String, way_out: &str| ReaderError::Layer {
            path: spec.source.clone(),
            problem,
            way_out: way_out.into(),
        };
        match (layer, raster) {
            (None, None) => Ok(Self { transform: None, grid, notes: Vec::new() }),
            (Some(layer), None) => Err(one_sided(
                format!("it has the CRS {}, but the rasters have none", layer.name()),
                "assign the rasters' CRS with `gdal_edit.py -a_srs EPSG:CODE FILE`",
            )),
            (None, Some(raster)) => Err(one_sided(
                format!("it has no CRS, but the rasters have {}", raster.name()),
                "assign its CRS, for example with `ogr2ogr -a_srs EPSG:CODE NEW OLD`",
            )),
            (Some(layer), Some(raster)) if raster.means_the_same_as(layer, grid) => {
                let (from, to) = (layer.name(), raster.name());
                let notes = if layer.has_another_code_than(raster) {
                    vec![ZoneNote::TakenAsTheSame { from, to }]
                } else {
                    Vec::new()
                };
                Ok(Self { transform: None, grid, notes })
            }
            (Some(layer), Some(raster)) => {
                let (from, to) = (layer.name(), raster.name());
                let mut notes = vec![ZoneNote::Reprojected { from: from.clone(), to: to.clone() }];
                if !raster.knows_the_way_to(layer, grid) {
                    notes.push(ZoneNote::NoDatumShift { from, to });
                }
                let way = Way::new(layer, raster).map_err(|source| ReaderError::Gdal {
                    path: spec.source.clone(),
                    doing: "setting up the transformation to the rasters' CRS",
                    source,
                })?;
                Ok(Self { transform: Some(way), grid, notes })
            }
        }
    }

    fn to_grid(&self, polygons: &[PolygonRings]) -> Option<Polygons> {
        let on_grid = polygons
            .iter()
            .map(|rings| rings.iter().map(|ring| ring_to_grid(ring, self.transform.as_ref(), self.grid)).collect())
            .collect::<Option<Vec<Vec<_>>>>()?;
        let outline = Polygons::from_polygons(on_grid);
        let original = || polygons.iter().flatten().cloned().collect::<Vec<_>>();
        match &self.transform {
            Some(way) if !way.keeps_inside(&original(), &outline, self.grid) => None,
            _ => Some(outline),
        }
    }
}

struct Fields {
    name: usize,
    group: Option<usize>,
}

impl Fields {
    fn find(spec: &ZoneSpec, layer: &Layer<'_>) -> Result<Self, ReaderError> {
        let names: Vec<String> = layer.defn().fields().map(|field| field.name()).collect();
        let find = |wanted: &str| {
            names.iter().position(|name| name == wanted).ok_or_else(|| ReaderError::Layer {
                path: spec.source.clone(),
                problem: format!("it has no attribute `{wanted}`"),
                way_out: format!("its attributes are: {}", names.join(", ")),
            })
        };
        Ok(Self { name: find(&spec.name)?, group: spec.group.as_deref().map(find).transpose()? })
    }
}

/// A feature's shape, with the names that stand beside it.
struct NamedShape {
    name: String,
    group: Option<String>,
    shape: Shape,
}

/// Cells from the grid's corner: at 30 m, 75 times around the Earth. Beyond, shares of cells and the zone's own area could no more
/// be told apart from rounding.
const FARTHEST_CELLS: f64 = 1e8;

/// One zone while its features come in.
struct Candidate {
    name: String,
    group: Option<String>,
    outlines: Vec<Outline>,
}

#[derive(Default)]
struct Gathered {
    candidates: Vec<Candidate>,
    by_name: BTreeMap<String, usize>,
    errors: Vec<ReaderError>,
    duplicates: BTreeMap<String, usize>,
}

impl Gathered {
    fn read(&mut self, spec: &ZoneSpec, fields: &Fields, feature: &Feature<'_>) -> Option<NamedShape> {
        // Blanks around a name are an accident of the format, and tables of zones are read without them.
        let text = |field| {
            let text = feature.field_as_string(field).ok().flatten()?.trim().to_owned();
            (!text.is_empty()).then_some(text)
        };
        let fid = feature.fid().map_or_else(|| "?".into(), |fid| fid.to_string());
        let Some(name) = text(fields.name) else {
            self.errors.push(ReaderError::Layer {
                path: spec.source.clone(),
                problem: format!("feature {fid} has no name: its attribute `{}` is empty", spec.name),
                way_out: "every zone needs a name".into(),
            });
            return None;
        };
        let group = fields.group.and_then(text);
        let unreadable = |text: &&String| text.contains(char::REPLACEMENT_CHARACTER);
        if let Some(text) = [Some(&name), group.as_ref()].into_iter().flatten().find(unreadable) {
            self.errors.push(ReaderError::Layer {
                path: spec.source.clone(),
                problem: format!("an attribute of feature {fid} is not readable text (`{text}`)"),
                way_out: "say the attributes' encoding under [zones], for example encoding = \"GBK\"".into(),
            });
            return None;
        }
        // A geometry that is missing cannot be told from an empty one by `feature.geometry()`.
        match Shape::of(feature.geometry_by_index(0).ok()) {
            Ok(shape) => Some(NamedShape { name, group, shape }),
            Err(problem) => {
                self.errors.push(unfit(spec, name, problem));
                None
            }
        }
    }

    fn add(&mut self, spec: &ZoneSpec, NamedShape { name, group, shape }: NamedShape, is_surely_valid: bool) {
        match shape.into_outline(is_surely_valid) {
            Ok(outline) => self.add_outline(spec, name, group, outline),
            Err(problem) => self.errors.push(unfit(spec, name, problem)),
        }
    }

    fn add_outline(&mut self, spec: &ZoneSpec, name: String, group: Option<String>, outline: Outline) {
        match self.by_name.get(&name) {
            None => {
                self.by_name.insert(name.clone(), self.candidates.len());
                self.candidates.push(Candidate { name, group, outlines: vec![outline] });
            }
            Some(&index) if spec.merge => {
                let candidate = &mut self.candidates[index];
                if candidate.group != group {
                    let named = |group: &Option<String>| group.clone().unwrap_or_else(|| "(none)".into());
                    self.errors.push(ReaderError::Zone {
                        path: spec.source.clone(),
                        zone: name,
                        problem: format!(
                            "has features in different groups: `{}` and `{}`",
                            named(&candidate.group),
                            named(&group)
                        ),
                        way_out: "features that are merged must agree on their group".into(),
                    });
                }
                candidate.outlines.push(outline);
            }
            Some(_) => *self.duplicates.entry(name).or_insert(1) += 1,
        }
    }

    fn into_zones(self, spec: &ZoneSpec, frame: &Frame<'_>) -> Result<Zones, Vec<ReaderError>> {
        let Self { candidates, mut errors, duplicates, .. } = self;
        errors.extend(duplicates.into_iter().map(|(zone, features)| ReaderError::Zone {
            path: spec.source.clone(),
            zone,
            problem: format!("stands on {features} features, expected one"),
            way_out: "give each its own name, or join them with `merge = true` under [zones]".into(),
        }));
        let mut notes = frame.notes.clone();
        let mut zones = Vec::new();
        for candidate in candidates {
            match candidate.place(spec, frame, &mut notes) {
                Ok(zone) => zones.push(zone),
                Err(error) => errors.push(error),
            }
        }
        if errors.is_empty() { Ok(Zones { set: ZoneSet::new(zones), notes }) } else { Err(errors) }
    }
}

fn unfit(spec: &ZoneSpec, zone: String, problem: String) -> ReaderError {
    ReaderError::Zone { path: spec.source.clone(), zone, problem, way_out: "mend or delete the feature".into() }
}

impl Candidate {
    /// Joins the features and brings the result onto the grid.
    fn place(self, spec: &ZoneSpec, frame: &Frame<'_>, notes: &mut Vec<ZoneNote>) -> Result<Zone, ReaderError> {
        let refuse = |problem: &str, way_out: &str| ReaderError::Zone {
            path: spec.source.clone(),
            zone: self.name.clone(),
            problem: problem.into(),
            way_out: way_out.into(),
        };
        for (before, after) in self.outlines.iter().filter_map(|outline| outline.repaired) {
            notes.push(ZoneNote::Repaired { zone: self.name.clone(), area_ratio: after / before });
        }
        let features = self.outlines.len();
        if features > 1 {
            notes.push(ZoneNote::Merged { zone: self.name.clone(), features });
        }
        let polygons = if features > 1 {
            let geometries = self.outlines.into_iter().map(|outline| outline.geometry).collect();
            let joined = union_of(geometries)
                .ok_or_else(|| refuse("has features that GEOS cannot join", "join them in a GIS first"))?;
            polygons_of(&joined)
        } else {
            self.outlines.into_iter().flat_map(|outline| outline.polygons).collect()
        };
        let outline = frame.to_grid(&polygons).ok_or_else(|| {
            let ways: Vec<String> = frame.notes.iter().filter_map(ZoneNote::way).collect();
            refuse(
                &format!("cannot be transformed from {}", ways.join("")),
                "its coordinates do not fit that CRS (compare the extent that `ogrinfo -al -so FILE` shows), \
                 or part of it lies where the rasters' CRS is not defined",
            )
        })?;
        if let Some([x, y]) =
            outline.rings().iter().flatten().find(|point| point.iter().any(|at| at.abs() > FARTHEST_CELLS))
        {
            let [x, y] = frame.grid.to_crs([*x, *y]);
            return Err(refuse(
                &format!("has a vertex at ({x:e}, {y:e}), which is no place on the Earth"),
                "correct the vertex, or cut the zone to the region of the rasters",
            ));
        }
        Ok(Zone { name: self.name, group: self.group, outline })
    }
}

/// An outline on the grid as an OGR geometry.
fn as_geometry(outline: &Polygons) -> Option<Geometry> {
    let rings = outline.rings().iter().filter(|ring| ring.len() > 2).map(|ring| {
        let closed = ring.iter().chain(ring.first());
        let text: Vec<String> = closed.map(|[x, y]| format!("{x} {y}")).collect();
        format!("({})", text.join(","))
    });
    // All rings in one polygon mean even-odd, as in the coverage; the repair sorts out which are holes.
    let text = format!("POLYGON ({})", rings.collect::<Vec<_>>().join(","));
    let geometry = Geometry::from_wkt(&text).ok()?;
    if geometry.is_valid() {
        return Some(geometry);
    }
    geometry.make_valid(&gdal::cpl::CslStringList::new()).ok()
}

/// The layer of the zones as it stands in its file, for whoever hands it on with its attributes.
///
/// # Errors
/// When the file cannot be opened or has no such layer.
pub fn zone_layer(spec: &ZoneSpec) -> Result<OwnedLayer, ReaderError> {
    let dataset = open::vector(&spec.source, spec.encoding.as_deref())?;
    let name = choose_layer(spec, &dataset)?.name();
    dataset.into_layer_by_name(&name).map_err(|source| ReaderError::Gdal {
        path: spec.source.clone(),
        doing: "opening the layer",
        source,
    })
}

fn choose_layer<'a>(spec: &ZoneSpec, dataset: &'a gdal::Dataset) -> Result<Layer<'a>, ReaderError> {
    let names: Vec<String> = spatial_layers(dataset).map(|layer| layer.name()).collect();
    let wanted = match (&spec.layer, &names[..]) {
        (Some(wanted), _) if names.contains(wanted) => wanted,
        (None, [only]) => only,
        (wanted, _) => {
            return Err(ReaderError::Layer {
                path: spec.source.clone(),
                problem: match wanted {
                    Some(wanted) => format!("it has no layer `{wanted}`"),
                    None if names.is_empty() => "it holds no layer with geometry".into(),
                    None => format!("it holds {} layers", names.len()),
                },
                way_out: if names.is_empty() {
                    "zones are polygons: name the file that holds them".into()
                } else {
                    format!("name one with `layer = ...` under [zones]; found: {}", names.join(", "))
                },
            });
        }
    };
    dataset.layer_by_name(wanted).map_err(|source| ReaderError::Gdal {
        path: spec.source.clone(),
        doing: "opening the layer",
        source,
    })
}
