//! An epoch brought onto the first epoch's grid while it is read: a warped virtual raster, nearest neighbour.
//!
//! The virtual raster is a text that GDAL opens by name, so each worker opens its own and nothing is written.
//! It has two bands: the classes, and where there are any. Values are copied as they are, nodata included;
//! what they mean is the decoder's business. There is no approximating transformer: a cell's value depends on
//! its place alone, not on what is read together with it.

use crate::alignment::Way;
use crate::decode::BandKind;
use crate::unit_shape::BlockShape;
use crate::{Crs, GeoGrid, RasterFacts, ReaderError, open};
use gdal::Dataset;
use landledger_core::GridShape;
use std::path::Path;

/// The band of the warped raster that holds classes; the one after it marks the cells that hold any.
pub(crate) const CLASSES: usize = 1;

/// Cells along a block's side where nothing speaks for another shape.
const SIDE: usize = 512;

/// A block takes at most about this many cells of the file, so that fine rasters on coarse grids fit into memory.
const SOURCE_CELLS: f64 = 4_194_304.0;

/// A warped raster as GDAL reads it.
#[derive(Debug, Clone)]
pub(crate) struct Warped {
    vrt: String,
    pub(crate) block: BlockShape,
}

impl Warped {
    /// An epoch's raster on the first epoch's grid.
    pub(crate) fn new(way: &Way, first: &RasterFacts, other: &RasterFacts, cell_ratio: [f64; 2]) -> Self {
        let block = block_shape(way, first.grid.shape, other, cell_ratio);
        Self { vrt: text(way, first, other, block), block }
    }

    /// Opens it for one worker; `file` is what the user knows.
    pub(crate) fn open(&self, file: &Path) -> Result<Dataset, ReaderError> {
        // Where several transformations lead from one datum to another, GDAL chooses one for each run of
        // cells; PROJ chooses for each place, whatever is read with it. The choice is made on opening.
        const CHOICE: &str = "OGR_CT_OP_SELECTION";
        let gdal = |source| ReaderError::Gdal { path: file.to_owned(), doing: "setting up the warp", source };
        gdal::config::set_thread_local_config_option(CHOICE, "PROJ").map_err(gdal)?;
        let dataset = open::raster_by(&self.vrt, file);
        gdal::config::clear_thread_local_config_option(CHOICE).map_err(gdal)?;
        dataset
    }
}

/// Blocks that follow the file's strips, where its rows are rows of the grid; squares else.
fn block_shape(way: &Way, grid: GridShape, other: &RasterFacts, cell_ratio: [f64; 2]) -> BlockShape {
    let [ratio_x, ratio_y] = cell_ratio;
    let is_in_strips = other.block.cols >= other.grid.shape.cols && other.block.rows < SIDE;
    let mut block = match way {
        Way::Plane { .. } if is_in_strips => {
            BlockShape { rows: (other.block.rows as f64 * ratio_y) as usize, cols: grid.cols }
        }
        _ => BlockShape { rows: SIDE, cols: SIDE },
    };
    block = BlockShape { rows: block.rows.clamp(1, grid.rows), cols: block.cols.clamp(1, grid.cols) };
    while block.rows as f64 / ratio_y * (block.cols as f64 / ratio_x) > SOURCE_CELLS && block.rows * block.cols > 1 {
        if block.rows >= block.cols { block.rows = block.rows.div_ceil(2) } else { block.cols = block.cols.div_ceil(2) }
    }
    block
}

fn text(way: &Way, first: &RasterFacts, other: &RasterFacts, block: BlockShape) -> String {
    let GridShape { rows, cols } = first.grid.shape;
    let kind = cell_type(other);
    let path = escaped(&other.path.to_string_lossy());
    // A mask cannot be warped as such by every GDAL; as a band of a virtual raster in between it can.
    let (source, classes, validity) = if other.has_mask {
        let copy = escaped(&with_mask_as_band(&path, other, kind));
        (copy, 1, r#"<BandMapping src="2" dst="2"/></BandList>"#.to_owned())
    } else {
        (path, other.band, "</BandList><DstAlphaBand>2</DstAlphaBand>".to_owned())
    };
    format!(
        r#"<VRTDataset rasterXSize="{cols}" rasterYSize="{rows}" subClass="VRTWarpedDataset">
<VRTRasterBand dataType="{kind}" band="1" subClass="VRTWarpedRasterBand"/>
<VRTRasterBand dataType="Byte" band="2" subClass="VRTWarpedRasterBand"><ColorInterp>Alpha</ColorInterp></VRTRasterBand>
<BlockXSize>{block_cols}</BlockXSize><BlockYSize>{block_rows}</BlockYSize>
<GDALWarpOptions>
<ResampleAlg>NearestNeighbour</ResampleAlg>
<WorkingDataType>{kind}</WorkingDataType>
<Option name="INIT_DEST">0</Option>
<Option name="ERROR_OUT_IF_EMPTY_SOURCE_WINDOW">FALSE</Option>
<SourceDataset relativeToVRT="0">{source}</SourceDataset>
<Transformer><GenImgProjTransformer>{transformer}</GenImgProjTransformer></Transformer>
<BandList><BandMapping src="{classes}" dst="1"/>{validity}
</GDALWarpOptions>
</VRTDataset>"#,
        block_cols = block.cols,
        block_rows = block.rows,
        transformer = transformer(way, first.crs.as_ref(), other.crs.as_ref()),
    )
}

/// As GDAL names it; 64-bit integers, which older warpers do not know, as the floats that they are read as.
fn cell_type(facts: &RasterFacts) -> &str {
    match facts.kind {
        BandKind::SignedByte => "Byte",
        BandKind::LargeInteger { bits: 64, .. } => "Float64",
        _ => &facts.cell_type,
    }
}

/// The raster with its mask as second band: 0 where there is no data.
fn with_mask_as_band(path: &str, facts: &RasterFacts, kind: &str) -> String {
    let GridShape { rows, cols } = facts.grid.shape;
    let window = format!(r#"xOff="0" yOff="0" xSize="{cols}" ySize="{rows}""#);
    let band = |index: usize, kind: &str, source: &str| {
        format!(
            r#"<VRTRasterBand dataType="{kind}" band="{index}"><SimpleSource><SourceFilename relativeToVRT="0">{path}</SourceFilename><SourceBand>{source}</SourceBand><SrcRect {window}/><DstRect {window}/></SimpleSource></VRTRasterBand>"#
        )
    };
    format!(
        r#"<VRTDataset rasterXSize="{cols}" rasterYSize="{rows}">{}{}</VRTDataset>"#,
        band(1, kind, &facts.band.to_string()),
        band(2, "Byte", &format!("mask,{}", facts.band)),
    )
}

fn transformer(way: &Way, first: Option<&Crs>, other: Option<&Crs>) -> String {
    match way {
        // Both sides in cells of the first grid.
        Way::Plane { scale: [across, down], start: [left, top] } => {
            terms("Src", [-left / across, 1.0 / across, -top / down, 1.0 / down], [*left, *across, *top, *down])
                + &terms("Dst", [0.0, 1.0, 0.0, 1.0], [0.0, 1.0, 0.0, 1.0])
        }
        Way::Projected { first: grid, other: own, .. } => {
            let crs = |crs: Option<&Crs>| crs.map(|crs| escaped(&crs.in_full())).unwrap_or_default();
            // An area of interest of the whole globe restricts nothing. It keeps GDAL from taking a
            // transformation from its cache that was made under another rule of choice.
            terms_of("Src", own)
                + &terms_of("Dst", grid)
                + &format!(
                    r#"<ReprojectTransformer><ReprojectionTransformer><SourceSRS>{}</SourceSRS><TargetSRS>{}</TargetSRS><Options><Option key="AREA_OF_INTEREST">-180,-90,180,90</Option></Options></ReprojectionTransformer></ReprojectTransformer>"#,
                    crs(other),
                    crs(first),
                )
        }
    }
}

fn terms_of(side: &str, grid: &GeoGrid) -> String {
    let GeoGrid { origin_x, origin_y, cell_x, cell_y, .. } = *grid;
    let inverse = [-origin_x / cell_x, 1.0 / cell_x, -origin_y / cell_y, 1.0 / cell_y];
    terms(side, [origin_x, cell_x, origin_y, cell_y], inverse)
}

/// Origin and step in x, then in y; and those of the way back. Numbers are written in full.
fn terms(side: &str, there: [f64; 4], back: [f64; 4]) -> String {
    let six = |[x, dx, y, dy]: [f64; 4]| format!("{x:e},{dx:e},0,{y:e},0,{dy:e}");
    format!(
        "<{side}GeoTransform>{}</{side}GeoTransform><{side}InvGeoTransform>{}</{side}InvGeoTransform>",
        six(there),
        six(back)
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
