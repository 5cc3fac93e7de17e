//! What looks at machines show of one machine: what stood where, and what a finding about it weighs.
//!
//! It never takes what nobody looked for as absent, and never takes one look for another machine's.

use vidne_model::{
    declared::{Environment, Host, RequiredItem},
    finding::{Citation, Severity, Subject, SubjectKind},
    id::HostId,
    observed::{HostLook, ItemState},
};

use super::View;

/// What one look at a machine shows of one path.
#[derive(Debug, Clone, Copy)]
pub struct SeenItem<'a> {
    /// The look.
    pub look: &'a HostLook,
    /// The path.
    pub path: &'a str,
    /// What was found there.
    pub state: &'a ItemState,
}

impl SeenItem<'_> {
    /// The look as an exhibit for that path.
    pub fn citation(&self) -> Citation {
        let what = format!("{} on {}", self.path, self.look.host);
        Citation { exhibit: self.look.exhibit, at: self.look.at, what }
    }
}

impl<'a> View<'a> {
    /// Looks at that machine up to now, the oldest first.
    pub fn looks_at(&self, host: &HostId) -> impl DoubleEndedIterator<Item = &'a HostLook> {
        self.host_looks().iter().filter(move |look| look.host == *host)
    }

    /// What looks up to now show of a required item on that machine, the oldest first. A look that did not ask for it is not
    /// among them.
    pub fn sightings(
        &self,
        item: &RequiredItem,
        host: &HostId,
    ) -> impl DoubleEndedIterator<Item = SeenItem<'a>> {
        self.looks_at(host).filter_map(move |look| {
            let seen = look.items.iter().find(|seen| seen.path == item.path)?;
            Some(SeenItem { look, path: &seen.path, state: &seen.state })
        })
    }

    /// What the newest look that asked for it shows of a required item.
    pub fn newest_sighting(&self, item: &RequiredItem, host: &HostId) -> Option<SeenItem<'a>> {
        self.sightings(item, host).next_back()
    }

    /// What a finding about a machine weighs whose rule says `own`: in full where the service runs or would run, one step less
    /// where things are only tried.
    pub fn weight_on(&self, host: &Host, own: Severity) -> Severity {
        match (host.environment, own) {
            (Environment::Production | Environment::Standby, own) => self.weight_of(own),
            (Environment::PreProduction | Environment::Test, Severity::Violation) => Severity::Warning,
            (Environment::PreProduction | Environment::Test, _) => Severity::Note,
        }
    }
}

/// A required item on a machine, as a subject.
pub fn item_subject(item: &RequiredItem, host: &Host) -> Subject {
    Subject::new(SubjectKind::Item, format!("{}@{}", item.id, host.id))
}
