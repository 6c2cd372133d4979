//! Lists the tables under `data/`, so that adding one is adding a file.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let mut code = String::new();
    for (constant, folder, what) in [
        ("LEGENDS", "legends", "Legends by name."),
        ("VALUES", "values", "Value tables by name."),
        ("MAPPINGS", "mappings", "Published mappings of classes to ecosystems by name."),
    ] {
        let _ = writeln!(code, "/// {what}\npub const {constant}: &[Builtin] = &[");
        for path in tables(folder) {
            let name = path.file_stem().expect("a .csv file has a stem").to_string_lossy();
            let _ =
                writeln!(code, "Builtin {{ name: {name:?}, text: include_str!({:?}) }},", path.display().to_string());
        }
        code.push_str("];\n");
    }
    let out = std::env::var_os("OUT_DIR").expect("cargo sets it for build scripts");
    #[expect(clippy::disallowed_methods, reason = "the list is a part of the build, not a result")]
    std::fs::write(Path::new(&out).join("builtin_tables.rs"), code).expect("cargo's own folder can be written");
}

/// The tables of a folder by name, whatever order the file system has.
fn tables(folder: &str) -> Vec<PathBuf> {
    let root = std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it for build scripts");
    let folder = Path::new(&root).join("data").join(folder);
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut tables: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("the folder is a part of the sources")
        .map(|entry| entry.expect("a file of the sources can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "csv"))
        .collect();
    tables.sort();
    tables
}
