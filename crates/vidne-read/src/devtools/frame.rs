//! Which frame lies in which, and which workers there are.
//!
//! It never assumes that a log tells of every frame: some are attached before the log begins.

use std::collections::{BTreeMap, BTreeSet};

use super::wire;

/// The tree of frames over the whole log.
#[derive(Debug, Default)]
pub(super) struct Frames {
    parents: BTreeMap<String, String>,
    roots: BTreeSet<String>,
    workers: BTreeMap<String, String>,
    /// Sessions of workers that pages share.
    shared: BTreeSet<String>,
}

impl Frames {
    /// A frame was put into another.
    pub(super) fn attach(&mut self, event: wire::FrameAttached) {
        self.parents.insert(event.frame_id, event.parent_frame_id);
    }

    /// A frame shows another document.
    pub(super) fn navigate(&mut self, event: wire::FrameNavigated) {
        match event.frame.parent_id.text() {
            Some(parent) => drop(self.parents.insert(event.frame.id, parent.to_owned())),
            None => drop(self.roots.insert(event.frame.id)),
        }
    }

    /// A frame of another process, or a worker, is watched in a session of its own.
    pub(super) fn watch(&mut self, event: wire::TargetAttached) {
        let target = event.target_info;
        match target.kind.text() {
            Some("iframe") => drop(self.parents.entry(target.id).or_default()),
            Some("page" | "tab" | "browser") | None => {}
            Some(kind) => {
                if kind == "shared_worker" {
                    self.shared.insert(event.session_id.clone());
                }
                self.workers.insert(event.session_id, target.url.0.unwrap_or_default());
            }
        }
    }

    /// Whether a worker that pages share speaks in that session: of what it asks for, browsers tell no cookies.
    pub(super) fn is_shared(&self, session: &str) -> bool {
        self.shared.contains(session)
    }

    /// The address of the worker in that session.
    pub(super) fn worker(&self, session: &str) -> Option<&str> {
        self.workers.get(session).map(String::as_str).filter(|url| !url.is_empty())
    }

    /// The frame in which that one lies.
    pub(super) fn parent(&self, frame: &str) -> Option<&str> {
        self.parents.get(frame).map(String::as_str)
    }

    /// Whether the frame is a page of its own. `first` is the frame of the first document of the log.
    pub(super) fn is_root(&self, frame: &str, first: &str) -> bool {
        !self.parents.contains_key(frame) && (self.roots.contains(frame) || frame == first)
    }

    /// The outermost frame around that one.
    pub(super) fn root<'a>(&'a self, frame: &'a str) -> &'a str {
        let mut root = frame;
        // A tree is never deeper than it has frames; a log that claims a ring ends here, too.
        for _ in 0..self.parents.len().min(MOST_NESTED) {
            match self.parent(root) {
                Some(parent) => root = parent,
                None => break,
            }
        }
        root
    }
}

const MOST_NESTED: usize = 1_000;
