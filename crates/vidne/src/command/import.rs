//! `vidne import`: keeps captures as exhibits, enters them in the log, and tells what they show.
//!
//! A capture that cannot be read is refused before anything is kept; what was imported before it stays.

mod doubt;

use std::{io::Read, path::Path};

use anyhow::{Context, bail};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use vidne_evidence::{Leaf, Observation};
use vidne_model::{
    declared::Service,
    id::ExhibitId,
    observed::{Observed, Visit},
};
use vidne_read::{Ask, Format, Limits};
use vidne_show::clean::line;
use vidne_store::{Logged, Repeats, Store};

use self::doubt::doubts;
use super::check;
use crate::{
    cli::Import,
    declaration::Files,
    exhibit,
    exit::Exit,
    key,
    terminal::{self, counted},
};

pub(super) fn run(asked: &Import) -> anyhow::Result<Exit> {
    let format = match asked.format.as_deref().map(str::parse::<Format>).transpose() {
        Ok(format) => format,
        Err(error) => {
            terminal::say(&format!("vidne: {error}"));
            return Ok(Exit::Usage);
        }
    };
    let reading = match Files::open(&asked.dir)?.read() {
        Ok(reading) => reading,
        Err(mistakes) => return Ok(check::show(&mistakes)),
    };
    let service = &reading.declared.service;
    let mut store = key::open_store(&asked.dir, asked.keys.as_deref(), service)?;
    let mut failed = 0;
    for path in &asked.files {
        // One bad capture does not keep the others from being recorded.
        if let Err(error) = import(path, format, service, &mut store, asked) {
            terminal::complain(&error);
            failed += 1;
        }
    }
    Ok(if failed == 0 { Exit::Clean } else { Exit::Failed })
}

fn import(
    path: &Path,
    format: Option<Format>,
    service: &Service,
    store: &mut Store,
    asked: &Import,
) -> anyhow::Result<()> {
    let bytes = read(path)?;
    let shown = line(&path.display().to_string()).into_owned();
    let exhibit = ExhibitId(Sha256::digest(&bytes).into());
    let (format, observed) = match (format, exhibit::picture(&bytes)) {
        (None, Some(mime)) => (mime, None),
        (format, _) => {
            let (format, observed) = facts(path, &bytes, exhibit, format, service)?;
            (format.as_str(), Some(observed))
        }
    };
    let kept = store.keep(bytes.as_slice(), Limits::default().bytes)?;
    let leaf = Leaf::Observation(Observation {
        service: service.id.clone(),
        exhibit,
        size: kept.size,
        format: format.to_owned(),
        name: Some(path.file_name().unwrap_or_default().to_string_lossy().into_owned()),
        recorded_at: Timestamp::now(),
        observer: "import".to_owned(),
        tool: concat!("vidne ", env!("CARGO_PKG_VERSION")).to_owned(),
    });
    let repeats = if asked.again { Repeats::Log } else { Repeats::Skip };
    let logged = store.append(&[leaf], repeats)?;
    let entered = logged.first().copied().unwrap_or(Logged::Before { index: 0 });
    terminal::print(&told(&shown, format, exhibit, observed.as_ref(), entered))?;
    for doubt in observed.iter().flat_map(|observed| doubts(observed, service, Timestamp::now())) {
        terminal::say(&format!("vidne: {shown}: {doubt}"));
    }
    Ok(())
}

/// Reads a capture before anything is kept: what cannot be read is refused.
fn facts(
    path: &Path,
    bytes: &[u8],
    exhibit: ExhibitId,
    format: Option<Format>,
    service: &Service,
) -> anyhow::Result<(Format, Observed)> {
    let name = path.display().to_string();
    let head = &bytes[..bytes.len().min(4096)];
    let Some(format) = format.or_else(|| vidne_read::detect(&name, head)) else {
        let mend = vidne_read::how_to_convert(&name, head)
            .unwrap_or("`vidne import --help` lists them, `--format` names one");
        bail!("{name} is none of the known kinds of captures; {mend}");
    };
    let pages: Vec<String> = service.pages.iter().map(|page| page.url.clone()).collect();
    let ask = Ask { exhibit, name: &name, format, pages: &pages, limits: Limits::default() };
    Ok((format, vidne_read::read(bytes, &ask)?))
}

/// What a capture shows, in one or a few lines.
fn told(name: &str, format: &str, exhibit: ExhibitId, observed: Option<&Observed>, logged: Logged) -> String {
    let entered = match logged {
        Logged::Now { index } => format!("entered in the log as number {index}"),
        Logged::Before { index } => format!("in the log already as number {index}"),
    };
    let Some(observed) = observed else {
        return format!("{name}: {format}, {entered}; observation lines refer to it as sha256:{exhibit}\n");
    };
    let mut text = format!("{name}: {format} {}, {entered}: {}\n", exhibit.short(), shown(observed));
    for damage in &observed.damages {
        let place = damage.offset.map_or_else(String::new, |offset| format!(" at byte {offset}"));
        text += &format!("  damaged{place}: {}\n", line(&damage.reason));
    }
    text
}

/// The bytes of a capture, no more than one exhibit may have.
fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let most = Limits::default().bytes;
    let file = std::fs::File::open(path).with_context(|| format!("{} cannot be opened", path.display()))?;
    let mut bytes = Vec::new();
    file.take(most + 1)
        .read_to_end(&mut bytes)
        .with_context(|| format!("{} cannot be read", path.display()))?;
    if bytes.len() as u64 > most {
        bail!(
            "{} is larger than {} MiB, the most that one exhibit may be; split the capture",
            path.display(),
            most >> 20
        );
    }
    Ok(bytes)
}

/// How much of each kind a capture shows; kinds that are not there are left out.
fn shown(observed: &Observed) -> String {
    let sum = |count: fn(&Visit) -> usize| observed.visits.iter().map(count).sum::<usize>();
    let mut parts = Vec::new();
    if !observed.visits.is_empty() || observed.backups.is_empty() && observed.hosts.is_empty() {
        let (requests, cookies) = (sum(|visit| visit.requests.len()), sum(|visit| visit.cookies.len()));
        parts.push(counted(observed.visits.len(), "visit", "visits"));
        parts.push(counted(requests, "request", "requests"));
        parts.push(counted(cookies, "cookie", "cookies"));
        parts.push(counted(observed.pages.len(), "page of text", "pages of text"));
    }
    if !observed.backups.is_empty() {
        parts.push(counted(
            observed.backups.len(),
            "look at a copy of a backup",
            "looks at copies of backups",
        ));
    }
    if !observed.hosts.is_empty() {
        parts.push(counted(observed.hosts.len(), "look at a machine", "looks at machines"));
    }
    parts.join(", ")
}
