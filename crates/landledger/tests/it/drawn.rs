//! The marks of a picture, read back: their `data-*` attributes and what they say.

use std::collections::BTreeMap;

/// One mark.
#[derive(Debug)]
pub(crate) struct Mark {
    /// Its attributes without `data-`.
    pub(crate) data: BTreeMap<String, String>,
    /// Its title.
    pub(crate) says: String,
}

impl Mark {
    pub(crate) fn word(&self, name: &str) -> &str {
        self.data.get(name).unwrap_or_else(|| panic!("no data-{name} in {self:?}"))
    }

    pub(crate) fn value(&self) -> f64 {
        self.word("value").parse().unwrap()
    }
}

/// Every mark of a picture, in its order.
pub(crate) fn marks(svg: &str) -> Vec<Mark> {
    let mark = |text: &str| {
        let (attributes, rest) = text.split_once('>').unwrap();
        let data = attributes.split(" data-").skip(1).map(|attribute| {
            let (name, value) = attribute.split_once("=\"").unwrap();
            (name.to_owned(), plain(value.split('"').next().unwrap()))
        });
        let title = rest.strip_prefix("<title>").unwrap().split("</title>").next().unwrap();
        Mark { data: data.collect(), says: plain(title) }
    };
    // Not the group of all marks.
    svg.split("<g class=\"mark").skip(1).filter(|text| !text.starts_with("s\"")).map(mark).collect()
}

fn plain(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}
