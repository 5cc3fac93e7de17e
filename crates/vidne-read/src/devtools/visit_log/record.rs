//! Everything that a log tells, line by line, each in the phase in which it stands.
//!
//! It never joins or judges; that is done once, when all is there (`visit`).

use std::collections::BTreeMap;

use jiff::Timestamp;
use vidne_model::observed::{Page, Phase, StoredItem};

use super::{
    answer::{Answer, Questions},
    course::Course,
    known,
    line::Line,
    part::Part,
    script::{self, Write},
};
use crate::{
    Ask, address,
    devtools::{
        event::{self, Event},
        ledger::Ledger,
        load,
    },
};

/// What a log told.
pub(super) struct Record<'a> {
    pub(super) ask: &'a Ask<'a>,
    /// Lines that were understood.
    pub(super) lines: usize,
    pub(super) ledger: Ledger,
    /// The first line, and when it was written.
    pub(super) start: Option<(known::Start, Timestamp)>,
    /// The page's target, which is also the id of its outermost frame.
    pub(super) target: Option<String>,
    /// The phases, in order; there is always one.
    pub(super) parts: Vec<Part>,
    pub(super) questions: Questions,
    pub(super) writes: Vec<Write>,
    pub(super) pages: Vec<Page>,
    pub(super) course: Course,
    /// Things that were left out, because there are too many.
    pub(super) left_out: usize,
    /// The origin of each context in which scripts run, by session and number.
    contexts: BTreeMap<(String, String), String>,
    /// Whether nothing that follows belongs to this log.
    pub(super) is_over: bool,
}

impl<'a> Record<'a> {
    pub(super) fn new(ask: &'a Ask<'a>) -> Self {
        Self {
            ask,
            lines: 0,
            ledger: Ledger::new(ask.limits),
            start: None,
            target: None,
            parts: vec![Part::new(Phase::Unknown, None)],
            questions: Questions::default(),
            writes: Vec::new(),
            pages: Vec::new(),
            course: Course::default(),
            left_out: 0,
            contexts: BTreeMap::new(),
            is_over: false,
        }
    }

    /// Takes over one line.
    pub(super) fn take(&mut self, text: &str) -> Result<(), String> {
        let line = Line::parse(text)?;
        if let Some(time) = line.time() {
            self.course.lasted = self.course.lasted.max(time);
        }
        if let Some(word) = line.vidne.text() {
            self.known(word, &line, text)?;
        } else if let Some(sent) = line.sent {
            let sent = Line::parse(sent.get())?;
            self.questions.ask(&sent, self.lines)?;
        } else if line.method.text().is_some() {
            self.said(line)?;
        } else if let Some(id) = line.id.text() {
            match self.questions.answer(id, line.result)? {
                Answer::Cookies(line, cookies) => self.hold(line, cookies),
                Answer::Stored(items) => self.list(items),
                Answer::Nothing => {}
            }
        } else {
            return Err("it is no line of a visit log".to_owned());
        }
        self.lines += 1;
        Ok(())
    }

    /// What the browser said.
    fn said(&mut self, line: Line<'_>) -> Result<(), String> {
        match line.method.text().unwrap_or_default() {
            "Runtime.bindingCalled" => return self.heard(&line),
            "Runtime.executionContextCreated" => {
                let context = line.parameters::<script::ContextCreated>()?.context;
                if let (Some(id), Some(origin)) = (context.id.0, context.origin.0)
                    && self.contexts.len() < MOST_CONTEXTS
                {
                    self.contexts.insert((line.session().to_owned(), id), origin);
                }
                return Ok(());
            }
            "Target.attachedToTarget" => self.questions.watches_targets = true,
            _ => {}
        }
        match event::decode(&line.into_entry())? {
            Event::Stored(item) => self.store(item),
            event => {
                self.ledger.line = self.lines;
                self.ledger.take(event);
            }
        }
        Ok(())
    }

    /// What a page's script told through the observer's ear. Anything else that calls it is passed over.
    fn heard(&mut self, line: &Line<'_>) -> Result<(), String> {
        let called: script::Called = line.parameters()?;
        if called.name.text() != Some(script::BINDING) {
            return Ok(());
        }
        self.questions.hears_scripts = true;
        let payload = called.payload.text().unwrap_or_default();
        let key = (line.session().to_owned(), called.execution_context_id.0.unwrap_or_default());
        let origin = self.contexts.get(&key).map(String::as_str);
        let Some(write) = Write::heard(payload, origin, self.parts.len() - 1, self.lines) else {
            return Ok(());
        };
        if self.writes.len() < self.ask.limits.cookies.saturating_mul(4) {
            self.writes.push(write);
        } else {
            self.left_out += 1;
        }
        Ok(())
    }

    fn hold(&mut self, line: usize, mut cookies: Vec<crate::devtools::wire::HeldCookie>) {
        self.left_out += cookies.len().saturating_sub(self.ask.limits.cookies);
        cookies.truncate(self.ask.limits.cookies);
        self.part().jar = Some((line, cookies));
    }

    fn list(&mut self, items: Vec<StoredItem>) {
        self.part().is_listed = true;
        let limit = self.ask.limits.requests;
        for item in items {
            if self.part().found.len() < limit {
                self.part().found.insert(item);
            } else {
                self.left_out += 1;
            }
        }
    }

    fn store(&mut self, item: StoredItem) {
        if self.part().stored.len() < self.ask.limits.requests {
            self.part().stored.insert(item);
        } else {
            self.left_out += 1;
        }
    }

    /// The phase that is being read.
    pub(super) fn part(&mut self) -> &mut Part {
        self.parts.last_mut().expect("a log has one phase from the beginning")
    }

    /// Whether the frame is the page itself.
    pub(super) fn is_outermost(&self, frame: &str) -> bool {
        match &self.target {
            Some(target) => target == frame,
            None => self.ledger.frames.parent(frame).is_none(),
        }
    }

    /// The phase in which that hop began.
    pub(super) fn place(&self, hop: usize) -> usize {
        self.ledger.exchanges[hop].phase.unwrap_or(0)
    }

    /// The hops of each phase.
    pub(super) fn loads(&self) -> Vec<load::Load> {
        let mut loads: Vec<load::Load> = self.parts.iter().map(|_| load::Load::default()).collect();
        let found = load::split(&self.ledger);
        let is_own = |hop: &usize| self.is_outermost(&self.ledger.exchanges[*hop].frame);
        let knows_own = found.iter().flat_map(|load| &load.documents).any(is_own);
        for load in found {
            for hop in load.documents.iter().filter(|hop| !knows_own || is_own(hop)) {
                loads[self.place(*hop)].documents.push(*hop);
            }
            for hop in load.members {
                loads[self.place(hop)].members.push(hop);
            }
            for (hop, asker) in load.askers {
                loads[self.place(hop)].askers.insert(hop, asker);
            }
        }
        for load in &mut loads {
            load.documents.sort_unstable();
            load.members.sort_unstable();
        }
        loads
    }

    /// The address that was asked for, where the first line tells.
    pub(super) fn url(&self) -> Option<String> {
        self.start.as_ref().map(|(start, _)| address::bare(&start.url))
    }
}

const MOST_CONTEXTS: usize = 100_000;
