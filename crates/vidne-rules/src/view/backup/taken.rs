//! Where in a snapshot a path of the machine stands: under its whole name, or under a shorter one.
//!
//! `cd /home/anna && restic backup docs` is kept as `/docs`, and `cd /home/anna/docs && restic backup .` as what lies in it, straight below the
//! root. What restic was told to take in it tells by its whole name each time. borg, tar and copies of folders do not tell where their names
//! begin: that is declared (`relative_to`). It never looks further for what stands under its whole name, and never takes what another path
//! brought for what is looked for.

use std::collections::BTreeSet;

use super::{
    scope::{holds, is_below},
    track::Listed,
};

impl<'a> Listed<'a> {
    /// Whether the snapshot holds an entry, or anything below it.
    pub(super) fn holds(&self, entry: &str) -> bool {
        holds(&self.contents.paths, entry)
            || self.below_start(entry).is_some_and(|name| holds(&self.contents.paths, name))
            || self.moved().iter().any(|moved| moved.holds(entry))
    }

    /// Whether it holds exactly that path.
    pub(super) fn has(&self, path: &str) -> bool {
        let paths = &self.contents.paths;
        paths.contains(path)
            || self.below_start(path).is_some_and(|name| paths.contains(name))
            || self.moved().iter().any(|moved| moved.names(path).any(|name| paths.contains(&name)))
    }

    /// The name of a path of the machine where names begin at a declared folder. What lies above that folder is held by what lies in it.
    fn below_start<'p>(&self, path: &'p str) -> Option<&'p str> {
        let start = self.relative_to?.trim_end_matches('/');
        if is_below(start, path) {
            return Some("/");
        }
        path.strip_prefix(start).filter(|rest| rest.starts_with('/'))
    }

    /// What it was told to take in and does not hold under its whole name.
    fn moved(&self) -> Vec<Moved<'a>> {
        let (_, taken) = self.series();
        let taken = taken.iter().map(|path| path.trim_end_matches('/')).filter(|path| path.starts_with('/'));
        let paths = &self.contents.paths;
        let (here, away): (Vec<_>, Vec<_>) = taken.partition(|path| holds(paths, path));
        let is_alone = away.len() == 1;
        away.into_iter().map(|taken| Moved { taken, here: here.clone(), paths, is_alone }).collect()
    }
}

/// A path that was taken in from a place nearer to it than the root.
struct Moved<'a> {
    taken: &'a str,
    /// What was taken in besides, and stands under its whole name.
    here: Vec<&'a str>,
    paths: &'a BTreeSet<String>,
    /// Whether nothing else was moved: only then is it known what brought that which lies straight below the root.
    is_alone: bool,
}

impl Moved<'_> {
    fn holds(&self, entry: &str) -> bool {
        // A folder above it holds what it holds.
        let entry = if is_below(self.taken, entry) { self.taken } else { entry.trim_end_matches('/') };
        let is_spread = || self.is_alone && self.paths.iter().any(|path| self.is_own(path));
        self.names(entry).any(|name| holds(self.paths, &name)) || entry == self.taken && is_spread()
    }

    /// The names that a path of the machine may have in the snapshot.
    fn names(&self, path: &str) -> impl Iterator<Item = String> {
        let rest = path.strip_prefix(self.taken).filter(|rest| rest.is_empty() || rest.starts_with('/'));
        let shorter = self.taken.match_indices('/').skip(1).map(|(at, _)| &self.taken[at..]);
        let root = self.is_alone.then_some("").filter(|_| rest != Some(""));
        let tops = shorter.chain(root);
        tops.filter_map(move |top| rest.map(|rest| format!("{top}{rest}"))).filter(|name| self.is_own(name))
    }

    /// Whether nothing else explains why that is in the snapshot: no other path, and no folder above this one.
    fn is_own(&self, name: &str) -> bool {
        let explains = |path: &&str| is_below(name, path) || is_below(path, name);
        !self.here.iter().any(explains) && !is_below(self.taken, name)
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use vidne_model::observed::{Contents, Snapshot};

    use super::*;
    use crate::view::backup::tests::look_at;

    fn told(taken: &[&str], paths: &[&str], check: impl Fn(&Listed<'_>)) {
        let snapshot = Snapshot {
            id: "5f1c".to_owned(),
            time: None,
            arrived: None,
            host: None,
            paths: taken.iter().map(|&path| path.to_owned()).collect(),
        };
        let paths = paths.iter().map(|&path| path.to_owned()).collect();
        let contents = Contents { snapshot: "5f1c".to_owned(), paths, cut: None };
        let look = look_at(Timestamp::UNIX_EPOCH);
        let (look, time) = (&look, Timestamp::UNIX_EPOCH);
        let snapshot = Some(&snapshot);
        check(&Listed { contents: &contents, time, look, shown: look, snapshot, relative_to: None });
    }

    #[test]
    fn names_that_begin_at_a_declared_folder_are_found_below_it() {
        told(&[], &["/a", "/sub/b"], |listed| {
            let listed = Listed { relative_to: Some("/srv/data/"), ..*listed };
            for held in ["/srv/data", "/srv/data/", "/srv", "/", "/srv/data/sub", "/srv/data/sub/b"] {
                assert!(listed.holds(held), "{held}");
            }
            assert!(listed.has("/srv/data/a") && !listed.has("/srv/data/c"));
            for absent in ["/srv/database", "/srv/data/c", "/srv/other", "/etc"] {
                assert!(!listed.holds(absent), "{absent}");
            }
        });
        told(&[], &[], |listed| {
            assert!(!Listed { relative_to: Some("/srv/data"), ..*listed }.holds("/srv/data"));
        });
    }

    #[test]
    fn what_was_taken_in_from_beside_it_stands_under_a_shorter_name() {
        told(&["/home/anna/docs"], &["/docs", "/docs/a"], |listed| {
            assert!(
                listed.holds("/home/anna/docs") && listed.holds("/home/anna/docs/a") && listed.holds("/home")
            );
            assert!(listed.has("/home/anna/docs/a") && !listed.has("/home/anna/docs/b"));
            assert!(
                !listed.holds("/home/anna/docs/b")
                    && !listed.holds("/home/anna/other")
                    && !listed.holds("/srv")
            );
        });
        told(&["/home/anna/docs/sub", "/home/anna/etc"], &["/docs/sub/b", "/etc/hosts"], |listed| {
            assert!(listed.holds("/home/anna/docs/sub/b") && listed.has("/home/anna/etc/hosts"));
            assert!(!listed.holds("/home/anna/docs/sub/hosts"));
        });
    }

    #[test]
    fn what_was_taken_in_from_within_it_lies_below_the_root() {
        told(&["/srv/data"], &["/a", "/sub/b"], |listed| {
            assert!(listed.holds("/srv/data") && listed.holds("/srv/data/sub") && listed.has("/srv/data/a"));
            assert!(!listed.holds("/srv/data/c") && !listed.holds("/etc"));
        });
        told(&["/etc", "/srv/data"], &["/a", "/etc/hosts"], |listed| {
            assert!(listed.holds("/srv/data") && listed.holds("/srv/data/a") && listed.holds("/etc"));
            assert!(!listed.holds("/srv/data/etc/hosts"), "another path brought it");
        });
    }

    #[test]
    fn what_was_left_out_by_a_pattern_is_not_there() {
        for paths in [&["/etc", "/etc/hosts"][..], &["/etc/hosts", "/srv"], &["/srv"], &[]] {
            told(&["/etc", "/srv/data"], paths, |listed| assert!(!listed.holds("/srv/data"), "{paths:?}"));
        }
        told(&["/srv/data"], &["/srv"], |listed| assert!(!listed.holds("/srv/data")));
    }
}
