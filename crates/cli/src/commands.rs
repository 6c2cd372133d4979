//! One function for each command.

use crate::args::{Args, Command};
use crate::progress::Shown;
use crate::talk::Talk;
use crate::{stop, summary};
use landledger::builtin::{self, Builtin, LEGENDS, MAPPINGS, VALUES};
use landledger::core::HeldRows;
use landledger::{InitOptions, Problem, Problems};
use std::path::{Path, PathBuf};

pub(crate) fn dispatch(args: &Args, talk: &Talk) -> anyhow::Result<()> {
    if let Some(threads) = talk.options(None).threads {
        landledger::core::limit_threads(threads);
    }
    match &args.command {
        Command::Init { rasters, zones, out } => {
            init(&InitOptions { rasters: rasters.clone(), zones: zones.clone(), out: out.clone() }, talk)
        }
        Command::Check { study } => check(study, talk),
        Command::Run { study, out, output } => {
            stop::listen();
            let outcome = landledger::run(study, &talk.options_for(out.clone(), output), &Shown::new(talk))?;
            talk.say(&summary::of(&outcome, talk));
            Ok(())
        }
        Command::Tally { study, piece, out } => {
            stop::listen();
            let outcome = landledger::tally_only(study, *piece, &talk.options(out.clone()), &Shown::new(talk))?;
            talk.say(&summary::of(&outcome, talk));
            Ok(())
        }
        Command::Merge { tallies, out } => merge(tallies, out, talk),
        Command::Account { study, tally, out, output } => {
            stop::listen();
            let outcome = landledger::account(study, tally, &talk.options_for(out.clone(), output))?;
            talk.say(&summary::of(&outcome, talk));
            Ok(())
        }
        Command::Legends { name } => legends(name.as_deref()),
        Command::Mappings { name } => mappings(name.as_deref()),
        Command::Values { name } => values(name.as_deref()),
    }
}

fn init(options: &InitOptions, talk: &Talk) -> anyhow::Result<()> {
    let started = landledger::init(options)?;
    for file in &started.files {
        talk.say(&format!("wrote {}", file.display()));
    }
    for hint in &started.hints {
        talk.say(&format!("next: {hint}"));
    }
    talk.say(&format!("then: landledger check {}", options.out.display()));
    Ok(())
}

fn merge(tallies: &[PathBuf], out: &Path, talk: &Talk) -> anyhow::Result<()> {
    let merged = landledger::merge(tallies, out)?;
    let rows = &merged.tally.rows;
    talk.say(&if rows.is_complete() {
        format!("complete: all {} rows", rows.of())
    } else {
        format!("not complete: rows {}; missing: {}", rows, HeldRows::in_words(&rows.missing()))
    });
    talk.say(&format!("wrote {}", merged.path.display()));
    Ok(())
}

fn check(study: &Path, talk: &Talk) -> anyhow::Result<()> {
    let check = landledger::check(study, &talk.options(None))?;
    Talk::print(&talk.bold(&check.title))?;
    for (topic, finding) in &check.findings {
        Talk::print(&format!("{topic:>16}  {finding}"))?;
    }
    for note in &check.notes {
        Talk::print(&format!("{:>16}  {note}", "note"))?;
    }
    talk.say("no problem found");
    Ok(())
}

fn legends(name: Option<&str>) -> anyhow::Result<()> {
    let Some(table) = find(LEGENDS, "legend", name)? else { return Ok(()) };
    let legend = table.legend().map_err(landledger::Error::from)?;
    remarks(table)?;
    Talk::print(&format!("{:>6}  {:8}  name", "code", "color"))?;
    for class in legend.classes() {
        Talk::print(&format!("{:>6}  {:8}  {}", class.code, class.color.as_deref().unwrap_or("-"), class.name))?;
    }
    Ok(())
}

fn values(name: Option<&str>) -> anyhow::Result<()> {
    let Some(table) = find(VALUES, "value table", name)? else { return Ok(()) };
    let equivalents = table.equivalents().map_err(landledger::Error::from)?;
    remarks(table)?;
    let wide = equivalents.services().iter().map(|service| service.name.len()).max().unwrap_or(0).max(5);
    let columns: Vec<usize> = equivalents.ecosystems().iter().map(|name| name.len().max(7)).collect();
    let line = |name: &str, group: &str, cells: Vec<String>| {
        let cells: Vec<String> = cells.iter().zip(&columns).map(|(cell, wide)| format!("{cell:>wide$}")).collect();
        Talk::print(&format!("{name:<wide$}  {group:<12}  {}", cells.join("  ")))
    };
    line("service", "group", equivalents.ecosystems().to_vec())?;
    for (row, service) in equivalents.equivalents().rows().into_iter().zip(equivalents.services()) {
        line(&service.name, &service.group, row.iter().map(|number| format!("{number:.2}")).collect())?;
    }
    let totals = (0..columns.len()).map(|column| format!("{:.2}", equivalents.column_total(column)));
    line("sum", "", totals.collect())?;
    Talk::print("\nevidence")?;
    let wide = equivalents.ecosystems().iter().map(String::len).max().unwrap_or(0);
    for ecosystem in equivalents.ecosystems() {
        let evidence = table.remark(&format!("{EVIDENCE}{ecosystem}")).unwrap_or("not stated");
        Talk::print(&format!("{ecosystem:<wide$}  {evidence}"))?;
    }
    Ok(())
}

fn mappings(name: Option<&str>) -> anyhow::Result<()> {
    let Some(table) = find(MAPPINGS, "mapping", name)? else { return Ok(()) };
    let rows = table.mapping().map_err(landledger::Error::from)?;
    remarks(table)?;
    let wide = rows.iter().map(|row| row.class.chars().count()).max().unwrap_or(0).max(5);
    Talk::print(&format!("{:>6}  {:<wide$}  {:<14}  weight", "code", "class", "ecosystem"))?;
    for row in rows {
        let code = row.code.map_or_else(|| "-".to_owned(), |code| code.to_string());
        let (ecosystem, weight) = match &row.ecosystem {
            Some(ecosystem) => (ecosystem.as_str(), row.weight.to_string()),
            None => ("none", String::new()),
        };
        Talk::print(format!("{code:>6}  {:<wide$}  {ecosystem:<14}  {weight}", row.class).trim_end())?;
    }
    Ok(())
}

/// The table asked for; without a name, prints the list and gives none.
fn find(tables: &'static [Builtin], kind: &str, name: Option<&str>) -> anyhow::Result<Option<&'static Builtin>> {
    let Some(name) = name else {
        let width = tables.iter().map(|table| table.name.len()).max().unwrap_or(0);
        for table in tables {
            Talk::print(&format!("{:width$}  {}", table.name, table.remark("title").unwrap_or_default()))?;
        }
        return Ok(None);
    };
    let unknown = |hint: String| {
        let problem = Problem::new(format!("no {kind} is called \"{name}\"")).help(hint);
        landledger::Error::Refused(Problems::from(problem))
    };
    Ok(Some(builtin::find(tables, name).map_err(unknown)?))
}

/// Remarks about one column are printed below the table.
const EVIDENCE: &str = "evidence ";

fn remarks(table: &Builtin) -> anyhow::Result<()> {
    for (key, text) in table.remarks().filter(|(key, _)| !key.starts_with(EVIDENCE)) {
        Talk::print(&format!("{key}: {text}"))?;
    }
    Talk::print("")
}
