//! Grades of land use, for every class that occurs.

use crate::problem::{Problem, Problems};
use crate::study::Study;
use landledger_core::Tally;

/// The grade of each class of the legend; `None` for a study without grades.
///
/// # Errors
/// Every class that occurs and has no grade.
pub(crate) fn of_classes(study: &Study, tally: &Tally) -> Result<Option<Vec<Option<f64>>>, Problems> {
    let Some(grades) = &study.land_use_grades else { return Ok(None) };
    let mut problems = Problems::default();
    let present = tally.study().classes_present();
    for ((class, grade), is_present) in tally.legend().classes().iter().zip(grades).zip(present) {
        if is_present && grade.is_none() {
            let message =
                format!("class {} ({}) occurs in the rasters and has no grade of land use", class.code, class.name);
            let help =
                format!("add \"{}\" = GRADE to `grades` under [land_change] in {}", class.code, study.path.display());
            problems.push(Problem::new(message).help(help));
        }
    }
    problems.or(Some(grades.clone()))
}
