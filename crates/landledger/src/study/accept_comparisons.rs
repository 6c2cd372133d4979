//! Accepts what else is asked of a compensation: a sweep, a budget, a table of payments.

use super::accept::Desk;
use super::comparison_study::{ComparisonStudy, PaidTable};
use super::raw_comparisons::RawComparisons;
use super::section::Placed;
use crate::tables::paid;
use landledger_accounting::{Cents, Money};
use landledger_core::Year;

impl Desk<'_> {
    pub(super) fn comparisons(&mut self, raw: &RawComparisons, epochs: &[Year]) -> ComparisonStudy {
        let sweep_conversions = raw.sweep_conversion.as_ref().map(|typed| self.sweep_conversion(typed));
        let sweep_years = raw.sweep_years.as_ref().map(|typed| self.sweep_years(typed, epochs));
        let budget = raw.budget.as_ref().and_then(|typed| self.budget(typed));
        let paid = raw.paid.as_ref().and_then(|path| self.paid(path));
        ComparisonStudy { sweep_conversions, sweep_years, budget, paid }
    }

    fn sweep_conversion(&mut self, typed: &Placed<Vec<f64>>) -> Vec<f64> {
        let help = "sweep_conversion = [0.05, 0.10, 0.15, 0.20]";
        for conversion in typed.value.iter().filter(|&&conversion| !(conversion > 0.0 && conversion <= 1.0)) {
            let message = format!("`sweep_conversion` holds {conversion}, expected shares above 0 and at most 1");
            self.refuse(&typed.span, message, "k of Eq 5", "0.15 means 15 %");
        }
        let mut conversions = typed.value.clone();
        conversions.sort_by(f64::total_cmp);
        self.each_once("sweep_conversion", typed, &conversions, help);
        conversions
    }

    fn sweep_years(&mut self, typed: &Placed<Vec<f64>>, epochs: &[Year]) -> Vec<Year> {
        let mut years = typed.value.clone();
        years.sort_by(f64::total_cmp);
        self.each_once("sweep_years", typed, &years, "sweep_years = [2000, 2020]: epochs of the study");
        let mut found = Vec::new();
        for number in years {
            match epochs.iter().find(|epoch| f64::from(epoch.0) == number) {
                Some(&year) => found.push(year),
                None if epochs.is_empty() => {}
                None => {
                    let names: Vec<String> = epochs.iter().map(ToString::to_string).collect();
                    let hint = format!("the epochs are {}", names.join(", "));
                    let message = format!("`sweep_years` holds {number}, which is no epoch of the study");
                    self.refuse(&typed.span, message, "not an epoch", hint);
                }
            }
        }
        found
    }

    /// Refuses a list that is empty or holds a number twice. `sorted` is ascending.
    fn each_once(&mut self, key: &str, typed: &Placed<Vec<f64>>, sorted: &[f64], help: &str) {
        if sorted.is_empty() {
            self.refuse(&typed.span, format!("`{key}` is empty"), "expected at least one number", help);
        }
        if let Some([twice, ..]) = sorted.windows(2).find(|pair| pair[0] == pair[1]) {
            self.refuse(&typed.span, format!("`{key}` holds {twice} twice"), "again", "give each once");
        }
    }

    fn budget(&mut self, typed: &Placed<f64>) -> Option<Cents> {
        let help = "money of one year to share out, for example budget = 1e9";
        match Cents::of(Money::from_units_per_year(typed.value)) {
            Ok(budget) if budget > Cents::default() => Some(budget),
            Ok(_) => {
                let message = format!("`budget` is {}, expected more than zero", typed.value);
                self.refuse(&typed.span, message, "nothing to share out", help);
                None
            }
            Err(error) => {
                self.refuse(&typed.span, format!("`budget`: {error}"), "currency units of one year", help);
                None
            }
        }
    }

    fn paid(&mut self, path: &Placed<String>) -> Option<PaidTable> {
        let file = self.table(path)?;
        let by_group = paid::names_groups(&file);
        let rows = self.collect(paid::read(&file, by_group))?;
        Some(PaidTable { file, by_group, rows })
    }
}
