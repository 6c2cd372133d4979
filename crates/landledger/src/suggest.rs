//! The nearest known name, for a message about an unknown one.

/// Names further apart than this (0 = nothing in common, 1 = equal) are no help.
const NEAR_ENOUGH: f64 = 0.6;

/// The known name that is most like `found`, if any is like it at all.
pub(crate) fn nearest<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = found.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::normalized_damerau_levenshtein(&lower, &name.to_lowercase()), name))
        .filter(|(likeness, _)| *likeness >= NEAR_ENOUGH)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name)
}

/// "did you mean `x`?", or the list of known names when none is near.
pub(crate) fn hint<'a>(found: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> String {
    nearest(found, known.clone()).map_or_else(
        || {
            let names: Vec<&str> = known.into_iter().collect();
            let shown = names.iter().take(30).copied().collect::<Vec<_>>().join(", ");
            if names.len() > 30 { format!("known: {shown}, ...") } else { format!("known: {shown}") }
        },
        |name| format!("did you mean `{name}`?"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_keyboard_finds_its_name() {
        assert_eq!(nearest("Shuangyashna", ["Hegang", "Shuangyashan"]), Some("Shuangyashan"));
    }

    #[test]
    fn nothing_near_lists_what_is_known() {
        assert_eq!(hint("xyz", ["Hegang", "Fuxin"]), "known: Hegang, Fuxin");
    }
}
