//! The figures, one file each: what a paper shows, from the same numbers as the tables.

mod areas;
mod compensation;
mod map;
mod priority;
mod transitions;
mod values_by_part;
mod values_by_zone;

use crate::chart::Sheet;
use crate::phrases::Phrases;
use crate::png::Renderer;
use crate::shown_classes::ShownClasses;
use crate::{Findings, Language, Region, ReportError, ResultFolder};

pub(crate) use areas::areas;
pub(crate) use compensation::against_gross_product;
pub(crate) use map::{value_change, zone_marks, zone_shapes};
pub(crate) use priority::priority;
pub(crate) use transitions::{flows, transitions};
pub(crate) use values_by_part::{by_class, by_service, by_service_group, named};
pub(crate) use values_by_zone::values_by_zone;

/// Zones that a figure shows at most.
pub(crate) const MOST_ZONES: usize = 20;

/// A chart with its name and what has to be said with it.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    /// Name of its file, without the ending.
    pub(crate) name: String,
    /// What it shows.
    pub(crate) heading: String,
    /// What is not in it, and the like.
    pub(crate) notes: Vec<String>,
    pub(crate) sheet: Sheet,
}

/// Kinds of picture files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FigureFiles {
    /// Vectors, for a paper.
    pub svg: bool,
    /// 300 dots an inch, for slides and word processors.
    pub png: bool,
}

/// Every figure of a study.
pub(crate) fn all_figures(findings: &Findings<'_>, phrases: &Phrases) -> Vec<Figure> {
    let classes = ShownClasses::of(findings, phrases);
    let mut figures = vec![areas(findings, &classes, phrases)];
    for pair in findings.tally.epoch_pairs() {
        figures.push(transitions(findings, findings.study(), pair, &classes, phrases));
    }
    if findings.accounts.is_some() {
        figures.extend(by_service_group(findings, phrases));
        figures.push(by_class(findings, &classes, phrases));
        figures.push(values_by_zone(findings, phrases));
        figures.extend(value_change(findings, phrases));
        figures.extend(priority(findings, phrases));
        figures.extend(against_gross_product(findings, phrases));
    }
    figures
}

/// Writes the figures under `figures/`. The answer says what a reader should know: letters that no font of this
/// machine has, and so are missing from the PNG.
///
/// # Errors
/// When a file cannot be written.
pub fn write_figures(
    findings: &Findings<'_>,
    language: Language,
    files: FigureFiles,
    folder: &mut ResultFolder,
) -> Result<Vec<String>, ReportError> {
    let phrases = Phrases::of(language);
    let mut renderer = files.png.then(Renderer::new);
    for figure in all_figures(findings, &phrases) {
        let name = format!("figures/{}", figure.name);
        let width = figure.sheet.width();
        let svg = figure.sheet.noted(&figure.notes).svg().to_string();
        if files.svg {
            let text = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{svg}\n");
            folder.write(format!("{name}.svg"), |file| file.write_all(text.as_bytes()))?;
        }
        if let Some(renderer) = &mut renderer {
            let image = renderer.png(&svg, width);
            folder.write(format!("{name}.png"), |file| file.write_all(&image?))?;
        }
    }
    Ok(renderer.map(|renderer| renderer.notes(&phrases)).unwrap_or_default())
}

/// Name of a region: its zone, its group, or the study.
pub(crate) fn region_name(region: &Region<'_>, phrases: &Phrases) -> String {
    region.zone.or(region.group).map_or_else(|| phrases.say("study.whole"), str::to_owned)
}

/// What tells a mark's region.
pub(crate) fn region_data(region: &Region<'_>) -> Vec<(&'static str, String)> {
    let zone = region.zone.map(|zone| ("data-zone", zone.to_owned()));
    let group = region.group.filter(|_| region.zone.is_none()).map(|group| ("data-group", group.to_owned()));
    zone.into_iter().chain(group).collect()
}

/// The unit of money in a year.
pub(crate) fn money_unit(findings: &Findings<'_>, phrases: &Phrases) -> String {
    phrases.fill("unit.money", &[("currency", findings.currency)])
}

/// The zones with most of something, in the order of the source; and a note where some are left out.
pub(crate) fn largest<'a>(
    regions: &'a [Region<'a>],
    most: usize,
    of: impl Fn(&Region<'_>) -> f64,
    phrases: &Phrases,
    key: &str,
) -> (Vec<&'a Region<'a>>, Option<String>) {
    let mut order: Vec<usize> = (0..regions.len()).collect();
    order.sort_by(|&a, &b| of(&regions[b]).total_cmp(&of(&regions[a])));
    order.truncate(most);
    order.sort_unstable();
    let note = (regions.len() > most).then(|| {
        let counts = [("shown", most.to_string()), ("all", regions.len().to_string())];
        let counts = counts.each_ref().map(|(word, count)| (*word, count.as_str()));
        phrases.fill(key, &counts)
    });
    (order.into_iter().map(|index| &regions[index]).collect(), note)
}
