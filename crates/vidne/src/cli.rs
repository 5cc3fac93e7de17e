//! What can be typed: verbs, arguments and their help. What they mean stands in `command/`.

mod looking;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::{Timestamp, civil::Date};
use vidne_model::time::end_of;

pub(crate) use looking::{Looking, PhaseArgument, Read, Target};

/// Watches a digital service and tells, with evidence that a stranger can check, where it differs from what its operator
/// declares.
///
/// A first round: `vidne init mysite --url https://www.example.se/`, then `vidne audit mysite`: it looks at the site with a browser, lays
/// what it saw beside what the files in `mysite` declare, and writes a report. Describe the service in these files, and audit again.
#[derive(Debug, Parser)]
#[command(name = "vidne", version, after_help = EXIT_CODES, max_term_width = 110)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

const EXIT_CODES: &str = "Exit codes, the same for every format:
   0  nothing found and nothing open
   1  could not do the job, or (verify) the evidence is not intact
   2  bad arguments or a mistake in the declaration
   3  nothing to assess
  10  only open questions
  11  the heaviest finding is a note
  12  the heaviest finding is a warning
  13  the heaviest finding is a violation";

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Write a commented declaration to start from.
    Init(Init),
    /// Read a declaration and show every mistake in it, with its line and how to mend it.
    Check(Check),
    /// Look at everything that is declared - site, backups, this machine -, assess it, and write a report.
    Audit(Audit),
    /// Look at a site with a browser, at copies of backups, at this machine, and keep everything that was seen as evidence.
    Observe(Observe),
    /// Keep captures as exhibits, enter them in the log, and tell what they show.
    Import(Import),
    /// Lay declared and observed side by side: findings and open questions.
    Assess(Assess),
    /// Tell what will break, and when, if nobody acts.
    Forecast(Forecast),
    /// Write looks as HAR 1.2 or WACZ files, for other tools.
    Export(Export),
    /// Explain a rule: why it matters, how to put things right, when it fires.
    Explain(Explain),
    /// List the legal facts that hold on a day: instruments, adequacy decisions, appeals.
    Law(Law),
    /// Check a folder of evidence: every entry, every exhibit's bytes, every signature.
    ///
    /// Ends with 0 where it is intact and with 1 where it is not, or cannot be checked. Nothing but the files and the public key is needed,
    /// and nothing is changed. What a folder cannot tell of itself is said: give --key and --against for that.
    Verify(Verify),
    /// Tell which tools are here, what for, and how to install what is missing.
    Doctor,
    /// Print a published JSON Schema.
    Schema(Schema),
    /// Print this help as Markdown, for the documentation.
    #[command(hide = true)]
    HelpMarkdown,
    /// Work with a repository's key, away from the process that asked.
    #[command(hide = true)]
    BackupWorker {
        /// What the asking process says.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<std::ffi::OsString>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The folder to write; it must not hold a declaration yet.
    pub(crate) dir: PathBuf,
    /// The address of the service.
    #[arg(long, default_value = "https://www.example.se/")]
    pub(crate) url: String,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The folder of the declaration.
    pub(crate) dir: PathBuf,
    /// How to print mistakes.
    #[arg(long, value_enum, default_value_t = CheckFormat::Plain)]
    pub(crate) format: CheckFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    Plain,
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The folder of the declaration; evidence is kept in `evidence/` below it.
    pub(crate) dir: PathBuf,
    /// Captures: HAR 1.2, raw DevTools log, EDPS `inspection.json`, WARC, WACZ, vidne's observation lines, or a picture that
    /// these refer to.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// What the files are, where their content does not tell: har, devtools-log, visit-log, wec-inspection, warc, wacz,
    /// vidne-lines.
    #[arg(long)]
    pub(crate) format: Option<String>,
    /// The folder of signing keys [default: that of the environment's `VIDNE_KEY_DIR`, else ~/.config/vidne/keys].
    #[arg(long, value_name = "DIR")]
    pub(crate) keys: Option<PathBuf>,
    /// Enter a capture again although the log has it already.
    #[arg(long)]
    pub(crate) again: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Audit {
    /// The folders of declarations, one for each service.
    #[arg(required = true)]
    pub(crate) dirs: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) looking: Looking,
    #[command(flatten)]
    pub(crate) told: Told,
    /// Where the HTML report goes [default: `report.html` in the service's folder].
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Observe {
    /// The folders of declarations, one for each service; evidence is kept in `evidence/` below each.
    #[arg(required = true)]
    pub(crate) dirs: Vec<PathBuf>,
    /// Look at these only; several with commas [default: everything that is declared].
    #[arg(long, value_enum, value_delimiter = ',', value_name = "WHAT")]
    pub(crate) only: Vec<Target>,
    /// As which declared host this machine is looked at [default: the one that has its name].
    #[arg(long, value_name = "HOST")]
    pub(crate) host: Option<String>,
    /// With `--only host`: write what was seen to this file (`-`: print it) instead of keeping it as evidence. For a machine that
    /// keeps none: `vidne import` takes the file in where the evidence is.
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) looking: Looking,
    /// The folder of signing keys [default: that of the environment's `VIDNE_KEY_DIR`, else ~/.config/vidne/keys].
    #[arg(long, value_name = "DIR")]
    pub(crate) keys: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    /// The folder of the declaration, with the evidence below it.
    pub(crate) dir: PathBuf,
    /// The format: HAR 1.2 for tools that show requests, WACZ for tools that replay pages. Bodies are in it where they were kept
    /// (`--bodies` when looking).
    #[arg(long, value_enum)]
    pub(crate) format: ExportFormat,
    /// The folder to write to, one file for each look. Cookies' values are in them: they are as confidential as the evidence.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) output: PathBuf,
    /// Only these looks: the first digits of their exhibits, as reports print them [default: all].
    #[arg(long, value_name = "EXHIBIT")]
    pub(crate) exhibit: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    Har,
    Wacz,
}

#[derive(Debug, Args)]
pub(crate) struct Assess {
    /// The folder of the declaration.
    pub(crate) dir: PathBuf,
    #[command(flatten)]
    pub(crate) told: Told,
    /// Show closed findings, too, each with both ends.
    #[arg(long)]
    pub(crate) timeline: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Forecast {
    /// The folder of the declaration.
    pub(crate) dir: PathBuf,
    #[command(flatten)]
    pub(crate) told: Told,
    /// How far to look: a day, or a span such as P1Y.
    #[arg(long, default_value = "P1Y")]
    pub(crate) until: String,
}

/// How an assessment is made and told.
#[derive(Debug, Clone, Args)]
pub(crate) struct Told {
    /// As of which day (its end, UTC) or instant: 2022-11-07 or 2022-11-07T12:00:00Z [default: now].
    #[arg(long, value_parser = instant)]
    pub(crate) at: Option<Timestamp>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = Format::Plain)]
    pub(crate) format: Format,
    /// Write it to this file instead of the standard output.
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// The language of the text and HTML reports.
    #[arg(long, value_enum, default_value_t = Language::En)]
    pub(crate) language: Language,
    /// Only these rules.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// An address database (MMDB) of your own that tells in which country a server stands; may be given several times.
    #[arg(long, value_name = "FILE")]
    pub(crate) addresses: Vec<PathBuf>,
    /// Enter what was told in the log, as an exhibit, beside the declaration that it was told from.
    #[arg(long)]
    pub(crate) record: bool,
    /// The folder of signing keys, for --record [default: that of the environment's `VIDNE_KEY_DIR`, else ~/.config/vidne/keys].
    #[arg(long, value_name = "DIR")]
    pub(crate) keys: Option<PathBuf>,
    /// Exit with 0 whatever was found; failures keep their codes.
    #[arg(long)]
    pub(crate) exit_zero: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Plain,
    Json,
    Sarif,
    Html,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    En,
    Sv,
    Da,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The rule; without one, all rules are listed.
    pub(crate) rule: Option<String>,
    /// Print Markdown.
    #[arg(long)]
    pub(crate) markdown: bool,
    /// Every rule, one after another.
    #[arg(long, conflicts_with = "rule")]
    pub(crate) all: bool,
    /// Only the rules' names, one a line.
    #[arg(long, conflicts_with_all = ["rule", "all"])]
    pub(crate) names: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Law {
    /// The day [default: today].
    #[arg(long)]
    pub(crate) at: Option<Date>,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// The folder of the declaration, or of the evidence itself.
    pub(crate) dir: PathBuf,
    /// A checkpoint that you kept from before: the log must have grown out of it.
    #[arg(long, value_name = "FILE")]
    pub(crate) against: Option<PathBuf>,
    /// The verifier key that you trust; without it, the folder's own `key.pub` counts.
    #[arg(long, value_name = "FILE")]
    pub(crate) key: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Schema {
    /// Which.
    #[arg(value_enum)]
    pub(crate) name: SchemaName,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaName {
    /// A declaration.
    Declared,
    /// What `assess --format json` prints.
    Assessment,
    /// Observation lines.
    Observation,
    /// A recipient in the catalogue.
    Recipient,
}

/// A day means its end: everything of that day is known.
fn instant(text: &str) -> Result<Timestamp, String> {
    if let Ok(date) = text.parse::<Date>()
        && text.len() == "2022-11-07".len()
    {
        return Ok(end_of(date));
    }
    text.parse::<Timestamp>()
        .map_err(|_| "write a day as 2022-11-07 or an instant as 2022-11-07T12:00:00Z".to_owned())
}
