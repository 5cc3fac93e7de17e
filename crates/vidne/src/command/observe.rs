//! `vidne observe`: looks at sites with a browser, at copies of backups, at this machine, and keeps what was seen.
//!
//! It judges nothing: `vidne assess` does, from the evidence.

use std::path::{Path, PathBuf};

use vidne_declare::Reading;

use super::check;
use crate::{
    cli::{Looking, Observe, Target},
    declaration::Files,
    exit::Exit,
    recovery::{self, Recovery},
    round::{self, Service},
    terminal,
};

pub(super) fn run(asked: &Observe) -> anyhow::Result<Exit> {
    let readings = match read(&asked.dirs)? {
        Ok(readings) => readings,
        Err(exit) => return Ok(exit),
    };
    if let Some(output) = &asked.output {
        return write_host(asked, &readings, output);
    }
    let is_interrupted = look(&asked.dirs, &readings, asked.into(), asked.keys.as_deref())?;
    Ok(if is_interrupted { Exit::Failed } else { Exit::Clean })
}

/// Looks at this machine alone, and writes what was seen to a file.
fn write_host(asked: &Observe, readings: &[Reading], output: &Path) -> anyhow::Result<Exit> {
    let ([dir], [reading], [Target::Host]) = (&asked.dirs[..], readings, &asked.only[..]) else {
        terminal::say(
            "vidne: --output goes with `--only host` and one folder: it writes what was seen of this machine",
        );
        return Ok(Exit::Usage);
    };
    let recovery = Recovery {
        dir,
        declared: &reading.declared,
        looking: &asked.looking,
        host: asked.host.as_deref(),
        only: &asked.only,
    };
    recovery::print_host(&recovery, output)?;
    Ok(Exit::Clean)
}

/// What is looked at, and how.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub(super) looking: &'a Looking,
    pub(super) only: &'a [Target],
    pub(super) host: Option<&'a str>,
}

impl<'a> From<&'a Observe> for Wanted<'a> {
    fn from(asked: &'a Observe) -> Self {
        Self { looking: &asked.looking, only: &asked.only, host: asked.host.as_deref() }
    }
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

/// Looks at every service: its machines and backups first, then its site. Whether somebody interrupted it.
pub(super) fn look(
    dirs: &[PathBuf],
    readings: &[Reading],
    wanted: Wanted<'_>,
    keys: Option<&Path>,
) -> anyhow::Result<bool> {
    let mut looks = 0;
    for (dir, reading) in dirs.iter().zip(readings) {
        let Wanted { looking, only, host } = wanted;
        let recovery = Recovery { dir, declared: &reading.declared, looking, host, only };
        let summary = recovery.look(keys)?;
        looks += summary.looks;
        if summary.is_interrupted {
            return Ok(true);
        }
    }
    let services: Vec<Service<'_>> = dirs
        .iter()
        .zip(readings)
        .filter(|(_, reading)| !reading.declared.service.urls.is_empty())
        .map(|(dir, reading)| Service { dir, declared: &reading.declared })
        .collect();
    let wants_site = wanted.only.is_empty() || wanted.only.contains(&Target::Web);
    if services.is_empty() || !wants_site {
        if looks == 0 {
            terminal::say(
                "nothing was looked at: no address, no place of a copy, and not this machine is declared",
            );
        }
        return Ok(false);
    }
    sites(&services, wanted.looking, keys)
}

fn sites(services: &[Service<'_>], looking: &Looking, keys: Option<&Path>) -> anyhow::Result<bool> {
    let summary = round::look(services, looking, keys)?;
    if !looking.quiet {
        let trouble = if summary.troubled == 0 {
            String::new()
        } else {
            format!(", {} of them troubled", summary.troubled)
        };
        terminal::say(&format!(
            "{}{trouble}; {}, sandbox {}",
            terminal::counted(summary.looks, "look", "looks"),
            summary.browser,
            summary.sandbox
        ));
    }
    Ok(summary.is_interrupted)
}
