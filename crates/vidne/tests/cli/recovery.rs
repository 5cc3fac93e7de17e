//! Backups as people meet them: the laboratory is built by the real tools, audited, broken, and audited again.
//!
//! The rows N08-N11 stand here as real repositories show them: recent, reachable, complete, intact.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;

use crate::folder::{repository, text, vidne};

/// The laboratory, in a folder of its own.
struct Lab(tempfile::TempDir);

impl Lab {
    /// All three tools.
    fn whole() -> Self {
        Self::of(|_, text| text)
    }

    /// Only restic's part of it, which is built in a moment.
    fn of_restic() -> Self {
        Self::of(|file, text| match file {
            "lab/lab.toml" => text.split("[[borg]]").next().unwrap().to_owned() + MIRROR,
            "backups.toml" => text.split("[[backup]]\nid = \"files-borg\"").next().unwrap().to_owned(),
            _ => text,
        })
    }

    fn of(change: impl Fn(&str, String) -> String) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("lab")).unwrap();
        for file in ["service.toml", "backups.toml", "lab/lab.toml"] {
            let text = fs::read_to_string(repository().join("examples/backup-lab").join(file)).unwrap();
            fs::write(folder.path().join(file), change(file, text)).unwrap();
        }
        Self(folder)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn work(&self, below: &str) -> PathBuf {
        self.path().join("lab/built").join(below)
    }

    fn run(&self, verb: &str, arguments: &[&str]) -> Output {
        let keys = self.path().join("keys");
        let fixed = [verb, self.path().to_str().unwrap(), "--keys", keys.to_str().unwrap()];
        vidne(&[&fixed, arguments].concat(), &repository()).output().expect("it starts")
    }

    /// Looks and judges; what is told, as JSON.
    fn audit(&self) -> Value {
        let done = self.run("audit", &["--format", "json", "--quiet"]);
        serde_json::from_slice(&done.stdout).unwrap_or_else(|error| panic!("{error}: {}", text(&done.stderr)))
    }

    /// The first file of data that is large enough to hold packed files.
    fn pack(&self) -> PathBuf {
        let mut packs = Vec::new();
        for folder in fs::read_dir(self.work("first/restic/data")).unwrap().flatten() {
            packs.extend(fs::read_dir(folder.path()).unwrap().flatten().map(|entry| entry.path()));
        }
        packs.sort_by_key(|pack| fs::metadata(pack).unwrap().len());
        packs.pop().expect("a pack")
    }
}

const MIRROR: &str = "[[mirror]]\nof = \"first/restic\"\nat = \"second/restic\"\n";

/// The answers about each copy, by `BACKUP/COPY`, in the order recent, reachable, complete, intact.
fn answers(told: &Value) -> BTreeMap<String, [String; 4]> {
    let copies = told["backups"].as_array().expect("a list of copies").iter();
    let word = |value: &Value| value.as_str().expect("a text").to_owned();
    let answers = copies.map(|copy| {
        let all: Vec<String> =
            copy["verdicts"].as_array().expect("answers").iter().map(|each| word(&each["answer"])).collect();
        (format!("{}/{}", word(&copy["backup"]), word(&copy["copy"])), all.try_into().expect("four answers"))
    });
    answers.collect()
}

/// The rules that found something about a subject.
fn rules(told: &Value, subject: &str) -> Vec<String> {
    let findings = told["findings"].as_array().expect("a list of findings").iter();
    let about = findings.filter(|finding| {
        format!(
            "{}:{}",
            finding["subject"]["kind"].as_str().unwrap(),
            finding["subject"]["id"].as_str().unwrap()
        ) == subject
    });
    about.map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect()
}

/// Complete as far as is declared: a machine that is a folder has no programs that could have further files open.
const WELL: [&str; 4] = ["yes", "yes", "in-part", "yes"];

#[test]
fn three_real_repositories_are_recent_reachable_complete_and_intact_until_somebody_breaks_them() {
    let lab = Lab::whole();
    let told = lab.audit();
    let sound = answers(&told);
    assert_eq!(sound.len(), 6, "{sound:?}");
    // Nobody gave the second place the key: it is read to its last byte all the same.
    for copy in ["files-restic/first", "files-restic/second", "files-borg/first", "files-borg/second"] {
        assert_eq!(sound[copy], WELL, "{copy}: {told:#}");
    }
    for copy in ["database/first", "database/second"] {
        assert_eq!(sound[copy], ["yes", "yes", "yes", "yes"], "{copy}: {told:#}");
    }
    let found = told["findings"].as_array().expect("a list of findings").iter();
    let found: Vec<_> = found.map(|finding| finding["rule"].as_str().unwrap()).collect();
    assert_eq!(
        found,
        ["escrow-key-not-tried", "escrow-key-not-tried"],
        "what the example says is wrong, and no more"
    );

    // One flipped byte.
    let pack = lab.pack();
    let mut bytes = fs::read(&pack).unwrap();
    bytes[1000] ^= 1;
    overwrite(&pack, &bytes);
    let done = lab.run("observe", &["--only", "backups", "--read", "all", "--quiet"]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let told = assess(&lab);
    let broken = answers(&told);
    assert_eq!(broken["files-restic/first"], ["yes", "yes", "in-part", "no"], "{told:#}");
    assert_eq!(broken["files-borg/first"], WELL, "the others are untouched");
    let name = pack.file_name().unwrap().to_str().unwrap();
    assert!(rules(&told, "copy:files-restic/first").contains(&"backup-damaged".to_owned()), "{told:#}");
    assert!(told.to_string().contains(&name[..8]), "the file is named: {told:#}");

    // The repository is somewhere else.
    fs::rename(lab.work("second/borg"), lab.work("second/borg-2")).unwrap();
    // The newest snapshot is deleted.
    let newest = newest(&lab.work("second/restic/snapshots"));
    fs::remove_file(newest).unwrap();
    lab.run("observe", &["--only", "backups", "--quiet"]);
    let told = assess(&lab);
    assert_eq!(answers(&told)["files-borg/second"][1], "no", "{told:#}");
    assert!(rules(&told, "copy:files-restic/second").contains(&"snapshot-removed".to_owned()), "{told:#}");
}

#[test]
fn a_file_that_is_not_backed_up_is_missed_and_a_required_item_that_is_gone_as_well() {
    let lab = Lab::of_restic();
    lab.audit();
    // The next snapshot leaves the folder with the key out: the NemID shape (N10, N17).
    let restic = Command::new("restic")
        .args(["--quiet", "backup", "--host", "register-1", "srv/register", "--repo"])
        .arg(lab.work("first/restic"))
        .arg("--password-file")
        .arg(lab.work("password"))
        .current_dir(lab.work("root"))
        .status()
        .expect("apt-get install restic");
    assert!(restic.success());
    fs::remove_file(lab.work("root/etc/register/server.key")).unwrap();
    let told = lab.audit();
    assert_eq!(answers(&told)["files-restic/first"][2], "no", "{told:#}");
    assert!(told.to_string().contains("/etc/register/server.key"));
    assert!(
        rules(&told, "item:server-key@register-1").contains(&"required-item-missing".to_owned()),
        "{told:#}"
    );
}

#[test]
fn a_second_pgbackrest_repository_that_lacks_the_newest_backup_lags_and_is_sound() {
    let lab = Lab::of(|file, text| match file {
        "lab/lab.toml" => {
            let pgbackrest =
                text.split("[[pgbackrest]]\n").nth(1).unwrap().split("\n# The second").next().unwrap();
            let machine = text.split("[[restic]]").next().unwrap();
            format!("{machine}[[pgbackrest]]\nlagging = \"second/pgbackrest\"\n{pgbackrest}")
        }
        "backups.toml" => {
            let database = text.split("[[backup]]\nid = \"database\"").nth(1).unwrap();
            let database = database.split("[[escrow]]").next().unwrap().replace("PT1H", "PT1S");
            format!("[[backup]]\nid = \"database\"{database}")
        }
        _ => text,
    });
    lab.audit();
    std::thread::sleep(std::time::Duration::from_secs(2));
    let told = lab.audit();
    assert_eq!(answers(&told)["database/first"], ["yes"; 4], "{told:#}");
    assert_eq!(answers(&told)["database/second"], ["in-part", "yes", "yes", "yes"], "{told:#}");
    assert_eq!(rules(&told, "copy:database/second"), ["copy-lags"], "{told:#}");
}

#[test]
fn a_ledger_that_is_lost_or_not_of_this_evidence_is_built_again() {
    let lab = Lab::of_restic();
    let fresh = coverage(&lab.audit());
    let ledger = lab.path().join(".vidne-ledger");
    fs::remove_file(&ledger).unwrap();
    let done = lab.run("observe", &["--only", "backups"]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    // What an earlier look had read is known again: nothing new was due, and all still counts as read.
    assert_eq!(coverage(&assess(&lab)), fresh);

    fs::write(&ledger, "no ledger at all").unwrap();
    let done = lab.run("observe", &["--only", "backups"]);
    assert!(text(&done.stderr).contains("built again from the evidence"), "{}", text(&done.stderr));
    assert_eq!(coverage(&assess(&lab)), fresh);

    fs::remove_dir_all(lab.path().join("evidence")).unwrap();
    fs::remove_dir_all(lab.path().join("keys")).unwrap();
    let done = lab.run("observe", &["--only", "backups", "--quiet"]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    assert_eq!(
        coverage(&assess(&lab)),
        fresh,
        "without its evidence a ledger counts for nothing, and all is read anew"
    );
}

/// Bytes that lie in the first copy, and how many of them were read in time, by the newest look.
fn coverage(told: &Value) -> (u64, u64) {
    let first = told["backups"].as_array().unwrap().iter().find(|copy| copy["copy"] == "first").unwrap();
    let newest = first["coverage"].as_array().unwrap().last().unwrap();
    (newest["bytes"].as_u64().unwrap(), newest["fresh"].as_u64().unwrap())
}

#[test]
fn looking_changes_not_one_byte_and_leaves_nothing_behind() {
    let lab = Lab::whole();
    lab.audit();
    let before = everything(&lab.work(""));
    let done = lab.run("observe", &["--only", "backups", "--read", "all", "--quiet"]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    assert_eq!(everything(&lab.work("")), before);
}

#[test]
fn what_was_seen_on_a_machine_without_evidence_is_brought_over_as_a_file() {
    let lab = Lab::of_restic();
    let line = lab.path().join("look.jsonl");
    let done =
        lab.run("observe", &["--only", "host", "--host", "register-1", "--output", line.to_str().unwrap()]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    assert!(!lab.path().join("evidence").exists(), "nothing is kept there");
    let keys = lab.path().join("keys");
    let imported = vidne(
        &["import", lab.path().to_str().unwrap(), line.to_str().unwrap(), "--keys", keys.to_str().unwrap()],
        &repository(),
    )
    .output()
    .expect("it starts");
    assert!(imported.status.success(), "{}", text(&imported.stderr));
    let told = assess(&lab);
    assert_eq!(rules(&told, "item:server-key@register-1"), Vec::<String>::new(), "{told:#}");
}

#[test]
fn names_that_begin_at_another_folder_are_a_question_until_that_folder_is_declared() {
    let folder = tempfile::tempdir().unwrap();
    let at = |below: &str| folder.path().join(below);
    fs::create_dir_all(at("data/issued")).unwrap();
    fs::write(at("data/issued/1.crt"), "a certificate").unwrap();
    fs::write(at("data/server.key"), "a key").unwrap();
    fs::create_dir(at("tars")).unwrap();
    for command in [
        ["borg", "init", "--encryption=none", "../borg"].as_slice(),
        &["borg", "create", "../borg::data-1", "."],
        &["tar", "-cf", "../tars/data-2026-11-22.tar", "."],
    ] {
        let run = Command::new(command[0])
            .args(&command[1..])
            .current_dir(at("data"))
            .env("BORG_BASE_DIR", at("base"))
            .output()
            .expect("it starts");
        assert!(run.status.success(), "{command:?}: {}", text(&run.stderr));
    }
    let name = fs::read_to_string("/proc/sys/kernel/hostname").unwrap();
    let declare = |more: &str, further: &str| {
        let backup = |id: &str, tool: &str, location: &str| {
            format!(
                "[[backup]]\nid = \"{id}\"\nof = \"m\"\ntool = \"{tool}\"\nscope = [\"{0}/issued\", \"{0}/server.key\"{further}]\n\
                 {more}every = \"P1D\"\n[[backup.copy]]\nid = \"c\"\nlocation = \"{location}\"\n",
                at("data").display()
            )
        };
        let text = format!(
            "[service]\nid = \"s\"\ncontroller = \"o\"\n[[organisation]]\nid = \"o\"\nname = \"O\"\n\
             [[host]]\nid = \"m\"\nname = \"{}\"\nenvironment = \"production\"\n{}{}",
            name.trim(),
            backup("b", "borg", "borg"),
            backup("t", "tar", "tars")
        );
        fs::write(at("service.toml"), text).unwrap();
    };
    let run = |verb: &str, further: &[&str]| {
        let (dir, keys) = (folder.path().to_str().unwrap(), at("keys"));
        let fixed = [verb, dir, "--keys", keys.to_str().unwrap()];
        vidne(&[if verb == "assess" { &fixed[..2] } else { &fixed }, further].concat(), folder.path())
            .output()
            .unwrap()
    };
    let complete = || {
        let told: Value = serde_json::from_slice(&run("assess", &["--format", "json"]).stdout).unwrap();
        let answers = answers(&told);
        (answers["b/c"][2].clone(), answers["t/c"][2].clone(), rules(&told, "copy:b/c"))
    };
    declare("", "");
    let looked = run("observe", &["--only", "backups"]);
    let (borg, tar, found) = complete();
    assert_eq!((borg.as_str(), tar.as_str()), ("not-known", "not-known"), "{}", text(&looked.stderr));
    assert!(!found.contains(&"backup-incomplete".to_owned()), "{found:?}");

    let start = format!("relative_to = \"{}\"\n", at("data").display());
    declare(&start, "");
    let (borg, tar, found) = complete();
    assert_eq!((borg.as_str(), tar.as_str()), ("in-part", "in-part"));
    assert!(!found.contains(&"backup-incomplete".to_owned()), "{found:?}");

    declare(&start, ", \"/etc/hosts\"");
    let (borg, tar, found) = complete();
    assert_eq!((borg.as_str(), tar.as_str()), ("no", "no"));
    assert!(found.contains(&"backup-incomplete".to_owned()), "{found:?}");
}

fn assess(lab: &Lab) -> Value {
    let done = vidne(&["assess", lab.path().to_str().unwrap(), "--format", "json"], &repository());
    let done = { done }.output().expect("it starts");
    serde_json::from_slice(&done.stdout).unwrap_or_else(|error| panic!("{error}: {}", text(&done.stderr)))
}

fn overwrite(path: &Path, bytes: &[u8]) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
    fs::write(path, bytes).unwrap();
}

fn newest(folder: &Path) -> PathBuf {
    let mut all: Vec<PathBuf> = fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).collect();
    all.sort_by_key(|path| fs::metadata(path).unwrap().modified().unwrap());
    all.pop().expect("a file")
}

/// Every file below a folder with its content, its permissions and the time of its last change.
fn everything(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, u32, std::time::SystemTime)> {
    use std::os::unix::fs::PermissionsExt;
    let mut found = BTreeMap::new();
    let mut ahead = vec![folder.to_owned()];
    while let Some(path) = ahead.pop() {
        let about = fs::symlink_metadata(&path).unwrap();
        let content = if about.is_file() { fs::read(&path).unwrap() } else { Vec::new() };
        if about.is_dir() {
            ahead.extend(fs::read_dir(&path).unwrap().flatten().map(|entry| entry.path()));
        }
        found.insert(path, (content, about.permissions().mode(), about.modified().unwrap()));
    }
    found
}
