//! Two kinds of data that are declared apart lie on the same storage of a machine.
//!
//! ## Why it matters
//! A change that goes wrong in one takes the other with it. Where system data and the data that the service is about lie apart,
//! overwriting the one leaves the other whole.
//!
//! ## Put it right
//! Give each kind of data a volume of its own, and look again with `vidne observe --only host`. Where they may lie together,
//! declare them as one.
//!
//! ## Fires
//! A look at the machine shows it.
//! ```toml
//! now = "2022-06-21T16:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! storage = [
//!     { data = "ca-data", path = "/srv/ca" },
//!     { data = "system-data", path = "/srv/system" },
//! ]
//! [[observed.host]]
//! at = "2022-06-21T14:00:00Z"
//! host = "signer"
//! storages = [{ path = "/srv/ca", mount = "/srv", device = "/dev/sdb1" }, { path = "/srv/system", mount = "/srv", device = "/dev/sdb1" }]
//! ```
//! ```text
//! host:signer: on signer ca-data (/srv/ca) and system-data (/srv/system) lie on the same storage: both are under the mount /srv, as of 2022-06-21 14:00 UTC
//! ```
//! Two mounts of one device are one storage.
//! ```toml
//! now = "2022-06-21T16:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! storage = [
//!     { data = "ca-data", path = "/srv/ca" },
//!     { data = "system-data", path = "/srv/system" },
//! ]
//! [[observed.host]]
//! at = "2022-06-21T14:00:00Z"
//! host = "signer"
//! storages = [{ path = "/srv/ca", mount = "/srv/ca", device = "/dev/sdb1" }, { path = "/srv/system", mount = "/srv/system", device = "/dev/sdb1" }]
//! ```
//! ```text
//! host:signer: on signer ca-data (/srv/ca) and system-data (/srv/system) lie on the same storage: both are on the device /dev/sdb1, as of 2022-06-21 14:00 UTC
//! ```
//! The declaration says it; a look that shows two file systems does not know what carries them.
//! ```toml
//! now = "2022-06-21T16:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! storage = [
//!     { data = "ca-data", path = "/srv/ca", volume = "array 1" },
//!     { data = "system-data", path = "/srv/system", volume = "array 1" },
//! ]
//! [[observed.host]]
//! at = "2022-06-21T14:00:00Z"
//! host = "signer"
//! storages = [{ path = "/srv/ca", mount = "/srv/ca", device = "/dev/sdb1" }, { path = "/srv/system", mount = "/srv/system", device = "/dev/sdc1" }]
//! ```
//! ```text
//! host:signer: on signer ca-data (/srv/ca) and system-data (/srv/system) lie on the same storage: both are declared to be on the volume array 1
//! ```
//!
//! ## Stays silent
//! Two mounts, or two volumes.
//! ```toml
//! now = "2022-06-21T16:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! storage = [
//!     { data = "ca-data", path = "/srv/ca" },
//!     { data = "system-data", path = "/srv/system" },
//! ]
//! [[observed.host]]
//! at = "2022-06-21T14:00:00Z"
//! host = "signer"
//! storages = [{ path = "/srv/ca", mount = "/srv/ca", device = "/dev/sdb1" }, { path = "/srv/system", mount = "/srv/system", device = "/dev/sdc1" }]
//! ```
//! ```toml
//! now = "2022-06-21T16:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! storage = [
//!     { data = "ca-data", path = "/srv/ca", volume = "array 1" },
//!     { data = "system-data", path = "/srv/system", volume = "array 2" },
//! ]
//! ```
//! It was one and is two now.
//! ```toml
//! now = "2022-07-08T16:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! storage = [
//!     { data = "ca-data", path = "/srv/ca" },
//!     { data = "system-data", path = "/srv/system" },
//! ]
//! [[observed.host]]
//! at = "2022-06-21T14:00:00Z"
//! host = "signer"
//! storages = [{ path = "/srv/ca", mount = "/srv" }, { path = "/srv/system", mount = "/srv" }]
//! [[observed.host]]
//! at = "2022-07-07T14:00:00Z"
//! host = "signer"
//! storages = [{ path = "/srv/ca", mount = "/srv/ca" }, { path = "/srv/system", mount = "/srv/system" }]
//! ```
//!
//! ## Cannot tell
//! Neither tells.
//! ```toml
//! now = "2022-06-21T16:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! storage = [
//!     { data = "ca-data", path = "/srv/ca", volume = "array 1" },
//!     { data = "system-data", path = "/srv/system" },
//! ]
//! [[observed.host]]
//! at = "2022-06-21T14:00:00Z"
//! host = "signer"
//! storages = [{ path = "/srv/ca", mount = "/srv/ca" }, { path = "/srv/system" }]
//! ```

use vidne_law::gdpr;
use vidne_model::{
    declared::{Host, Storage},
    finding::{Citation, Message, Severity, Subject, SubjectKind},
    message,
    observed::{HostLook, SeenStorage},
};

use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{View, day_and_hour},
};

pub(super) const RULE: Rule = Rule {
    id: "data-classes-share-storage",
    severity: Severity::Warning,
    law: &[gdpr("32(1)(b)"), gdpr("32(2)")],
    source: include_str!("data_classes_share_storage.rs"),
    asks: &[Asks::Hosts(assess)],
};

/// What is known of two storages.
enum Known<'a> {
    /// Both lie under this mount.
    Mount(&'a HostLook, &'a str),
    /// Both lie on this device.
    Device(&'a HostLook, &'a str),
    /// Both are declared to lie on this volume.
    Volume(&'a str),
    /// They lie apart.
    Apart,
    /// Nothing tells.
    Nothing,
}

fn assess<'a>(view: &View<'a>, host: &'a Host, answer: &mut Answer) {
    let pairs = host.storages.iter().enumerate().flat_map(|(place, one)| {
        let others = host.storages[place + 1..].iter();
        others.filter(move |other| one.data != other.data).map(move |other| [one, other])
    });
    for pair in pairs {
        let known = known(view, host, pair);
        match said(host, pair, &known) {
            Some(said) => {
                let found = answer.found(subject(host), said).declared_at(&pair[0].place);
                found.declared_at(&pair[1].place).weighs(view.weight_on(host, RULE.severity));
                found.rests_on(&citation(host, pair, &known));
            }
            None if matches!(known, Known::Nothing) => {
                answer.cannot_tell(subject(host), unknown(host, pair));
            }
            None => {}
        }
    }
}

fn known<'a>(view: &View<'a>, host: &Host, pair: [&'a Storage; 2]) -> Known<'a> {
    let volumes = pair.map(|storage| storage.volume.as_deref());
    let seen = view.looks_at(&host.id).rev().find_map(|look| {
        let [one, other] = pair.map(|storage| look.storages.iter().find(|seen| seen.path == storage.path));
        Some((look, one.filter(|seen| seen.mount.is_some())?, other.filter(|seen| seen.mount.is_some())?))
    });
    if let Some(shared) = seen.and_then(|(look, one, other)| shared(look, one, other)) {
        return shared;
    }
    match (volumes, seen) {
        ([Some(one), Some(other)], _) if one == other => Known::Volume(one),
        ([Some(_), Some(_)], _) | (_, Some(_)) => Known::Apart,
        _ => Known::Nothing,
    }
}

fn shared<'a>(look: &'a HostLook, one: &'a SeenStorage, other: &'a SeenStorage) -> Option<Known<'a>> {
    let same =
        |field: fn(&SeenStorage) -> Option<&str>| field(one).filter(|value| field(other) == Some(value));
    if let Some(mount) = same(|seen| seen.mount.as_deref()) {
        return Some(Known::Mount(look, mount));
    }
    // Two file systems in memory share a name and nothing else.
    let names_one = |device: &&str| device.starts_with('/') || device.contains(":/");
    let device = same(|seen| seen.device.as_deref()).filter(names_one)?;
    Some(Known::Device(look, device))
}

fn said(host: &Host, [one, other]: [&Storage; 2], known: &Known<'_>) -> Option<Message> {
    let (host, first, second) = (&host.id, in_words(one), in_words(other));
    let said = match known {
        Known::Mount(look, mount) => message!(
            "mount",
            "on {host} {first} and {second} lie on the same storage: both are under the mount {mount}, as of {at}",
            host = host,
            first = first,
            second = second,
            mount = mount,
            at = day_and_hour(look.at)
        ),
        Known::Device(look, device) => message!(
            "device",
            "on {host} {first} and {second} lie on the same storage: both are on the device {device}, as of {at}",
            host = host,
            first = first,
            second = second,
            device = device,
            at = day_and_hour(look.at)
        ),
        Known::Volume(volume) => message!(
            "volume",
            "on {host} {first} and {second} lie on the same storage: both are declared to be on the volume {volume}",
            host = host,
            first = first,
            second = second,
            volume = volume
        ),
        Known::Apart | Known::Nothing => return None,
    };
    Some(said)
}

fn unknown(host: &Host, [one, other]: [&Storage; 2]) -> Message {
    message!(
        "unknown",
        "nothing tells whether {first} and {second} lie on the same storage of {host}: no look shows both mounts, and the declaration does not name both volumes",
        first = in_words(one),
        second = in_words(other),
        host = host.id
    )
}

fn citation(host: &Host, [one, other]: [&Storage; 2], known: &Known<'_>) -> Option<Citation> {
    let (Known::Mount(look, _) | Known::Device(look, _)) = known else { return None };
    let what = format!("{} and {} on {}", one.path, other.path, host.id);
    Some(Citation { exhibit: look.exhibit, at: look.at, what })
}

fn in_words(storage: &Storage) -> String {
    format!("{} ({})", storage.data, storage.path)
}

fn subject(host: &Host) -> Subject {
    Subject::new(SubjectKind::Host, &host.id)
}
