//! The lines that tell what the observer knows, each taken over into the phase in which it stands.
//!
//! It never takes over more of one kind than a look can have.

use jiff::{SignedDuration, Timestamp, Unit};
use serde::Deserialize;
use vidne_model::observed::Phase;

use super::{
    frame::{self, Looked},
    known,
    line::Line,
    part::{self, Part},
    record::Record,
    why,
};

impl Record<'_> {
    /// What the observer knows.
    pub(super) fn known(&mut self, word: &str, line: &Line<'_>, text: &str) -> Result<(), String> {
        match word {
            "visit" => self.begin(of(text)?)?,
            "target" => self.target = Some(of::<known::Target>(text)?.target),
            "phase" => self.turn(&of(text)?, line.time())?,
            "names" => self.name(&of(text)?),
            "refused" => self.refuse(&of(text)?),
            "consent" => {
                let (consent, remark) = part::consent(of(text)?)?;
                let part = self.part();
                (part.consent, part.remark) = (Some(consent), remark);
            }
            "settled" => self.settle(&of(text)?),
            "frame" => self.look(&of(text)?),
            "screenshot" => self.picture(of(text)?)?,
            "body" => self.body(&of(text)?),
            "outcome" => self.course.end = Some(of(text)?),
            "closed" => self.course.is_closed = true,
            // A newer observer may know more.
            _ => {}
        }
        Ok(())
    }

    fn begin(&mut self, start: known::Start) -> Result<(), String> {
        if self.start.is_some() {
            self.is_over = true;
            return Err("a second log begins here and was left aside".to_owned());
        }
        if start.schema.text().is_some_and(|schema| schema != "1") {
            self.is_over = true;
            return Err("its schema is not understood, only schema 1 is".to_owned());
        }
        let at: Timestamp = start.at.parse().map_err(|error| format!("`at`: {error}"))?;
        let phase = start.phase.text().and_then(Phase::of_word);
        self.parts[0].phase = phase.unwrap_or_default();
        self.parts[0].at = Some(at);
        let is_strange = phase.is_none() && start.phase.text().is_some();
        self.start = Some((start, at));
        if is_strange { Err("its phase is not understood".to_owned()) } else { Ok(()) }
    }

    /// What comes from here on belongs to another phase.
    fn turn(&mut self, line: &known::PhaseLine, time: Option<f64>) -> Result<(), String> {
        if self.parts.len() >= MOST_PHASES {
            return Err("it begins one phase more than a look can have, and was left aside".to_owned());
        }
        let phase = line.phase.text().and_then(Phase::of_word);
        let at = self.start.as_ref().map(|(_, at)| *at).zip(time).and_then(|(at, time)| later(at, time));
        let at = at.or_else(|| self.part().at);
        self.ledger.phase = self.parts.len();
        self.parts.push(Part::new(phase.unwrap_or_default(), at));
        phase.map(|_| ()).ok_or_else(|| "its phase is not understood".to_owned())
    }

    fn name(&mut self, line: &known::Names) {
        if self.part().names.len() < MOST_NAMES {
            let answer = part::name_answer(line);
            self.part().names.push(answer);
        } else {
            self.left_out += 1;
        }
    }

    fn refuse(&mut self, line: &known::Refused) {
        let refusal = part::refusal(line);
        if self.part().refused.contains(&refusal) {
            return;
        }
        if self.part().refused.len() < MOST_REFUSED {
            self.part().refused.push(refusal);
        } else {
            self.left_out += 1;
        }
    }

    fn settle(&mut self, line: &known::SettledLine) {
        let unanswered = line.unanswered.text().and_then(|count| count.parse().ok());
        let part = self.part();
        part.settled = line.how.text().and_then(part::settled);
        part.unanswered = unanswered;
    }

    fn look(&mut self, line: &known::FrameLine) {
        let Some(found) = &line.value else {
            self.part().unread += usize::from(line.error.text().is_some());
            return;
        };
        let (ask, frame) = (self.ask, line.frame.text().unwrap_or_default());
        self.part().looked.get_or_insert_with(Looked::default).add(found, ask);
        if !self.is_outermost(frame) {
            return;
        }
        let url = found.url.text().unwrap_or_default();
        let is_challenge = found.html.text().is_some_and(|html| frame::is_challenge(html, url));
        self.part().is_challenge |= is_challenge;
        let asked = self.start.as_ref().map_or(url, |(start, _)| start.url.as_str());
        let at = self.parts.last().and_then(|part| part.at);
        let page = at.and_then(|at| frame::page(found, asked, at, ask));
        if self.pages.len() < MOST_PAGES {
            self.pages.extend(page);
        }
    }

    fn picture(&mut self, line: known::Screenshot) -> Result<(), String> {
        let picture = line.sha256.parse().map_err(|error| format!("a screenshot: {error}"))?;
        let part = self.part();
        if part.pictures.len() < MOST_PICTURES {
            part.pictures.push((line.when.0.unwrap_or_default(), picture));
        }
        Ok(())
    }

    /// The body of the page's own answer may show that it is no page.
    fn body(&mut self, line: &known::Body) {
        let hop = self.ledger.hops.get(&line.request_id).and_then(|hops| hops.last().copied());
        let Some(at) = hop else { return };
        let hop = &self.ledger.exchanges[at];
        if hop.kind() != "Document" || !self.is_outermost(&hop.frame) {
            return;
        }
        let body = line.base64.text().and_then(frame::short_body);
        let is_challenge = body.is_some_and(|html| frame::is_challenge(&html, &hop.url));
        let part = self.place(at);
        self.parts[part].is_challenge |= is_challenge;
    }
}

fn of<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| why(&error))
}

/// So many milliseconds later.
fn later(at: Timestamp, time: f64) -> Option<Timestamp> {
    let since = SignedDuration::try_from_secs_f64(time / 1_000.0).ok()?;
    at.checked_add(since).ok()?.round(Unit::Microsecond).ok()
}

const MOST_PHASES: usize = 8;
const MOST_NAMES: usize = 10_000;
const MOST_REFUSED: usize = 1_000;
const MOST_PICTURES: usize = 100;
const MOST_PAGES: usize = 16;
