//! What pgBackRest writes of a real server: every packing, bundles, an encrypted repository, and planted faults.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    process::Command,
};

use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use tempfile::TempDir;
use vidne_repository::{
    Packing,
    pgbackrest::{
        self, Archive, BackupKind, Backups, Content, FileEntry, FileFault, Manifest, Segment, Stored,
        WalFile, missing, verify,
    },
};

use crate::{files_below, run};

/// One test for all, since a server with seven backups takes its time to make.
#[test]
fn what_pgbackrest_writes_is_read_and_what_is_broken_in_it_is_told() {
    let made = Made::new();
    every_file_of_every_backup_is_what_the_manifest_says(&made);
    the_wal_of_every_backup_is_there_and_a_removed_segment_is_named(&made);
    a_changed_byte_of_a_list_is_found_by_its_own_checksum(&made);
    a_damaged_stored_file_is_found_and_told(&made);
    an_encrypted_repository_is_told_from_a_damaged_one(&made);
    changed_lists_are_read_or_refused_and_never_a_panic(&made);
}

struct Made {
    place: TempDir,
}

impl Made {
    fn new() -> Self {
        // pgBackRest waits for the disk after each of a thousand files, seven times: in memory it need not.
        let place = TempDir::new_in("/dev/shm").or_else(|_| TempDir::new()).expect("a temporary folder");
        let script = place.path().join("make.sh");
        fs::write(&script, SCRIPT).expect("an own file");
        let root = run(Command::new("id").arg("-u")).trim() == "0";
        let mut command = if root {
            // PostgreSQL refuses to run as root.
            run(Command::new("chown").arg("-R").arg("postgres").arg(place.path()));
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--", "sh"]);
            command
        } else {
            Command::new("sh")
        };
        run(command.arg("-eu").arg(&script).arg(place.path()).current_dir(place.path()));
        Self { place }
    }

    fn stanza(&self) -> PathBuf {
        self.place.path().join("repo/backup/main")
    }

    fn archive(&self) -> PathBuf {
        self.place.path().join("repo/archive/main")
    }

    fn backups(&self) -> Backups {
        read(&self.stanza().join("backup.info"), Backups::read)
    }

    fn manifest(&self, label: &str) -> Manifest {
        read(&self.stanza().join(label).join("backup.manifest"), Manifest::read)
    }

    fn check(&self, entry: &FileEntry, packing: Packing) -> Result<u64, FileFault> {
        let content = Content { bytes: Some(entry.bytes), sha1: entry.sha1 };
        let open = |path: &str| File::open(self.stanza().join(path)).expect("a stored file");
        match &entry.stored {
            Stored::Whole { path } => verify(open(path), packing, content),
            Stored::Bundle { path, offset } => {
                let mut file = open(path);
                file.seek(SeekFrom::Start(*offset)).expect("inside");
                verify(file.take(entry.stored_bytes), packing, content)
            }
            Stored::Nowhere => Ok(0),
            Stored::Unsupported => panic!("{} is unsupported", entry.name),
        }
    }
}

fn read<T>(path: &Path, parse: fn(&str, &[u8]) -> Result<T, vidne_repository::ReadError>) -> T {
    let bytes = fs::read(path).expect("a list");
    parse(&path.display().to_string(), &bytes).unwrap_or_else(|error| panic!("{error}"))
}

fn every_file_of_every_backup_is_what_the_manifest_says(made: &Made) {
    let backups = made.backups();
    let kinds: Vec<BackupKind> = backups.backups.iter().map(|backup| backup.kind).collect();
    assert_eq!(kinds[..3], [BackupKind::Full, BackupKind::Incr, BackupKind::Diff]);
    assert_eq!(kinds[3..], [BackupKind::Full; 4]);
    assert_eq!(backups.databases[&backups.current].version, "15");
    let mut packings = BTreeSet::new();
    let mut bundled = 0;
    for backup in &backups.backups {
        let manifest = made.manifest(&backup.label);
        assert_eq!(manifest.label, backup.label);
        assert_eq!(manifest.databases, ["postgres", "template0", "template1"]);
        packings.insert(manifest.packing);
        for entry in &manifest.files {
            bundled += usize::from(matches!(entry.stored, Stored::Bundle { .. }));
            made.check(entry, manifest.packing).unwrap_or_else(|fault| panic!("{}: {fault}", entry.name));
        }
        assert_eq!(manifest.files.iter().map(|entry| entry.bytes).sum::<u64>(), backup.bytes);
    }
    assert_eq!(packings.len(), 5);
    assert!(bundled > 0);
}

fn the_wal_of_every_backup_is_there_and_a_removed_segment_is_named(made: &Made) {
    let archive: Archive = read(&made.archive().join("archive.info"), Archive::read);
    assert_eq!(archive.databases[&archive.current], made.backups().databases[&1]);
    let names = files_below(&made.archive());
    let wal: Vec<(PathBuf, WalFile)> = names
        .iter()
        .filter_map(|path| Some((path.clone(), WalFile::of_name(path.file_name()?.to_str()?)?)))
        .collect();
    for (path, file) in &wal {
        let content = Content { bytes: Some(1 << 20), sha1: Some(file.sha1) };
        verify(File::open(made.archive().join(path)).expect("a file"), file.packing, content)
            .expect("sound WAL");
    }
    let mut archived: BTreeSet<Segment> = wal.iter().map(|(_, file)| file.segment).collect();
    let backups = made.backups().backups;
    for backup in &backups {
        assert_eq!(missing(backup.wal.expect("WAL"), &archived, 1 << 20), None, "{}", backup.label);
    }
    let range = backups[1].wal.expect("WAL");
    archived.remove(&range.stop);
    assert_eq!(missing(range, &archived, 1 << 20).expect("a gap").first, [range.stop]);
}

fn a_changed_byte_of_a_list_is_found_by_its_own_checksum(made: &Made) {
    let bytes = fs::read(made.stanza().join("backup.info")).expect("a list");
    let label = Backups::read("backup.info", &bytes).expect("whole").backups[0].label.clone();
    let changed = String::from_utf8(bytes).expect("text").replace(&label, &label.replace("20", "19"));
    let error = Backups::read("backup.info", changed.as_bytes()).expect_err("damaged");
    assert!(error.to_string().contains("its own checksum"), "{error}");
    assert!(error.help().contains(".copy"));
    let copy: Backups = read(&made.stanza().join("backup.info.copy"), Backups::read);
    assert_eq!(copy, made.backups());
}

fn a_damaged_stored_file_is_found_and_told(made: &Made) {
    let backups = made.backups();
    let manifest = made.manifest(&backups.backups[0].label);
    let of_size = |entry: &&FileEntry| entry.bytes == 8192 && matches!(entry.stored, Stored::Whole { .. });
    let entry = manifest.files.iter().find(of_size).expect("a page");
    let bytes = fs::read(made.stanza().join(entry.path().expect("a path"))).expect("a file");
    let content = Content { bytes: Some(entry.bytes), sha1: entry.sha1 };
    assert_eq!(verify(&bytes[..], Packing::Gzip, content), Ok(8192));
    let truncated = verify(&bytes[..bytes.len() / 2], Packing::Gzip, content);
    assert!(matches!(truncated, Err(FileFault::Unread { .. })), "{truncated:?}");
    let longer = verify(&bytes[..], Packing::Gzip, Content { bytes: Some(100), ..content });
    assert_eq!(longer, Err(FileFault::Bytes { told: 100, found: 101 }));
    let other = verify(&bytes[..], Packing::Gzip, Content { sha1: Some([0; 20]), ..content });
    assert!(matches!(other, Err(FileFault::Sha1 { .. })), "{other:?}");
    assert_eq!(
        verify(&b""[..], Packing::Plain, Content { bytes: Some(1), sha1: None }),
        Err(FileFault::Bytes { told: 1, found: 0 })
    );
}

fn an_encrypted_repository_is_told_from_a_damaged_one(made: &Made) {
    let bytes = fs::read(made.place.path().join("secret/backup/main/backup.info")).expect("a list");
    assert!(pgbackrest::is_encrypted(&bytes));
    let error = Backups::read("backup.info", &bytes).expect_err("encrypted");
    assert!(error.to_string().ends_with("it is encrypted"), "{error}");
}

fn changed_lists_are_read_or_refused_and_never_a_panic(made: &Made) {
    let label = &made.backups().backups[3].label;
    let short = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).expect("text");
        text.lines()
            .filter(|line| !line.starts_with("pg_data/base/"))
            .map(|line| format!("{line}\n"))
            .collect::<String>()
            .into_bytes()
    };
    let samples = [
        fs::read(made.stanza().join("backup.info")).expect("a list"),
        fs::read(made.archive().join("archive.info")).expect("a list"),
        short(fs::read(made.stanza().join(label).join("backup.manifest")).expect("a list")),
    ];
    let strategy = (0..3_usize, any::<prop::sample::Index>(), any::<u8>(), any::<bool>());
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(300) });
    let changed = |(which, at, byte, cut): (usize, prop::sample::Index, u8, bool)| {
        let mut bytes = samples[which].clone();
        let at = at.index(bytes.len());
        if cut {
            bytes.truncate(at);
        } else {
            bytes[at] = byte;
        }
        pgbackrest::fuzz(&bytes);
        Ok(())
    };
    runner.run(&strategy, changed).unwrap_or_else(|error| panic!("{error}"));
}

const SCRIPT: &str = r#"
place=$1
bin=/usr/lib/postgresql/15/bin
export PGHOST=$place/socket
mkdir -p $place/repo $place/secret $place/log $place/lock $place/socket
$bin/initdb -D $place/data -A trust --no-sync --wal-segsize=1 >/dev/null
cat >$place/conf <<END
[global]
repo1-path=$place/repo
repo1-retention-full=9
repo2-path=$place/secret
repo2-retention-full=9
repo2-cipher-type=aes-256-cbc
repo2-cipher-pass=geheim
log-path=$place/log
lock-path=$place/lock
spool-path=$place/spool
log-level-console=warn
start-fast=y
[main]
pg1-path=$place/data
pg1-socket-path=$place/socket
END
cat >>$place/data/postgresql.conf <<END
listen_addresses=''
unix_socket_directories='$place/socket'
archive_mode=on
archive_command='pgbackrest --config=$place/conf --stanza=main archive-push %p'
fsync=off
END
$bin/pg_ctl -D $place/data -l $place/server.log -w start >/dev/null
trap '$bin/pg_ctl -D $place/data -w stop -m immediate >/dev/null' EXIT
backup() { pgbackrest --config=$place/conf --stanza=main "$@" backup >/dev/null; }
pgbackrest --config=$place/conf --stanza=main stanza-create >/dev/null
backup --repo=1 --type=full --compress-type=gz
psql -qc "create table t as select g, md5(g::text) from generate_series(1, 5000) g" postgres
backup --repo=1 --type=incr --compress-type=gz
backup --repo=1 --type=diff --compress-type=gz
backup --repo=1 --type=full --compress-type=zst --repo1-bundle
backup --repo=1 --type=full --compress-type=lz4
backup --repo=1 --type=full --compress-type=bz2 --compress-level=1
backup --repo=1 --type=full --compress-type=none
backup --repo=2 --type=full --compress-type=gz
"#;
