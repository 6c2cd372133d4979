//! The declared classes of a land-cover product.

use std::collections::BTreeMap;

/// One class of a legend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// The value that cells of this class hold in the rasters.
    pub code: u16,
    /// Its name.
    pub name: String,
    /// `#rrggbb`, where the product has one.
    pub color: Option<String>,
    /// The code of the class one level up, where the legend has levels.
    pub parent: Option<u16>,
}

/// 65 536 symbols, less one for nodata and one for values that the legend does not know.
const MOST_CLASSES: usize = 65_534;

/// Why a list of classes is not a legend.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LegendError {
    /// No class at all.
    #[error("the legend has no class")]
    Empty,
    /// More classes than the reader has symbols for.
    #[error("the legend has {found} classes, expected at most {MOST_CLASSES}")]
    TooMany {
        /// How many there are.
        found: usize,
    },
    /// A code given twice.
    #[error("code {code} stands twice in the legend: `{first}` and `{second}`")]
    CodeTwice {
        /// The code.
        code: u16,
        /// Name of the first class with it.
        first: String,
        /// Name of the second.
        second: String,
    },
    /// Cells of a code would count as two classes, or as one that is not there.
    #[error("cells of code {code} cannot count as class {class}")]
    CodeOfNoClass {
        /// The code.
        code: u16,
        /// The class that was named for it.
        class: u16,
    },
}

/// Classes in the order that every table follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Legend {
    classes: Vec<Class>,
    index_of: BTreeMap<u16, u16>,
    /// Codes below a class whose cells count as it, where the legend is one level of another.
    below: BTreeMap<u16, u16>,
}

impl Legend {
    /// A legend of codes and names, without colours or levels.
    pub fn new<'a>(classes: impl IntoIterator<Item = (u16, &'a str)>) -> Result<Self, LegendError> {
        Self::from_classes(
            classes
                .into_iter()
                .map(|(code, name)| Class { code, name: name.to_owned(), color: None, parent: None })
                .collect(),
        )
    }

    /// Checks that there are classes and that each code stands once.
    pub fn from_classes(classes: Vec<Class>) -> Result<Self, LegendError> {
        if classes.is_empty() {
            return Err(LegendError::Empty);
        }
        if classes.len() > MOST_CLASSES {
            return Err(LegendError::TooMany { found: classes.len() });
        }
        let mut index_of = BTreeMap::new();
        for (index, class) in classes.iter().enumerate() {
            if let Some(earlier) = index_of.insert(class.code, index as u16) {
                return Err(LegendError::CodeTwice {
                    code: class.code,
                    first: classes[usize::from(earlier)].name.clone(),
                    second: class.name.clone(),
                });
            }
        }
        Ok(Self { classes, index_of, below: BTreeMap::new() })
    }

    /// The same classes, with more codes whose cells count as one of them: code in the raster, code of the class.
    ///
    /// # Errors
    /// A class that is not there, a code that is a class itself, a code named twice for different classes.
    pub fn with_codes_below(mut self, codes: impl IntoIterator<Item = (u16, u16)>) -> Result<Self, LegendError> {
        for (code, class) in codes {
            let wrong = LegendError::CodeOfNoClass { code, class };
            let Some(&index) = self.index_of.get(&class) else { return Err(wrong) };
            if self.index_of.contains_key(&code) || self.below.insert(code, index).is_some_and(|other| other != index) {
                return Err(wrong);
            }
        }
        Ok(self)
    }

    /// The classes in order.
    pub fn classes(&self) -> &[Class] {
        &self.classes
    }

    /// Number of classes.
    pub fn len(&self) -> usize {
        self.classes.len()
    }

    /// Never true: a legend has at least one class.
    pub fn is_empty(&self) -> bool {
        self.classes.is_empty()
    }

    /// Where the class with this code stands in [`Self::classes`].
    pub fn index_of(&self, code: u16) -> Option<usize> {
        self.index_of.get(&code).map(|&index| usize::from(index))
    }

    /// Where the class stands that cells of this code count as: the class with the code, or the one that it is below.
    pub fn index_of_cell(&self, code: u16) -> Option<usize> {
        self.index_of(code).or_else(|| self.below.get(&code).map(|&index| usize::from(index)))
    }

    /// Codes of cells that count as a class with another code, and that code, by code.
    pub fn codes_below(&self) -> impl Iterator<Item = (u16, u16)> {
        self.below.iter().map(|(&code, &index)| (code, self.classes[usize::from(index)].code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_that_stands_twice_is_refused_with_both_names() {
        let error = Legend::new([(1, "crop"), (2, "forest"), (1, "paddy")]).unwrap_err();
        assert_eq!(error.to_string(), "code 1 stands twice in the legend: `crop` and `paddy`");
    }

    #[test]
    fn a_legend_with_a_class_for_every_code_leaves_no_room_for_nodata() {
        let all = (0..=u16::MAX).map(|code| (code, "class"));
        assert_eq!(Legend::new(all).unwrap_err(), LegendError::TooMany { found: 65_536 });
        assert_eq!(Legend::new((0..65_534).map(|code| (code, "class"))).unwrap().len(), 65_534);
    }

    #[test]
    fn cells_of_a_code_below_a_class_count_as_it_and_are_no_class() {
        let legend = Legend::new([(1, "crop"), (6, "unused")]).unwrap();
        let legend = legend.with_codes_below([(64, 6), (11, 1)]).unwrap();
        assert_eq!((legend.index_of(64), legend.index_of_cell(64), legend.index_of_cell(6)), (None, Some(1), Some(1)));
        assert_eq!(legend.codes_below().collect::<Vec<_>>(), [(11, 1), (64, 6)]);
        assert_eq!(legend.index_of_cell(12), None);
    }

    #[test]
    fn a_code_can_be_below_one_class_only_and_not_be_one() {
        let legend = || Legend::new([(1, "crop"), (6, "unused")]).unwrap();
        for codes in [[(11, 1), (11, 6)], [(6, 1), (11, 1)], [(11, 1), (12, 2)]] {
            assert!(legend().with_codes_below(codes).is_err(), "{codes:?}");
        }
        assert!(legend().with_codes_below([(11, 1), (11, 1)]).is_ok());
    }

    #[test]
    fn a_legend_without_classes_is_refused() {
        assert_eq!(Legend::new([]).unwrap_err(), LegendError::Empty);
    }
}
