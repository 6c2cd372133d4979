//! Accepts `[value]`: a table of equivalents with a unit value and what each class is, or money per hectare.

use super::accept::Desk;
use super::raw::RawValue;
use super::section::Placed;
use super::{FactorTable, TableOrigin, ValueStudy};
use crate::builtin::{self, VALUES};
use crate::suggest;
use crate::tables::{equivalents, factors, per_hectare};
use landledger_accounting::{EquivalentTable, Mix};
use landledger_core::Legend;

impl Desk<'_> {
    pub(super) fn value(&mut self, raw: &RawValue, legend: &Legend) -> Option<ValueStudy> {
        match (&raw.equivalents, &raw.per_hectare) {
            (Some(_), Some(_)) => {
                self.refuse(
                    &raw.span,
                    "[value] has both `equivalents` and `per_hectare`",
                    "only one of them",
                    "equivalents are multiplied by a unit value, per_hectare is money already",
                );
                None
            }
            (None, None) if raw.is_damaged => None,
            (None, None) => {
                let help = "equivalents = \"xie2015\" (see `landledger values`), or per_hectare = \"values.csv\"";
                self.refuse(&raw.span, "[value] has neither `equivalents` nor `per_hectare`", "here", help);
                None
            }
            (None, Some(path)) => {
                let mut extra = raw.unit.keys();
                extra.extend(raw.classes.as_ref().map(|classes| ("classes", classes.span.clone())));
                for (key, span) in extra {
                    let message = format!("`{key}` has no meaning beside `per_hectare`");
                    self.refuse(&span, message, "not used", "values per hectare are money already: remove it");
                }
                let file = self.table(path)?;
                let rows = self.collect(per_hectare::read(&file, legend))?;
                Some(ValueStudy::PerHectare { path: self.path(&path.value), rows })
            }
            (Some(name), None) => self.equivalents(raw, name, legend),
        }
    }

    fn equivalents(&mut self, raw: &RawValue, name: &Placed<String>, legend: &Legend) -> Option<ValueStudy> {
        let table = self.equivalent_table(name);
        let unit_value = self.unit_value(raw);
        let mixes = match (&raw.classes, &table) {
            (None, _) if raw.is_damaged => None,
            (None, _) => {
                let help = "say what each class is, for example [value.classes] then \"11\" = \"paddy\" (and \"51\" = \"none\")";
                self.refuse(&raw.span, "[value] has no [value.classes]", "here", help);
                None
            }
            (Some(classes), Some((table, _))) => Some(self.mixes(&classes.mixes, table, legend)),
            (Some(_), None) => None,
        };
        let (table, origin) = table?;
        let factors = match &raw.unit.factors {
            Some(path) => Some(self.factors(path, &table)?),
            None => None,
        };
        Some(ValueStudy::Equivalents { origin, table, mixes: mixes?, unit_value: unit_value?, factors })
    }

    fn factors(&mut self, path: &Placed<String>, table: &EquivalentTable) -> Option<FactorTable> {
        let file = self.table(path)?;
        let rows = self.collect(factors::read(&file, table.services()))?;
        Some(FactorTable { file, rows })
    }

    /// A preset by name, or a file: what ends in `.csv` is a file.
    fn equivalent_table(&mut self, name: &Placed<String>) -> Option<(EquivalentTable, TableOrigin)> {
        if name.value.to_lowercase().ends_with(".csv") {
            let file = self.table(name)?;
            return Some((self.collect(equivalents::read(&file))?, TableOrigin::File(self.path(&name.value))));
        }
        match builtin::find(VALUES, &name.value) {
            Ok(table) => Some((self.collect(table.equivalents())?, TableOrigin::Preset(table.name))),
            Err(hint) => {
                let message = format!("no value table is called \"{}\"", name.value);
                self.refuse(&name.span, message, "not known", format!("{hint} (a table of your own is a .csv file)"));
                None
            }
        }
    }

    fn mixes(
        &mut self,
        typed: &[(Placed<String>, Placed<Vec<(String, f64)>>)],
        table: &EquivalentTable,
        legend: &Legend,
    ) -> Vec<Option<Mix>> {
        let mut mixes: Vec<Option<Mix>> = vec![None; legend.len()];
        for (class, mix) in typed {
            let Some(index) = per_hectare::class_index(legend, &class.value) else {
                let names: Vec<String> = legend.classes().iter().map(|class| class.code.to_string()).collect();
                let hint = suggest::hint(&class.value, names.iter().map(String::as_str));
                self.refuse(
                    &class.span,
                    format!("`{}` is no class of the legend", class.value),
                    "not in the legend",
                    hint,
                );
                continue;
            };
            if mixes[index].is_some() {
                self.refuse(
                    &class.span,
                    format!("`{}` stands twice, by code and by name", class.value),
                    "again",
                    "keep one",
                );
            }
            let mut shares = Vec::new();
            for (ecosystem, weight) in &mix.value {
                let Some(index) = table.ecosystem_index(ecosystem) else {
                    let hint = suggest::hint(ecosystem, table.ecosystems().iter().map(String::as_str));
                    let message = format!("the value table has no ecosystem `{ecosystem}`");
                    self.refuse(&mix.span, message, "not a column of the table", hint);
                    continue;
                };
                shares.push((index, *weight));
            }
            self.weights(&class.value, mix);
            mixes[index] = Some(Mix { shares });
        }
        mixes
    }

    /// Weights are shares of a hectare: none negative, no more than one together.
    fn weights(&mut self, class: &str, mix: &Placed<Vec<(String, f64)>>) {
        let total: f64 = mix.value.iter().map(|(_, weight)| weight).sum();
        /// Room for shares typed with five decimals.
        const ROUNDING: f64 = 1e-5;
        if mix.value.iter().any(|(_, weight)| *weight < 0.0) || total > 1.0 + ROUNDING {
            let message =
                format!("the shares of class `{class}` add up to {total}, expected at most 1 and none negative");
            self.refuse(&mix.span, message, "shares of a hectare", "what is missing to 1 has no value");
        }
    }
}
