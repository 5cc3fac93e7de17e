//! From a folder's evidence to observed facts: every logged observation is read again from its exhibit.
//!
//! It never takes a fact from anywhere but an exhibit whose bytes have the digest that the log names.

use std::{collections::BTreeSet, path::Path};

use jiff::Timestamp;
use vidne_evidence::{Leaf, Observation};
use vidne_model::{
    declared::Service,
    id::ExhibitId,
    observed::{Damage, Observed, Phase},
};
use vidne_read::{Ask, Format, Limits};
use vidne_store::Evidence;

/// What a folder's evidence tells about a service, and how many exhibits it comes from.
#[derive(Default)]
pub(crate) struct Told {
    pub(crate) observed: Observed,
    pub(crate) exhibits: usize,
    pub(crate) pictures: Vec<Picture>,
}

/// A picture that a look refers to, or that was imported by itself.
pub(crate) struct Picture {
    pub(crate) exhibit: ExhibitId,
    pub(crate) mime: &'static str,
    pub(crate) bytes: Vec<u8>,
    pub(crate) at: Timestamp,
    pub(crate) what: String,
    pub(crate) phase: Phase,
}

/// The kind of picture that these bytes begin.
pub(crate) fn picture(head: &[u8]) -> Option<&'static str> {
    match head {
        [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => None,
    }
}

/// Reads every observation of the service in the folder's log. A folder without evidence tells nothing.
pub(crate) fn read(dir: &Path, service: &Service) -> anyhow::Result<Told> {
    if !dir.join("evidence").is_dir() {
        return Ok(Told::default());
    }
    let evidence = Evidence::open(dir)?;
    let pages: Vec<String> = service.pages.iter().map(|page| page.url.clone()).collect();
    let mut told = Told::default();
    let mut seen = BTreeSet::new();
    for logged in evidence.leaves() {
        let logged = logged?;
        let Leaf::Observation(observation) = logged.leaf else { continue };
        if observation.service == service.id && seen.insert((observation.exhibit, observation.format.clone()))
        {
            told.observed.absorb(facts(&evidence, &observation, &pages));
            told.exhibits += 1;
        }
    }
    told.observed.sort();
    told.pictures = pictures(&evidence, &told.observed);
    Ok(told)
}

/// The pictures that looks refer to, as far as they are in the evidence and no larger than a report can carry.
fn pictures(evidence: &Evidence, observed: &Observed) -> Vec<Picture> {
    let shown = observed.visits.iter().filter_map(|visit| {
        let exhibit = visit.screenshot?;
        let bytes = evidence.exhibit(&exhibit, LARGEST_PICTURE).ok()?;
        let mime = picture(&bytes)?;
        Some(Picture { exhibit, mime, bytes, at: visit.at, what: visit.url.clone(), phase: visit.phase })
    });
    shown.collect()
}

/// The facts of one exhibit. One that cannot be read any more is a damage, not an end to everything.
fn facts(evidence: &Evidence, observation: &Observation, pages: &[String]) -> Observed {
    let damaged = |reason: String| Observed {
        damages: vec![Damage { exhibit: observation.exhibit, offset: None, reason }],
        ..Observed::default()
    };
    if observation.format.starts_with("image/") {
        // A picture is looked at by people; facts are read from what refers to it.
        return Observed::default();
    }
    let Ok(format) = observation.format.parse::<Format>() else {
        return damaged(format!("this version of vidne does not know the format {}", observation.format));
    };
    let bytes = match evidence.exhibit(&observation.exhibit, Limits::default().bytes) {
        Ok(bytes) => bytes,
        Err(error) => return damaged(error.to_string()),
    };
    let name = observation.name.as_deref().unwrap_or("exhibit");
    let ask = Ask { exhibit: observation.exhibit, name, format, pages, limits: Limits::default() };
    match vidne_read::read(&bytes, &ask) {
        Ok(observed) => observed,
        Err(error) => damaged(error.to_string()),
    }
}

/// Pictures beyond this size stay out of reports: 8 MiB each.
const LARGEST_PICTURE: u64 = 8 << 20;
