//! Views of one case, instant by instant; what did not change between two instants is worked out once.

use jiff::{Timestamp, civil::Date};
use vidne_model::{
    declared::Declared,
    time::{Day, date_of, start_of},
};

use super::{View, seen::Seen, tie::Ties, time::Read};
use crate::case::Case;

/// Makes views of one case, for one day of knowledge.
pub(crate) struct Epochs<'a> {
    case: &'a Case<'a>,
    known: Date,
    /// Days on which the register changed, in order.
    recorded: Vec<Date>,
    declared: Option<(usize, Declared)>,
    seen: Option<(usize, Seen)>,
    ties: Option<(Epoch, Ties)>,
    now: Timestamp,
}

/// One state of the register, and of what was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Epoch {
    /// How many of the days on which the register changed have come.
    recorded: usize,
    /// How many looks at the site were made.
    looks: usize,
    /// How many looks at copies of backups.
    backups: usize,
    /// How many looks at machines.
    hosts: usize,
}

impl<'a> Epochs<'a> {
    pub(crate) fn new(case: &'a Case<'a>, now: Timestamp, known: Date) -> Self {
        let declared = case.declared;
        let edges = declared.edges.iter().map(|each| each.recorded);
        let documents = declared.documents.iter().map(|each| each.recorded);
        let organisations = declared.organisations.iter().map(|each| each.recorded);
        let processings = declared.processings.iter().map(|each| each.recorded);
        let cookies = declared.cookies.iter().map(|each| each.recorded);
        let all = edges.chain(documents).chain(organisations).chain(processings).chain(cookies);
        let mut recorded: Vec<Date> = all.flatten().map(|day: Day| day.date).collect();
        recorded.sort_unstable();
        recorded.dedup();
        Self { case, known, recorded, declared: None, seen: None, ties: None, now }
    }

    /// The epoch in which an instant lies.
    pub(crate) fn at(&self, at: Timestamp) -> Epoch {
        let today = date_of(at);
        let observed = self.case.observed;
        // What is observed after the day that it is told for is not known, even in a forecast.
        let seen = at.min(self.now);
        Epoch {
            recorded: self.recorded.partition_point(|day| *day <= today),
            looks: observed.visits.partition_point(|visit| visit.at <= seen),
            backups: observed.backups.partition_point(|look| look.at <= seen),
            hosts: observed.hosts.partition_point(|look| look.at <= seen),
        }
    }

    /// The instant at which an epoch is over.
    pub(crate) fn end_of(&self, epoch: Epoch) -> Timestamp {
        let recorded = self.recorded.get(epoch.recorded).map(|day| start_of(*day));
        let observed = self.case.observed;
        let visit = observed.visits.get(epoch.looks).map(|visit| visit.at);
        let backup = observed.backups.get(epoch.backups).map(|look| look.at);
        let host = observed.hosts.get(epoch.hosts).map(|look| look.at);
        let looks = [visit, backup, host].into_iter().flatten().filter(|at| *at <= self.now);
        recorded.into_iter().chain(looks).min().unwrap_or(Timestamp::MAX)
    }

    /// The view of that instant.
    pub(crate) fn view(&mut self, at: Timestamp) -> View<'_> {
        let (epoch, today) = (self.at(at), date_of(at));
        if self.declared.as_ref().is_none_or(|(held, _)| *held != epoch.recorded) {
            self.declared = Some((epoch.recorded, self.case.declared.known_at(today, self.known)));
        }
        if self.seen.as_ref().is_none_or(|(held, _)| *held != epoch.looks) {
            self.seen = Some((epoch.looks, Seen::up_to(self.case, epoch.looks)));
        }
        let (Some((_, declared)), Some((_, seen))) = (&self.declared, &self.seen) else {
            unreachable!("both were filled just above")
        };
        if self.ties.as_ref().is_some_and(|(held, _)| *held != epoch) {
            self.ties = None;
        }
        let (_, ties) = self.ties.get_or_insert_with(|| (epoch, Ties::new(self.case, declared, seen)));
        View {
            now: at,
            told: self.now,
            looks: (epoch.backups, epoch.hosts),
            today,
            declared,
            law: self.case.sources.law,
            catalogue: self.case.sources.catalogue,
            case: self.case,
            seen,
            ties,
            read: Read::default(),
        }
    }
}
