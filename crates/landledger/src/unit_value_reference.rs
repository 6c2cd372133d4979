//! What one equivalent was worth where a built-in value table comes from.

use landledger_core::Year;

/// The unit value that a value table was built with, in CNY per hectare and year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct ReferenceUnitValue {
    /// Name of the built-in table.
    pub(crate) table: &'static str,
    pub(crate) cny_per_ha: f64,
    /// The year of whose prices it is, where that is known.
    pub(crate) prices: Option<Year>,
    /// What is to be known of it, after its number and prices.
    pub(crate) remark: &'static str,
}

/// xie2003: 6114.3 yuan for farmland over its 6.91 equivalents, as Yan S. et al. 2017 (ChinaXiv-201707.00103V1) and Song Y. et
/// al. 2020 (ChinaXiv-202005.00092V1) print them. xie2008: quoted from memory; no source at hand prints it. xie2015: as Luo &
/// Yan 2018 (ChinaXiv-201805.00320V1) print it.
const REFERENCES: [ReferenceUnitValue; 3] = [
    ReferenceUnitValue {
        table: "xie2003",
        cny_per_ha: 884.9,
        prices: None,
        remark: "as the values per hectare that are published with it imply",
    },
    ReferenceUnitValue {
        table: "xie2008",
        cny_per_ha: 449.1,
        prices: Some(Year(2007)),
        remark: "as it is usually quoted, not confirmed from a source",
    },
    ReferenceUnitValue {
        table: "xie2015",
        cny_per_ha: 3406.5,
        prices: Some(Year(2010)),
        remark: "the net profit of grain",
    },
];

/// Values that differ by less than this are the same, rounded.
const SAME_WITHIN: f64 = 5e-4;

/// The reference of a built-in table.
pub(crate) fn of_table(name: &str) -> Option<ReferenceUnitValue> {
    REFERENCES.into_iter().find(|reference| reference.table == name)
}

/// The reference of which this is the number.
pub(crate) fn of_value(cny_per_ha: f64) -> Option<ReferenceUnitValue> {
    REFERENCES.into_iter().find(|reference| reference.is(cny_per_ha))
}

impl ReferenceUnitValue {
    pub(crate) fn is(&self, cny_per_ha: f64) -> bool {
        (cny_per_ha / self.cny_per_ha - 1.0).abs() < SAME_WITHIN
    }

    /// `3406.50 CNY per hectare and year in prices of 2010 (the net profit of grain)`.
    pub(crate) fn in_words(&self) -> String {
        let prices = self.prices.map_or_else(String::new, |year| format!(" in prices of {year}"));
        format!("{:.2} CNY per hectare and year{prices} ({})", self.cny_per_ha, self.remark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn farmland_of_xie_2003_implies_its_unit_value() {
        assert!(of_table("xie2003").unwrap().is(6114.3 / 6.91));
    }

    #[test]
    fn every_reference_belongs_to_a_table_that_is_there() {
        for reference in REFERENCES {
            assert!(crate::builtin::find(crate::builtin::VALUES, reference.table).is_ok(), "{}", reference.table);
        }
    }

    #[test]
    fn numbers_tell_the_tables_apart() {
        assert_eq!(of_value(449.1).unwrap().table, "xie2008");
        assert_eq!(of_value(3406.50).unwrap().table, "xie2015");
        assert_eq!(of_value(1498.58), None);
    }
}
