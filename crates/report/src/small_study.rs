//! A study of some zones for the tests of figures and page: each zone is a square of 10 x 10 cells of a hectare.

use crate::{Findings, GridRecord, LegendRecord, Parameters, Provenance, UnitValueRecord, scopes};
use landledger_accounting::{
    AccountPlan, Accounts, ClassValueRow, ClassValues, Comparisons, CompensationPlan, Money, MoneyPerHectare, Service,
    Valuation, account,
};
use landledger_core::{
    Amount, Area, Cells, Class, Counts, LedgerLine, Legend, Part, Polygons, Tally, Trajectory, Year, Zone, ZoneName,
};
use std::collections::BTreeMap;

pub(crate) struct SmallStudy {
    pub(crate) title: String,
    pub(crate) currency: String,
    zones: Vec<Zone>,
    tally: Tally,
    accounts: Option<Accounts>,
    provenance: Provenance,
    parameters: Parameters,
}

fn hectares(count: u64) -> Amount {
    Amount { cells: Cells::whole(count), area: Area::from_square_metres(10_000.0) * count }
}

impl SmallStudy {
    /// Zones of these names in the group `group`, with the classes crop, forest, and one of this name.
    pub(crate) fn new(names: &[&str], group: &str, class: &str, years: &[i32]) -> Self {
        let classes = [(1, "crop"), (2, "forest"), (3, class)];
        let classes = classes.map(|(code, name)| Class { code, name: name.into(), color: None, parent: None });
        let legend = Legend::from_classes(classes.into()).unwrap();
        let side = names.len().isqrt() + 1;
        let zones: Vec<Zone> = names
            .iter()
            .enumerate()
            .map(|(index, name)| {
                let (x, y) = ((index % side * 12) as f64, (index / side * 12) as f64);
                let square = vec![[x, y], [x + 10.0, y], [x + 10.0, y + 10.0], [x, y + 10.0]];
                Zone { name: (*name).into(), group: Some(group.into()), outline: Polygons::from_rings(vec![square]) }
            })
            .collect();
        // Of each zone 50 ha stay crop, 30 become forest at the last year, 20 less the zone's number have the third class.
        let parts = zones.iter().enumerate().map(|(index, _)| {
            let all = |class: u16| Trajectory::new(vec![Some(class); years.len()]);
            let mut turned = vec![Some(0); years.len()];
            *turned.last_mut().unwrap() = Some(1);
            let mut gone = vec![Some(2); years.len()];
            gone[0] = None;
            let mut land = BTreeMap::from([(all(0), hectares(50)), (Trajectory::new(turned), hectares(30))]);
            let third = (index % 20) as u64;
            land.insert(all(2), hectares(20 - third));
            land.insert(Trajectory::new(gone), hectares(third));
            land.retain(|_, amount| !amount.cells.is_zero());
            Part { zones: vec![index], amounts: Counts::Trajectories(land) }
        });
        let names = zones.iter().map(|zone| ZoneName { name: zone.name.clone(), group: zone.group.clone() }).collect();
        let line = LedgerLine { polygon: hectares(100).area, ..LedgerLine::default() };
        let years = years.iter().map(|&year| Year(year)).collect();
        let tally = Tally::new(years, legend, names, parts.collect(), vec![line; zones.len()]);
        Self {
            title: "A study".into(),
            currency: "CNY".into(),
            provenance: provenance(),
            parameters: Parameters::default(),
            accounts: None,
            zones,
            tally,
        }
    }

    /// Values crop at 1000 (food), forest at 4000 (this service), and pays for the last year what has no market.
    pub(crate) fn with_money(mut self, service: &str) -> Self {
        let row = |class, service: &str, group: &str, value| ClassValueRow {
            class,
            service: Service::new(service, group),
            value: MoneyPerHectare::from_units_per_hectare(value),
        };
        let rows = [
            row(0, "food", "provisioning", 1000.0),
            row(1, service, "regulating", 4000.0),
            row(2, service, "regulating", 0.0),
        ];
        let year = *self.tally.years().last().unwrap();
        let product = |zone: usize| Money::from_units_per_year(1e5 * (zone + 1) as f64);
        let products = (0..self.zones.len()).map(|zone| ((zone, year), product(zone))).collect();
        let plan = AccountPlan {
            valuation: Valuation::PerHectare(ClassValues::from_rows(self.tally.legend(), &rows).unwrap()),
            gross_products: Some(products),
            compensation: Some(CompensationPlan {
                year,
                conversion: 0.15,
                market_services: vec![0],
                comparisons: Comparisons::default(),
            }),
        };
        self.accounts = Some(account(&self.tally, &plan).unwrap());
        self.parameters = Parameters {
            currency: Some(self.currency.clone()),
            values: Some("values.csv".into()),
            compensation_year: Some(year.0),
            conversion: Some(0.15),
            market_services: vec!["food".into()],
            ..Parameters::default()
        };
        self
    }

    /// As if it had come to its unit value in this way.
    pub(crate) fn with_unit_value(mut self, method: &str) -> Self {
        self.parameters.unit_value_from = Some(UnitValueRecord { method: method.into(), ..UnitValueRecord::default() });
        self
    }

    /// Shows what was found; with outlines, or as accounts from a tally file.
    pub(crate) fn show<T>(&self, has_outlines: bool, look: impl FnOnce(&Findings<'_>) -> T) -> T {
        let scopes = scopes(&self.tally, self.accounts.as_ref());
        look(&Findings {
            title: &self.title,
            currency: &self.currency,
            tally: &self.tally,
            accounts: self.accounts.as_ref(),
            scopes: &scopes,
            outlines: has_outlines.then_some(&self.zones[..]),
            provenance: &self.provenance,
            parameters: &self.parameters,
            study_files: &[],
            notes: &["a note".to_owned()],
            program: "landledger 1",
        })
    }
}

fn provenance() -> Provenance {
    Provenance {
        program: "landledger 1".into(),
        libraries: vec![("GDAL".into(), "3".into())],
        inputs: Vec::new(),
        epochs: Vec::new(),
        grid: GridRecord { rows: 99, cols: 99, origin_x: 0.0, origin_y: 0.0, cell_x: 100.0, cell_y: -100.0 },
        crs: None,
        legend: LegendRecord { origin: "legend.csv".into(), level: None, nodata: Vec::new() },
        zones: None,
        edge: "exact".into(),
        edges: vec!["exact".into()],
        align: "refuse".into(),
        area: "planar".into(),
        measured: "cell width x height".into(),
        cell_area_m2: None,
        areal_scale: Vec::new(),
        planar_cell_m2: None,
        notes: Vec::new(),
    }
}
