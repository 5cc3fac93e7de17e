//! `vidne observe`: looks at services with a browser and keeps what was seen.
//!
//! It judges nothing: `vidne assess` does, from the evidence.

use std::path::{Path, PathBuf};

use vidne_declare::Reading;
use vidne_observe::web::Summary;

use super::check;
use crate::{
    cli::{Looking, Observe},
    declaration::Files,
    exit::Exit,
    round::{self, Service},
    terminal,
};

pub(super) fn run(asked: &Observe) -> anyhow::Result<Exit> {
    let readings = match read(&asked.dirs)? {
        Ok(readings) => readings,
        Err(exit) => return Ok(exit),
    };
    let summary = look(&asked.dirs, &readings, &asked.looking, asked.keys.as_deref())?;
    Ok(if summary.is_interrupted { Exit::Failed } else { Exit::Clean })
}

/// Every folder's declaration; mistakes have been shown.
pub(super) fn read(dirs: &[PathBuf]) -> anyhow::Result<Result<Vec<Reading>, Exit>> {
    let mut readings = Vec::new();
    for dir in dirs {
        match Files::open(dir)?.read() {
            Ok(reading) => readings.push(reading),
            Err(mistakes) => return Ok(Err(check::show(&mistakes))),
        }
    }
    Ok(Ok(readings))
}

/// Looks at every service, and tells how it went.
pub(super) fn look(
    dirs: &[PathBuf],
    readings: &[Reading],
    looking: &Looking,
    keys: Option<&Path>,
) -> anyhow::Result<Summary> {
    let services: Vec<Service<'_>> = dirs
        .iter()
        .zip(readings)
        .map(|(dir, reading)| Service { dir, declared: &reading.declared })
        .collect();
    let summary = round::look(&services, looking, keys)?;
    if !looking.quiet {
        let trouble = if summary.troubled == 0 {
            String::new()
        } else {
            format!(", {} of them troubled", summary.troubled)
        };
        terminal::say(&format!(
            "{} looks{trouble}; {}, sandbox {}",
            summary.looks, summary.browser, summary.sandbox
        ));
    }
    Ok(summary)
}
