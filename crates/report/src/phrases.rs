//! What figures and page say, in English and in Chinese: `data/phrases.csv`.

use landledger_core::Class;
use std::collections::BTreeMap;

/// The language of figures and page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese, simplified.
    Chinese,
}

impl Language {
    /// As HTML names it.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-CN",
        }
    }
}

const TABLE: &str = include_str!("../data/phrases.csv");

/// All phrases of one language.
#[derive(Debug)]
pub(crate) struct Phrases {
    pub(crate) language: Language,
    by_key: BTreeMap<String, String>,
}

impl Phrases {
    pub(crate) fn of(language: Language) -> Self {
        let column = match language {
            Language::English => 1,
            Language::Chinese => 2,
        };
        let mut reader = csv::ReaderBuilder::new().from_reader(TABLE.as_bytes());
        let lines = reader.records().map(|line| line.expect("the table is part of the program; a test reads it"));
        let by_key = lines.map(|line| (line[0].to_owned(), line[column].to_owned())).collect();
        Self { language, by_key }
    }

    /// A phrase; a key without one (the name of a column or of a service of the user's own) is its own phrase.
    pub(crate) fn say(&self, key: &str) -> String {
        self.by_key.get(key).cloned().unwrap_or_else(|| key.to_owned())
    }

    /// The name of a class: in Chinese where the legend has one.
    pub(crate) fn class<'a>(&self, class: &'a Class) -> &'a str {
        match self.language {
            Language::English => &class.name,
            Language::Chinese => class.name_zh.as_deref().unwrap_or(&class.name),
        }
    }

    /// A phrase if there is one.
    pub(crate) fn find(&self, key: &str) -> Option<String> {
        self.by_key.get(key).cloned()
    }

    /// A phrase with `{words}` filled in.
    pub(crate) fn fill(&self, key: &str, words: &[(&str, &str)]) -> String {
        filled(&self.say(key), words)
    }
}

/// A phrase with `{words}` filled in.
pub(crate) fn filled(phrase: &str, words: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(phrase.len());
    let mut rest = phrase;
    // One pass, so that a name with braces in it is not filled in again.
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((word, after)) = after.split_once('}') else { break };
        filled.push_str(words.iter().find(|(known, _)| *known == word).map_or(word, |(_, text)| text));
        rest = after;
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::Path;

    fn lines() -> Vec<csv::StringRecord> {
        csv::Reader::from_reader(TABLE.as_bytes()).records().map(Result::unwrap).collect()
    }

    #[test]
    fn every_phrase_stands_once_in_both_languages() {
        let lines = lines();
        let keys: BTreeSet<&str> = lines.iter().map(|line| &line[0]).collect();
        assert_eq!(keys.len(), lines.len());
        for line in &lines {
            assert!(line.iter().all(|cell| !cell.is_empty()), "{line:?}");
        }
    }

    #[test]
    fn both_languages_have_the_same_gaps() {
        let gaps = |phrase: &str| {
            let mut gaps: Vec<String> =
                phrase.split('{').skip(1).map(|rest| rest.split('}').next().unwrap().to_owned()).collect();
            gaps.sort();
            gaps
        };
        for line in lines() {
            assert_eq!(gaps(&line[1]), gaps(&line[2]), "{}", &line[0]);
        }
    }

    /// Keys that are put together when the program runs: sections, services, columns.
    const PUT_TOGETHER: [&str; 4] = ["section", "service", "service_group", "column"];

    #[test]
    fn phrases_are_those_that_the_program_asks_for() {
        let lines = lines();
        let known: BTreeSet<&str> = lines.iter().map(|line| &line[0]).collect();
        let kinds: BTreeSet<&str> = known.iter().map(|key| key.split('.').next().unwrap()).collect();
        let mut asked = BTreeSet::new();
        let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let text = std::fs::read_to_string(&path).unwrap();
                // Whatever stands between quotes and looks like a key.
                for literal in text.split('"') {
                    let is_key = literal.split_once('.').is_some_and(|(kind, word)| {
                        let is_word = !word.is_empty()
                            && word.chars().all(|c| c.is_ascii_lowercase() || "_.0123456789".contains(c));
                        kinds.contains(kind) && is_word && !["csv", "toml", "json"].contains(&word)
                    });
                    if is_key {
                        asked.insert(literal.to_owned());
                    }
                }
            }
        }
        let asked: BTreeSet<&str> = asked.iter().map(String::as_str).collect();
        assert_eq!(asked.difference(&known).collect::<Vec<_>>(), Vec::<&&str>::new(), "asked for, and not there");
        let put_together = |key: &&&str| PUT_TOGETHER.contains(&key.split('.').next().unwrap());
        let unasked: Vec<_> = known.difference(&asked).filter(|key| !put_together(key)).collect();
        assert_eq!(unasked, Vec::<&&str>::new(), "there, and not asked for");
    }

    #[test]
    fn a_name_with_braces_is_not_filled_in_again() {
        let phrases =
            Phrases { language: Language::English, by_key: BTreeMap::from([("k".into(), "{a} of {b}".into())]) };
        assert_eq!(phrases.fill("k", &[("a", "{b}"), ("b", "2")]), "{b} of 2");
    }
}
