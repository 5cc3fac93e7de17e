//! Everything that a site can do to whoever looks at it: each case ends in time, tells what happened, and leaves nothing behind.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    sync::Mutex,
    time::Duration,
};

use vidne_model::observed::{Outcome, Visit};
use vidne_observe::{
    KeepError,
    web::{Hear, Look, Looked, Phase, Rehearsed, Round, Settings, Site, Start, run},
};
use vidne_rehearsal::Rehearsal;

use crate::truth;

/// Keeps what a round told, by host.
#[derive(Default)]
struct Heard {
    looked: Mutex<BTreeMap<String, Looked>>,
    died: Mutex<Vec<String>>,
}

impl Hear for Heard {
    fn began(&self, _: &Site, _: &Look) {}

    fn ended(&self, site: &Site, _: &Look, looked: &Looked, took: Duration) -> Result<(), KeepError> {
        let (ending, log) = (&looked.ending, looked.log.len());
        println!(
            "{:<12} {:>6.1} s {:>8} requests {log:>10} bytes: {ending:?}",
            site.id,
            took.as_secs_f64(),
            looked.requests
        );
        self.looked.lock().unwrap().insert(site.id.clone(), looked.clone());
        Ok(())
    }

    fn left_out(&self, _: &Site, _: &str, _: &str) {}

    fn browser_died(&self, why: &str) {
        self.died.lock().unwrap().push(why.to_owned());
    }
}

impl Heard {
    fn visit(&self, case: &str) -> Visit {
        let looked = self.looked.lock().unwrap();
        let log = &looked.get(case).unwrap_or_else(|| panic!("{case} was looked at")).log;
        truth::visits(log, &[]).into_iter().next().unwrap_or_else(|| panic!("{case} has a visit"))
    }

    fn ending(&self, case: &str) -> String {
        let looked = self.looked.lock().unwrap();
        let ending = &looked.get(case).unwrap_or_else(|| panic!("{case} was looked at")).ending;
        format!("{}: {}", ending.as_str(), ending.detail().unwrap_or("nothing more"))
    }
}

/// One look at each host of the hostile site, four at once, in one browser.
fn all() -> Heard {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/rehearsal-hostile/site");
    let rehearsal = Rehearsal::start(vidne_rehearsal::Site::read(&folder).unwrap()).unwrap();
    let rehearsed = Rehearsed {
        hosts: rehearsal.hosts().clone(),
        https: rehearsal.https(),
        http: rehearsal.http(),
        spki_sha256: rehearsal.spki_sha256().to_owned(),
    };
    let settings = Settings {
        rehearsed: Some(rehearsed),
        page_deadline: Duration::from_secs(12),
        ..Settings::default()
    };
    let sites: Vec<Site> = rehearsal
        .hosts()
        .iter()
        .filter_map(|host| {
            let id = host.strip_suffix(".hostile.example")?;
            let start =
                Start { url: format!("https://{host}/"), is_declared: true, phases: vec![Phase::Before] };
            Some(Site {
                id: id.to_owned(),
                starts: vec![start],
                hosts: BTreeSet::from([host.clone()]),
                crawl: 0,
                seed: 0,
                done: BTreeSet::new(),
            })
        })
        .collect();
    let (_keep, interrupted) = tokio::sync::watch::channel(false);
    let round = Round { at_once: 4, pause: Duration::ZERO, interrupted };
    let heard = Heard::default();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let summary = runtime.block_on(run(settings, &sites, &round, &heard)).unwrap();
    assert_eq!(summary.looks, sites.len());
    heard
}

#[test]
fn every_hostile_case_ends_in_time_with_a_record_and_leaves_nothing_behind() {
    let before = leftovers();
    let heard = all();
    for (case, wanted) in [
        ("good", "completed"),
        ("never", "timed-out"),
        ("hang", "timed-out"),
        ("loop", "failed"),
        ("download", "timed-out"),
        ("script-loop", "timed-out"),
        ("crash", "crashed"),
        ("flood", "failed"),
        ("navigates", "failed"),
        ("dialogs", "failed"),
    ] {
        let ending = heard.ending(case);
        assert!(ending.starts_with(wanted), "{case}: {ending}");
    }
    // The one that does no harm is seen as if it were alone.
    let good = heard.visit("good");
    assert_eq!(good.outcome, Outcome::Completed);
    assert!(good.cookies.iter().any(|cookie| cookie.name == "well" && cookie.http_only == Some(true)));
    // A refusal is a fact of its own, never a page without cookies.
    assert_eq!(heard.visit("challenge").outcome, Outcome::Challenged);
    assert_eq!(heard.visit("forbidden").outcome, Outcome::Refused(403));
    assert_eq!(heard.visit("busy").outcome, Outcome::Refused(429));
    // What was seen until the end is kept.
    assert!(!heard.visit("never").requests.is_empty());
    assert!(!heard.visit("crash").requests.is_empty());
    assert!(heard.visit("loop").cookies.iter().any(|cookie| cookie.name == "round"));
    // Addresses of one's own network were not asked.
    let private = heard.visit("private");
    for address in ["192.168.0.1", "169.254.169.254", "localhost"] {
        assert!(
            private.refused.iter().any(|refusal| refusal.url.contains(address)),
            "{address}: {:?}",
            private.refused
        );
        let answered = private
            .requests
            .iter()
            .find(|request| request.host.as_str() == address && request.status.is_some());
        assert_eq!(answered, None);
    }
    assert_eq!(leftovers(), before, "no process and no folder is left");
}

/// Browser processes below this one, and profiles of this process.
fn leftovers() -> Vec<String> {
    let own = std::process::id();
    let processes = fs::read_dir("/proc").unwrap().flatten().filter_map(|entry| {
        let command = fs::read(entry.path().join("cmdline")).ok()?;
        let command = String::from_utf8_lossy(&command).into_owned();
        command.contains(&format!("vidne-browser-{own}-")).then_some(command)
    });
    let folders = fs::read_dir(std::env::temp_dir()).unwrap().flatten().filter_map(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        name.starts_with(&format!("vidne-browser-{own}-")).then_some(name)
    });
    processes.chain(folders).collect()
}
