//! What is said of each zone on a map: one column for each number, one line for each zone.

use crate::{Cell, Column, Scope};
use landledger_accounting::{Accounts, CompensationLine, Hectares};
use landledger_core::{Area, Class, Tally};

/// A number or text of every zone.
#[derive(Debug)]
pub struct ZoneAttribute<'a> {
    /// A short name, with the unit at its end, and what it holds.
    pub column: Column,
    /// The same in words, as a map shows it.
    pub alias: String,
    /// One for each zone, in their order.
    pub values: Vec<Cell<'a>>,
}

/// The attributes of the zones: name and group, the outline's area and the land with a class; area of each class in the last
/// year and its change since the first; values of each year and their change; what the compensation is made from.
pub fn zone_attributes<'a>(
    scope: &'a Scope<'a>,
    tally: &'a Tally,
    accounts: Option<&'a Accounts>,
    currency: &str,
) -> Vec<ZoneAttribute<'a>> {
    let of_regions = |cell: &dyn Fn(&'a crate::Region<'a>) -> Cell<'a>| scope.regions.iter().map(cell).collect();
    let attribute = |column: Column, alias: String, values: Vec<Cell<'a>>| ZoneAttribute { column, alias, values };
    let mut attributes = vec![
        attribute(Column::text("zone"), "zone".into(), of_regions(&|region| Cell::of_text(region.zone))),
        attribute(Column::text("group"), "group".into(), of_regions(&|region| Cell::of_text(region.group))),
        attribute(
            Column::number("polygon_area_ha"),
            "area of the outline, ha".into(),
            of_regions(&|region| Cell::Number(region.line.polygon.hectares())),
        ),
        attribute(
            Column::number("classes_area_ha"),
            "land with a class in every year, ha".into(),
            of_regions(&|region| Cell::Number(region.tally.classified().area.hectares())),
        ),
    ];
    attributes.extend(areas(scope, tally));
    if let Some(accounts) = accounts {
        attributes.extend(values(scope, tally, currency));
        if accounts.study.compensation.is_some() {
            attributes.extend(compensation(scope, currency));
        }
    }
    attributes
}

/// Classes that occur in some zone.
fn areas<'a>(scope: &'a Scope<'a>, tally: &'a Tally) -> Vec<ZoneAttribute<'a>> {
    let years = tally.years();
    let Some((first, last)) = years.first().zip(years.last()) else { return Vec::new() };
    let end = years.len() - 1;
    let areas = |epoch: usize| -> Vec<Vec<Area>> {
        let of_region =
            |region: &crate::Region<'_>| region.tally.class_areas(epoch).iter().map(|amount| amount.area).collect();
        scope.regions.iter().map(of_region).collect()
    };
    let (earlier, later) = (areas(0), areas(end));
    let present = tally.study().classes_present();
    let classes = tally.legend().classes().iter().enumerate().filter(|(index, _)| present[*index]);
    let attributes = classes.flat_map(|(index, Class { code, name, .. })| {
        let hectares = |areas: &[Vec<Area>]| areas.iter().map(|of| of[index].hectares()).collect::<Vec<f64>>();
        let (before, now) = (hectares(&earlier), hectares(&later));
        let area = ZoneAttribute {
            column: Column::number(format!("c{code}_{last}_ha")),
            alias: format!("{name} ({code}), {last}, ha"),
            values: now.iter().map(|&hectares| Cell::Number(hectares)).collect(),
        };
        let change = (end > 0).then(|| ZoneAttribute {
            column: Column::number(format!("c{code}_change_ha")),
            alias: format!("{name} ({code}), change {first} to {last}, ha"),
            values: now.iter().zip(&before).map(|(now, before)| Cell::Number(now - before)).collect(),
        });
        [Some(area), change].into_iter().flatten()
    });
    attributes.collect()
}

fn values<'a>(scope: &'a Scope<'a>, tally: &'a Tally, currency: &str) -> Vec<ZoneAttribute<'a>> {
    let of = |number: &dyn Fn(&crate::Region<'_>) -> Option<f64>| {
        scope.regions.iter().map(|region| number(region).map_or(Cell::Empty, Cell::Number)).collect::<Vec<_>>()
    };
    let value = |region: &crate::Region<'_>, epoch: usize| Some(region.account?.years.get(epoch)?.total);
    let years = tally.years();
    let mut attributes: Vec<ZoneAttribute<'_>> = years
        .iter()
        .enumerate()
        .map(|(epoch, year)| ZoneAttribute {
            column: Column::number(format!("value_{year}")),
            alias: format!("ecosystem service value, {year}, {currency} per year"),
            values: of(&|region| Some(value(region, epoch)?.units_per_year())),
        })
        .collect();
    let Some(end) = years.len().checked_sub(1) else { return attributes };
    if end > 0 {
        attributes.push(ZoneAttribute {
            column: Column::number("value_change"),
            alias: format!("ecosystem service value, change {} to {}, {currency} per year", years[0], years[end]),
            values: of(&|region| Some(value(region, end)?.units_per_year() - value(region, 0)?.units_per_year())),
        });
    }
    attributes.push(ZoneAttribute {
        column: Column::number(format!("value_per_ha_{}", years[end])),
        alias: format!("ecosystem service value per hectare, {}, {currency} per hectare and year", years[end]),
        values: of(&|region| {
            let area: Area = region.tally.class_areas(end).iter().map(|amount| amount.area).sum();
            (area > Area::ZERO).then(|| Some((value(region, end)? / Hectares::from(area)).units_per_hectare()))?
        }),
    });
    attributes
}

fn compensation<'a>(scope: &'a Scope<'a>, currency: &str) -> Vec<ZoneAttribute<'a>> {
    let line = |region: &'a crate::Region<'a>| region.account.and_then(|account| account.compensation.as_ref());
    let year = scope.regions.iter().find_map(line).map_or_else(String::new, |line| format!(", {}", line.year));
    let of = |cell: &dyn Fn(&CompensationLine) -> Cell<'a>| {
        scope.regions.iter().map(|region| line(region).map_or(Cell::Empty, cell)).collect::<Vec<_>>()
    };
    let number = |name: &'static str, alias: String, number: &dyn Fn(&CompensationLine) -> f64| ZoneAttribute {
        column: Column::number(name),
        alias,
        values: of(&|line| Cell::Number(number(line))),
    };
    let money = |name: &'static str, what: &str, amount: &dyn Fn(&CompensationLine) -> f64| {
        number(name, format!("{what}{year}, {currency} per year"), amount)
    };
    vec![
        money("nonmarket_value", "value of services without a market", &|line| line.nonmarket_value.units_per_year()),
        money("gdp", "gross product", &|line| line.gross_product.units_per_year()),
        number("priority", format!("compensation priority{year}"), &|line| line.priority),
        number("demand", format!("compensation demand{year}"), &|line| line.demand),
        money("compensation", "compensation", &|line| line.compensation.units_per_year()),
        number("compensation_share_of_gdp", format!("compensation over gross product{year}"), &|line| {
            line.share_of_gross_product
        }),
        ZoneAttribute {
            column: Column::whole("rank"),
            alias: format!("place by compensation{year}"),
            values: of(&|line| Cell::Whole(line.rank as i64)),
        },
    ]
}
