//! How cells look. Few colours: what is a heading, what is said besides, what stayed as it was.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

const FILL: &str = "E8EEF2";
const KEPT: &str = "F3F6F8";
const LINE: &str = "9AA7B0";
const MUTED: &str = "5F6B74";
const LINK: &str = "0B5CAD";

/// One format for each kind of cell that is no number of a table.
pub(super) struct Styles {
    pub(super) text: Format,
    /// Several lines.
    pub(super) wrapped: Format,
    pub(super) title: Format,
    pub(super) heading: Format,
    pub(super) bold: Format,
    /// What is said besides.
    pub(super) muted: Format,
    pub(super) link: Format,
    /// A heading above a column: its words.
    pub(super) label: Format,
    /// The same above numbers.
    pub(super) label_of_numbers: Format,
    /// A heading over several columns.
    pub(super) label_over: Format,
    /// The name of a column in the files.
    pub(super) column_name: Format,
    pub(super) small: Format,
}

impl Styles {
    pub(super) fn new() -> Self {
        let base = || Format::new().set_align(FormatAlign::Top);
        let muted = || Format::new().set_font_color(MUTED);
        let label = || {
            Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Bottom)
                .set_background_color(FILL)
                .set_border_bottom(FormatBorder::Thin)
                .set_border_bottom_color(LINE)
        };
        Self {
            text: Format::new(),
            wrapped: base().set_text_wrap(),
            title: Format::new().set_bold().set_font_size(16),
            heading: Format::new().set_bold().set_font_size(13),
            bold: Format::new().set_bold(),
            muted: muted(),
            link: Format::new().set_font_color(LINK),
            label: label(),
            label_of_numbers: label().set_align(FormatAlign::Right),
            label_over: label().set_align(FormatAlign::Center),
            column_name: muted().set_font_size(9).set_border_bottom(FormatBorder::Thin).set_border_bottom_color(LINE),
            small: muted().set_font_size(9),
        }
    }
}

/// Numbers that look like this.
pub(super) fn number(format: &str) -> Format {
    Format::new().set_num_format(format)
}

/// The same in a row or column of totals.
pub(super) fn total(format: Format) -> Format {
    format.set_bold().set_border_top(FormatBorder::Thin).set_border_top_color(LINE)
}

/// The same where a class stayed what it was.
pub(super) fn kept(format: Format) -> Format {
    format.set_background_color(KEPT)
}
