//! Which classes have a colour of their own, the same in every chart, and which go together as the rest.

use crate::Findings;
use crate::chart::{OTHER, Series, categories};
use crate::phrases::Phrases;
use landledger_core::Area;

/// More colours than these nobody tells apart.
const MOST: usize = 11;

/// Classes as categories of a chart.
#[derive(Debug)]
pub(crate) struct ShownClasses {
    /// Name and colour of each category; the rest is the last one, where there is a rest.
    pub(crate) series: Vec<Series>,
    /// Class code of each category; `other` for the rest.
    pub(crate) codes: Vec<String>,
    /// The category of each class of the legend; none where the class does not occur.
    category: Vec<Option<usize>>,
}

impl ShownClasses {
    /// The classes with most land, over all epochs of the study, in legend order.
    pub(crate) fn of(findings: &Findings<'_>, phrases: &Phrases) -> Self {
        let tally = findings.tally;
        let study = &findings.study().tally;
        let mut land = vec![Area::ZERO; tally.legend().len()];
        for epoch in 0..tally.years().len() {
            for (sum, amount) in land.iter_mut().zip(study.class_areas(epoch)) {
                *sum += amount.area;
            }
        }
        let present = study.classes_present();
        let mut ranked: Vec<usize> = (0..land.len()).filter(|&class| present[class]).collect();
        ranked.sort_by(|&a, &b| land[b].cmp(&land[a]));
        let own = if ranked.len() > MOST { MOST } else { ranked.len() };
        let rest = ranked.len() - own;
        ranked.truncate(own);
        ranked.sort_unstable();
        let classes = tally.legend().classes();
        let color_of = |class: usize| classes[class].color.clone().filter(|color| is_color(color));
        // Colours of the legend's own only where it has them for all: two palettes together would clash.
        let has_colors = ranked.iter().all(|&class| color_of(class).is_some());
        let palette = categories(own);
        let mut series = Vec::with_capacity(own + 1);
        let mut codes = Vec::with_capacity(own + 1);
        let mut category: Vec<Option<usize>> = present.iter().map(|present| present.then_some(own)).collect();
        for (index, &class) in ranked.iter().enumerate() {
            let color = color_of(class).filter(|_| has_colors).unwrap_or_else(|| palette[index].to_owned());
            series.push(Series { name: phrases.class(&classes[class]).to_owned(), color });
            codes.push(classes[class].code.to_string());
            category[class] = Some(index);
        }
        if rest > 0 {
            let name = phrases.fill("classes.other", &[("count", &rest.to_string())]);
            series.push(Series { name, color: OTHER.to_owned() });
            codes.push("other".to_owned());
        }
        Self { series, codes, category }
    }

    /// The category of a class, where it occurs.
    pub(crate) fn category(&self, class: usize) -> Option<usize> {
        self.category[class]
    }

    /// Sums of a quantity of each class, by category.
    pub(crate) fn sums<T: Copy + Default + std::ops::AddAssign>(
        &self,
        of_class: impl IntoIterator<Item = (usize, T)>,
    ) -> Vec<T> {
        let mut sums = vec![T::default(); self.series.len()];
        for (class, amount) in of_class {
            if let Some(category) = self.category(class) {
                sums[category] += amount;
            }
        }
        sums
    }
}

/// `#rrggbb`, and nothing that would be something else in a picture.
fn is_color(text: &str) -> bool {
    text.len() == 7 && text.starts_with('#') && text[1..].chars().all(|digit| digit.is_ascii_hexdigit())
}
