//! Looks at machines and at copies of backups: from a declaration and arguments to evidence.
//!
//! It never judges what was seen. What could not be reached or finished is evidence, too, and the next look is made all the same.

mod book;
mod copy;
mod host;

use std::{
    path::{Component, Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, bail};
use vidne_backup::Stop;
use vidne_model::declared::Declared;
use vidne_rehearsal::Lab;

use crate::{
    cli::{Looking, Target},
    terminal,
};
use book::Book;

pub(crate) use host::print as print_host;

/// What is looked at besides a site.
pub(crate) struct Recovery<'a> {
    /// The declaration's folder.
    pub(crate) dir: &'a Path,
    /// What is declared.
    pub(crate) declared: &'a Declared,
    /// How to look.
    pub(crate) looking: &'a Looking,
    /// As which declared machine this one is looked at, where it was said.
    pub(crate) host: Option<&'a str>,
    /// What is looked at: everything that is declared, where nothing was said.
    pub(crate) only: &'a [Target],
}

/// How it went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Summary {
    /// Looks that were made.
    pub(crate) looks: usize,
    /// Whether somebody ended it before all was done.
    pub(crate) is_interrupted: bool,
}

impl Recovery<'_> {
    /// Looks at this machine, if it is a declared one, and at every copy whose place is declared.
    pub(crate) fn look(&self, keys: Option<&Path>) -> anyhow::Result<Summary> {
        let lab = self.lab()?;
        let host = if self.wants(Target::Host) { host::ask(self, lab.as_ref())? } else { None };
        let copies = if self.wants(Target::Backups) { copy::places(self.declared) } else { Vec::new() };
        let mut summary = Summary::default();
        if host.is_none() && copies.is_empty() {
            return Ok(summary);
        }
        let mut book = Book::open(self.dir, keys, &self.declared.service)?;
        if let Some(host) = host {
            host::look(self, &host, &mut book)?;
            summary.looks += 1;
        }
        if copies.is_empty() {
            return Ok(summary);
        }
        let stop = interruptible()?;
        summary.looks += copy::look(self, &copies, &mut book, &stop)?;
        summary.is_interrupted = stop.1();
        Ok(summary)
    }

    fn wants(&self, target: Target) -> bool {
        self.only.is_empty() || self.only.contains(&target)
    }

    /// The laboratory that stands for the declared machines and places, built where it is not.
    fn lab(&self) -> anyhow::Result<Option<Lab>> {
        let Some(folder) = &self.declared.observe.lab else { return Ok(None) };
        let lab = Lab::read(&self.below(folder)?)?;
        lab.build(&|step| self.say(step))?;
        Ok(Some(lab))
    }

    /// A folder of the declaration.
    fn below(&self, folder: &str) -> anyhow::Result<PathBuf> {
        let path = Path::new(folder);
        if !path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir)) {
            bail!("the laboratory `{folder}` must be a folder below the declaration");
        }
        let path = self.dir.join(path);
        path.canonicalize().with_context(|| format!("there is no laboratory in {}", path.display()))
    }

    fn say(&self, text: &str) {
        if !self.looking.quiet {
            terminal::say(text);
        }
    }
}

/// A request to stop, made when somebody interrupts; and whether somebody did.
type Interrupts = (Arc<Stop>, Box<dyn Fn() -> bool>);

/// The first interruption ends the look in good order: what was read stays in the ledger and is told. The second one ends at once.
fn interruptible() -> anyhow::Result<Interrupts> {
    use std::sync::atomic::{AtomicBool, Ordering};

    let (stop, asked) = (Arc::new(Stop::default()), Arc::new(AtomicBool::new(false)));
    let (to_stop, to_ask) = (Arc::clone(&stop), Arc::clone(&asked));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        runtime.block_on(async {
            if crate::round::signalled().await.is_err() {
                return;
            }
            to_ask.store(true, Ordering::Relaxed);
            to_stop.stop();
            terminal::say("interrupted: what was read is kept; once more ends at once");
            if crate::round::signalled().await.is_ok() {
                std::process::exit(1);
            }
        });
    })?;
    Ok((stop, Box::new(move || asked.load(Ordering::Relaxed))))
}
