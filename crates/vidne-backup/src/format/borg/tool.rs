//! What `borg` itself lists: archives, and what is in the newest ones.
//!
//! It never gives borg the repository itself to open where that lies on this machine, and never a passphrase on a command
//! line or in the environment.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    os::unix::fs::symlink,
    path::Path,
    time::Duration,
};

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use serde::Deserialize;
use tempfile::TempDir;
use vidne_read::lines::{ContentsLine, FaultWord, ListWord, PartWord, SnapshotLine};

use super::{super::instant, command_line::CommandLine};
use crate::{
    ask::Contents,
    child::{self, Answer, Task},
    course::Course,
    fault::of_all,
    format::dated,
    machine,
    place::{Location, Place},
    secret::{self, Disclosed},
};

/// Tells archives and contents, or why they cannot be had.
pub(super) fn list(course: &mut Course<'_>, place: &dyn Place) {
    course.progress.stage("listing archives with borg");
    let told = Session::open(course, place).and_then(|session| session.tell(course));
    match told {
        Ok(()) => course.line.list = ListWord::Whole,
        Err(Trouble::Sealed(fault, why)) => {
            course.fault(of_all(fault, PartWord::Key, why.clone()));
            course.line.list = ListWord::Unknown(why);
        }
        Err(Trouble::Unfinished(why)) => {
            course.line.list = ListWord::Unknown(why.clone());
            course.could_not_complete(why);
        }
        Err(Trouble::Unsuited(why)) => course.line.list = ListWord::Unknown(why),
    }
}

enum Trouble {
    /// The key does not open it, or is not there.
    Sealed(FaultWord, String),
    /// borg did not come to an end that makes sense.
    Unfinished(String),
    /// borg cannot list there at all.
    Unsuited(String),
}

/// A stand-in for the repository, and borg's own folders; all of it goes away with this.
struct Session {
    folder: TempDir,
    repository: String,
    key: Option<Disclosed>,
    ssh: Vec<String>,
}

impl Session {
    fn open(course: &mut Course<'_>, place: &dyn Place) -> Result<Self, Trouble> {
        let unfinished = |error: std::io::Error| {
            Trouble::Unfinished(format!("no stand-in could be made for borg: {error}"))
        };
        let folder = TempDir::with_prefix("vidne-borg-").map_err(unfinished)?;
        let key = match &course.ask.key {
            Some(secret) => {
                Some(secret::fetch(course.ask, secret, &course.watch).map_err(Trouble::Unfinished)?)
            }
            None => None,
        };
        let repository = match (Location::parse(&course.ask.location), place.folder()) {
            (_, Some(path)) => stand_in(path, folder.path()).map_err(unfinished)?,
            (Ok(Location::Sftp(host)), _) => {
                let user = host.user.map(|user| format!("{user}@")).unwrap_or_default();
                let port = host.port.map(|port| format!(":{port}")).unwrap_or_default();
                format!("ssh://{user}{}{port}{}", host.name, host.path)
            }
            _ => return Err(Trouble::Unsuited("borg cannot list what lies in a bucket".into())),
        };
        let session = Self { folder, repository, key, ssh: course.ask.ssh.clone() };
        let version = session.run(course, &["--version"], 1 << 10, &mut |_| {})?;
        course.with(String::from_utf8_lossy(&version.output).trim());
        Ok(session)
    }

    fn tell(&self, course: &mut Course<'_>) -> Result<(), Trouble> {
        let format = "{archive}{id}{start}{hostname}{command_line}";
        let answer = self.run(
            course,
            &["list", "--json", "--bypass-lock", "--format", format, &self.repository],
            256 << 20,
            &mut |_| {},
        )?;
        let listed: Listed = serde_json::from_slice(&answer.output)
            .map_err(|error| Trouble::Unfinished(format!("borg printed nonsense: {error}")))?;
        let mut archives = listed.archives;
        archives.sort_by(|one, other| one.start.cmp(&other.start));
        let over = archives.len().saturating_sub(course.ask.limits.snapshots);
        course.line.snapshots = archives[over..].iter().map(Archive::snapshot).collect();
        if over > 0 {
            let detail = format!("it holds {} archives; the oldest {over} are not told", archives.len());
            course.fault(of_all(FaultWord::Refused, PartWord::Snapshot, detail));
        }
        if course.ask.contents == Contents::Newest {
            for archive in newest(&archives, &course.ask.hosts) {
                let contents = self.contents(course, archive)?;
                course.line.contents.push(contents);
            }
        }
        Ok(())
    }

    fn contents(&self, course: &Course<'_>, archive: &Archive) -> Result<ContentsLine, Trouble> {
        let most = course.ask.limits.paths;
        let (mut paths, mut cut, mut nonsense) = (BTreeSet::new(), None, None);
        let mut take = |line: &[u8]| {
            if paths.len() as u64 >= most {
                cut = Some(format!("it holds more than {most} paths"));
                return;
            }
            match serde_json::from_slice::<Item>(line) {
                Ok(item) => drop(paths.insert(absolute(&item.path))),
                Err(error) => nonsense = Some(error.to_string()),
            }
        };
        let at = format!("{}::{}", self.repository, archive.name);
        let arguments = ["list", "--json-lines", "--bypass-lock", "--format", "{path}{NL}", &at];
        self.run(course, &arguments, course.ask.limits.output, &mut take)?;
        match nonsense {
            Some(error) => Err(Trouble::Unfinished(format!("borg printed nonsense: {error}"))),
            None => Ok(ContentsLine { snapshot: archive.name.clone(), paths, cut }),
        }
    }

    fn run(
        &self,
        course: &Course<'_>,
        arguments: &[&str],
        output: u64,
        line: &mut dyn FnMut(&[u8]),
    ) -> Result<Answer, Trouble> {
        let task = Task {
            worker: &course.ask.worker,
            tool: Some(("borg", arguments.iter().map(|&word| word.to_owned()).collect())),
            environment: self.environment(),
            input: self.key.as_ref().map(|key| [&*key.0, b"\n"].concat()).unwrap_or_default(),
            memory: course.ask.limits.memory,
            output: output.min(course.ask.limits.output),
            // Reading still has to come, so that a tool that hangs must not take all the time.
            allowed: (course.watch.left() / 2).max(Duration::from_millis(100)),
        };
        let answer = child::run(task, &course.watch, line)
            .map_err(|failure| Trouble::Unfinished(failure.to_string()))?;
        // 1 is a warning.
        match answer.status.code() {
            Some(0 | 1) => Ok(answer),
            _ => Err(trouble(&answer, &self.repository, &course.ask.location)),
        }
    }

    fn environment(&self) -> Vec<(String, String)> {
        let at = |name: &str| self.folder.path().join(name).to_string_lossy().into_owned();
        let yes = || "yes".to_owned();
        let mut environment = vec![
            ("TZ".to_owned(), "UTC".to_owned()),
            ("BORG_BASE_DIR".to_owned(), at("base")),
            ("BORG_CONFIG_DIR".to_owned(), at("config")),
            ("BORG_CACHE_DIR".to_owned(), at("cache")),
            ("BORG_SECURITY_DIR".to_owned(), at("security")),
            ("BORG_RELOCATED_REPO_ACCESS_IS_OK".to_owned(), yes()),
            ("BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK".to_owned(), yes()),
            ("BORG_RSH".to_owned(), ssh(&self.ssh)),
            ("BORG_DISPLAY_PASSPHRASE".to_owned(), "no".to_owned()),
        ];
        // The passphrase comes on the standard input; without one, whoever asks for it meets its end.
        environment.push(("BORG_PASSPHRASE_FD".to_owned(), "0".to_owned()));
        environment.extend(keys());
        environment
    }
}

/// A folder that borg takes for the repository: settings and indexes copied, data behind a link.
fn stand_in(repository: &Path, folder: &Path) -> std::io::Result<String> {
    let stand_in = folder.join("repository");
    fs::create_dir(&stand_in)?;
    for entry in fs::read_dir(repository)? {
        let entry = entry?;
        let name = entry.file_name();
        let is_taken = name.to_str().is_some_and(|name| {
            name == "config"
                || name == "README"
                || ["index.", "hints.", "integrity."].iter().any(|start| name.starts_with(start))
        });
        if is_taken && entry.file_type()?.is_file() {
            fs::copy(entry.path(), stand_in.join(name))?;
        }
    }
    symlink(fs::canonicalize(repository.join("data"))?, stand_in.join("data"))?;
    Ok(stand_in.to_string_lossy().into_owned())
}

fn ssh(extra: &[String]) -> String {
    let quoted = extra.iter().map(|word| format!(" '{}'", word.replace('\'', "'\\''")));
    std::iter::once("ssh -o BatchMode=yes -o ConnectTimeout=20".to_owned()).chain(quoted).collect()
}

/// Where the operator's borg keeps key files.
fn keys() -> Option<(String, String)> {
    let told = ["BORG_KEY_FILE", "BORG_KEYS_DIR"]
        .iter()
        .find_map(|name| Some(((*name).to_owned(), std::env::var(name).ok()?)));
    let base = std::env::var("BORG_BASE_DIR").or_else(|_| std::env::var("HOME")).ok()?;
    told.or_else(|| Some(("BORG_KEYS_DIR".to_owned(), format!("{base}/.config/borg/keys"))))
}

/// What went wrong, in words for an operator: the stand-in means nothing to them.
fn trouble(answer: &Answer, stand_in: &str, location: &str) -> Trouble {
    let said = answer.complaint().replace(stand_in, location);
    let holds = |text: &str| answer.errors.contains(text);
    if holds("is incorrect") && holds("assphrase") {
        return Trouble::Sealed(
            FaultWord::Sealed,
            "the passphrase does not open the repository's key".into(),
        );
    }
    if holds("No key entry found") {
        return Trouble::Sealed(FaultWord::Missing, NO_KEY_WITHIN.into());
    }
    if holds("No key file for repository") {
        return Trouble::Sealed(FaultWord::Missing, no_key_file(keys()));
    }
    Trouble::Unfinished(format!("borg {}: {said}", answer.ending()))
}

/// Where borg looked for a key file, as its own variables say.
fn no_key_file(looked: Option<(String, String)>) -> String {
    let place = match looked {
        Some((name, file)) if name == "BORG_KEY_FILE" => format!("is at {file}, which BORG_KEY_FILE names"),
        Some((_, folder)) => format!("lies in {folder}, where borg looks for key files here"),
        None => "can be looked for: neither HOME nor BORG_KEYS_DIR is set".to_owned(),
    };
    format!("the repository's key is not there: no key file of this repository {place}")
}

const NO_KEY_WITHIN: &str = "the repository's key is not there: the repository keeps it in its own file `config`, and \
                             `config` holds none any more; `borg key import` puts back one that was exported";

/// The newest archive of every machine and command, those of the machine that is asked for first, then the newest, and
/// not more than anybody looks at.
fn newest<'a>(archives: &'a [Archive], hosts: &[String]) -> Vec<&'a Archive> {
    const MOST: usize = 16;
    let mut latest = BTreeMap::new();
    for archive in archives {
        latest.insert(archive.series(), archive);
    }
    let mut latest: Vec<&Archive> = latest.into_values().collect();
    let is_other =
        |archive: &Archive| !archive.hostname.as_deref().is_some_and(|name| machine::is_among(hosts, name));
    latest.sort_by(|one, other| (is_other(one), &other.start).cmp(&(is_other(other), &one.start)));
    latest.truncate(MOST);
    latest
}

#[derive(Deserialize)]
struct Listed {
    archives: Vec<Archive>,
}

#[derive(Deserialize)]
struct Archive {
    #[serde(rename = "archive")]
    name: String,
    start: String,
    #[serde(default)]
    hostname: Option<String>,
    #[serde(default)]
    command_line: CommandLine,
}

#[derive(Deserialize)]
struct Item {
    path: String,
}

impl Archive {
    fn snapshot(&self) -> SnapshotLine {
        SnapshotLine {
            id: self.name.clone(),
            time: time(&self.start),
            arrived: None,
            host: self.hostname.clone().filter(|host| !host.is_empty()),
            paths: self.paths(),
        }
    }

    /// What it was told to take in, as its contents are told.
    fn paths(&self) -> Vec<String> {
        self.command_line.paths().into_iter().map(|path| absolute(&path)).collect()
    }

    /// What makes archives follow each other. Where the command line names no place in the tree, it was run in different
    /// places perhaps, and only the archive's name tells jobs apart.
    fn series(&self) -> (Option<&str>, Vec<String>, String) {
        let paths = self.paths();
        let name = if paths.is_empty() { dated::series(&self.name) } else { String::new() };
        (self.hostname.as_deref(), paths, name)
    }
}

/// borg prints local time without saying so; it runs in UTC here.
fn time(text: &str) -> Option<Timestamp> {
    let local: DateTime = text.parse().ok()?;
    let milliseconds = local.to_zoned(TimeZone::UTC).ok()?.timestamp().as_millisecond();
    instant(milliseconds)
}

fn absolute(path: &str) -> String {
    if path.starts_with('/') { path.to_owned() } else { format!("/{path}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(errors: &str) -> String {
        use std::os::unix::process::ExitStatusExt;
        let status = std::process::ExitStatus::from_raw(2 << 8);
        let answer = Answer { status, output: Vec::new(), errors: errors.to_owned() };
        match trouble(&answer, "/tmp/vidne-borg-x/repository", "/srv/borg") {
            Trouble::Sealed(FaultWord::Missing, why) | Trouble::Unfinished(why) => why,
            _ => panic!("it is neither missing nor unfinished"),
        }
    }

    #[test]
    fn no_place_of_ours_is_told_as_the_operators() {
        let said = sealed("No key entry found in the config of repository /tmp/vidne-borg-x/repository.");
        assert!(said.contains("`config` holds none") && !said.contains("/tmp"), "{said}");
        let said = sealed("No key file for repository /tmp/vidne-borg-x/repository found in /keys.");
        assert!(said.contains("no key file of this repository") && !said.contains("vidne-borg"), "{said}");
        let said = sealed("/tmp/vidne-borg-x/repository is not a valid repository. Check repo config.");
        assert!(said.contains("/srv/borg is not a valid repository"), "{said}");
        let told = no_key_file(Some(("BORG_KEYS_DIR".into(), "/root/keys".into())));
        assert!(told.contains("lies in /root/keys"), "{told}");
        let told = no_key_file(Some(("BORG_KEY_FILE".into(), "/root/key".into())));
        assert!(told.contains("is at /root/key"), "{told}");
    }

    #[test]
    fn the_machine_that_is_asked_for_comes_first_whatever_others_wrote_after_it() {
        let archive = |number: u32, host: &str| Archive {
            name: format!("{host}-{number}"),
            start: format!("2026-01-{number:02}T03:00:00.000000"),
            hostname: Some(host.to_owned()),
            command_line: CommandLine::default(),
        };
        let others = (2..22).map(|number| archive(number, &format!("other-{number}")));
        let archives: Vec<Archive> = std::iter::once(archive(1, "app-1.example.org")).chain(others).collect();
        let first = |hosts: &[String]| newest(&archives, hosts)[0].name.clone();
        assert_eq!(newest(&archives, &[]).len(), 16);
        assert_eq!(first(&[]), "other-21-21");
        assert_eq!(first(&["APP-1".to_owned()]), "app-1.example.org-1");
    }
}
