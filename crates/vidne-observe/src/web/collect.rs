//! What is put into pages, and what is asked of them: two scripts, nothing else.
//!
//! The hook runs in the page's own world before its first script; the collector in a world of its own, at the end.

/// Tells of each cookie that a script writes.
pub(super) const HOOK: &str = include_str!("hook.js");

/// The binding that the hook speaks through.
pub(super) const BINDING: &str = "__vidne";

/// The world in which the collector runs.
pub(super) const WORLD: &str = "vidne";

/// What the collector is to do with the page's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Text {
    /// Hand it over whole: the page is a declared one.
    Whole,
    /// Leave it.
    Leave,
}

/// The expression that collects what a frame holds.
pub(super) fn expression(text: Text) -> String {
    format!("({})({})", include_str!("collect.js").trim().trim_end_matches(';'), text == Text::Whole)
}
