//! All trees of a repository as one graph, and what in it needs something that cannot be had.
//!
//! It never keeps a name of anything sound but a folder, never follows a circle, and never grows past [`MOST_LINKS`].

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::atomic::{AtomicU64, Ordering},
};

use super::{
    Blob, BlobKind, Id, Index, Opened,
    load::{self, Broken, Room},
    pool,
    tree::{Kind, Node},
};

/// Why something in a tree cannot be restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hurt {
    /// It lies in this pack, by number, which cannot be relied upon.
    Pack(u32),
    /// It is in no index.
    Unlisted,
    /// Its name would lead out of its folder.
    Name,
}

/// One folder.
#[derive(Debug)]
pub(super) struct Tree {
    /// Sub-folders: name and tree.
    pub(super) folders: Vec<(Box<str>, Id)>,
    /// What cannot be restored: name and why.
    pub(super) hurt: Vec<(Box<str>, Hurt)>,
    /// Places in the index of the pieces of its files.
    used: Vec<u32>,
    /// Its own place in the index.
    place: u32,
}

/// A tree that is listed and could not be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct BrokenTree {
    /// Its pack, by number.
    pub(super) pack: u32,
    /// Where it begins in the pack.
    pub(super) offset: u32,
    /// Its name.
    pub(super) id: Id,
    /// Why.
    pub(super) why: Broken,
}

/// All folders of a repository.
#[derive(Debug, Default)]
pub(super) struct Graph {
    /// The trees that could be read.
    pub(super) trees: Vec<Tree>,
    /// The trees that could not, sorted.
    pub(super) broken: Vec<BrokenTree>,
    /// Whether [`MOST_LINKS`] was reached, and trees were left out.
    pub(super) cut: bool,
    numbers: HashMap<Id, u32>,
}

impl Graph {
    /// Reads every tree that does not lie in a pack of `bad` (by number).
    pub(super) fn build(opened: &Opened<'_>, index: &Index, bad: &[bool]) -> Self {
        let packs: Vec<Vec<&Blob>> = tree_packs(index, bad);
        let links = AtomicU64::new(0);
        let read = pool::each(opened.workers, &packs, Room::new, |room, blobs| {
            let mut part = Part::default();
            let pack = index.packs[blobs[0].pack as usize];
            load::trees(opened, pack, blobs, room, |blob, nodes| part.take(index, bad, blob, nodes, &links));
            part
        });
        let mut graph = Self::default();
        for part in read {
            graph.add(part);
        }
        graph.broken.sort();
        graph
    }

    /// The number of a tree.
    pub(super) fn number(&self, id: Id) -> Option<u32> {
        self.numbers.get(&id).copied()
    }

    /// Why a tree is not here.
    pub(super) fn absent(index: &Index, id: Id) -> Hurt {
        let place = index.find(BlobKind::Tree, id).next();
        place.map_or(Hurt::Unlisted, |at| Hurt::Pack(index.blobs()[at as usize].pack))
    }

    /// Everything that cannot be restored, by reason: the trees where it stands. Folders whose tree is not here stand
    /// in the tree above them from now on.
    pub(super) fn link(&mut self, index: &Index) -> BTreeMap<Hurt, Vec<u32>> {
        let mut hurts: BTreeMap<Hurt, Vec<u32>> = BTreeMap::new();
        for number in 0..self.trees.len() {
            let missing: Vec<(Box<str>, Hurt)> = self.trees[number]
                .folders
                .iter()
                .filter(|(_, id)| !self.numbers.contains_key(id))
                .map(|(name, id)| (name.clone(), Self::absent(index, *id)))
                .collect();
            let tree = &mut self.trees[number];
            tree.hurt.extend(missing);
            for (_, hurt) in &tree.hurt {
                let trees = hurts.entry(*hurt).or_default();
                let number = u32::try_from(number).expect("no more trees than blobs");
                if trees.last() != Some(&number) {
                    trees.push(number);
                }
            }
        }
        hurts
    }

    /// For each tree the trees above it.
    pub(super) fn parents(&self) -> Vec<Vec<u32>> {
        let mut parents = vec![Vec::new(); self.trees.len()];
        for (number, tree) in (0..).zip(&self.trees) {
            for child in tree.folders.iter().filter_map(|(_, id)| self.number(*id)) {
                parents[child as usize].push(number);
            }
        }
        parents
    }

    /// Marks what these roots need, by place in the index.
    pub(super) fn needed(&self, index: &Index, roots: impl Iterator<Item = Id>) -> Vec<bool> {
        let mut needed = vec![false; index.blobs().len()];
        let mut seen = vec![false; self.trees.len()];
        let mut open: Vec<u32> = roots.filter_map(|id| self.number(id)).collect();
        while let Some(number) = open.pop() {
            if std::mem::replace(&mut seen[number as usize], true) {
                continue;
            }
            let tree = &self.trees[number as usize];
            needed[tree.place as usize] = true;
            tree.used.iter().for_each(|&place| needed[place as usize] = true);
            open.extend(tree.folders.iter().filter_map(|(_, id)| self.number(*id)));
        }
        needed
    }

    fn add(&mut self, part: Part) {
        self.broken.extend(part.broken);
        self.cut |= part.cut;
        for (id, tree) in part.trees {
            let number = u32::try_from(self.trees.len()).expect("no more trees than blobs");
            if *self.numbers.entry(id).or_insert(number) == number {
                self.trees.push(tree);
            }
        }
    }
}

/// What one pack gives.
#[derive(Default)]
struct Part {
    trees: Vec<(Id, Tree)>,
    broken: Vec<BrokenTree>,
    cut: bool,
}

impl Part {
    fn take(
        &mut self,
        index: &Index,
        bad: &[bool],
        blob: &Blob,
        nodes: Result<Vec<Node>, Broken>,
        links: &AtomicU64,
    ) {
        let (pack, offset, id) = (blob.pack, blob.offset, blob.id);
        let nodes = match nodes {
            Ok(nodes) => nodes,
            Err(why) => return self.broken.push(BrokenTree { pack, offset, id, why }),
        };
        let count: usize = nodes.iter().map(|node| 1 + node.content.len()).sum();
        if links.fetch_add(count as u64, Ordering::Relaxed) + count as u64 > MOST_LINKS {
            self.cut = true;
            return;
        }
        let place = index.find(BlobKind::Tree, id).next().unwrap_or(0);
        let mut tree = Tree { folders: Vec::new(), hurt: Vec::new(), used: Vec::new(), place };
        for node in nodes {
            tree.add(index, bad, node);
        }
        tree.used.sort_unstable();
        tree.used.dedup();
        tree.used.shrink_to_fit();
        self.trees.push((id, tree));
    }
}

impl Tree {
    fn add(&mut self, index: &Index, bad: &[bool], node: Node) {
        let Ok(name) = node.name else {
            return self.hurt.push(("(a name that leads out of its folder)".into(), Hurt::Name));
        };
        match node.kind {
            Kind::Folder(Some(id)) => return self.folders.push((name.into(), id)),
            Kind::Folder(None) => return self.hurt.push((name.into(), Hurt::Unlisted)),
            Kind::File | Kind::Other => {}
        }
        let mut hurts = BTreeSet::new();
        for id in node.content {
            match piece(index, bad, id) {
                Ok(place) => self.used.push(place),
                Err(hurt) => drop(hurts.insert(hurt)),
            }
        }
        self.hurt.extend(hurts.into_iter().map(|hurt| (name.as_str().into(), hurt)));
    }
}

/// A place where the piece can be had, or why it cannot. One sound copy is enough.
fn piece(index: &Index, bad: &[bool], id: Id) -> Result<u32, Hurt> {
    let mut first = None;
    for place in index.find(BlobKind::Data, id) {
        let pack = index.blobs()[place as usize].pack;
        if !bad[pack as usize] {
            return Ok(place);
        }
        first.get_or_insert(pack);
    }
    Err(first.map_or(Hurt::Unlisted, Hurt::Pack))
}

fn tree_packs<'i>(index: &'i Index, bad: &[bool]) -> Vec<Vec<&'i Blob>> {
    let trees = |pack: u32| index.blobs_of(pack).iter().filter(|blob| blob.kind == BlobKind::Tree).collect();
    let good = (0..).zip(bad).filter(|(_, bad)| !**bad);
    good.map(|(pack, _)| trees(pack)).filter(|blobs: &Vec<&Blob>| !blobs.is_empty()).collect()
}

/// Names and pieces kept at most, over all trees: some gigabytes.
const MOST_LINKS: u64 = 100_000_000;
