//! What an element is to the text around it.
//!
//! It never looks at style sheets: what stands in the page's own markup decides.

use scraper::node::Element;
use vidne_model::observed::BlockKind;

/// How an element stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    /// Its text is none: scripts, styles, the page's head.
    Skipped,
    /// It begins and ends a block.
    Block,
    /// It stands in a line, apart from its neighbours.
    Apart,
    /// It stands in a line.
    Inline,
}

/// The flow of an element.
pub(super) fn flow(element: &Element) -> Flow {
    let name = element.name();
    if SKIPPED.contains(&name) || (name == "template" && element.attr("shadowrootmode").is_none()) {
        Flow::Skipped
    } else if BLOCKS.contains(&name) || role(element).is_some_and(|role| BLOCK_ROLES.contains(&role)) {
        Flow::Block
    } else if APART.contains(&name) || name.contains('-') {
        Flow::Apart
    } else {
        Flow::Inline
    }
}

/// What kind of block an element makes of its text.
pub(super) fn kind(element: &Element) -> Option<BlockKind> {
    match (element.name(), role(element).unwrap_or_default()) {
        (_, "heading") | ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", _) => Some(BlockKind::Heading),
        (_, "cell" | "gridcell" | "columnheader" | "rowheader") | ("td" | "th", _) => Some(BlockKind::Cell),
        (_, "listitem") | ("li" | "dt" | "dd", _) => Some(BlockKind::Item),
        _ => None,
    }
}

/// How high a heading stands, from 1.
pub(super) fn level(element: &Element) -> u8 {
    let told = element.attr("aria-level").and_then(|level| level.trim().parse().ok());
    let own = element.name().strip_prefix('h').and_then(|level| level.parse().ok());
    told.or(own).unwrap_or(2_u8).clamp(1, 9)
}

/// Whether an element is a row of a table.
pub(super) fn is_row(element: &Element) -> bool {
    element.name() == "tr" || role(element) == Some("row")
}

/// The first role that an element names.
pub(super) fn role(element: &Element) -> Option<&str> {
    element.attr("role")?.split_whitespace().next()
}

/// `iframe`, `noframes` and `noembed` hold markup as text, for browsers that no longer exist.
const SKIPPED: [&str; 11] =
    ["script", "style", "title", "link", "meta", "base", "desc", "metadata", "iframe", "noframes", "noembed"];

const BLOCKS: [&str; 55] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "noscript",
    "ol",
    "optgroup",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "video",
    "audio",
    "canvas",
];

const APART: [&str; 13] = [
    "br", "button", "input", "label", "select", "option", "textarea", "img", "picture", "object", "meter",
    "progress", "output",
];

const BLOCK_ROLES: [&str; 12] = [
    "heading",
    "row",
    "cell",
    "gridcell",
    "columnheader",
    "rowheader",
    "listitem",
    "dialog",
    "alertdialog",
    "tabpanel",
    "region",
    "paragraph",
];
