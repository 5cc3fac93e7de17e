//! The look at this machine: which declared one it is, and what is to be found on it.
//!
//! Nothing is looked for that is not declared, and no content is ever told.

use std::{path::PathBuf, time::Duration};

use anyhow::bail;
use vidne_model::{
    declared::{Declared, Host},
    time::date_of,
};
use vidne_observe::host::{self, Ask, ItemAsk, OpenFilesAsk};
use vidne_rehearsal::Lab;

use super::{Recovery, book::Book};
use crate::terminal;

/// What is to be looked at on this machine; nothing where it is no declared one.
pub(super) fn ask(recovery: &Recovery<'_>, lab: Option<&Lab>) -> anyhow::Result<Option<Ask>> {
    let declared = recovery.declared;
    let own = own_name();
    let host = match (recovery.host, lab) {
        (Some(id), _) => match declared.hosts.iter().find(|host| host.id.as_str() == id) {
            Some(host) => Some(host),
            None => bail!("no [[host]] is called `{id}`; declared are {}", names(declared)),
        },
        // The machine of a laboratory is the first one that is declared: its root is a folder.
        (None, Some(_)) => declared.hosts.first(),
        (None, None) => declared.hosts.iter().find(|host| host.name == own || host.id.as_str() == own),
    };
    let Some(host) = host else {
        if !recovery.only.is_empty() {
            bail!(
                "this machine calls itself `{own}`, and no [[host]] does; say --host ID: {}",
                names(declared)
            );
        }
        return Ok(None);
    };
    Ok(Some(asked(declared, host, lab)))
}

/// Looks, and keeps what was seen.
pub(super) fn look(recovery: &Recovery<'_>, ask: &Ask, book: &mut Book) -> anyhow::Result<()> {
    let seen = host::look(ask);
    book.keep(&host::line(&seen), format!("{}.host.jsonl", ask.host), "host")?;
    recovery.say(&format!("{}: {} items looked for", ask.host, ask.items.len()));
    seen.remarks.iter().for_each(|remark| recovery.say(&format!("{}: {remark}", ask.host)));
    Ok(())
}

/// Looks, and writes the line to a file, or prints it, for a machine that keeps no evidence.
pub(crate) fn print(recovery: &Recovery<'_>, to: &std::path::Path) -> anyhow::Result<()> {
    let lab = recovery.lab()?;
    let Some(ask) = ask(recovery, lab.as_ref())? else {
        bail!("this machine calls itself `{}`, and no [[host]] does; say --host ID", own_name());
    };
    let seen = host::look(&ask);
    seen.remarks.iter().for_each(|remark| recovery.say(&format!("{}: {remark}", ask.host)));
    let line = host::line(&seen);
    if to.as_os_str() == "-" {
        return terminal::print(&line);
    }
    Ok(std::fs::write(to, line)?)
}

fn asked(declared: &Declared, host: &Host, lab: Option<&Lab>) -> Ask {
    let today = date_of(jiff::Timestamp::now());
    let required = declared
        .required_items
        .iter()
        .filter(|item| item.period.holds(today) && item.hosts.contains(&host.id));
    let items =
        required.map(|item| ItemAsk { path: item.path.clone(), certificate: item.certificate.clone() });
    Ask {
        host: host.id.as_str().to_owned(),
        items: items.collect(),
        storages: host.storages.iter().map(|storage| storage.path.clone()).collect(),
        // The programs of this computer are not those of a machine that is a folder.
        open_files: if lab.is_some() {
            OpenFilesAsk::LeaveOut
        } else {
            OpenFilesAsk::Look { below: Vec::new() }
        },
        root: lab.map_or_else(|| PathBuf::from("/"), Lab::root),
        proc: PathBuf::from("/proc"),
        patience: PATIENCE,
    }
}

/// A slow disk reads the largest item that is hashed in less.
const PATIENCE: Duration = Duration::from_mins(5);

fn own_name() -> String {
    std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default().trim().to_owned()
}

fn names(declared: &Declared) -> String {
    let ids: Vec<&str> = declared.hosts.iter().map(|host| host.id.as_str()).collect();
    if ids.is_empty() { "none".to_owned() } else { ids.join(", ") }
}
