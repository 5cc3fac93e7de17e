//! Takes what was recorded into each service's evidence, and tells people how the round goes.
//!
//! A look counts as made only once it is in the log.

use std::{
    collections::BTreeSet,
    path::Path,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use jiff::Timestamp;
use vidne_evidence::{Leaf, Observation};
use vidne_model::id::ServiceId;
use vidne_observe::{
    KeepError, Recorded,
    web::{Hear, Look, Looked, Phase, Site, Summary},
};
use vidne_store::{Repeats, Store};

use super::{Group, State, state};
use crate::{
    key,
    terminal::{self, counted},
};

/// Listens to a round.
pub(super) struct Ears<'a> {
    books: Vec<Mutex<Book<'a>>>,
    is_quiet: bool,
}

/// The evidence of one service.
struct Book<'a> {
    id: &'a ServiceId,
    store: Store,
    state: State,
    made: usize,
}

impl<'a> Ears<'a> {
    /// Opens the evidence of every service of a group: a round that could not keep what it sees must not begin.
    pub(super) fn open(group: &Group<'a>, keys: Option<&Path>, is_quiet: bool) -> anyhow::Result<Self> {
        let books = group.services.iter().map(|service| {
            let store = key::open_store(service.dir, keys, &service.declared.service)?;
            let state = State::open(service.dir);
            Ok(Mutex::new(Book { id: &service.declared.service.id, store, state, made: 0 }))
        });
        Ok(Self { books: books.collect::<anyhow::Result<_>>()?, is_quiet })
    }

    /// Looks of an interrupted round that were made.
    pub(super) fn done(&self, id: &str) -> BTreeSet<(String, Phase)> {
        self.with(id, |book| book.state.done()).unwrap_or_default()
    }

    /// The round is over: unless somebody interrupted it, there is nothing to go on with.
    pub(super) fn close(&self, summary: &Summary) {
        for book in self.books.iter().filter(|_| !summary.is_interrupted) {
            book.lock().unwrap_or_else(PoisonError::into_inner).state.remove();
        }
    }

    fn with<T>(&self, id: &str, how: impl FnOnce(&mut Book<'a>) -> T) -> Option<T> {
        let mut books = self.books.iter().map(|book| book.lock().unwrap_or_else(PoisonError::into_inner));
        books.find(|book| book.id.as_str() == id).map(|mut book| how(&mut book))
    }

    fn say(&self, text: &str) {
        if !self.is_quiet {
            terminal::say(text);
        }
    }
}

impl Hear for Ears<'_> {
    fn began(&self, _: &Site, _: &Look) {}

    fn ended(&self, site: &Site, look: &Look, looked: &Looked, took: Duration) -> Result<(), KeepError> {
        let kept = tokio::task::block_in_place(|| self.with(&site.id, |book| book.keep(look, looked)));
        let count = kept.transpose().map_err(|error| KeepError(error.into()))?.unwrap_or_default();
        let why = looked.ending.detail().map_or_else(String::new, |why| format!(": {why}"));
        self.say(&format!(
            "{:>4}  {} {}: {}{why}; {}, {:.1} s",
            count,
            look.url,
            state::name(look.phase),
            looked.ending.as_str(),
            counted(looked.requests, "request", "requests"),
            took.as_secs_f64()
        ));
        Ok(())
    }

    fn left_out(&self, _: &Site, url: &str, why: &str) {
        self.say(&format!("   -  {url}: left out: {why}"));
    }

    fn unserved(&self, _: &Site, look: &Look, why: &str) {
        self.say(&format!("   -  {}: not begun ({why}); it is looked at again", look.url));
    }

    fn browser_died(&self, why: &str) {
        self.say(&format!("the browser died ({why}); another takes its place"));
    }
}

impl Book<'_> {
    /// Everything that a look recorded, under one checkpoint.
    fn keep(&mut self, look: &Look, looked: &Looked) -> anyhow::Result<usize> {
        let tool = concat!("vidne ", env!("CARGO_PKG_VERSION"));
        let name = format!("{}-{}", self.id, state::name(look.phase));
        let mut leaves = Vec::new();
        for recorded in looked.recorded(&name, tool) {
            leaves.push(self.observation(recorded)?);
        }
        self.store.append(&leaves, Repeats::Log)?;
        self.state.made(&look.url, look.phase)?;
        self.made += 1;
        Ok(self.made)
    }

    fn observation(&self, recorded: Recorded) -> anyhow::Result<Leaf> {
        let kept = self.store.keep(recorded.bytes.as_slice(), u64::MAX)?;
        Ok(Leaf::Observation(Observation {
            service: self.id.clone(),
            exhibit: kept.id,
            size: kept.size,
            format: recorded.format.to_owned(),
            name: Some(recorded.name),
            recorded_at: Timestamp::now(),
            observer: "web".to_owned(),
            tool: recorded.tool,
        }))
    }
}
