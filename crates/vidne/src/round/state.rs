//! Which looks of an interrupted round were made, so that the next one goes on from there.
//!
//! It is a note, not evidence: losing it costs time and no fact.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use anyhow::Context;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use vidne_observe::web::Phase;

/// The note of one service's round.
pub(super) struct State {
    path: PathBuf,
    written: Written,
}

#[derive(Debug, Serialize, Deserialize)]
struct Written {
    schema: u32,
    begun: Timestamp,
    done: BTreeSet<(String, String)>,
}

impl State {
    /// The note in a folder. One that is old, or cannot be read, is begun anew.
    pub(super) fn open(dir: &Path) -> Self {
        let path = dir.join(NAME);
        let held = std::fs::read(&path).ok().and_then(|bytes| serde_json::from_slice::<Written>(&bytes).ok());
        let now = Timestamp::now();
        let fresh = |written: &Written| written.schema == 1 && now.duration_since(written.begun) < OLDEST;
        let written = held.filter(fresh).unwrap_or(Written { schema: 1, begun: now, done: BTreeSet::new() });
        Self { path, written }
    }

    /// Looks that were made.
    pub(super) fn done(&self) -> BTreeSet<(String, Phase)> {
        let known = |word: &str| {
            [Phase::Before, Phase::Reject, Phase::Accept].into_iter().find(|phase| name(*phase) == word)
        };
        self.written.done.iter().filter_map(|(url, phase)| Some((url.clone(), known(phase)?))).collect()
    }

    /// One more look was made.
    pub(super) fn made(&mut self, url: &str, phase: Phase) -> anyhow::Result<()> {
        self.written.done.insert((url.to_owned(), name(phase).to_owned()));
        let text = serde_json::to_string(&self.written)
            .context("the note of this round cannot be written as JSON")?;
        let fresh = self.path.with_extension("new");
        std::fs::write(&fresh, text).with_context(|| format!("{} cannot be written", fresh.display()))?;
        std::fs::rename(&fresh, &self.path)
            .with_context(|| format!("{} cannot be put in place", self.path.display()))
    }

    /// The round is over.
    pub(super) fn remove(&self) {
        // It may never have been written; one that stays is begun anew once it is old.
        let _ = std::fs::remove_file(&self.path);
    }
}

pub(super) fn name(phase: Phase) -> &'static str {
    match phase {
        Phase::Before => "before-consent",
        Phase::Reject => "reject",
        Phase::Accept => "accept",
    }
}

const NAME: &str = ".vidne-round.json";

/// A site may have changed since: an older round is begun anew.
const OLDEST: SignedDuration = SignedDuration::from_hours(12);
