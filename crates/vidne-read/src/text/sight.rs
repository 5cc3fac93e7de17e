//! Whether a visitor sees an element without opening anything, as far as the page's own markup tells.
//!
//! It never takes a frame around the whole page for a closed panel: scripts hide it while a layer is open or until they have run.

use std::collections::{BTreeSet, HashSet};

use ego_tree::{NodeId, NodeRef};
use scraper::{Html, Node, node::Element};
use vidne_model::observed::Visibility;

use super::{consent, element};

/// What must be known of the whole page before its parts can be judged.
pub(super) struct Sight {
    /// Ids of panels whose buttons say that they are closed.
    closed: BTreeSet<String>,
    /// Elements around the main part.
    frames: HashSet<NodeId>,
}

/// What is known of the place in which an element stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// How its surroundings are seen.
    pub(super) visibility: Visibility,
    /// It stands within the main part.
    pub(super) in_main: bool,
    /// It stands within an article or section, whose head and foot are not the page's.
    pub(super) in_section: bool,
    /// It is a part of closed `<details>` that is not their summary.
    pub(super) is_folded: bool,
}

impl Sight {
    /// Looks over a page.
    pub(super) fn new(html: &Html) -> Self {
        let mut closed = BTreeSet::new();
        let (mut mains, mut titles) = (Vec::new(), Vec::new());
        for node in html.tree.nodes() {
            let Node::Element(element) = node.value() else { continue };
            closed.extend(closes(element).map(ToOwned::to_owned));
            match element.name() {
                "main" => mains.push(node),
                "h1" => titles.push(node),
                _ if element::role(element) == Some("main") => mains.push(node),
                _ => {}
            }
        }
        titles.truncate(1);
        let around = if mains.is_empty() { titles } else { mains };
        Self { closed, frames: frames(&around) }
    }

    /// How an element at that place is seen.
    pub(super) fn of(&self, node: NodeRef<'_, Node>, element: &Element, place: Place) -> Visibility {
        let is_frame = self.frames.contains(&node.id()) || matches!(element.name(), "html" | "body");
        let own = if consent::is_layer(node, element, is_frame || place.in_main || element.name() == "main") {
            Visibility::Banner
        } else if place.is_folded || self.is_hidden(element, is_frame) {
            Visibility::Hidden
        } else if is_margin(element, place) {
            Visibility::Margin
        } else {
            Visibility::Shown
        };
        if rank(own) > rank(place.visibility) { own } else { place.visibility }
    }

    fn is_hidden(&self, element: &Element, is_frame: bool) -> bool {
        if is_frame {
            return false;
        }
        let is_closed = || {
            let told =
                element.attr("aria-hidden").is_some_and(|told| told.trim().eq_ignore_ascii_case("true"));
            told || element.attr(NOT_RENDERED).is_some()
                || element.attr("id").is_some_and(|id| self.closed.contains(id))
                || is_folded_by_class(element)
        };
        element.attr("hidden").is_some()
            || element.attr("popover").is_some()
            || element.name() == "dialog" && element.attr("open").is_none()
            || ALTERNATIVES.contains(&element.name())
            || element.attr("style").is_some_and(hides)
            || is_closed()
    }
}

/// The stronger of two outranks the other: a banner stays one when it is closed, a closed panel in the foot is closed.
fn rank(visibility: Visibility) -> u8 {
    match visibility {
        Visibility::Shown => 0,
        Visibility::Margin => 1,
        Visibility::Hidden => 2,
        Visibility::Banner => 3,
    }
}

fn frames(around: &[NodeRef<'_, Node>]) -> HashSet<NodeId> {
    let mut frames = HashSet::new();
    for node in around {
        for above in node.ancestors() {
            if !frames.insert(above.id()) {
                break;
            }
        }
    }
    frames
}

/// Ids of the panels that a button or tab says are closed.
fn closes(element: &Element) -> impl Iterator<Item = &str> {
    let says = |name, value| element.attr(name).is_some_and(|told| told.eq_ignore_ascii_case(value));
    let is_closed = says("aria-expanded", "false")
        || element::role(element) == Some("tab") && says("aria-selected", "false");
    let listed = element.attr("aria-controls").unwrap_or_default().split_whitespace();
    let targets = ["data-bs-target", "data-target", "href"].into_iter().filter_map(|name| element.attr(name));
    let targets = targets.filter_map(|target| target.trim().strip_prefix('#').filter(|id| !id.is_empty()));
    listed.chain(targets).filter(move |_| is_closed)
}

fn is_margin(element: &Element, place: Place) -> bool {
    match element::role(element) {
        Some("contentinfo" | "navigation" | "banner" | "complementary") => return true,
        Some("main" | "presentation" | "none") | None => {}
        Some(_) if !matches!(element.name(), "nav" | "aside") => return false,
        Some(_) => {}
    }
    match element.name() {
        "nav" | "aside" => true,
        "header" | "footer" => !place.in_main && !place.in_section,
        _ => {
            !place.in_main
                && element.attr("id").is_some_and(|id| FEET.iter().any(|foot| id.eq_ignore_ascii_case(foot)))
        }
    }
}

/// `display: none` and `visibility: hidden` in an element's own style.
fn hides(style: &str) -> bool {
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(name, value)| {
        let value = value.trim().to_ascii_lowercase();
        let value = value.strip_suffix("!important").unwrap_or(&value).trim_end();
        match name.trim().to_ascii_lowercase().as_str() {
            "display" => value == "none",
            "visibility" | "content-visibility" => matches!(value, "hidden" | "collapse"),
            _ => false,
        }
    })
}

/// Classes by which widespread kits hide an element, unless another class opens it.
fn is_folded_by_class(element: &Element) -> bool {
    let has = |names: &[&str]| element.classes().any(|class| names.contains(&class));
    let shown_on_wide = || {
        const SHOWN: [&str; 6] = [":block", ":flex", ":grid", ":inline", ":inline-block", ":table"];
        element.classes().any(|class| SHOWN.iter().any(|end| class.ends_with(end)))
    };
    has(&["hidden", "d-none", "is-hidden", "uk-hidden"]) && !shown_on_wide()
        || has(&["collapse"]) && !has(&["show", "in", "navbar-collapse"])
        || has(&["tab-pane"]) && !has(&["active", "show"])
}

/// What stands in for something that every browser shows.
const ALTERNATIVES: [&str; 5] = ["object", "video", "audio", "canvas", "datalist"];

/// What the browser observer's collector writes on each element that the browser does not draw.
const NOT_RENDERED: &str = "data-vidne-hidden";

const FEET: [&str; 6] = ["footer", "site-footer", "page-footer", "sidfot", "sidefod", "bunntekst"];
