//! Is everything in a copy that must be: the declared scope, required items, what programs have open in production?
//!
//! What is not in a list that was cut is not called absent. Where a file may be younger than the snapshot, or may have been gone
//! before it, that is said.

use std::collections::BTreeSet;

use jiff::Timestamp;
use vidne_model::{
    declared::{Backup, BackupTool, Copy, RequiredItem},
    observed::{HostLook, OpenFile},
};

use super::{
    Blank,
    scope::{folder_of, holds, in_scope, is_below, is_left_out, is_no_file, is_of_files, is_program},
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
    /// Whether everything that must be is in the newest snapshot of a copy whose contents were listed.
    pub(crate) fn completeness(&self, backup: &'a Backup, copy: &'a Copy) -> Completeness<'a> {
        let Some(listed) = self.listed_contents(backup, copy) else {
            return Completeness::Unknown(self.blank(backup, copy));
        };
        let paths = &listed.contents.paths;
        let mut lacks = Lacks {
            scope: backup.scope.iter().filter(|entry| !holds(paths, entry)).map(String::as_str).collect(),
            items: self.items_for(backup).filter(|item| !holds(paths, &item.path)).collect(),
            ..Lacks::default()
        };
        let beside = self.compare_open(backup, listed, &mut lacks);
        lacks.scope.retain(|entry| !lacks.items.iter().any(|item| item.path == *entry));
        let cut_short = self.after(backup, copy).and_then(After::cut_short);
        match (&listed.contents.cut, cut_short) {
            (_, Some(blank)) if lacks.is_nothing() => Completeness::Unknown(blank),
            (_, None) if lacks.is_nothing() => Completeness::Whole { listed, beside },
            (Some(why), _) => Completeness::Cut { listed, lacks, why },
            (None, _) => Completeness::Lacks { listed, lacks, beside },
        }
    }

    /// The newest list of contents. In restic a snapshot is named after what is in it: what another copy ever told of a snapshot
    /// with that name is true of this one, too.
    pub(crate) fn listed_contents(&self, backup: &'a Backup, copy: &'a Copy) -> Option<Listed<'a>> {
        let after = self.after(backup, copy)?;
        let here: BTreeSet<&str> = match (backup.tool, after.listed) {
            (BackupTool::Restic, Some(look)) => look.snapshots.iter().map(|each| each.id.as_str()).collect(),
            _ => BTreeSet::new(),
        };
        let others = backup.copies.iter().filter(|other| other.id != copy.id && !here.is_empty());
        let others = others.flat_map(|other| self.history(backup, other)).filter_map(|after| after.contents);
        let same = others.filter(|listed| here.contains(listed.contents.snapshot.as_str()));
        // Of two that are of the same instant a whole list counts first, then its own.
        let newest =
            same.chain(after.contents).max_by_key(|listed| (listed.time, listed.contents.cut.is_none()))?;
        let shows = after
            .listed
            .filter(|look| look.at > newest.look.at && here.contains(newest.contents.snapshot.as_str()));
        Some(Listed { shown: shows.unwrap_or(newest.look), ..newest })
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

    fn compare_open(&self, backup: &'a Backup, listed: Listed<'a>, lacks: &mut Lacks<'a>) -> Beside<'a> {
        if !is_of_files(backup) {
            return Beside::Databases;
        }
        let Some((newest, files, _)) = self.looks_at_open(&backup.of).next() else { return Beside::Nothing };
        let before = self.looks_at_open(&backup.of).find(|(look, ..)| look.at <= listed.time);
        let earlier: BTreeSet<&str> =
            before.into_iter().flat_map(|(_, files, _)| files).map(|file| file.path.as_str()).collect();
        let absent = files
            .iter()
            .filter(|file| !listed.contents.paths.contains(&file.path) && self.is_wanted(backup, &file.path));
        let mut told = BTreeSet::new();
        for file in absent.filter(|file| told.insert(file.path.as_str())) {
            if lies_between(newest.at, listed.time) && earlier.contains(file.path.as_str()) {
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

/// Whether a snapshot was made before the newest look at open files.
fn lies_between(newest: Timestamp, snapshot: Timestamp) -> bool {
    snapshot <= newest
}
