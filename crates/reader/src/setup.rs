//! GDAL's global state, set once.

use std::sync::Once;

/// Registers drivers and keeps GDAL's messages off the terminal: they come back as errors. Call it
/// before anything else; more calls do nothing.
pub fn start() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        gdal::DriverManager::register_all();
        gdal::config::set_error_handler(|_, _, _| {});
    });
}

/// Bounds the memory of GDAL's block cache. The engine keeps its own buffers; the cache only has to
/// hold the blocks that neighbouring windows share.
#[expect(unsafe_code, reason = "the gdal crate has no safe call for the cache; GDAL_CACHEMAX is only read once")]
pub fn set_block_cache(bytes: u64) {
    // SAFETY: takes a number, may be called at any time from any thread.
    unsafe { gdal_sys::GDALSetCacheMax64(i64::try_from(bytes).unwrap_or(i64::MAX)) }
}

/// Versions of the libraries that numbers can depend on.
pub fn versions() -> Vec<(String, String)> {
    let mut versions = vec![("GDAL".to_owned(), gdal::version::VersionInfo::release_name())];
    let build = gdal::version::VersionInfo::build_info();
    for (key, name) in [("PROJ_RUNTIME_VERSION", "PROJ"), ("GEOS_VERSION", "GEOS")] {
        if let Some(version) = build.get(key) {
            versions.push((name.to_owned(), version.clone()));
        }
    }
    versions
}
