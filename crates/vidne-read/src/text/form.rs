//! The forms of a page: where each would be sent, and what it asks for.
//!
//! It never keeps what is filled in.

use std::collections::BTreeMap;

use ego_tree::NodeRef;
use scraper::{Html, Node, node::Element};
use vidne_model::observed::Form;

use super::normal;
use crate::address;

/// The forms of a page in the order in which they stand.
pub(super) fn forms(html: &Html, url: &str) -> Vec<Form> {
    let labels = labels(html);
    let found = html.tree.nodes().filter_map(|node| Some((node, node.value().as_element()?)));
    let found = found.filter(|(_, element)| element.name() == "form").take(MOST);
    let forms = found.map(|(node, element)| Form {
        page: address::bare(url),
        action: action(element, url),
        fields: fields(node, &labels),
        error: None,
    });
    forms.collect()
}

/// Where a form would be sent: its own address where it names none.
fn action(element: &Element, url: &str) -> String {
    let told = element.attr("action").map(str::trim).filter(|told| !told.is_empty());
    address::bare(&told.map_or_else(|| url.to_owned(), |told| crate::archive::resolve(url, told)))
}

fn fields(form: NodeRef<'_, Node>, labels: &BTreeMap<&str, String>) -> Vec<String> {
    let mut fields: Vec<String> = Vec::new();
    for element in form.descendants().filter_map(|node| node.value().as_element()) {
        if fields.len() >= MOST {
            break;
        }
        if let Some(name) = field(element, labels)
            && !fields.contains(&name)
        {
            fields.push(name);
        }
    }
    fields
}

/// The name of a field, or what a visitor reads beside it.
fn field(element: &Element, labels: &BTreeMap<&str, String>) -> Option<String> {
    let kind = element.attr("type").unwrap_or("text").to_ascii_lowercase();
    let asks = match element.name() {
        "input" => !matches!(kind.as_str(), "submit" | "button" | "image" | "reset"),
        "select" | "textarea" => true,
        _ => false,
    };
    let labelled = || element.attr("id").and_then(|id| labels.get(id).map(String::as_str));
    let named = element.attr("name").filter(|name| !name.trim().is_empty());
    let told = named
        .or_else(labelled)
        .or_else(|| element.attr("aria-label"))
        .or_else(|| element.attr("placeholder"));
    let told = told.or_else(|| element.attr("id")).filter(|_| asks)?;
    let name: String = normal::fold(told).chars().take(LONGEST).collect();
    (!name.is_empty()).then_some(name)
}

fn labels(html: &Html) -> BTreeMap<&str, String> {
    let mut labels = BTreeMap::new();
    for node in html.tree.nodes() {
        let Some(element) = node.value().as_element().filter(|element| element.name() == "label") else {
            continue;
        };
        let Some(id) = element.attr("for").filter(|_| labels.len() < 100 * MOST) else { continue };
        let text: String =
            node.descendants().take(MOST).filter_map(|each| Some(&*each.value().as_text()?.text)).collect();
        labels.insert(id, text.chars().take(LONGEST).collect());
    }
    labels
}

const MOST: usize = 500;

const LONGEST: usize = 256;
