//! Whose host is it?
//!
//! It never compares parts of labels: `evilcloudflare.com` is nobody's but its own.

use vidne_model::id::Host;

use crate::{
    catalogue::Catalogue,
    recipient::{HostEntry, Recipient, Verified},
    word::Table,
};

/// What any web request carries, whoever receives it.
pub const ALWAYS_SENT: [&str; 3] = ["ip-address", "user-agent", "url"];

/// A host and the recipient that it belongs to.
#[derive(Debug, Clone, Copy)]
pub struct HostMatch<'c> {
    /// Whose it is.
    pub recipient: &'c Recipient,
    /// The product, as notices name it.
    pub service: &'c str,
    /// The entry that matched: its name or one below it was seen.
    pub entry: &'c HostEntry,
    /// When the recipient's hosts were last looked up.
    pub verified: Verified,
}

impl<'c> HostMatch<'c> {
    /// The categories of data that it gets: what any request carries, and what is documented beyond that.
    pub fn data(&self) -> impl Iterator<Item = &'c str> {
        let documented = self.entry.data.iter().map(AsRef::as_ref);
        ALWAYS_SENT.into_iter().chain(documented.filter(|category| !ALWAYS_SENT.contains(category)))
    }
}

impl Catalogue {
    /// The recipient whose host this is, by the longest entry that is the host itself or above it.
    pub fn by_host(&self, host: &Host) -> Option<HostMatch<'_>> {
        let at = upwards(host.as_str()).find_map(|name| self.index.hosts.get(name))?;
        let recipient = &self.recipients[at.recipient];
        let entry = &recipient.hosts[at.entry];
        let service = entry.service.as_deref().unwrap_or(&recipient.name);
        Some(HostMatch { recipient, service, entry, verified: recipient.verified(Table::Host) })
    }
}

/// A name, the name above it, and so on. A name longer than DNS allows is cut short from the front.
pub(super) fn upwards(name: &str) -> impl Iterator<Item = &str> {
    const MOST_LABELS: usize = 128;
    let skipped = name.rmatch_indices('.').nth(MOST_LABELS).map_or(0, |(dot, _)| dot + 1);
    std::iter::successors(Some(&name[skipped..]), |name| Some(name.split_once('.')?.1))
}
