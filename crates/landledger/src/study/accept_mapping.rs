//! Accepts `mapping` under `[value]`: a published or own list of which ecosystem each class is.

use super::TableOrigin;
use super::accept::Desk;
use super::accept_legend::AcceptedLegend;
use super::section::Placed;
use crate::builtin::{self, LEGENDS, MAPPINGS};
use crate::suggest;
use crate::tables::mapping::{self, MappingRow};
use landledger_accounting::{EquivalentTable, Mix};
use landledger_core::Legend;

/// What a mapping said of the legend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AppliedMapping {
    pub(crate) origin: TableOrigin,
    /// Classes of the legend that it speaks of.
    pub(crate) classes: Vec<u16>,
    /// Classes of its own that the legend does not have.
    pub(crate) not_in_legend: Vec<String>,
}

/// A mapping as it was read.
struct Mapping {
    origin: TableOrigin,
    rows: Vec<MappingRow>,
    /// Whether its codes are those of the study's legend.
    has_codes_of_legend: bool,
}

impl Desk<'_> {
    /// The mixes of the legend's classes, `None` for those of which the mapping says nothing.
    pub(super) fn mapping(
        &mut self,
        typed: &Placed<String>,
        (table, values): (&EquivalentTable, &TableOrigin),
        accepted: &AcceptedLegend,
    ) -> Option<(Vec<Option<Mix>>, AppliedMapping)> {
        let mapping = self.mapping_rows(typed, values, accepted)?;
        let legend = &accepted.legend;
        let mut mixes: Vec<Option<Mix>> = vec![None; legend.len()];
        let mut not_in_legend: Vec<String> = Vec::new();
        let mut knows_any = false;
        for row in &mapping.rows {
            let indices = mapping.classes_of(row, legend);
            knows_any |= !indices.is_empty();
            if indices.is_empty() && !not_in_legend.contains(&row.class) {
                not_in_legend.push(row.class.clone());
            }
            let share = match &row.ecosystem {
                None => None,
                Some(ecosystem) => {
                    let Some(index) = table.ecosystem_index(ecosystem) else {
                        self.no_such_ecosystem(typed, &mapping.origin, row, ecosystem, (table, values));
                        continue;
                    };
                    Some((index, row.weight))
                }
            };
            for index in indices {
                mixes[index].get_or_insert(Mix::NOTHING).shares.extend(share);
            }
        }
        let named = legend.classes().iter().zip(&mixes).filter(|(_, mix)| mix.is_some());
        let classes: Vec<u16> = named.map(|(class, _)| class.code).collect();
        if !knows_any {
            let theirs: Vec<String> = not_in_legend.iter().map(|class| format!("`{class}`")).collect();
            let message = format!(
                "the mapping {} speaks of no class of the legend; it knows {}",
                mapping.origin,
                theirs.join(", ")
            );
            let help = "classes are the same by name, or by code where the legend is the mapping's own: name the classes of your \
                        legend like those, or say what each class is under [value.classes]";
            self.refuse(&typed.span, message, "named here", help);
        }
        self.mapped_weights(&mixes, typed, accepted);
        Some((mixes, AppliedMapping { origin: mapping.origin, classes, not_in_legend }))
    }

    fn no_such_ecosystem(
        &mut self,
        typed: &Placed<String>,
        origin: &TableOrigin,
        row: &MappingRow,
        ecosystem: &str,
        (table, values): (&EquivalentTable, &TableOrigin),
    ) {
        let hint = suggest::hint(ecosystem, table.ecosystems().iter().map(String::as_str));
        let class = &row.class;
        let message = format!(
            "the mapping {origin} makes `{class}` the ecosystem `{ecosystem}`, which the value table {values} does not have"
        );
        self.refuse(&typed.span, message, "named here", hint);
    }

    /// A preset by name, or a file: what ends in `.csv` is a file, and its codes are those of the study's legend.
    fn mapping_rows(
        &mut self,
        typed: &Placed<String>,
        values: &TableOrigin,
        accepted: &AcceptedLegend,
    ) -> Option<Mapping> {
        if typed.value.to_lowercase().ends_with(".csv") {
            let file = self.table(typed)?;
            let rows = self.collect(mapping::read(&file))?;
            return Some(Mapping {
                origin: TableOrigin::File(self.path(&typed.value)),
                rows,
                has_codes_of_legend: true,
            });
        }
        let preset = match builtin::find(MAPPINGS, &typed.value) {
            Ok(preset) => preset,
            Err(hint) => {
                let message = format!("no mapping is called \"{}\"", typed.value);
                self.refuse(
                    &typed.span,
                    message,
                    "not known",
                    format!("{hint} (a mapping of your own is a .csv file)"),
                );
                return None;
            }
        };
        let made_for = preset.remark("equivalents").unwrap_or_default();
        if matches!(values, TableOrigin::Preset(name) if *name != made_for) {
            let message =
                format!("the mapping {} is for the value table {made_for}, the study has {values}", preset.name);
            self.refuse(&typed.span, message, "named here", "a mapping belongs to the ecosystems of its own table");
            return None;
        }
        Some(Mapping {
            origin: TableOrigin::Preset(preset.name),
            rows: self.collect(preset.mapping())?,
            has_codes_of_legend: preset.remark("legend").is_some_and(|legend| is_legend(legend, accepted)),
        })
    }

    /// Weights of a class are shares of a hectare.
    fn mapped_weights(&mut self, mixes: &[Option<Mix>], typed: &Placed<String>, accepted: &AcceptedLegend) {
        /// Room for shares typed with five decimals.
        const ROUNDING: f64 = 1e-5;
        for (class, mix) in accepted.legend.classes().iter().zip(mixes) {
            let weights = || mix.iter().flat_map(|mix| mix.shares.iter().map(|(_, weight)| *weight));
            let total: f64 = weights().sum();
            if weights().any(|weight| weight < 0.0) || total > 1.0 + ROUNDING {
                let message = format!(
                    "in the mapping the shares of class `{}` add up to {total}, expected at most 1 and none negative",
                    class.code
                );
                self.refuse(&typed.span, message, "shares of a hectare", "what is missing to 1 has no value");
            }
        }
    }
}

impl Mapping {
    /// Where the class of a row stands in the legend: by its code, or every one with its name.
    fn classes_of(&self, row: &MappingRow, legend: &Legend) -> Vec<usize> {
        if let Some(code) = row.code.filter(|_| self.has_codes_of_legend) {
            return legend.index_of(code).into_iter().collect();
        }
        let name = row.class.to_lowercase();
        let classes = legend.classes().iter().enumerate();
        classes.filter(|(_, class)| class.name.to_lowercase() == name).map(|(index, _)| index).collect()
    }
}

/// Whether the study's classes are those of a built-in legend: by its name, or as the level of another that it is.
fn is_legend(name: &str, accepted: &AcceptedLegend) -> bool {
    let TableOrigin::Preset(own) = accepted.origin else { return false };
    match &accepted.level {
        None => own == name,
        Some(level) if level.merged.is_empty() => own == name,
        Some(level) => {
            let of = builtin::find(LEGENDS, name).ok().and_then(|table| table.remark("level"));
            of == Some(&format!("{} of {own}", level.level))
        }
    }
}
