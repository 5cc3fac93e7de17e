//! A tree of elements to blocks, and what else the page shows of itself on the way.
//!
//! It never recurses and never skips a text that a browser could show.

use std::collections::BTreeSet;

use ego_tree::{NodeId, NodeRef, iter::Edge};
use scraper::{Html, Node, node::Element};
use vidne_model::observed::{Block, BlockKind, Visibility};

use super::{
    element::{self, Flow},
    heading::Headings,
    mail, normal,
    sight::{Place, Sight},
    sign::Signs,
};

/// What was read of a page.
#[derive(Debug, Default)]
pub(super) struct Walked {
    pub(super) blocks: Vec<Block>,
    pub(super) signs: Signs,
    /// Why the rest was not read, where it was not.
    pub(super) cut: Option<String>,
}

/// Reads the blocks of a page.
pub(super) fn walk(html: &Html) -> Walked {
    let sight = Sight::new(html);
    let mut walk = Walk::default();
    for edge in html.tree.root().traverse() {
        match edge {
            Edge::Open(node) => walk.open(node, &sight),
            Edge::Close(node) => walk.close(node),
        }
        if walk.walked.cut.is_some() {
            break;
        }
    }
    walk.cut();
    walk.walked.blocks.append(&mut without_repeats(walk.unscripted, &walk.walked.blocks));
    walk.walked
}

#[derive(Default)]
struct Walk {
    walked: Walked,
    frames: Vec<Frame>,
    headings: Headings,
    text: String,
    /// The element whose content is left out.
    skipped: Option<NodeId>,
    /// Blocks of `<noscript>`.
    unscripted: Vec<Block>,
    rows: u32,
}

/// An open element.
#[derive(Debug, Clone)]
struct Frame {
    flow: Flow,
    place: Place,
    kind: BlockKind,
    row: Option<u32>,
    /// Of a heading: its level, and its text so far.
    heading: Option<(u8, String)>,
    /// The headings that hold again when it ends.
    outer: Option<Headings>,
    is_unscripted: bool,
    /// Closed `<details>` whose summary has not come yet, or has.
    details: Details,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Details {
    None,
    BeforeSummary,
    AfterSummary,
}

impl Walk {
    fn open(&mut self, node: NodeRef<'_, Node>, sight: &Sight) {
        if self.skipped.is_some() {
            return;
        }
        match node.value() {
            Node::Element(element) => self.open_element(node, element, sight),
            Node::Text(text) => self.add(&text.text),
            _ => {}
        }
    }

    fn open_element(&mut self, node: NodeRef<'_, Node>, element: &Element, sight: &Sight) {
        self.walked.signs.take(node, element);
        let flow = element::flow(element);
        if flow == Flow::Skipped {
            self.skipped = Some(node.id());
            return;
        }
        let frame = self.frame(node, element, sight, flow);
        if flow == Flow::Block || frame.place.visibility != self.visibility() {
            self.cut();
        } else if flow == Flow::Apart {
            self.text.push(' ');
        }
        if let Some((level, _)) = frame.heading {
            self.headings.begin(level);
        }
        self.frames.push(frame);
        if let Some(address) = element.attr("data-cfemail").and_then(mail::decode) {
            self.add(&address);
            self.skipped = Some(node.id());
        }
    }

    fn frame(&mut self, node: NodeRef<'_, Node>, element: &Element, sight: &Sight, flow: Flow) -> Frame {
        let outer = self.frames.last().cloned().unwrap_or(OUTERMOST);
        let is_folded = self.is_folded(element);
        let visibility = sight.of(node, element, Place { is_folded, ..outer.place });
        let kind = element::kind(element);
        let name = element.name();
        let leaves_body = visibility != outer.place.visibility
            && matches!(visibility, Visibility::Margin | Visibility::Banner);
        let heading = (kind == Some(BlockKind::Heading)).then(|| (element::level(element), String::new()));
        let details = name == "details" && element.attr("open").is_none();
        Frame {
            flow,
            place: Place {
                visibility,
                in_main: outer.place.in_main || name == "main" || element::role(element) == Some("main"),
                in_section: outer.place.in_section || matches!(name, "article" | "section"),
                is_folded: false,
            },
            kind: kind.unwrap_or(outer.kind),
            row: if element::is_row(element) { Some(self.next_row()) } else { outer.row },
            heading,
            outer: leaves_body.then(|| std::mem::take(&mut self.headings)),
            is_unscripted: outer.is_unscripted || name == "noscript",
            details: if details { Details::BeforeSummary } else { Details::None },
        }
    }

    /// Whether an element is a part of closed `<details>`, other than their first summary.
    fn is_folded(&mut self, element: &Element) -> bool {
        let Some(outer) = self.frames.last_mut() else { return false };
        match (outer.details, element.name()) {
            (Details::None, _) => false,
            (Details::BeforeSummary, "summary") => {
                outer.details = Details::AfterSummary;
                false
            }
            _ => true,
        }
    }

    fn next_row(&mut self) -> u32 {
        let row = self.rows;
        self.rows = self.rows.saturating_add(1);
        row
    }

    fn close(&mut self, node: NodeRef<'_, Node>) {
        if let Some(skipped) = self.skipped {
            if skipped != node.id() {
                return;
            }
            self.skipped = None;
            if node.value().as_element().is_some_and(|element| element::flow(element) == Flow::Skipped) {
                return;
            }
        }
        if !node.value().is_element() {
            return;
        }
        let outer =
            self.frames.len().checked_sub(2).map_or(Visibility::Shown, |at| self.frames[at].place.visibility);
        match self.frames.last() {
            Some(frame) if frame.flow == Flow::Block || frame.place.visibility != outer => self.cut(),
            Some(frame) if frame.flow == Flow::Apart => self.text.push(' '),
            _ => {}
        }
        let Some(frame) = self.frames.pop() else { return };
        if let Some((level, text)) = frame.heading {
            self.headings.end(level, &text);
        }
        if let Some(headings) = frame.outer {
            self.headings = headings;
        }
    }

    fn add(&mut self, text: &str) {
        let is_folded = self.frames.last().is_some_and(|frame| frame.details != Details::None);
        if !is_folded {
            return self.text.push_str(text);
        }
        self.cut();
        self.text.push_str(text);
        self.cut_as(Visibility::Hidden);
    }

    fn visibility(&self) -> Visibility {
        self.frames.last().map_or(Visibility::Shown, |frame| frame.place.visibility)
    }

    /// Ends the block that was being read.
    fn cut(&mut self) {
        self.cut_as(self.visibility());
    }

    fn cut_as(&mut self, visibility: Visibility) {
        if self.text.trim().is_empty() {
            return self.text.clear();
        }
        let text = normal::fold(&self.text);
        self.text.clear();
        if text.is_empty() {
            return;
        }
        let frame = self.frames.last().unwrap_or(&OUTERMOST);
        let (kind, row, is_unscripted) = (frame.kind, frame.row, frame.is_unscripted);
        let block = Block { text, kind, visibility, headings: self.headings.path(), row };
        if let Some((_, title)) = self.frames.iter_mut().rev().find_map(|frame| frame.heading.as_mut()) {
            title.push_str(if title.is_empty() { "" } else { " " });
            title.push_str(&block.text);
        }
        if is_unscripted {
            self.unscripted.push(Block { visibility: Visibility::Hidden, ..block });
        } else {
            self.walked.blocks.push(block);
        }
        if self.walked.blocks.len() + self.unscripted.len() >= MOST_BLOCKS {
            self.walked.cut =
                Some(format!("it has more than {MOST_BLOCKS} paragraphs; the others were not read"));
        }
    }
}

/// What `<noscript>` says that the page does not say anyway.
fn without_repeats(unscripted: Vec<Block>, blocks: &[Block]) -> Vec<Block> {
    let said: BTreeSet<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    unscripted.into_iter().filter(|block| !said.contains(block.text.as_str())).collect()
}

const OUTERMOST: Frame = Frame {
    flow: Flow::Block,
    place: Place { visibility: Visibility::Shown, in_main: false, in_section: false, is_folded: false },
    kind: BlockKind::Text,
    row: None,
    heading: None,
    outer: None,
    is_unscripted: false,
    details: Details::None,
};

const MOST_BLOCKS: usize = 100_000;
