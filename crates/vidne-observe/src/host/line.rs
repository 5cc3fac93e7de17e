//! A look at a machine as an observation line, so that anybody can read and check it.
//!
//! It never leaves out a fact, and adds none. Remarks are for whoever started the look and do not travel.

use vidne_read::lines::{
    CertificateLine, FileWord, HostLine, ItemLine, MatchingWord, ModeWord, OpenFileLine, OpenLine,
    PresentLine, StateWord, StorageLine, write_host,
};

use super::{
    CertificateSeen, HostSeen, ItemSeen, KindSeen, MatchingSeen, OpenFileSeen, OpenSeen, PresentSeen,
    StateSeen, StorageSeen,
};

/// The look as one line of the kind `host.look`, closed by a line break.
pub fn line(seen: &HostSeen) -> String {
    write_host(&HostLine {
        at: seen.at,
        host: seen.host.clone(),
        name: seen.name.clone(),
        machine: seen.machine.clone(),
        tool: seen.tool.clone(),
        items: seen.items.iter().map(item).collect(),
        storages: seen.storages.iter().map(storage).collect(),
        open: open(&seen.open),
        ..HostLine::default()
    })
}

fn item(seen: &ItemSeen) -> ItemLine {
    let state = match &seen.state {
        StateSeen::Present(there) => StateWord::Present(present(there)),
        StateSeen::Absent => StateWord::Absent,
        StateSeen::Unreadable(reason) => StateWord::Unreadable(reason.clone()),
    };
    ItemLine { path: seen.path.clone(), state }
}

fn present(seen: &PresentSeen) -> PresentLine {
    PresentLine {
        kind: match seen.kind {
            KindSeen::File => FileWord::File,
            KindSeen::Folder => FileWord::Folder,
            KindSeen::Other => FileWord::Other,
        },
        bytes: seen.bytes,
        modified: seen.modified,
        owner: seen.owner.clone(),
        mode: ModeWord(seen.mode),
        sha256: seen.sha256.as_ref().and_then(|hash| hash.parse().ok()),
        certificate: seen.certificate.as_ref().map(certificate),
    }
}

fn certificate(seen: &CertificateSeen) -> CertificateLine {
    let key = match &seen.key {
        MatchingSeen::Matches => MatchingWord::Matches,
        MatchingSeen::Differs => MatchingWord::Differs,
        MatchingSeen::NoKey => MatchingWord::NoKey,
        MatchingSeen::CouldNotTell(reason) => MatchingWord::CouldNotTell(reason.clone()),
    };
    CertificateLine { path: seen.path.clone(), not_after: seen.not_after, key }
}

fn storage(seen: &StorageSeen) -> StorageLine {
    StorageLine { path: seen.path.clone(), mount: seen.mount.clone(), device: seen.device.clone() }
}

fn open(seen: &OpenSeen) -> Option<OpenLine> {
    let file = |file: &OpenFileSeen| OpenFileLine { path: file.path.clone(), by: file.by.clone() };
    match seen {
        OpenSeen::NotLooked => None,
        OpenSeen::Seen { files, hidden_programs } => {
            Some(OpenLine { files: files.iter().map(file).collect(), hidden_programs: *hidden_programs })
        }
    }
}
