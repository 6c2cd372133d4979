//! Every file that stands behind a data source: sidecars, the parts of a VRT.

use gdal::{DatasetOptions, GdalOpenFlags};
use std::ffi::CStr;
use std::path::{Path, PathBuf};

/// The files that GDAL reads for this source, itself included; sorted, each once.
///
/// A source that is no file (a database, a web address) gives an empty list.
pub fn files_of(path: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    collect(path, &mut files);
    files.sort();
    files.dedup();
    files
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    let mut found: Vec<PathBuf> = listed_by_gdal(path).into_iter().filter(|file| file.is_file()).collect();
    if found.is_empty() && path.is_file() {
        found.push(path.to_owned());
    }
    for file in found {
        if files.contains(&file) {
            continue;
        }
        files.push(file.clone());
        // A part of a mosaic has parts and sidecars of its own.
        if file != path {
            collect(&file, files);
        }
    }
}

#[expect(unsafe_code, reason = "the gdal crate has no safe call for a dataset's files")]
fn listed_by_gdal(path: &Path) -> Vec<PathBuf> {
    let options = DatasetOptions { open_flags: GdalOpenFlags::GDAL_OF_READONLY, ..Default::default() };
    let Ok(dataset) = gdal::Dataset::open_ex(path, options) else { return Vec::new() };
    let mut files = Vec::new();
    // SAFETY: the handle is valid while `dataset` lives. GDALGetFileList gives a list that the caller
    // owns, ended by a null pointer, or null; each entry is a C string. It is read only up to that
    // end, copied, and freed once with CSLDestroy, which accepts null.
    unsafe {
        let list = gdal_sys::GDALGetFileList(dataset.c_dataset());
        let mut entry = list;
        while !entry.is_null() && !(*entry).is_null() {
            files.push(PathBuf::from(CStr::from_ptr(*entry).to_string_lossy().into_owned()));
            entry = entry.add(1);
        }
        gdal_sys::CSLDestroy(list);
    }
    files
}
