//! Looks at rasters and boundaries and writes a study file to start from.

use crate::error::Error;
use crate::legend_fit::presets_that_fit;
use crate::problem::{Problem, Problems};
use landledger_reader::{CodeCounts, LayerFacts, RasterFacts, ReaderError, layers, scan_codes};
use landledger_report::ResultFolder;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Cells looked at in a large raster; smaller ones are read whole.
const CELLS_TO_READ: u64 = 50_000_000;

/// What to start from.
#[derive(Debug, Clone)]
pub struct InitOptions {
    /// The rasters, one for each epoch.
    pub rasters: Vec<PathBuf>,
    /// The boundary file.
    pub zones: Option<PathBuf>,
    /// The study file to write.
    pub out: PathBuf,
}

/// What was written.
#[derive(Debug)]
pub struct Started {
    /// The files.
    pub files: Vec<PathBuf>,
    /// What to look at before running.
    pub hints: Vec<String>,
}

/// Writes a commented study file and a legend of the codes that were found.
///
/// # Errors
/// When a raster or the boundary file cannot be opened, or a file of that name exists already.
pub fn init(options: &InitOptions) -> Result<Started, Error> {
    landledger_reader::start();
    let folder = match options.out.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let legend = options.out.with_file_name(legend_name(&options.out));
    refuse_existing(&[&options.out, &legend])?;
    let facts = options.rasters.iter().map(|path| RasterFacts::of(path, None)).collect::<Result<Vec<_>, _>>();
    let facts = facts.map_err(of_argument)?;
    let codes = facts.iter().map(|facts| scan_codes(facts, CELLS_TO_READ)).collect::<Result<Vec<_>, _>>()?;
    let layers = options.zones.as_ref().map(|path| layers(path)).transpose().map_err(of_argument)?;
    let years = guess_years(&options.rasters);
    let all = all_codes(&codes);
    let draft =
        Draft { options, folder, facts: &facts, codes: &codes, all: &all, years: &years, layers: layers.as_deref() };
    let mut hints = draft.hints();
    hints.push(format!("name the classes in {}, or use a preset legend that fits", legend.display()));
    let study_text = draft.study(&legend_name(&options.out));
    let legend_text = draft.legend();
    ResultFolder::add_file(&options.out, study_text.as_bytes())?;
    ResultFolder::add_file(&legend, legend_text.as_bytes())?;
    Ok(Started { files: vec![options.out.clone(), legend], hints })
}

/// A path that was typed with the command does not start from a study file.
fn of_argument(error: ReaderError) -> Error {
    match error {
        ReaderError::Missing { .. } => Error::Refused(Problem::new(error.to_string()).into()),
        other => other.into(),
    }
}

/// `study.toml` -> `study-legend.csv`.
fn legend_name(study: &Path) -> String {
    format!("{}-legend.csv", study.file_stem().unwrap_or_default().to_string_lossy())
}

fn refuse_existing(paths: &[&Path]) -> Result<(), Error> {
    let existing: Problems = paths
        .iter()
        .filter(|path| path.exists())
        .map(|path| {
            Problem::new(format!("{} exists already", path.display()))
                .help("name another file with --out, or remove it")
        })
        .collect();
    Ok(existing.or(())?)
}

/// Years in the file names: the first four digits from 1800 to 2100 that differ between the files.
fn guess_years(rasters: &[PathBuf]) -> Vec<Option<i32>> {
    let found: Vec<Vec<i32>> =
        rasters.iter().map(|path| years_in(&path.file_stem().unwrap_or_default().to_string_lossy())).collect();
    let places = found.iter().map(Vec::len).max().unwrap_or(0);
    let at = |place: usize| found.iter().map(|years| years.get(place).copied()).collect::<Vec<_>>();
    let differ = |years: &Vec<Option<i32>>| {
        let mut known: Vec<i32> = years.iter().flatten().copied().collect();
        known.sort_unstable();
        known.dedup();
        known.len() == years.len()
    };
    (0..places).map(at).find(differ).unwrap_or_else(|| vec![None; rasters.len()])
}

fn years_in(name: &str) -> Vec<i32> {
    name.split(|letter: char| !letter.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .filter(|year| (1800..=2100).contains(year))
        .collect()
}

fn all_codes(codes: &[CodeCounts]) -> BTreeMap<i64, u64> {
    let mut all = BTreeMap::new();
    for (code, count) in codes.iter().flat_map(|codes| &codes.codes) {
        *all.entry(*code).or_default() += count;
    }
    all
}

struct Draft<'a> {
    options: &'a InitOptions,
    folder: &'a Path,
    facts: &'a [RasterFacts],
    codes: &'a [CodeCounts],
    all: &'a BTreeMap<i64, u64>,
    years: &'a [Option<i32>],
    layers: Option<&'a [LayerFacts]>,
}

impl Draft<'_> {
    /// A path as the study file should name it, in quotes.
    fn quoted(&self, path: &Path) -> String {
        let absolute = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let (path, folder) = (absolute(path), absolute(self.folder));
        let relative = path.strip_prefix(&folder).map_or_else(|_| path.clone(), Path::to_owned);
        toml::Value::String(relative.to_string_lossy().into_owned()).to_string()
    }

    fn hints(&self) -> Vec<String> {
        let mut hints = Vec::new();
        for (raster, _) in self.options.rasters.iter().zip(self.years).filter(|(_, year)| year.is_none()) {
            hints.push(format!("set the year of {}: its name does not say it", raster.display()));
        }
        if self.facts.iter().any(|facts| facts.crs.is_none()) {
            hints.push("assign the rasters their CRS, or set `cell_area_m2`: not all of them have one".into());
        }
        if self.layers.is_some_and(|layers| layers.iter().all(|layer| layer.unique_fields.is_empty())) {
            hints.push("set `name` under [zones]: no attribute is different for each feature".into());
        }
        for (raster, codes) in self.options.rasters.iter().zip(self.codes) {
            if let Some((cells, value)) = codes.fractions {
                hints.push(format!(
                    "{} holds values with fractions ({cells} cells, for example {value}): classes are whole numbers",
                    raster.display()
                ));
            }
        }
        hints
    }

    fn study(&self, legend: &str) -> String {
        let mut text = String::from(
            "# A landledger study. Paths are relative to this file; `landledger check` tells what is still missing.\n\n[study]\n",
        );
        let stem = self.options.out.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let _ = writeln!(text, "title = {}", toml::Value::String(stem));
        text.push_str("# currency = \"CNY\"              # needed as soon as there is a [value] below\n");
        if self.facts.first().is_some_and(|facts| facts.crs.is_none()) {
            text.push_str(
                "# The rasters have no CRS: assign one, or state the area of a cell.\n# cell_area_m2 = 900.0\n",
            );
        }
        for ((facts, codes), year) in self.facts.iter().zip(self.codes).zip(self.years) {
            let shape = facts.grid.shape;
            let _ = writeln!(
                text,
                "\n# {} rows x {} columns, {}, {}",
                shape.rows,
                shape.cols,
                facts.cell_type,
                facts.crs.as_ref().map_or_else(|| "no CRS".into(), landledger_reader::Crs::name)
            );
            let _ = writeln!(text, "# {}", codes_line(codes));
            text.push_str("[[epoch]]\n");
            match year {
                Some(year) => {
                    let _ = writeln!(text, "year = {year}");
                }
                None => text.push_str("# year = 2020                   # the file name does not say it\n"),
            }
            let _ = writeln!(text, "raster = {}", self.quoted(&facts.path));
        }
        self.legend_section(&mut text, legend);
        self.zones_section(&mut text);
        text.push_str(OPTIONAL_SECTIONS);
        text
    }

    fn legend_section(&self, text: &mut String, legend: &str) {
        text.push_str("\n[legend]\n");
        let presets = presets_that_fit(&self.all.keys().copied(), &[]);
        if presets.is_empty() {
            text.push_str("# No preset legend (`landledger legends`) knows all the codes that were found.\n");
        } else {
            let _ = writeln!(
                text,
                "# The codes also fit: {}. Codes alone do not tell a product: 4 is water in one and grassland in another.",
                presets.join(", ")
            );
            let _ = writeln!(text, "# preset = \"{}\"", presets[0]);
        }
        let _ = writeln!(text, "file = {}", toml::Value::String(legend.to_owned()));
        let tagged = self.facts.iter().all(|facts| facts.nodata.is_some());
        if !tagged && self.all.contains_key(&0) {
            text.push_str("# Code 0 occurs and some raster has no nodata tag. If 0 is background:\n# nodata = [0]\n");
        }
    }

    fn zones_section(&self, text: &mut String) {
        let Some((source, layers)) = self.options.zones.as_ref().zip(self.layers) else {
            text.push_str("\n# Without [zones] the whole raster is one zone, \"all\".\n# [zones]\n# source = \"cities.gpkg\"\n# name = \"name\"\n");
            return;
        };
        let _ = writeln!(text, "\n[zones]\nsource = {}", self.quoted(source));
        let layer = layers.iter().max_by_key(|layer| layer.features);
        if let (Some(layer), true) = (layer, layers.len() > 1) {
            let _ = writeln!(text, "layer = {}", toml::Value::String(layer.name.clone()));
        }
        let Some(layer) = layer else { return };
        let name =
            layer.unique_fields.iter().find(|field| looks_like_a_name(field)).or_else(|| layer.unique_fields.first());
        if layer.unique_fields.is_empty() {
            let _ = writeln!(
                text,
                "# No attribute is unique; found: {}. With `merge = true` features of one name become one zone.",
                layer.fields.join(", ")
            );
        } else {
            let _ = writeln!(text, "# unique attributes: {}", layer.unique_fields.join(", "));
        }
        match name {
            Some(name) => {
                let _ = writeln!(text, "name = {}", toml::Value::String(name.clone()));
            }
            None => text.push_str("# name = \"...\"\n"),
        }
        let others: Vec<&str> =
            layer.fields.iter().filter(|field| !layer.unique_fields.contains(field)).map(String::as_str).collect();
        let _ =
            writeln!(text, "# group = \"...\"                 # totals by an attribute such as: {}", others.join(", "));
        text.push_str(EDGE_RULES);
    }

    fn legend(&self) -> String {
        let mut text = String::from("# Codes found in the rasters. Give each class its name.\ncode,name\n");
        let nodata: Vec<f64> = self.facts.iter().filter_map(|facts| facts.nodata).collect();
        for code in self.all.keys().filter(|&&code| !nodata.contains(&(code as f64))) {
            let _ = writeln!(text, "{code},class {code}");
        }
        text
    }
}

fn codes_line(codes: &CodeCounts) -> String {
    let shown: Vec<String> = codes.codes.iter().take(40).map(|(code, cells)| format!("{code} ({cells})")).collect();
    let mut line = format!("codes and cells: {}", shown.join(", "));
    if codes.codes.len() > 40 {
        line.push_str(", ...");
    }
    if codes.nodata > 0 {
        let _ = write!(line, "; nodata: {}", codes.nodata);
    }
    if codes.share_read < 1.0 {
        let _ = write!(line, "; {:.0} % of the rows were looked at", codes.share_read * 100.0);
    }
    line
}

fn looks_like_a_name(field: &str) -> bool {
    let field = field.to_lowercase();
    ["name", "nam", "city", "title", "nom", "市", "名"].iter().any(|part| field.contains(part))
}

const EDGE_RULES: &str = r#"edge = "exact"                  # cells at an edge by their share inside; or "centre", "touched": whole cells
# edges = "all"                 # all three in one run: `edge_band` shows what the cells at an edge leave open
"#;

const OPTIONAL_SECTIONS: &str = r#"
# Ecosystem service value. Either equivalents times a unit value ...
# [value]
# equivalents = "xie2015"         # see `landledger values`
# unit_value = 1498.58            # E_a, currency per hectare and year; or crops = "crops.csv" for Eq 1, ...
# mapping = "..."                 # a published list of what each class is, see `landledger mappings`; or, and before it,
# [value.classes]                 # each class of the legend: an ecosystem, a mix, or "none"
# "11" = "paddy"
# "21" = { coniferous = 0.5, broadleaf = 0.5 }
# "51" = "none"
# ... or money per hectare directly:
# [value]
# per_hectare = "values.csv"      # class,service,group,value_per_ha

# Ecological compensation (Eqs 4 to 6).
# [economy]
# gdp = "gdp.csv"                 # zone,year,gdp
# [compensation]
# year = 2020
# conversion = 0.15               # k in Eq 5
# market_services = ["food_production", "raw_material"]
# sweep_conversion = [0.05, 0.10, 0.15, 0.20]   # and sweep_years = [2000, 2020]: a table of all of them
# budget = 1e9                    # a sum to share out by Eq 5
# paid = "paid.csv"               # zone,year,paid: transfers to compare with
"#;

#[cfg(test)]
mod tests {
    use super::*;

    fn years(names: &[&str]) -> Vec<Option<i32>> {
        guess_years(&names.iter().map(PathBuf::from).collect::<Vec<_>>())
    }

    #[test]
    fn years_are_taken_where_the_names_differ() {
        assert_eq!(years(&["lulc20001231.tif", "lulc20101231.tif"]), [None, None], "eight digits are no year");
        assert_eq!(years(&["v2020_clc2000.tif", "v2020_clc2018.tif"]), [Some(2000), Some(2018)]);
    }

    #[test]
    fn a_name_without_a_year_is_not_guessed() {
        assert_eq!(years(&["before.tif", "after.tif"]), [None, None]);
    }
}
