//! A table of equivalents: `service,group,<one column for each ecosystem>`.

use super::csv_file::CsvFile;
use crate::problem::Problems;
use landledger_accounting::{EquivalentTable, Service};

pub(crate) fn read(file: &CsvFile) -> Result<EquivalentTable, Problems> {
    let expected = || Some("expected service,group and then one column for each ecosystem".to_owned());
    if file.header.len() < 3 || file.header[0] != "service" || file.header[1] != "group" {
        let message = format!("its columns are {}", file.header.join(","));
        return Err(file.header_problem(message, expected()).into());
    }
    let ecosystems: Vec<String> = file.header[2..].to_vec();
    let rows = file.read_rows(|cells| {
        let (service, group) = (cells.text(0), cells.text(1));
        let numbers: Vec<Option<f64>> = (2..file.header.len()).map(|column| cells.number(column)).collect();
        let numbers: Option<Vec<f64>> = numbers.into_iter().collect();
        Some((Service::new(service?, group?), numbers?))
    })?;
    let (services, numbers): (Vec<Service>, Vec<Vec<f64>>) = rows.into_iter().unzip();
    let shape = (services.len(), ecosystems.len());
    let numbers = ndarray::Array2::from_shape_vec(shape, numbers.into_iter().flatten().collect())
        .map_err(|error| file.header_problem(error.to_string(), expected()))?;
    EquivalentTable::new(services, ecosystems, numbers)
        .map_err(|error| Problems::from(file.header_problem(error.to_string(), None)))
}
