//! Archives that are broken in part: what is sound stands, what is not is told with its place.

use vidne_model::observed::Outcome;
use vidne_read::Format;

use super::{
    super::{only, reading_pages},
    SITE, damages, html, member, record, request, response, sha1, sha256, urls, warc,
};

const BODY: &str = "<p>hej";

fn with_digests(block_digest: &str, payload_digest: &str) -> Vec<u8> {
    let fields = [
        ("WARC-Target-URI", SITE),
        ("WARC-Date", "2022-11-07T12:00:01Z"),
        ("WARC-Block-Digest", block_digest),
        ("WARC-Payload-Digest", payload_digest),
    ];
    record("response", &fields, html(BODY))
}

#[test]
fn true_digests_are_silent() {
    let (block, payload) = (html(BODY), BODY.as_bytes());
    for archive in [
        with_digests(&sha1(block.as_bytes()), &sha256(payload)),
        with_digests(&sha256(block.as_bytes()).replace("sha256", "SHA-256"), &sha1(payload)),
        with_digests("md5:x", "blake3:y"),
    ] {
        assert_eq!(damages(&warc(archive)), []);
    }
    let observed = warc(with_digests("md5:x", "blake3:y"));
    assert!(only(&observed).note.as_ref().is_some_and(|note| note.contains("2 digests were not checked")));
}

#[test]
fn a_false_digest_is_told_with_both_and_the_facts_stand() {
    let wrong = sha1(b"other");
    let first = response("https://a.example/", 1, "HTTP/1.1 200 OK\r\n\r\n");
    let observed = warc([first.clone(), with_digests(&wrong, &sha1(BODY.as_bytes()))].concat());
    let [(offset, reason)] = damages(&observed)[..] else { panic!("{:?}", observed.damages) };
    assert_eq!(offset, Some(first.len() as u64));
    assert!(
        reason.contains(&wrong) && reason.contains("response record of https://www.exempel.se/"),
        "{reason}"
    );
    assert!(reason.matches("sha1:").count() == 2 && reason.contains("WARC-Block-Digest"), "{reason}");
    assert!(observed.visits.iter().flat_map(|visit| &visit.requests).any(|request| request.url == SITE));
    let observed = warc(with_digests(&sha1(html(BODY).as_bytes()), "sha256:00"));
    assert!(damages(&observed)[0].1.contains("WARC-Payload-Digest"));
}

#[test]
fn a_payload_digest_may_be_meant_with_or_without_chunks() {
    let chunked = "6\r\n<p>hej\r\n0\r\n\r\n";
    let message =
        format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\n{chunked}");
    for digest in [sha1(chunked.as_bytes()), sha1(BODY.as_bytes())] {
        let fields = [
            ("WARC-Target-URI", SITE),
            ("WARC-Date", "2022-11-07T12:00:01Z"),
            ("WARC-Payload-Digest", &*digest),
        ];
        assert_eq!(damages(&warc(record("response", &fields, &message))), []);
    }
}

#[test]
fn whatever_stands_before_a_cut_stands() {
    let records: Vec<Vec<u8>> = (1..5)
        .map(|second| response(&format!("https://www.exempel.se/{second}"), second, html(BODY)))
        .collect();
    let whole = records.concat();
    let mut ends = vec![0];
    for record in &records {
        ends.push(ends[ends.len() - 1] + record.len());
    }
    for cut in records[0].len()..whole.len() - 4 {
        let observed = warc(&whole[..cut]);
        let complete = ends.iter().filter(|end| **end <= cut + 4 && **end > 0).count();
        let seen: Vec<&str> = observed.visits.iter().map(|visit| visit.url.as_str()).collect();
        for second in 1..=complete {
            assert!(seen.contains(&format!("https://www.exempel.se/{second}").as_str()), "{cut}: {seen:?}");
        }
        if cut > ends[complete] + 4 {
            let start = u64::try_from(ends[complete]).ok();
            assert!(
                observed.damages.iter().any(|damage| damage.offset == start),
                "{cut}: {:?}",
                observed.damages
            );
        }
    }
}

#[test]
fn a_look_beside_which_the_archive_is_torn_is_not_complete() {
    let whole = [
        response(SITE, 1, html(BODY)),
        response("https://cdn.example/a.css", 2, "HTTP/1.1 200 OK\r\n\r\np{}"),
    ]
    .concat();
    let observed = warc(&whole[..whole.len() - 10]);
    assert!(matches!(&only(&observed).outcome, Outcome::Failed(reason) if reason.contains("missing")));
    assert_eq!(urls(&observed, 0).len(), 2);
    assert!(damages(&observed)[0].1.contains("cut off"));
}

#[test]
fn after_a_broken_record_the_next_one_is_found() {
    let first = response(SITE, 1, html(BODY));
    let third = response("https://www.exempel.se/c", 30, html(BODY));
    for broken in [
        b"skrap\r\n".to_vec(),
        b"WARC/1.0\r\nContent-Length: many\r\n\r\n".to_vec(),
        b"WARC/1.0\r\nWARC-Type: response\r\n\r\n".to_vec(),
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999\r\n\r\nkort\r\n\r\n".to_vec(),
        b"WARC/9.9\r\nContent-Length: 0\r\n\r\n\r\n\r\n".to_vec(),
        b"WARC/1.0\r\nno field\r\nContent-Length: 0\r\n\r\n\r\n\r\n".to_vec(),
    ] {
        let observed = warc([first.clone(), broken.clone(), third.clone()].concat());
        let offset = Some(first.len() as u64);
        assert!(damages(&observed).iter().any(|(at, _)| *at == offset), "{broken:?} {:?}", observed.damages);
        assert_eq!(observed.visits.len(), 2, "{:?}", String::from_utf8_lossy(&broken));
    }
}

#[test]
fn a_broken_member_costs_its_record_only() {
    let members: Vec<Vec<u8>> = (1..4)
        .map(|second| member(response(&format!("https://www.exempel.se/{second}"), 10 * second, html(BODY))))
        .collect();
    let mut bytes = members.concat();
    let middle = members[0].len();
    bytes[middle + members[1].len() / 2] ^= 0x55;
    let observed = warc(&bytes);
    assert!(damages(&observed).iter().any(|(at, _)| *at == Some(middle as u64)), "{:?}", observed.damages);
    let seen: Vec<&str> = observed.visits.iter().map(|visit| visit.url.as_str()).collect();
    assert!(
        seen.contains(&"https://www.exempel.se/1") && seen.contains(&"https://www.exempel.se/3"),
        "{seen:?}"
    );
    let cut = &members.concat()[..members[0].len() + 10];
    assert!(damages(&warc(cut)).iter().any(|(_, reason)| reason.contains("cut off")));
}

#[test]
fn records_that_do_not_fit_are_told_and_left_aside() {
    let on = |kind: &str, fields: &[(&str, &str)], block: &str| {
        let observed = warc([response(SITE, 1, html(BODY)), record(kind, fields, block)].concat());
        assert_eq!(observed.visits[0].requests.len(), 1);
        observed.damages.first().map_or(String::new(), |damage| damage.reason.clone())
    };
    let dated = ("WARC-Date", "2022-11-07T12:00:01Z");
    let at = ("WARC-Target-URI", "https://b.example/");
    assert!(on("response", &[dated], "HTTP/1.1 200 OK\r\n\r\n").contains("no address"));
    assert!(on("response", &[at], "HTTP/1.1 200 OK\r\n\r\n").contains("WARC-Date"));
    assert!(
        on("response", &[at, ("WARC-Date", "20221107120001")], "HTTP/1.1 200 OK\r\n\r\n")
            .contains("WARC-Date")
    );
    assert!(on("continuation", &[at, dated], "x").contains("not joined"));
    assert!(on("novelty", &[at, dated], "x").contains("not known"));
    assert_eq!(on("metadata", &[at, dated], "x"), "");
    assert_eq!(on("response", &[("WARC-Target-URI", "data:x"), dated], "HTTP/1.1 200 OK\r\n\r\n"), "");
}

#[test]
fn an_answer_without_a_status_is_told() {
    let observed = warc(response(SITE, 1, "not http at all"));
    assert!(damages(&observed)[0].1.contains("no answer of a web server"));
    assert_eq!(only(&observed).requests[0].status, None);
}

#[test]
fn a_record_that_spans_members_is_read_and_told() {
    let record = [response(SITE, 1, html(BODY)), request(SITE, 1, "GET / HTTP/1.1\r\n\r\n")].concat();
    let bytes = [member(&record[..60]), member(&record[60..])].concat();
    let observed = reading_pages(Format::Warc, &bytes, &[SITE]).expect("readable");
    assert_eq!(observed.pages[0].blocks[0].text, "hej");
    assert!(damages(&observed)[0].1.contains("one gzip member into another"));
}
