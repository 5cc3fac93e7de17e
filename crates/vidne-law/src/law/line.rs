//! The law on one day as a list for people: what stands how, since when, until when, how certain.
//!
//! It never hides what ended: [`Law::lines`] keeps every fact that had begun; [`Law::in_force`] leaves out what is over.

use jiff::civil::Date;
use vidne_model::id::Country;

use super::Law;
use crate::{
    adequacy::{Decision, Scope},
    caveat::Caveat,
    instrument::{Holder, Instrument, Standing, Use},
    membership::Area,
    provision::Text,
};

/// What a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A transfer instrument or a set of clauses.
    Instrument,
    /// An adequacy decision.
    Adequacy,
    /// A law, a guideline or a body of judgments.
    Text,
}

/// One legal fact on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub subject: Subject,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it stands, in words.
    pub standing: String,
    /// Whether it is in force, or still carries old contracts.
    pub in_force: bool,
    /// The country it is for, where it is for one.
    pub country: Option<Country>,
    /// Who holds it, where it is an instrument.
    pub holder: Option<Holder>,
    /// Since when it can be used.
    pub since: Option<Date>,
    /// Its last day as it was known on that day.
    pub until: Option<Date>,
    /// What a reader must be told: not verified, under appeal.
    pub caveats: Vec<Caveat>,
    /// What a reader should know besides.
    pub note: Option<String>,
}

impl Line {
    /// Whether every fact that decides the line was seen in a source.
    pub fn is_verified(&self) -> bool {
        !self.caveats.iter().any(|caveat| matches!(caveat, Caveat::Unverified { .. }))
    }

    /// The appeals that are pending.
    pub fn appeals(&self) -> impl Iterator<Item = &Caveat> {
        self.caveats.iter().filter(|caveat| matches!(caveat, Caveat::UnderAppeal { .. }))
    }
}

impl Law {
    /// What is in force on a day: instruments, adequacy decisions, texts, in this order and by id.
    pub fn in_force(&self, on: Date) -> Vec<Line> {
        self.lines(on).into_iter().filter(|line| line.in_force).collect()
    }

    /// Everything that had begun by that day, with what is over by then.
    pub fn lines(&self, on: Date) -> Vec<Line> {
        let instruments = self.instruments().map(|row| instrument(row, on));
        let decisions = self.decisions().map(|row| decision(row, on));
        let texts = self.texts.values().map(|row| text(row, on));
        let begun = |line: &Line| line.since.is_none_or(|since| since <= on);
        instruments.chain(decisions).chain(texts).filter(begun).collect()
    }
}

fn instrument(row: &Instrument, on: Date) -> Line {
    let oldest = Use::ExistingContract { concluded: Date::MIN };
    let standing = row.standing(on, oldest);
    let last = match standing {
        Standing::GraceUntil(last) => Some(last),
        _ => None,
    };
    Line {
        subject: Subject::Instrument,
        id: row.id.as_str().to_owned(),
        name: row.name.clone(),
        standing: standing.to_string(),
        in_force: standing.permits(),
        country: row.country,
        holder: Some(row.holder),
        since: row.usable_from.as_ref().map(|start| start.on),
        until: last,
        caveats: row.caveats(on),
        note: row.note.clone(),
    }
}

fn decision(row: &Decision, on: Date) -> Line {
    let mut standing = match (row.ended(on), row.scope) {
        (Some(day), _) => format!("ended; none from {day}"),
        (None, Scope::Everyone) => "adequate".to_owned(),
        (None, Scope::Sector) => "adequate within limits".to_owned(),
        (None, Scope::ListedOrganisations) => "adequate for listed organisations".to_owned(),
    };
    if row.covers(on, Area::Eu) && !row.covers(on, Area::Eea) {
        standing.push_str(", not yet for exporters in Norway, Iceland and Liechtenstein");
    }
    Line {
        subject: Subject::Adequacy,
        id: row.id.clone(),
        name: row.name.clone(),
        standing,
        in_force: row.covers(on, Area::Eu),
        country: row.country,
        holder: None,
        since: row.starts(Area::Eu),
        until: row.until(on),
        caveats: row.caveats(on, Area::Eu),
        note: row.note.clone(),
    }
}

fn text(row: &Text, on: Date) -> Line {
    let standing = if row.applies(on) { "applies" } else { "applies no more" };
    Line {
        subject: Subject::Text,
        id: row.id.clone(),
        name: row.name.clone(),
        standing: standing.to_owned(),
        in_force: row.applies(on),
        country: row.country,
        holder: None,
        since: Some(row.valid_from),
        until: row.valid_until,
        caveats: row.caveats(on),
        note: row.note.clone(),
    }
}
