//! Are its bytes what they were?

use vidne_model::{
    declared::{Backup, Copy as BackupCopy},
    finding::{Message, Reply},
    message,
    observed::Proof,
};

use super::Told;
use crate::view::{Broken, Integrity, View, cited, named, size};

pub(super) fn verdict<'a>(view: &View<'a>, backup: &'a Backup, copy: &'a BackupCopy) -> Told<'a> {
    let Some(integrity) = view.integrity(backup, copy) else { return Told::blank(view.blank(backup, copy)) };
    if let Some(newest) = integrity.broken.iter().map(|broken| broken.look).max_by_key(|look| look.at) {
        return Told::new(Reply::No, damaged(integrity.broken), newest);
    }
    if let Some(behind) = integrity.after.behind.as_deref().filter(|behind| !behind.torn.is_empty()) {
        let why = message!(
            "torn",
            "its index names packs that are not there ({count} in all), as {first} has shown: {names}",
            count = behind.torn.len(),
            first = behind.first.copy,
            names = named(&behind.torn)
        );
        return Told { further: vec![cited(behind.first)], ..Told::new(Reply::No, why, behind.look) };
    }
    let Some(read) = integrity.after.read else {
        let why = if integrity.is_without_proof() {
            message!(
                "no-proof",
                "nothing that lies there tells what its bytes must be: it has no list of hashes, or the list is encrypted"
            )
        } else {
            message!("not-read", "nobody has read a byte of it")
        };
        return Told::new(Reply::NotKnown, why, integrity.look);
    };
    if let Some(why) = obstacle(&integrity) {
        return Told::new(Reply::InPart, why, integrity.look);
    }
    if integrity.is_all_fresh() {
        let told = Told::new(Reply::Yes, intact(view, backup, read.proof), read);
        return match integrity.next {
            Some(next) => told.until(next),
            None => told,
        };
    }
    Told::new(Reply::InPart, in_part(view, backup, &integrity), read)
}

fn damaged(broken: &[Broken<'_>]) -> Message {
    let names = broken.iter().map(|each| match each.fault {
        Some(fault) => fault.file.as_deref().unwrap_or(&fault.detail),
        None => "…",
    });
    message!("damaged", "broken: {names} ({count} in all)", count = broken.len(), names = named(names))
}

/// What kept the newest look from telling all.
fn obstacle(integrity: &Integrity<'_>) -> Option<Message> {
    if let Some(fault) = integrity.refused() {
        return Some(message!("refused", "not all was read: {detail}", detail = fault.detail));
    }
    let why = integrity.not_put_together()?;
    Some(message!("not-put-together", "the files could not be put together with the key: {why}", why = why))
}

fn intact(view: &View<'_>, backup: &Backup, proof: Proof) -> Message {
    let every = view.read_every(backup);
    match proof {
        Proof::NamedByHash => message!(
            "intact",
            "every byte was read within {every}, and is as it was when the files got their names",
            every = every
        ),
        Proof::ListedHash => message!(
            "intact-listed",
            "every byte was read within {every}, and is as a list of hashes says; whoever can change the files could change the list",
            every = every
        ),
        Proof::Checksum | Proof::SizeOnly => message!(
            "intact-checksum",
            "every byte was read within {every}, and no checksum shows an accident; who changes a byte on purpose can change the checksum",
            every = every
        ),
    }
}

fn in_part(view: &View<'_>, backup: &Backup, integrity: &Integrity<'_>) -> Message {
    if let Some((_, bound)) = integrity.sampled() {
        return message!(
            "sampled",
            "{read} of {of} files were drawn and read: as many as {damaged} may be damaged all the same (95 % confidence)",
            read = bound.read,
            of = bound.of,
            damaged = bound.damaged
        );
    }
    let Some(stock) = integrity.stock.filter(|stock| stock.is_whole) else {
        return message!("unlisted", "what was read is as it was, and no look tells which files are stored");
    };
    message!(
        "read-in-part",
        "{fresh} of {bytes} were read within {every}",
        fresh = size(integrity.fresh()),
        bytes = size(stock.bytes),
        every = view.read_every(backup)
    )
}
