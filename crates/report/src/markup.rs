//! Elements of SVG and HTML, and the one place where text becomes markup.

use std::borrow::Cow;
use std::fmt::{self, Write};

/// An element with its attributes and what stands in it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, Cow<'static, str>)>,
    children: Vec<Node>,
}

#[derive(Debug, Clone, PartialEq)]
enum Node {
    Element(Element),
    Text(Cow<'static, str>),
    /// A script or style sheet of our own.
    Raw(Cow<'static, str>),
}

/// Elements that never hold anything: `<br/>` is read the same in HTML and in SVG.
const EMPTY: [&str; 9] = ["br", "circle", "input", "line", "link", "meta", "path", "polyline", "rect"];

impl Element {
    pub(crate) const fn new(name: &'static str) -> Self {
        Self { name, attributes: Vec::new(), children: Vec::new() }
    }

    /// Adds an attribute.
    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// Adds an attribute that is a coordinate or a length: two decimals of a pixel.
    #[must_use]
    pub(crate) fn at(self, name: &'static str, value: f64) -> Self {
        self.with(name, coordinate(value))
    }

    /// Adds an attribute that is a number of the tables: every digit, as `write_csv` has it.
    #[must_use]
    pub(crate) fn exactly(self, name: &'static str, value: f64) -> Self {
        self.with(name, format!("{}", value + 0.0))
    }

    /// Adds text.
    #[must_use]
    pub(crate) fn text(mut self, text: impl Into<Cow<'static, str>>) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// Adds an element.
    #[must_use]
    pub(crate) fn child(mut self, child: Self) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// Adds elements.
    #[must_use]
    pub(crate) fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// Adds a script or style sheet that is part of the program, as it is.
    #[must_use]
    pub(crate) fn program(mut self, text: &'static str) -> Self {
        self.children.push(Node::Raw(text.into()));
        self
    }

    /// Adds data for the script: JSON in which nothing can end the element.
    #[must_use]
    pub(crate) fn json(mut self, value: &serde_json::Value) -> Self {
        let text = value.to_string();
        let text = text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
        self.children.push(Node::Raw(text.into()));
        self
    }
}

/// Two decimals at most, without trailing zeros.
pub(crate) fn coordinate(value: f64) -> String {
    let text = format!("{value:.2}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".into() } else { short.into() }
}

impl fmt::Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}", self.name)?;
        for (name, value) in &self.attributes {
            write!(f, " {name}=\"")?;
            value.chars().try_for_each(|letter| escaped(f, letter))?;
            f.write_char('"')?;
        }
        if EMPTY.contains(&self.name) {
            return f.write_str("/>");
        }
        f.write_char('>')?;
        for child in &self.children {
            match child {
                Node::Element(element) => element.fmt(f)?,
                Node::Text(text) => {
                    text.chars().filter(|&letter| !turns_text(letter)).try_for_each(|letter| escaped(f, letter))?;
                }
                Node::Raw(text) => f.write_str(text)?,
            }
        }
        write!(f, "</{}>", self.name)
    }
}

/// Marks that turn the direction of the text around them: a name must not reverse the number behind it. They have no
/// shape of their own, so that nothing visible is lost; attributes keep them.
fn turns_text(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn escaped(f: &mut fmt::Formatter<'_>, letter: char) -> fmt::Result {
    match letter {
        '&' => f.write_str("&amp;"),
        '<' => f.write_str("&lt;"),
        '>' => f.write_str("&gt;"),
        '"' => f.write_str("&quot;"),
        '\'' => f.write_str("&#39;"),
        '\t' | '\n' => f.write_char(letter),
        // Not allowed in XML in any form.
        '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => f.write_char('\u{fffd}'),
        other => f.write_char(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_can_neither_open_nor_close_anything() {
        let name = "</script><img src=x onerror=\"alert('1')\">&amp;";
        let shown = Element::new("p").with("title", name).text(name).to_string();
        let safe = "&lt;/script&gt;&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;";
        assert_eq!(shown, format!("<p title=\"{safe}\">{safe}</p>"));
    }

    #[test]
    fn marks_that_reverse_text_are_not_in_it() {
        let name = "North\u{202e}\u{2066}";
        let shown = Element::new("text").with("data-zone", name).text(format!("{name}: 12 ha")).to_string();
        assert_eq!(shown, format!("<text data-zone=\"{name}\">North: 12 ha</text>"));
    }

    #[test]
    fn characters_that_xml_knows_no_way_to_write_are_replaced() {
        assert_eq!(Element::new("p").text("a\u{1}b\nc").to_string(), "<p>a\u{fffd}b\nc</p>");
    }

    #[test]
    fn data_cannot_end_its_script_and_is_the_same_when_read() {
        let value = serde_json::json!(["</script><!--", "&"]);
        let shown = Element::new("script").json(&value).to_string();
        let inside = shown.strip_prefix("<script>").unwrap().strip_suffix("</script>").unwrap();
        assert!(!inside.contains(['<', '>', '&']));
        assert_eq!(serde_json::from_str::<serde_json::Value>(inside).unwrap(), value);
    }

    #[test]
    fn coordinates_have_no_digits_that_nobody_sees() {
        assert_eq!([12.0, 0.125, -0.001, 3.10].map(coordinate), ["12", "0.12", "0", "3.1"]);
    }
}
