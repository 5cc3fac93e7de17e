//! The host observer: one look at a machine, made on the machine itself.
//!
//! It tells what stands at given paths, on which file systems folders lie and which files the programs have open. It never
//! judges, never changes anything, never tells content, and knows neither the declaration nor the evidence folder.

mod below;
mod certificate;
mod content;
mod der;
mod held;
mod item;
mod key;
mod line;
mod machine;
pub mod maps;
pub mod mount;
mod open;
mod owner;
mod place;
mod process;
mod seen;
mod shown;
mod space;
mod storage;

use std::{
    panic::resume_unwind,
    path::{Path, PathBuf},
    sync::mpsc::{RecvTimeoutError, channel},
    thread,
    time::Duration,
};

use jiff::Timestamp;

pub use line::line;
pub use seen::{
    CertificateSeen, HostSeen, ItemSeen, KindSeen, MatchingSeen, OpenFileSeen, OpenSeen, PresentSeen,
    StateSeen, StorageSeen,
};

use owner::Owners;
use place::Place;

/// What to look at.
#[derive(Debug, Clone)]
pub struct Ask {
    /// As which declared machine it is looked at.
    pub host: String,
    /// What to look for, in the order in which it is told.
    pub items: Vec<ItemAsk>,
    /// Folders whose file systems are told.
    pub storages: Vec<String>,
    /// Whether the programs' open files are looked at.
    pub open_files: OpenFilesAsk,
    /// The folder that is the machine's root: `/`, or where the file system of another machine is mounted. Paths are asked
    /// for and told as seen from there.
    pub root: PathBuf,
    /// Where the kernel tells of programs and mounts: `/proc`.
    pub proc: PathBuf,
    /// How long each item, all folders together, and all programs together may take: a network file system whose server
    /// is gone never answers.
    pub patience: Duration,
}

/// Something to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemAsk {
    /// Its full path.
    pub path: String,
    /// The certificate that belongs to it: the full path of a PEM or DER file.
    pub certificate: Option<String>,
}

/// Whether the programs' open files are looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenFilesAsk {
    /// They are.
    Look {
        /// Only files below these folders are told; where there is none, all are.
        below: Vec<String>,
    },
    /// They are not.
    LeaveOut,
}

/// Looks at the machine. What could not be looked at says so; the look itself always ends.
///
/// Files are opened for reading only, and only regular ones: a pipe, a device or a socket is told of and left alone.
pub fn look(ask: &Ask) -> HostSeen {
    let root = ask.root.canonicalize().unwrap_or_else(|_| ask.root.clone());
    let place = Place::new(&root);
    let mut remarks = Vec::new();
    let items = ask.items.iter().map(|item| patient_item(ask, &root, item, &mut remarks)).collect();
    let storages = storages(ask, &root, &mut remarks);
    let open = open_files(ask, &root, &mut remarks);
    HostSeen {
        at: Timestamp::now(),
        host: ask.host.clone(),
        name: machine::name(&place, &ask.proc),
        machine: machine::hashed_id(&place),
        tool: concat!("vidne ", env!("CARGO_PKG_VERSION")).to_owned(),
        items,
        storages,
        open,
        remarks,
    }
}

fn patient_item(ask: &Ask, root: &Path, item: &ItemAsk, remarks: &mut Vec<String>) -> ItemSeen {
    let (root, asked) = (root.to_owned(), item.clone());
    let seen = within(ask.patience, remarks, move |remarks| {
        let place = Place::new(&root);
        item::look(&place, &asked, &mut Owners::new(&place), remarks)
    });
    seen.unwrap_or_else(|| ItemSeen {
        path: item.path.clone(),
        state: StateSeen::Unreadable(late(ask.patience)),
    })
}

fn storages(ask: &Ask, root: &Path, remarks: &mut Vec<String>) -> Vec<StorageSeen> {
    let (root, asked) = (root.to_owned(), ask.clone());
    let seen =
        within(ask.patience, remarks, move |remarks| storage::look(&Place::new(&root), &asked, remarks));
    seen.unwrap_or_else(|| {
        remarks.push(format!("where folders lie could not be told: {}", late(ask.patience)));
        let unknown = |path: &String| StorageSeen { path: path.clone(), mount: None, device: None };
        ask.storages.iter().map(unknown).collect()
    })
}

fn open_files(ask: &Ask, root: &Path, remarks: &mut Vec<String>) -> OpenSeen {
    let OpenFilesAsk::Look { below } = &ask.open_files else { return OpenSeen::NotLooked };
    let (root, proc, below) = (root.to_owned(), ask.proc.clone(), below.clone());
    let seen =
        within(ask.patience, remarks, move |remarks| open::look(&Place::new(&root), &proc, &below, remarks));
    seen.unwrap_or_else(|| {
        remarks.push(format!("which files programs have open could not be told: {}", late(ask.patience)));
        OpenSeen::NotLooked
    })
}

/// What `work` comes to, with its remarks; nothing where it takes longer. It is then left behind: what waits for a file
/// system cannot be ended from within.
fn within<T: Send + 'static>(
    patience: Duration,
    remarks: &mut Vec<String>,
    work: impl FnOnce(&mut Vec<String>) -> T + Send + 'static,
) -> Option<T> {
    let (tell, told) = channel();
    let worker = thread::spawn(move || {
        let mut remarks = Vec::new();
        let seen = work(&mut remarks);
        // Nobody may be listening any more.
        let _ = tell.send((seen, remarks));
    });
    match told.recv_timeout(patience) {
        Ok((seen, more)) => {
            remarks.extend(more);
            Some(seen)
        }
        Err(RecvTimeoutError::Timeout) => None,
        // It told nothing and is over: a fault of ours is not one of the file system.
        Err(RecvTimeoutError::Disconnected) => {
            worker.join().map_or_else(|panic| resume_unwind(panic), |()| None)
        }
    }
}

fn late(patience: Duration) -> String {
    format!(
        "it did not answer within {} s: is it on a network file system whose server is gone?",
        patience.as_secs()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_answer_is_left_behind_and_what_does_keeps_its_remarks() {
        let mut remarks = Vec::new();
        let (_never, waits) = channel::<()>();
        let seen = within(Duration::from_millis(1), &mut remarks, move |remarks| {
            remarks.push("too late".to_owned());
            waits.recv().is_ok()
        });
        assert_eq!((seen, remarks.len()), (None, 0));
        let seen = within(Duration::from_mins(5), &mut remarks, |remarks| remarks.push("in time".to_owned()));
        assert_eq!((seen, remarks), (Some(()), vec!["in time".to_owned()]));
    }
}
