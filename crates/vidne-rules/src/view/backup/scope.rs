//! Paths: what lies below what, what a backup takes in, and which open files are no data.
//!
//! It looks at names only: nothing here knows what is in a file.

use std::{collections::BTreeSet, ops::Bound};

use vidne_model::{
    declared::{Backup, BackupTool},
    id::HostId,
    observed::{HostLook, OpenFile, OpenFiles},
};

use crate::view::View;

/// Folders that hold what the system itself brings, or what it makes anew: programs, devices, caches, logs.
const SYSTEM: [&str; 22] = [
    "/usr",
    "/lib",
    "/lib32",
    "/lib64",
    "/libx32",
    "/bin",
    "/sbin",
    "/boot",
    "/dev",
    "/proc",
    "/sys",
    "/run",
    "/tmp",
    "/var/run",
    "/var/tmp",
    "/var/cache",
    "/var/log",
    "/var/lib/apt",
    "/var/lib/dpkg",
    "/snap",
    "/nix/store",
    "/gnu/store",
];

/// Folders that hold programs wherever they stand.
const PROGRAM_FOLDERS: [&str; 7] = ["bin", "sbin", "lib", "lib64", "libexec", "share", "jre"];

/// Whether an open file is part of a program or of the running system, and no data of a service.
pub(crate) fn is_program(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let is_library = name.split('.').skip(1).any(|part| part == "so" || part == "jar");
    let in_opt = path.strip_prefix("/opt/").is_some_and(|rest| {
        let folders = rest.rsplit_once('/').map_or("", |(folders, _)| folders);
        folders.split('/').any(|folder| PROGRAM_FOLDERS.contains(&folder))
    });
    let is_cached = path.split('/').any(|part| part == ".cache");
    is_no_file(path)
        || is_library
        || in_opt
        || is_cached
        || SYSTEM.iter().any(|folder| is_below(path, folder))
}

/// Whether what is open has no path in the file system: memory, a queue, a file that was deleted.
pub(super) fn is_no_file(path: &str) -> bool {
    let made_up = ["/memfd:", "/SYSV", "/[", "/anon_hugepage", "//"];
    !path.starts_with('/')
        || path.ends_with(" (deleted)")
        || made_up.iter().any(|begin| path.starts_with(begin))
}

/// Whether a path is that folder, or lies in it.
pub(crate) fn is_below(path: &str, folder: &str) -> bool {
    let folder = folder.trim_end_matches('/');
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The folder in which a path lies.
pub(super) fn folder_of(path: &str) -> &str {
    path.trim_end_matches('/').rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Whether a list holds an entry, or anything below it.
pub(super) fn holds(paths: &BTreeSet<String>, entry: &str) -> bool {
    let entry = entry.trim_end_matches('/');
    let below = format!("{entry}/");
    let is_below = |path: &String| path.starts_with(&below);
    paths.contains(entry)
        || paths
            .range::<str, _>((Bound::Included(below.as_str()), Bound::Unbounded))
            .next()
            .is_some_and(is_below)
}

/// Whether a backup is made of files, and not of databases.
pub(super) fn is_of_files(backup: &Backup) -> bool {
    backup.tool != BackupTool::PgBackRest
}

/// Whether a path lies in the declared scope, left out or not.
pub(super) fn in_scope(backup: &Backup, path: &str) -> bool {
    is_of_files(backup) && backup.scope.iter().any(|entry| is_below(path, entry))
}

/// Whether a path is declared as one that need not be in it.
pub(super) fn is_left_out(backup: &Backup, path: &str) -> bool {
    backup.leaves_out.iter().any(|entry| is_below(path, entry))
}

impl<'a> View<'a> {
    /// Backups of a machine that are in use.
    pub(crate) fn backups_of(&self, host: &HostId) -> impl Iterator<Item = &'a Backup> {
        let backups = self.declared.backups.iter();
        backups.filter(move |backup| backup.of == *host && self.holds(&backup.period))
    }

    /// The newest look at a machine that tells what its programs have open.
    pub(crate) fn open_on(&self, host: &HostId) -> Option<(&'a HostLook, &'a [OpenFile], u32)> {
        self.looks_at_open(host).next()
    }

    /// Looks at a machine that tell what its programs have open, the newest first.
    pub(super) fn looks_at_open(
        &self,
        host: &HostId,
    ) -> impl Iterator<Item = (&'a HostLook, &'a [OpenFile], u32)> {
        let looks = self.host_looks().iter().rev().filter(move |look| look.host == *host);
        looks.filter_map(|look| match &look.open {
            OpenFiles::Seen { files, hidden_programs } => Some((look, files.as_slice(), *hidden_programs)),
            OpenFiles::NotLooked => None,
        })
    }

    /// Whether an open file is kept by a backup of that machine, or declared as one that need not be.
    pub(crate) fn is_taken_in(&self, host: &HostId, file: &OpenFile) -> bool {
        // A database server's files are in the backup of its databases, under names that only it knows.
        let by_database = |backup: &Backup| !is_of_files(backup) && file.by.starts_with("postgres");
        self.backups_of(host).any(|backup| {
            in_scope(backup, &file.path) || is_left_out(backup, &file.path) || by_database(backup)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_holds_what_is_below_it_and_not_its_neighbours() {
        let paths: BTreeSet<String> = ["/etc/pki/server.key", "/srv-old/x"].map(str::to_owned).into();
        assert!(holds(&paths, "/etc") && holds(&paths, "/etc/pki/") && holds(&paths, "/"));
        assert!(!holds(&paths, "/etc/pk") && !holds(&paths, "/srv"));
        assert!(is_below("/etc/pki", "/etc/") && !is_below("/etcetera", "/etc") && is_below("/x", "/"));
    }

    #[test]
    fn programs_are_no_data() {
        for program in [
            "/usr/sbin/nginx",
            "/opt/hsm/lib/libp11.so",
            "/opt/hsm/bin/hsmd",
            "/srv/app/plugin.so.2",
            "/memfd:x",
            "/srv/x (deleted)",
            "/root/.cache/restic/index",
        ] {
            assert!(is_program(program), "{program}");
        }
        for data in [
            "/opt/hsm/slots/slot0.cfg",
            "/srv/ca/index.db",
            "/etc/hsm.conf",
            "/var/lib/ca/serial",
            "/libre/x",
        ] {
            assert!(!is_program(data), "{data}");
        }
    }
}
