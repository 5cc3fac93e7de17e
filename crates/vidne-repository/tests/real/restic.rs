//! What structure and blobs of each repository tell, as a table.

use std::{num::NonZeroUsize, path::PathBuf};

use vidne_repository::restic::{
    self, Affected, FaultKind, Files, Folder, Limits, Opened, PackError, PackFault, PackVerdict, Structure,
    Weight,
};

use crate::{folder::LocalFolder, unpacked};

/// What is asked of each repository.
struct Seen {
    structure: Structure,
    verdicts: Vec<PackVerdict>,
    /// Snapshots whose contents could be listed to the end.
    whole: usize,
}

impl Seen {
    fn kinds(&self) -> Vec<&'static str> {
        self.structure.faults.iter().map(|fault| word(&fault.kind)).collect()
    }

    fn unsound(&self) -> usize {
        self.verdicts.iter().filter(|verdict| !verdict.is_sound()).count()
    }
}

fn word(kind: &FaultKind) -> &'static str {
    match kind {
        FaultKind::PackMissing { .. } => "pack missing",
        FaultKind::PackTruncated { .. } => "pack truncated",
        FaultKind::PackUnlisted { .. } => "pack unlisted",
        FaultKind::Unlisted => "needs what is unlisted",
        _ => "other",
    }
}

fn look(name: &str) -> Seen {
    let place = unpacked(&format!("restic/{name}.tar.gz"));
    let folder = [place.path().join("repo"), place.path().join(name), place.path().to_path_buf()];
    let root: PathBuf =
        folder.into_iter().find(|folder| folder.join("config").is_file()).expect("a repository");
    let files = LocalFolder(root);
    let opened =
        restic::open(&files, b"geheim", NonZeroUsize::new(2).expect("two")).expect("the password fits");
    let seen = Seen {
        structure: opened.structure().expect("lists"),
        verdicts: verdicts(&opened, &files),
        whole: whole(&opened),
    };
    row(name, &seen);
    seen
}

fn verdicts(opened: &Opened<'_>, files: &LocalFolder) -> Vec<PackVerdict> {
    let packs: Vec<_> =
        files.list(Folder::Data).expect("lists").iter().filter_map(|file| file.name.parse().ok()).collect();
    opened.semantic(&packs, &|_| {}).expect("lists")
}

fn whole(opened: &Opened<'_>) -> usize {
    let contents = |snapshot| opened.contents(snapshot, Limits::default()).expect("lists");
    opened.snapshots().expect("lists").read.iter().filter(|snapshot| contents(snapshot).is_whole()).count()
}

#[allow(clippy::print_stdout, reason = "the table is what one reads when a repository turns out otherwise")]
fn row(name: &str, seen: &Seen) {
    let Structure { packs, blobs, snapshots, spare, .. } = &seen.structure;
    println!(
        "{name:24} {packs} packs {blobs:2} blobs, {}/{} snapshots whole, {} packs unsound, {:?}, unneeded {:?}, repeated {}, obsolete {}",
        seen.whole,
        snapshots.read.len(),
        seen.unsound(),
        seen.kinds(),
        spare.unneeded.map(|amount| amount.blobs),
        spare.repeated.blobs,
        spare.obsolete.len(),
    );
    for fault in &seen.structure.faults {
        println!(
            "    {:?}: {fault} -> {:?} {:?}",
            fault.weight(),
            fault.affected.tally,
            fault.affected.paths
        );
    }
}

#[test]
fn a_sound_repository_gives_nothing() {
    let seen = look("small-repo");
    assert_eq!(seen.kinds(), [] as [&str; 0]);
    assert_eq!((seen.unsound(), seen.whole), (0, 4));
    assert_eq!(seen.structure.spare.obsolete, []);
}

#[test]
fn missing_data_is_named_with_the_files_it_costs() {
    let seen = look("repo-data-missing");
    assert_eq!(seen.kinds(), ["pack missing"]);
    let fault = &seen.structure.faults[0];
    assert_eq!((fault.weight(), fault.affected.snapshots.len()), (Weight::Loss, 1));
    assert!(!fault.affected.paths.is_empty());
}

#[test]
fn a_missing_index_leaves_packs_unlisted_and_snapshots_open() {
    let seen = look("repo-index-missing");
    assert_eq!(seen.kinds(), ["needs what is unlisted", "pack unlisted", "pack unlisted"]);
    assert_eq!((seen.unsound(), seen.whole, seen.structure.snapshots.read.len()), (0, 1, 2));
    assert_eq!(seen.structure.faults[0].affected.snapshots.len(), 1);
}

#[test]
fn duplicates_are_spare_and_no_fault() {
    let seen = look("repo-duplicates");
    assert_eq!(seen.kinds(), [] as [&str; 0]);
    assert!(seen.structure.spare.repeated.blobs > 0);
    assert_eq!((seen.unsound(), seen.whole), (0, 1));
}

#[test]
fn an_obsolete_index_is_spare_and_no_fault() {
    let seen = look("repo-obsolete-index");
    assert_eq!(seen.kinds(), [] as [&str; 0]);
    assert_eq!(seen.structure.spare.obsolete.len(), 1);
    assert_eq!((seen.unsound(), seen.whole), (0, 1));
}

#[test]
fn unreferenced_data_is_a_note_that_costs_nothing() {
    let seen = look("repo-unreferenced-data");
    assert_eq!(seen.kinds(), ["pack unlisted"]);
    let fault = &seen.structure.faults[0];
    assert_eq!((fault.weight(), &fault.affected), (Weight::Note, &Affected::default()));
    // restic reads only listed packs and calls the repository sound; the unlisted one was sealed with another key.
    assert_eq!((seen.unsound(), seen.whole), (1, 1));
    let verdict = seen.verdicts.iter().find(|verdict| !verdict.is_sound()).expect("one");
    assert_eq!(verdict.faults, [PackFault::Header(PackError::HeaderSealed)]);
}
