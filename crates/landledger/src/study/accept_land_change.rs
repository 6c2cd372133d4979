//! Grades of land use, by class of the legend.

use super::accept::Desk;
use super::raw::RawGrades;
use crate::suggest;
use crate::tables::per_hectare;
use landledger_core::Legend;

impl Desk<'_> {
    /// The grade of each class of the legend, where one is stated.
    pub(super) fn land_use_grades(&mut self, raw: &RawGrades, legend: &Legend) -> Vec<Option<f64>> {
        let mut grades = vec![None; legend.len()];
        for (class, grade) in &raw.0 {
            let Some(index) = per_hectare::class_index(legend, &class.value) else {
                let names: Vec<String> = legend.classes().iter().map(|class| class.code.to_string()).collect();
                let hint = suggest::hint(&class.value, names.iter().map(String::as_str));
                let message = format!("`{}` is no class of the legend", class.value);
                self.refuse(&class.span, message, "not in the legend", hint);
                continue;
            };
            if grades[index].replace(grade.value).is_some() {
                let message = format!("`{}` stands twice, by code and by name", class.value);
                self.refuse(&class.span, message, "again", "keep one");
            }
            if grade.value < 0.0 {
                let message = format!("the grade of `{}` is {}, expected 0 or more", class.value, grade.value);
                self.refuse(&grade.span, message, "a grade", "usually 1 (unused) to 4 (built-up)");
            }
        }
        grades
    }
}
