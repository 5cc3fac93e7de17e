//! Raw DevTools logs of real sites: what was counted in them by another program.

use std::collections::{BTreeMap, BTreeSet};

use vidne_model::observed::{Blind, Cookie, Observed, Outcome, Party, ResourceKind, Setter, Visit};

use super::reading;

/// What was counted in a log.
struct Counted {
    file: &'static str,
    visits: usize,
    requests: usize,
    hosts: usize,
    /// Cookies that responses set, by name, domain and the host that set them.
    kept: usize,
    blocked: usize,
    remotes: usize,
    /// Requests by status; 0 where there was no answer.
    statuses: &'static [(u16, usize)],
}

const COUNTED: [Counted; 9] = [
    Counted {
        file: "bing.com",
        visits: 1,
        requests: 194,
        hosts: 15,
        kept: 32,
        blocked: 13,
        remotes: 12,
        statuses: &[(0, 1), (200, 184), (204, 5), (301, 1), (302, 3)],
    },
    Counted {
        file: "early-hints",
        visits: 1,
        requests: 117,
        hosts: 13,
        kept: 8,
        blocked: 0,
        remotes: 12,
        statuses: &[(101, 1), (200, 108), (204, 4), (302, 3), (403, 1)],
    },
    Counted {
        file: "iframe-not-attached",
        visits: 1,
        requests: 10,
        hosts: 5,
        kept: 2,
        blocked: 2,
        remotes: 4,
        statuses: &[(200, 8), (206, 2)],
    },
    Counted {
        file: "missing-response",
        visits: 1,
        requests: 91,
        hosts: 11,
        kept: 1,
        blocked: 0,
        remotes: 11,
        statuses: &[(0, 15), (200, 68), (302, 7), (304, 1)],
    },
    Counted {
        file: "response-blocked-cookies",
        visits: 1,
        requests: 5,
        hosts: 3,
        kept: 2,
        blocked: 1,
        remotes: 3,
        statuses: &[(200, 5)],
    },
    Counted {
        file: "samesite-sandbox.glitch.me",
        visits: 1,
        requests: 4,
        hosts: 3,
        kept: 6,
        blocked: 0,
        remotes: 3,
        statuses: &[(200, 4)],
    },
    Counted {
        file: "www.izettle.com",
        visits: 1,
        requests: 48,
        hosts: 19,
        kept: 6,
        blocked: 0,
        remotes: 19,
        statuses: &[(200, 36), (302, 12)],
    },
    Counted {
        file: "www.wikipedia.org",
        visits: 2,
        requests: 30,
        hosts: 2,
        kept: 8,
        blocked: 0,
        remotes: 1,
        statuses: &[(200, 20), (301, 8), (307, 2)],
    },
    Counted {
        file: "www.zdnet.com",
        visits: 1,
        requests: 380,
        hosts: 99,
        kept: 90,
        blocked: 0,
        remotes: 84,
        statuses: &[(0, 3), (200, 275), (204, 5), (302, 95), (307, 2)],
    },
];

fn log(name: &str) -> Observed {
    reading(&format!("cdp-logs/{name}.json")).expect("facts")
}

fn visit(name: &str) -> Visit {
    log(name).visits.remove(0)
}

fn set_by(cookie: &Cookie) -> Option<&str> {
    match &cookie.setter {
        Setter::Response { url } => url.split('/').nth(2),
        _ => None,
    }
}

/// The hosts that set that cookie.
fn setters<'v>(visit: &'v Visit, name: &str) -> BTreeSet<&'v str> {
    visit.cookies.iter().filter(|cookie| cookie.name == name).filter_map(set_by).collect()
}

#[test]
fn every_log_tells_as_much_as_was_counted_in_it() {
    for counted in COUNTED {
        let seen = log(counted.file);
        let name = counted.file;
        assert_eq!(seen.damages, [], "{name}");
        assert_eq!(seen.visits.len(), counted.visits, "{name}");
        assert!(seen.visits.iter().all(|visit| visit.outcome == Outcome::Completed), "{name}");
        let requests: Vec<_> = seen.visits.iter().flat_map(|visit| &visit.requests).collect();
        assert_eq!(requests.len(), counted.requests, "{name}: requests");
        let hosts: BTreeSet<_> = requests.iter().map(|request| &request.host).collect();
        assert_eq!(hosts.len(), counted.hosts, "{name}: hosts");
        let remotes: BTreeSet<_> =
            requests.iter().filter_map(|request| request.remote).map(|it| it.address).collect();
        assert_eq!(remotes.len(), counted.remotes, "{name}: addresses");
        let mut statuses = BTreeMap::new();
        for request in &requests {
            *statuses.entry(request.status.unwrap_or(0)).or_insert(0) += 1;
        }
        assert_eq!(statuses.into_iter().collect::<Vec<_>>(), counted.statuses, "{name}: statuses");
        let set: BTreeSet<_> = seen
            .visits
            .iter()
            .flat_map(|visit| &visit.cookies)
            .filter_map(|cookie| Some((cookie.was_kept(), &cookie.name, &cookie.domain, set_by(cookie)?)))
            .collect();
        assert_eq!(set.iter().filter(|(kept, ..)| *kept).count(), counted.kept, "{name}: kept");
        assert_eq!(set.iter().filter(|(kept, ..)| !kept).count(), counted.blocked, "{name}: blocked");
    }
}

#[test]
fn cookies_of_a_page_full_of_auctions_have_the_right_setters() {
    let visit = visit("www.zdnet.com");
    assert_eq!(visit.url, "http://www.zdnet.com/");
    assert_eq!(visit.at.to_string(), "2017-02-28T11:08:58.92366Z");
    for (name, hosts) in [
        ("fly_geo", &["www.zdnet.com"][..]),
        ("6suuid", &["j.6sc.co"]),
        ("XCLGFbrowser", &["dw.cbsi.com"]),
        ("demdex", &["cbsi.demdex.net", "dpm.demdex.net"]),
        ("TapAd_DID", &["pixel.tapad.com"]),
        ("uuid2", &["ib.adnxs.com"]),
        ("IDE", &["cm.g.doubleclick.net"]),
        ("DSID", &["googleads.g.doubleclick.net"]),
        ("fr", &["www.facebook.com"]),
        ("_tmid", &["rtd.tubemogul.com"]),
        ("__cfduid", &["cdn.viglink.com", "tru.am", "www.lightboxcdn.com"]),
    ] {
        assert_eq!(setters(&visit, name), hosts.iter().copied().collect(), "{name}");
    }
    for scripted in ["utag_main", "_gd_visitor", "AMCV_10D31225525FF5790A490D4D%40AdobeOrg"] {
        let found = visit.cookies.iter().find(|cookie| cookie.name == scripted).expect(scripted);
        assert_eq!((&found.setter, found.party), (&Setter::Unknown, Party::First), "{scripted}");
    }
    let geo = visit.cookies.iter().find(|cookie| cookie.name == "fly_geo").expect("a cookie");
    assert_eq!((geo.party, geo.max_age.map(|age| age.as_hours())), (Party::First, Some(7 * 24)));
    assert!(visit.blind.contains(&Blind::BlockedCookies), "a browser of that age does not tell");
    let frames = visit.requests.iter().filter(|request| request.kind == ResourceKind::Frame).count();
    let documents = visit.requests.iter().filter(|request| request.kind == ResourceKind::Document).count();
    assert_eq!((documents, frames), (1, 18));
}

#[test]
fn refused_cookies_are_told_with_the_reason() {
    let bing = visit("bing.com");
    let foreign: BTreeSet<_> = bing
        .cookies
        .iter()
        .filter(|cookie| cookie.blocked == ["InvalidDomain"])
        .map(|cookie| (cookie.name.as_str(), cookie.domain.as_str(), set_by(cookie).expect("a response")))
        .collect();
    assert_eq!(
        foreign,
        BTreeSet::from([
            ("MC1", "microsoft.com", "browser.events.data.msn.cn"),
            ("MS0", "microsoft.com", "browser.events.data.msn.cn"),
            ("_C_ETH", "msn.com", "assets.msn.cn"),
            ("_EDGE_S", "msn.com", "assets.msn.cn"),
        ])
    );
    let blocked = visit("response-blocked-cookies");
    let refused: Vec<_> = blocked.cookies.iter().filter(|cookie| !cookie.was_kept()).collect();
    assert_eq!(refused.len(), 1);
    assert_eq!(
        (refused[0].domain.as_str(), refused[0].blocked.as_slice()),
        ("codesandbox.io", &["SameSiteLax".to_owned()][..])
    );
    assert!(!blocked.blind.contains(&Blind::BlockedCookies));
}

#[test]
fn cookies_that_were_sent_are_those_that_the_browser_let_through() {
    let visit = visit("samesite-sandbox.glitch.me");
    let call = visit.requests.iter().find(|request| request.url.ends_with("/cookies.json")).expect("a call");
    assert_eq!(call.cookies_sent, ["ck00", "ck01", "ck02", "ck03"], "ck04 and ck05 were held back");
    assert_eq!(
        call.frame.as_deref(),
        Some("https://googlechromelabs.github.io/samesite-examples/crosssite-embed.html")
    );
}

#[test]
fn a_proxy_in_front_of_the_first_party_shows_in_headers_and_cookies() {
    let visit = visit("early-hints");
    let page = &visit.requests[0];
    assert_eq!((page.response_header("server"), page.kind), (Some("cloudflare"), ResourceKind::Document));
    assert_eq!(setters(&visit, "__cf_bm"), BTreeSet::from(["www.masterofmalt.com"]));
    let found = visit.cookies.iter().find(|cookie| cookie.name == "__cf_bm").expect("a cookie");
    assert_eq!(
        (found.party, found.max_age.map(|age| age.as_mins()), found.http_only),
        (Party::First, Some(30), Some(true))
    );
    let socket =
        visit.requests.iter().find(|request| request.kind == ResourceKind::WebSocket).expect("a socket");
    assert_eq!((socket.host.as_str(), socket.status), ("api.livechatinc.com", Some(101)));
}

#[test]
fn loads_are_told_apart_and_a_frame_that_nobody_attached_is_inside() {
    let wikipedia = log("www.wikipedia.org");
    let loads: Vec<_> =
        wikipedia.visits.iter().map(|visit| (visit.url.as_str(), visit.requests.len())).collect();
    assert_eq!(loads, [("http://www.wikipedia.org/", 15); 2]);
    let frames: Vec<_> = visit("iframe-not-attached")
        .requests
        .into_iter()
        .filter(|request| request.kind == ResourceKind::Frame)
        .map(|request| request.host.as_str().to_owned())
        .collect();
    assert_eq!(frames, ["deploy-preview-26--michaeldijkstra-netlify-test.netlify.app", "zfh61.csb.app"]);
    let led_on: Vec<_> = visit("missing-response")
        .requests
        .into_iter()
        .filter(|request| request.kind == ResourceKind::Document)
        .map(|request| request.url)
        .collect();
    assert_eq!(
        led_on,
        [
            "https://www.izettle.com/se",
            "https://www.izettle.com/se?utm_expid=.i56X8jLxSgugMFuQcjlEuw.0&utm_referrer="
        ]
    );
}
