//! The three levels of every account.

use crate::{Accounts, RegionAccount};

/// Something of each zone, of each group and of the study.
pub(crate) struct Levels<T> {
    pub(crate) zones: Vec<T>,
    pub(crate) groups: Vec<T>,
    pub(crate) study: T,
}

impl<T> Levels<T> {
    /// Gives each region what is its own.
    pub(crate) fn hand_out(self, accounts: &mut Accounts, give: impl Fn(&mut RegionAccount, T)) {
        for (account, own) in accounts.zones.iter_mut().zip(self.zones) {
            give(account, own);
        }
        for (account, own) in accounts.groups.iter_mut().zip(self.groups) {
            give(account, own);
        }
        give(&mut accounts.study, self.study);
    }

    pub(crate) fn map<U>(self, mut change: impl FnMut(T) -> U) -> Levels<U> {
        Levels {
            zones: self.zones.into_iter().map(&mut change).collect(),
            groups: self.groups.into_iter().map(&mut change).collect(),
            study: change(self.study),
        }
    }
}
