//! The files that the machine's programs have open, or have mapped into their memory.
//!
//! It never opens one of them, never tells their content, and never tells of its own. What it holds is bounded; what did not
//! fit makes the programs that have it count as hidden.

use std::{
    collections::BTreeSet,
    ffi::OsStr,
    fs,
    os::unix::ffi::OsStrExt,
    path::{Path, PathBuf},
};

use super::{
    OpenFileSeen, OpenSeen, below, maps,
    mount::{self, Mount},
    place::Place,
    process::{Facts, Opened, Program, Unseen, facts},
    shown::shown,
    space::{Mounts, Spaces},
};

/// What the programs below `proc` have open below these folders.
pub(super) fn look(place: &Place<'_>, proc: &Path, below: &[String], remarks: &mut Vec<String>) -> OpenSeen {
    let programs = match programs(proc) {
        Ok(programs) => programs,
        Err(error) => {
            remarks.push(format!("the programs could not be listed: {error}; mount /proc"));
            return OpenSeen::NotLooked;
        }
    };
    let mut gathering = Gathering::new(place, proc, below);
    // The first program always runs. Where it is not listed, those of others are not either.
    if !programs.contains(&1) {
        gathering.hidden += 1;
        remarks.push(format!("/proc does not list the programs of others (`hidepid`): {MEND}"));
    }
    let own = fs::read_link(proc.join("self")).ok();
    for number in programs {
        let folder = PathBuf::from(number.to_string());
        if own.as_ref() != Some(&folder) {
            gathering.look_at(Program(&proc.join(folder)));
        }
    }
    gathering.end(remarks)
}

fn programs(proc: &Path) -> std::io::Result<BTreeSet<u32>> {
    let entries = fs::read_dir(proc)?.filter_map(Result::ok);
    Ok(entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect())
}

/// What was found so far.
struct Gathering<'a> {
    place: &'a Place<'a>,
    below: Vec<Vec<u8>>,
    spaces: Spaces,
    files: BTreeSet<OpenFileSeen>,
    bytes: usize,
    hidden: u32,
    most: Most,
    room: Room,
    without_path: u64,
}

/// How much is held at most.
#[derive(Debug, Clone, Copy)]
struct Most {
    files: usize,
    /// Of all names together.
    bytes: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Room {
    Left,
    Full,
}

/// How one program is looked at.
struct View {
    by: String,
    mounts: Option<Mounts>,
    /// Something of it did not fit.
    cut: bool,
}

impl<'a> Gathering<'a> {
    fn new(place: &'a Place<'a>, proc: &Path, below: &[String]) -> Self {
        Self {
            place,
            below: below.iter().flat_map(|folder| scope(place, folder)).collect(),
            spaces: Spaces::new(proc),
            files: BTreeSet::new(),
            bytes: 0,
            hidden: 0,
            most: MOST,
            room: Room::Left,
            without_path: 0,
        }
    }

    fn look_at(&mut self, program: Program<'_>) {
        if !program.is_alive() {
            return;
        }
        let mut view = View { by: program.name(), mounts: self.spaces.foreign(program.0), cut: false };
        let seen = self.opened(program, &mut view).and_then(|()| {
            program.each_mapped(|line| {
                if let Some(mapped) = maps::mapped(line) {
                    self.mapped(mapped, &mut view);
                }
            })
        });
        // Of a program that ends, the kernel says what it says of one that may not be looked at.
        if view.cut || (seen == Err(Unseen::Hidden) && program.is_alive()) {
            self.hidden = self.hidden.saturating_add(1);
        }
    }

    fn opened(&mut self, program: Program<'_>, view: &mut View) -> Result<(), Unseen> {
        let mut result = Ok(());
        for opened in program.opened()? {
            match opened {
                Ok(opened) => self.open_file(&opened, view),
                Err(Unseen::Hidden) => result = Err(Unseen::Hidden),
                // One file was closed meanwhile; the others stand.
                Err(Unseen::Gone) => {}
            }
        }
        result
    }

    fn open_file(&mut self, opened: &Opened, view: &mut View) {
        if !opened.target.starts_with(b"/") {
            return;
        }
        let paths = self.paths(&opened.target, view.mounts.as_deref());
        if !paths.is_empty() && !paths.iter().any(|path| self.told(path).is_some()) {
            return;
        }
        let Ok(own) = facts(&opened.link) else { return };
        if !own.stands {
            return;
        }
        let ours = view.mounts.is_none() && !is_marked(&opened.target);
        let same = |path: &&Vec<u8>| ours || at(path).is_some_and(|there| there.identity == own.identity);
        match paths.iter().filter(|path| self.told(path).is_some()).find(same) {
            Some(path) => self.add(path, view),
            None => self.lack_path(&opened.target, view),
        }
    }

    fn mapped(&mut self, mapped: maps::Mapped<'_>, view: &mut View) {
        let readings = maps::readings(mapped.path);
        let mounts = view.mounts.clone();
        let paths = readings.iter().flat_map(|path| self.paths(path, mounts.as_deref())).collect::<Vec<_>>();
        if paths.is_empty() {
            self.lack_path(mapped.path, view);
        }
        let marked = is_marked(mapped.path);
        let stands = |path: &&Vec<u8>| {
            self.told(path).is_some()
                && at(path).is_some_and(|there| there.stands && (!marked || there.identity.2 == mapped.inode))
        };
        if let Some(path) = paths.iter().find(stands) {
            self.add(path, view);
        }
    }

    /// Where a file that a program knows by that path lies for us.
    fn paths(&self, path: &[u8], theirs: Option<&Vec<Mount>>) -> Vec<Vec<u8>> {
        match theirs {
            None => vec![path.to_vec()],
            Some(theirs) => mount::elsewhere(theirs, self.spaces.ours(), path),
        }
    }

    /// The path as it is told, where somebody asked for it.
    fn told<'p>(&self, path: &'p [u8]) -> Option<&'p [u8]> {
        let told = self.place.inside(path)?;
        let asked =
            self.below.is_empty() || self.below.iter().any(|folder| below::rest(told, folder).is_some());
        asked.then_some(told)
    }

    fn add(&mut self, path: &[u8], view: &mut View) {
        let Some(told) = self.told(path) else { return };
        let file = OpenFileSeen { path: shown(told), by: view.by.clone() };
        if self.files.contains(&file)
            || mount::holding(self.spaces.ours(), path).is_some_and(Mount::is_kernel)
        {
            return;
        }
        let bytes = file.path.len() + file.by.len();
        if self.files.len() >= self.most.files || self.bytes + bytes > self.most.bytes {
            self.room = Room::Full;
            view.cut = true;
            return;
        }
        self.bytes += bytes;
        self.files.insert(file);
    }

    fn lack_path(&mut self, target: &[u8], view: &View) {
        if view.mounts.is_some() && !is_marked(target) {
            self.without_path += 1;
        }
    }

    fn end(self, remarks: &mut Vec<String>) -> OpenSeen {
        if self.room == Room::Full {
            let Most { files, bytes } = self.most;
            remarks.push(format!(
                "more than {files} files, or {bytes} bytes of names, are open: ask for fewer folders"
            ));
        }
        if self.without_path > 0 {
            let count = self.without_path;
            remarks.push(format!("{count} times a container has a file open that has no path outside of it"));
        }
        if self.hidden > 0 {
            remarks.push(format!(
                "{} programs could not be looked at, or not to their end: {MEND}",
                self.hidden
            ));
        }
        OpenSeen::Seen { files: self.files.into_iter().collect(), hidden_programs: self.hidden }
    }
}

/// A folder, and where it really lies if a symbolic link leads there: programs' files are told by their real paths.
fn scope(place: &Place<'_>, folder: &str) -> Vec<Vec<u8>> {
    let mut paths = vec![folder.as_bytes().to_vec()];
    let real = place.reach(Path::new(folder)).ok().and_then(|reached| reached.real_path().ok());
    let real = real.as_ref().and_then(|real| place.inside(real.as_os_str().as_bytes()));
    paths.extend(real.filter(|real| *real != folder.as_bytes()).map(<[u8]>::to_vec));
    paths
}

fn at(path: &[u8]) -> Option<Facts> {
    facts(Path::new(OsStr::from_bytes(path))).ok()
}

/// Whether the kernel may have marked the file as gone. A file may be called so, too.
fn is_marked(path: &[u8]) -> bool {
    path.ends_with(b" (deleted)")
}

const MOST: Most = Most { files: 200_000, bytes: 64 << 20 };
const MEND: &str = "run as root, or give CAP_SYS_PTRACE and CAP_DAC_READ_SEARCH";

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Gathering, Most, OpenSeen, Place, Room, View};

    fn gather(most: Most) -> (OpenSeen, Vec<String>, bool) {
        let place = Place::new(Path::new("/"));
        let mut gathering = Gathering { most, ..Gathering::new(&place, Path::new("/not/there"), &[]) };
        let mut view = View { by: "db".to_owned(), mounts: None, cut: false };
        for path in ["/srv/a", "/srv/b", "/srv/a", "/srv/c"] {
            gathering.add(path.as_bytes(), &mut view);
        }
        let mut remarks = Vec::new();
        assert_eq!(gathering.room == Room::Full, view.cut);
        (gathering.end(&mut remarks), remarks, view.cut)
    }

    #[test]
    fn what_does_not_fit_is_left_out_and_says_so() {
        for most in [Most { files: 2, bytes: 100 }, Most { files: 100, bytes: 23 }] {
            let (seen, remarks, cut) = gather(most);
            let OpenSeen::Seen { files, .. } = seen else { panic!("{seen:?}") };
            assert_eq!(files.iter().map(|file| &*file.path).collect::<Vec<_>>(), ["/srv/a", "/srv/b"]);
            assert!(cut && remarks[0].contains("ask for fewer folders"), "{remarks:?}");
        }
    }

    #[test]
    fn what_fits_is_told_whole() {
        let (seen, remarks, cut) = gather(Most { files: 3, bytes: 24 });
        assert!(matches!(seen, OpenSeen::Seen { files, .. } if files.len() == 3));
        assert!(!cut && remarks.is_empty());
    }
}
