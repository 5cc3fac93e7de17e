//! The pages of a log: a new one for each phase of consent, and for each document that the outermost frame loads.
//!
//! It never puts a request into a page by time alone where its document is known.

use jiff::Timestamp;

use super::hop::Hop;
use crate::{
    instant,
    log::{line::Line, wire},
};

/// One phase, or one load of the page in it.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// What had been consented to, in the observer's word.
    pub(crate) phase: String,
    /// When it began.
    pub(crate) at: Timestamp,
    /// The address of the page.
    pub(crate) url: String,
    /// What the page calls itself.
    pub(crate) title: Option<String>,
    /// Milliseconds until its document was there.
    pub(crate) content_loaded: Option<f64>,
    /// Milliseconds until everything was loaded.
    pub(crate) loaded: Option<f64>,
    /// Whether a document was loaded, not only another phase begun.
    pub(crate) is_load: bool,
}

/// Pages on the way.
#[derive(Debug)]
pub(super) struct Pages {
    drafts: Vec<Draft>,
    /// The outermost frame and the session in which it is watched.
    root: Option<(String, String)>,
}

impl Default for Pages {
    fn default() -> Self {
        Self { drafts: vec![Draft::default()], root: None }
    }
}

#[derive(Debug, Default)]
struct Draft {
    phase: String,
    /// Milliseconds since the first line.
    turned: Option<f64>,
    /// The hop with which its document began.
    document: Option<usize>,
    loader: String,
    title: Option<String>,
    /// By the browser's own clock, in seconds.
    content_loaded: Option<f64>,
    loaded: Option<f64>,
    is_used: bool,
}

impl Pages {
    /// The first line names the first phase.
    pub(super) fn begin(&mut self, phase: &str) {
        phase.clone_into(&mut self.last().phase);
    }

    /// Which frame is the page itself.
    pub(super) fn watch(&mut self, line: wire::Target) {
        self.root.get_or_insert((line.target, line.session));
    }

    /// Another phase begins.
    pub(super) fn turn(&mut self, phase: String, time: Option<f64>) {
        if self.drafts.len() < MOST_PAGES {
            self.drafts.push(Draft { phase, turned: time, ..Draft::default() });
        }
    }

    /// What the page calls itself.
    pub(super) fn name(&mut self, line: wire::FrameLine) {
        let is_root = self.root.as_ref().is_none_or(|(frame, _)| *frame == line.frame);
        if is_root && !line.value.title.trim().is_empty() {
            self.last().title = Some(line.value.title);
        }
    }

    /// Whether an event tells how far a page is loaded.
    pub(super) fn is_load(method: &str) -> bool {
        matches!(method, "Page.loadEventFired" | "Page.domContentEventFired")
    }

    /// Takes over such an event, if it is about the page itself.
    pub(super) fn happen(&mut self, method: &str, line: &Line<'_>) -> Result<(), serde_json::Error> {
        let at = line.parameters::<wire::AtTime>()?.timestamp;
        let is_root = self.root.as_ref().is_none_or(|(_, session)| session == line.session());
        let page = self.last();
        if is_root && page.document.is_some() {
            let which =
                if method == "Page.loadEventFired" { &mut page.loaded } else { &mut page.content_loaded };
            which.get_or_insert(at);
        }
        Ok(())
    }

    /// The page of a hop, as a place. `at` is the hop's own place.
    pub(super) fn place(&mut self, hop: &Hop, at: usize) -> usize {
        let is_own = hop.kind() == "Document" && self.is_outermost(hop);
        if is_own && self.last().loader != hop.loader {
            if (self.last().is_used || self.last().document.is_some()) && self.drafts.len() < MOST_PAGES {
                let phase = self.last().phase.clone();
                self.drafts.push(Draft { phase, ..Draft::default() });
            }
            let page = self.last();
            page.document.get_or_insert(at);
            hop.loader.clone_into(&mut page.loader);
        }
        self.last().is_used = true;
        self.by_loader(hop).unwrap_or(self.current())
    }

    /// The page of the same phase whose document asked.
    fn by_loader(&self, hop: &Hop) -> Option<usize> {
        let phase = &self.drafts.last()?.phase;
        let fits = |page: &Draft| page.phase == *phase && page.loader == hop.loader;
        self.drafts.iter().rposition(fits).filter(|_| !hop.loader.is_empty())
    }

    fn is_outermost(&self, hop: &Hop) -> bool {
        match &self.root {
            Some((frame, _)) => *frame == hop.frame,
            // Without the line that names it, the first frame that loads a document is taken for it.
            None => self.drafts.iter().all(|page| page.document.is_none()),
        }
    }

    /// The page that is being read, as a place.
    pub(super) fn current(&self) -> usize {
        self.drafts.len() - 1
    }

    fn last(&mut self) -> &mut Draft {
        self.drafts.last_mut().expect("there is one page from the beginning")
    }

    /// The pages, once every hop has its instant. `url` is the address that was asked for.
    pub(super) fn finish(self, hops: &[Hop], start: Timestamp, url: &str) -> Vec<Page> {
        let mut pages: Vec<Page> = Vec::with_capacity(self.drafts.len());
        for draft in self.drafts {
            let document = draft.document.and_then(|at| hops.get(at));
            let before = pages.last().map(|page| (page.url.as_str(), page.at));
            let turned = draft.turned.and_then(|time| instant::later(start, time));
            let own = document.map(|hop| hop.url.as_str());
            let since = |then: Option<f64>| Some((then? - document?.issued?) * 1000.0);
            let page = Page {
                url: own.or(before.map(|(url, _)| url)).unwrap_or(url).to_owned(),
                at: document.map(|hop| hop.at).or(turned).or(before.map(|(_, at)| at)).unwrap_or(start),
                content_loaded: since(draft.content_loaded),
                loaded: since(draft.loaded),
                is_load: document.is_some(),
                phase: draft.phase,
                title: draft.title,
            };
            pages.push(page);
        }
        pages
    }
}

const MOST_PAGES: usize = 10_000;
