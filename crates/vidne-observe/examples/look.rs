//! Looks at one address and writes the log and the pictures into a folder.
//!
//! `look URL FOLDER [--phase reject|accept] [--rehearse SITE-FOLDER] [HOST ALLOWED TO BE PRIVATE …]`. A tool for whoever works on the
//! observer; `vidne audit` is the product.

#![allow(clippy::print_stdout, reason = "it talks to people")]
#![allow(clippy::disallowed_methods, reason = "it has a clock and writes files")]

use std::{error::Error, fs, path::Path, sync::Arc, time::Instant};

use vidne_observe::web::{Browser, ConsentRules, Look, Names, Phase, Rehearsed, Settings};
use vidne_rehearsal::{Rehearsal, Site};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(url), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("look URL FOLDER [--phase reject|accept] [--rehearse SITE-FOLDER] [HOST …]".into());
    };
    let mut settings = Settings { consent_rules: ConsentRules::find()?, ..Settings::default() };
    let mut phase = Phase::Before;
    let mut rehearsal = None;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--phase" => phase = named(&arguments.next().unwrap_or_default())?,
            "--rehearse" => {
                let site = Site::read(Path::new(&arguments.next().unwrap_or_default()))?;
                let started = Rehearsal::start(site)?;
                settings.rehearsed = Some(rehearsed(&started));
                rehearsal = Some(started);
            }
            _ => drop(settings.private_hosts.insert(argument)),
        }
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(look(Arc::new(settings), Look { url, phase, is_declared: true }, Path::new(&folder)))?;
    drop(rehearsal);
    Ok(())
}

fn named(phase: &str) -> Result<Phase, String> {
    match phase {
        "before" => Ok(Phase::Before),
        "reject" => Ok(Phase::Reject),
        "accept" => Ok(Phase::Accept),
        other => Err(format!("there is no phase {other}")),
    }
}

fn rehearsed(rehearsal: &Rehearsal) -> Rehearsed {
    Rehearsed {
        hosts: rehearsal.hosts().clone(),
        https: rehearsal.https(),
        http: rehearsal.http(),
        spki_sha256: rehearsal.spki_sha256().to_owned(),
    }
}

async fn look(settings: Arc<Settings>, look: Look, folder: &Path) -> Result<(), Box<dyn Error>> {
    let names = Arc::new(Names::new(&settings));
    let begun = Instant::now();
    let browser = Browser::launch(&settings, &names).await?;
    println!("{} up after {:?}; sandbox {}", browser.product(), begun.elapsed(), browser.sandbox());
    let looked = browser.look(&look).await;
    println!(
        "{:?} after {:?}; {} requests, {} bytes of log",
        looked.ending,
        begun.elapsed(),
        looked.requests,
        looked.log.len()
    );
    fs::create_dir_all(folder)?;
    for recorded in looked.recorded("look", "look") {
        fs::write(folder.join(&recorded.name), &recorded.bytes)?;
    }
    Ok(())
}
