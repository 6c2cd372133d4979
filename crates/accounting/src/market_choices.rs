//! Which services could be said to have a market.

use crate::Service;

/// Up to so many provisioning services, every subset of them is a choice.
const MOST_OF_WHICH_EVERY_SUBSET: usize = 4;

/// Where a choice of market services comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarketChoiceKind {
    /// The study's own.
    Study,
    /// No service has a market: all value is paid for.
    NoMarket,
    /// Some of the provisioning services.
    SomeProvisioning,
    /// All of them.
    AllProvisioning,
}

impl MarketChoiceKind {
    /// Its name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Study => "study",
            Self::NoMarket => "none",
            Self::SomeProvisioning => "some_provisioning",
            Self::AllProvisioning => "all_provisioning",
        }
    }
}

/// One choice of the services that have a market.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarketChoice {
    /// Where it comes from.
    pub kind: MarketChoiceKind,
    /// Indices of the services, ascending.
    pub market_services: Vec<usize>,
    /// Their names, joined by ` + `; empty where there are none.
    pub names: String,
}

/// The choices of market services whose effect is worth showing, the study's own first.
///
/// "Non-market value" leaves out what a market already pays for (section 2.4 of the paper), and which services
/// those are is a judgement. Almost all judgements differ in the provisioning services alone: food, raw material,
/// and water, whose equivalent is negative for paddy and large for open water.
///
/// # Equation
/// With `p` services of the group `provisioning` (in any case): the study's choice, none, every other subset of the
/// `p`, all of them: `1 + 2^p` choices. Above `p = 4`, of the subsets between none and all only those of one service
/// and of all but one: `3 + 2 p` choices.
///
/// # Domain
/// Subsets of few services come first; equally large ones in the order of the services. The study's own choice
/// may stand there once more. Without provisioning services "none" is the only one beside it.
///
/// # Example
/// ```
/// use landledger_accounting::{MarketChoiceKind::*, Service, market_choices};
///
/// let services = [("food", "provisioning"), ("climate", "regulating"), ("water", "provisioning")];
/// let services = services.map(|(name, group)| Service::new(name, group));
/// let choices: Vec<_> = market_choices(&services, &[0]).into_iter().map(|c| (c.kind, c.market_services)).collect();
/// let expected = [
///     (Study, vec![0]),
///     (NoMarket, vec![]),
///     (SomeProvisioning, vec![0]),
///     (SomeProvisioning, vec![2]),
///     (AllProvisioning, vec![0, 2]),
/// ];
/// assert_eq!(choices, expected);
/// ```
pub fn market_choices(services: &[Service], own: &[usize]) -> Vec<MarketChoice> {
    let is_provisioning = |service: &Service| service.group.eq_ignore_ascii_case("provisioning");
    let provisioning: Vec<usize> = (0..services.len()).filter(|&service| is_provisioning(&services[service])).collect();
    let mut own = own.to_vec();
    own.sort_unstable();
    own.dedup();
    let choice = |kind, market_services: Vec<usize>| {
        let names: Vec<&str> = market_services
            .iter()
            .filter_map(|&service| services.get(service))
            .map(|service| service.name.as_str())
            .collect();
        let names = names.join(" + ");
        MarketChoice { kind, market_services, names }
    };
    let mut choices = vec![choice(MarketChoiceKind::Study, own), choice(MarketChoiceKind::NoMarket, Vec::new())];
    let between = between_none_and_all(&provisioning);
    choices.extend(between.into_iter().map(|subset| choice(MarketChoiceKind::SomeProvisioning, subset)));
    if !provisioning.is_empty() {
        choices.push(choice(MarketChoiceKind::AllProvisioning, provisioning));
    }
    choices
}

/// Subsets that are neither empty nor whole: few members first, then in order.
fn between_none_and_all(whole: &[usize]) -> Vec<Vec<usize>> {
    let count = whole.len();
    let mut subsets: Vec<Vec<usize>> = if count <= MOST_OF_WHICH_EVERY_SUBSET {
        let members =
            |bits: usize| (0..count).filter(move |member| bits >> member & 1 == 1).map(|member| whole[member]);
        (1..(1_usize << count).saturating_sub(1)).map(|bits| members(bits).collect()).collect()
    } else {
        let but_one = |left_out: &usize| whole.iter().copied().filter(|member| member != left_out).collect();
        whole.iter().map(|&member| vec![member]).chain(whole.iter().map(but_one)).collect()
    };
    subsets.sort_by(|one, other| one.len().cmp(&other.len()).then_with(|| one.cmp(other)));
    subsets
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subsets(provisioning: usize) -> Vec<Vec<usize>> {
        let services: Vec<Service> =
            (0..provisioning).map(|service| Service::new(service.to_string(), "Provisioning")).collect();
        market_choices(&services, &[]).into_iter().skip(1).map(|choice| choice.market_services).collect()
    }

    #[test]
    fn three_services_have_eight_subsets_small_ones_first() {
        let expected: [&[usize]; 8] = [&[], &[0], &[1], &[2], &[0, 1], &[0, 2], &[1, 2], &[0, 1, 2]];
        assert_eq!(subsets(3), expected);
    }

    #[test]
    fn every_subset_of_four_and_only_the_ends_of_five() {
        assert_eq!(subsets(4).len(), 16);
        let five = subsets(5);
        assert_eq!(five.len(), 1 + 5 + 5 + 1);
        assert!(five.iter().all(|subset| [0, 1, 4, 5].contains(&subset.len())));
    }

    #[test]
    fn no_choice_of_subset_stands_twice() {
        for provisioning in 0..7 {
            let mut found = subsets(provisioning);
            let count = found.len();
            found.sort();
            found.dedup();
            assert_eq!(found.len(), count, "{provisioning} services");
        }
    }

    #[test]
    fn without_provisioning_services_there_is_the_study_and_none() {
        let choices = market_choices(&[Service::new("climate", "regulating")], &[0, 0]);
        let kinds: Vec<&str> = choices.iter().map(|choice| choice.kind.name()).collect();
        assert_eq!(kinds, ["study", "none"]);
        assert_eq!(choices[0].market_services, [0], "a service named twice counts once");
        assert_eq!(choices[0].names, "climate");
        assert_eq!(choices[1].names, "");
    }
}
