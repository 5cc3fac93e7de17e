//! Something that must be on the machine: what stands at its path.
//!
//! It never says whether that is right, and never opens a pipe, a device or a socket.

use std::{fs::Metadata, os::unix::fs::MetadataExt, path::Path};

use jiff::Timestamp;

use super::{
    ItemAsk, ItemSeen, KindSeen, PresentSeen, StateSeen, certificate,
    content::{self, Content},
    owner::Owners,
    place::{Missed, Place, Reached},
};

/// What stands at the path of an item.
pub(super) fn look(
    place: &Place<'_>,
    ask: &ItemAsk,
    owners: &mut Owners<'_>,
    remarks: &mut Vec<String>,
) -> ItemSeen {
    let state = match place.reach(Path::new(&ask.path)) {
        Ok(reached) => StateSeen::Present(present(place, ask, &reached, owners, remarks)),
        Err(Missed::Absent) => StateSeen::Absent,
        Err(Missed::Dangling) => {
            remarks.push(format!("{}: a symbolic link is there, and nothing at its end", ask.path));
            StateSeen::Absent
        }
        Err(Missed::Unreadable(reason)) => StateSeen::Unreadable(reason),
    };
    ItemSeen { path: ask.path.clone(), state }
}

fn present(
    place: &Place<'_>,
    ask: &ItemAsk,
    reached: &Reached,
    owners: &mut Owners<'_>,
    remarks: &mut Vec<String>,
) -> PresentSeen {
    let facts = &reached.facts;
    let kind = kind(facts);
    let content = (kind == KindSeen::File).then(|| content::read(reached)).transpose();
    if let Err(reason) = &content {
        remarks.push(format!("{}: its content was not hashed: {reason}", ask.path));
    }
    let bytes = match &content {
        Ok(content) => {
            Ok(content.as_ref().and_then(|content| content.bytes.as_ref()).map(|bytes| bytes.as_slice()))
        }
        Err(reason) => Err(reason.as_str()),
    };
    PresentSeen {
        kind,
        bytes: if kind == KindSeen::File { facts.len() } else { 0 },
        modified: modified(facts),
        owner: owners.name(facts.uid()),
        mode: facts.mode() & 0o7777,
        certificate: certificate::look(place, ask, bytes),
        sha256: content.ok().flatten().map(|Content { sha256, .. }| sha256),
    }
}

fn kind(facts: &Metadata) -> KindSeen {
    if facts.is_file() {
        KindSeen::File
    } else if facts.is_dir() {
        KindSeen::Folder
    } else {
        KindSeen::Other
    }
}

fn modified(facts: &Metadata) -> Option<Timestamp> {
    Timestamp::new(facts.mtime(), i32::try_from(facts.mtime_nsec()).ok()?).ok()
}
