//! Whether a repository hangs together: no pack of data is read, and yet a lost one is named with the files it costs.
//!
//! It never says that the bytes are sound: only that they are there, in their length, and that every tree closes. A
//! repository from which packs are being removed meanwhile (`restic prune`) may seem to lack them: look again then.

use std::{collections::BTreeMap, fmt};

use super::{
    Affected, FileError, Folder, Id, Index, Listed, Opened, Snapshots, affected,
    graph::{BrokenTree, Graph, Hurt},
    load::Broken,
};
use crate::ReadError;

/// What the structure of a repository tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Structure {
    /// Packs that the index lists.
    pub packs: u64,
    /// Bytes of all files under `data/`.
    pub bytes: u64,
    /// Packs that no index lists. The first [`Structure::UNLISTED`] are among the faults.
    pub unlisted: u64,
    /// Blobs that the index lists, each place counted.
    pub blobs: u64,
    /// Folders' trees that could be read.
    pub trees: u64,
    /// Snapshots, as far as they could be read.
    pub snapshots: Snapshots,
    /// What is wrong, the worst first.
    pub faults: Vec<Fault>,
    /// What is there without need: no fault.
    pub spare: Spare,
}

impl Structure {
    /// As many packs that no index lists are named.
    pub const UNLISTED: usize = 1000;
}

/// Something wrong with one file of the repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Its path in the repository.
    pub file: String,
    /// What is wrong.
    pub kind: FaultKind,
    /// What cannot be restored because of it.
    pub affected: Affected,
}

/// How much a fault matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Something that a snapshot holds cannot be restored.
    Loss,
    /// Nothing is lost as far as can be seen, and something is damaged or may soon be lost.
    Risk,
    /// Worth a look: a backup that was broken off, or is under way, leaves this behind.
    Note,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// A pack that the index lists is not there.
    PackMissing {
        /// Bytes it must have.
        expected: u64,
    },
    /// A pack is shorter than what the index says lies in it.
    PackTruncated {
        /// Bytes it must have.
        expected: u64,
        /// Bytes it has.
        found: u64,
    },
    /// A pack is longer than what the index says lies in it.
    PackTooLong {
        /// Bytes it must have.
        expected: u64,
        /// Bytes it has.
        found: u64,
    },
    /// A pack is in no index.
    PackUnlisted {
        /// Bytes it has.
        bytes: u64,
    },
    /// A file among the packs is not named like one.
    NotAPack,
    /// An index file cannot be read.
    IndexUnreadable(ReadError),
    /// A snapshot cannot be read.
    SnapshotUnreadable(ReadError),
    /// Snapshots need what no index lists.
    Unlisted,
    /// A folder's tree is there and cannot be read.
    TreeDamaged {
        /// Its name.
        tree: Id,
        /// Where in the pack it begins.
        offset: u32,
        /// Why, in lower case.
        reason: String,
    },
    /// A tree holds names that would lead out of their folder, or a root.
    NameLeaves,
    /// There are more names than are looked through: part of the trees was left out.
    TooMany,
}

/// What is there without need.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spare {
    /// Listed blobs that no snapshot needs; unknown where something is lost or damaged.
    pub unneeded: Option<Amount>,
    /// Copies of blobs beyond the first.
    pub repeated: Amount,
    /// Index files that another one replaces, and that are still there.
    pub obsolete: Vec<Id>,
}

/// Blobs and their bytes as stored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Amount {
    /// How many.
    pub blobs: u64,
    /// Bytes as stored.
    pub bytes: u64,
}

impl Fault {
    /// How much it matters.
    pub fn weight(&self) -> Weight {
        match self.kind {
            FaultKind::PackUnlisted { .. } | FaultKind::NotAPack => Weight::Note,
            FaultKind::SnapshotUnreadable(_) => Weight::Loss,
            _ if self.affected.is_nothing() => Weight::Risk,
            _ => Weight::Loss,
        }
    }

    /// What can be done about it, in one sentence.
    pub fn help(&self) -> &'static str {
        match &self.kind {
            FaultKind::PackMissing { .. }
            | FaultKind::PackTruncated { .. }
            | FaultKind::PackTooLong { .. } => {
                "Bring the pack back, byte for byte, from another copy; if there is none, back up the named paths again."
            }
            FaultKind::PackUnlisted { .. } => {
                "If no backup is running, `restic prune` removes it; if an index was lost, `restic repair index` lists it."
            }
            FaultKind::NotAPack => {
                "restic did not write this file, or was broken off: look at it, then remove it."
            }
            FaultKind::IndexUnreadable(_) => {
                "Bring the index back from another copy, or run `restic repair index`."
            }
            FaultKind::SnapshotUnreadable(error) => error.mend,
            FaultKind::Unlisted => {
                "Bring the missing index back from another copy, or run `restic repair index`."
            }
            FaultKind::TreeDamaged { .. } => {
                "Bring the pack back, byte for byte, from another copy, and back up again."
            }
            FaultKind::NameLeaves => "restic does not write such names: look at who wrote these snapshots.",
            FaultKind::TooMany => "Check this repository with restic itself.",
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = &self.file;
        match &self.kind {
            FaultKind::PackMissing { expected } => {
                write!(f, "the pack {file} ({expected} bytes) is not there")
            }
            FaultKind::PackTruncated { expected, found } => {
                write!(f, "the pack {file} is truncated: it has {found} of {expected} bytes")
            }
            FaultKind::PackTooLong { expected, found } => {
                write!(f, "the pack {file} is too long: it has {found} bytes and should have {expected}")
            }
            FaultKind::PackUnlisted { bytes } => write!(f, "the pack {file} ({bytes} bytes) is in no index"),
            FaultKind::NotAPack => write!(f, "the file {file} is not named like a pack"),
            FaultKind::IndexUnreadable(error) | FaultKind::SnapshotUnreadable(error) => error.fmt(f),
            FaultKind::Unlisted => write!(f, "snapshots need what no file in {file} lists"),
            FaultKind::TreeDamaged { tree, offset, reason } => {
                write!(
                    f,
                    "the list of a folder ({}) at byte {offset} of {file} is damaged: {reason}",
                    tree.short()
                )
            }
            FaultKind::NameLeaves => write!(f, "a name in {file} leads out of its folder"),
            FaultKind::TooMany => write!(f, "{file} holds more names than are looked through"),
        }
    }
}

/// See [`Opened::structure`]. Snapshots are read before the index, and the index before the packs are listed: what is
/// written meanwhile is then not taken for lost.
pub(super) fn check(opened: &Opened<'_>) -> Result<Structure, FileError> {
    let snapshots = opened.snapshots()?;
    let index = opened.index()?;
    let data = Data::list(opened)?;
    let mut faults = data.faults(index);
    let bad: Vec<bool> =
        index.packs.iter().zip(0..).map(|(id, number)| data.is_bad(index, *id, number)).collect();
    let mut graph = Graph::build(opened, index, &bad);
    let mut traced = affected::trace(opened, &mut graph, &snapshots.read)?;
    faults.extend(broken_trees(index, &graph));
    attach(index, &mut faults, &mut traced);
    faults.extend(
        index.faults.iter().map(|error| plain(&error.file, FaultKind::IndexUnreadable(error.clone()))),
    );
    faults.extend(
        snapshots.faults.iter().map(|error| plain(&error.file, FaultKind::SnapshotUnreadable(error.clone()))),
    );
    if graph.cut {
        faults.push(plain("data/", FaultKind::TooMany));
    }
    let mut spare = spare(index, &graph, &snapshots);
    if faults.iter().any(|fault| fault.weight() != Weight::Note) {
        spare.unneeded = None;
    }
    faults.sort_by(|left, right| {
        (left.weight(), &left.file, &left.kind).cmp(&(right.weight(), &right.file, &right.kind))
    });
    Ok(Structure {
        packs: index.packs.len() as u64,
        bytes: data.bytes,
        unlisted: data.unlisted(index).count() as u64,
        blobs: index.blobs().len() as u64,
        trees: graph.trees.len() as u64,
        spare,
        snapshots,
        faults,
    })
}

/// What lies under `data/`.
struct Data {
    packs: BTreeMap<Id, u64>,
    strange: Vec<String>,
    bytes: u64,
}

impl Data {
    fn list(opened: &Opened<'_>) -> Result<Self, FileError> {
        let mut data = Self { packs: BTreeMap::new(), strange: Vec::new(), bytes: 0 };
        for Listed { name, bytes } in opened.files.list(Folder::Data)? {
            data.bytes = data.bytes.saturating_add(bytes);
            match name.parse() {
                Ok(id) => drop(data.packs.insert(id, bytes)),
                Err(_) => data.strange.push(name),
            }
        }
        data.strange.sort();
        data.strange.truncate(Affected::SHOWN);
        Ok(data)
    }

    fn is_bad(&self, index: &Index, id: Id, number: u32) -> bool {
        self.packs.get(&id).is_none_or(|&found| found < index.expected_bytes(number))
    }

    fn unlisted<'d>(&'d self, index: &'d Index) -> impl Iterator<Item = (&'d Id, &'d u64)> {
        self.packs.iter().filter(|(id, _)| index.number(id).is_none())
    }

    fn faults(&self, index: &Index) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (id, number) in index.packs.iter().zip(0..) {
            let expected = index.expected_bytes(number);
            let kind = match self.packs.get(id) {
                None => FaultKind::PackMissing { expected },
                Some(&found) if found < expected => FaultKind::PackTruncated { expected, found },
                Some(&found) if found > expected => FaultKind::PackTooLong { expected, found },
                Some(_) => continue,
            };
            faults.push(plain(&path(*id), kind));
        }
        for (id, &bytes) in self.unlisted(index).take(Structure::UNLISTED) {
            faults.push(plain(&path(*id), FaultKind::PackUnlisted { bytes }));
        }
        faults.extend(self.strange.iter().map(|name| plain(&Folder::Data.path(name), FaultKind::NotAPack)));
        faults
    }
}

fn path(pack: Id) -> String {
    Folder::Data.path(&pack.to_string())
}

fn plain(file: &str, kind: FaultKind) -> Fault {
    Fault { file: file.to_owned(), kind, affected: Affected::default() }
}

fn broken_trees<'g>(index: &'g Index, graph: &'g Graph) -> impl Iterator<Item = Fault> {
    graph.broken.iter().map(|BrokenTree { pack, offset, id, why }| {
        let reason = match why {
            Broken::Unread(error) => error.problem.to_string(),
            Broken::Blob(reason) => (*reason).to_owned(),
        };
        plain(
            &path(index.packs[*pack as usize]),
            FaultKind::TreeDamaged { tree: *id, offset: *offset, reason },
        )
    })
}

/// Hands every fault of a pack what it costs; what is lost for another reason becomes a fault of its own.
fn attach(index: &Index, faults: &mut Vec<Fault>, traced: &mut BTreeMap<Hurt, Affected>) {
    let by_path: BTreeMap<String, Affected> = traced
        .iter()
        .filter_map(|(hurt, affected)| match hurt {
            Hurt::Pack(number) => Some((path(index.packs[*number as usize]), affected.clone())),
            Hurt::Unlisted | Hurt::Name => None,
        })
        .collect();
    for fault in faults.iter_mut() {
        if let Some(affected) = by_path.get(&fault.file) {
            fault.affected = affected.clone();
        }
    }
    for (hurt, file, kind) in
        [(Hurt::Unlisted, "index/", FaultKind::Unlisted), (Hurt::Name, "data/", FaultKind::NameLeaves)]
    {
        if let Some(affected) = traced.remove(&hurt) {
            faults.push(Fault { file: file.to_owned(), kind, affected });
        }
    }
}

fn spare(index: &Index, graph: &Graph, snapshots: &Snapshots) -> Spare {
    let mut spare = Spare { obsolete: index.obsolete.clone(), ..Spare::default() };
    let needed = graph.needed(index, snapshots.read.iter().map(|snapshot| snapshot.tree));
    let mut unneeded = Amount::default();
    for (place, blob) in (0..).zip(index.blobs()) {
        let first = index.find(blob.kind, blob.id).next().unwrap_or(place);
        if first != place {
            spare.repeated.add(blob.length);
        } else if !index.find(blob.kind, blob.id).any(|copy| needed[copy as usize]) {
            unneeded.add(blob.length);
        }
    }
    spare.unneeded = Some(unneeded);
    spare
}

impl Amount {
    fn add(&mut self, bytes: u32) {
        self.blobs += 1;
        self.bytes += u64::from(bytes);
    }
}
