//! How long a look takes beside a bare run of the same browser, side by side in one run: `bench_web [ROUNDS]`.
//!
//! Bare is: launch, load, read the cookie jar, with the same arguments and over the same kind of pipe. Plain is the same with the browser as it
//! comes, without what vidne switches off. A new visitor begins each page in a context of its own, as a look does, and is bare otherwise.
//! With puppeteer is the same job by the library that others build on, as it comes, where `VIDNE_BENCH_PUPPETEER` names the folder of the package
//! `puppeteer-core`. Ours is the whole program, from reading the declaration to the last durable entry of the log.
//! It asserts nothing: it measures.

#![allow(clippy::print_stdout, clippy::cast_precision_loss, reason = "it prints figures for people")]
#![allow(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a bench has a clock, files and processes"
)]

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};

use command_fds::{CommandFdExt, FdMapping};
use serde_json::{Value, json};
use vidne_rehearsal::{Rehearsal, Site};

const START: &str = "https://www.nordhamn.example/";

/// One thing that is measured, and its seconds.
struct Row<'a> {
    name: &'static str,
    run: Box<dyn Fn() -> f64 + 'a>,
    took: Vec<f64>,
}

fn row<'a>(name: &'static str, run: impl Fn() -> f64 + 'a) -> Row<'a> {
    Row { name, run: Box::new(run), took: Vec::new() }
}

/// How the browser of a run without vidne is started.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Dress {
    /// With the arguments that vidne gives it.
    AsOurs,
    /// With the fewest that work here.
    AsItComes,
}

/// Who visits the pages of a run without vidne.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Visitor {
    /// One, who goes from page to page with the same cookies and the same cache.
    Same,
    /// A new one for each page.
    New,
}

fn main() {
    let rounds: usize = std::env::args().nth(1).map_or(5, |text| text.parse().expect("a number of rounds"));
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/rehearsal");
    let vidne = std::env::current_exe()
        .expect("a path")
        .parent()
        .and_then(Path::parent)
        .expect("release")
        .join("vidne");
    assert!(vidne.is_file(), "{} is built first", vidne.display());
    let site = Site::read(&example.join("site")).expect("the rehearsal can be read");
    let rehearsal = Rehearsal::start(site).expect("the rehearsal can be served");
    let package = std::env::var_os("VIDNE_BENCH_PUPPETEER").map(PathBuf::from);
    let (one, ten) = (vec![START.to_owned()], ten_pages(&example));
    let eight = || (1..=8).map(|number| service(&example, number, &one)).collect::<Vec<_>>();
    let mut rows = vec![
        row("bare, 1 page", || bare(&rehearsal, &one, Dress::AsOurs, Visitor::Same)),
        row("plain, 1 page", || bare(&rehearsal, &one, Dress::AsItComes, Visitor::Same)),
        row("vidne, 1 page", || ours(&vidne, &[service(&example, 0, &one)], 4)),
        row("bare, 10 pages", || bare(&rehearsal, &ten, Dress::AsOurs, Visitor::Same)),
        row("plain, 10 pages", || bare(&rehearsal, &ten, Dress::AsItComes, Visitor::Same)),
        row("bare, 10 new visitors", || bare(&rehearsal, &ten, Dress::AsOurs, Visitor::New)),
        row("vidne, 10 pages", || ours(&vidne, &[service(&example, 0, &ten)], 4)),
        row("vidne, 10, 8 at once", || ours(&vidne, &[service(&example, 0, &ten)], 8)),
        row("vidne, 8 services", || ours(&vidne, &eight(), 4)),
    ];
    if let Some(package) = &package {
        rows.push(row("puppeteer, 1 page", || puppeteer(&rehearsal, package, &one)));
        rows.push(row("puppeteer, 10 pages", || puppeteer(&rehearsal, package, &ten)));
    } else {
        println!("without puppeteer: VIDNE_BENCH_PUPPETEER names no folder");
    }
    for round in 0..=rounds {
        for row in &mut rows {
            let took = (row.run)();
            // The first round warms the disk's cache and does not count.
            if round > 0 {
                row.took.push(took);
            }
        }
    }
    println!("{rounds} rounds, seconds: median (least to most)");
    for Row { name, took, .. } in &mut rows {
        took.sort_by(f64::total_cmp);
        println!("{name:<21} {:>7.2} ({:.2} to {:.2})", median(took), took[0], took[took.len() - 1]);
    }
    let of = |name: &str| rows.iter().find(|row| row.name == name).map_or(f64::NAN, |row| median(&row.took));
    for (ours, pages) in [("vidne, 1 page", "1 page"), ("vidne, 10 pages", "10 pages")] {
        let beside = ["bare", "plain", "puppeteer"].map(|other| of(ours) / of(&format!("{other}, {pages}")));
        println!(
            "{pages}: {:.2} times bare (goal: at most 1.5); {:.2} times plain; {:.2} times puppeteer",
            beside[0], beside[1], beside[2]
        );
    }
    println!("10 pages: {:.2} times ten new visitors", of("vidne, 10 pages") / of("bare, 10 new visitors"));
    let eight_at_once = of("vidne, 10, 8 at once");
    println!(
        "10 pages, 8 at once: {:.2} times plain; {:.2} times puppeteer",
        eight_at_once / of("plain, 10 pages"),
        eight_at_once / of("puppeteer, 10 pages")
    );
    println!("8 services: {:.2} s each, 4 at once (goal: at most 0.9)", of("vidne, 8 services") / 8.0);
    let peak = peak(&vidne, &eight());
    println!(
        "8 services: {:.2} GiB at the peak, proportional set size of all processes (goal: at most 0.7)",
        peak / 1024.0
    );
}

fn median(sorted: &[f64]) -> f64 {
    sorted[sorted.len() / 2]
}

/// The start page and nine others of the rehearsal.
fn ten_pages(example: &Path) -> Vec<String> {
    let mut pages = Vec::new();
    gather(&example.join("site/www"), &mut pages);
    let root = example.join("site/www");
    let mut urls: Vec<String> = pages
        .iter()
        .filter_map(|page| Some(format!("{START}{}", page.parent()?.strip_prefix(&root).ok()?.display())))
        .map(|url| if url.ends_with('/') { url } else { format!("{url}/") })
        .filter(|url| !url.contains("/intern"))
        .collect();
    urls.sort();
    urls.truncate(10);
    assert_eq!(urls.len(), 10, "{urls:?}");
    urls
}

fn gather(folder: &Path, pages: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        if entry.path().is_dir() {
            gather(&entry.path(), pages);
        } else if entry.file_name() == "index.html" {
            pages.push(entry.path());
        }
    }
}

/// A service that is nothing but these pages of the rehearsal.
struct Service {
    folder: tempfile::TempDir,
}

fn service(example: &Path, number: usize, urls: &[String]) -> Service {
    let folder = tempfile::tempdir().expect("a folder");
    let urls: Vec<String> = urls.iter().map(|url| format!("\"{url}\"")).collect();
    let text = format!(
        "[service]\nid = \"bench-{number}\"\nurls = [{}]\ncontroller = \"controller\"\n[[organisation]]\nid = \"controller\"\nname = \"Controller\"\n\
         [observe]\nrehearsal = \"site\"\ncrawl = 0\nphases = [\"before-consent\"]\n",
        urls.join(", ")
    );
    fs::write(folder.path().join("service.toml"), text).expect("a declaration");
    let site = example.join("site").canonicalize().expect("the rehearsal");
    std::os::unix::fs::symlink(site, folder.path().join("site")).expect("a link");
    Service { folder }
}

fn command(vidne: &Path, services: &[Service], at_once: usize) -> Command {
    let mut command = Command::new(vidne);
    command.arg("observe").args(services.iter().map(|service| service.folder.path()));
    command
        .args(["--quiet", "--at-once", &at_once.to_string(), "--keys"])
        .arg(services[0].folder.path().join("keys"));
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

/// Seconds that the whole program takes.
fn ours(vidne: &Path, services: &[Service], at_once: usize) -> f64 {
    let begun = Instant::now();
    let done = command(vidne, services, at_once).output().expect("vidne starts");
    let took = begun.elapsed().as_secs_f64();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    took
}

/// The largest sum of proportional set sizes of vidne and all processes below it, in MiB.
fn peak(vidne: &Path, services: &[Service]) -> f64 {
    let mut child = command(vidne, services, 4).spawn().expect("vidne starts");
    let (id, over, mut most) = (child.id(), AtomicBool::new(false), 0.0_f64);
    thread::scope(|scope| {
        let sampler = scope.spawn(|| {
            let mut most = 0.0_f64;
            while !over.load(Ordering::Relaxed) {
                most = most.max(below(id).into_iter().map(proportional).sum());
                thread::sleep(Duration::from_millis(100));
            }
            most
        });
        child.wait().expect("vidne ends");
        over.store(true, Ordering::Relaxed);
        most = sampler.join().expect("the sampler counts");
    });
    most
}

/// A process and all below it.
fn below(root: u32) -> Vec<u32> {
    let parents: Vec<(u32, u32)> = fs::read_dir("/proc")
        .expect("processes")
        .flatten()
        .filter_map(|entry| {
            let id: u32 = entry.file_name().to_str()?.parse().ok()?;
            let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
            let parent = stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()?;
            Some((id, parent))
        })
        .collect();
    let mut all = vec![root];
    let mut at = 0;
    while let Some(&one) = all.get(at) {
        all.extend(parents.iter().filter(|(_, parent)| *parent == one).map(|(id, _)| *id));
        at += 1;
    }
    all
}

fn proportional(id: u32) -> f64 {
    let text = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}

/// Seconds of the same job by puppeteer, from the start of node to its end.
fn puppeteer(rehearsal: &Rehearsal, package: &Path, urls: &[String]) -> f64 {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/bench_web/puppeteer.cjs");
    let begun = Instant::now();
    let done = Command::new("node")
        .arg(script)
        .arg(package)
        .arg(vidne_observe::web::find().expect("apt-get install chromium"))
        .args([rehearsal.host_rules().as_str(), rehearsal.spki_sha256()])
        .args(urls)
        .output()
        .expect("apt-get install nodejs");
    let took = begun.elapsed().as_secs_f64();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    took
}

/// What vidne switches off that costs time.
const SWITCHED_OFF: [&str; 8] = [
    "--no-startup-window",
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup,SpareRendererForSitePerProcess",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-sync",
    "--window-size=1280,1024",
];

/// Seconds of a bare run: launch, load each page, read the cookie jar, end.
fn bare(rehearsal: &Rehearsal, urls: &[String], dress: Dress, visitor: Visitor) -> f64 {
    let begun = Instant::now();
    let profile = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(profile.path().join("Default")).expect("a folder");
    fs::write(profile.path().join("Default/Preferences"), r#"{"profile":{"cookie_controls_mode":0}}"#)
        .expect("preferences");
    let (commands, mut to_browser) = std::io::pipe().expect("a pipe");
    let (from_browser, events) = std::io::pipe().expect("a pipe");
    let mut command = Command::new(vidne_observe::web::find().expect("apt-get install chromium"));
    command.args([
        "--headless=new",
        "--remote-debugging-pipe",
        "--no-first-run",
        "--no-sandbox",
        "--disable-dev-shm-usage",
    ]);
    if dress == Dress::AsOurs {
        command.args(SWITCHED_OFF);
    }
    command.arg(format!("--user-data-dir={}", profile.path().display()));
    command.arg(format!("--host-resolver-rules={}, EXCLUDE 127.0.0.1", rehearsal.host_rules()));
    command.arg(format!("--ignore-certificate-errors-spki-list={}", rehearsal.spki_sha256()));
    command.process_group(0).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mappings = vec![
        FdMapping { parent_fd: commands.into(), child_fd: 3 },
        FdMapping { parent_fd: events.into(), child_fd: 4 },
    ];
    command.fd_mappings(mappings).expect("free descriptors");
    let mut child = command.spawn().expect("the browser starts");
    drop(command);
    let mut messages = BufReader::new(from_browser).split(0);
    let mut id = 0;
    let mut call = |method: &str, params: Value, session: Option<&str>, until: Option<&str>| -> Value {
        id += 1;
        let mut told = json!({"id": id, "method": method, "params": params});
        if let Some(session) = session {
            told["sessionId"] = session.into();
        }
        to_browser.write_all(format!("{told}\0").as_bytes()).expect("the browser listens");
        let (mut answer, mut seen) = (None, until.is_none());
        while answer.is_none() || !seen {
            let bytes = messages.next().expect("the browser lives").expect("a message");
            let message: Value = serde_json::from_slice(&bytes).expect("JSON");
            if message["id"] == id {
                answer = Some(message["result"].clone());
            } else if until.is_some_and(|until| message["method"] == until) {
                seen = true;
            }
        }
        answer.unwrap_or_default()
    };
    let pages_each = if visitor == Visitor::Same { urls.len() } else { 1 };
    for urls in urls.chunks(pages_each) {
        // The browser's own context has no id.
        let context = match visitor {
            Visitor::Same => json!({}),
            Visitor::New => call("Target.createBrowserContext", json!({}), None, None),
        };
        let mut blank = context.clone();
        blank["url"] = "about:blank".into();
        let target = call("Target.createTarget", blank, None, None)["targetId"].clone();
        let attach = json!({"targetId": target, "flatten": true});
        let session = call("Target.attachToTarget", attach, None, None)["sessionId"].clone();
        let session = session.as_str();
        call("Page.enable", json!({}), session, None);
        for url in urls {
            call("Page.navigate", json!({"url": url}), session, Some("Page.loadEventFired"));
        }
        let jar = call("Storage.getCookies", context.clone(), None, None);
        let cookies = jar["cookies"].as_array().expect("a jar");
        assert!(visitor == Visitor::New || !cookies.is_empty(), "{jar}");
        if visitor == Visitor::New {
            call("Target.disposeBrowserContext", context, None, None);
        }
    }
    let group = rustix::process::Pid::from_raw(child.id().cast_signed()).expect("a process");
    rustix::process::kill_process_group(group, rustix::process::Signal::KILL).expect("the browser ends");
    child.wait().expect("the browser ends");
    drop(profile);
    begun.elapsed().as_secs_f64()
}
