//! Records to looks: requests, answers, cookies, forms, and which of them belong together.

use vidne_model::observed::{
    Blind, Outcome, Party,
    ResourceKind::{self, Document, Frame, Style},
    Setter,
};

use super::{super::only, SITE, html, member, record, request, response, urls, warc};

#[test]
fn a_request_and_its_answer_are_one() {
    let asked = "POST /?a=1 HTTP/1.1\r\nHost: www.exempel.se\r\nCookie: sid=secret; __cf_bm=x\r\nAuthorization: Basic z\r\n\
                 Content-Type: application/x-www-form-urlencoded\r\n\r\nname=me&mail=x";
    let answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nServer: cloudflare\r\nDate: Mon, 07 Nov 2022 12:00:01 GMT\r\n\
                  Set-Cookie: __cf_bm=abc; path=/; expires=Mon, 07-Nov-22 12:30:01 GMT; domain=.exempel.se; HttpOnly; Secure\r\n\
                  Set-Cookie: x=1; domain=annan.example\r\n\r\n<p>hej";
    let url = "https://www.exempel.se/?a=1";
    for archive in [
        [request(url, 1, asked), response(url, 1, answer)].concat(),
        [response(url, 1, answer), request(url, 1, asked)].concat(),
        [member(response(url, 1, answer)), member(request(url, 1, asked))].concat(),
        member([response(url, 1, answer), request(url, 1, asked)].concat()),
    ] {
        let observed = warc(archive);
        let visit = only(&observed);
        let [seen] = visit.requests.as_slice() else { panic!("{:#?}", visit.requests) };
        assert_eq!((seen.method.as_str(), seen.status), ("POST", Some(200)));
        assert_eq!(seen.kind, ResourceKind::Document);
        assert_eq!(seen.remote.map(|remote| remote.address.to_string()).as_deref(), Some("192.0.2.7"));
        assert_eq!(seen.cookies_sent, ["__cf_bm", "sid"]);
        assert_eq!(seen.fields_sent, ["a", "mail", "name"]);
        assert_eq!(seen.response_header("server"), Some("cloudflare"));
        assert!(!format!("{observed:?}").contains("secret") && !format!("{observed:?}").contains("Basic"));
        let set = visit.cookies.iter().find(|cookie| cookie.name == "__cf_bm").expect("the cookie");
        assert_eq!(set.setter, Setter::Response { url: url.to_owned() });
        assert_eq!((set.party, set.max_age.map(|age| age.as_secs())), (Party::First, Some(1800)));
        let other = visit.cookies.iter().find(|cookie| cookie.name == "x").expect("the cookie");
        assert_eq!(other.blocked, ["InvalidDomain"]);
        let held = visit.cookies.iter().find(|cookie| cookie.name == "sid").expect("the cookie");
        assert_eq!(held.setter, Setter::Unknown);
    }
}

#[test]
fn what_an_archive_cannot_tell_is_told() {
    let observed = warc(response(SITE, 1, html("<p>hej")));
    let visit = only(&observed);
    for blind in [
        Blind::Phase,
        Blind::Storage,
        Blind::CookieSetter,
        Blind::BlockedCookies,
        Blind::Cookies,
        Blind::Workers,
    ] {
        assert!(visit.blind.contains(&blind), "{blind:?}");
    }
    for told in [Blind::Forms, Blind::Addresses, Blind::Headers, Blind::Times] {
        assert!(!visit.blind.contains(&told), "{told:?}");
    }
    let observed = warc(request(SITE, 1, "GET / HTTP/1.1\r\n\r\n"));
    let visit = only(&observed);
    assert!(visit.blind.is_superset(&[Blind::Forms, Blind::Addresses, Blind::Headers].into()));
    assert!(matches!(&visit.outcome, Outcome::Failed(reason) if reason.contains("no answer")));
}

#[test]
fn redirects_lead_to_the_page_and_parts_follow_it() {
    let to = |url: &str| format!("HTTP/1.1 301 Moved\r\nLocation: {url}\r\n\r\n");
    let style = "HTTP/1.1 200 OK\r\nContent-Type: text/css\r\n\r\np{}";
    let missing = "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nnej";
    let observed = warc(
        [
            response("http://exempel.se/", 1, to("https://www.exempel.se/sv")),
            response("https://www.exempel.se/sv", 2, to("/sv/")),
            response("https://www.exempel.se/sv/", 2, html("<p>hej")),
            response("https://cdn.example/a.css", 3, style),
            response("https://www.exempel.se/favicon.ico", 3, missing),
            response("https://ram.example/", 4, html("<p>ram")),
            response("https://www.exempel.se/kakor", 9, html("<p>kakor")),
        ]
        .concat(),
    );
    let kinds: Vec<_> = observed.visits[0].requests.iter().map(|request| request.kind).collect();
    assert_eq!(kinds, [Document, Document, Document, Style, Frame, Frame]);
    assert_eq!(observed.visits[0].url, "http://exempel.se/");
    assert_eq!(urls(&observed, 1), ["https://www.exempel.se/kakor"]);
    assert!(observed.visits.iter().all(|visit| visit.outcome == Outcome::Completed));
    assert!(observed.visits[0].note.as_ref().is_some_and(|note| note.contains("does not tell")));
}

#[test]
fn the_browsers_word_tells_pages_from_frames() {
    let asks = |dest: &str, referer: &str| {
        format!("GET / HTTP/1.1\r\nSec-Fetch-Dest: {dest}\r\nReferer: {referer}\r\n\r\n")
    };
    let pair = |url: &str, second, dest: &str, referer: &str| {
        [response(url, second, html("<p>x")), request(url, second, &asks(dest, referer))].concat()
    };
    let observed = warc(
        [
            pair(SITE, 1, "document", ""),
            pair("https://www.exempel.se/a", 5, "document", SITE),
            pair("https://www.exempel.se/ram", 6, "iframe", "https://www.exempel.se/"),
            pair("https://annan.example/", 8, "document", "https://www.exempel.se/a"),
        ]
        .concat(),
    );
    assert_eq!(observed.visits.len(), 3);
    assert_eq!(urls(&observed, 0), [SITE, "https://www.exempel.se/ram"]);
    assert_eq!(urls(&observed, 1), ["https://www.exempel.se/a"]);
    assert_eq!(observed.visits[2].url, "https://annan.example/");
}

#[test]
fn records_that_name_their_page_are_put_there() {
    let filed = |url: &str, page: &str, second: u32| {
        let date = format!("2022-11-07T12:00:{second:02}.250Z");
        let fields = [("WARC-Target-URI", url), ("WARC-Date", &*date), ("WARC-Page-ID", page)];
        record("response", &fields, html("x"))
    };
    let observed = warc(
        [filed(SITE, "p1", 1), filed("https://b.example/", "p2", 2), filed("https://c.example/", "p1", 3)]
            .concat(),
    );
    assert_eq!(urls(&observed, 0), [SITE, "https://c.example/"]);
    assert_eq!(urls(&observed, 1), ["https://b.example/"]);
}

#[test]
fn how_a_look_ended_is_told() {
    let outcome = |message: &str| only(&warc(response(SITE, 1, message))).outcome.clone();
    assert_eq!(outcome("HTTP/1.1 503 Busy\r\n\r\n"), Outcome::Refused(503));
    assert_eq!(outcome("HTTP/1.1 403 No\r\ncf-mitigated: challenge\r\n\r\n"), Outcome::Challenged);
    let wall = html("<title>Just a moment...</title><script>window._cf_chl_opt={}</script>");
    assert_eq!(outcome(&wall), Outcome::Challenged);
    assert_eq!(outcome(&html("<p>hej")), Outcome::Completed);
}

#[test]
fn forms_are_read_and_never_their_contents() {
    let page = "<form action=/sok method=get><label for=q>Sök</label><input id=q><input name=hemlig type=hidden value=abc123>\
                <select name=amne></select><input type=submit name=go></form><form><textarea name=text></textarea></form>";
    let observed = warc(response(SITE, 1, html(page)));
    let forms = &only(&observed).forms;
    assert_eq!(
        (forms[0].action.as_str(), forms[0].fields.as_slice()),
        ("https://www.exempel.se/sok", ["Sök", "hemlig", "amne"].map(String::from).as_slice())
    );
    assert_eq!((forms[1].action.as_str(), forms[1].page.as_str()), (SITE, SITE));
    assert!(!format!("{observed:?}").contains("abc123"));
}

#[test]
fn other_records_tell_what_they_tell() {
    let on = |url| [("WARC-Target-URI", url), ("WARC-Date", "2022-11-07T12:00:01Z")];
    let kept = [
        ("WARC-Target-URI", "https://cdn.example/a.png"),
        ("WARC-Date", "2022-11-07T12:00:02Z"),
        ("Content-Type", "image/png"),
    ];
    let observed = warc(
        [
            record(
                "warcinfo",
                &[("WARC-Date", "2022-11-07T12:00:00Z")],
                "software: Heritrix 3.4\r\nformat: WARC File Format 1.1\r\n",
            ),
            record(
                "response",
                &on("dns:www.exempel.se"),
                "20221107120001\nwww.exempel.se.\t60\tIN\tA\t192.0.2.7\n",
            ),
            record("metadata", &on(SITE), "via: x"),
            record("conversion", &on(SITE), "text"),
            record("resource", &on("urn:thumbnail:https://www.exempel.se/"), "png"),
            record("resource", &kept, "png"),
            response(SITE, 1, html("<p>hej")),
        ]
        .concat(),
    );
    let visit = only(&observed);
    assert_eq!(visit.tool, "Heritrix 3.4");
    assert_eq!(urls(&observed, 0), [SITE, "https://cdn.example/a.png"]);
    assert_eq!((visit.requests[1].kind, visit.requests[1].status), (ResourceKind::Image, None));
    assert_eq!(visit.names[0].addresses.len(), 1);
    assert!(observed.damages.is_empty(), "{:?}", observed.damages);
}

#[test]
fn the_protocol_and_addresses_in_brackets_are_read() {
    let fields = [
        ("WARC-Target-URI", "<https://www.exempel.se/>"),
        ("WARC-Date", "2022-11-07T12:00:01Z"),
        ("WARC-IP-Address", "2001:db8::1"),
        ("WARC-Protocol", "h2, tls/1.3"),
    ];
    let observed = warc(record("response", &fields, html("x")));
    let seen = &only(&observed).requests[0];
    assert_eq!((seen.url.as_str(), seen.host.as_str()), (SITE, "www.exempel.se"));
    assert_eq!(seen.tls.as_ref().and_then(|tls| tls.protocol.as_deref()), Some("TLS 1.3"));
    assert_eq!(seen.remote.map(|remote| remote.address.to_string()).as_deref(), Some("2001:db8::1"));
}
