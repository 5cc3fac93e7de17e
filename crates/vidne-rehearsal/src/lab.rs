//! A laboratory of backups: real repositories, made by the real tools, of a small machine that is nothing but a folder.
//!
//! Its `lab.toml` says what is on the machine and which tools keep it where. [`Lab::build`] does that once: what stands already is
//! left as it is, so that a fault planted by hand stays planted. Nothing outside the folder that is given is written, but for a database's
//! cluster, which lives in the system's folder for temporary files until it has been backed up.

mod manifest;
mod postgres;
mod tool;

use std::{
    fs, io,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

pub use tool::LabError;

use manifest::{Borg, Listed, Manifest, Mirror, Restic};
use tool::Tool;

/// A laboratory as it is described.
///
/// ```toml
/// password = "only for practice"        # of every repository that is encrypted
///
/// [[file]]                              # what is on the machine
/// path = "etc/register/server.key"
/// text = "a text"                       # or:
/// [[file]]
/// path = "srv/register/table-1.bin"
/// bytes = 2_000_000                     # so many bytes that cannot be made smaller, always the same
///
/// [[restic]]                            # `borg` and `tar` likewise
/// at = "first/restic"                   # below the working folder
/// paths = ["etc", "srv"]                # below the machine's root
/// host = "register-1"
/// format = 2                            # restic's repository format
/// snapshots = 2                         # a file is added before each further one
///
/// [[pgbackrest]]
/// at = "first/pgbackrest"
/// stanza = "register"
/// database = "register"
/// rows = 10_000
/// lagging = "second/pgbackrest"         # left out: only one; else a second repository that lacks the last backup
///
/// [[mirror]]                            # a copy of what stands already, file by file
/// of = "first/restic"
/// at = "second/restic"
/// ```
#[derive(Debug)]
pub struct Lab {
    folder: PathBuf,
    manifest: Manifest,
}

impl Lab {
    /// Reads `lab.toml` in a folder.
    ///
    /// # Errors
    /// It cannot be read, or names places that do not lie below it.
    pub fn read(folder: &Path) -> Result<Self, LabError> {
        let path = folder.join("lab.toml");
        let text = fs::read_to_string(&path).map_err(|error| LabError::file(&path, error))?;
        let manifest = Manifest::parse(&text).map_err(|reason| LabError::Described { path, reason })?;
        Ok(Self { folder: folder.to_owned(), manifest })
    }

    /// The root of the machine that is backed up.
    pub fn root(&self) -> PathBuf {
        self.work().join("root")
    }

    /// Where everything is built.
    pub fn work(&self) -> PathBuf {
        self.folder.join("built")
    }

    /// Builds what is not there yet, and tells of each step.
    ///
    /// # Errors
    /// A tool is missing, or failed: the error says which, and how to install it.
    pub fn build(&self, tell: &dyn Fn(&str)) -> Result<(), LabError> {
        let work = self.work();
        let done = work.join(".built");
        if done.exists() {
            tell(&format!("the laboratory stands: {} (remove that folder to build it anew)", work.display()));
            return Ok(());
        }
        // What an interrupted build left is no laboratory.
        if work.exists() {
            fs::remove_dir_all(&work).map_err(|error| LabError::file(&work, error))?;
        }
        self.machine()?;
        let password = work.join("password");
        write(&password, self.manifest.password.as_bytes())?;
        for restic in &self.manifest.restic {
            tell(&format!("making a restic repository, format {}: {}", restic.format, restic.at));
            self.restic(restic, &password)?;
        }
        for borg in &self.manifest.borg {
            tell(&format!("making a borg repository: {}", borg.at));
            self.borg(borg)?;
        }
        for tar in &self.manifest.tar {
            tell(&format!("making tar archives: {}", tar.at));
            self.tar(tar)?;
        }
        for database in &self.manifest.pgbackrest {
            tell(&format!("starting PostgreSQL and making a pgBackRest repository: {}", database.at));
            postgres::build(database, &work)?;
        }
        for mirror in &self.manifest.mirror {
            self.mirror(mirror)?;
        }
        write(&done, b"")
    }

    /// The machine's files.
    fn machine(&self) -> Result<(), LabError> {
        for (number, file) in self.manifest.file.iter().enumerate() {
            let path = self.root().join(&file.path);
            match &file.text {
                Some(text) => write(&path, text.as_bytes())?,
                None => write(&path, &noise(number as u64 + 1, file.bytes))?,
            }
        }
        Ok(())
    }

    /// What is new on the machine before a further snapshot.
    fn grow(&self, path: &str, round: u32) -> Result<(), LabError> {
        let path = self.root().join(path).join(format!("day-{round}.log"));
        write(&path, &noise(u64::from(round) << 32, 50_000))
    }

    fn restic(&self, asked: &Restic, password: &Path) -> Result<(), LabError> {
        let repository = self.work().join(&asked.at);
        make_folder(&repository)?;
        let cache = self.work().join("cache");
        let restic = |arguments: &[&str]| {
            Tool::new("restic", "restic")
                .folder(&self.root())
                .environment("RESTIC_REPOSITORY", &repository)
                .environment("RESTIC_PASSWORD_FILE", password)
                .environment("RESTIC_CACHE_DIR", &cache)
                .run(arguments)
        };
        restic(&["init", "--quiet", "--repository-version", &asked.format.to_string()])?;
        for round in 0..asked.snapshots {
            if round > 0 {
                self.grow(&asked.paths[asked.paths.len() - 1], round)?;
            }
            let mut arguments = vec!["backup", "--quiet", "--host", &asked.host];
            arguments.extend(asked.paths.iter().map(String::as_str));
            restic(&arguments)?;
        }
        remove(&cache)
    }

    fn borg(&self, asked: &Borg) -> Result<(), LabError> {
        let repository = self.work().join(&asked.at);
        make_folder(repository.parent().unwrap_or(&repository))?;
        let base = self.work().join("borg-home");
        let borg = |arguments: &[&str]| {
            Tool::new("borg", "borgbackup")
                .on_host(&asked.host)
                .folder(&self.root())
                .environment("BORG_REPO", &repository)
                .environment("BORG_PASSPHRASE", Path::new(&self.manifest.password))
                .environment("BORG_BASE_DIR", &base)
                .environment("BORG_HOSTNAME_IS_UNIQUE", Path::new("yes"))
                .run(arguments)
        };
        borg(&["init", "--encryption", &asked.encryption])?;
        for round in 0..asked.snapshots {
            if round > 0 {
                self.grow(&asked.paths[asked.paths.len() - 1], 100 + round)?;
                // Listed to the second: of two archives of one second neither is the newer one.
                thread::sleep(Duration::from_millis(1_100));
            }
            let name = format!("::{}-{round}", asked.host);
            let mut arguments = vec!["create", name.as_str()];
            arguments.extend(asked.paths.iter().map(String::as_str));
            borg(&arguments)?;
        }
        remove(&base)
    }

    /// One archive, and a list of hashes beside it.
    fn tar(&self, asked: &Listed) -> Result<(), LabError> {
        let folder = self.work().join(&asked.at);
        make_folder(&folder)?;
        let archive = folder.join(format!("{}.tar.gz", asked.host));
        let mut arguments = vec!["--create", "--gzip", "--file"];
        let name = archive.to_string_lossy().into_owned();
        arguments.push(&name);
        arguments.extend(asked.paths.iter().map(String::as_str));
        Tool::new("tar", "tar").folder(&self.root()).run(&arguments)?;
        let bytes = fs::read(&archive).map_err(|error| LabError::file(&archive, error))?;
        let digest: String =
            <sha2::Sha256 as sha2::Digest>::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        write(&folder.join("SHA256SUMS"), format!("{digest}  {}.tar.gz\n", asked.host).as_bytes())
    }

    fn mirror(&self, asked: &Mirror) -> Result<(), LabError> {
        let (from, to) = (self.work().join(&asked.of), self.work().join(&asked.at));
        make_folder(to.parent().unwrap_or(&to))?;
        copy(&from, &to).map_err(|error| LabError::file(&to, error))
    }
}

/// Copies a folder with everything below it, permissions and times included.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (target, kind) = (to.join(entry.file_name()), entry.file_type()?);
        if kind.is_dir() {
            copy(&entry.path(), &target)?;
        } else if kind.is_symlink() {
            std::os::unix::fs::symlink(fs::read_link(entry.path())?, &target)?;
        } else {
            fs::copy(entry.path(), &target)?;
            // Where a name says nothing of its age, the time of its last change is all that does.
            fs::File::open(&target)?.set_modified(entry.metadata()?.modified()?)?;
        }
    }
    Ok(())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), LabError> {
    make_folder(path.parent().unwrap_or(path))?;
    fs::write(path, bytes).map_err(|error| LabError::file(path, error))
}

fn make_folder(path: &Path) -> Result<(), LabError> {
    fs::create_dir_all(path).map_err(|error| LabError::file(path, error))
}

fn remove(path: &Path) -> Result<(), LabError> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(LabError::file(path, error)),
        _ => Ok(()),
    }
}

/// Bytes that no tool can make smaller, the same for the same seed (Marsaglia's xorshift).
fn noise(seed: u64, count: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut bytes = Vec::with_capacity(count + 8);
    while bytes.len() < count {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    bytes.truncate(count);
    bytes
}
