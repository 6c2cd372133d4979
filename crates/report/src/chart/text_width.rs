//! How wide letters are, near enough to leave room for them: the fonts are the reader's.

/// Width in pixels of text in a wide sans-serif font of this size; Chinese letters are as wide as high.
pub(crate) fn text_width(text: &str, size: f64) -> f64 {
    let ems: f64 = text
        .chars()
        .map(|letter| match letter {
            'i' | 'j' | 'l' | '.' | ',' | '\'' | '|' | ':' => 0.33,
            ' ' | 'f' | 't' | 'r' | '(' | ')' | '-' => 0.41,
            'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.95,
            'A'..='Z' => 0.72,
            '\0'..='\u{2e7f}' => 0.63,
            _ => 1.0,
        })
        .sum();
    ems * size
}

/// As much of the text as fits, with an ellipsis where some is left out.
pub(crate) fn shortened(text: &str, width: f64, size: f64) -> String {
    if text_width(text, size) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        kept.push(letter);
        if text_width(&kept, size) + 0.9 * size > width {
            kept.pop();
            break;
        }
    }
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}

/// Lines that are no wider than that, cut at spaces and between Chinese letters.
pub(crate) fn wrapped(text: &str, width: f64, size: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_inclusive(|letter: char| letter == ' ' || letter > '\u{2e7f}') {
        if !line.is_empty() && text_width(&line, size) + text_width(word.trim_end(), size) > width {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        line.push_str(word);
    }
    lines.push(line.trim_end().to_owned());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_between_chinese_letters() {
        assert_eq!(wrapped("mm mm mm", 48.0, 10.0), ["mm mm", "mm"]);
        assert_eq!(wrapped("鹤岗双鸭山", 25.0, 10.0), ["鹤岗", "双鸭", "山"]);
    }

    #[test]
    fn a_chinese_letter_is_as_wide_as_high() {
        assert_eq!(text_width("鹤岗", 10.0), 20.0);
    }

    #[test]
    fn a_long_name_is_cut_to_fit_and_says_so() {
        let short = shortened("a very long name of a zone", 60.0, 10.0);
        assert!(short.ends_with('…') && text_width(&short, 10.0) <= 65.0, "{short}");
        assert_eq!(shortened("zone", 60.0, 10.0), "zone");
    }
}
