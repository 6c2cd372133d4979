//! Legends, value tables and mappings that come with the program. Adding one is adding a file under `data/`.

use crate::problem::{Problem, Problems};
use crate::suggest;
use crate::tables::csv_file::CsvFile;
use crate::tables::{equivalents, legend, mapping};
use landledger_accounting::EquivalentTable;
use landledger_core::{Class, Legend};
use std::path::Path;

pub use crate::tables::mapping::MappingRow;

/// A table that is part of the program: its remarks say what it is and where it comes from.
#[derive(Debug, Clone, Copy)]
pub struct Builtin {
    /// The name that a study file uses.
    pub name: &'static str,
    /// The file, remarks first.
    pub text: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/builtin_tables.rs"));

impl Builtin {
    /// The remark with this key, such as `title` or `source`.
    pub fn remark(&self, key: &str) -> Option<&'static str> {
        self.remarks().find(|(name, _)| *name == key).map(|(_, text)| text)
    }

    /// Every remark, as key and text.
    pub fn remarks(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        self.text.lines().map_while(|line| line.strip_prefix("# ")).filter_map(|line| line.split_once(": "))
    }

    /// Codes that its remark `nodata` names; they are told, never applied.
    ///
    /// # Panics
    /// Never for the legends here, which a test reads.
    pub fn nodata(&self) -> Vec<u16> {
        self.codes("nodata")
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

    /// Classes above those of the legend, which its remarks `parent CODE` name.
    ///
    /// # Errors
    /// Never for the legends here, which a test reads.
    pub fn classes_above(&self) -> Result<Vec<Class>, Problems> {
        legend::classes_above(&self.csv()?)
    }

    /// Reads it as a mapping.
    ///
    /// # Errors
    /// Never for the mappings here, which a test reads.
    pub fn mapping(&self) -> Result<Vec<MappingRow>, Problems> {
        mapping::read(&self.csv()?)
    }

    /// Codes that its remark `unlike` names: classes that are worth something else than what stands above them.
    ///
    /// # Panics
    /// Never for the legends here, which a test reads.
    pub fn unlike(&self) -> Vec<u16> {
        self.codes("unlike")
    }

    fn codes(&self, remark: &str) -> Vec<u16> {
        self.remark(remark).map_or_else(Vec::new, |codes| {
            codes.split(", ").map(|code| code.parse().expect("a test reads every remark")).collect()
        })
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
    use crate::levels::Levels;

    #[test]
    fn every_legend_reads_and_names_its_source() {
        for table in LEGENDS {
            table.nodata();
            assert!(table.legend().is_ok_and(|legend| !legend.is_empty()), "{}", table.name);
            assert!(table.remark("title").is_some() && table.remark("source").is_some(), "{}", table.name);
        }
    }

    #[test]
    fn every_parent_is_a_class_or_has_a_remark_and_none_leads_back() {
        for table in LEGENDS {
            let (legend, above) = (table.legend().unwrap(), table.classes_above().unwrap());
            let finest = Levels::new(&legend, &above).finest();
            assert!(finest.is_ok(), "{}: {finest:?}", table.name);
            assert!(table.unlike().iter().all(|&code| legend.index_of(code).is_some()), "{}", table.name);
        }
    }

    #[test]
    fn legends_have_the_levels_of_their_nomenclatures() {
        // CNLUCD has two levels and these seven classes at the first; CORINE three, with 5 and 15 classes at the first two.
        let at = |name: &str, level| {
            let table = find(LEGENDS, name).unwrap();
            Levels::new(&table.legend().unwrap(), &table.classes_above().unwrap()).at(level).unwrap()
        };
        let (first, level) = at("cnlucd", 1);
        assert_eq!(level.finest, 2);
        let own = find(LEGENDS, "cnlucd_level1").unwrap().legend().unwrap();
        let known =
            |legend: &Legend| legend.classes().iter().map(|class| (class.code, class.name.clone())).collect::<Vec<_>>();
        assert_eq!(known(&first), known(&own));
        assert_eq!((at("corine", 1).0.len(), at("corine", 2).0.len(), at("corine", 3).0.len()), (5, 15, 44));
        // 6 unused is what marsh would be counted as.
        assert_eq!(first.index_of_cell(64), first.index_of(6));
    }

    #[test]
    fn every_mapping_names_a_source_and_ecosystems_of_its_value_table() {
        for table in MAPPINGS {
            let name = table.name;
            assert!(table.remark("title").is_some() && table.remark("source").is_some(), "{name}");
            let values = find(VALUES, table.remark("equivalents").unwrap()).unwrap().equivalents().unwrap();
            let legend = table.remark("legend").map(|legend| find(LEGENDS, legend).unwrap().legend().unwrap());
            let rows = table.mapping().unwrap();
            assert!(!rows.is_empty(), "{name}");
            for row in &rows {
                assert!(row.ecosystem.as_ref().is_none_or(|it| values.ecosystem_index(it).is_some()), "{name} {row:?}");
                let class = row
                    .code
                    .zip(legend.as_ref())
                    .map(|(code, legend)| &legend.classes()[legend.index_of(code).unwrap()]);
                assert_eq!(class.is_some(), legend.is_some(), "{name}: codes stand beside a legend, and only there");
                assert!(class.is_none_or(|class| class.name == row.class), "{name} {row:?}");
                let weight: f64 = rows.iter().filter(|other| other.class == row.class).map(|other| other.weight).sum();
                assert!(weight > 0.0 && weight < 1.0 + 1e-9, "{name} {row:?}");
            }
        }
    }

    #[test]
    fn every_column_of_a_value_table_has_its_evidence() {
        for table in VALUES {
            for ecosystem in table.equivalents().unwrap().ecosystems() {
                assert!(table.remark(&format!("evidence {ecosystem}")).is_some(), "{} {ecosystem}", table.name);
            }
        }
    }

    #[test]
    fn codes_that_mean_nodata_are_read_from_the_remark() {
        assert_eq!(find(LEGENDS, "glc_fcs30d").unwrap().nodata(), [0, 250]);
        assert!(find(LEGENDS, "dynamic_world").unwrap().nodata().is_empty());
    }

    #[test]
    fn legends_have_as_many_classes_as_their_products_state() {
        // GLC_FCS30D: 35 classes (Zhang X. et al. 2024). CORINE: 44 at level 3. IGBP: 17. NLCD 2021 without Alaska: 16.
        // WorldCover: 11. Dynamic World: 9. ESA CCI: 22 classes at level 1 and 15 regional ones, without no data.
        let stated = [
            ("glc_fcs30d", 35),
            ("corine", 44),
            ("modis_igbp", 17),
            ("nlcd", 16),
            ("worldcover", 11),
            ("dynamic_world", 9),
            ("esa_cci", 37),
        ];
        for (name, classes) in stated {
            assert_eq!(find(LEGENDS, name).unwrap().legend().unwrap().len(), classes, "{name}");
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
