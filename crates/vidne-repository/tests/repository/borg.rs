//! What borg writes: sound, and with each fault planted.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;
use vidne_repository::borg::{Config, FaultKind, KeyPlace, Role, SegmentReport, scan};

use crate::{files_below, flip, noise, run};

/// A repository of two archives, and the folder it lies in.
fn made(encryption: &str) -> (TempDir, PathBuf) {
    let place = TempDir::new().expect("a temporary folder");
    let (repository, source) = (place.path().join("repo"), place.path().join("source"));
    fs::create_dir(&source).expect("an own folder");
    for number in 0..20 {
        fs::write(source.join(format!("f{number}")), noise(number, 50_000)).expect("an own file");
    }
    let borg = |arguments: &[&str]| {
        let mut command = Command::new("borg");
        command
            .env("BORG_PASSPHRASE", "geheim")
            .env("BORG_BASE_DIR", place.path().join("base"))
            .current_dir(place.path());
        run(command.args(arguments));
    };
    borg(&["init", "-e", encryption, "repo"]);
    borg(&["create", "repo::first", "source"]);
    fs::write(source.join("new"), "new").expect("an own file");
    borg(&["create", "repo::second", "source"]);
    borg(&["delete", "repo::first"]);
    (place, repository)
}

fn segments(repository: &Path) -> Vec<PathBuf> {
    let is_segment = |path: &PathBuf| matches!(Role::of(&path.display().to_string()), Role::Segment(_));
    files_below(repository).into_iter().filter(is_segment).map(|path| repository.join(path)).collect()
}

fn report(path: &PathBuf) -> SegmentReport {
    scan(fs::File::open(path).expect("a segment"), &mut |_| {})
}

#[test]
fn a_sound_repository_is_read_to_its_end() {
    let (_place, repository) = made("repokey-blake2");
    let roles: Vec<Role> =
        files_below(&repository).iter().map(|path| Role::of(&path.display().to_string())).collect();
    assert!(!roles.contains(&Role::Foreign), "{roles:?}");
    let reports: Vec<SegmentReport> = segments(&repository).iter().map(report).collect();
    assert!(reports.iter().all(|report| report.faults == 0), "{reports:?}");
    for (path, report) in segments(&repository).iter().zip(&reports) {
        assert_eq!(report.bytes, fs::metadata(path).expect("a file").len());
    }
    assert!(reports.iter().map(|report| report.puts).sum::<u64>() > 20);
    assert!(reports.iter().any(|report| report.deletes > 0));
    assert!(reports.iter().any(|report| report.commits > 0));
}

#[test]
fn one_changed_byte_and_a_truncation_are_named_with_their_place() {
    let (_place, repository) = made("none");
    let biggest = segments(&repository)
        .into_iter()
        .max_by_key(|path| fs::metadata(path).expect("a file").len())
        .expect("one");
    let bytes = fs::read(&biggest).expect("a segment");
    flip(&biggest, bytes.len() / 2);
    let fault = report(&biggest).first_fault.expect("a fault");
    assert!(
        fault.offset <= bytes.len() as u64 / 2 && matches!(fault.kind, FaultKind::Crc { .. }),
        "{fault:?}"
    );
    let fault = scan(&bytes[..bytes.len() - 3], &mut |_| {}).first_fault.expect("a fault");
    assert_eq!(fault.kind, FaultKind::Truncated { missing: 3 });
}

#[test]
fn the_configuration_says_where_the_key_is() {
    let (_place, repository) = made("repokey");
    let bytes = fs::read(repository.join("config")).expect("a config");
    let config = Config::read("config", &bytes).expect("a config");
    assert_eq!((config.version, config.key, config.is_known()), (1, KeyPlace::InConfig, true));
    let text = String::from_utf8(bytes).expect("text");
    let keyless = text.split("\nkey = ").next().expect("a part");
    assert_eq!(Config::read("config", keyless.as_bytes()).expect("a config").key, KeyPlace::Elsewhere);
    let damaged = text.replace("key = h", "key = !");
    assert_eq!(Config::read("config", damaged.as_bytes()).expect("a config").key, KeyPlace::DamagedInConfig);
}
