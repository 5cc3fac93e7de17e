//! Looks at the copies of backups, one after another.
//!
//! A copy that cannot be reached or finished is told in its own line; it never keeps the next one from being looked at.

use std::{
    cell::Cell,
    path::PathBuf,
    time::{Duration, Instant},
};

use vidne_backup::{
    self as backup, Ask, Contents, Cut, Limits, Progress, ReadMode, SemanticMode, Tool, Worker,
};
use vidne_model::{
    declared::{Backup, BackupTool, Copy, Declared, Secret},
    time::date_of,
};
use vidne_read::lines::{BackupLine, ListWord, ReachWord};

use super::{
    Interrupts, Recovery,
    book::{Book, OBSERVER, name_of},
};
use crate::{cli::Read, terminal};

/// Every copy in use whose place is declared.
pub(super) fn places(declared: &Declared) -> Vec<(&Backup, &Copy)> {
    let today = date_of(jiff::Timestamp::now());
    let backups = declared.backups.iter().filter(|backup| backup.period.holds(today));
    let copies = backups.flat_map(|backup| backup.copies.iter().map(move |copy| (backup, copy)));
    copies.filter(|(_, copy)| copy.period.holds(today) && copy.location.is_some()).collect()
}

/// Looks at each. How many looks were made.
pub(super) fn look(
    recovery: &Recovery<'_>,
    copies: &[(&Backup, &Copy)],
    book: &mut Book,
    stop: &Interrupts,
) -> anyhow::Result<usize> {
    let ledger = book.ledger(copies)?;
    let mut looks = 0;
    for (declared, copy) in copies {
        if stop.1() {
            break;
        }
        let mut ask = ask(recovery, declared, copy)?;
        ask.seed = book.seed()?;
        ask.last = ledger.standing(declared.id.as_str(), copy.id.as_str())?;
        let ears = Ears::new(format!("{}/{}", declared.id, copy.id), recovery.looking.quiet);
        let begun = Instant::now();
        let look = backup::look(&ask, &ledger, &ears, &stop.0).map_err(|error| {
            let help = error.help();
            anyhow::Error::new(error).context(help)
        })?;
        // Only a look that told which files lie there changes the ledger: it is found again by its name.
        let name = if look.line.stock.is_some() {
            name_of(&ask.backup, &ask.copy)
        } else {
            format!("{}@{}.jsonl", ask.backup, ask.copy)
        };
        let exhibit = book.keep(&look.recorded(), name, OBSERVER)?;
        ledger.tell(&look.line, exhibit)?;
        looks += 1;
        recovery.say(&told(&ears.what, &look.line, look.cut.as_ref(), begun.elapsed()));
    }
    Ok(looks)
}

fn ask(recovery: &Recovery<'_>, declared: &Backup, copy: &Copy) -> anyhow::Result<Ask> {
    let looking = recovery.looking;
    let location = copy.location.clone().unwrap_or_default();
    let is_path = !location.contains("://");
    Ok(Ask {
        backup: declared.id.as_str().to_owned(),
        copy: copy.id.as_str().to_owned(),
        tool: tool(declared.tool),
        location: if is_path { recovery.dir.join(location).to_string_lossy().into_owned() } else { location },
        key: copy.key.as_ref().map(|secret| match secret {
            Secret::File(path) => backup::Secret::File(recovery.dir.join(path)),
            Secret::Command(words) => backup::Secret::Command(words.clone()),
        }),
        stanza: copy.stanza.clone(),
        byte_budget: declared.read_budget,
        read: match looking.read {
            Read::Rolling => ReadMode::Rolling,
            Read::All => ReadMode::All,
            Read::Nothing => ReadMode::Nothing,
            Read::Sample(files) => ReadMode::Sample { files },
        },
        hosts: names(recovery.declared, declared),
        contents: Contents::Newest,
        semantic: if looking.read == Read::Nothing { SemanticMode::LeaveOut } else { SemanticMode::Owed },
        deadline: Duration::from_secs(60 * looking.backup_deadline),
        seed: [0; 32],
        last: None,
        workers: 0,
        worker: worker()?,
        ssh: Vec::new(),
        limits: Limits::default(),
    })
}

/// What the machine is called that a backup is of.
fn names(declared: &Declared, backup: &Backup) -> Vec<String> {
    let hosts = declared.hosts.iter().filter(|host| host.id.as_str() == backup.of.as_str());
    hosts.map(|host| host.name.clone()).chain([backup.of.as_str().to_owned()]).collect()
}

/// This program, as the child that works with keys.
fn worker() -> anyhow::Result<Worker> {
    let program: PathBuf = std::env::current_exe()?;
    Ok(Worker { program, arguments: vec![WORKER.to_owned()] })
}

fn tool(tool: BackupTool) -> Tool {
    match tool {
        BackupTool::Restic => Tool::Restic,
        BackupTool::Borg => Tool::Borg,
        BackupTool::PgBackRest => Tool::PgBackRest,
        BackupTool::Folder => Tool::Folder,
        BackupTool::Tar => Tool::Tar,
    }
}

/// What a look came to, in one line.
fn told(what: &str, line: &BackupLine, cut: Option<&Cut>, took: Duration) -> String {
    let reach = match &line.reach {
        ReachWord::Reached => String::new(),
        ReachWord::Unreachable(why) => format!("cannot be reached: {why}; "),
        ReachWord::NoRepository(why) => format!("no repository there: {why}; "),
        ReachWord::CouldNotComplete(why) => format!("could not be looked at to the end: {why}; "),
    };
    let list = match &line.list {
        ListWord::Whole | ListWord::NamesOnly(_) => format!("{} snapshots, ", line.snapshots.len()),
        ListWord::Unknown(_) => String::new(),
    };
    let stock = line.stock.as_ref().map_or_else(String::new, |stock| {
        #[expect(clippy::cast_precision_loss, reason = "a size for people")]
        let size = stock.bytes as f64 / 1e6;
        format!("{} files with {size:.1} MB, ", stock.files)
    });
    let faults = match line.faults.len() {
        0 => String::new(),
        1 => "1 fault, ".to_owned(),
        count => format!("{count} faults, "),
    };
    let cut = cut.map_or_else(String::new, |cut| format!("; less was read than was due: {cut}"));
    format!("{what}: {reach}{list}{stock}{faults}{:.1} s{cut}", took.as_secs_f64())
}

/// Tells how far a look is, on a terminal only, and not too often.
struct Ears {
    what: String,
    shows: bool,
    last: Cell<Option<Instant>>,
}

impl Ears {
    fn new(what: String, is_quiet: bool) -> Self {
        Self { what, shows: !is_quiet && terminal::is_watched(), last: Cell::new(None) }
    }
}

impl Progress for Ears {
    fn stage(&self, what: &str) {
        if self.shows {
            terminal::say(&format!("{}: {what}", self.what));
        }
    }

    fn read(&self, done: u64, of: u64) {
        let is_due = self.last.get().is_none_or(|last| last.elapsed() >= Duration::from_secs(5));
        if self.shows && is_due {
            self.last.set(Some(Instant::now()));
            let percent = done.saturating_mul(100).checked_div(of).unwrap_or(100);
            terminal::say(&format!("{}: {percent} % of {} MB read", self.what, of / 1_000_000));
        }
    }
}

/// The hidden verb under which this program works with keys.
const WORKER: &str = "backup-worker";
