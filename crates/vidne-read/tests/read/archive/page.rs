//! Texts of wanted pages in archives.

use vidne_model::observed::{Observed, Page, Readability};
use vidne_read::Format;

use super::{super::reading_pages, html, member, record, response, sha1};

const KAKOR: &str = "https://www.exempel.se/kakor";
const BODY: &str = "<h1>Kakor</h1><p>Vi använder kakor.</p>";

fn reading(bytes: impl AsRef<[u8]>) -> Observed {
    reading_pages(Format::Warc, bytes, &[KAKOR]).expect("a sound archive")
}

fn only(observed: &Observed) -> &Page {
    assert_eq!(observed.pages.len(), 1, "{:#?}", observed.pages);
    &observed.pages[0]
}

fn text(page: &Page) -> String {
    page.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("|")
}

fn reason(page: &Page) -> &str {
    match &page.readability {
        Readability::Unreadable(reason) => reason,
        Readability::Readable => "readable",
    }
}

#[test]
fn only_wanted_pages_are_read_under_every_spelling() {
    for url in [KAKOR, "http://www.exempel.se/kakor/", "https://www.exempel.se/kakor#lista"] {
        let observed = reading(
            [response(url, 1, html(BODY)), response("https://www.exempel.se/", 5, html(BODY))].concat(),
        );
        assert_eq!(text(only(&observed)), "Kakor|Vi använder kakor.", "{url}");
    }
}

#[test]
fn packed_and_chunked_bodies_are_unpacked() {
    let gzip = member(BODY);
    let chunked = [format!("{:x}\r\n", gzip.len()).as_bytes(), &gzip, b"\r\n0\r\n\r\n"].concat();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n";
    let observed = reading(response(KAKOR, 1, [head.as_bytes(), &chunked].concat()));
    assert_eq!(text(only(&observed)), "Kakor|Vi använder kakor.");
    assert!(observed.damages.is_empty());
}

#[test]
fn a_body_packed_in_an_unknown_way_is_unreadable() {
    let observed = reading(response(
        KAKOR,
        1,
        "HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\nContent-Type: text/html\r\n\r\n\x28x",
    ));
    assert!(reason(only(&observed)).contains("`zstd`"));
}

#[test]
fn wrong_chunks_are_a_damage_and_the_text_before_them_stands() {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n";
    let observed = reading(response(
        KAKOR,
        1,
        format!("{head}9\r\n<p>ett</p\r\n5\r\n> <p>\r\nQQ\r\ntvå</p>\r\n0\r\n\r\n"),
    ));
    assert_eq!(text(only(&observed)), "ett");
    assert!(reason(only(&observed)).contains("no chunk"), "{:?}", observed.pages);
    assert!(observed.damages[0].reason.contains("no chunk"));
    let observed = reading(response(KAKOR, 1, format!("{head}{BODY}")));
    assert_eq!(
        (text(only(&observed)).as_str(), reason(only(&observed))),
        ("Kakor|Vi använder kakor.", "readable")
    );
    assert!(observed.damages[0].reason.contains("said to be chunked"));
}

#[test]
fn the_page_of_an_error_is_not_the_page() {
    let observed = reading(response(
        KAKOR,
        1,
        "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Sidan finns inte",
    ));
    assert_eq!(reason(only(&observed)), "the server answered with status 404");
}

#[test]
fn other_formats_and_walls_are_unreadable() {
    let observed =
        reading(response(KAKOR, 1, "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7"));
    assert!(reason(only(&observed)).contains("PDF"));
    let observed = reading(response(KAKOR, 1, html("<div id=root></div><script src=a.js></script>")));
    assert!(reason(only(&observed)).contains("script would fill"));
}

#[test]
fn a_wanted_address_that_leads_elsewhere_has_the_text_from_there() {
    let moved = "HTTP/1.1 302 Found\r\nLocation: /om/kakor\r\n\r\n";
    let observed = reading(
        [response(KAKOR, 1, moved), response("https://www.exempel.se/om/kakor", 2, html(BODY))].concat(),
    );
    assert_eq!(
        (only(&observed).url.as_str(), text(only(&observed)).as_str()),
        (KAKOR, "Kakor|Vi använder kakor.")
    );
}

fn revisit(fields: &[(&str, &str)]) -> Vec<u8> {
    let own = [("WARC-Target-URI", KAKOR), ("WARC-Date", "2022-11-07T12:00:40Z")];
    record("revisit", &[&own, fields].concat(), "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
}

#[test]
fn a_record_that_refers_to_an_earlier_one_has_its_text() {
    let digest = sha1(BODY.as_bytes());
    let fields = [
        ("WARC-Target-URI", KAKOR),
        ("WARC-Date", "2022-11-07T12:00:01Z"),
        ("WARC-Payload-Digest", &*digest),
    ];
    let first = record("response", &fields, html(BODY));
    let by_digest = revisit(&[("WARC-Payload-Digest", &digest.to_uppercase().replace("SHA1", "SHA-1"))]);
    let by_date =
        revisit(&[("WARC-Refers-To-Target-URI", KAKOR), ("WARC-Refers-To-Date", "2022-11-07T12:00:01Z")]);
    for archive in [[first.clone(), by_digest].concat(), [by_date, first].concat()] {
        let observed = reading(archive);
        assert_eq!(observed.pages.len(), 2);
        assert_eq!(observed.pages[0].hash, observed.pages[1].hash);
        assert_eq!(observed.visits.len(), 2);
        assert!(observed.damages.is_empty(), "{:?}", observed.damages);
    }
    let observed = reading(revisit(&[("WARC-Payload-Digest", &digest)]));
    assert!(reason(only(&observed)).contains("does not hold"));
}

#[test]
fn a_rendered_text_stands_in_for_a_page_that_scripts_fill() {
    let rendered =
        [("WARC-Target-URI", "urn:text:https://www.exempel.se/kakor"), ("WARC-Date", "2022-11-07T12:00:02Z")];
    let text_record = record("resource", &rendered, "Kakor\n\nVi använder kakor.");
    let shell = response(KAKOR, 1, html("<div id=root></div><script src=a.js></script>"));
    let observed = reading([shell, text_record.clone()].concat());
    assert_eq!(text(&observed.pages[1]), "Kakor|Vi använder kakor.");
    let observed = reading([response(KAKOR, 1, html(BODY)), text_record].concat());
    assert_eq!(observed.pages.len(), 1);
}

#[test]
fn a_page_that_its_recorder_cut_off_is_unreadable_with_its_beginning() {
    let fields =
        [("WARC-Target-URI", KAKOR), ("WARC-Date", "2022-11-07T12:00:01Z"), ("WARC-Truncated", "length")];
    let observed = reading(record("response", &fields, html(BODY)));
    assert_eq!(text(only(&observed)), "Kakor|Vi använder kakor.");
    assert!(reason(only(&observed)).contains("cut it off (length)"));
}
