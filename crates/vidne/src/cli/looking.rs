//! What can be typed about looking: at what, how long, how much. What is not typed is taken from the declaration.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// How a service is looked at. What is not given here is taken from `[observe]` in the declaration.
#[derive(Debug, Args)]
#[command(next_help_heading = "How to look")]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a switch on the command line, and means nothing else"
)]
pub(crate) struct Looking {
    /// How many further pages of each site are looked at, found by following its links.
    #[arg(long, value_name = "N")]
    pub(crate) crawl: Option<u32>,
    /// What is done about consent: nothing; refuse, then load anew; accept. Several with commas.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "PHASE")]
    pub(crate) phases: Vec<PhaseArgument>,
    /// Draws the sample of further pages; the same number draws the same sample [default: made from the service's id].
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// How many pages are loaded at once.
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..=16))]
    pub(crate) at_once: u8,
    /// How long a host is left alone between two further pages, in milliseconds.
    #[arg(long, value_name = "MS", default_value_t = 500)]
    pub(crate) pause: u64,
    /// How long a page may take to come to rest, in seconds.
    #[arg(long, value_name = "S", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=600))]
    pub(crate) deadline: u64,
    /// Keep the bodies of responses, too: larger evidence, complete archives.
    #[arg(long)]
    pub(crate) bodies: bool,
    /// The browser's program [default: the Chromium of this system].
    #[arg(long, value_name = "PATH")]
    pub(crate) browser: Option<PathBuf>,
    /// Which stored files of backups are read to their end: rolling (new ones, then those read longest ago, within the declared
    /// `read_budget`), all, nothing, or a number: so many, drawn by the newest checkpoint of the log.
    #[arg(long, value_name = "WHAT", default_value = "rolling")]
    pub(crate) read: Read,
    /// How long a look at one copy of a backup may take, in minutes.
    #[arg(long, value_name = "MIN", default_value_t = 720, value_parser = clap::value_parser!(u64).range(1..=20_160))]
    pub(crate) backup_deadline: u64,
    /// Run the browser without its own sandbox, where the system gives it none. The evidence says so.
    #[arg(long)]
    pub(crate) no_sandbox: bool,
    /// Begin anew where an earlier round was interrupted, instead of going on with it.
    #[arg(long)]
    pub(crate) fresh: bool,
    /// Say nothing while looking.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// What is done about consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PhaseArgument {
    BeforeConsent,
    Reject,
    Accept,
}

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Target {
    /// The site, with a browser.
    Web,
    /// Every copy of every backup whose place is declared.
    Backups,
    /// This machine: required items, where data lie, which files programs have open.
    Host,
}

/// Which stored files are read to their end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Read {
    /// New ones, then those read longest ago, within the declared budget.
    Rolling,
    /// Every one.
    All,
    /// None.
    Nothing,
    /// So many, drawn at random.
    Sample(u64),
}

impl std::str::FromStr for Read {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, &'static str> {
        match text {
            "rolling" => Ok(Self::Rolling),
            "all" => Ok(Self::All),
            "nothing" => Ok(Self::Nothing),
            count => match count.parse() {
                Ok(count) if count > 0 => Ok(Self::Sample(count)),
                _ => Err("write rolling, all, nothing, or how many files are drawn as a sample"),
            },
        }
    }
}
