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
    /// Memory for one block, at most: what is read of the file, and what becomes of it.
    pub(crate) bytes: u64,
}

impl Warped {
    /// An epoch's raster on the first epoch's grid.
    pub(crate) fn new(way: &Way, first: &RasterFacts, other: &RasterFacts, cell_ratio: [f64; 2]) -> Self {
        let block = block_shape(way, first.grid.shape, other, cell_ratio);
        Self { bytes: bytes(block, cell_ratio), ..Self::in_blocks(way, first, other, block) }
    }

    fn in_blocks(way: &Way, first: &RasterFacts, other: &RasterFacts, block: BlockShape) -> Self {
        Self { vrt: text(way, first, other, block), block, bytes: 0 }
    }

    /// Opens it for one worker; `file` is what the user knows.
    pub(crate) fn open(&self, file: &Path) -> Result<Dataset, ReaderError> {
        // Where several transformations lead from one datum to another, PROJ's rule chooses for each place,
        // whatever is read with it. The environment may name a rule that chooses for a run of cells. What
        // holds while a raster is opened holds for it.
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
    let [_, ratio_y] = cell_ratio;
    let is_in_strips = other.block.cols >= other.grid.shape.cols && other.block.rows < SIDE;
    let mut block = match way {
        Way::Plane { .. } if is_in_strips => {
            BlockShape { rows: (other.block.rows as f64 * ratio_y) as usize, cols: grid.cols }
        }
        _ => BlockShape { rows: SIDE, cols: SIDE },
    };
    block = BlockShape { rows: block.rows.clamp(1, grid.rows), cols: block.cols.clamp(1, grid.cols) };
    while source_cells(block, cell_ratio) > SOURCE_CELLS && block.rows * block.cols > 1 {
        if block.rows >= block.cols { block.rows = block.rows.div_ceil(2) } else { block.cols = block.cols.div_ceil(2) }
    }
    block
}

/// Cells of the file under one block.
fn source_cells(block: BlockShape, [ratio_x, ratio_y]: [f64; 2]) -> f64 {
    block.rows as f64 / ratio_y * (block.cols as f64 / ratio_x)
}

fn bytes(block: BlockShape, cell_ratio: [f64; 2]) -> u64 {
    /// A value of up to 8, and whether it is one.
    const BYTES_PER_CELL: f64 = 9.0;
    ((source_cells(block, cell_ratio) + (block.rows * block.cols) as f64) * BYTES_PER_CELL) as u64
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

#[cfg(test)]
mod tests {
    use super::*;
    use gdal::DriverManager;
    use gdal::raster::Buffer;
    use gdal::spatial_ref::SpatialRef;

    const SIDE: usize = 240;

    /// A raster of scattered bytes in a zone of UTM, cells of 1 km.
    fn scattered(folder: &Path, (crs, [left, top]): (u32, [f64; 2])) -> RasterFacts {
        let path = folder.join(format!("{crs}.tif"));
        let driver = DriverManager::get_driver_by_name("GTiff").unwrap();
        let mut dataset = driver.create_with_band_type::<u8, _>(&path, SIDE, SIDE, 1).unwrap();
        dataset.set_geo_transform(&[left, 1000.0, 0.0, top, 0.0, -1000.0]).unwrap();
        dataset.set_spatial_ref(&SpatialRef::from_epsg(crs).unwrap()).unwrap();
        // Knuth's multiplicative hash.
        let cells = (0..(SIDE * SIDE) as u32).map(|cell| (cell.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        dataset.rasterband(1).unwrap().write((0, 0), (SIDE, SIDE), &mut Buffer::new((SIDE, SIDE), cells)).unwrap();
        dataset.close().unwrap();
        RasterFacts::of(&path, None).unwrap()
    }

    /// With an approximating transformer, whose error is bounded within a run of cells, it would.
    #[test]
    fn a_cell_does_not_depend_on_the_block_that_it_is_warped_in() {
        crate::start();
        let folder = tempfile::tempdir().unwrap();
        // 240 km to the east of 117 degrees, seen from both sides of 120.
        let first = scattered(folder.path(), (32650, [500_000.0, 4_000_000.0]));
        let other = scattered(folder.path(), (32651, [-45_000.0, 4_020_000.0]));
        let crs = |facts: &RasterFacts| facts.crs.clone().unwrap();
        let way = Way::between((&first.grid, &crs(&first)), (&other.grid, &crs(&other))).unwrap();
        let cells = |rows, cols| {
            let warped = Warped::in_blocks(&way, &first, &other, BlockShape { rows, cols }).open(&other.path).unwrap();
            let bands = [1, 2].map(|band| warped.rasterband(band).unwrap().read_band_as::<u8>().unwrap());
            bands.map(|band| band.data().to_vec())
        };
        let whole = cells(SIDE, SIDE);
        assert!(whole[1].iter().filter(|&&valid| valid > 0).count() > SIDE * SIDE / 2);
        for (rows, cols_of_block) in [(1, SIDE), (SIDE, 1), (7, 11), (64, 100)] {
            assert!(cells(rows, cols_of_block) == whole, "in blocks of {rows} x {cols_of_block}");
        }
    }
}
