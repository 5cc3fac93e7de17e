//! Splits a log into page loads: each becomes a visit.
//!
//! A new document in the outermost frame begins a load, unless it leads on from one that has not finished: a page that
//! sends its visitor elsewhere by script is one look. It never puts a request into a load by time alone where its
//! document is known.

use std::collections::BTreeMap;

use super::{exchange::Exchange, ledger::Ledger};
use crate::address;

/// One load of a page.
#[derive(Debug, Default)]
pub(super) struct Load {
    /// The hops of its own document, client-side redirects included.
    pub(super) documents: Vec<usize>,
    /// All of its hops.
    pub(super) members: Vec<usize>,
    /// The addresses of the frames that asked for a document inside of the page.
    pub(super) askers: BTreeMap<usize, String>,
}

/// The loads of a log, in order.
pub(super) fn split(ledger: &Ledger) -> Vec<Load> {
    let is_document = |hop: &&Exchange| hop.kind() == "Document" && address::leaves_the_browser(&hop.url);
    let documents = || ledger.exchanges.iter().filter(is_document).map(|hop| hop.frame.as_str());
    // A log may begin inside of a load: then the first document may be that of an inner frame.
    let first = documents().find(|frame| ledger.frames.parent(frame).is_none()).unwrap_or_default();
    let mut splitter = Splitter {
        ledger,
        first,
        loads: Vec::new(),
        current: BTreeMap::new(),
        of_loader: BTreeMap::new(),
        of_request: BTreeMap::new(),
        shown: BTreeMap::new(),
    };
    for (at, hop) in ledger.exchanges.iter().enumerate() {
        if address::leaves_the_browser(&hop.url) {
            splitter.take(at, hop);
        }
    }
    splitter.loads
}

struct Splitter<'a> {
    ledger: &'a Ledger,
    first: &'a str,
    loads: Vec<Load>,
    /// The load that each outermost frame is in.
    current: BTreeMap<&'a str, usize>,
    of_loader: BTreeMap<&'a str, usize>,
    of_request: BTreeMap<(&'a str, &'a str), usize>,
    /// The document that each frame shows.
    shown: BTreeMap<&'a str, &'a str>,
}

impl<'a> Splitter<'a> {
    fn take(&mut self, at: usize, hop: &'a Exchange) {
        let is_document = hop.kind() == "Document";
        let is_own = is_document && self.ledger.frames.is_root(&hop.frame, self.first);
        let load = if is_own { self.own(at, hop) } else { self.inner(hop) };
        if is_document && !hop.loader.is_empty() {
            self.of_loader.insert(&hop.loader, load);
        }
        if is_own {
            self.loads[load].documents.push(at);
        } else if is_document {
            let parent = self.ledger.frames.parent(&hop.frame).and_then(|parent| self.shown.get(parent));
            if let Some(url) = parent {
                self.loads[load].askers.insert(at, (*url).to_owned());
            }
        }
        if is_document {
            self.shown.insert(&hop.frame, &hop.url);
        }
        self.loads[load].members.push(at);
    }

    /// The load of an outermost document.
    fn own(&mut self, at: usize, hop: &'a Exchange) -> usize {
        let key = (hop.frame.as_str(), hop.loader.as_str());
        let known = self.of_request.get(&key).filter(|_| !hop.loader.is_empty()).copied();
        let running =
            || self.current.get(hop.frame.as_str()).copied().filter(|load| !self.is_over(*load, at, hop));
        let load = known.or_else(running).unwrap_or_else(|| {
            // What came before the first document of a log belongs to it.
            let early = self.loads.len() == 1 && self.loads[0].documents.is_empty();
            if !early {
                self.loads.push(Load::default());
            }
            self.loads.len() - 1
        });
        self.of_request.insert(key, load);
        self.current.insert(&hop.frame, load);
        load
    }

    /// The load of anything else: that of its document, of its page, or the last one.
    fn inner(&mut self, hop: &Exchange) -> usize {
        let by_loader = self.of_loader.get(hop.loader.as_str()).filter(|_| !hop.loader.is_empty());
        let by_page = || self.current.get(self.ledger.frames.root(&hop.frame));
        let load = by_loader.or_else(by_page).copied();
        load.or_else(|| self.loads.len().checked_sub(1)).unwrap_or_else(|| {
            self.loads.push(Load::default());
            0
        })
    }

    /// Whether a load is over before the document at `at` is asked for.
    fn is_over(&self, load: usize, at: usize, hop: &Exchange) -> bool {
        let Some(begun) = self.loads[load].documents.first() else { return false };
        let page = &self.ledger.exchanges[*begun];
        let mut loaded = self.ledger.loaded.iter();
        if loaded.any(|(session, by)| *session == page.session && begun < by && *by <= at) {
            return true;
        }
        if self.ledger.loaded.is_empty() {
            return hop.from_browser;
        }
        // Unfinished: a script of the page led on, or the one who drives the browser lost patience.
        let same_site = match (address::host(&page.url), address::host(&hop.url)) {
            (Some(one), Some(other)) => {
                address::registrable(one.as_str()) == address::registrable(other.as_str())
            }
            _ => false,
        };
        hop.from_browser && !same_site
    }
}
