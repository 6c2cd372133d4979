//! Accepts `[legend]`: a preset or a file, at the finest level or at the one that is asked for.

use super::TableOrigin;
use super::accept::Desk;
use super::raw::RawLegend;
use super::section::Placed;
use crate::builtin::{self, LEGENDS};
use crate::levels::{LegendLevel, Levels};
use crate::tables::legend;
use landledger_core::{Class, Legend};

/// The classes that cells count as.
pub(super) struct AcceptedLegend {
    pub(super) legend: Legend,
    pub(super) origin: TableOrigin,
    /// Where the study names a level.
    pub(super) level: Option<LegendLevel>,
    pub(super) nodata: Vec<f64>,
}

impl Desk<'_> {
    pub(super) fn legend(&mut self, raw: RawLegend) -> Option<AcceptedLegend> {
        let nodata = raw.nodata.map_or_else(Vec::new, |nodata| nodata.value);
        let (legend, above, origin) = match (raw.preset, raw.file) {
            (Some(preset), None) => match builtin::find(LEGENDS, &preset.value) {
                Ok(table) => {
                    let above = raw.level.as_ref().map(|_| table.classes_above());
                    (self.collect(table.legend())?, above, TableOrigin::Preset(table.name))
                }
                Err(hint) => {
                    self.refuse(&preset.span, format!("no legend is called \"{}\"", preset.value), "not known", hint);
                    return None;
                }
            },
            (None, Some(file)) => {
                let table = self.table(&file)?;
                let above = raw.level.as_ref().map(|_| legend::classes_above(&table));
                (self.collect(legend::read(&table))?, above, TableOrigin::File(self.path(&file.value)))
            }
            (Some(_), Some(_)) => {
                self.refuse(
                    &raw.span,
                    "[legend] has both `preset` and `file`",
                    "only one of them",
                    "keep the one that the rasters follow",
                );
                return None;
            }
            (None, None) => {
                let help = "preset = \"cnlucd\" (see `landledger legends`), or file = \"legend.csv\"";
                self.refuse(&raw.span, "[legend] has neither `preset` nor `file`", "here", help);
                return None;
            }
        };
        let (legend, level) = match raw.level.zip(above) {
            Some((level, above)) => {
                let above = self.collect(above)?;
                let (legend, level) = self.at_level(&level, &legend, &above)?;
                (legend, Some(level))
            }
            None => (legend, None),
        };
        Some(AcceptedLegend { legend, origin, level, nodata })
    }

    fn at_level(&mut self, typed: &Placed<i64>, legend: &Legend, above: &[Class]) -> Option<(Legend, LegendLevel)> {
        let level = usize::try_from(typed.value).unwrap_or(0);
        let found = Levels::new(legend, above).at(level);
        found
            .map_err(|message| {
                let help = "1 is the topmost level; a class is below its `parent`, which is another class or stands in a remark of \
                            the legend, such as `# parent 1: Cropland`";
                self.refuse(&typed.span, message, "level of the classes", help);
            })
            .ok()
    }
}
