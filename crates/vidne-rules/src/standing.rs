//! How each copy of each backup stands at one instant: the four questions, answered by what the rules ask, too.
//!
//! It adds no judgement: where a rule finds something, the answer is no; where it cannot tell, the answer says so. An answer that is too old
//! to be one is none. Its sentences are translated under the name [`STANDING`].

mod complete;
mod intact;
mod reachable;
mod recent;

use jiff::Timestamp;
use vidne_model::{
    declared::{Backup, Copy as BackupCopy},
    finding::{Citation, Coverage, Message, Question, Reply, Standing, Verdict},
    message,
    observed::BackupLook,
    time::{date_of, later},
};

use crate::{
    case::Case,
    view::{Blank, Epochs, View, cited, day_and_hour, overdue_at, total},
};

/// Under this name, as if it were a rule, the sentences of standings are translated.
pub const STANDING: &str = "standing";

/// The standings of all copies in use at that instant.
pub(crate) fn standings(case: &Case<'_>, now: Timestamp) -> Vec<Standing> {
    let mut epochs = Epochs::new(case, now, date_of(now));
    let view = epochs.view(now);
    let mut standings = Vec::new();
    for backup in view.declared.backups.iter().filter(|backup| view.holds(&backup.period)) {
        let copies = backup.copies.iter().filter(|copy| view.holds(&copy.period));
        standings.extend(copies.map(|copy| standing(&view, backup, copy)));
    }
    standings
}

fn standing<'a>(view: &View<'a>, backup: &'a Backup, copy: &'a BackupCopy) -> Standing {
    let verdict = |question| match question {
        Question::Recent => recent::verdict(view, backup, copy),
        Question::Reachable => reachable::verdict(view, backup, copy),
        Question::Complete => complete::verdict(view, backup, copy),
        Question::Intact => intact::verdict(view, backup, copy),
    };
    let told = |question| {
        let Told { answer, why, look, further, until } = verdict(question);
        let exhibits = look.map(cited).into_iter().chain(further).collect();
        Verdict { question, answer, why, at: look.map(|look| look.at), exhibits, until }
    };
    Standing {
        backup: backup.id.clone(),
        copy: copy.id.clone(),
        location: copy.location.clone(),
        verdicts: Question::ALL.into_iter().map(told).collect(),
        coverage: coverage(view, backup, copy),
        place: copy.place.clone(),
    }
}

/// The answer to one question.
struct Told<'a> {
    answer: Reply,
    why: Message,
    /// The look that it rests on.
    look: Option<&'a BackupLook>,
    /// What else it rests on.
    further: Vec<Citation>,
    until: Option<Timestamp>,
}

impl<'a> Told<'a> {
    fn new(answer: Reply, why: Message, look: &'a BackupLook) -> Self {
        Self { answer, why, look: Some(look), further: Vec::new(), until: None }
    }

    fn until(self, until: Timestamp) -> Self {
        Self { until: Some(until), ..self }
    }

    /// A good answer stands until the next look is due; then nobody knows.
    fn while_fresh(self, view: &View<'_>, backup: &Backup) -> Self {
        let Some(look) = self.look else { return self };
        let until = overdue_at(look.at, view.check_every(backup));
        if !view.is_due(until) {
            return self.until(until);
        }
        let why = message!(
            "stale",
            "nobody has looked since {looked}, and a look was due by {due}",
            looked = day_and_hour(look.at),
            due = day_and_hour(until)
        );
        Self { answer: Reply::NotKnown, why, ..self }
    }

    /// No look answers the question.
    fn blank(blank: Blank<'a>) -> Self {
        let never = message!("never", "nobody has looked");
        let (answer, why, look) = match blank {
            Blank::Never => (Reply::NotKnown, never, None),
            Blank::CouldNotComplete(look, why) => {
                let why = message!(
                    "could-not-complete",
                    "the look could not be brought to an end: {why}",
                    why = why
                );
                (Reply::CouldNotComplete, why, Some(look))
            }
            Blank::NotReached(look, why) => {
                let why = message!("not-reached", "no look has reached it: {why}", why = why);
                (Reply::NotKnown, why, Some(look))
            }
            Blank::NotTold(look) => {
                (Reply::NotKnown, message!("not-told", "the newest look did not look for that"), Some(look))
            }
        };
        Self { answer, why, look, further: Vec::new(), until: None }
    }
}

/// How much had been read by the end of each look that tells which files are stored.
fn coverage<'a>(view: &View<'a>, backup: &'a Backup, copy: &'a BackupCopy) -> Vec<Coverage> {
    let every = view.read_every(backup);
    let listed = view.history(backup, copy).filter(|after| after.look.stock.is_some());
    let told = listed.filter_map(|after| {
        let (at, stock) = (after.look.at, after.stock.as_deref()?);
        let is_fresh = |since: Timestamp| later(since, every) > at;
        let fresh = stock.read.iter().filter(|pile| is_fresh(pile.since)).map(|pile| pile.bytes);
        let fresh = fresh.fold(0, u64::saturating_add);
        let old = total(&stock.read).saturating_sub(fresh);
        Some(Coverage { at, bytes: stock.bytes, fresh, old, damaged: stock.damaged })
    });
    told.collect()
}
