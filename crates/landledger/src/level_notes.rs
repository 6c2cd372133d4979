//! What is lost where land is valued at a level of its legend that is not the finest.

use crate::builtin::{self, Builtin, LEGENDS};
use crate::levels::Levels;
use crate::study::{Study, TableOrigin};

/// Classes that a note names at most.
const SHOWN: usize = 6;

/// A warning, where a study values land at a level that is not the finest.
pub(crate) fn of_valued_level(study: &Study) -> Option<String> {
    study.value.as_ref()?;
    let name = match study.legend_origin {
        TableOrigin::Preset(name) => Some(name),
        TableOrigin::File(_) => None,
    };
    let preset = name.and_then(|name| builtin::find(LEGENDS, name).ok());
    if let Some((level, of)) = preset.and_then(|preset| preset.remark("level")?.split_once(" of ")) {
        return Some(of_coarse_preset(name.unwrap_or_default(), level, of));
    }
    let level = study.legend_level.as_ref().filter(|level| !level.merged.is_empty())?;
    let unlike = preset.map(Builtin::unlike).unwrap_or_default();
    let as_whom =
        |[class, counted]: &[(u16, String); 2]| format!("{} {} as {} {}", class.0, class.1, counted.0, counted.1);
    let shown: Vec<String> = if unlike.is_empty() {
        level.merged.iter().take(SHOWN).map(as_whom).collect()
    } else {
        level.merged.iter().filter(|[class, _]| unlike.contains(&class.0)).map(as_whom).collect()
    };
    let more = if unlike.is_empty() && level.merged.len() > SHOWN { ", ..." } else { "" };
    let what = if unlike.is_empty() { "among them" } else { "also where they are unlike" };
    Some(format!(
        "land is valued at level {} of its legend, not at the finest, {}: {} classes have the value of the class above \
         them, {what} {}{more}",
        level.level,
        level.finest,
        level.merged.len(),
        shown.join(", ")
    ))
}

/// A preset that is itself a level of a finer one.
fn of_coarse_preset(name: &str, level: &str, of: &str) -> String {
    let finer = builtin::find(LEGENDS, of).ok();
    let unlike = finer.and_then(|finer| {
        let (legend, above) = (finer.legend().ok()?, finer.classes_above().ok()?);
        let (_, level) = Levels::new(&legend, &above).at(level.parse().ok()?).ok()?;
        let unlike = finer.unlike();
        let named = level.merged.iter().filter(|[class, _]| unlike.contains(&class.0));
        let named = named.map(|[class, counted]| format!("{} {} as {} {}", class.0, class.1, counted.0, counted.1));
        Some(named.collect::<Vec<_>>().join(", "))
    });
    let unlike = unlike.filter(|unlike| !unlike.is_empty());
    let unlike = unlike.map_or_else(String::new, |unlike| format!(", also where they are unlike: {unlike}"));
    format!("land is valued by {name}, which is level {level} of {of}: finer classes have one value{unlike}")
}
