//! What the files are like as files.

use crate::canvas::{Canvas, GRID};
use gdal::Metadata;
use landledger_core::{Progress, TallyFault, Work};
use landledger_maps::{GeoFields, MapError, Subject};

fn maps(canvas: &Canvas) -> Vec<(&'static str, Subject)> {
    let densities = [canvas.densities(0), canvas.densities(1)];
    vec![
        ("change.tif", canvas.change()),
        ("worth.tif", Subject::Density { epoch: 1, densities: densities[1].clone() }),
        ("worth_change.tif", Subject::DensityChange { epochs: [0, 1], densities }),
    ]
}

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    let bytes = |threads: usize| {
        let canvas = Canvas::of_classes(6);
        let maps = maps(&canvas);
        let names: Vec<&str> = maps.iter().map(|(name, _)| *name).collect();
        canvas.draw(maps, threads);
        names.into_iter().map(|name| std::fs::read(canvas.path(name)).unwrap()).collect::<Vec<_>>()
    };
    let one = bytes(1);
    assert!(one == bytes(2) && one == bytes(7));
}

#[test]
fn nothing_but_maps_and_their_sidecar_is_left() {
    let canvas = Canvas::of_classes(6);
    canvas.draw(maps(&canvas), 2);
    let mut names: Vec<String> = std::fs::read_dir(canvas.home.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["change.tif", "change.tif.aux.xml", "worth.tif", "worth_change.tif"]);
}

/// Says that the user wants to stop, as soon as it is asked.
struct Stopped;

impl Progress for Stopped {
    fn begin(&self, _work: Work) {}
    fn advance(&self, _units: u64, _cells: u64) {}
    fn is_cancelled(&self) -> bool {
        true
    }
}

#[test]
fn maps_that_are_stopped_leave_nothing() {
    let canvas = Canvas::of_classes(6);
    let stopped = canvas.try_draw(maps(&canvas), 2, &Stopped);
    assert!(matches!(stopped, Err(MapError::Fault(TallyFault::Cancelled))), "{stopped:?}");
    assert_eq!(std::fs::read_dir(canvas.home.path()).unwrap().count(), 0);
}

#[test]
fn gdal_takes_the_files_for_its_own_layout() {
    let canvas = Canvas::of_classes(6);
    canvas.draw(maps(&canvas), 2);
    for (name, _) in maps(&canvas) {
        let dataset = gdal::Dataset::open(canvas.path(name)).unwrap();
        assert_eq!(dataset.metadata_item("LAYOUT", "IMAGE_STRUCTURE").as_deref(), Some("COG"), "{name}");
        assert_eq!(dataset.geo_transform().unwrap(), [GRID.origin_x, 30.0, 0.0, GRID.origin_y, 0.0, -30.0]);
        let band = dataset.rasterband(1).unwrap();
        assert_eq!((band.block_size(), band.overview_count().unwrap()), ((512, 512), 2), "{name}");
        assert!(band.no_data_value().is_some_and(|nodata| if name == "change.tif" {
            nodata == 0.0
        } else {
            nodata.is_nan()
        }));
        assert_eq!(gdal::raster::RasterBand::description(&band).unwrap(), format!("{name} <drawn>"));
    }
}

#[test]
fn a_grid_whose_rows_go_up_is_placed_as_it_is() {
    let upwards = landledger_reader::GeoGrid { cell_y: 30.0, ..GRID };
    assert_ne!(
        format!("{:?}", GeoFields::of(&upwards, None).unwrap()),
        format!("{:?}", GeoFields::of(&GRID, None).unwrap())
    );
}
