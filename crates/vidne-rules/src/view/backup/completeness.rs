//! Is everything in a copy that must be: the declared scope, required items, what programs have open in production?
//!
//! What is not in a list that was cut is not called absent. Where a file may be younger than the snapshot, or may have been gone
//! before it, that is said.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    ops::Bound,
};

use jiff::Timestamp;
use vidne_model::{
    declared::{Backup, BackupTool, Copy, RequiredItem},
    observed::{BackupLook, HostLook, OpenFile},
};

use super::{
    Blank, Recency,
    scope::{folder_of, in_scope, is_below, is_left_out, is_no_file, is_of_files, is_program},
    track::{After, Listed},
};
use crate::view::View;

/// The answer.
#[derive(Debug, Clone)]
pub(crate) enum Completeness<'a> {
    /// Everything that was laid beside it is in it.
    Whole { listed: Listed<'a>, beside: Beside<'a> },
    /// Something is not.
    Lacks { listed: Listed<'a>, lacks: Lacks<'a>, beside: Beside<'a> },
    /// Something is not in the list, but the list is not whole.
    Cut { listed: Listed<'a>, lacks: Lacks<'a>, why: &'a str },
    /// Not one name begins as those of what must be in it do, and nothing tells at which folder its names begin.
    Elsewhere { listed: Listed<'a> },
    /// No snapshot is of the machine that is declared.
    OfAnother { look: &'a BackupLook, seen: &'a str },
    /// No look tells.
    Unknown(Blank<'a>),
}

/// What the machine itself was laid beside the snapshot.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Beside<'a> {
    /// Its open files.
    Open(&'a HostLook),
    /// Nothing: nobody has looked what its programs have open.
    Nothing,
    /// Nothing: the backup is one of databases.
    Databases,
}

/// What is not in a snapshot.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lacks<'a> {
    /// Entries of the declared scope.
    pub(crate) scope: Vec<&'a str>,
    pub(crate) items: Vec<&'a RequiredItem>,
    /// Files that were open before and after it was made.
    pub(crate) open: Vec<&'a OpenFile>,
    /// Files that were seen open either before or after, and so may not have been there.
    pub(crate) perhaps: Vec<&'a OpenFile>,
}

impl<'a> Lacks<'a> {
    pub(crate) fn is_nothing(&self) -> bool {
        self.count() == 0
    }

    pub(crate) fn count(&self) -> usize {
        self.scope.len() + self.items.len() + self.open.len() + self.perhaps.len()
    }

    /// Each by its path, the surest first.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &'a str> {
        let items = self.items.iter().map(|item| item.path.as_str());
        let open = self.open.iter().chain(&self.perhaps).map(|file| file.path.as_str());
        self.scope.iter().copied().chain(items).chain(open)
    }

    /// Whether all of it may have come after the snapshot, or gone before.
    pub(crate) fn is_unsure(&self) -> bool {
        self.count() == self.perhaps.len()
    }
}

impl<'a> View<'a> {
    /// Whether everything that must be is in the newest snapshots of a copy whose contents were listed.
    pub(crate) fn completeness(&self, backup: &'a Backup, copy: &'a Copy) -> Completeness<'a> {
        let mut newest = self.listed_contents(backup, copy);
        let Some(listed) = newest.first().copied() else {
            return match self.recency(backup, copy) {
                Recency::OfAnother { newest, seen } => Completeness::OfAnother { look: newest.look, seen },
                _ => Completeness::Unknown(self.blank(backup, copy)),
            };
        };
        // What another job left behind and no longer feeds does not stand in for what must be there today.
        newest.retain(|each| each.time == listed.time || backup.due_after(each.time) > each.shown.at);
        let newest = not_replaced(newest);
        let has = |entry: &str| newest.iter().any(|each| each.holds(entry));
        let mut lacks = Lacks {
            scope: backup.scope.iter().map(String::as_str).filter(|entry| !has(entry)).collect(),
            items: self.items_for(backup).filter(|item| !has(&item.path)).collect(),
            ..Lacks::default()
        };
        let beside = self.compare_open(backup, &newest, &mut lacks);
        lacks.scope.retain(|entry| !lacks.items.iter().any(|item| item.path == *entry));
        let cut_short = self.after(backup, copy).and_then(After::cut_short);
        let cut = newest.iter().find_map(|each| each.contents.cut.as_deref());
        match (cut, cut_short) {
            (_, Some(blank)) if lacks.is_nothing() => Completeness::Unknown(blank),
            (_, None) if lacks.is_nothing() => Completeness::Whole { listed, beside },
            (Some(why), _) => Completeness::Cut { listed, lacks, why },
            (None, _) if self.may_begin_elsewhere(backup, &newest) => Completeness::Elsewhere { listed },
            (None, _) => Completeness::Lacks { listed, lacks, beside },
        }
    }

    /// The newest lists of contents, one of each series of snapshots, the newest first. In restic a snapshot is named after what
    /// is in it: what another copy ever told of a snapshot with that name is true of this one, too.
    pub(crate) fn listed_contents(&self, backup: &'a Backup, copy: &'a Copy) -> Vec<Listed<'a>> {
        let Some(after) = self.after(backup, copy) else { return Vec::new() };
        let here: BTreeSet<&str> = match (backup.tool, after.listed) {
            (BackupTool::Restic, Some(look)) => look.snapshots.iter().map(|each| each.id.as_str()).collect(),
            _ => BTreeSet::new(),
        };
        let own = || after.contents.iter().copied();
        if backup.tool != BackupTool::Restic {
            // What makes a series is not told: the look itself listed the newest of each.
            let mut listed: Vec<_> = own().collect();
            listed.sort_by_key(|each| Reverse(each.time));
            return listed;
        }
        let others = backup.copies.iter().filter(|other| other.id != copy.id && !here.is_empty());
        let others = others.flat_map(|other| self.history(backup, other));
        let others = others.flat_map(|after| after.contents.iter().copied());
        let same = others.filter(|listed| here.contains(listed.contents.snapshot.as_str()));
        // Of two that are of the same instant a whole list counts first, then its own.
        let rank = |listed: &Listed<'_>| (listed.time, listed.contents.cut.is_none());
        let mut known = BTreeMap::new();
        for listed in same.chain(own()) {
            let held = known.entry(listed.contents.snapshot.as_str()).or_insert(listed);
            if rank(held) <= rank(&listed) {
                *held = listed;
            }
        }
        let mut newest = BTreeMap::new();
        for listed in known.into_values() {
            let held = newest.entry(listed.series()).or_insert(listed);
            if rank(held) <= rank(&listed) {
                *held = listed;
            }
        }
        let mut newest: Vec<_> = newest.into_values().collect();
        newest.sort_by_key(|each| Reverse(each.time));
        for listed in &mut newest {
            let is_here = here.contains(listed.contents.snapshot.as_str());
            listed.shown =
                after.listed.filter(|look| is_here && look.at > listed.look.at).unwrap_or(listed.look);
        }
        newest
    }

    /// Whether names may begin at another folder than the root: neither the tool nor the declaration tells, and no snapshot of this
    /// backup ever held a folder of the root that something that must be in it lies in.
    fn may_begin_elsewhere(&self, backup: &'a Backup, newest: &[Listed<'a>]) -> bool {
        let is_untold = match backup.tool {
            BackupTool::Borg | BackupTool::Folder | BackupTool::Tar => backup.relative_to.is_none(),
            BackupTool::Restic | BackupTool::PgBackRest => false,
        };
        let is_empty = |each: &Listed<'_>| each.contents.paths.is_empty();
        if !is_untold || newest.iter().all(is_empty) {
            return false;
        }
        let items = self.items_for(backup).map(|item| &item.path);
        let tops: BTreeSet<String> = backup.scope.iter().chain(items).map(|path| top_of(path)).collect();
        let looks = backup.copies.iter().flat_map(|copy| self.history(backup, copy));
        let mut ever = looks.flat_map(|after| after.contents.iter());
        !ever.any(|each| tops.iter().any(|top| each.holds(top)))
    }

    /// Required items that this backup must hold: those in its scope, and those that no backup of the machine has in its scope.
    fn items_for(&self, backup: &'a Backup) -> impl Iterator<Item = &'a RequiredItem> {
        let items = self.declared.required_items.iter().filter(|_| is_of_files(backup));
        let here = items.filter(|item| item.hosts.contains(&backup.of) && self.holds(&item.period));
        here.filter(|item| self.is_for(backup, &item.path))
    }

    fn is_for(&self, backup: &Backup, path: &str) -> bool {
        in_scope(backup, path) || !self.backups_of(&backup.of).any(|other| in_scope(other, path))
    }

    fn compare_open(&self, backup: &'a Backup, listed: &[Listed<'a>], lacks: &mut Lacks<'a>) -> Beside<'a> {
        if !is_of_files(backup) {
            return Beside::Databases;
        }
        let Some((newest, files, _)) = self.looks_at_open(&backup.of).next() else { return Beside::Nothing };
        let earlier: BTreeMap<Timestamp, BTreeSet<&str>> =
            listed.iter().map(|each| (each.time, self.open_before(backup, each.time))).collect();
        let times = times(backup, listed);
        let absent = files.iter().filter(|file| {
            !listed.iter().any(|each| each.has(&file.path)) && self.is_wanted(backup, &file.path)
        });
        let mut told = BTreeSet::new();
        for file in absent.filter(|file| told.insert(file.path.as_str())) {
            let made = times.iter().filter(|(entry, _)| is_below(&file.path, entry)).map(|(_, time)| *time);
            let made = made.max().or_else(|| listed.iter().map(|each| each.time).min());
            let was_open = |made: Timestamp| {
                lies_between(newest.at, made)
                    && earlier.get(&made).is_some_and(|open| open.contains(file.path.as_str()))
            };
            if made.is_some_and(was_open) {
                lacks.open.push(file);
            } else {
                lacks.perhaps.push(file);
            }
        }
        // What is told as an item already is not told again as a file that is open.
        let items: BTreeSet<&str> = lacks.items.iter().map(|item| item.path.as_str()).collect();
        lacks.open.retain(|file| !items.contains(file.path.as_str()));
        lacks.perhaps.retain(|file| !items.contains(file.path.as_str()));
        Beside::Open(newest)
    }

    /// What programs had open at the last look before that instant.
    fn open_before(&self, backup: &'a Backup, at: Timestamp) -> BTreeSet<&'a str> {
        let before = self.looks_at_open(&backup.of).find(|(look, ..)| look.at <= at);
        before.into_iter().flat_map(|(_, files, _)| files).map(|file| file.path.as_str()).collect()
    }

    /// Whether an open file must be in this backup: it lies in its scope, beside a required item, or where declared data lie.
    fn is_wanted(&self, backup: &Backup, path: &str) -> bool {
        if is_no_file(path) || is_left_out(backup, path) {
            return false;
        }
        in_scope(backup, path)
            || !is_program(path) && self.is_beside(backup, path) && self.is_for(backup, path)
    }

    fn is_beside(&self, backup: &Backup, path: &str) -> bool {
        let folder = folder_of(path);
        let items = self.declared.required_items.iter();
        let mut items = items.filter(|item| item.hosts.contains(&backup.of) && self.holds(&item.period));
        let storages = self.declared.host(&backup.of).map_or(&[][..], |host| &host.storages);
        items.any(|item| folder_of(&item.path) == folder || is_below(path, &item.path))
            || storages.iter().any(|storage| is_below(path, &storage.path))
    }
}

/// The folder of the root that a path lies in, or is.
fn top_of(path: &str) -> String {
    format!("/{}", path.split('/').find(|part| !part.is_empty()).unwrap_or_default())
}

/// Those whose job no newer one replaces, of lists with the newest first. A job that takes in some of what an earlier one took in is
/// the same job with another scope: what it leaves out is left out since then.
fn not_replaced(newest: Vec<Listed<'_>>) -> Vec<Listed<'_>> {
    let mut kept: Vec<Listed<'_>> = Vec::new();
    for each in newest {
        let (host, paths) = each.series();
        let is_replaced = kept.iter().any(|newer| {
            let (other, taken) = newer.series();
            let overlaps =
                |path: &String| taken.iter().any(|other| is_below(path, other) || is_below(other, path));
            // Where a job is started from elsewhere its paths read otherwise, and its files do not.
            host == other
                && !paths.is_empty()
                && (paths.iter().any(overlaps) || share_a_file(&newer.contents.paths, &each.contents.paths))
        });
        if !is_replaced {
            kept.push(each);
        }
    }
    kept
}

/// Whether two lists have anything in common but folders.
fn share_a_file(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let (fewer, more) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let is_folder = |path: &String| holds_more(fewer, path) || holds_more(more, path);
    fewer.iter().any(|path| more.contains(path) && !is_folder(path))
}

/// Whether a list holds anything below a path.
fn holds_more(paths: &BTreeSet<String>, path: &str) -> bool {
    let below = format!("{}/", path.trim_end_matches('/'));
    let after = (Bound::Included(below.as_str()), Bound::Unbounded);
    paths.range::<str, _>(after).next().is_some_and(|next| next.starts_with(&below))
}

/// When the newest snapshot that holds an entry of the scope was made.
fn times<'a>(backup: &'a Backup, listed: &[Listed<'_>]) -> Vec<(&'a str, Timestamp)> {
    let newest = |entry: &'a String| {
        let mut holding = listed.iter().filter(|each| each.holds(entry));
        holding.next().map(|each| (entry.as_str(), each.time))
    };
    backup.scope.iter().filter_map(newest).collect()
}

/// Whether a snapshot was made before the newest look at open files.
fn lies_between(newest: Timestamp, snapshot: Timestamp) -> bool {
    snapshot <= newest
}
