//! How often something is to be looked at where nobody declared it, how much heavier a national service weighs, and which
//! texts on recovery apply.
//!
//! No law gives these numbers: they are vidne's own. The Danish authority asks for backups to be tested regularly, and weighed
//! that a whole country depended on the service; so what is not declared is looked at at least daily, and the more often the
//! more depends on it. Whoever declares `check_every`, `read_every` or `open_every` is measured against that instead, whatever
//! it says. It never tightens what somebody declared, and loosens it by the unpunctuality of clocks and jobs alone.

use jiff::{SignedDuration, Span, Timestamp};
use vidne_law::Citation;
use vidne_model::{
    declared::{Backup, Criticality, Escrow, RequiredItem},
    finding::Severity,
    time::later,
};

use super::View;

/// When the look that follows one at `at` is overdue: an hour after it was due, or a tenth of the interval if that is less. Two
/// runs of a daily job are never a day apart to the second, and nobody is helped by a finding that lasts until the second one ends.
pub(crate) fn overdue_at(at: Timestamp, every: Span) -> Timestamp {
    let due = later(at, every);
    let grace = (due.duration_since(at) / 10).min(SignedDuration::from_hours(1));
    due.checked_add(grace).unwrap_or(Timestamp::MAX)
}

impl View<'_> {
    /// How often the copies of a backup are looked at: a day, half a day for an important service, an hour for a national one,
    /// where nothing is declared.
    pub fn check_every(&self, backup: &Backup) -> Span {
        backup.check_every.unwrap_or_else(|| self.look_every())
    }

    /// Within which time every stored byte is read again: 30, 14 or 7 days, where nothing is declared.
    pub fn read_every(&self, backup: &Backup) -> Span {
        let days = self.by_criticality([30, 14, 7]);
        backup.read_every.unwrap_or_else(|| Span::new().days(days))
    }

    /// How often a required item is looked for: as often as a copy, where nothing is declared.
    pub fn item_check_every(&self, item: &RequiredItem) -> Span {
        item.check_every.unwrap_or_else(|| self.look_every())
    }

    /// How often a backup is opened with a deposited key: yearly, half-yearly or quarterly, where nothing is declared.
    pub fn open_every(&self, escrow: &Escrow) -> Span {
        let default =
            self.by_criticality([Span::new().years(1), Span::new().months(6), Span::new().months(3)]);
        escrow.open_every.unwrap_or(default)
    }

    /// What a finding weighs whose rule says `own`: for a national service a warning becomes a violation. A note stays a note.
    pub fn weight_of(&self, own: Severity) -> Severity {
        match (self.declared.service.criticality, own) {
            (Criticality::National, Severity::Warning) => Severity::Violation,
            _ => own,
        }
    }

    /// Those of these provisions that apply on the day of the view.
    pub fn applying(&self, law: &[Citation]) -> Vec<Citation> {
        let day = self.law_day();
        let applies = |citation: &&Citation| {
            self.law.provision(&citation.id()).is_some_and(|provision| provision.applies(day))
        };
        law.iter().filter(applies).copied().collect()
    }

    fn look_every(&self) -> Span {
        let hours = self.by_criticality([24, 12, 1]);
        if hours == 24 { Span::new().days(1) } else { Span::new().hours(hours) }
    }

    /// The one for a service like most, for an important one, or for a national one.
    fn by_criticality<T: Copy>(&self, [normal, important, national]: [T; 3]) -> T {
        match self.declared.service.criticality {
            Criticality::Normal => normal,
            Criticality::Important => important,
            Criticality::National => national,
        }
    }
}
