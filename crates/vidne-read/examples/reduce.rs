//! Prints the facts of a recording as a table, so that a person can lay them beside the recording.
//!
//! `cargo run --release -p vidne-read --example reduce -- PATH [PAGE-ADDRESS ...]`
//!
//! It never changes the file, and its times are for the eye, not for a comparison.
#![expect(clippy::print_stdout, reason = "printing is what it is for")]

use std::{env, error::Error, fs, time::Instant};

use sha2::{Digest, Sha256};
use vidne_model::{
    id::ExhibitId,
    observed::{Cookie, Observed, Page, Setter, Visit},
};
use vidne_read::{Ask, Limits, detect, read};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let path = arguments.next().ok_or("name a recording")?;
    let pages: Vec<String> = arguments.collect();
    let bytes = fs::read(&path)?;
    let format = detect(&path, &bytes[..bytes.len().min(4096)]).ok_or("no known format")?;
    let exhibit = ExhibitId(Sha256::digest(&bytes).into());
    let ask = Ask { exhibit, name: &path, format, pages: &pages, limits: Limits::default() };
    let (mut best, mut observed) = (f64::MAX, Observed::default());
    for _ in 0..ROUNDS {
        let start = Instant::now();
        observed = read(&bytes, &ask)?;
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!("{path}: {format}, {} bytes, best of {ROUNDS} in {:.1} ms", bytes.len(), best * 1000.0);
    for damage in &observed.damages {
        println!("damage at {:?}: {}", damage.offset, damage.reason);
    }
    observed.visits.iter().for_each(visit);
    observed.pages.iter().for_each(page);
    Ok(())
}

fn visit(visit: &Visit) {
    println!("\nvisit {} {}\n  {:?}, {:?}, {}", visit.at, visit.url, visit.outcome, visit.phase, visit.tool);
    let blind: Vec<_> = visit.blind.iter().map(|blind| blind.as_str()).collect();
    println!("  cannot tell: {}", blind.join("; "));
    println!("  {} requests", visit.requests.len());
    for request in &visit.requests {
        let status = request.status.map_or("-".to_owned(), |status| status.to_string());
        let remote = request.remote.map_or("-".to_owned(), |remote| remote.address.to_string());
        let kind = format!("{:?}", request.kind);
        println!("    {status:>3} {:6} {kind:9} {remote:15} {}", request.method, short(&request.url));
        for (name, value) in
            [("by", &request.initiator), ("in", &request.frame), ("failed", &request.failure)]
        {
            if let Some(value) = value {
                println!("        {name} {}", short(value));
            }
        }
        for (name, values) in [("cookies", &request.cookies_sent), ("fields", &request.fields_sent)] {
            if !values.is_empty() {
                println!("        {name} {}", short(&values.join(" ")));
            }
        }
    }
    println!("  {} cookies", visit.cookies.len());
    visit.cookies.iter().for_each(cookie);
    for item in &visit.stored {
        println!("    stored {} {} {}", item.store.as_str(), item.key, item.name);
    }
    for form in &visit.forms {
        println!("    form {} {:?}", form.action, form.error);
    }
}

fn cookie(cookie: &Cookie) {
    let by = match &cookie.setter {
        Setter::Response { url } => format!("response {}", short(url)),
        Setter::Script { url } => format!("script {}", url.as_deref().map_or("-", short)),
        Setter::Unknown => "unknown".to_owned(),
    };
    let life = cookie.max_age.map_or("session".to_owned(), |life| format!("{life:#}"));
    println!("    {} {} {:?} {life} by {by}", cookie.name, cookie.domain, cookie.party);
    if !cookie.blocked.is_empty() {
        println!("        not kept: {}", cookie.blocked.join(", "));
    }
}

fn page(page: &Page) {
    println!("\npage {} {} {:?} {:?}", page.at, page.url, page.language, page.readability);
    for block in &page.blocks {
        println!("    {:?} {:?} {}", block.kind, block.visibility, short(&block.text));
    }
}

fn short(text: &str) -> &str {
    text.char_indices().nth(110).map_or(text, |(end, _)| &text[..end])
}

const ROUNDS: usize = 20;
