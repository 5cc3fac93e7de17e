//! The rehearsal, looked at in every phase, must be seen as it is: request by request, cookie by cookie, store by store.

use std::{
    collections::BTreeSet,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use vidne_model::observed::{Cookie, Visit};
use vidne_observe::{
    KeepError,
    web::{
        Bodies, Browser, Ending, Hear, Look, Looked, Names, Phase, Rehearsed, Round, Settings, Site, Start,
        ThirdPartyCookies, run,
    },
};
use vidne_rehearsal::Rehearsal;

use crate::truth::{self, Truth};

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/rehearsal")
}

/// A look at the rehearsal's start page, and what the server itself was asked.
fn look(phase: Phase, change: impl FnOnce(&mut Settings)) -> (Vec<Visit>, Vec<u8>, Vec<String>) {
    let site = vidne_rehearsal::Site::read(&folder().join("site")).unwrap();
    let rehearsal = Rehearsal::start(site).unwrap();
    let rehearsed = Rehearsed {
        hosts: rehearsal.hosts().clone(),
        https: rehearsal.https(),
        http: rehearsal.http(),
        spki_sha256: rehearsal.spki_sha256().to_owned(),
    };
    let mut settings = Settings { rehearsed: Some(rehearsed), ..Settings::default() };
    change(&mut settings);
    let settings = Arc::new(settings);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let log = runtime.block_on(async {
        let names = Arc::new(Names::new(&settings));
        let browser = Browser::launch(&settings, &names).await.expect("a browser: apt-get install chromium");
        let url = Truth::read(&folder().join("truth/ground-truth.toml")).url;
        let looked = browser.look(&Look { url, phase, is_declared: false }).await;
        assert_eq!(looked.ending, Ending::Completed);
        looked.log
    });
    let mut served: Vec<String> = rehearsal
        .served()
        .iter()
        .map(|one| format!("{} https://{}{}", one.method, one.host, one.path))
        .collect();
    served.sort();
    (truth::visits(&log, &[]), log, served)
}

#[test]
fn every_phase_of_the_rehearsal_is_seen_as_it_is() {
    let truth = Truth::read(&folder().join("truth/ground-truth.toml"));
    for (phase, wanted) in [(Phase::Before, 1), (Phase::Reject, 3), (Phase::Accept, 2)] {
        let (visits, ..) = look(phase, |_| {});
        assert_eq!(visits.len(), wanted, "{phase:?}");
        assert_eq!(truth.differences(&visits), Vec::<String>::new(), "{phase:?}");
    }
}

#[test]
fn the_record_has_every_request_that_the_servers_got() {
    let (visits, _, served) = look(Phase::Before, |_| {});
    let mut seen: Vec<String> =
        visits[0].requests.iter().map(|request| format!("{} {}", request.method, request.url)).collect();
    seen.sort();
    assert_eq!(seen, served);
}

#[test]
fn a_cookie_that_the_browser_refuses_is_blocked_and_never_kept() {
    let (visits, ..) =
        look(Phase::Before, |settings| settings.third_party_cookies = ThirdPartyCookies::Block);
    let of = |name: &str| -> &Cookie { visits[0].cookies.iter().find(|cookie| cookie.name == name).unwrap() };
    for name in ["adnet_id", "vaxel_id", "handel_id", "VISITOR_INFO1_LIVE", "gammal_stil"] {
        assert!(!of(name).was_kept(), "{name}");
    }
    assert!(of("__cf_bm").was_kept());
    assert_eq!(visits[0].third_party_cookies, Some(vidne_model::observed::ThirdPartyCookies::Blocked));
}

#[test]
fn bodies_are_kept_only_where_they_are_asked_for() {
    let bodies = |log: &[u8]| {
        let text = String::from_utf8(zstd::decode_all(log).unwrap()).unwrap();
        text.lines().filter(|line| line.starts_with(r#"{"vidne":"body""#)).count()
    };
    let (_, kept, _) = look(Phase::Before, |settings| settings.bodies = Bodies::Keep);
    assert!(bodies(&kept) >= 12, "{}", bodies(&kept));
    let (_, left_out, _) = look(Phase::Before, |_| {});
    assert_eq!(bodies(&left_out), 0);
}

#[test]
fn the_record_tells_with_what_and_from_where_it_was_made() {
    let (visits, ..) = look(Phase::Before, |settings| settings.place.country = Some("SE".to_owned()));
    let visit = &visits[0];
    assert!(visit.tool.contains("Chrome/"), "{}", visit.tool);
    let vantage = visit.vantage.as_ref().unwrap();
    assert_eq!(vantage.country.as_ref().map(ToString::to_string).as_deref(), Some("SE"));
    assert!(visit.screenshot.is_some());
    assert!(
        visit
            .names
            .iter()
            .any(|answer| answer.host.as_str() == "www.nordhamn.example" && !answer.addresses.is_empty())
    );
    // Of the later hops of a redirect, the browser tells it of their connection only.
    let peerless = visit.requests.iter().filter(|request| request.tls.is_none());
    assert_eq!(peerless.map(|request| request.url.as_str()).collect::<Vec<_>>(), Vec::<&str>::new());
    assert!(visit.blind.is_empty(), "{:?}", visit.blind);
}

/// Counts how many looks are open at once.
#[derive(Default)]
struct Open {
    now: AtomicUsize,
    most: AtomicUsize,
}

impl Hear for Open {
    fn began(&self, _: &Site, _: &Look) {
        let now = self.now.fetch_add(1, Ordering::Relaxed) + 1;
        self.most.fetch_max(now, Ordering::Relaxed);
    }

    fn ended(&self, _: &Site, look: &Look, looked: &Looked, _: Duration) -> Result<(), KeepError> {
        assert_eq!(looked.ending, Ending::Completed, "{}", look.url);
        self.now.fetch_sub(1, Ordering::Relaxed);
        Ok(())
    }

    fn left_out(&self, _: &Site, _: &str, _: &str) {}

    fn unserved(&self, _: &Site, _: &Look, _: &str) {}

    fn browser_died(&self, why: &str) {
        panic!("{why}");
    }
}

#[test]
fn while_pages_only_wait_for_quiet_the_next_ones_begin_and_never_too_many() {
    let rehearsal = Rehearsal::start(vidne_rehearsal::Site::read(&folder().join("site")).unwrap()).unwrap();
    let rehearsed = Rehearsed {
        hosts: rehearsal.hosts().clone(),
        https: rehearsal.https(),
        http: rehearsal.http(),
        spki_sha256: rehearsal.spki_sha256().to_owned(),
    };
    // A long quiet: what is waited for is longer than what is done, on every machine.
    let settings =
        Settings { rehearsed: Some(rehearsed), quiet: Duration::from_secs(3), ..Settings::default() };
    let start = |path: &str| Start {
        url: format!("https://www.nordhamn.example/{path}"),
        is_declared: false,
        phases: vec![Phase::Before],
    };
    let site = Site {
        id: "nordhamn".to_owned(),
        starts: ["en/", "da/", "en/privacy/", "en/cookies/", "da/cookies/"].map(start).into(),
        hosts: BTreeSet::new(),
        crawl: 0,
        seed: 0,
        done: BTreeSet::new(),
    };
    let open = Open::default();
    let (_keep, interrupted) = tokio::sync::watch::channel(false);
    let round = Round { at_once: 2, pause: Duration::ZERO, interrupted };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let summary = runtime.block_on(run(settings, &[site], &round, &open)).unwrap();
    assert_eq!((summary.looks, summary.troubled), (5, 0));
    assert_eq!(open.most.into_inner(), 3, "two work, and one more waits");
}
