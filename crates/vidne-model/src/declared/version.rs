//! What the register said, and since when: versions of facts by the day they were recorded.
//!
//! It never drops a fact that was known: an older version steps back only where a newer one with the same id stands.

use jiff::civil::Date;

use super::{Declared, DeclaredCookie, Document, Edge, Organisation, Processing, StoreKind};
use crate::time::{Day, Period};

/// A fact of which several versions may be declared.
trait Versioned {
    /// What all its versions share.
    fn key(&self) -> (StoreKind, &str);
    fn recorded(&self) -> Option<Day>;
    fn period(&self) -> Period;

    fn known(&self, on: Date) -> bool {
        self.recorded().is_none_or(|day| day.date <= on)
    }
}

macro_rules! versioned {
    ($($name:ident: $key:ident),+) => { $(
        impl Versioned for $name {
            fn key(&self) -> (StoreKind, &str) {
                (StoreKind::default(), self.$key.as_ref())
            }

            fn recorded(&self) -> Option<Day> {
                self.recorded
            }

            fn period(&self) -> Period {
                self.period
            }
        }
    )+ };
}

versioned!(Edge: id, Document: id, Organisation: id, Processing: id);

/// A cookie and an entry in local storage may share a name.
impl Versioned for DeclaredCookie {
    fn key(&self) -> (StoreKind, &str) {
        (self.store, &self.name)
    }

    fn recorded(&self) -> Option<Day> {
        self.recorded
    }

    fn period(&self) -> Period {
        self.period
    }
}

impl Declared {
    /// The declaration as it reads at `on`, told by someone who knows what had been recorded by `known`.
    ///
    /// Of several versions of a fact the last one recorded by `on` counts: that is what the register said. Where the
    /// register was still silent, the newest version recorded by `known` counts: that is what is known now about that
    /// day. What was recorded after `known` is unknown. So `known == on` tells what could be said on that day.
    #[must_use]
    pub fn known_at(&self, on: Date, known: Date) -> Self {
        let mut edges = versions(&self.edges, on, known);
        for edge in &mut edges {
            edge.forget_after(known);
        }
        let mut documents = versions(&self.documents, on, known);
        for document in &mut documents {
            document.forget_after(known);
        }
        Self {
            service: self.service.clone(),
            observe: self.observe.clone(),
            organisations: versions(&self.organisations, on, known),
            processings: versions(&self.processings, on, known),
            edges,
            documents,
            cookies: versions(&self.cookies, on, known),
            reports: self.reports.iter().filter(|report| report.on.date <= known).cloned().collect(),
            exceptions: self.exceptions.clone(),
            terms: self.terms.clone(),
            hosts: self.hosts.clone(),
            required_items: self.required_items.clone(),
            stores: self.stores.clone(),
            backups: self.backups.clone(),
            escrows: self.escrows.iter().map(|escrow| escrow.known_by(known)).collect(),
        }
    }

    /// Every day on which something declared begins, ends or is recorded: what is true can change only then.
    pub fn days(&self) -> Vec<Day> {
        let mut days = Vec::new();
        for edge in &self.edges {
            edge.collect_days(&mut days);
        }
        for document in &self.documents {
            document.collect_days(&mut days);
        }
        for (period, recorded) in (self.organisations.iter().map(|each| (&each.period, each.recorded)))
            .chain(self.processings.iter().map(|each| (&each.period, each.recorded)))
            .chain(self.cookies.iter().map(|each| (&each.period, each.recorded)))
        {
            days.extend([period.from, period.until, recorded].into_iter().flatten());
        }
        days.extend(self.reports.iter().map(|report| report.on));
        days.extend(self.exceptions.iter().filter_map(|exception| exception.until));
        days.extend(
            self.service.pages.iter().flat_map(|page| [page.period.from, page.period.until]).flatten(),
        );
        days.extend([self.service.period.from, self.service.period.until].into_iter().flatten());
        self.collect_recovery_days(&mut days);
        days.sort_unstable();
        days.dedup();
        days
    }

    fn collect_recovery_days(&self, days: &mut Vec<Day>) {
        let periods = (self.hosts.iter().map(|each| each.period))
            .chain(self.required_items.iter().map(|each| each.period))
            .chain(self.stores.iter().map(|each| each.period))
            .chain(self.backups.iter().map(|each| each.period))
            .chain(self.backups.iter().flat_map(|each| &each.copies).map(|each| each.period))
            .chain(self.escrows.iter().map(|each| each.period));
        days.extend(periods.flat_map(|period| [period.from, period.until]).flatten());
        days.extend(self.escrows.iter().flat_map(|each| &each.opened).map(|opened| opened.on));
    }
}

fn versions<T: Versioned + Clone>(all: &[T], on: Date, known: Date) -> Vec<T> {
    let mut kept: Vec<&T> = Vec::with_capacity(all.len());
    let mut at = std::collections::HashMap::with_capacity(all.len());
    for fact in all.iter().filter(|fact| fact.known(known)) {
        match at.entry(fact.key()) {
            std::collections::hash_map::Entry::Vacant(slot) => {
                slot.insert(kept.len());
                kept.push(fact);
            }
            std::collections::hash_map::Entry::Occupied(slot) => {
                let held = &mut kept[*slot.get()];
                *held = better(held, fact, on);
            }
        }
    }
    kept.into_iter().cloned().collect()
}

/// The older one only where the register had it by `on` and did not have the newer one yet. Of two that follow each other in time, and so
/// correct nothing, the one whose turn it is.
fn better<'a, T: Versioned>(one: &'a T, other: &'a T, on: Date) -> &'a T {
    let (older, newer) = if one.recorded().map(|day| day.date) <= other.recorded().map(|day| day.date) {
        (one, other)
    } else {
        (other, one)
    };
    if older.known(on) && !newer.known(on) {
        return older;
    }
    let (first, second) = if follows(newer, older) {
        (older, newer)
    } else if follows(older, newer) {
        (newer, older)
    } else {
        return newer;
    };
    if second.period().begun(on) { second } else { first }
}

/// Whether one begins when the other has ended.
fn follows<T: Versioned>(second: &T, first: &T) -> bool {
    let (begins, ended) = (second.period().from, first.period().until);
    begins.zip(ended).is_some_and(|(begins, ended)| ended.date <= begins.date)
}
