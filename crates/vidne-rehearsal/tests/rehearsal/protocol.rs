//! What an answer looks like, and what the server remembers of a request.

use hyper::{Request, StatusCode};
use vidne_rehearsal::{Scheme, Served};

use crate::client::{get, get_h2, headers, raw, run, send, send_h2, serve, text};

const TWO_HOSTS: &str = r#"
[[host]]
name = "one.example"
server = "cloudflare"
headers = { cf-ray = "1-ARN", cache-control = "no-store" }
set_cookie = ["__cf_bm=b; Path=/; HttpOnly"]
folder = "one"
[[host.route]]
path = "/go"
location = "https://two.example/arrived?by=go"
set_cookie = ["a=1; Path=/", "b=2; Path=/; HttpOnly"]
headers = { cache-control = "max-age=5", link = ["<a>", "<b>"] }
[[host.route]]
path = "/send"
method = "POST"
status = 204

[[host]]
name = "two.example"
[[host.route]]
path = "/arrived"
body = '{"arrived":true}'
headers = { content-type = "application/json" }
"#;

#[test]
fn a_redirect_carries_several_cookies_and_the_headers_of_its_host() {
    run(async {
        let rehearsal = serve(TWO_HOSTS, &[("one/index.html", "<p>one")]);
        let response = get(&rehearsal, "https://one.example/go").await;
        assert_eq!(response.status(), StatusCode::FOUND);
        assert_eq!(headers(&response, "location"), ["https://two.example/arrived?by=go"]);
        assert_eq!(
            headers(&response, "set-cookie"),
            ["a=1; Path=/", "b=2; Path=/; HttpOnly", "__cf_bm=b; Path=/; HttpOnly"]
        );
        assert_eq!(headers(&response, "link"), ["<a>", "<b>"]);
        assert_eq!(headers(&response, "cache-control"), ["max-age=5"], "the route's own header wins");
        assert_eq!(headers(&response, "server"), ["cloudflare"]);
        assert_eq!(headers(&response, "cf-ray"), ["1-ARN"]);
        assert_eq!(headers(&response, "date").len(), 1);
        let arrived = get(&rehearsal, "https://two.example/arrived?by=go").await;
        assert_eq!(headers(&arrived, "server"), ["rehearsal"]);
        assert_eq!(headers(&arrived, "content-type"), ["application/json"]);
        assert_eq!(text(arrived).await, r#"{"arrived":true}"#);
    });
}

#[test]
fn http_2_and_http_1_give_the_same() {
    run(async {
        let rehearsal = serve(TWO_HOSTS, &[("one/index.html", "<p>one")]);
        let second = get_h2(&rehearsal, "https://one.example/").await;
        assert_eq!(second.version(), hyper::Version::HTTP_2);
        assert_eq!(headers(&second, "content-type"), ["text/html; charset=utf-8"]);
        assert_eq!(headers(&second, "date").len(), 1);
        assert_eq!(text(second).await, text(get(&rehearsal, "https://one.example/").await).await);
    });
}

#[test]
fn head_gives_the_length_and_no_body_over_both_protocols() {
    run(async {
        let rehearsal = serve(TWO_HOSTS, &[("one/index.html", "<p>one")]);
        for answer in [
            send(&rehearsal, Request::head("https://one.example/")).await,
            send_h2(&rehearsal, Request::head("https://one.example/")).await,
        ] {
            assert_eq!(answer.status(), StatusCode::OK);
            assert_eq!(headers(&answer, "content-length"), ["6"]);
            assert_eq!(text(answer).await, "");
        }
    });
}

#[test]
fn a_cookie_of_the_host_goes_only_to_a_browser_that_has_not_sent_it() {
    run(async {
        let rehearsal = serve(TWO_HOSTS, &[("one/index.html", "<p>one")]);
        let fresh = get(&rehearsal, "https://one.example/").await;
        assert_eq!(headers(&fresh, "set-cookie"), ["__cf_bm=b; Path=/; HttpOnly"]);
        let again = Request::get("https://one.example/").header("cookie", "x=y; __cf_bm=b");
        assert!(headers(&send(&rehearsal, again).await, "set-cookie").is_empty());
    });
}

#[test]
fn every_request_is_on_record_with_its_query_and_the_names_of_its_cookies() {
    run(async {
        let rehearsal = serve(TWO_HOSTS, &[("one/index.html", "<p>one")]);
        let first = Request::post("https://one.example/send?x=1").header("cookie", "a=secret; b=2");
        assert_eq!(send(&rehearsal, first).await.status(), StatusCode::NO_CONTENT);
        get_h2(&rehearsal, "https://one.example/missing").await;
        raw(&rehearsal, "GET /plain HTTP/1.1\r\nHost: two.example:80\r\nConnection: close\r\n\r\n").await;
        let served = |scheme, host: &str, method: &str, path: &str, cookies: &[&str]| Served {
            scheme,
            host: host.to_owned(),
            method: method.to_owned(),
            path: path.to_owned(),
            cookies: cookies.iter().map(|&name| name.to_owned()).collect(),
        };
        let expected = [
            served(Scheme::Https, "one.example", "POST", "/send?x=1", &["a", "b"]),
            served(Scheme::Https, "one.example", "GET", "/missing", &[]),
            served(Scheme::Http, "two.example", "GET", "/plain", &[]),
        ];
        assert_eq!(rehearsal.served(), expected);
        assert_eq!(rehearsal.served()[0].url(), "https://one.example/send?x=1");
    });
}

#[test]
fn plain_http_sends_everybody_to_https_unless_the_site_serves_it() {
    run(async {
        let ask = "GET /go?x=1 HTTP/1.1\r\nHost: one.example\r\nConnection: close\r\n\r\n";
        let redirecting = serve(TWO_HOSTS, &[("one/index.html", "<p>one")]);
        let answer = raw(&redirecting, ask).await;
        assert!(answer.starts_with("HTTP/1.1 301 "), "{answer}");
        assert!(answer.contains("\r\nlocation: https://one.example/go?x=1\r\n"), "{answer}");
        let serving = serve(&format!("plain_http = \"serve\"\n{TWO_HOSTS}"), &[("one/index.html", "<p>one")]);
        assert!(raw(&serving, ask).await.contains("\r\nlocation: https://two.example/arrived?by=go\r\n"));
    });
}

#[test]
fn what_is_not_there_is_told_by_its_status() {
    run(async {
        let rehearsal = serve(TWO_HOSTS, &[("one/index.html", "<p>one"), ("one/sub/index.html", "<p>sub")]);
        assert_eq!(get(&rehearsal, "https://one.example/nothing").await.status(), StatusCode::NOT_FOUND);
        assert_eq!(get(&rehearsal, "https://one.example/send").await.status(), StatusCode::NOT_FOUND);
        let refused = send(&rehearsal, Request::post("https://one.example/")).await;
        assert_eq!(refused.status(), StatusCode::METHOD_NOT_ALLOWED);
        let slash = get(&rehearsal, "https://one.example/sub").await;
        assert_eq!(
            (slash.status(), headers(&slash, "location")),
            (StatusCode::MOVED_PERMANENTLY, vec!["/sub/"])
        );
        let unknown =
            raw(&rehearsal, "GET / HTTP/1.1\r\nHost: three.example\r\nConnection: close\r\n\r\n").await;
        assert!(unknown.starts_with("HTTP/1.1 421 "), "{unknown}");
    });
}

#[test]
fn no_path_leads_out_of_the_folder() {
    run(async {
        let manifest = format!("plain_http = \"serve\"\n{TWO_HOSTS}");
        let rehearsal = serve(&manifest, &[("one/index.html", "<p>one"), ("secret.txt", "secret")]);
        for path in [
            "/../secret.txt",
            "/sub/../../secret.txt",
            "/%2e%2e/secret.txt",
            "//secret.txt",
            "/..%2fsite.toml",
        ] {
            let answer = raw(
                &rehearsal,
                &format!("GET {path} HTTP/1.1\r\nHost: one.example\r\nConnection: close\r\n\r\n"),
            )
            .await;
            assert!(answer.starts_with("HTTP/1.1 404 "), "{path}: {answer}");
        }
    });
}

#[test]
fn chromium_is_told_of_every_host_and_of_no_other() {
    let rehearsal = serve(TWO_HOSTS, &[("one/index.html", "<p>one")]);
    let (https, http) = (rehearsal.https(), rehearsal.http());
    assert_eq!(
        rehearsal.host_rules(),
        format!(
            "MAP one.example:443 {https},MAP one.example:80 {http},MAP two.example:443 {https},MAP two.example:80 {http},\
             MAP * ~NOTFOUND"
        )
    );
    assert!(https.ip().is_loopback() && http.ip().is_loopback());
    assert_eq!(rehearsal.spki_sha256().len(), 44, "base64 of 32 bytes");
    assert_eq!(rehearsal.hosts().iter().collect::<Vec<_>>(), ["one.example", "two.example"]);
}
