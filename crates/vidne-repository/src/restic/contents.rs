//! What a snapshot holds: every path, from its root.
//!
//! It never gives a path that leads out of the snapshot, and never more than it was allowed to.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::atomic::{AtomicU64, Ordering},
};

use super::{
    Blob, BlobKind, FileError, Id, Index, Opened, Snapshot,
    load::{self, Broken, Room},
    pool,
    tree::{Kind, Node},
};

/// How much a listing may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Paths, folders among them.
    pub entries: usize,
    /// Folders inside folders.
    pub depth: usize,
    /// Bytes of all paths together.
    pub path_bytes: u64,
}

impl Default for Limits {
    /// Two million paths of half a gigabyte, 4096 deep.
    fn default() -> Self {
        Self { entries: 2_000_000, depth: 4096, path_bytes: 512 << 20 }
    }
}

/// What a snapshot holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    /// Absolute paths of everything: files, folders, links, devices. A name that is not UTF-8 stands as restic escapes it.
    pub paths: BTreeSet<String>,
    /// How many of them are regular files.
    pub files: u64,
    /// Bytes of those files together, as the snapshot tells.
    pub bytes: u64,
    /// Where the listing is incomplete: the first [`Contents::SHOWN`], sorted. None: it is complete.
    pub cuts: Vec<Cut>,
}

impl Contents {
    /// Cuts that are named.
    pub const SHOWN: usize = 100;

    /// Whether every path is here.
    pub fn is_whole(&self) -> bool {
        self.cuts.is_empty()
    }
}

/// Why a listing is incomplete.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Cut {
    /// More paths than [`Limits::entries`].
    #[error("it holds more than {0} paths")]
    Entries(usize),
    /// Deeper than [`Limits::depth`].
    #[error("folders lie deeper than {0} in each other")]
    Depth(usize),
    /// Longer than [`Limits::path_bytes`].
    #[error("its paths take more than {0} bytes")]
    PathBytes(u64),
    /// A folder's tree could not be read.
    #[error("the folder {path} cannot be listed: {reason}")]
    Folder {
        /// The folder.
        path: String,
        /// Why, in lower case.
        reason: String,
    },
    /// A name leads out of its folder.
    #[error("a name in the folder {0} leads out of it")]
    Name(String),
}

/// Walks a snapshot folder by folder, one depth at a time: the trees of a depth are read together, each once.
pub(super) fn walk(opened: &Opened<'_>, snapshot: &Snapshot, limits: Limits) -> Result<Contents, FileError> {
    let index = opened.index()?;
    let mut walk = Walk { limits, contents: Contents::default(), path_bytes: 0 };
    let mut level = vec![(snapshot.tree, String::new())];
    for _ in 0..=limits.depth {
        if level.is_empty() {
            return Ok(walk.contents);
        }
        let room = limits.entries.saturating_sub(walk.contents.paths.len());
        let trees = read(opened, index, &level, room);
        let mut below = Vec::new();
        for (id, path) in &level {
            match trees.get(id) {
                Some(Ok(nodes)) => walk.take(path, nodes, &mut below),
                Some(Err(reason)) => walk.folder(path, reason),
                None => walk.folder(path, "its tree is in no index"),
            }
        }
        level = below;
    }
    if !level.is_empty() {
        walk.cut(Cut::Depth(limits.depth));
    }
    Ok(walk.contents)
}

struct Walk {
    limits: Limits,
    contents: Contents,
    path_bytes: u64,
}

impl Walk {
    fn take(&mut self, folder: &str, nodes: &[Light], below: &mut Vec<(Id, String)>) {
        for node in nodes {
            let Some(name) = &node.name else {
                self.cut(Cut::Name(shown(folder)));
                continue;
            };
            if self.is_full((folder.len() + name.len()) as u64 + 1) {
                return;
            }
            let path = format!("{folder}/{name}");
            match node.kind {
                Kind::File => (self.contents.files, self.contents.bytes) = self.with(node.size),
                Kind::Folder(Some(tree)) => below.push((tree, path.clone())),
                Kind::Folder(None) => self.folder(&path, "it has no tree"),
                Kind::Other => {}
            }
            self.path_bytes += path.len() as u64;
            self.contents.paths.insert(path);
        }
    }

    fn with(&self, size: u64) -> (u64, u64) {
        (self.contents.files + 1, self.contents.bytes.saturating_add(size))
    }

    fn is_full(&mut self, more: u64) -> bool {
        if self.contents.paths.len() >= self.limits.entries {
            self.cut(Cut::Entries(self.limits.entries));
            return true;
        }
        if self.path_bytes + more > self.limits.path_bytes {
            self.cut(Cut::PathBytes(self.limits.path_bytes));
            return true;
        }
        false
    }

    fn folder(&mut self, path: &str, reason: &str) {
        self.cut(Cut::Folder { path: shown(path), reason: reason.to_owned() });
    }

    fn cut(&mut self, cut: Cut) {
        if let Err(at) = self.contents.cuts.binary_search(&cut)
            && self.contents.cuts.len() < Contents::SHOWN
        {
            self.contents.cuts.insert(at, cut);
        }
    }
}

fn shown(path: &str) -> String {
    if path.is_empty() { "/".to_owned() } else { path.to_owned() }
}

/// What a listing needs of a node.
struct Light {
    name: Option<Box<str>>,
    kind: Kind,
    size: u64,
}

impl From<Node> for Light {
    fn from(node: Node) -> Self {
        Self { name: node.name.ok().map(Into::into), kind: node.kind, size: node.size }
    }
}

type Read = HashMap<Id, Result<Vec<Light>, String>>;

/// The trees of one depth, at most `room` nodes in all; what has no room is left empty, since the listing is full by then.
/// A tree whose first copy cannot be read is looked for in its other copies.
fn read(opened: &Opened<'_>, index: &Index, level: &[(Id, String)], room: usize) -> Read {
    let count = AtomicU64::new(0);
    let mut found = Read::new();
    for copy in 0..COPIES {
        let packs = by_pack(
            index,
            level.iter().map(|(id, _)| *id).filter(|id| !matches!(found.get(id), Some(Ok(_)))),
            copy,
        );
        let parts = pool::each(opened.workers, &packs, Room::new, |space, blobs| {
            let mut part = Vec::new();
            load::trees(opened, index.packs[blobs[0].pack as usize], blobs, space, |blob, nodes| {
                let nodes =
                    nodes.map(|nodes| lighten(nodes, room as u64, &count)).map_err(|why| reason(blob, &why));
                part.push((blob.id, nodes));
            });
            part
        });
        if parts.is_empty() {
            break;
        }
        found.extend(parts.into_iter().flatten());
    }
    found
}

/// One node more than there is room for is kept, so that the listing notices.
fn lighten(mut nodes: Vec<Node>, room: u64, count: &AtomicU64) -> Vec<Light> {
    let before = count.fetch_add(nodes.len() as u64, Ordering::Relaxed);
    let left = (room + 1).saturating_sub(before).max(1);
    nodes.truncate(usize::try_from(left).unwrap_or(usize::MAX));
    nodes.into_iter().map(Light::from).collect()
}

fn reason(blob: &Blob, why: &Broken) -> String {
    match why {
        Broken::Unread(error) => error.to_string(),
        Broken::Blob(reason) => {
            format!("the tree {} at byte {} of its pack is damaged: {reason}", blob.id.short(), blob.offset)
        }
    }
}

fn by_pack(index: &Index, ids: impl Iterator<Item = Id>, copy: usize) -> Vec<Vec<&Blob>> {
    let mut packs: BTreeMap<u32, BTreeSet<&Blob>> = BTreeMap::new();
    for id in ids {
        if let Some(place) = index.find(BlobKind::Tree, id).nth(copy) {
            let blob = &index.blobs()[place as usize];
            packs.entry(blob.pack).or_default().insert(blob);
        }
    }
    packs.into_values().map(|blobs| blobs.into_iter().collect()).collect()
}

/// Copies of one tree that are tried.
const COPIES: usize = 4;
