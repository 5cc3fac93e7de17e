//! A pgBackRest repository of a real PostgreSQL, with a full and an incremental backup.

use std::{
    fs,
    path::{Path, PathBuf},
};

use tempfile::TempDir;
use vidne_backup::{Ask, ReadMode, Tool};
use vidne_read::lines::{BackupLine, FaultWord, ListWord, PartWord, ProofWord, ReachWord};

use crate::lab::{Lab, files, flip, is_all, only, overwrite, picture, spoil};

/// Builds it under the user that PostgreSQL runs as: it refuses the superuser.
const BUILD: &str = r#"
set -e
cd "$1"
export PATH="$PATH:/usr/lib/postgresql/15/bin" LC_ALL=C.UTF-8
mkdir -p repo sealed log lock spool socket
cat > pgbackrest.conf <<CONF
[global]
repo1-path=$1/repo
log-path=$1/log
lock-path=$1/lock
spool-path=$1/spool
log-level-console=warn
log-level-file=off
start-fast=y
compress-type=gz
repo2-path=$1/sealed
repo2-cipher-type=aes-256-cbc
repo2-cipher-pass=another secret
[main]
pg1-path=$1/data
pg1-socket-path=$1/socket
pg1-user=vidne
CONF
initdb -D data -U vidne --no-sync -A trust >/dev/null
cat >> data/postgresql.conf <<CONF
listen_addresses = ''
unix_socket_directories = '$1/socket'
archive_mode = on
archive_command = 'pgbackrest --config=$1/pgbackrest.conf --stanza=main archive-push %p'
fsync = off
CONF
pg_ctl -D data -w -l log/server start >/dev/null
sql() { psql -q -h "$1/socket" -U vidne -d "$2" -c "$3"; }
backrest() { pgbackrest --config="$1/pgbackrest.conf" --stanza=main "$2" $3 $4; }
backrest "$1" stanza-create
sql "$1" postgres 'create database register'
sql "$1" register "create table person as select n, md5(n::text) from generate_series(1, 20000) n"
backrest "$1" backup --type=full --repo=1
sql "$1" register "insert into person select n, 'late' from generate_series(1, 5000) n"
backrest "$1" backup --type=incr --repo=1
backrest "$1" backup --type=full --repo=2
pg_ctl -D data -w -m fast stop >/dev/null
"#;

fn repository(lab: &Lab, name: &str) -> PathBuf {
    let folder = TempDir::with_prefix("vidne-pg-").unwrap();
    let at = folder.path().to_str().unwrap();
    if lab.run("id", &["-u"]).trim() == "0" {
        lab.run("chown", &["postgres", at]);
        lab.run("runuser", &["-u", "postgres", "--", "bash", "-c", BUILD, "build", at]);
    } else {
        lab.run("bash", &["-c", BUILD, "build", at]);
    }
    let to = lab.path("repo");
    lab.run("cp", &["-a", folder.path().join(name).to_str().unwrap(), to.to_str().unwrap()]);
    to
}

fn ask(lab: &Lab, path: &Path) -> Ask {
    lab.ask(Tool::PgBackRest, path.to_str().unwrap())
}

fn healthy(line: &BackupLine) {
    assert_eq!(line.reach, ReachWord::Reached, "{line:#?}");
    assert!(line.faults.is_empty(), "{:#?}", line.faults);
}

#[test]
fn backups_databases_and_every_byte_are_told_without_a_key() {
    let mut lab = Lab::new();
    let path = repository(&lab, "repo");
    let before = picture(&path);
    let line = lab.look(&ask(&lab, &path));
    healthy(&line);
    assert!(is_all(&line), "{:?}", line.read);
    assert_eq!((line.proof, &line.list), (ProofWord::ListedHash, &ListWord::Whole));
    assert_eq!(line.snapshots.len(), 2);
    assert!(line.snapshots.iter().all(|snapshot| snapshot.time.is_some()));
    let databases = ["database:postgres", "database:register", "database:template0", "database:template1"];
    assert_eq!(line.contents[0].paths, databases.map(str::to_owned).into());
    assert!(line.repository.is_some());
    assert_eq!(before, picture(&path));
    healthy(&lab.look(&Ask { stanza: Some("main".into()), ..ask(&lab, &path) }));
    let line = lab.glance(&Ask { stanza: Some("other".into()), ..ask(&lab, &path) }).line;
    assert!(matches!(&line.reach, ReachWord::NoRepository(why) if why.contains("no stanza other")));
}

#[test]
fn a_damaged_a_truncated_and_a_missing_file_are_named_with_the_backups_they_cost() {
    let lab = Lab::new();
    let path = repository(&lab, "repo");
    let label = lab.glance(&ask(&lab, &path)).line.snapshots[0].id.clone();
    let largest = files(&path, &format!("backup/main/{label}/pg_data/base"));
    let file = largest.into_iter().max_by_key(|file| fs::metadata(path.join(file)).unwrap().len()).unwrap();
    let whole = fs::read(path.join(&file)).unwrap();
    spoil(&path.join(&file));
    let line = lab.glance(&ask(&lab, &path)).line;
    let fault = only(&line, FaultWord::Altered, PartWord::Data);
    assert_eq!(fault.file.as_deref(), Some(&*file));
    // The incremental backup rests on the full one.
    assert!(fault.snapshots.contains(&label) && !fault.paths.is_empty(), "{fault:#?}");
    overwrite(&path.join(&file), &whole[..whole.len() / 2]);
    let line = lab.glance(&Ask { read: ReadMode::Nothing, ..ask(&lab, &path) }).line;
    assert_eq!(only(&line, FaultWord::Truncated, PartWord::Data).file.as_deref(), Some(&*file));
    fs::remove_file(path.join(&file)).unwrap();
    let line = lab.glance(&Ask { read: ReadMode::Nothing, ..ask(&lab, &path) }).line;
    assert_eq!(only(&line, FaultWord::Missing, PartWord::Data).file.as_deref(), Some(&*file));
}

#[test]
fn missing_wal_is_named_with_the_backup_that_needs_it() {
    let lab = Lab::new();
    let path = repository(&lab, "repo");
    for file in files(&path, "archive/main/15-1") {
        fs::remove_file(path.join(file)).unwrap();
    }
    let line = lab.glance(&ask(&lab, &path)).line;
    assert!(!line.faults.is_empty());
    for fault in &line.faults {
        assert_eq!(
            (fault.kind, fault.part, fault.snapshots.len()),
            (FaultWord::Missing, PartWord::Data, 1),
            "{fault:#?}"
        );
        assert!(fault.detail.contains("WAL segment"));
    }
}

#[test]
fn damaged_lists_are_named_and_their_copies_read() {
    let lab = Lab::new();
    let path = repository(&lab, "repo");
    flip(&path.join("backup/main/backup.info"));
    let line = lab.glance(&ask(&lab, &path)).line;
    let fault = only(&line, FaultWord::Altered, PartWord::Index);
    assert!(fault.detail.contains("copy can be read"), "{fault:#?}");
    assert_eq!(line.snapshots.len(), 2);
    flip(&path.join("backup/main/backup.info.copy"));
    let line = lab.glance(&ask(&lab, &path)).line;
    assert!(matches!(line.list, ListWord::Unknown(_)), "{line:#?}");
    assert_eq!(line.faults.len(), 2);
}

#[test]
fn of_an_encrypted_repository_only_names_and_sizes_are_told() {
    let mut lab = Lab::new();
    let path = repository(&lab, "sealed");
    let line = lab.look(&ask(&lab, &path));
    healthy(&line);
    assert_eq!(line.proof, ProofWord::SizeOnly);
    assert!(matches!(&line.list, ListWord::NamesOnly(why) if why.contains("encrypted")));
    assert_eq!(line.snapshots.len(), 1);
    let file = files(&path, "backup/main").into_iter().find(|file| file.contains("pg_data")).unwrap();
    let bytes = fs::read(path.join(&file)).unwrap();
    overwrite(&path.join(&file), &bytes[..bytes.len() - 1]);
    assert_eq!(
        only(&lab.look(&ask(&lab, &path)), FaultWord::Truncated, PartWord::Data).file.as_deref(),
        Some(&*file)
    );
}

#[test]
fn a_file_that_no_manifest_lists_is_named_and_never_counted_as_read() {
    let mut lab = Lab::new();
    let path = repository(&lab, "repo");
    let label = lab.look(&ask(&lab, &path)).snapshots[0].id.clone();
    let stranger = format!("backup/main/{label}/pg_data/base/1/left-behind.gz");
    fs::write(path.join(&stranger), "not of this backup").unwrap();
    let line = lab.look(&ask(&lab, &path));
    let fault = only(&line, FaultWord::Unreferenced, PartWord::Data);
    assert_eq!(fault.file.as_deref(), Some(&*stranger), "{fault:#?}");
    assert!(!crate::lab::names(&line).contains(&stranger));
}
