//! Maps of the cells: which class became which, what a hectare is worth, and by how much that changed.

use crate::account_plan::account_plan;
use crate::error::{Error, with_causes};
use crate::inputs::Inputs;
use crate::memory::Memory;
use crate::options::RunOptions;
use crate::problem::Problem;
use crate::run::of_accounting;
use crate::study::Study;
use landledger_accounting::{MoneyPerHectare, value_densities};
use landledger_core::{Progress, Tally, TallyFault};
use landledger_maps::{ChangeNumbers, Densities, GeoFields, Ground, MapError, MapPlan, Subject, draw_maps, sidecar};
use landledger_reader::ReaderError;
use landledger_report::ResultFolder;
use ndarray::{Array3, Axis};
use std::path::PathBuf;

/// Folder of the maps in a result folder.
const FOLDER: &str = "maps";

/// Draws every map of the study. Gives sentences about what an analyst should know.
///
/// # Errors
/// When a block cannot be read, a file cannot be written, or the user stops it.
pub fn write_maps(
    study: &Study,
    inputs: &Inputs,
    tally: &Tally,
    options: &RunOptions,
    progress: &dyn Progress,
    folder: &mut ResultFolder,
) -> Result<Vec<String>, Error> {
    let densities = densities(study, tally)?;
    let mut plans = Plans { study, tally, folder, maps: Vec::new(), notes: Vec::new() };
    plans.changes()?;
    if let Some(densities) = &densities {
        plans.densities(densities)?;
    }
    let Plans { maps, notes, .. } = plans;
    let source = inputs.source(study);
    let memory = Memory::of(inputs, &source).with_maps(landledger_maps::bytes_per_worker(
        &source,
        inputs.shape(),
        tally.years().len(),
    ));
    let grid = inputs.rasters.grid();
    let geo = GeoFields::of(grid, inputs.rasters.crs()).map_err(|source| {
        let path = study.epochs.first().map_or_else(PathBuf::new, |epoch| epoch.path.clone());
        Error::from(ReaderError::Gdal { path, doing: "writing its CRS for the maps", source })
    })?;
    let ground = Ground {
        shape: inputs.shape(),
        zones: inputs.zones(),
        legend: &study.legend,
        epochs: tally.years().len(),
        geo: &geo,
        threads: memory.threads_for_maps(options)?,
    };
    draw_maps(maps, &ground, &source, progress).map_err(|error| failure(error, folder))?;
    Ok(notes)
}

fn failure(error: MapError<ReaderError>, folder: &ResultFolder) -> Error {
    match error {
        MapError::Source(error) => error.into(),
        MapError::Fault(TallyFault::Cancelled) => Error::Cancelled,
        MapError::Write { path, source } => Error::Failed(Problem::new(with_causes(&MapError::<ReaderError>::Write {
            path: folder.shown(&path),
            source,
        }))),
        MapError::Uncounted { path, cells } => Error::Failed(Problem::new(
            MapError::<ReaderError>::Uncounted { path: folder.shown(&path), cells }.to_string(),
        )),
        other => Error::Failed(Problem::new(with_causes(&other))),
    }
}

/// By zone, epoch and class; `None` for a study without `[value]`.
fn densities(study: &Study, tally: &Tally) -> Result<Option<Array3<Option<MoneyPerHectare>>>, Error> {
    let Some(plan) = account_plan(study, tally.zones())? else { return Ok(None) };
    let densities = value_densities(tally, &plan.valuation)
        .map_err(|errors| Error::Refused(errors.iter().map(|error| of_accounting(study, error)).collect()))?;
    Ok(Some(densities))
}

struct Plans<'a> {
    study: &'a Study,
    tally: &'a Tally,
    folder: &'a mut ResultFolder,
    maps: Vec<MapPlan>,
    notes: Vec<String>,
}

impl Plans<'_> {
    /// Pairs of epochs whose change is drawn.
    fn pairs(&self) -> Vec<(usize, usize)> {
        let epoch = |year| self.tally.years().iter().position(|&known| known == year);
        match &self.study.map_pairs {
            Some(pairs) => pairs.iter().filter_map(|&[from, to]| epoch(from).zip(epoch(to))).collect(),
            None => self.tally.epoch_pairs(),
        }
    }

    fn changes(&mut self) -> Result<(), Error> {
        let (study, years) = (self.tally.study(), self.tally.years());
        for (from, to) in self.pairs() {
            let name = format!("class_change_{}_{}", years[from], years[to]);
            let classes = self.tally.legend().len();
            // Of a pair of epochs that was not kept it is only known which classes there are.
            let pairs: Vec<(usize, usize)> =
                if self.tally.keeps_trajectories() || self.tally.epoch_pairs().contains(&(from, to)) {
                    let matrix = study.transitions(from, to);
                    let occurring = matrix.amounts.indexed_iter().filter(|(_, amount)| !amount.cells.is_zero());
                    occurring.map(|(pair, _)| pair).collect()
                } else {
                    let present = study.classes_present();
                    let those = || (0..classes).filter(|&class| present[class]);
                    those().flat_map(|from| those().map(move |to| (from, to))).collect()
                };
            let Some(numbers) = ChangeNumbers::of(classes, pairs) else {
                self.notes.push(format!(
                    "{name} is not drawn: more pairs of classes occur than 16-bit numbers can tell apart"
                ));
                continue;
            };
            let description = format!("land cover, change from {} to {}", years[from], years[to]);
            self.add(&name, Subject::ClassChange { from, to, numbers }, description, None)?;
        }
        Ok(())
    }

    fn densities(&mut self, densities: &Array3<Option<MoneyPerHectare>>) -> Result<(), Error> {
        let years = self.tally.years();
        let unit = format!("{} per hectare and year", self.study.currency());
        let of_epoch = |epoch: usize| -> Densities {
            let by_zone = densities.index_axis(Axis(1), epoch);
            let number = |value: &Option<MoneyPerHectare>| value.map(MoneyPerHectare::units_per_hectare);
            by_zone.outer_iter().map(|of_zone| of_zone.iter().map(number).collect()).collect()
        };
        for (epoch, year) in years.iter().enumerate() {
            let description = format!("ecosystem service value of {year}");
            let subject = Subject::Density { epoch, densities: of_epoch(epoch) };
            self.add(&format!("value_per_ha_{year}"), subject, description, Some(unit.clone()))?;
        }
        for (from, to) in self.pairs() {
            let description = format!("ecosystem service value, change from {} to {}", years[from], years[to]);
            let subject = Subject::DensityChange { epochs: [from, to], densities: [of_epoch(from), of_epoch(to)] };
            self.add(
                &format!("value_per_ha_change_{}_{}", years[from], years[to]),
                subject,
                description,
                Some(unit.clone()),
            )?;
        }
        Ok(())
    }

    fn add(&mut self, name: &str, subject: Subject, description: String, unit: Option<String>) -> Result<(), Error> {
        let name = PathBuf::from(FOLDER).join(format!("{name}.tif"));
        let path = self.folder.reserve(&name)?;
        if matches!(subject, Subject::ClassChange { .. }) {
            self.folder.reserve(sidecar(&name))?;
        }
        self.maps.push(MapPlan { path, subject, description, unit });
        Ok(())
    }
}
