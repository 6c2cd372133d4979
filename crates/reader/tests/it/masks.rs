//! Cells behind a mask band hold no data.

use crate::counting::{cells_of_classes, cells_of_nodata, count, count_rasters};
use crate::folder::Folder;
use crate::land_cover::{Cells, LandCover};
use landledger_core::Year;
use landledger_reader::{EpochSpec, RasterFacts, Rasters};

const CODES: [u16; 3] = [1, 2, 3];

#[test]
fn cells_behind_a_mask_are_nodata_whatever_they_hold() {
    let folder = Folder::new();
    let mask = [[1, 1, 0, 0], [1, 1, 1, 1]];
    for cells in Cells::ALL {
        // Behind the mask: a class and a stranger. In the open: the tagged 9.
        let raster = LandCover::of([[1, 2, 2, 77], [9, 2, 1, 1]]).stored_as(cells).masked(mask);
        let path = raster.write(&folder, &format!("{cells:?}.tif"));
        assert!(RasterFacts::of(&path, None).unwrap().has_mask, "{cells:?}");
        let tally = count(&[path], &[1, 2, 9], &[]).unwrap();
        assert_eq!((cells_of_classes(&tally, 0), cells_of_nodata(&tally, 0)), (vec![3, 2, 1], 2), "{cells:?}");
    }
}

#[test]
fn a_mask_and_a_nodata_tag_both_hold() {
    let folder = Folder::new();
    let raster = LandCover::of([[1, 2, 2, 9]]).nodata(9.0).masked([[1, 0, 1, 1]]);
    let path = raster.write(&folder, "both.tif");
    let tally = count(&[path], &[1, 2, 9], &[]).unwrap();
    assert_eq!((cells_of_classes(&tally, 0), cells_of_nodata(&tally, 0)), (vec![1, 1, 0], 2));
}

#[test]
fn a_mask_covers_the_second_band_too() {
    let folder = Folder::new();
    let path = LandCover::of([[5, 5, 5]]).and_band([[1, 2, 2]]).masked([[1, 1, 0]]).write(&folder, "two.tif");
    let rasters = Rasters::open(&[EpochSpec { year: Year(2000), path, band: Some(2) }]).unwrap();
    let tally = count_rasters(&rasters, &CODES, &[]).unwrap();
    assert_eq!((cells_of_classes(&tally, 0), cells_of_nodata(&tally, 0)), (vec![1, 1, 0], 1));
}

#[test]
fn a_mask_of_one_band_alone_means_nodata() {
    let folder = Folder::new();
    let path = LandCover::of([[1, 2, 2]]).write(&folder, "land.tif");
    let vrt = folder.file(
        "masked.vrt",
        r#"<VRTDataset rasterXSize="3" rasterYSize="1">
             <SRS>EPSG:32650</SRS>
             <GeoTransform>500000, 100, 0, 4000000, 0, -100</GeoTransform>
             <VRTRasterBand dataType="Byte" band="1">
               <SimpleSource><SourceFilename relativeToVRT="1">land.tif</SourceFilename></SimpleSource>
               <MaskBand>
                 <VRTRasterBand dataType="Byte">
                   <SimpleSource><SourceFilename relativeToVRT="1">valid.tif</SourceFilename></SimpleSource>
                 </VRTRasterBand>
               </MaskBand>
             </VRTRasterBand>
           </VRTDataset>"#,
    );
    LandCover::of([[255, 255, 0]]).write(&folder, "valid.tif");
    assert_eq!(cells_of_nodata(&count(&[path], &CODES, &[]).unwrap(), 0), 0);
    let tally = count(&[vrt], &CODES, &[]).unwrap();
    assert_eq!((cells_of_classes(&tally, 0), cells_of_nodata(&tally, 0)), (vec![1, 1, 0], 1));
}

#[test]
fn cells_that_an_alpha_band_makes_transparent_are_nodata() {
    // As gdalwarp -dstalpha leaves them.
    let folder = Folder::new();
    LandCover::of([[1, 2, 2]]).write(&folder, "land.tif");
    LandCover::of([[255, 255, 0]]).write(&folder, "alpha.tif");
    let band = |number: usize, file: &str, meaning: &str| {
        format!(
            r#"<VRTRasterBand dataType="Byte" band="{number}">{meaning}
                 <SimpleSource><SourceFilename relativeToVRT="1">{file}</SourceFilename></SimpleSource>
               </VRTRasterBand>"#
        )
    };
    let bands = band(1, "land.tif", "") + &band(2, "alpha.tif", "<ColorInterp>Alpha</ColorInterp>");
    let path = folder.file(
        "warped.vrt",
        format!(
            r#"<VRTDataset rasterXSize="3" rasterYSize="1"><SRS>EPSG:32650</SRS>
                 <GeoTransform>500000, 100, 0, 4000000, 0, -100</GeoTransform>{bands}</VRTDataset>"#
        ),
    );
    let rasters = Rasters::open(&[EpochSpec { year: Year(2000), path, band: Some(1) }]).unwrap();
    let tally = count_rasters(&rasters, &CODES, &[]).unwrap();
    assert_eq!((cells_of_classes(&tally, 0), cells_of_nodata(&tally, 0)), (vec![1, 1, 0], 1));
}
