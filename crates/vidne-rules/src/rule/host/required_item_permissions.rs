//! A required item belongs to somebody else than declared, or its permissions allow more than declared.
//!
//! ## Why it matters
//! A private key that others on the machine can read is no longer private; a file that its own program cannot read is as good
//! as missing when the machine is brought back.
//!
//! ## Put it right
//! Give the file back its owner and mode (`chown`, `chmod`), and find out what changed them. If others could read a key,
//! replace the key. Where the declaration is wrong, mend `owner` or `mode` there.
//!
//! ## Fires
//! Everybody in the group may read the key.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "key"
//! hosts = ["signer"]
//! path = "/etc/pki/signer.key"
//! owner = "signer"
//! mode = "0600"
//! [[observed.host]]
//! at = "2022-06-21T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/etc/pki/signer.key", state = { present = { owner = "signer", mode = "0640" } } }]
//! ```
//! ```text
//! item:key@signer: /etc/pki/signer.key on signer has mode 0640; 0600 is the most that is declared
//! ```
//! It is somebody else's.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "key"
//! hosts = ["signer"]
//! path = "/etc/pki/signer.key"
//! owner = "signer"
//! mode = "0600"
//! [[observed.host]]
//! at = "2022-06-21T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/etc/pki/signer.key", state = { present = { owner = "root", mode = "0400" } } }]
//! ```
//! ```text
//! item:key@signer: /etc/pki/signer.key on signer belongs to root; signer is declared
//! ```
//! Both.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "key"
//! hosts = ["signer"]
//! path = "/etc/pki/signer.key"
//! owner = "signer"
//! mode = "0600"
//! [[observed.host]]
//! at = "2022-06-21T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/etc/pki/signer.key", state = { present = { owner = "root", mode = "0644" } } }]
//! ```
//! ```text
//! item:key@signer: /etc/pki/signer.key on signer belongs to root and has mode 0644; signer is declared, and 0600 as the most
//! ```
//!
//! ## Stays silent
//! Less is allowed than may be.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "key"
//! hosts = ["signer"]
//! path = "/etc/pki/signer.key"
//! owner = "signer"
//! mode = "0600"
//! [[observed.host]]
//! at = "2022-06-21T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/etc/pki/signer.key", state = { present = { owner = "signer", mode = "0400" } } }]
//! ```
//! Nothing is declared of either, or nothing is there.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "key"
//! hosts = ["signer"]
//! path = "/etc/pki/signer.key"
//! [[declared.required_item]]
//! id = "licence"
//! hosts = ["signer"]
//! path = "/opt/licence"
//! mode = "0600"
//! [[observed.host]]
//! at = "2022-06-21T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/etc/pki/signer.key", state = { present = { owner = "root", mode = "0666" } } }, { path = "/opt/licence", state = "absent" }]
//! ```
//!
//! ## Cannot tell
//! Nobody has looked, or whoever looked was not let in.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "key"
//! hosts = ["signer"]
//! path = "/etc/pki/signer.key"
//! mode = "0600"
//! ```
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "key"
//! hosts = ["signer"]
//! path = "/etc/pki/signer.key"
//! mode = "0600"
//! [[observed.host]]
//! at = "2022-06-21T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/etc/pki/signer.key", state = { unreadable = "permission denied" } }]
//! ```
//! The machine knows its owner by number only.
//! ```toml
//! now = "2022-06-21T12:00:00Z"
//! [[declared.host]]
//! id = "signer"
//! environment = "production"
//! [[declared.required_item]]
//! id = "key"
//! hosts = ["signer"]
//! path = "/etc/pki/signer.key"
//! owner = "signer"
//! [[observed.host]]
//! at = "2022-06-21T08:00:00Z"
//! host = "signer"
//! items = [{ path = "/etc/pki/signer.key", state = { present = { owner = "1004", mode = "0600" } } }]
//! ```

use vidne_law::{Citation, gdpr, nis2_impl};
use vidne_model::{
    declared::{Host, RequiredItem},
    finding::{Message, Severity},
    message,
    observed::ItemState,
};

use super::found;
use crate::{
    answer::Answer,
    rule::{Asks, Rule},
    view::{SeenItem, View, item_subject},
};

pub(super) const RULE: Rule = Rule {
    id: "required-item-permissions",
    severity: Severity::Warning,
    law: &[gdpr("32(1)(b)"), gdpr("32(2)")],
    source: include_str!("required_item_permissions.rs"),
    asks: &[Asks::Items(assess)],
};

const FURTHER: [Citation; 1] = [nis2_impl("annex-4.2.2(d)")];

fn assess(view: &View<'_>, item: &RequiredItem, host: &Host, answer: &mut Answer) {
    if item.owner.is_none() && item.mode.is_none() {
        return;
    }
    let subject = item_subject(item, host);
    let seen = view.newest_sighting(item, &host.id);
    let Some((seen, owner, mode)) = seen.and_then(|seen| match seen.state {
        ItemState::Present { owner, mode, .. } => Some((seen, owner.as_str(), *mode)),
        _ => None,
    }) else {
        if !seen.is_some_and(|seen| *seen.state == ItemState::Absent) {
            answer.cannot_tell(subject, unseen(item, host));
        }
        return;
    };
    let other = item.owner.as_deref().filter(|declared| *declared != owner);
    let wider = item.mode.filter(|most| mode & !most != 0);
    let is_number = |name: &str| name.bytes().all(|byte| byte.is_ascii_digit());
    let unnamed = other.filter(|declared| is_number(owner) && !is_number(declared));
    if unnamed.is_some() && wider.is_none() {
        return answer.cannot_tell(subject, unnamed_owner(&seen, owner));
    }
    if let Some(said) = said(&seen, (owner, mode), other.filter(|_| unnamed.is_none()), wider) {
        found(view, (item, host), (&RULE, &FURTHER), said, answer).rests_on(&[seen.citation()]);
    }
}

fn unseen(item: &RequiredItem, host: &Host) -> Message {
    message!(
        "unseen",
        "no look tells whose {path} on {host} is and what its permissions are",
        path = item.path,
        host = host.id
    )
}

fn unnamed_owner(seen: &SeenItem<'_>, owner: &str) -> Message {
    message!(
        "unnamed-owner",
        "{path} on {host} belongs to the user with the number {owner}, for which the machine knows no name",
        path = seen.path,
        host = seen.look.host,
        owner = owner
    )
}

fn said(
    seen: &SeenItem<'_>,
    (owner, mode): (&str, u32),
    other: Option<&str>,
    wider: Option<u32>,
) -> Option<Message> {
    let (path, host, octal) = (seen.path, &seen.look.host, |mode: u32| format!("{mode:04o}"));
    let said = match (other, wider) {
        (None, None) => return None,
        (Some(declared), None) => message!(
            "owner",
            "{path} on {host} belongs to {owner}; {declared} is declared",
            path = path,
            host = host,
            owner = owner,
            declared = declared
        ),
        (None, Some(most)) => message!(
            "mode",
            "{path} on {host} has mode {mode}; {most} is the most that is declared",
            path = path,
            host = host,
            mode = octal(mode),
            most = octal(most)
        ),
        (Some(declared), Some(most)) => message!(
            "both",
            "{path} on {host} belongs to {owner} and has mode {mode}; {declared} is declared, and {most} as the most",
            path = path,
            host = host,
            owner = owner,
            mode = octal(mode),
            declared = declared,
            most = octal(most)
        ),
    };
    Some(said)
}
