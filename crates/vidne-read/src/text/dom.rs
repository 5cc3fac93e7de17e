//! HTML to a tree, however broken, within bounds: bytes, depth and number of nodes.
//!
//! It never recurses, and never goes on after a bound: the part before it stands, and the cut is told. Without the bound on depth, the
//! parser's search through open elements takes time that grows with the square of the page; without the one on nodes, formatting
//! elements that are never closed multiply.

use ego_tree::{NodeId, NodeRef, Tree};
use html5ever::{
    driver::{ParseOpts, Parser, parse_document},
    tendril::{StrTendril, TendrilSink},
    tree_builder::TreeBuilderOpts,
};
use scraper::{Html, HtmlTreeSink, Node};

/// A page as a tree.
pub(super) struct Parsed {
    pub(super) html: Html,
    /// Why the rest was not read, where it was not.
    pub(super) cut: Option<String>,
}

/// Parses a page as a browser without scripts would: `<noscript>` has content.
pub(super) fn parse(html: &str) -> Parsed {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let options = ParseOpts { tree_builder, ..ParseOpts::default() };
    let mut parser = parse_document(HtmlTreeSink::new(Html::new_document()), options);
    let mut depths = Depths::default();
    let mut cut = None;
    let mut rest = html;
    while !rest.is_empty() {
        if html.len() - rest.len() >= MOST_BYTES {
            cut = Some(format!("only its first {MOST_BYTES} bytes were read"));
            break;
        }
        let (piece, after) = rest.split_at(piece_of(rest));
        parser.process(StrTendril::from_slice(piece));
        rest = after;
        let read = html.len() - rest.len();
        if let Some(reason) = depths.follow(&parser) {
            cut = (!rest.is_empty()).then(|| format!("{reason}; it was read up to byte {read}"));
            break;
        }
    }
    Parsed { html: parser.finish(), cut }
}

fn piece_of(text: &str) -> usize {
    let mut end = text.len().min(PIECE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}

/// Where the nodes that were looked at stand.
#[derive(Default)]
struct Depths {
    seen: usize,
    /// The last node and those above it, outermost first. The next one mostly stands below one of them.
    path: Vec<NodeId>,
}

impl Depths {
    /// Takes in the nodes that are new, and tells which bound they break.
    fn follow(&mut self, parser: &Parser<HtmlTreeSink>) -> Option<String> {
        let document = parser.tokenizer.sink.sink.0.borrow();
        let tree: &Tree<Node> = &document.tree;
        let nodes = tree.nodes();
        let (all, seen) = (nodes.len(), self.seen);
        self.seen = all;
        if all > MOST_NODES {
            return Some(format!("it has more than {MOST_NODES} elements and texts"));
        }
        let mut deep = false;
        for node in nodes.rev().take(all - seen) {
            deep |= self.depth(node) > DEEPEST;
        }
        deep.then(|| format!("its elements are nested deeper than {DEEPEST}"))
    }

    fn depth(&mut self, node: NodeRef<'_, Node>) -> usize {
        let Some(parent) = node.parent() else { return 0 };
        if let Some(at) = self.path.iter().rposition(|above| *above == parent.id()) {
            self.path.truncate(at + 1);
        } else {
            self.path = node.ancestors().map(|above| above.id()).collect();
            self.path.reverse();
        }
        self.path.len()
    }
}

/// Small, because bounds are looked at between pieces only.
const PIECE: usize = 2 * 1024;

/// More than any text that people are meant to read.
const MOST_BYTES: usize = 16 << 20;

/// What browsers allow.
const DEEPEST: usize = 512;

/// Ten times what the largest text pages have.
const MOST_NODES: usize = 300_000;
