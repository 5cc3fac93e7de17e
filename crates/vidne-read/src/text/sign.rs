//! What a page shows of itself beside its text.
//!
//! It never keeps more of it than is needed to tell why a page holds no text.

use std::collections::BTreeSet;

use ego_tree::NodeRef;
use scraper::{Node, node::Element};

use super::normal;

/// What a page shows of itself beside its text.
#[derive(Debug, Default)]
pub(super) struct Signs {
    /// Its title.
    pub(super) title: String,
    /// The `lang` of its root.
    pub(super) language: Option<String>,
    /// Whether scripts belong to it.
    pub(super) scripts: usize,
    /// Fields for passwords.
    pub(super) passwords: usize,
    /// Pictures.
    pub(super) pictures: usize,
    /// Ids of its elements that hold nothing.
    pub(super) empty: BTreeSet<String>,
    /// Addresses and ids of scripts, frames and embedded things.
    pub(super) sources: Vec<String>,
}

impl Signs {
    /// Takes in an element.
    pub(super) fn take(&mut self, node: NodeRef<'_, Node>, element: &Element) {
        match element.name() {
            "html" => {
                self.language =
                    element.attr("lang").or_else(|| element.attr("xml:lang")).map(ToOwned::to_owned);
            }
            "title" if self.title.is_empty() => self.title = normal::fold(&text_of(node)),
            "script" => self.scripts += 1,
            "input" if element.attr("type").is_some_and(|kind| kind.eq_ignore_ascii_case("password")) => {
                self.passwords += 1;
            }
            "img" | "picture" | "canvas" => self.pictures += 1,
            _ => {}
        }
        let source = ["src", "data", "id"].into_iter().filter_map(|name| element.attr(name));
        if matches!(element.name(), "script" | "iframe" | "embed" | "object")
            && self.sources.len() < MOST_SOURCES
        {
            self.sources.extend(source.map(|text| text.chars().take(LONGEST).collect()));
        }
        if let Some(id) = element.attr("id").filter(|_| self.empty.len() < MOST_SOURCES)
            && !node.children().any(|child| child.value().is_element())
            && text_of(node).trim().is_empty()
        {
            self.empty.insert(id.chars().take(LONGEST).collect());
        }
    }
}

fn text_of(node: NodeRef<'_, Node>) -> String {
    node.children().filter_map(|child| Some(&*child.value().as_text()?.text)).collect()
}

const MOST_SOURCES: usize = 10_000;

const LONGEST: usize = 300;
