//! Money per hectare directly: `class,service,group,value_per_ha`. `class` is a code or a name of the legend.

use super::csv_file::CsvFile;
use crate::problem::Problems;
use crate::suggest;
use landledger_core::Legend;

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PerHectareRow {
    /// Index of the class in the legend.
    pub(crate) class: usize,
    pub(crate) service: String,
    pub(crate) group: String,
    pub(crate) value_per_ha: f64,
}

pub(crate) fn read(file: &CsvFile, legend: &Legend) -> Result<Vec<PerHectareRow>, Problems> {
    let ([class, service, group, value], []) = file.columns(["class", "service", "group", "value_per_ha"], [])?;
    let mut seen = std::collections::BTreeMap::new();
    let mut group_of = std::collections::BTreeMap::new();
    file.read_rows(|cells| {
        let line = cells.row.line;
        let class_name = cells.text(class)?;
        let index = class_index(legend, class_name);
        if index.is_none() {
            let names = legend.classes().iter().map(|class| class.name.as_str());
            let hint = suggest::hint(class_name, names.collect::<Vec<_>>());
            cells.refuse(class, &format!("`{class_name}` is neither a code nor a name of the legend ({hint})"));
        }
        let (service_name, group_name, value_per_ha) = (cells.text(service), cells.text(group), cells.number(value));
        let (index, service_name, group_name) = (index?, service_name?, group_name?);
        if let Some(earlier) = seen.insert((index, service_name.to_owned()), line) {
            cells
                .refuse(service, &format!("`{class_name}` has a value for `{service_name}` on line {earlier} already"));
        }
        let first_group = group_of.entry(service_name.to_owned()).or_insert_with(|| group_name.to_owned()).clone();
        if first_group != group_name {
            cells.refuse(
                group,
                &format!("`{service_name}` is in group `{first_group}` further up, found `{group_name}`"),
            );
        }
        Some(PerHectareRow {
            class: index,
            service: service_name.to_owned(),
            group: group_name.to_owned(),
            value_per_ha: value_per_ha?,
        })
    })
}

/// A class by its code, or else by its name.
pub(crate) fn class_index(legend: &Legend, class: &str) -> Option<usize> {
    class
        .parse()
        .ok()
        .and_then(|code| legend.index_of(code))
        .or_else(|| legend.classes().iter().position(|known| known.name == class))
}
