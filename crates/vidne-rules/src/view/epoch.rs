//! Views of one case, instant by instant; what did not change between two instants is worked out once.

use jiff::{Timestamp, civil::Date};
use vidne_model::{
    declared::Declared,
    time::{Day, date_of},
};

use super::{View, seen::Seen};
use crate::case::Case;

/// Makes views of one case, for one day of knowledge.
pub(crate) struct Epochs<'a> {
    case: &'a Case<'a>,
    known: Date,
    /// Days on which the register changed, in order.
    recorded: Vec<Date>,
    declared: Option<(usize, Declared)>,
    seen: Option<(usize, Seen)>,
    now: Timestamp,
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
        Self { case, known, recorded, declared: None, seen: None, now }
    }

    /// The view of that instant.
    pub(crate) fn view(&mut self, at: Timestamp) -> View<'_> {
        let today = date_of(at);
        let epoch = self.recorded.partition_point(|day| *day <= today);
        if self.declared.as_ref().is_none_or(|(held, _)| *held != epoch) {
            self.declared = Some((epoch, self.case.declared.known_at(today, self.known)));
        }
        // What is observed after the day that it is told for is not known, even in a forecast.
        let visits = &self.case.observed.visits;
        let count = visits.partition_point(|visit| visit.at <= at.min(self.now));
        if self.seen.as_ref().is_none_or(|(held, _)| *held != count) {
            self.seen = Some((count, Seen::up_to(self.case, count)));
        }
        let (Some((_, declared)), Some((_, seen))) = (&self.declared, &self.seen) else {
            unreachable!("both were filled just above")
        };
        View {
            now: at,
            today,
            declared,
            law: self.case.sources.law,
            catalogue: self.case.sources.catalogue,
            case: self.case,
            seen,
            behind: std::cell::OnceCell::new(),
        }
    }
}
