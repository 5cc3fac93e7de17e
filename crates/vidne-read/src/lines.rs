//! vidne's own observation lines: one JSON object per line, so that any program can report what it saw.
//!
//! A line is a `web.visit` ([`VisitLine`]), a `web.page` ([`PageLine`]), a `backup.look` ([`BackupLine`]) or a `host.look`
//! ([`HostLine`]). It never refuses the whole for one broken line:
//! that line becomes a damage with its place, the others stand.

mod backup;
mod browser;
mod cookie;
mod example;
mod host;
mod page;
mod request;
mod visit;
mod word;
mod written;

use schemars::{JsonSchema, schema_for};
use serde::Deserialize;
use vidne_model::observed::{Damage, Observed};

pub use backup::{
    AllWord, BackupLine, ContentsLine, FaultLine, ListWord, LookerLine, ReachWord, ReadWord, SampleLine,
    SemanticLine, SemanticWord, SnapshotLine, StockLine,
};
pub use browser::{CompletenessLine, ConsentLine, RefusalLine, WorkedWord};
pub use cookie::{CookieLine, Lifetime, SetBy, SetByAddress, SetByWord, StoredLine};
pub use example::read_example;
pub use host::{
    CertificateLine, HostLine, ItemLine, MatchingWord, ModeWord, OpenFileLine, OpenLine, PresentLine,
    StateWord, StorageLine,
};
pub use page::PageLine;
pub use request::{FormLine, HeaderLine, LocationLine, NameLine, RemoteLine, RequestLine, TlsLine};
pub use visit::{VantageLine, VisitLine};
pub use word::{
    ActionWord, BackupKind, BlindWord, CookiePolicyWord, FaultWord, FileWord, HostKind, KindWord,
    OutcomeWord, PageKind, PartWord, PhaseWord, ProofWord, Schema, SettledWord, StoreWord, VisitKind,
};

use crate::{Ask, ReadError, Spot, guard};

/// The JSON Schema of one line.
pub fn schema() -> serde_json::Value {
    schema_for!(AnyLine).to_value()
}

/// A visit as one line, closed by a line break.
pub fn write(visit: &VisitLine) -> String {
    serialised(visit)
}

/// A page as one line, closed by a line break.
pub fn write_page(page: &PageLine) -> String {
    serialised(page)
}

/// A look at a copy of a backup as one line, closed by a line break.
pub fn write_backup(look: &BackupLine) -> String {
    serialised(look)
}

/// A look at a machine as one line, closed by a line break.
pub fn write_host(look: &HostLine) -> String {
    serialised(look)
}

/// Reads every line.
pub(crate) fn read(bytes: &[u8], ask: &Ask<'_>) -> Result<Observed, ReadError> {
    let mut observed = Observed::default();
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut offset = 0;
    for (count, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        if let Err(reason) = read_line(line, ask, &mut observed) {
            let reason = format!("line {}: {reason}", count + 1);
            observed.damages.push(guard::damage(ask.exhibit, offset, reason));
        }
        offset += line.len() as u64 + 1;
    }
    let is_empty = observed.visits.is_empty() && observed.pages.is_empty();
    if is_empty && observed.backups.is_empty() && observed.hosts.is_empty() {
        return Err(nothing(ask, observed.damages.first()));
    }
    Ok(observed)
}

fn read_line(line: &[u8], ask: &Ask<'_>, observed: &mut Observed) -> Result<(), String> {
    let text = str::from_utf8(line).map_err(|error| format!("byte {} is not UTF-8", error.valid_up_to()))?;
    if text.trim().is_empty() {
        return Ok(());
    }
    let head: Head = parse(text)?;
    if head.schema != 1 {
        return Err(format!("schema {} is not understood, only schema 1 is", head.schema));
    }
    match head.kind.as_str() {
        "web.visit" => observed.visits.push(parse::<VisitLine>(text)?.into_visit(ask.exhibit)),
        "web.page" => observed.pages.push(parse::<PageLine>(text)?.into_page(ask.exhibit)),
        "backup.look" => observed.backups.push(parse::<BackupLine>(text)?.into_look(ask.exhibit)),
        "host.look" => observed.hosts.push(parse::<HostLine>(text)?.into_look(ask.exhibit)),
        other => return Err(format!("the kind `{other}` is not understood and was left aside")),
    }
    Ok(())
}

fn parse<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, String> {
    serde_json::from_str(text)
        .map_err(|error| format!("{} (column {})", guard::reason(&error), error.column()))
}

fn nothing(ask: &Ask<'_>, first: Option<&Damage>) -> ReadError {
    const MEND: &str = "Write one JSON object per line, with schema 1 and kind web.visit, web.page, backup.look or host.look, as the published schema has it.";
    match first {
        Some(Damage { offset, reason, .. }) => ReadError::new(
            ask,
            Spot::Offset(offset.unwrap_or(0)),
            format!("no line can be read; {reason}"),
            MEND,
        ),
        None => ReadError::new(ask, Spot::Whole, "it holds no line", MEND),
    }
}

fn serialised<T: serde::Serialize>(line: &T) -> String {
    let mut text = serde_json::to_string(line).expect("a line has text keys only and no broken numbers");
    text.push('\n');
    text
}

/// What every line tells of itself.
#[derive(Deserialize)]
struct Head {
    schema: u64,
    kind: String,
}

/// One observation.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum AnyLine {
    Visit(Box<VisitLine>),
    Page(PageLine),
    Backup(Box<BackupLine>),
    Host(Box<HostLine>),
}
