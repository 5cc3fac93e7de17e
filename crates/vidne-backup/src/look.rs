//! One look at one copy, from reaching it to the line that tells of it.
//!
//! It never judges and never calls a failure of the copy an error of ours: what cannot be reached, opened or finished is
//! told in the line.

use std::path::Path;

use jiff::Timestamp;
use vidne_read::lines::{BackupLine, LookerLine, ReachWord};

use crate::{
    ask::{Ask, Tool},
    course::{Course, End},
    format,
    ledger::{Ledger, LedgerError},
    place::{self, PlaceError},
    progress::{Cut, Progress, Stop, Watch},
};

/// What a look recorded.
#[derive(Debug, Clone)]
pub struct Look {
    /// The observation, as it is to be kept.
    pub line: BackupLine,
    /// Why less was read than was to be, if so. What was read is told all the same.
    pub cut: Option<Cut>,
}

impl Look {
    /// The one line, closed by a line break: the bytes of the exhibit.
    pub fn recorded(&self) -> String {
        vidne_read::lines::write_backup(&self.line)
    }
}

/// A look could not be made, for a reason that lies with us or with our caller.
#[derive(Debug, thiserror::Error)]
pub enum LookError {
    /// The ledger does not go on from the look that the caller named.
    #[error("the ledger does not go on from the last look of {backup}, {copy}")]
    LedgerOutOfStep {
        /// The backup.
        backup: String,
        /// The copy.
        copy: String,
    },
    /// The ledger could not be used.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl LookError {
    /// How to mend it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::LedgerOutOfStep { .. } => LedgerError::OutOfStep.help(),
            Self::Ledger(error) => error.help(),
        }
    }
}

/// Looks at one copy once. Nothing in the copy is changed, and nothing is left behind there.
///
/// # Errors
/// The ledger cannot be used, or goes on from another look than `ask.last`.
pub fn look(ask: &Ask, ledger: &Ledger, progress: &dyn Progress, stop: &Stop) -> Result<Look, LookError> {
    let mine = ledger.copy(&ask.backup, &ask.copy)?;
    if mine.standing()? != ask.last {
        return Err(LookError::LedgerOutOfStep { backup: ask.backup.clone(), copy: ask.copy.clone() });
    }
    let line = BackupLine {
        backup: ask.backup.clone(),
        copy: ask.copy.clone(),
        tool: format!("vidne {}", env!("CARGO_PKG_VERSION")),
        looker: Some(looker()),
        ..BackupLine::default()
    };
    let mut course = Course::new(ask, mine, Watch::new(stop, ask.deadline), progress, line);
    let ended = match place::open(ask) {
        Ok(place) => run(&mut course, &*place),
        Err(error) => course.end(error),
    };
    match ended {
        Ok(()) | Err(End::Told) => {}
        Err(End::Failed(error)) => return Err(error),
    }
    let mut look = course.into_look();
    look.line.at = Timestamp::now();
    Ok(look)
}

fn run(course: &mut Course<'_>, place: &dyn place::Place) -> Result<(), End> {
    match course.ask.tool {
        Tool::Restic => format::restic::look(course, place),
        Tool::Borg => format::borg::look(course, place),
        Tool::PgBackRest => format::pgbackrest::look(course, place),
        Tool::Folder | Tool::Tar => format::listed::look(course, place),
    }
}

impl Course<'_> {
    /// Ends the look early, with the place's own reason.
    pub(crate) fn end(&mut self, error: PlaceError) -> Result<(), End> {
        self.line.reach = match error {
            PlaceError::Unreachable(why) => ReachWord::Unreachable(why),
            PlaceError::NotThere(why) => ReachWord::NoRepository(why),
            PlaceError::TooMuch(why) => ReachWord::CouldNotComplete(why),
            PlaceError::Cut(cut) => {
                let why = format!("listing the copy was not finished: {cut}");
                self.cut = Some(cut);
                ReachWord::CouldNotComplete(why)
            }
        };
        Err(End::Told)
    }
}

/// Who looks, and from where.
fn looker() -> LookerLine {
    let host = rustix::system::uname().nodename().to_string_lossy().into_owned();
    let number = rustix::process::geteuid().as_raw();
    let user = user_name(Path::new("/etc/passwd"), number).unwrap_or_else(|| format!("user {number}"));
    LookerLine { host, user: Some(user) }
}

fn user_name(accounts: &Path, number: u32) -> Option<String> {
    let accounts = std::fs::read_to_string(accounts).ok()?;
    accounts.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1)?.parse() == Ok(number)).then(|| name.to_owned())
    })
}
