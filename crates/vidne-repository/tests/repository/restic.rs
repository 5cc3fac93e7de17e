//! What restic writes: sound, and with each fault planted.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    num::NonZeroUsize,
    path::PathBuf,
    process::Command,
    time::SystemTime,
};

use tempfile::TempDir;
use vidne_repository::restic::{
    self, FaultKind, Folder, Id, KeyError, Limits, OpenError, Opened, PackFault, Weight,
};

use crate::{files_below, flip, folder::LocalFolder, noise, run};

struct Made {
    place: TempDir,
    files: LocalFolder,
}

impl Made {
    /// A repository with two snapshots of some hundred files.
    fn new(format: &str) -> Self {
        let place = TempDir::new().expect("a temporary folder");
        let made = Self { files: LocalFolder(place.path().join("repo")), place };
        made.restic(&["init", "--repository-version", format]);
        for number in 0..60 {
            let folder = made.source().join(format!("folder {}", number % 7)).join("é\tx");
            fs::create_dir_all(&folder).expect("an own folder");
            fs::write(folder.join(format!("f{number}.bin")), noise(number, 90_000)).expect("an own file");
            fs::write(folder.join(format!("f{number}.txt")), "text ".repeat(4000)).expect("an own file");
        }
        made.restic(&["backup", "--host", "h1", "--tag", "first", &made.source().display().to_string()]);
        fs::write(made.source().join("new.txt"), "new").expect("an own file");
        made.restic(&["backup", "--host", "h1", &made.source().display().to_string()]);
        made
    }

    fn source(&self) -> PathBuf {
        self.place.path().join("source")
    }

    fn restic(&self, arguments: &[&str]) {
        let repository = self.place.path().join("repo");
        let mut command = Command::new("restic");
        command
            .env("RESTIC_PASSWORD", "geheim")
            .arg("-r")
            .arg(repository)
            .args(["--no-cache", "-q"])
            .args(arguments);
        run(&mut command);
    }

    fn open(&self) -> Opened<'_> {
        restic::open(&self.files, b"geheim", NonZeroUsize::new(2).expect("two")).expect("the password fits")
    }

    fn packs(&self) -> Vec<Id> {
        let data = self.place.path().join("repo/data");
        let name = |path: PathBuf| path.file_name().and_then(|name| name.to_str()?.parse().ok());
        files_below(&data).into_iter().filter_map(name).collect()
    }

    fn path(&self, folder: Folder, id: Id) -> PathBuf {
        self.place.path().join("repo").join(folder.path(&id.to_string()))
    }

    /// A pack that holds pieces of files.
    fn data_pack(opened: &Opened<'_>) -> Id {
        let index = opened.index().expect("lists");
        let biggest = (0..).zip(&index.packs).max_by_key(|(number, _)| index.expected_bytes(*number));
        *biggest.expect("a pack").1
    }

    /// Every file with its size and time of change.
    fn state(&self) -> BTreeMap<PathBuf, (u64, SystemTime)> {
        let root = self.place.path().join("repo");
        let of = |path: PathBuf| {
            let kept = fs::metadata(root.join(&path)).expect("a file");
            (path, (kept.len(), kept.modified().expect("a time")))
        };
        files_below(&root).into_iter().map(of).collect()
    }
}

#[test]
fn a_sound_repository_gives_nothing_and_is_left_as_it_was() {
    for format in ["1", "2"] {
        let made = Made::new(format);
        let before = made.state();
        let opened = made.open();
        assert_eq!(opened.config().version.to_string(), format);
        let structure = opened.structure().expect("lists");
        assert_eq!(structure.faults, [], "format {format}");
        let snapshots = &structure.snapshots.read;
        assert_eq!(
            (snapshots.len(), snapshots[0].host.as_str(), &snapshots[0].tags[..]),
            (2, "h1", &["first".to_owned()][..])
        );
        let contents = opened.contents(&snapshots[1], Limits::default()).expect("lists");
        assert!(contents.is_whole());
        for path in files_below(&made.source()) {
            let path = made.source().join(path).display().to_string();
            assert!(contents.paths.contains(&path), "{path}");
        }
        assert_eq!(contents.files, 121);
        let verdicts = opened.semantic(&made.packs(), &|_| {}).expect("lists");
        assert!(verdicts.iter().all(restic::PackVerdict::is_sound), "{verdicts:?}");
        assert_eq!(verdicts.iter().map(|verdict| verdict.sound_blobs).sum::<u64>(), structure.blobs);
        assert_eq!(made.state(), before);
    }
}

#[test]
fn a_missing_or_truncated_pack_is_named_with_what_it_costs() {
    let made = Made::new("2");
    let pack = Made::data_pack(&made.open());
    let path = made.path(Folder::Data, pack);
    let bytes = fs::metadata(&path).expect("a file").len();
    File::options()
        .write(true)
        .open(&path)
        .or_else(|_| {
            run(Command::new("chmod").arg("u+w").arg(&path));
            File::options().write(true).open(&path)
        })
        .and_then(|file| file.set_len(bytes - 1))
        .expect("an own file");
    let truncated = made.open().structure().expect("lists");
    assert_eq!(truncated.faults[0].kind, FaultKind::PackTruncated { expected: bytes, found: bytes - 1 });
    fs::remove_file(&path).expect("an own file");
    let missing = made.open().structure().expect("lists");
    assert_eq!(missing.faults[0].kind, FaultKind::PackMissing { expected: bytes });
    for fault in [&truncated.faults[0], &missing.faults[0]] {
        assert_eq!((fault.weight(), fault.affected.snapshots.len()), (Weight::Loss, 2));
        assert!(
            fault.affected.paths.iter().all(|path| path.starts_with(&made.source().display().to_string()))
        );
        assert!(!fault.affected.paths.is_empty());
    }
    assert_eq!(missing.faults[0].affected, made.open().affected(&[pack]).expect("lists")[0]);
}

#[test]
fn one_changed_byte_is_found_by_reading_and_its_blob_named() {
    let made = Made::new("2");
    let pack = Made::data_pack(&made.open());
    flip(&made.path(Folder::Data, pack), 5000);
    let opened = made.open();
    assert_eq!(opened.structure().expect("lists").faults, []);
    let verdicts = opened.semantic(&made.packs(), &|_| {}).expect("lists");
    let unsound: Vec<_> = verdicts.iter().filter(|verdict| !verdict.is_sound()).collect();
    assert_eq!((unsound.len(), unsound[0].pack, unsound[0].fault_count), (1, pack, 1));
    assert!(matches!(unsound[0].faults[0], PackFault::Blob { .. }), "{:?}", unsound[0].faults);
    assert!(!opened.affected(&[pack]).expect("lists")[0].paths.is_empty());
}

#[test]
fn a_missing_or_damaged_index_is_found() {
    let made = Made::new("2");
    let index = made.place.path().join("repo/index");
    let first = index.join(&files_below(&index)[0]);
    flip(&first, 40);
    let faults = made.open().structure().expect("lists").faults;
    assert!(faults.iter().any(|fault| matches!(fault.kind, FaultKind::IndexUnreadable(_))), "{faults:?}");
    fs::remove_file(first).expect("an own file");
    let faults = made.open().structure().expect("lists").faults;
    assert_eq!(faults[0].kind, FaultKind::Unlisted);
    assert_eq!(faults[0].weight(), Weight::Loss);
    assert!(faults.iter().any(|fault| matches!(fault.kind, FaultKind::PackUnlisted { .. })));
}

#[test]
fn a_wrong_password_and_a_missing_key_file_are_told_apart() {
    let made = Made::new("2");
    let error = |password: &[u8]| restic::open(&made.files, password, NonZeroUsize::MIN).err();
    assert!(matches!(error(b"wrong"), Some(OpenError::Key(KeyError::WrongPassword { .. }))));
    let keys = made.place.path().join("repo/keys");
    fs::remove_file(keys.join(&files_below(&keys)[0])).expect("an own file");
    assert_eq!(error(b"geheim"), Some(OpenError::Key(KeyError::NoKeyFile)));
}
