//! Which changes are drawn.

use super::accept::Desk;
use super::section::Placed;
use crate::suggest;
use landledger_core::Year;
use landledger_reader::EpochSpec;

impl Desk<'_> {
    /// Pairs of years that are epochs, the earlier first.
    pub(super) fn map_pairs(&mut self, pairs: &Placed<Vec<Placed<[i64; 2]>>>, epochs: &[EpochSpec]) -> Vec<[Year; 2]> {
        let years: Vec<String> = epochs.iter().map(|epoch| epoch.year.to_string()).collect();
        let mut accepted: Vec<[Year; 2]> = Vec::new();
        for Placed { value: [from, to], span } in &pairs.value {
            let known = |year: i64| epochs.iter().map(|epoch| epoch.year).find(|known| i64::from(known.0) == year);
            let pair = match (known(*from), known(*to)) {
                (Some(from), Some(to)) if from < to => [from, to],
                (Some(_), Some(_)) => {
                    let message = format!("the pair [{from}, {to}] does not go from an earlier year to a later one");
                    self.refuse(span, message, "earlier year first", "for example pairs = [[2000, 2020]]");
                    continue;
                }
                (first, _) => {
                    let unknown = if first.is_none() { from } else { to };
                    // While some epoch is not understood, nothing can be said about its year.
                    if !epochs.is_empty() {
                        let hint = suggest::hint(&unknown.to_string(), years.iter().map(String::as_str));
                        self.refuse(span, format!("{unknown} is no epoch of the study"), "not an epoch", hint);
                    }
                    continue;
                }
            };
            if accepted.contains(&pair) {
                self.refuse(span, format!("the pair [{from}, {to}] stands twice"), "again", "one map for each pair");
            } else {
                accepted.push(pair);
            }
        }
        accepted
    }
}
