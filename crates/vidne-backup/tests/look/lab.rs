//! Folders, tools and looks for the tests.
//!
//! It never leaves anything behind: everything lies in a temporary folder.

use std::{
    collections::BTreeMap,
    fs,
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, SystemTime},
};

use tempfile::TempDir;
use vidne_backup::{
    Ask, Contents, Ledger, Limits, Look, ReadMode, Secret, SemanticMode, Stop, Tool, Unwatched, Worker, look,
};
use vidne_model::id::ExhibitId;
use vidne_read::lines::{BackupLine, FaultLine, FaultWord, PartWord, ReadWord};

pub(crate) const PASSWORD: &str = "correct horse";

/// A temporary folder with what one test needs.
pub(crate) struct Lab {
    pub(crate) folder: TempDir,
    pub(crate) ledger: Option<Ledger>,
    pub(crate) looks: Vec<(ExhibitId, BackupLine)>,
}

impl Lab {
    pub(crate) fn new() -> Self {
        let folder = TempDir::with_prefix("vidne-backup-").unwrap();
        let ledger = Ledger::open(&folder.path().join("ledger.redb")).unwrap().ledger;
        fs::write(folder.path().join("password"), format!("{PASSWORD}\n")).unwrap();
        Self { folder, ledger: Some(ledger), looks: Vec::new() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn ledger(&self) -> &Ledger {
        self.ledger.as_ref().unwrap()
    }

    /// The settings of a look that reads everything, without a key.
    pub(crate) fn ask(&self, tool: Tool, location: &str) -> Ask {
        Ask {
            backup: "nightly".into(),
            copy: "first".into(),
            tool,
            location: location.into(),
            key: None,
            stanza: None,
            byte_budget: None,
            read: ReadMode::All,
            hosts: Vec::new(),
            contents: Contents::Newest,
            semantic: SemanticMode::Owed,
            deadline: Duration::from_mins(2),
            seed: [7; 32],
            last: self.ledger().standing("nightly", "first").unwrap(),
            workers: 2,
            worker: worker(),
            ssh: Vec::new(),
            limits: Limits::default(),
        }
    }

    /// The same with the key.
    pub(crate) fn ask_with_key(&self, tool: Tool, location: &str) -> Ask {
        Ask { key: Some(Secret::File(self.path("password"))), ..self.ask(tool, location) }
    }

    /// Looks, without telling the ledger.
    pub(crate) fn glance(&self, ask: &Ask) -> Look {
        look(ask, self.ledger(), &Unwatched, &Stop::default()).unwrap()
    }

    /// Looks, and tells the ledger as a caller does once the line is kept.
    pub(crate) fn look(&mut self, ask: &Ask) -> BackupLine {
        let looked = self.glance(ask);
        let text = looked.recorded();
        let exhibit = exhibit(&text);
        // What is told is what was written, not what was in memory.
        let line: BackupLine = serde_json::from_str(&text).unwrap();
        self.ledger().tell(&line, exhibit).unwrap();
        self.looks.push((exhibit, line.clone()));
        line
    }

    /// A folder with files of different sizes, some of them random.
    pub(crate) fn source(&self, name: &str, files: u64, bytes: u64) -> PathBuf {
        let folder = self.path(name);
        for number in 0..files {
            let path = folder.join(format!("d{}/f{number}", number % 3));
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, noise(number + bytes, bytes + number * 7)).unwrap();
        }
        folder
    }

    /// Runs a tool to its success.
    pub(crate) fn run(&self, program: &str, arguments: &[&str]) -> String {
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).env("HOME", self.folder.path());
        command.env("RESTIC_PASSWORD", PASSWORD).env("RESTIC_CACHE_DIR", self.path("restic-cache"));
        command.env("BORG_PASSPHRASE", PASSWORD).env("BORG_BASE_DIR", self.path("borg-base"));
        let output =
            command.output().unwrap_or_else(|error| panic!("{program}: {error}\n{}", install(program)));
        assert!(
            output.status.success(),
            "{program} {arguments:?}\n{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }
}

/// Whether this process is bound by permissions. Where it is not, the test is run again in one that is.
pub(crate) fn is_bound_by_permissions(test: &str) -> bool {
    const BOUND: &str = "VIDNE_TEST_IS_BOUND";
    if !rustix::process::geteuid().is_root() || std::env::var_os(BOUND).is_some() {
        return true;
    }
    let status = Command::new("setpriv")
        .arg("--bounding-set=-dac_override,-dac_read_search")
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(BOUND, "1")
        .status()
        .unwrap_or_else(|error| panic!("setpriv: {error}\n{}", install("util-linux")));
    assert!(status.success(), "{test} without the right to read everything");
    false
}

/// Sets who may do what with a file or folder.
pub(crate) fn permit(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

/// Makes the files of a folder an hour old.
pub(crate) fn age(path: &Path) {
    let hour = SystemTime::now() - Duration::from_hours(1);
    for name in files(path, "") {
        // By its owner's right alone: a repository's files may not be opened for writing.
        fs::File::open(path.join(name)).unwrap().set_modified(hour).unwrap();
    }
}

/// How this crate's worker is started.
pub(crate) fn worker() -> Worker {
    Worker { program: env!("CARGO_BIN_EXE_vidne-backup-worker").into(), arguments: Vec::new() }
}

fn install(program: &str) -> String {
    let package = match program {
        "borg" => "borgbackup",
        "initdb" | "pg_ctl" | "psql" => "postgresql",
        "sshd" | "/usr/sbin/sshd" => "openssh-server",
        other => other,
    };
    format!("install it with: apt-get install {package}")
}

pub(crate) fn exhibit(text: &str) -> ExhibitId {
    let digest = ring::digest::digest(&ring::digest::SHA256, text.as_bytes());
    ExhibitId(digest.as_ref().try_into().unwrap())
}

/// Bytes that do not compress, the same for the same seed.
pub(crate) fn noise(seed: u64, bytes: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    (0..bytes)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()[3]
        })
        .collect()
}

/// What a change of one file or folder could show.
#[derive(Debug, PartialEq)]
pub(crate) struct Seen {
    mode: u32,
    owner: u32,
    bytes: u64,
    /// Seconds and nanoseconds of the last change of content; seconds of the last change of anything.
    times: (i64, i64, i64),
    digest: Vec<u8>,
}

/// Everything of a tree that a change could show: names, modes, owners, sizes, times of change, bytes.
pub(crate) fn picture(root: &Path) -> BTreeMap<PathBuf, Seen> {
    let mut picture = BTreeMap::new();
    let mut waiting = vec![root.to_owned()];
    while let Some(path) = waiting.pop() {
        let metadata = path.symlink_metadata().unwrap();
        let bytes = if metadata.is_file() { fs::read(&path).unwrap() } else { Vec::new() };
        let digest = ring::digest::digest(&ring::digest::SHA256, &bytes).as_ref().to_vec();
        let times = (metadata.mtime(), metadata.mtime_nsec(), metadata.ctime());
        let seen =
            Seen { mode: metadata.mode(), owner: metadata.uid(), bytes: metadata.size(), times, digest };
        picture.insert(path.clone(), seen);
        if metadata.is_dir() {
            waiting.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        }
    }
    picture
}

/// Names of the files below a folder of a repository, the largest first.
pub(crate) fn files(root: &Path, under: &str) -> Vec<String> {
    let mut found: Vec<(u64, String)> = picture(&root.join(under))
        .into_iter()
        .filter(|(path, _)| path.is_file())
        .map(|(path, seen)| (seen.bytes, path.strip_prefix(root).unwrap().to_str().unwrap().to_owned()))
        .collect();
    found.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    found.into_iter().map(|(_, name)| name).collect()
}

/// Changes a file although it is protected against that.
pub(crate) fn overwrite(path: &Path, bytes: &[u8]) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Turns one byte in the middle of a file.
pub(crate) fn flip(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    overwrite(path, &bytes);
}

/// Overwrites a run of bytes in the middle of a file. One bit of a compressed file may carry nothing of the
/// content: of a run of zeros, another distance copies the same.
pub(crate) fn spoil(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..].iter_mut().take(256).for_each(|byte| *byte = !*byte);
    overwrite(path, &bytes);
}

/// The faults of that kind and part.
pub(crate) fn faults(line: &BackupLine, kind: FaultWord, part: PartWord) -> Vec<&FaultLine> {
    line.faults.iter().filter(|fault| fault.kind == kind && fault.part == part).collect()
}

/// The one fault there is.
pub(crate) fn only(line: &BackupLine, kind: FaultWord, part: PartWord) -> &FaultLine {
    assert_eq!(line.faults.len(), 1, "{:#?}", line.faults);
    let fault = &line.faults[0];
    assert_eq!((fault.kind, fault.part), (kind, part), "{fault:#?}");
    fault
}

pub(crate) fn is_all(line: &BackupLine) -> bool {
    matches!(line.read, ReadWord::All(_))
}

pub(crate) fn names(line: &BackupLine) -> Vec<String> {
    match &line.read {
        ReadWord::All(_) => {
            line.stock.iter().flat_map(|stock| stock.added.iter().map(|(name, _)| name.clone())).collect()
        }
        ReadWord::Files(names) => names.iter().cloned().collect(),
    }
}
