//! Pictures as PNG, 300 dots an inch. Letters are drawn with the fonts of this machine.

use crate::phrases::Phrases;
use resvg::usvg::{FontResolver, Options, Tree, fontdb};
use resvg::{tiny_skia, usvg};
use std::collections::BTreeSet;
use std::io;
use std::sync::{Arc, Mutex};

/// 300 dots an inch against CSS's 96 pixels.
const ZOOM: f32 = 300.0 / 96.0;

/// Fonts, loaded once, and the letters that none of them has.
pub(crate) struct Renderer {
    options: Options<'static>,
    missing: Arc<Mutex<BTreeSet<char>>>,
}

impl Renderer {
    pub(crate) fn new() -> Self {
        let mut fonts = fontdb::Database::new();
        fonts.load_system_fonts();
        Self::with_fonts(fonts)
    }

    fn with_fonts(fonts: fontdb::Database) -> Self {
        let missing = Arc::new(Mutex::new(BTreeSet::new()));
        let mut options = Options { fontdb: Arc::new(fonts), ..Options::default() };
        let (find, seen) = (FontResolver::default_fallback_selector(), Arc::clone(&missing));
        options.font_resolver = FontResolver {
            select_font: FontResolver::default_font_selector(),
            select_fallback: Box::new(move |letter, used, fonts| {
                let found = find(letter, used, fonts);
                if let (None, Ok(mut seen)) = (found, seen.lock()) {
                    seen.insert(letter);
                }
                found
            }),
        };
        Self { options, missing }
    }

    /// Renders a picture of this width in pixels.
    pub(crate) fn png(&mut self, svg: &str, width: f64) -> io::Result<Vec<u8>> {
        let tree = Tree::from_str(svg, &self.options).map_err(io::Error::other)?;
        let size = tree.size();
        let zoom = ZOOM * width as f32 / size.width();
        let pixels = [size.width(), size.height()].map(|length| (length * zoom).ceil() as u32);
        let mut image =
            tiny_skia::Pixmap::new(pixels[0], pixels[1]).ok_or_else(|| io::Error::other("the picture has no size"))?;
        image.fill(tiny_skia::Color::WHITE);
        resvg::render(&tree, usvg::Transform::from_scale(zoom, zoom), &mut image.as_mut());
        image.encode_png().map_err(io::Error::other)
    }

    /// What could not be drawn.
    pub(crate) fn notes(&self, phrases: &Phrases) -> Vec<String> {
        if self.options.fontdb.is_empty() {
            return vec![phrases.say("note.no_fonts")];
        }
        let Ok(missing) = self.missing.lock() else { return Vec::new() };
        if missing.is_empty() {
            return Vec::new();
        }
        let letters: String = missing.iter().take(20).collect();
        let count = missing.len().to_string();
        vec![phrases.fill("note.missing_letters", &[("count", &count), ("letters", &letters)])]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use crate::chart::letters_on_a_sheet;

    fn notes(fonts: fontdb::Database, text: &str) -> Vec<String> {
        let mut renderer = Renderer::with_fonts(fonts);
        let image = renderer.png(&letters_on_a_sheet(text), 100.0).unwrap();
        assert!(image.starts_with(b"\x89PNG"));
        renderer.notes(&Phrases::of(Language::English))
    }

    #[test]
    fn a_machine_without_fonts_draws_and_says_so() {
        let notes = notes(fontdb::Database::new(), "Hegang");
        assert!(notes.len() == 1 && notes[0].contains("no fonts"), "{notes:?}");
    }

    #[test]
    fn a_letter_that_no_font_has_is_named() {
        let mut fonts = fontdb::Database::new();
        fonts.load_system_fonts();
        if fonts.is_empty() {
            // There is nothing to look in; the other test tells of that.
            return;
        }
        // The last letter of the last private plane, which no font is meant to have.
        let notes = notes(fonts, "Hegang \u{10fffd}");
        assert!(
            notes.len() == 1 && notes[0].contains("1 of the letters") && notes[0].contains('\u{10fffd}'),
            "{notes:?}"
        );
    }
}
