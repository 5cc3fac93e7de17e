//! Looks at the rehearsal many times, in every phase, and compares each look with the ground truth:
//! `cargo run --release -p vidne-observe --example truth -- [TIMES]`.
//!
//! It ends with a failure if one look differed in one request, cookie or stored item.

#![allow(clippy::print_stdout, reason = "it talks to people")]
#![allow(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a tool for whoever works on the observer"
)]

#[path = "../tests/observe/truth.rs"]
mod truth;

use std::{path::Path, process::ExitCode, sync::Arc};

use vidne_observe::web::{Browser, Look, Names, Phase, Rehearsed, Settings};
use vidne_rehearsal::{Rehearsal, Site};

fn main() -> ExitCode {
    let times: u32 = std::env::args().nth(1).map_or(1, |text| text.parse().expect("a number of times"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/rehearsal");
    let truth = truth::Truth::read(&folder.join("truth/ground-truth.toml"));
    let site = Site::read(&folder.join("site")).expect("the rehearsal can be read");
    let rehearsal = Rehearsal::start(site).expect("the rehearsal can be served");
    let rehearsed = Rehearsed {
        hosts: rehearsal.hosts().clone(),
        https: rehearsal.https(),
        http: rehearsal.http(),
        spki_sha256: rehearsal.spki_sha256().to_owned(),
    };
    let settings = Arc::new(Settings { rehearsed: Some(rehearsed), ..Settings::default() });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let differing = runtime.block_on(looks(&settings, &truth, times));
    println!("{times} runs, three looks each: {differing} looks differ from the ground truth");
    if differing == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Looks so many times in a fresh browser, and tells how many looks differed.
async fn looks(settings: &Arc<Settings>, truth: &truth::Truth, times: u32) -> u32 {
    let names = Arc::new(Names::new(settings));
    let mut differing = 0;
    for time in 1..=times {
        let browser = Browser::launch(settings, &names).await.expect("the browser starts");
        for phase in [Phase::Before, Phase::Reject, Phase::Accept] {
            let looked = browser.look(&Look { url: truth.url.clone(), phase, is_declared: false }).await;
            let visits = truth::visits(&looked.log, &[]);
            let wanted = match phase {
                Phase::Before => 1,
                Phase::Reject => 3,
                Phase::Accept => 2,
            };
            let mut told = truth.differences(&visits);
            if visits.len() != wanted {
                told.push(format!("{} phases instead of {wanted}", visits.len()));
            }
            differing += u32::from(!told.is_empty());
            for one in told {
                println!("run {time}, {phase:?}: {one}");
            }
        }
    }
    differing
}
