//! Pictures as PNG, 300 dots an inch. Letters are drawn with the fonts of this machine.

use crate::phrases::Phrases;
use resvg::usvg::{FontResolver, Options, Tree};
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
        let missing = Arc::new(Mutex::new(BTreeSet::new()));
        let mut options = Options::default();
        options.fontdb_mut().load_system_fonts();
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
        let mut image = tiny_skia::Pixmap::new(pixels[0], pixels[1])
            .ok_or_else(|| io::Error::other("the picture has no size"))?;
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
