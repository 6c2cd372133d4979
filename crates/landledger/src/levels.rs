//! Levels of a legend: a class stands below its parent, and cells may be counted at any level.
//!
//! Level 1 is the topmost. A class that has fewer classes above it than the level asks for stays what it is.

use landledger_core::{Class, Legend};
use std::collections::{BTreeMap, BTreeSet};

/// A legend with the classes above it.
#[derive(Debug, Clone)]
pub(crate) struct Levels<'a> {
    legend: &'a Legend,
    /// Classes that no cell holds and that have a name in the remarks.
    above: &'a [Class],
}

/// One level of a legend, for a study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LegendLevel {
    pub(crate) level: usize,
    /// The finest level that the legend has.
    pub(crate) finest: usize,
    /// Classes that were merged into another: code and name, then those of the class that their cells count as.
    pub(crate) merged: Vec<[(u16, String); 2]>,
}

impl<'a> Levels<'a> {
    pub(crate) fn new(legend: &'a Legend, above: &'a [Class]) -> Self {
        Self { legend, above }
    }

    fn class(&self, code: u16) -> Option<&'a Class> {
        let known = self.legend.index_of(code).map(|index| &self.legend.classes()[index]);
        known.or_else(|| self.above.iter().find(|class| class.code == code))
    }

    /// The classes from the topmost down to this one.
    ///
    /// # Errors
    /// A parent without a name, parents that lead back.
    fn path(&self, class: &'a Class) -> Result<Vec<&'a Class>, String> {
        let (mut path, mut seen) = (vec![class], BTreeSet::from([class.code]));
        while let Some(parent) = path.last().and_then(|class| class.parent) {
            let Some(known) = self.class(parent) else {
                let child = path[path.len() - 1].code;
                return Err(format!("class {child} has the parent {parent}, of which the legend says nothing"));
            };
            if !seen.insert(parent) {
                return Err(format!("the parents of class {} lead back to {parent}", class.code));
            }
            path.push(known);
        }
        path.reverse();
        Ok(path)
    }

    /// How many levels there are.
    ///
    /// # Errors
    /// As [`Self::at`].
    pub(crate) fn finest(&self) -> Result<usize, String> {
        let depths = self.legend.classes().iter().map(|class| Ok(self.path(class)?.len()));
        depths.collect::<Result<Vec<_>, String>>().map(|depths| depths.into_iter().max().unwrap_or(1))
    }

    /// The legend at a level: classes in the order in which the first class below each stands, cells of a code below
    /// them counted as theirs.
    ///
    /// # Errors
    /// A parent without a name, parents that lead back, a level that is not there.
    pub(crate) fn at(&self, level: usize) -> Result<(Legend, LegendLevel), String> {
        let finest = self.finest()?;
        if level == 0 || level > finest {
            return Err(format!("`level` is {level}, the legend has the levels 1 to {finest}"));
        }
        let (mut classes, mut below, mut merged) = (Vec::<Class>::new(), BTreeMap::new(), Vec::new());
        for class in self.legend.classes() {
            let path = self.path(class)?;
            let counted = path[level.min(path.len()) - 1];
            if !classes.iter().any(|known| known.code == counted.code) {
                classes.push(counted.clone());
            }
            if counted.code != class.code {
                below.insert(class.code, counted.code);
                merged.push([class, counted].map(|class| (class.code, class.name.clone())));
            }
        }
        let legend = Legend::from_classes(classes).and_then(|legend| legend.with_codes_below(below));
        Ok((legend.map_err(|error| error.to_string())?, LegendLevel { level, finest, merged }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(code: u16, name: &str, parent: Option<u16>) -> Class {
        Class { code, name: name.into(), color: None, parent }
    }

    /// Three levels where cells hold the two lower ones; 20 has none above it.
    fn legend() -> (Legend, Vec<Class>) {
        let classes = vec![
            class(111, "town", Some(11)),
            class(11, "urban", Some(1)),
            class(112, "village", Some(11)),
            class(20, "water", None),
        ];
        (Legend::from_classes(classes).unwrap(), vec![class(1, "artificial", None)])
    }

    #[test]
    fn at_the_top_all_below_a_class_count_as_it() {
        let (legend, above) = legend();
        let (top, level) = Levels::new(&legend, &above).at(1).unwrap();
        let names: Vec<&str> = top.classes().iter().map(|class| class.name.as_str()).collect();
        assert_eq!(names, ["artificial", "water"]);
        assert_eq!([111, 11, 112, 20].map(|code| top.index_of_cell(code)), [Some(0), Some(0), Some(0), Some(1)]);
        assert_eq!((level.finest, level.merged.len()), (3, 3));
    }

    #[test]
    fn in_the_middle_a_class_that_cells_hold_takes_those_below_it() {
        let (legend, above) = legend();
        let (middle, level) = Levels::new(&legend, &above).at(2).unwrap();
        assert_eq!(middle.classes().iter().map(|class| class.code).collect::<Vec<_>>(), [11, 20]);
        assert_eq!([111, 11, 112].map(|code| middle.index_of_cell(code)), [Some(0); 3]);
        assert_eq!(level.merged[0], [(111, "town".into()), (11, "urban".into())]);
    }

    #[test]
    fn at_the_finest_level_the_legend_is_itself() {
        let (legend, above) = legend();
        let (same, level) = Levels::new(&legend, &above).at(3).unwrap();
        assert_eq!((same, level.merged), (legend.clone(), Vec::new()));
        assert_eq!(Levels::new(&legend, &above).at(4).unwrap_err(), "`level` is 4, the legend has the levels 1 to 3");
    }

    #[test]
    fn parents_that_lead_back_or_are_not_there_are_refused() {
        let back = Legend::from_classes(vec![class(1, "a", Some(2)), class(2, "b", Some(1))]).unwrap();
        assert_eq!(Levels::new(&back, &[]).finest().unwrap_err(), "the parents of class 1 lead back to 1");
        let alone = Legend::from_classes(vec![class(11, "a", Some(1))]).unwrap();
        let expected = "class 11 has the parent 1, of which the legend says nothing";
        assert_eq!(Levels::new(&alone, &[]).finest().unwrap_err(), expected);
    }
}
