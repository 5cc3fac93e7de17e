//! What a rule is asked about: the service once, or each edge, each recipient, each document by itself.
//!
//! A rule that is asked about one thing at a time is asked again about that thing alone when something changes. It never asks
//! by itself: the walk through time does.

use vidne_model::declared::{Backup, Copy as BackupCopy, Document, Edge, Host, PageRole, RequiredItem};

use crate::{
    answer::Answer,
    view::{Flow, Notice, SeenCookie, Sighted, Taker, View},
};

/// One part of a rule, by what it is asked about. Parts are asked in order, and each about things in their order.
#[derive(Clone, Copy)]
pub enum Asks {
    /// The service as a whole, once.
    Service(fn(&View<'_>, &mut Answer)),
    /// Each edge in force.
    Edges(for<'a> fn(&View<'a>, &'a Edge, &mut Answer)),
    /// Each edge in force to somebody who acts on another's behalf.
    Processors(for<'a> fn(&View<'a>, &'a Edge, &mut Answer)),
    /// Each edge in force that leads on from a processor.
    SubProcessors(for<'a> fn(&View<'a>, &'a Edge, &mut Answer)),
    /// Each document in the register.
    Documents(for<'a> fn(&View<'a>, &'a Document, &mut Answer)),
    /// Everyone whom the newest look at each page shows.
    Recipients(for<'a> fn(&View<'a>, &'a Sighted, &mut Answer)),
    /// Every cookie and stored entry that the newest look at each page shows.
    Cookies(for<'a> fn(&View<'a>, &'a SeenCookie, &mut Answer)),
    /// Every flow of data to a third country.
    Flows(for<'a> fn(&View<'a>, &Flow<'a>, &mut Answer)),
    /// Everyone who takes data, seen or declared, and the privacy notice, where a text of it is on record.
    Takers(for<'a> fn(&Notice<'a>, &Taker<'a>, &mut Answer)),
    /// Each backup in use.
    Backups(for<'a> fn(&View<'a>, &'a Backup, &mut Answer)),
    /// Each copy in use of each backup in use.
    Copies(for<'a> fn(&View<'a>, &'a Backup, &'a BackupCopy, &mut Answer)),
    /// Each machine in use.
    Hosts(for<'a> fn(&View<'a>, &'a Host, &mut Answer)),
    /// Each required item on each machine that must have it.
    Items(for<'a> fn(&View<'a>, &'a RequiredItem, &'a Host, &mut Answer)),
}

impl Asks {
    /// How many things there are that it can be asked about.
    pub(crate) fn things(self, view: &View<'_>) -> usize {
        let (edges, seen) = (view.declared.edges.len(), view.recipients().len());
        match self {
            Self::Service(_) => 1,
            Self::Edges(_) | Self::Processors(_) | Self::SubProcessors(_) => edges,
            Self::Documents(_) => view.declared.documents.len(),
            Self::Recipients(_) => seen,
            Self::Cookies(_) => view.cookies().len(),
            Self::Flows(_) | Self::Takers(_) => edges + seen,
            Self::Backups(_) | Self::Copies(_) => view.declared.backups.len(),
            Self::Hosts(_) => view.declared.hosts.len(),
            Self::Items(_) => view.declared.required_items.len(),
        }
    }

    /// Asks about one of them.
    pub(crate) fn ask(self, view: &View<'_>, thing: usize, answer: &mut Answer) {
        let (declared, seen) = (view.declared, view.recipients());
        let in_force = || Some(&declared.edges[thing]).filter(|edge| view.holds(&edge.period));
        match self {
            Self::Service(ask) => ask(view, answer),
            Self::Edges(ask) => about(in_force(), |edge| ask(view, edge, answer)),
            Self::Processors(ask) => {
                let processor = in_force().filter(|edge| view.acts_as_processor(edge));
                about(processor, |edge| ask(view, edge, answer));
            }
            Self::SubProcessors(ask) => {
                let processor = in_force().filter(|edge| view.is_sub_processor(edge));
                about(processor, |edge| ask(view, edge, answer));
            }
            Self::Documents(ask) => ask(view, &declared.documents[thing], answer),
            Self::Recipients(ask) => ask(view, &seen[thing], answer),
            Self::Cookies(ask) => ask(view, &view.cookies()[thing], answer),
            Self::Flows(ask) => about(view.flows_of(thing), |flow| ask(view, &flow, answer)),
            Self::Takers(ask) => {
                let notice = view.notice(PageRole::Privacy);
                let taker = if notice.is_unseen() { None } else { view.taker_of(thing) };
                about(taker, |taker| ask(&notice, &taker, answer));
            }
            Self::Backups(ask) => {
                let backup = Some(&declared.backups[thing]).filter(|backup| view.holds(&backup.period));
                about(backup, |backup| ask(view, backup, answer));
            }
            Self::Copies(ask) => {
                let backup = &declared.backups[thing];
                let copies = backup
                    .copies
                    .iter()
                    .filter(|copy| view.holds(&backup.period) && view.holds(&copy.period));
                about(copies, |copy| ask(view, backup, copy, answer));
            }
            Self::Hosts(ask) => {
                let host = Some(&declared.hosts[thing]).filter(|host| view.holds(&host.period));
                about(host, |host| ask(view, host, answer));
            }
            Self::Items(ask) => {
                let item = &declared.required_items[thing];
                let hosts = item.hosts.iter().filter_map(|id| declared.host(id));
                let hosts = hosts.filter(|host| view.holds(&item.period) && view.holds(&host.period));
                about(hosts, |host| ask(view, item, host, answer));
            }
        }
    }
}

fn about<T>(things: impl IntoIterator<Item = T>, ask: impl FnMut(T)) {
    things.into_iter().for_each(ask);
}
