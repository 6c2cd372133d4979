//! The works that the methods name, numbered in the order in which they are named: `data/references.bib`.

use crate::markup::Element;

const WORKS: &str = include_str!("../../data/references.bib");

/// Works named so far.
#[derive(Debug, Default)]
pub(super) struct References {
    keys: Vec<&'static str>,
}

impl References {
    /// `[2]`. A key that the file does not have gives nothing.
    pub(super) fn cite(&mut self, key: &str) -> String {
        let Some(work) = works().find(|work| key_of(work) == key) else { return String::new() };
        let key = key_of(work);
        let place = self.keys.iter().position(|known| *known == key).unwrap_or_else(|| {
            self.keys.push(key);
            self.keys.len() - 1
        });
        format!("[{}]", place + 1)
    }

    /// The numbered list, and the same as BibTeX.
    pub(super) fn list(&self, bibtex: String) -> [Element; 2] {
        let named = || self.keys.iter().filter_map(|key| works().find(|work| key_of(work) == *key));
        let items = named().map(|work| Element::new("li").text(in_words(work)));
        let list = Element::new("ol").with("class", "references").children(items);
        let text = named().map(|work| ["@", work.trim_end(), "\n"].concat()).collect::<String>();
        let summary = Element::new("summary").text(bibtex);
        [list, Element::new("details").child(summary).child(Element::new("pre").with("tabindex", "0").text(text))]
    }
}

/// The entries, each without its `@`.
fn works() -> impl Iterator<Item = &'static str> {
    WORKS.split("\n@").map(|work| work.trim_start_matches('@'))
}

fn key_of(work: &str) -> &str {
    work.split_once('{').and_then(|(_, rest)| rest.split_once(',')).map_or("", |(key, _)| key)
}

fn field<'a>(work: &'a str, name: &str) -> Option<&'a str> {
    let line = work.lines().find(|line| line.trim_start().split(' ').next() == Some(name))?;
    line.split_once("= {").and_then(|(_, rest)| rest.rsplit_once('}')).map(|(value, _)| value)
}

/// `Xie, G., Lu, C. (2003): Title. Journal 18(2), 189–196.`
fn in_words(work: &str) -> String {
    let plain = |name: &str| {
        let text = field(work, name)?.replace("{\\~n}", "ñ").replace("\\_", "_").replace("--", "–");
        let text = text.replace(['{', '}'], "");
        Some(if name == "author" { text.replace(" and others", " et al.").replace(" and ", ", ") } else { text })
    };
    let part = |name: &str, before: &str, after: &str| {
        plain(name).map_or_else(String::new, |text| [before, &text, after].concat())
    };
    let mut parts = vec![part("author", "", ""), part("year", " (", ")"), part("title", ": ", ".")];
    if field(work, "journal").is_some() {
        let place =
            [part("journal", " ", ""), part("volume", " ", ""), part("number", "(", ")"), part("pages", ", ", "")];
        parts.extend(place);
        parts.push(".".into());
    }
    parts.push(part("note", " ", "."));
    parts.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn works_are_numbered_as_they_are_named_and_only_once() {
        let mut references = References::default();
        assert_eq!(["xie2015", "gdal", "xie2015", "my.csv"].map(|key| references.cite(key)), ["[1]", "[2]", "[1]", ""]);
    }

    #[test]
    fn a_work_is_written_out_in_words() {
        let work = works().find(|work| key_of(work) == "xie2003").unwrap();
        assert_eq!(
            in_words(work),
            "Xie, G., Lu, C., Leng, Y., Zheng, D., Li, S. (2003): Ecological assets valuation of the Tibetan Plateau. \
             Journal of Natural Resources 18(2), 189–196."
        );
    }

    #[test]
    fn every_work_has_a_key_an_author_and_a_title() {
        for work in works() {
            let is_whole =
                !key_of(work).is_empty() && field(work, "author").is_some() && field(work, "title").is_some();
            assert!(is_whole, "{work}");
        }
    }
}
