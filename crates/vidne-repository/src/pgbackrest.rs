//! pgBackRest repositories: what they list, whether the lists are whole, and whether files are what the lists say.
//!
//! Lists and manifests carry a SHA-1 of themselves, files one of their original content. That finds rot; whoever can
//! write both can hide what they changed. It never decrypts: an encrypted repository is told from a damaged one.
//!
//! | file | read with |
//! |---|---|
//! | `backup/STANZA/backup.info` | [`Backups::read`] |
//! | `backup/STANZA/LABEL/backup.manifest` | [`Manifest::read`] |
//! | `archive/STANZA/archive.info` | [`Archive::read`] |
//! | `archive/STANZA/15-1/…/…-SHA1.gz` | [`WalFile::of_name`], [`missing`] |
//!
//! Each list lies beside a copy (`….copy`) which says the same: when one is damaged, read the other.

mod archive;
mod backups;
mod manifest;
mod sheet;
mod verify;
mod wal;

pub use archive::Archive;
pub use backups::{Backup, BackupKind, Backups, Database, PageErrors, WalRange};
pub use manifest::{FileEntry, Manifest, Stored};
pub use sheet::is_encrypted;
pub use verify::{Content, FileFault, verify};
pub use wal::{Finish, Gap, NotASegment, Segment, WalFile, missing};

/// What the fuzzing engine calls: any bytes are read as each of the three lists.
///
/// # Panics
/// When something does not hold.
pub fn fuzz(bytes: &[u8]) {
    let errors = [
        Backups::read("fuzz", bytes).err(),
        Archive::read("fuzz", bytes).err(),
        Manifest::read("fuzz", bytes).err(),
        Backups::read("fuzz", &sheet::sealed(bytes)).err(),
        Archive::read("fuzz", &sheet::sealed(bytes)).err(),
        Manifest::read("fuzz", &sheet::sealed(bytes)).err(),
    ];
    for error in errors.into_iter().flatten() {
        assert!(error.to_string().starts_with("cannot read fuzz"), "an error names the file");
        assert!(!error.help().is_empty(), "an error says how to mend it");
    }
    if let Ok(manifest) = Manifest::read("fuzz", &sheet::sealed(bytes)) {
        for path in manifest.files.iter().filter_map(FileEntry::path) {
            assert!(
                !path.split('/').any(|part| part.is_empty() || part == ".."),
                "a path stays in the repository"
            );
        }
    }
}
