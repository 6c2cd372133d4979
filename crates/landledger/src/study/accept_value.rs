//! Accepts `[value]`: a table of equivalents with a unit value and what each class is, or money per hectare.

use super::accept::Desk;
use super::accept_legend::AcceptedLegend;
use super::raw::RawValue;
use super::section::Placed;
use super::{FactorTable, TableOrigin, ValueStudy};
use crate::builtin::{self, VALUES};
use crate::suggest;
use crate::tables::{equivalents, factors, per_hectare};
use landledger_accounting::{EquivalentTable, Mix};
use landledger_core::Legend;

impl Desk<'_> {
    pub(super) fn value(&mut self, raw: &RawValue, accepted: &AcceptedLegend) -> Option<ValueStudy> {
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
                extra.extend(raw.mapping.as_ref().map(|mapping| ("mapping", mapping.span.clone())));
                extra.extend(raw.classes.as_ref().map(|classes| ("classes", classes.span.clone())));
                for (key, span) in extra {
                    let message = format!("`{key}` has no meaning beside `per_hectare`");
                    self.refuse(&span, message, "not used", "values per hectare are money already: remove it");
                }
                let file = self.table(path)?;
                let rows = self.collect(per_hectare::read(&file, &accepted.legend))?;
                Some(ValueStudy::PerHectare { path: self.path(&path.value), rows })
            }
            (Some(name), None) => self.equivalents(raw, name, accepted),
        }
    }

    fn equivalents(&mut self, raw: &RawValue, name: &Placed<String>, accepted: &AcceptedLegend) -> Option<ValueStudy> {
        let table = self.equivalent_table(name);
        let unit_value = self.unit_value(raw);
        if raw.classes.is_none() && raw.mapping.is_none() && !raw.is_damaged {
            let help = "say what each class is, for example [value.classes] then \"11\" = \"paddy\" (and \"51\" = \"none\"), \
                        or take a published mapping (`landledger mappings`)";
            self.refuse(&raw.span, "[value] has no [value.classes]", "here", help);
        }
        let (table, origin) = table?;
        let mapped = match &raw.mapping {
            Some(typed) => Some(self.mapping(typed, (&table, &origin), accepted)?),
            None => None,
        };
        let (mut mixes, mapping) = match mapped {
            Some((mixes, mapping)) => (mixes, Some(mapping)),
            None => (vec![None; accepted.legend.len()], None),
        };
        if let Some(classes) = &raw.classes {
            self.mixes(&classes.mixes, &table, &accepted.legend, &mut mixes);
        } else if raw.mapping.is_none() {
            return None;
        }
        let factors = match &raw.unit.factors {
            Some(path) => Some(self.factors(path, &table)?),
            None => None,
        };
        Some(ValueStudy::Equivalents { origin, table, mixes, mapping, unit_value: unit_value?, factors })
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

    /// What the study says of its classes goes before what a mapping says.
    fn mixes(
        &mut self,
        typed: &[(Placed<String>, Placed<Vec<(String, f64)>>)],
        table: &EquivalentTable,
        legend: &Legend,
        mixes: &mut [Option<Mix>],
    ) {
        let mut said = vec![false; legend.len()];
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
            if std::mem::replace(&mut said[index], true) {
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
