//! `vidne import`: keeps captures as exhibits, enters them in the log, and tells what they show.
//!
//! A capture that cannot be read is refused before anything is kept; what was imported before it stays.

use std::{
    io::Read,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use vidne_evidence::{Leaf, Observation};
use vidne_model::{declared::Service, id::ExhibitId, observed::Observed};
use vidne_read::{Ask, Format, Limits};
use vidne_store::{Logged, Repeats, Store};

use super::check;
use crate::{cli::Import, declaration::Files, exhibit, exit::Exit, terminal};

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
    let mut store = Store::open(&asked.dir, &key_path(asked, service)?, &format!("vidne/{}", service.id))?;
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
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let head = &bytes[..bytes.len().min(4096)];
    let Some(format) = format.or_else(|| vidne_read::detect(&name, head)) else {
        bail!(
            "{} is none of the known kinds of captures; `vidne import --help` lists them, `--format` names one",
            path.display()
        );
    };
    let pages: Vec<String> = service.pages.iter().map(|page| page.url.clone()).collect();
    let exhibit = ExhibitId(Sha256::digest(&bytes).into());
    let shown = path.display().to_string();
    let ask = Ask { exhibit, name: &shown, format, pages: &pages, limits: Limits::default() };
    let observed = exhibit::preview(&bytes, &ask)?;
    let kept = store.keep(bytes.as_slice(), Limits::default().bytes)?;
    let leaf = Leaf::Observation(Observation {
        service: service.id.clone(),
        exhibit,
        size: kept.size,
        format: format.as_str().to_owned(),
        name: Some(name),
        recorded_at: Timestamp::now(),
        observer: "import".to_owned(),
        tool: concat!("vidne ", env!("CARGO_PKG_VERSION")).to_owned(),
    });
    let repeats = if asked.again { Repeats::Log } else { Repeats::Skip };
    let logged = store.append(&[leaf], repeats)?;
    let entered = logged.first().copied().unwrap_or(Logged::Before { index: 0 });
    terminal::print(&told(&shown, format, exhibit, &observed, entered))
}

/// What a capture shows, in one or a few lines.
fn told(name: &str, format: Format, exhibit: ExhibitId, observed: &Observed, logged: Logged) -> String {
    let requests: usize = observed.visits.iter().map(|visit| visit.requests.len()).sum();
    let cookies: usize = observed.visits.iter().map(|visit| visit.cookies.len()).sum();
    let entered = match logged {
        Logged::Now { index } => format!("entered in the log as number {index}"),
        Logged::Before { index } => format!("in the log already as number {index}"),
    };
    let mut text = format!(
        "{name}: {} {}, {entered}: {} visits, {requests} requests, {cookies} cookies, {} pages of text\n",
        format.as_str(),
        exhibit.short(),
        observed.visits.len(),
        observed.pages.len(),
    );
    for damage in &observed.damages {
        let place = damage.offset.map_or_else(String::new, |offset| format!(" at byte {offset}"));
        text += &format!("  damaged{place}: {}\n", damage.reason);
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

/// Where the service's signing key lies: outside the folder, so that the evidence can be given away whole.
fn key_path(asked: &Import, service: &Service) -> anyhow::Result<PathBuf> {
    let named = asked.keys.clone().or_else(|| std::env::var_os("VIDNE_KEY_DIR").map(PathBuf::from));
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".config/vidne/keys"));
    let Some(dir) = named.or_else(home) else {
        bail!("no place for the signing key: give --keys DIR, or set VIDNE_KEY_DIR");
    };
    // An id is kebab-case by declaration, so that it cannot lead out of the folder.
    Ok(dir.join(format!("{}.key", service.id)))
}
