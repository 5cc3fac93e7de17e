//! `vidne export`: looks as files that other tools read.
//!
//! It adds nothing: what is written comes from one exhibit and the pictures that it names, and from nowhere else.

use anyhow::{Context, bail};
use vidne_evidence::{Leaf, Observation};
use vidne_export::{About, Picture};
use vidne_model::id::ExhibitId;
use vidne_read::Limits;
use vidne_store::Evidence;

use crate::{
    cli::{Export, ExportFormat},
    exhibit,
    exit::Exit,
    terminal,
};

pub(super) fn run(asked: &Export) -> anyhow::Result<Exit> {
    let evidence = Evidence::open(&asked.dir)?;
    std::fs::create_dir_all(&asked.output)
        .with_context(|| format!("{} cannot be made", asked.output.display()))?;
    let (mut written, mut others) = (0, 0);
    for logged in evidence.leaves() {
        let Leaf::Observation(observation) = logged?.leaf else { continue };
        let digits = observation.exhibit.to_string();
        if !asked.exhibit.is_empty()
            && !asked.exhibit.iter().any(|wanted| digits.starts_with(wanted.as_str()))
        {
            continue;
        }
        if observation.format != "visit-log" {
            others += usize::from(!observation.format.starts_with("image/"));
            continue;
        }
        let path = asked.output.join(format!("{}.{}", observation.exhibit.short(), ending(asked.format)));
        let bytes = export(&evidence, &observation, asked.format)?;
        std::fs::write(&path, bytes).with_context(|| format!("{} cannot be written", path.display()))?;
        terminal::print(&format!("{}\n", path.display()))?;
        written += 1;
    }
    if others > 0 {
        let others = terminal::counted(others, "other exhibit is no look", "other exhibits are no looks");
        terminal::say(&format!("{others} of a browser, and in the evidence as it came"));
    }
    if written == 0 {
        bail!("there is no such look in {}; `vidne audit` makes looks", asked.dir.display());
    }
    terminal::say(
        "values of cookies, and bodies where they were kept, are in these files: they are as confidential as the evidence",
    );
    Ok(Exit::Clean)
}

/// One look.
fn export(evidence: &Evidence, observation: &Observation, format: ExportFormat) -> anyhow::Result<Vec<u8>> {
    let short = observation.exhibit.short();
    let log = evidence.exhibit(&observation.exhibit, Limits::default().bytes)?;
    let about = About { name: "vidne".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() };
    let told = match format {
        ExportFormat::Har => vidne_export::har(&log, &about),
        ExportFormat::Wacz => {
            let pictures = pictures(evidence, &log)?;
            let pictures: Vec<Picture<'_>> = pictures.iter().map(Shot::picture).collect();
            vidne_export::wacz(&log, &pictures, &about)
        }
    };
    told.map_err(|error| {
        let help = error.help();
        anyhow::Error::new(error).context(help)
    })
    .with_context(|| format!("the look {short} cannot be exported"))
}

/// A picture that a look names.
struct Shot {
    name: String,
    mime: &'static str,
    bytes: Vec<u8>,
}

impl Shot {
    fn picture(&self) -> Picture<'_> {
        Picture { name: &self.name, media_type: self.mime, bytes: &self.bytes }
    }
}

/// The pictures that a look names, as far as the evidence has them.
fn pictures(evidence: &Evidence, log: &[u8]) -> anyhow::Result<Vec<Shot>> {
    let mut shots = Vec::new();
    for name in vidne_export::pictures(log)? {
        let Ok(id) = name.parse::<ExhibitId>() else { continue };
        let Ok(bytes) = evidence.exhibit(&id, Limits::default().bytes) else { continue };
        let Some(mime) = exhibit::picture(&bytes) else { continue };
        shots.push(Shot { name, mime, bytes });
    }
    Ok(shots)
}

fn ending(format: ExportFormat) -> &'static str {
    match format {
        ExportFormat::Har => "har",
        ExportFormat::Wacz => "wacz",
    }
}
