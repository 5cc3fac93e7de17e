//! What a damage costs: the snapshots and paths that need what cannot be had.
//!
//! It never walks a repeated folder twice under one path, and says where it stopped counting.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
};

use super::{
    FileError, Id, Opened, Snapshot,
    graph::{Graph, Hurt},
};

/// What depends on something that cannot be had.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Affected {
    /// The snapshots, oldest first.
    pub snapshots: Vec<Id>,
    /// Up to [`Affected::SHOWN`] paths, sorted; those of the newest snapshots come in first. `/` is a snapshot's root.
    pub paths: Vec<String>,
    /// How many paths there are.
    pub tally: Tally,
}

impl Affected {
    /// Paths that are named.
    pub const SHOWN: usize = 100;

    /// Whether no snapshot needs it.
    pub fn is_nothing(&self) -> bool {
        self.snapshots.is_empty()
    }
}

/// A number of different paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tally {
    /// Every path was counted.
    Exactly(u64),
    /// Counting stopped at a bound.
    AtLeast(u64),
    /// There were too many damages to trace this one.
    NotTraced,
}

impl Default for Tally {
    fn default() -> Self {
        Self::Exactly(0)
    }
}

/// What needs something out of each of these packs.
pub(super) fn by_packs(opened: &Opened<'_>, packs: &[Id]) -> Result<Vec<Affected>, FileError> {
    let index = opened.index()?;
    let mut bad = vec![false; index.packs.len()];
    let numbers: Vec<Option<u32>> = packs.iter().map(|pack| index.number(pack)).collect();
    numbers.iter().flatten().for_each(|&number| bad[number as usize] = true);
    let mut graph = Graph::build(opened, index, &bad);
    let traced = trace(opened, &mut graph, &opened.snapshots()?.read)?;
    let of = |number: &Option<u32>| number.and_then(|number| traced.get(&Hurt::Pack(number)).cloned());
    Ok(numbers.iter().map(|number| of(number).unwrap_or_default()).collect())
}

/// Everything that cannot be restored from one of these snapshots (oldest first), by reason. What no snapshot needs is
/// not here.
pub(super) fn trace(
    opened: &Opened<'_>,
    graph: &mut Graph,
    snapshots: &[Snapshot],
) -> Result<BTreeMap<Hurt, Affected>, FileError> {
    let index = opened.index()?;
    let mut hurts = graph.link(index);
    let rootless: Vec<(Id, Hurt)> = snapshots
        .iter()
        .filter(|snapshot| graph.number(snapshot.tree).is_none())
        .map(|snapshot| (snapshot.id, Graph::absent(index, snapshot.tree)))
        .collect();
    for (_, hurt) in &rootless {
        hurts.entry(*hurt).or_default();
    }
    let parents = if hurts.is_empty() { Vec::new() } else { graph.parents() };
    let mut traced = BTreeMap::new();
    for (hurt, trees) in hurts {
        let affected = if traced.len() < MOST_TRACED {
            let above = above(&parents, &trees);
            Trace { graph, hurt, above: &above }.run(snapshots, &rootless)
        } else {
            Affected { tally: Tally::NotTraced, ..Affected::default() }
        };
        if !affected.is_nothing() || affected.tally == Tally::NotTraced {
            traced.insert(hurt, affected);
        }
    }
    Ok(traced)
}

/// These trees and all above them.
fn above(parents: &[Vec<u32>], trees: &[u32]) -> Vec<bool> {
    let mut marked = vec![false; parents.len()];
    let mut open = trees.to_vec();
    while let Some(number) = open.pop() {
        if !std::mem::replace(&mut marked[number as usize], true) {
            open.extend(&parents[number as usize]);
        }
    }
    marked
}

/// The way from the snapshots down to one damage.
struct Trace<'g> {
    graph: &'g Graph,
    hurt: Hurt,
    above: &'g [bool],
}

impl Trace<'_> {
    fn run(&self, snapshots: &[Snapshot], rootless: &[(Id, Hurt)]) -> Affected {
        let mut found = Found::default();
        let mut ids = Vec::new();
        for snapshot in snapshots.iter().rev() {
            match self.graph.number(snapshot.tree) {
                Some(root) if self.above[root as usize] => self.descend(root, &mut found),
                None if rootless.contains(&(snapshot.id, self.hurt)) => found.path("/".to_owned()),
                _ => continue,
            }
            ids.push(snapshot.id);
        }
        ids.reverse();
        found.affected(ids)
    }

    fn descend(&self, root: u32, found: &mut Found) {
        let mut open = vec![(root, String::new(), 0)];
        while let Some((number, path, depth)) = open.pop() {
            if !found.enter(number, &path, depth) {
                continue;
            }
            let tree = &self.graph.trees[number as usize];
            for (name, _) in tree.hurt.iter().filter(|(_, hurt)| *hurt == self.hurt) {
                found.path(format!("{path}/{name}"));
            }
            for (name, id) in &tree.folders {
                if let Some(child) = self.graph.number(*id).filter(|&child| self.above[child as usize]) {
                    open.push((child, format!("{path}/{name}"), depth + 1));
                }
            }
        }
    }
}

/// What was found so far; other paths are told apart by a hash of 64 bits, which is enough for a count.
#[derive(Default)]
struct Found {
    shown: BTreeSet<String>,
    seen: HashSet<u64>,
    entered: HashSet<u64>,
    stopped: bool,
}

impl Found {
    /// Whether this folder is to be walked under this path.
    fn enter(&mut self, tree: u32, path: &str, depth: usize) -> bool {
        if self.entered.len() >= MOST_STEPS || depth > DEEPEST || path.len() > LONGEST {
            self.stopped = true;
            return false;
        }
        self.entered.insert(hash(&(tree, path)))
    }

    fn path(&mut self, path: String) {
        if self.seen.len() >= MOST_STEPS {
            self.stopped = true;
        } else if self.seen.insert(hash(&path)) && self.shown.len() < Affected::SHOWN {
            self.shown.insert(path);
        }
    }

    fn affected(self, snapshots: Vec<Id>) -> Affected {
        let count = self.seen.len() as u64;
        let tally = if self.stopped { Tally::AtLeast(count) } else { Tally::Exactly(count) };
        Affected { snapshots, paths: self.shown.into_iter().collect(), tally }
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Damages whose paths are looked for; the rest are named without.
const MOST_TRACED: usize = 256;
/// Folders entered and paths counted for one damage, at most.
const MOST_STEPS: usize = 200_000;
/// Folders inside folders, at most.
const DEEPEST: usize = 4096;
/// Bytes of a path, at most.
const LONGEST: usize = 32 << 10;
