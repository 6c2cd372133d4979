//! Legends and value tables that come with the program. Adding one is adding a file under `data/` and a line here.

use crate::problem::{Problem, Problems};
use crate::suggest;
use crate::tables::csv_file::CsvFile;
use crate::tables::{equivalents, legend};
use landledger_accounting::EquivalentTable;
use landledger_core::Legend;
use std::path::Path;

/// A table that is part of the program: its remarks say what it is and where it comes from.
#[derive(Debug, Clone, Copy)]
pub struct Builtin {
    /// The name that a study file uses.
    pub name: &'static str,
    /// The file, remarks first.
    pub text: &'static str,
}

macro_rules! builtin {
    ($folder:literal, $name:literal) => {
        Builtin { name: $name, text: include_str!(concat!("../data/", $folder, "/", $name, ".csv")) }
    };
}

/// Legends by name.
pub const LEGENDS: &[Builtin] =
    &[builtin!("legends", "cnlucd"), builtin!("legends", "clcd"), builtin!("legends", "globeland30")];

/// Value tables by name.
pub const VALUES: &[Builtin] =
    &[builtin!("values", "xie2003"), builtin!("values", "xie2008"), builtin!("values", "xie2015")];

impl Builtin {
    /// The remark with this key, such as `title` or `source`.
    pub fn remark(&self, key: &str) -> Option<&'static str> {
        self.remarks().find(|(name, _)| *name == key).map(|(_, text)| text)
    }

    /// Every remark, as key and text.
    pub fn remarks(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        self.text.lines().map_while(|line| line.strip_prefix("# ")).filter_map(|line| line.split_once(": "))
    }

    fn csv(&self) -> Result<CsvFile, Problem> {
        CsvFile::parse(Path::new(&format!("{} (built in)", self.name)), self.text)
    }

    /// Reads it as a legend.
    ///
    /// # Errors
    /// Never for the legends here, which a test reads.
    pub fn legend(&self) -> Result<Legend, Problems> {
        legend::read(&self.csv()?)
    }

    /// Reads it as a table of equivalents.
    ///
    /// # Errors
    /// Never for the tables here, which a test reads.
    pub fn equivalents(&self) -> Result<EquivalentTable, Problems> {
        equivalents::read(&self.csv()?)
    }
}

/// Finds a table by name; `Err` says what is known.
///
/// # Errors
/// With the nearest known name.
pub fn find(tables: &'static [Builtin], name: &str) -> Result<&'static Builtin, String> {
    tables
        .iter()
        .find(|table| table.name == name)
        .ok_or_else(|| suggest::hint(name, tables.iter().map(|table| table.name).collect::<Vec<_>>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_legend_reads_and_names_its_source() {
        for table in LEGENDS {
            assert!(table.legend().is_ok_and(|legend| !legend.is_empty()), "{}", table.name);
            assert!(table.remark("source").is_some(), "{}", table.name);
        }
    }

    #[test]
    fn columns_of_the_value_tables_add_up_to_their_published_totals() {
        // Xie et al. 2003 as reprinted by Zhao J. et al. 2019 (ChinaXiv 201909.00077 V1, table 1), desert by sum of
        // Zhang S. et al. 2021; Xie et al. 2008 by Liu H. et al. 2017 (doi:10.5846/stxb201510102045) for wetland, water, desert
        // and Ao Y. et al. 2022; Xie et al. 2015, the paper's own total row.
        let totals: [(&str, &[(&str, f64)]); 3] = [
            (
                "xie2003",
                &[
                    ("farmland", 6.91),
                    ("forest", 21.85),
                    ("grassland", 7.24),
                    ("water", 45.97),
                    ("wetland", 62.71),
                    ("desert", 0.42),
                ],
            ),
            (
                "xie2008",
                &[
                    ("forest", 28.12),
                    ("grassland", 11.67),
                    ("farmland", 7.9),
                    ("wetland", 54.77),
                    ("water", 45.35),
                    ("desert", 1.39),
                ],
            ),
            (
                "xie2015",
                &[
                    ("dry_farmland", 4.01),
                    ("paddy", 3.89),
                    ("coniferous", 17.53),
                    ("mixed_forest", 23.09),
                    ("broadleaf", 22.95),
                    ("shrub", 15.22),
                    ("prairie", 5.07),
                    ("shrub_grass", 19.69),
                    ("meadow", 11.43),
                    ("wetland", 52.02),
                    ("desert", 1.1),
                    ("bare", 0.2),
                    ("water", 125.61),
                    ("glacier_snow", 10.27),
                ],
            ),
        ];
        /// Sums of numbers with two decimals; a slip in one would be 0.01.
        const TOLERANCE: f64 = 1e-9;
        for (name, columns) in totals {
            let table = find(VALUES, name).unwrap().equivalents().unwrap();
            assert_eq!(table.ecosystems().len(), columns.len(), "{name}");
            for (ecosystem, total) in columns {
                let found = table.column_total(table.ecosystem_index(ecosystem).unwrap());
                assert!((found - total).abs() < TOLERANCE, "{name} {ecosystem}: {found}, published {total}");
            }
        }
    }

    #[test]
    fn paddy_uses_more_water_than_it_supplies() {
        let table = find(VALUES, "xie2015").unwrap().equivalents().unwrap();
        let (water, paddy) = (table.service_index("water_supply").unwrap(), table.ecosystem_index("paddy").unwrap());
        assert_eq!(table.equivalents()[(water, paddy)], -2.63);
    }
}
