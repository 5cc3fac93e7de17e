//! That a declaration has remarks: an assessment counts them, `vidne check` shows each with its line.
//!
//! It never says what they are.

use crate::{language::Language, text::Text};

/// How many remarks there are about the declaration in that folder, and how to see them; nothing where there are none.
pub fn remarks(language: Language, count: usize, folder: &str) -> Option<String> {
    let values = [("count", count.into()), ("folder", folder.into())];
    (count > 0).then(|| Text::of(language).with("remarks", &values))
}
