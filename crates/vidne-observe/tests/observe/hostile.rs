//! Everything that a site can do to whoever looks at it: each case ends in time, tells what happened, and leaves nothing behind.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use rustix::process::{Pid, Signal, kill_process};
use vidne_model::observed::{Blind, Outcome, Setter, Visit};
use vidne_observe::{
    KeepError,
    web::{Browser, Ending, Hear, Look, Looked, Names, Phase, Rehearsed, Round, Settings, Site, Start, run},
};
use vidne_rehearsal::Rehearsal;

use crate::truth;

/// Keeps what a round told, by host.
#[derive(Default)]
struct Heard {
    looked: Mutex<BTreeMap<String, Looked>>,
    died: Mutex<Vec<String>>,
    unserved: Mutex<Vec<String>>,
    /// Whether the browser is to be brought to a halt as the first look begins.
    halts: AtomicBool,
}

impl Hear for Heard {
    fn began(&self, _: &Site, _: &Look) {
        if self.halts.swap(false, Ordering::Relaxed) {
            for id in browsers() {
                kill_process(Pid::from_raw(id).unwrap(), Signal::STOP).unwrap();
            }
        }
    }

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

    fn unserved(&self, site: &Site, _: &Look, why: &str) {
        println!("{:<12} again: {why}", site.id);
        self.unserved.lock().unwrap().push(why.to_owned());
    }

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

/// The hostile site, served, and how it is looked at.
fn rehearse() -> (Rehearsal, Settings) {
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
    (rehearsal, settings)
}

/// One look at each wanted host of the hostile site, four at once, in one browser.
fn look_at(wanted: impl Fn(&str) -> bool, heard: Heard) -> Heard {
    let (rehearsal, settings) = rehearse();
    let sites: Vec<Site> = rehearsal
        .hosts()
        .iter()
        .filter_map(|host| {
            let id = host.strip_suffix(".hostile.example").filter(|id| wanted(id))?;
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
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let summary = runtime.block_on(run(settings, &sites, &round, &heard)).unwrap();
    assert_eq!(summary.looks, sites.len());
    heard
}

#[test]
fn every_hostile_case_ends_in_time_with_a_record_and_leaves_nothing_behind() {
    let before = leftovers();
    let heard = look_at(|_| true, Heard::default());
    for (case, wanted) in [
        ("good", "completed"),
        ("never", "timed-out"),
        ("hang", "timed-out"),
        ("loop", "failed"),
        ("download", "completed"),
        ("script-loop", "timed-out"),
        ("crash", "crashed"),
        ("flood", "failed"),
        ("dialogs", "failed"),
        ("file", "failed: net::ERR_ABORTED"),
        ("leads-on", "completed"),
    ] {
        let ending = heard.ending(case);
        assert!(ending.starts_with(wanted), "{case}: {ending}");
    }
    // Which bound it meets first depends on how fast the machine is.
    let navigates = heard.ending("navigates");
    assert!(navigates.starts_with("failed") || navigates.starts_with("timed-out"), "{navigates}");
    // The one that does no harm is seen as if it were alone.
    let good = heard.visit("good");
    assert_eq!(good.outcome, Outcome::Completed);
    assert!(good.cookies.iter().any(|cookie| cookie.name == "well" && cookie.http_only == Some(true)));
    // Where a page says that it leads is waited for.
    let led: Vec<String> =
        heard.visit("leads-on").requests.iter().map(|request| request.url.clone()).collect();
    assert!(led.iter().any(|url| url == "https://good.hostile.example/picture.svg"), "{led:?}");
    // A refusal is a fact of its own, never a page without cookies.
    assert_eq!(heard.visit("challenge").outcome, Outcome::Challenged);
    assert_eq!(heard.visit("forbidden").outcome, Outcome::Refused(403));
    assert_eq!(heard.visit("busy").outcome, Outcome::Refused(429));
    // What was seen until the end is kept.
    assert!(!heard.visit("never").requests.is_empty());
    assert!(!heard.visit("crash").requests.is_empty());
    assert!(heard.visit("loop").cookies.iter().any(|cookie| cookie.name == "round"));
    // Names given to fields hide nothing.
    let clobbers = heard.visit("clobbers");
    let mut actions: Vec<&str> = clobbers.forms.iter().map(|form| form.action.as_str()).collect();
    actions.sort_unstable();
    assert_eq!(actions, ["https://clobbers.hostile.example/send", "https://elsewhere.hostile.example/take"]);
    assert_eq!(clobbers.forms[0].fields.len(), 10, "{:?}", clobbers.forms);
    let looked = heard.looked.lock().unwrap()["clobbers"].clone();
    assert_eq!(looked.links, ["https://clobbers.hostile.example/behind"]);
    let text = String::from_utf8(zstd::decode_all(looked.log.as_slice()).unwrap()).unwrap();
    assert!(text.contains("Told inside of the form."), "the text of a form is in the log");
    // Whether the talk is cut before the page has come to rest depends on who is faster; that the record has a bound does not.
    let log = heard.looked.lock().unwrap()["console"].log.clone();
    let raw = zstd::decode_all(log.as_slice()).unwrap();
    assert!(raw.len() < 5 << 20, "{} bytes", raw.len());
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

#[test]
fn nothing_of_one_look_is_found_by_the_next() {
    let clings = "https://clings.hostile.example/";
    let urls = [clings, clings, "http://clings.hostile.example/", clings];
    let (logs, served) = one_after_the_other(&urls);
    let seen: Vec<Vec<String>> = logs.iter().map(|log| requests(log)).collect();
    for each in [&seen[1], &seen[3]] {
        assert_eq!(each, &seen[0]);
    }
    for host in ["clings.hostile.example", "memory.example"] {
        let found = format!("GET https://{host}/found/nothing 204");
        assert!(seen[0].contains(&found), "{:#?}", seen[0]);
    }
    // Nobody remembers that the host wants to be asked over TLS only.
    assert!(seen[2].contains(&"GET http://clings.hostile.example/ 200".to_owned()), "{:#?}", seen[2]);
    // What is sent as a page is left is in the record, and nothing is sent that is not.
    for host in ["clings.hostile.example", "memory.example"] {
        let left = format!("POST https://{host}/parting/visibilitychange 204");
        assert!(seen[0].contains(&left), "{:#?}", seen[0]);
    }
    let visit = truth::visits(&logs[0], &[]).into_iter().next().unwrap();
    assert!(visit.cookies.iter().any(|cookie| cookie.name == "clings_answer" && cookie.was_kept()));
    let recorded: usize = seen.iter().flatten().filter(|each| each.contains("/parting/")).count();
    let parting: Vec<&String> = served.iter().filter(|path| path.contains("/parting/")).collect();
    assert_eq!(parting.len(), recorded, "{parting:#?}");
}

#[test]
fn what_a_worker_that_pages_share_asks_for_is_seen_and_nobody_waits_for_a_worker_that_is_gone() {
    let heard = look_at(|id| id == "shared", Heard::default());
    assert_eq!(heard.ending("shared"), "completed: nothing more");
    let log = heard.looked.lock().unwrap()["shared"].log.clone();
    let own = |path: &str, status: &str| format!("GET https://shared.hostile.example{path} {status}");
    let wanted = [
        own("/", "200"),
        own("/brief-worker.js", "200"),
        own("/from-imported", "204"),
        own("/from-shared-worker", "204"),
        own("/imported.js", "200"),
        own("/never", "unanswered"),
        own("/shared-worker.js", "200"),
        own("/when-connected", "204"),
    ];
    let seen = requests(&log);
    let (ours, others): (Vec<_>, Vec<_>) = seen.into_iter().partition(|told| told.contains("shared.hostile"));
    assert_eq!(ours, wanted);
    assert!(others.contains(&"GET https://good.hostile.example/picture.svg 200".to_owned()), "{others:?}");
    let visit = heard.visit("shared");
    let by = |path: &str| visit.requests.iter().find(|request| request.url.ends_with(path)).unwrap();
    let worker = "https://shared.hostile.example/shared-worker.js";
    assert_eq!(by("/from-imported").frame.as_deref(), Some(worker));
    assert!(visit.refused.iter().any(|refusal| refusal.url == "https://10.0.0.1/"), "{:?}", visit.refused);
    // Of the cookies of its answers browsers tell nothing: what the jar holds is told, and that nobody knows whence.
    assert!(visit.cookies.iter().any(|cookie| cookie.name == "shared" && cookie.setter == Setter::Unknown));
    assert!(visit.blind.contains(&Blind::CookieSetter));
    assert!(
        visit.note.as_ref().is_some_and(|note| note.contains("worker that pages share")),
        "{:?}",
        visit.note
    );
}

/// Requests of a log with their statuses, in alphabetical order. A browser asks once for an icon that is missing, whoever looks.
fn requests(log: &[u8]) -> Vec<String> {
    let visit = truth::visits(log, &[]).into_iter().next().unwrap();
    let told = visit.requests.iter().map(|request| {
        let status = request.status.map_or_else(|| "unanswered".to_owned(), |status| status.to_string());
        format!("{} {} {status}", request.method, request.url)
    });
    let mut told: Vec<String> = told.filter(|told| !told.contains("/favicon.ico ")).collect();
    told.sort();
    told
}

/// Looks at addresses of the hostile site in one browser. The logs, and everything that the servers were asked for.
fn one_after_the_other(urls: &[&str]) -> (Vec<Vec<u8>>, Vec<String>) {
    let (rehearsal, settings) = rehearse();
    let settings = Arc::new(settings);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let logs = runtime.block_on(async {
        let browser = Browser::launch(&settings, &Arc::new(Names::new(&settings))).await.unwrap();
        let mut logs = Vec::new();
        for &url in urls {
            let looked =
                browser.look(&Look { url: url.to_owned(), phase: Phase::Before, is_declared: false }).await;
            assert_eq!(looked.ending, Ending::Completed, "{url}");
            logs.push(looked.log);
        }
        // What was sent at the last parting has had the time to arrive.
        tokio::time::sleep(Duration::from_millis(500)).await;
        logs
    });
    let served = rehearsal.served().iter().map(|one| format!("{}{}", one.host, one.path)).collect();
    (logs, served)
}

#[test]
fn a_browser_too_busy_to_begin_a_look_is_replaced_and_the_page_is_not_blamed() {
    let heard = look_at(|id| id == "good", Heard { halts: AtomicBool::new(true), ..Heard::default() });
    let unserved = heard.unserved.lock().unwrap().clone();
    assert!(
        matches!(unserved.as_slice(), [why] if why.contains("too busy to ask the server")),
        "{unserved:?}"
    );
    assert_eq!(heard.visit("good").outcome, Outcome::Completed);
    assert_eq!(*heard.died.lock().unwrap(), Vec::<String>::new());
}

/// The main processes of the browsers that this one started.
fn browsers() -> Vec<i32> {
    let own = format!("vidne-browser-{}-", std::process::id());
    let ids = fs::read_dir("/proc").unwrap().flatten().filter_map(|entry| {
        let command = String::from_utf8_lossy(&fs::read(entry.path().join("cmdline")).ok()?).into_owned();
        let is_main = command.contains(&own) && !command.contains("--type=");
        is_main.then(|| entry.file_name().to_str()?.parse().ok()).flatten()
    });
    ids.collect()
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
