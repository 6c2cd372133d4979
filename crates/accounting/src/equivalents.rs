//! How many equivalents a hectare of each ecosystem yields of each service.

use crate::{Problems, Service};
use ndarray::Array2;

/// A table of equivalents, such as that of Xie et al. 2015: `EC_j` of Eq 3 for every ecosystem.
///
/// One equivalent is worth one unit value (Eq 1) per hectare and year. Negative equivalents are
/// legitimate.
#[derive(Debug, Clone, PartialEq)]
pub struct EquivalentTable {
    services: Vec<Service>,
    ecosystems: Vec<String>,
    equivalents: Array2<f64>,
}

/// Why services, ecosystems and numbers are not a table of equivalents.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum EquivalentTableError {
    /// A table with no row or no column.
    #[error(
        "the table of equivalents has {services} services and {ecosystems} ecosystems, expected at least one of each"
    )]
    Empty {
        /// Number of services.
        services: usize,
        /// Number of ecosystems.
        ecosystems: usize,
    },
    /// Names and numbers do not match.
    #[error(
        "the table of equivalents has {rows} rows and {columns} columns of numbers, \
         expected {services} rows (services) and {ecosystems} columns (ecosystems)"
    )]
    Shape {
        /// Rows of numbers.
        rows: usize,
        /// Columns of numbers.
        columns: usize,
        /// Number of services.
        services: usize,
        /// Number of ecosystems.
        ecosystems: usize,
    },
    /// A service name given twice.
    #[error("service `{service}` stands twice in the table of equivalents (give each service one row)")]
    ServiceTwice {
        /// The name.
        service: String,
    },
    /// An ecosystem name given twice.
    #[error("ecosystem `{ecosystem}` stands twice in the table of equivalents (give each ecosystem one column)")]
    EcosystemTwice {
        /// The name.
        ecosystem: String,
    },
    /// An equivalent that is not a number.
    #[error("the equivalent of `{ecosystem}` for `{service}` is {found}, expected a finite number (write 0 for none)")]
    NotFinite {
        /// The service.
        service: String,
        /// The ecosystem.
        ecosystem: String,
        /// What stands there.
        found: f64,
    },
}

impl EquivalentTable {
    /// Checks that names are unique, that `equivalents` has the shape `(services, ecosystems)`, and
    /// that every equivalent is finite.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn new(
        services: Vec<Service>,
        ecosystems: Vec<String>,
        equivalents: Array2<f64>,
    ) -> Result<Self, Problems<EquivalentTableError>> {
        let mut found = Vec::new();
        if services.is_empty() || ecosystems.is_empty() {
            found.push(EquivalentTableError::Empty { services: services.len(), ecosystems: ecosystems.len() });
        }
        let names: Vec<&str> = services.iter().map(|service| service.name.as_str()).collect();
        let twice = repeated(&names).map(|name| EquivalentTableError::ServiceTwice { service: name.to_owned() });
        found.extend(twice);
        let names: Vec<&str> = ecosystems.iter().map(String::as_str).collect();
        let twice = repeated(&names).map(|name| EquivalentTableError::EcosystemTwice { ecosystem: name.to_owned() });
        found.extend(twice);

        let table = Self { services, ecosystems, equivalents };
        found.extend(table.shape_fault());
        if found.is_empty() {
            found.extend(table.not_finite());
        }
        Problems::refuse(found)?;
        Ok(table)
    }

    /// The services, one for each row.
    pub fn services(&self) -> &[Service] {
        &self.services
    }

    /// Names of the ecosystems, one for each column.
    pub fn ecosystems(&self) -> &[String] {
        &self.ecosystems
    }

    /// `(services, ecosystems)`: equivalents per hectare and year.
    pub fn equivalents(&self) -> &Array2<f64> {
        &self.equivalents
    }

    /// Which row a service has.
    pub fn service_index(&self, name: &str) -> Option<usize> {
        self.services.iter().position(|service| service.name == name)
    }

    /// Which column an ecosystem has.
    pub fn ecosystem_index(&self, name: &str) -> Option<usize> {
        self.ecosystems.iter().position(|ecosystem| ecosystem == name)
    }

    /// Equivalents of one ecosystem over all services, added in their order.
    ///
    /// # Panics
    /// When the table has no such column.
    pub fn column_total(&self, ecosystem: usize) -> f64 {
        self.equivalents.column(ecosystem).iter().fold(0.0, |sum, equivalent| sum + equivalent)
    }

    fn shape_fault(&self) -> Option<EquivalentTableError> {
        let (rows, columns) = self.equivalents.dim();
        let (services, ecosystems) = (self.services.len(), self.ecosystems.len());
        let fits = (rows, columns) == (services, ecosystems);
        (!fits).then_some(EquivalentTableError::Shape { rows, columns, services, ecosystems })
    }

    fn not_finite(&self) -> impl Iterator<Item = EquivalentTableError> + '_ {
        let bad = self.equivalents.indexed_iter().filter(|(_, equivalent)| !equivalent.is_finite());
        bad.map(|((service, ecosystem), &found)| EquivalentTableError::NotFinite {
            service: self.services[service].name.clone(),
            ecosystem: self.ecosystems[ecosystem].clone(),
            found,
        })
    }
}

/// Names that stood earlier in the list.
fn repeated<'a>(names: &[&'a str]) -> impl Iterator<Item = &'a str> {
    names.iter().enumerate().filter(|(index, name)| names[..*index].contains(name)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::arr2;

    fn services(names: &[&str]) -> Vec<Service> {
        names.iter().map(|name| Service::new(*name, "regulating")).collect()
    }

    fn ecosystems(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    #[expect(clippy::float_cmp, reason = "the sum of two whole numbers is exact")]
    fn rows_are_services_and_columns_are_ecosystems() {
        let equivalents = arr2(&[[1.0, 2.0, 3.0], [4.0, 5.0, -6.0]]);
        let table =
            EquivalentTable::new(services(&["gas", "water"]), ecosystems(&["dry", "wet", "paddy"]), equivalents)
                .unwrap();
        assert_eq!(table.ecosystem_index("paddy"), Some(2));
        assert_eq!(table.ecosystem_index("tundra"), None);
        assert_eq!(table.service_index("water"), Some(1));
        assert_eq!(table.column_total(2), 3.0 - 6.0);
    }

    #[test]
    fn a_table_turned_on_its_side_is_refused() {
        let turned = arr2(&[[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]]);
        let error = EquivalentTable::new(services(&["gas", "water"]), ecosystems(&["dry", "wet", "paddy"]), turned);
        assert_eq!(
            error.unwrap_err().to_string(),
            "the table of equivalents has 3 rows and 2 columns of numbers, \
             expected 2 rows (services) and 3 columns (ecosystems)"
        );
    }

    #[test]
    fn names_that_stand_twice_are_refused_together() {
        let equivalents = arr2(&[[1.0, 2.0], [4.0, 5.0]]);
        let error = EquivalentTable::new(services(&["gas", "gas"]), ecosystems(&["wet", "wet"]), equivalents);
        assert_eq!(
            error.unwrap_err().to_string(),
            "service `gas` stands twice in the table of equivalents (give each service one row)\n\
             ecosystem `wet` stands twice in the table of equivalents (give each ecosystem one column)"
        );
    }

    #[test]
    fn an_equivalent_that_is_not_a_number_is_refused_by_name() {
        let equivalents = arr2(&[[1.0, f64::NAN]]);
        let error = EquivalentTable::new(services(&["gas"]), ecosystems(&["dry", "wet"]), equivalents);
        assert_eq!(
            error.unwrap_err().to_string(),
            "the equivalent of `wet` for `gas` is NaN, expected a finite number (write 0 for none)"
        );
    }

    #[test]
    fn an_empty_table_is_refused() {
        let error = EquivalentTable::new(Vec::new(), Vec::new(), Array2::zeros((0, 0)));
        assert_eq!(
            error.unwrap_err().to_string(),
            "the table of equivalents has 0 services and 0 ecosystems, expected at least one of each"
        );
    }
}
