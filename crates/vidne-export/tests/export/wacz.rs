//! Logs as web archives.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use flate2::read::GzDecoder;
use serde_json::{Value, json};
use vidne_export::{Picture, pictures, wacz};
use vidne_read::Format;
use zip::{CompressionMethod, ZipArchive};

use super::{
    about, cookies,
    log::{Log, SITE, hex},
    reading, requests,
};

const PICTURE: &[u8] = b"\x89PNG of the whole page";

fn made() -> (Vec<u8>, Vec<u8>) {
    let log = Log::full(PICTURE).packed();
    let picture = Picture { name: "p", media_type: "image/png", bytes: PICTURE };
    let archive = wacz(&log, &[picture], &about()).expect("an archive");
    (log, archive)
}

/// The files of an archive.
fn files(archive: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(archive)).expect("a ZIP file");
    let count = zip.len();
    let each = |at: usize| {
        let mut file = zip.by_index(at).expect("a file");
        let name = file.name().expect("a name").into_owned();
        assert_eq!(file.compression(), CompressionMethod::Stored, "{name}");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        (name, bytes)
    };
    (0..count).map(each).collect()
}

fn unpacked(bytes: &[u8]) -> String {
    let mut text = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut text).expect("packed with gzip");
    String::from_utf8_lossy(&text).into_owned()
}

/// Each line of the index with its record.
fn records(files: &BTreeMap<String, Vec<u8>>) -> Vec<(String, Value, String)> {
    let index = unpacked(&files["indexes/index.cdx.gz"]);
    let number = |value: &Value| value.as_str().expect("a text").parse::<usize>().expect("a number");
    let record = |line: &str| {
        let (key, rest) = line.rsplit_once(" {").expect("a line");
        let entry: Value = serde_json::from_str(&format!("{{{rest}")).expect("JSON");
        let (offset, length) = (number(&entry["offset"]), number(&entry["length"]));
        let record = unpacked(&files["archive/data.warc.gz"][offset..offset + length]);
        (key.to_owned(), entry, record)
    };
    index.lines().map(record).collect()
}

#[test]
fn the_description_vouches_for_each_file() {
    let files = files(&made().1);
    let package: Value = serde_json::from_slice(&files["datapackage.json"]).expect("JSON");
    assert_eq!((&package["profile"], &package["wacz_version"]), (&json!("data-package"), &json!("1.1.1")));
    assert_eq!(
        (&package["created"], &package["mainPageUrl"]),
        (&json!("2026-11-21T10:00:09Z"), &json!(SITE))
    );
    let resources = package["resources"].as_array().expect("resources");
    for resource in resources {
        let bytes = &files[resource["path"].as_str().expect("a path")];
        assert_eq!(resource["hash"], format!("sha256:{}", hex(bytes)));
        assert_eq!(resource["bytes"], bytes.len());
    }
    assert_eq!(resources.len() + 2, files.len(), "all but the description and its own digest");
    let seal: Value = serde_json::from_slice(&files["datapackage-digest.json"]).expect("JSON");
    assert_eq!(seal["hash"], format!("sha256:{}", hex(&files["datapackage.json"])));
}

#[test]
fn an_archive_tells_what_went_over_the_network() {
    let (log, archive) = made();
    let (told, exported) = (reading(Format::VisitLog, &log), reading(Format::Wacz, &archive));
    assert_eq!(exported.damages, []);
    let mut wanted = requests(&told);
    wanted.retain(|(_, url, _), _| url != "https://gone.example/");
    assert_eq!(requests(&exported), wanted, "nothing was sent to the host that was gone");
    assert_eq!(
        cookies(&exported).into_keys().collect::<Vec<_>>(),
        cookies(&told).into_keys().collect::<Vec<_>>()
    );
    let remotes = exported.visits[0].requests.iter().filter(|request| request.remote.is_some());
    assert_eq!(remotes.count(), 4);
}

#[test]
fn every_line_of_the_index_leads_to_its_record() {
    let files = files(&made().1);
    let records = records(&files);
    let keys: Vec<&str> = records.iter().map(|(key, ..)| key.as_str()).collect();
    assert_eq!(
        keys,
        [
            "example,a)/c.gif?x=1 20261121100001",
            "example,b)/ 20261121100002",
            "se,site)/ 20261121100000",
            "se,site)/form?__wb_method=post&q=1&r=%c3%a5 20261121100003",
            "urn:fullPage:https://www.site.se/ 20261121100003",
            "urn:vidne:visit-log 20261121100000",
        ]
    );
    for (key, entry, record) in &records {
        let uri = format!("WARC-Target-URI: {}\r\n", entry["url"].as_str().expect("an address"));
        assert!(record.starts_with("WARC/1.1\r\n") && record.contains(&uri), "{key}: {record}");
    }
    let head = String::from_utf8(files["indexes/index.idx"].clone()).expect("text");
    let block = head.lines().nth(1).expect("a block");
    assert!(head.starts_with("!meta 0 {") && block.starts_with("example,a)/c.gif?x=1 20261121100001 {"));
}

#[test]
fn a_kept_body_is_whole_and_a_missing_one_marked() {
    let files = files(&made().1);
    let records = records(&files);
    let of = |url: &str| {
        let found = records.iter().find(|(_, entry, _)| entry["url"] == url).expect(url);
        found.2.as_str()
    };
    let own = of(SITE);
    assert!(own.contains("WARC-Payload-Digest: sha256:") && !own.contains("WARC-Truncated"), "{own}");
    assert!(own.contains("x-orig-content-encoding: br\r\nx-orig-content-length: 7\r\n"), "{own}");
    assert!(own.contains("Content-Length: 13\r\n\r\n<p>Hallå</p>"), "{own}");
    let led_on = of("https://a.example/c.gif?x=1");
    assert!(
        led_on.contains("WARC-Truncated: unspecified") && led_on.contains("location: https://b.example/")
    );
    let empty = of("https://www.site.se/form");
    assert!(!empty.contains("WARC-Truncated"), "an answer of 204 has no body: {empty}");
    assert!(of("urn:fullPage:https://www.site.se/").contains("Content-Type: image/png"));
}

#[test]
fn requests_are_tied_to_their_answers_and_hold_what_was_sent() {
    let files = files(&made().1);
    let mut text = Vec::new();
    let mut packed = flate2::read::MultiGzDecoder::new(&files["archive/data.warc.gz"][..]);
    packed.read_to_end(&mut text).expect("packed with gzip");
    let text = String::from_utf8_lossy(&text);
    let request = text.split("WARC/1.1\r\n").find(|record| record.contains("POST /form HTTP/1.1\r\n"));
    let request = request.expect("the request");
    assert!(request.contains("WARC-Concurrent-To: <urn:uuid:"), "{request}");
    assert!(request.contains("Host: www.site.se\r\n") && request.contains("cookie: a=1\r\n"), "{request}");
    assert!(request.ends_with("Content-Length: 12\r\n\r\nq=1&r=%C3%A5\r\n\r\n"), "{request}");
    assert!(!request.contains(":authority"));
    assert!(text.contains("description: HTTP messages are rebuilt from the events of a browser"));
}

#[test]
fn the_log_itself_is_in_the_archive_byte_for_byte() {
    let (log, archive) = made();
    let files = files(&archive);
    let records = records(&files);
    let entry = &records.iter().find(|(key, ..)| key.starts_with("urn:vidne:visit-log")).expect("the log").1;
    assert_eq!(entry["digest"], format!("sha256:{}", hex(&log)));
    assert_eq!(entry["mime"], "application/zstd");
}

#[test]
fn pages_are_listed_once_for_each_load() {
    let files = files(&made().1);
    let list = String::from_utf8(files["pages/pages.jsonl"].clone()).expect("text");
    let lines: Vec<Value> = list.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 2, "a head and a page: {list}");
    assert_eq!(lines[0]["format"], "json-pages-1.0");
    assert_eq!((&lines[1]["url"], &lines[1]["title"]), (&json!(SITE), &json!("Början")));
    assert_eq!(lines[1]["ts"], "2026-11-21T10:00:00Z");
}

#[test]
fn a_log_names_its_pictures_and_others_are_kept_under_their_names() {
    let log = Log::full(PICTURE).packed();
    assert_eq!(pictures(&log).expect("a log"), [hex(PICTURE)]);
    let other = Picture { name: "an other\n", media_type: "image/png", bytes: b"other" };
    let archive = wacz(&log, &[other, other], &about()).expect("an archive");
    let files = files(&archive);
    let found = records(&files).into_iter().filter(|(_, _, record)| record.contains("image/png"));
    let urls: Vec<Value> = found.map(|(_, entry, _)| entry["url"].clone()).collect();
    assert_eq!(urls, [json!("urn:vidne:picture:an%20other%0A")]);
}

#[test]
fn a_page_that_looks_the_same_twice_has_two_pictures() {
    let log = Log::full(PICTURE).picture(PICTURE).text();
    let picture = Picture { name: "p", media_type: "image/png", bytes: PICTURE };
    let files = files(&wacz(log.as_bytes(), &[picture], &about()).expect("an archive"));
    let taken = records(&files).into_iter().filter(|(key, ..)| key.starts_with("urn:fullPage:"));
    assert_eq!(taken.count(), 2);
}

#[test]
fn nothing_in_a_log_can_break_out_of_its_record() {
    let evil = json!({ "x": "1\r\nInjected: yes", "bad name": "2", "y\r\nz": "3" });
    let url = "https://a.example/ x\r\nInjected: yes";
    let log = Log::begun()
        .request("1", SITE, "Document", &json!({ "method": "GET / HTTP/1.1\r\nInjected: yes" }))
        .received("1", 200, &evil, &json!([]))
        .answer("1", SITE, 200)
        .request("2", url, "Image", &json!({}))
        .answer("2", url, 200);
    let archive = wacz(log.text().as_bytes(), &[], &about()).expect("an archive");
    let read = reading(Format::Wacz, &archive);
    assert_eq!(read.damages, []);
    let mut text = Vec::new();
    let warc = &files(&archive)["archive/data.warc.gz"];
    flate2::read::MultiGzDecoder::new(&warc[..]).read_to_end(&mut text).expect("packed");
    let text = String::from_utf8_lossy(&text);
    let records = text.split("WARC-Type: resource").next().expect("all but the log");
    assert!(!records.contains("\nInjected"), "{records}");
    assert!(read.visits[0].requests.iter().all(|request| request.method == "GET"));
}
