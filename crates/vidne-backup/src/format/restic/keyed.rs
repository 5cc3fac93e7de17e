//! What a worker tells of a restic repository that it opened with the key.
//!
//! It never takes a worker's silence for a good sign: what was not said to its end could not be completed.

use std::{collections::BTreeSet, time::Duration};

use vidne_read::lines::{
    ContentsLine, FaultLine, FaultWord, ListWord, PartWord, ReachWord, SemanticLine, SemanticWord,
    SnapshotLine,
};

use super::CONFIG;
use crate::{
    ask::{Contents, SemanticMode},
    child::{self, Task},
    course::Course,
    fault::{of_all, of_file},
    place::Location,
    secret::{self, Disclosed},
    stock::{Held, Survey},
    worker::{Closed, Request, Said, Work},
};

/// What the key has shown so far.
pub(super) struct Keyed {
    key: Disclosed,
    /// Faults that the structure shows.
    pub(super) faults: Vec<FaultLine>,
}

/// Opens the repository with the key, where there is one: its structure, snapshots and contents go into the line.
/// Returns nothing where it could not be opened; the line then says why.
pub(super) fn open(course: &mut Course<'_>) -> Option<Keyed> {
    let secret = course.ask.key.as_ref()?;
    course.progress.stage("opening with the key");
    let key = match secret::fetch(course.ask, secret, &course.watch) {
        Ok(key) => key,
        Err(why) => {
            course.line.list = ListWord::NamesOnly(why.clone());
            course.could_not_complete(why);
            return None;
        }
    };
    let mut heard = Heard::default();
    let contents = course.ask.contents == Contents::Newest;
    // Reading still has to come, so that a worker that hangs must not take all the time.
    let outcome =
        ask(course, &key, Work::List { contents }, course.watch.left() / 2, &mut |said| heard.take(said));
    let is_opened = heard.closed.is_none() && heard.is_listed;
    if let Some(closed) = heard.closed.take() {
        tell_closed(course, closed);
    } else if let Err(why) = outcome {
        course.line.list = ListWord::NamesOnly(why.clone());
        course.could_not_complete(why);
    }
    if !is_opened {
        return None;
    }
    let over = heard.snapshots.len().saturating_sub(course.ask.limits.snapshots);
    if over > 0 {
        let detail = format!("it holds {} snapshots; the oldest {over} are not told", heard.snapshots.len());
        course.fault(of_all(FaultWord::Refused, PartWord::Snapshot, detail));
        heard.snapshots.drain(..over);
    }
    course.line.snapshots = heard.snapshots;
    course.line.contents = heard.contents;
    course.line.list = match &course.line.reach {
        ReachWord::Reached => ListWord::Whole,
        _ => std::mem::take(&mut course.line.list),
    };
    Some(Keyed { key, faults: heard.faults })
}

impl Keyed {
    /// Adds to faults of single packs which snapshots and paths they affect, where that is not told yet.
    pub(super) fn trace(&self, course: &mut Course<'_>) {
        let untold = |fault: &&FaultLine| {
            let is_broken = !matches!(fault.kind, FaultWord::Refused | FaultWord::Unreferenced);
            fault.part == PartWord::Data && fault.snapshots.is_empty() && is_broken
        };
        let files: Vec<String> =
            course.faults.iter().filter(untold).filter_map(|fault| fault.file.clone()).collect();
        if files.is_empty() {
            return;
        }
        let mut affected = Vec::new();
        let work = Work::Affected { files };
        let outcome = ask(course, &self.key, work, course.watch.left(), &mut |said| {
            if let Said::Affected { file, snapshots, paths, more } = said {
                let detail = more.unwrap_or_default();
                let line = of_file(FaultWord::Altered, PartWord::Data, &file, detail);
                affected.push(FaultLine { snapshots, paths, ..line });
            }
        });
        for fault in affected {
            course.faults.take(fault);
        }
        if let Err(why) = outcome {
            course.could_not_complete(why);
        }
    }

    /// Opens the packs that never were, in the order in which the ledger owes them.
    pub(super) fn verify(&self, course: &mut Course<'_>, survey: &Survey) {
        // What no index lists is put together with nothing. The ledger leaves out the same ones: those that are told.
        let unreferenced: BTreeSet<&str> = (course.faults.iter())
            .filter(|fault| fault.kind == FaultWord::Unreferenced)
            .filter_map(|fault| fault.file.as_deref())
            .collect();
        let is_taken = |held: &&Held| {
            held.part == PartWord::Data
                && !unreferenced.contains(&*held.name)
                && (course.ask.semantic == SemanticMode::All || held.owed.is_some())
        };
        if course.ask.semantic == SemanticMode::LeaveOut {
            return;
        }
        let by = format!("vidne {}", env!("CARGO_PKG_VERSION"));
        if let Some(name) = survey.unseen.keys().find(|name| name.starts_with("data/")) {
            // The ledger counts in order what was put together: nothing may be left out.
            let outcome = SemanticWord::CouldNotComplete(format!("{name} lies where nothing may be listed"));
            course.line.semantic = Some(SemanticLine { outcome, files: 0, by });
            return;
        }
        let mut packs: Vec<&Held> = survey.files.iter().filter(is_taken).collect();
        packs.sort_by_key(|held| (held.owed.unwrap_or(i64::MIN), &*held.name));
        let files: Vec<String> = packs.iter().map(|held| held.name.to_string()).collect();
        course.progress.stage("putting together with the key");
        let (mut done, mut faults) = (0, Vec::new());
        let asked = files.len() as u64;
        let outcome = if files.is_empty() {
            Ok(())
        } else {
            ask(course, &self.key, Work::Semantic { files }, course.watch.left(), &mut |said| match said {
                Said::Verified { files } => done = files,
                Said::Fault(fault) => faults.push(fault),
                _ => {}
            })
        };
        let is_unread =
            |fault: &&FaultLine| fault.kind == FaultWord::Refused && fault.part != PartWord::Other;
        let unread = faults.iter().chain(&self.faults).find(is_unread).map(|fault| {
            let file = fault.file.as_ref().map(|file| format!("{file}: ")).unwrap_or_default();
            format!("{file}{}", fault.detail)
        });
        let is_broken = |kind| !matches!(kind, FaultWord::Refused | FaultWord::Unreferenced);
        let is_faulty = faults.iter().chain(&self.faults).any(|fault| is_broken(fault.kind));
        for fault in faults {
            course.fault(fault);
        }
        let outcome = match outcome {
            Ok(()) if done < asked => {
                SemanticWord::CouldNotComplete(format!("{done} of {asked} packs were opened"))
            }
            Err(why) => SemanticWord::CouldNotComplete(format!("{done} of {asked} packs were opened: {why}")),
            Ok(()) if is_faulty => SemanticWord::Faulty,
            Ok(()) => match unread {
                Some(why) => {
                    done = 0;
                    SemanticWord::CouldNotComplete(why)
                }
                None => SemanticWord::Sound,
            },
        };
        course.line.semantic = Some(SemanticLine { outcome, files: done, by });
    }
}

#[derive(Default)]
struct Heard {
    closed: Option<Closed>,
    is_listed: bool,
    snapshots: Vec<SnapshotLine>,
    contents: Vec<ContentsLine>,
    faults: Vec<FaultLine>,
}

impl Heard {
    fn take(&mut self, said: Said) {
        match said {
            Said::Closed(why) => self.closed = Some(why),
            Said::Snapshots(snapshots) => {
                self.snapshots = snapshots;
                self.is_listed = true;
            }
            Said::Contents(contents) => self.contents.push(contents),
            Said::Fault(fault) => self.faults.push(fault),
            _ => {}
        }
    }
}

fn tell_closed(course: &mut Course<'_>, closed: Closed) {
    let (fault, why) = match closed {
        Closed::WrongPassword(why) => (Some(of_all(FaultWord::Sealed, PartWord::Key, why.clone())), why),
        // That no key is left is told from the names.
        Closed::NoKey(why) if why.starts_with("no key file") => (None, why),
        Closed::NoKey(why) => (Some(of_all(FaultWord::Altered, PartWord::Key, why.clone())), why),
        Closed::Settings(why) if why.contains("not there") => (None, why),
        Closed::Settings(why) => {
            (Some(of_file(FaultWord::Altered, PartWord::Settings, CONFIG, why.clone())), why)
        }
        Closed::Other(why) => {
            course.could_not_complete(why.clone());
            (None, why)
        }
    };
    if let Some(fault) = fault {
        course.fault(fault);
    }
    course.line.list = ListWord::NamesOnly(format!("it does not open: {why}"));
}

/// Asks a worker, and passes on what it says. The error is why it did not say everything.
fn ask(
    course: &Course<'_>,
    key: &Disclosed,
    work: Work,
    allowed: Duration,
    take: &mut dyn FnMut(Said),
) -> Result<(), String> {
    let location = Location::parse(&course.ask.location)?;
    let request = Request {
        location,
        ssh: course.ask.ssh.clone(),
        key: key.0.clone(),
        workers: course.workers(),
        hosts: course.ask.hosts.clone(),
        paths: course.ask.limits.paths,
        work,
    };
    let task = Task {
        worker: &course.ask.worker,
        tool: None,
        environment: Vec::new(),
        input: serde_json::to_vec(&request).map_err(|error| error.to_string())?,
        memory: course.ask.limits.memory,
        output: course.ask.limits.output,
        allowed,
    };
    let mut state = State::default();
    let answer = child::run(task, &course.watch, &mut |line| match serde_json::from_slice(line) {
        Ok(Said::Done) => state.is_done = true,
        Ok(Said::Failed(why)) => state.failed = Some(why),
        Ok(said) => take(said),
        Err(_) => state.nonsense += 1,
    });
    let answer = answer.map_err(|failure| failure.to_string())?;
    match state {
        State { failed: Some(why), .. } => Err(why),
        State { nonsense: 0, is_done: true, .. } => Ok(()),
        State { nonsense: 1.., .. } => {
            Err(format!("the worker {} after printing nonsense: {}", answer.ending(), answer.complaint()))
        }
        State { .. } => Err(format!("the worker {}: {}", answer.ending(), answer.complaint())),
    }
}

#[derive(Default)]
struct State {
    is_done: bool,
    failed: Option<String>,
    nonsense: u64,
}
