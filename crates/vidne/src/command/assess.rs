//! `vidne assess` and `vidne forecast`: declared and observed side by side, as of an instant.

use anyhow::Context;
use jiff::{Span, Timestamp, civil::Date};
use vidne_catalogue::{AddressBook, Catalogue};
use vidne_declare::Remarks;
use vidne_disclosure::Lexicon;
use vidne_evidence::Leaf;
use vidne_law::Law;
use vidne_model::{
    declared::Service,
    finding::Assessment,
    time::{end_of, later},
};
use vidne_rules::{Case, Horizon, Sources};
use vidne_show::{Colour, Listing, Options, Screenshot};
use vidne_store::Repeats;

use super::{check, explain};
use crate::{
    cli::{Assess, Forecast, Format, Language, Told},
    declaration::Files,
    exhibit::{self, Picture},
    exit::Exit,
    key, terminal,
};

pub(super) fn assess(asked: &Assess) -> anyhow::Result<Exit> {
    let now = asked.told.at.unwrap_or_else(Timestamp::now);
    let shown = if asked.timeline { Shown::Timeline } else { Shown::Open };
    run(&Files::open(&asked.dir)?, &asked.told, now, Horizon::Now, shown)
}

pub(super) fn forecast(asked: &Forecast) -> anyhow::Result<Exit> {
    let now = asked.told.at.unwrap_or_else(Timestamp::now);
    let Some(until) = horizon(&asked.until, now) else {
        terminal::say(&format!(
            "vidne: `{}` is no day ahead, such as 2100-01-01, and no span, such as P6M",
            asked.until
        ));
        return Ok(Exit::Usage);
    };
    run(&Files::open(&asked.dir)?, &asked.told, now, Horizon::Until(until), Shown::Forecast)
}

/// Which findings are shown besides those that are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Open,
    Timeline,
    Forecast,
}

fn run(files: &Files, told: &Told, now: Timestamp, horizon: Horizon, shown: Shown) -> anyhow::Result<Exit> {
    if let Some(unknown) = told.only.iter().find(|id| vidne_rules::rule::rule(id).is_none()) {
        terminal::say(&format!("vidne: there is no rule `{unknown}`; `vidne explain` lists them all"));
        return Ok(Exit::Usage);
    }
    let reading = match files.read() {
        Ok(reading) => reading,
        Err(mistakes) => return Ok(check::show(&mistakes)),
    };
    say_remarks(&reading.remarks, told.language, files);
    let addresses = addresses(told)?;
    let evidence = exhibit::read(&files.dir, &reading.declared.service)?;
    let declared = &reading.declared;
    let has_register = !declared.edges.is_empty() || !declared.documents.is_empty();
    let has_machines = !declared.hosts.is_empty() || !declared.backups.is_empty();
    if evidence.exhibits == 0 && !has_register && !has_machines {
        terminal::say(&format!(
            "vidne: nothing to assess: {} declares no edge, no document, no host and no backup, and holds no evidence; `vidne import` a capture, or declare who receives data",
            files.dir.display()
        ));
        return Ok(Exit::Nothing);
    }
    let sources = Sources {
        law: Law::embedded(),
        catalogue: Catalogue::embedded(),
        lexicon: Lexicon::built_in(),
        addresses: addresses.as_ref(),
    };
    let case = Case::new(&reading.declared, &evidence.observed, sources);
    let mut assessment = vidne_rules::assess(&case, now, horizon);
    keep_only(&mut assessment, &told.only);
    let exit = Exit::of(&assessment).or_zero(told.exit_zero);
    let text = print(&assessment, told, &options(&assessment, told, shown, files, exit), &evidence.pictures);
    if told.record {
        record(files, told, &reading.declared.service, &assessment, &text)?;
    }
    match &told.output {
        Some(path) => write(path, &text)?,
        None => terminal::print(&text)?,
    }
    Ok(exit)
}

/// Beside the report, whatever its format: a misspelt key or word may be why a rule stays silent.
fn say_remarks(remarks: &Remarks, language: Language, files: &Files) {
    let folder = files.dir.display().to_string();
    if let Some(said) = vidne_show::remarks(spoken(language), remarks.iter().len(), &folder) {
        terminal::say(&said);
    }
}

fn spoken(language: Language) -> vidne_show::Language {
    match language {
        Language::En => vidne_show::Language::English,
        Language::Sv => vidne_show::Language::Swedish,
        Language::Da => vidne_show::Language::Danish,
    }
}

fn write(path: &std::path::Path, text: &str) -> anyhow::Result<()> {
    std::fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))
}

fn print(assessment: &Assessment, told: &Told, options: &Options, pictures: &[Picture]) -> String {
    match told.format {
        Format::Plain => vidne_show::plain(assessment, options),
        Format::Json => vidne_show::json(assessment, options),
        Format::Sarif => vidne_show::sarif(assessment, &explain::pages(), options),
        Format::Html => {
            let shots: Vec<Screenshot<'_>> = pictures.iter().map(screenshot).collect();
            vidne_show::html(assessment, &explain::pages(), options, &shots)
        }
    }
}

fn screenshot(picture: &Picture) -> Screenshot<'_> {
    Screenshot {
        exhibit: picture.exhibit,
        mime: picture.mime,
        bytes: &picture.bytes,
        at: picture.at,
        what: &picture.what,
        phase: picture.phase,
    }
}

/// Enters the assessment in the log: what was told, as an exhibit, and the declaration that it was told from.
fn record(
    files: &Files,
    told: &Told,
    service: &Service,
    assessment: &Assessment,
    text: &str,
) -> anyhow::Result<()> {
    let mut store = key::open_store(&files.dir, told.keys.as_deref(), service)?;
    let findings = store.keep(text.as_bytes(), u64::MAX)?;
    let declared = store.keep(files.as_one_text().as_bytes(), u64::MAX)?;
    let leaf = Leaf::Assessment(vidne_evidence::Assessment {
        service: service.id.clone(),
        now: assessment.now,
        declared: declared.id,
        findings: findings.id,
        recorded_at: Timestamp::now(),
    });
    let logged = store.append(&[leaf], Repeats::Log)?;
    if let Some(entry) = logged.first() {
        terminal::say(&format!(
            "entered in the log as number {}: what was told is exhibit {}",
            entry.index(),
            findings.id.short()
        ));
    }
    Ok(())
}

fn options(assessment: &Assessment, told: &Told, shown: Shown, files: &Files, exit: Exit) -> Options {
    let listing = |wanted| if shown == wanted { Listing::List } else { Listing::Omit };
    let colour =
        if told.output.is_none() && terminal::colours_stdout() { Colour::Always } else { Colour::Never };
    Options {
        language: spoken(told.language),
        timeline: listing(Shown::Timeline),
        forecast: listing(Shown::Forecast),
        colour,
        width: terminal::width(),
        exit_code: exit.code(),
        evidence: Some(files.dir.display().to_string()),
        colophon: vec![("lexicon".to_owned(), vidne_disclosure::lexicon_version())],
        ..Options::new(assessment.now)
    }
}

fn keep_only(assessment: &mut Assessment, only: &[String]) {
    if !only.is_empty() {
        assessment.findings.retain(|finding| only.iter().any(|id| id == finding.rule.as_str()));
        assessment.questions.retain(|question| only.iter().any(|id| id == question.rule.as_str()));
    }
}

/// The user's own address databases.
fn addresses(told: &Told) -> anyhow::Result<Option<AddressBook>> {
    let mut book = AddressBook::new();
    for path in &told.addresses {
        let bytes = std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        book.add(&name, bytes)?;
    }
    Ok((!told.addresses.is_empty()).then_some(book))
}

/// A day, or a span from now; nothing where it does not lie ahead.
fn horizon(text: &str, now: Timestamp) -> Option<Timestamp> {
    let day = text.parse::<Date>().ok().map(end_of);
    day.or_else(|| Some(later(now, text.parse::<Span>().ok()?))).filter(|until| *until > now)
}
