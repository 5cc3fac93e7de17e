//! Bytes that nobody meant well: bounded work, no panic, the same facts each time.

use proptest::prelude::*;
use vidne_model::id::ExhibitId;
use vidne_read::{Ask, Format, Limits, read};

use super::{SITE, html, member, record, refused, request, response, warc};

fn small() -> Limits {
    Limits { unpacked: 1 << 20, requests: 50, cookies: 20, ..Limits::default() }
}

fn ask(format: Format, pages: &[String]) -> Ask<'_> {
    Ask { exhibit: ExhibitId([7; 32]), name: "recording", format, pages, limits: small() }
}

#[test]
fn a_bomb_is_stopped_and_what_came_before_stands() {
    let bomb = record(
        "response",
        &[("WARC-Target-URI", "https://b.example/"), ("WARC-Date", "2022-11-07T12:00:02Z")],
        vec![b'0'; 50 << 20],
    );
    let bytes = [member(response(SITE, 1, html("x"))), member(bomb)].concat();
    let observed = read(&bytes, &ask(Format::Warc, &[])).expect("the first record");
    assert_eq!(observed.visits[0].requests[0].url, SITE);
    assert!(
        observed.damages.iter().any(|damage| damage.reason.contains("more than is allowed")),
        "{:?}",
        observed.damages
    );
}

#[test]
fn a_body_that_explodes_is_stopped() {
    let body = member(vec![b' '; 50 << 20]);
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n<p>".to_vec();
    let bytes = response(SITE, 1, [&head[..head.len() - 3], &body].concat());
    let pages = [SITE.to_owned()];
    let observed = read(&bytes, &ask(Format::Warc, &pages)).expect("the record");
    assert!(observed.damages[0].reason.contains("unpacks to more than"), "{:?}", observed.damages);
}

#[test]
fn more_requests_than_allowed_are_counted() {
    let bytes: Vec<u8> = (0..80)
        .flat_map(|count| {
            response(&format!("{SITE}{count}.png"), 1, "HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\n\r\n")
        })
        .collect();
    let observed = read(&bytes, &ask(Format::Warc, &[])).expect("records");
    assert_eq!(observed.visits.iter().map(|visit| visit.requests.len()).sum::<usize>(), 50);
    assert!(observed.damages.iter().any(|damage| damage.reason.contains("30 requests were left out")));
}

#[test]
fn endless_lines_and_lengths_end() {
    let long = [b"WARC/1.0\r\nX: ".to_vec(), vec![b'x'; 1 << 20]].concat();
    assert!(refused(&long).reason.contains("longer than"));
    let huge = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 18446744073709551615\r\n\r\nHTTP/1.1 200 OK\r\n\r\n";
    assert!(refused(huge).reason.contains("cut off"), "{}", refused(huge));
    let many = [b"WARC/1.0\r\n".to_vec(), b"A: b\r\n".repeat(200_000), b"Content-Length: 0\r\n\r\n".to_vec()]
        .concat();
    assert!(refused(&many).reason.contains("longer than"));
}

#[test]
fn redirects_in_a_ring_end() {
    let to = |url: &str| format!("HTTP/1.1 302 Found\r\nContent-Type: text/html\r\nLocation: {url}\r\n\r\n");
    let observed = warc(
        [
            response("https://a.example/1", 1, to("/2")),
            response("https://a.example/2", 1, to("/3")),
            response("https://a.example/3", 1, to("/1")),
            response("https://a.example/self", 2, to("/self")),
        ]
        .concat(),
    );
    assert_eq!(observed.visits.iter().map(|visit| visit.requests.len()).sum::<usize>(), 4);
}

fn sample() -> Vec<u8> {
    let cookie = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nSet-Cookie: a=b; Max-Age=9\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>he\r\n2\r\nj.\r\n0\r\n\r\n";
    [
        record("warcinfo", &[("WARC-Date", "2022-11-07T12:00:00Z")], "software: x\r\n"),
        response(SITE, 1, cookie),
        request(SITE, 1, "GET / HTTP/1.1\r\nCookie: c=d\r\nReferer: https://x.example/\r\n\r\n"),
        response(
            "https://www.exempel.se/kakor",
            2,
            html("<h1>Kakor</h1><form action=x><input name=y></form>"),
        ),
        record(
            "revisit",
            &[
                ("WARC-Target-URI", SITE),
                ("WARC-Date", "2022-11-07T12:00:03Z"),
                ("WARC-Payload-Digest", "sha1:x"),
            ],
            html(""),
        ),
    ]
    .concat()
}

fn damaged(mut bytes: Vec<u8>, changes: &[(usize, u8)], cut: usize) -> Vec<u8> {
    for (at, byte) in changes {
        let length = bytes.len();
        bytes[at % length] = *byte;
    }
    let keep = bytes.len() - cut % bytes.len();
    bytes.truncate(keep);
    bytes
}

proptest! {
    #[test]
    fn no_change_breaks_the_reader(
        changes in proptest::collection::vec((any::<usize>(), any::<u8>()), 0..12),
        cut in 0_usize..400,
        form in 0..3_usize,
    ) {
        let sample = sample();
        let bytes = match form {
            0 => sample,
            1 => member(sample),
            _ => sample.chunks(400).flat_map(member).collect(),
        };
        let bytes = damaged(bytes, &changes, cut);
        let pages = [SITE.to_owned(), "https://www.exempel.se/kakor".to_owned()];
        let ask = ask(Format::Warc, &pages);
        prop_assert_eq!(read(&bytes, &ask), read(&bytes, &ask));
    }

    #[test]
    fn no_change_breaks_the_reader_of_collections(
        changes in proptest::collection::vec((any::<usize>(), any::<u8>()), 0..12),
        cut in 0_usize..40,
    ) {
        let bytes = damaged(super::collection::sample(&sample()), &changes, cut);
        let ask = ask(Format::Wacz, &[]);
        prop_assert_eq!(read(&bytes, &ask), read(&bytes, &ask));
    }

    #[test]
    fn no_bytes_break_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let ask = ask(Format::Warc, &[]);
        let head = [b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 40\r\n\r\n".as_slice(), &bytes].concat();
        prop_assert_eq!(read(&bytes, &ask).is_err(), !bytes.starts_with(b"WARC"));
        prop_assert_eq!(read(&head, &ask), read(&head, &ask));
    }
}
