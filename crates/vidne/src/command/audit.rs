//! `vidne audit`: looks at services, assesses them, and writes a report for each.
//!
//! What it tells is what `vidne assess` would tell of the same evidence a moment later.

use std::path::{Path, PathBuf};

use super::{assess, observe};
use crate::{
    cli::{Assess, Audit, Format, Told},
    exit::Exit,
    terminal,
};

pub(super) fn run(asked: &Audit) -> anyhow::Result<Exit> {
    if asked.told.at.is_some() {
        terminal::say(
            "vidne: an audit looks at what is there now; for an earlier day use `vidne assess --at`",
        );
        return Ok(Exit::Usage);
    }
    if asked.dirs.len() > 1 && (asked.report.is_some() || asked.told.output.is_some()) {
        terminal::say(
            "vidne: one file cannot hold several services; leave out --report and --output, or audit one at a time",
        );
        return Ok(Exit::Usage);
    }
    let readings = match observe::read(&asked.dirs)? {
        Ok(readings) => readings,
        Err(exit) => return Ok(exit),
    };
    let wanted = observe::Wanted { looking: &asked.looking, only: &[], host: None };
    let is_interrupted = observe::look(&asked.dirs, &readings, wanted, asked.told.keys.as_deref())?;
    let mut worst = if is_interrupted { Exit::Failed } else { Exit::Clean };
    for dir in &asked.dirs {
        let report = asked.report.clone().unwrap_or_else(|| dir.join("report.html"));
        let html =
            Told { format: Format::Html, output: Some(report.clone()), record: false, ..asked.told.clone() };
        assess::assess(&assessment(dir, html))?;
        let exit = assess::assess(&assessment(dir, asked.told.clone()))?;
        terminal::say(&format!("the report: {}", report.display()));
        worst = worst.worse(exit);
    }
    Ok(worst)
}

fn assessment(dir: &Path, told: Told) -> Assess {
    Assess { dir: PathBuf::from(dir), told, timeline: false }
}
