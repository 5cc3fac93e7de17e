//! Answers that misbehave, and that they all end with the server.

use http_body_util::BodyExt as _;
use hyper::StatusCode;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::client::{get, get_h2, headers, run, serve, tls};

const HOSTILE: &str = r#"
[[host]]
name = "bad.example"
[[host.route]]
path = "/never"
hang = "before-headers"
[[host.route]]
path = "/silent"
body = "a beginning"
hang = "after-headers"
[[host.route]]
path = "/trickle"
body = "first"
trickle = { text = "more", every_ms = 1 }
[[host.route]]
path = "/flood"
flood = "all of it"
[[host.route]]
path = "/round"
endless_redirect = true
status = 307
"#;

#[test]
fn a_request_that_hangs_ends_when_the_server_is_dropped() {
    run(async {
        for path in ["/never", "/silent", "/trickle", "/flood"] {
            let rehearsal = serve(HOSTILE, &[]);
            let mut stream = tls(&rehearsal, "bad.example", b"http/1.1").await;
            let request = format!("GET {path} HTTP/1.1\r\nHost: bad.example\r\n\r\n");
            stream.write_all(request.as_bytes()).await.expect("sent");
            while rehearsal.served().is_empty() {
                tokio::task::yield_now().await;
            }
            drop(rehearsal);
            // Cut off in the middle: bytes that were on their way, and then no proper end.
            let mut rest = Vec::new();
            let _ = stream.read_to_end(&mut rest).await;
            assert!(!rest.ends_with(b"0\r\n\r\n"), "{path} came to an end of its own");
        }
    });
}

#[test]
fn the_ports_are_closed_when_drop_returns() {
    run(async {
        let rehearsal = serve(HOSTILE, &[]);
        let (https, http) = (rehearsal.https(), rehearsal.http());
        drop(rehearsal);
        assert!(TcpStream::connect(https).await.is_err());
        assert!(TcpStream::connect(http).await.is_err());
    });
}

#[test]
fn a_beginning_comes_before_the_silence() {
    run(async {
        let rehearsal = serve(HOSTILE, &[]);
        let mut body = get(&rehearsal, "https://bad.example/silent").await.into_body();
        let frame = body.frame().await.expect("a frame").expect("no error");
        assert_eq!(frame.into_data().expect("data"), "a beginning");
        drop(rehearsal);
        assert!(body.frame().await.expect("the end is an error").is_err());
    });
}

#[test]
fn a_trickle_goes_on_over_both_protocols() {
    run(async {
        let rehearsal = serve(HOSTILE, &[]);
        let url = "https://bad.example/trickle";
        for response in [get(&rehearsal, url).await, get_h2(&rehearsal, url).await] {
            let mut body = response.into_body();
            let mut read = Vec::new();
            while read.len() < 100 {
                read.extend(body.frame().await.expect("more").expect("no error").into_data().expect("data"));
            }
            assert!(read.starts_with(b"firstmoremore"));
        }
    });
}

#[test]
fn a_flood_goes_on_as_long_as_it_is_read() {
    run(async {
        let rehearsal = serve(HOSTILE, &[]);
        let mut body = get(&rehearsal, "https://bad.example/flood").await.into_body();
        let mut size = 0;
        while size < 8 << 20 {
            size += body.frame().await.expect("more").expect("no error").into_data().expect("data").len();
        }
    });
}

#[test]
fn an_endless_redirect_counts_its_rounds() {
    run(async {
        let rehearsal = serve(HOSTILE, &[]);
        let mut path = "/round".to_owned();
        for round in 1..=30 {
            let response = get(&rehearsal, &format!("https://bad.example{path}")).await;
            assert_eq!(response.status(), StatusCode::TEMPORARY_REDIRECT);
            path = headers(&response, "location")[0].to_owned();
            assert_eq!(path, format!("/round?{round}"));
        }
    });
}
