//! A study in which every table is made: the built-in one by all edge rules, GDP at constant prices, and its last city twice.

use crate::real_data::workspace;
use std::path::{Path, PathBuf};

const LAST_CITY: &str = "Tongchuan";
const ITS_TWIN: &str = "Twin";

fn text_of(path: impl AsRef<Path>) -> String {
    let path = workspace().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Writes it into a folder.
pub(crate) fn write_study(home: &Path) -> PathBuf {
    let fixture = workspace().join("fixtures/crdc");
    for entry in std::fs::read_dir(&fixture).unwrap() {
        let from = entry.unwrap().path();
        let to = home.join(from.file_name().unwrap());
        if from.extension().is_some_and(|extension| extension == "csv") {
            let lines = text_of(&from);
            let twins = lines.lines().filter(|line| line.starts_with(LAST_CITY));
            let twins: String = twins.map(|line| line.replacen(LAST_CITY, ITS_TWIN, 1) + "\n").collect();
            std::fs::write(to, lines + &twins).unwrap();
        } else if from.is_file() {
            std::fs::copy(&from, to).unwrap();
        }
    }
    let cities = text_of(fixture.join("cities.geojson"));
    let last = cities.lines().find(|line| line.contains(LAST_CITY)).unwrap();
    let twin = last.replacen(LAST_CITY, ITS_TWIN, 1);
    std::fs::write(home.join("cities.geojson"), cities.replacen(last, &format!("{last},\n{twin}"), 1)).unwrap();
    let study = text_of(fixture.join("study.toml"));
    let without_edges = study.lines().filter(|line| !line.starts_with("edges = ")).collect::<Vec<_>>().join("\n");
    let study = without_edges.replacen("[zones]", "[zones]\nedges = \"all\"", 1);
    let study = study.replacen("gdp_prices = \"current\"", "gdp_prices = \"constant\"", 1);
    let path = home.join("study.toml");
    std::fs::write(&path, study).unwrap();
    path
}
