//! Collections: sound ones, and such whose description, names or entries are wrong.

mod zip;

use vidne_model::observed::{Observed, Outcome};
use vidne_read::{Format, ReadError};

use self::zip::{File, pack};
use super::{
    super::{only, reading, reading_pages},
    SITE, damages, html, member, request, response, sha256, urls,
};

const PAGES: &str = "{\"format\":\"json-pages-1.0\",\"id\":\"pages\"}\n\
                     {\"url\":\"https://www.exempel.se/\",\"ts\":\"2022-11-07T12:00:01.400Z\",\"text\":\"Hej\"}\n";

fn records() -> Vec<u8> {
    [
        member(response(SITE, 1, html("<p>hej"))),
        member(response("https://cdn.example/a.png", 2, "HTTP/1.1 200 OK\r\n\r\nx")),
    ]
    .concat()
}

fn description(files: &[&File]) -> String {
    let resource = |file: &&File| {
        format!(
            "{{\"path\":\"{}\",\"hash\":\"{}\",\"bytes\":{}}}",
            file.name,
            sha256(&file.bytes),
            file.bytes.len()
        )
    };
    let resources: Vec<String> = files.iter().map(resource).collect();
    format!("{{\"resources\":[{}],\"software\":\"test 1.0\"}}", resources.join(","))
}

/// A collection of these files, described.
fn described(files: &[File]) -> Vec<u8> {
    let package = File::stored("datapackage.json", description(&files.iter().collect::<Vec<_>>()));
    pack(&[files, &[package]].concat())
}

fn sound() -> Vec<File> {
    vec![File::stored("archive/data.warc.gz", records()), File::packed("pages/pages.jsonl", PAGES)]
}

fn wacz(bytes: &[u8]) -> Observed {
    reading(Format::Wacz, bytes).expect("a collection")
}

fn refused(bytes: &[u8]) -> ReadError {
    reading(Format::Wacz, bytes).expect_err("no collection")
}

/// The only damage.
fn damage(observed: &Observed) -> &str {
    let [(_, reason)] = damages(observed)[..] else { panic!("{:#?}", observed.damages) };
    reason
}

#[test]
fn a_sound_collection_is_silent_whichever_way_it_is_packed() {
    let plain = [
        response(SITE, 1, html("<p>hej")),
        response("https://cdn.example/a.png", 2, "HTTP/1.1 200 OK\r\n\r\nx"),
    ]
    .concat();
    for files in [
        sound(),
        vec![File::packed("archive/data.warc", plain.clone()), File::stored("pages/pages.jsonl", PAGES)],
        vec![
            File::packed("pages/extraPages.jsonl", PAGES),
            File::stored("archive/A.WARC.GZ", records()),
            File::stored("archive/", ""),
        ],
    ] {
        let files: Vec<File> = files.into_iter().filter(|file| file.name != "archive/").collect();
        let observed = wacz(&described(&files));
        assert_eq!(damages(&observed), []);
        let visit = only(&observed);
        assert_eq!(
            (visit.url.as_str(), visit.tool.as_str(), &visit.outcome),
            (SITE, "test 1.0", &Outcome::Completed)
        );
        assert_eq!(urls(&observed, 0), [SITE, "https://cdn.example/a.png"]);
        assert!(visit.note.as_ref().is_some_and(|note| note.contains("lists its pages")));
    }
}

#[test]
fn listed_pages_are_the_looks() {
    let pages = "{\"format\":\"json-pages-1.0\"}\n{\"url\":\"https://www.exempel.se/a\",\"ts\":\"2022-11-07T12:00:01Z\"}\n\
                 {\"url\":\"https://www.exempel.se/b\",\"ts\":\"2022-11-07T12:00:02Z\"}\n\
                 {\"url\":\"https://www.exempel.se/c\",\"ts\":\"2022-11-07T12:00:40Z\"}\n";
    let asks = |referer: &str| format!("GET / HTTP/1.1\r\nReferer: {referer}\r\n\r\n");
    let style = "HTTP/1.1 200 OK\r\nContent-Type: text/css\r\n\r\n";
    let archive = [
        response("https://www.exempel.se/a", 1, html("<p>a")),
        response("https://www.exempel.se/b", 2, "HTTP/1.1 302 Found\r\nLocation: /b/\r\n\r\n"),
        response("https://www.exempel.se/b/", 2, html("<p>b")),
        response("https://www.exempel.se/a.css", 4, style),
        request("https://www.exempel.se/a.css", 4, &asks("https://www.exempel.se/a")),
        response("https://www.exempel.se/b.css", 4, style),
        request("https://www.exempel.se/b.css", 4, &asks("https://www.exempel.se/b/")),
        response("https://www.exempel.se/unreferred", 5, html("<p>ram")),
    ]
    .concat();
    let observed = wacz(&described(&[
        File::stored("archive/a.warc", archive),
        File::stored("pages/pages.jsonl", pages),
    ]));
    assert_eq!(urls(&observed, 0), ["https://www.exempel.se/a", "https://www.exempel.se/a.css"]);
    let second = [
        "https://www.exempel.se/b",
        "https://www.exempel.se/b/",
        "https://www.exempel.se/b.css",
        "https://www.exempel.se/unreferred",
    ];
    assert_eq!(urls(&observed, 1), second);
    assert_eq!(
        damage(&observed),
        "the page https://www.exempel.se/c is listed, and the archive holds no record of it"
    );
}

#[test]
fn the_text_of_a_list_stands_in_for_a_page_that_scripts_fill() {
    let shell = response(SITE, 1, html("<div id=root></div><script src=a.js></script>"));
    let files = [File::stored("archive/a.warc", shell), File::stored("pages/pages.jsonl", PAGES)];
    let observed = reading_pages(Format::Wacz, described(&files), &[SITE]).expect("a collection");
    let texts: Vec<_> = observed
        .pages
        .iter()
        .map(|page| page.blocks.iter().map(|block| block.text.as_str()).collect::<String>())
        .collect();
    assert!(texts.contains(&"Hej".to_owned()), "{texts:?}");
}

#[test]
fn a_changed_file_is_named_with_both_digests() {
    let files = sound();
    let package = File::stored("datapackage.json", description(&files.iter().collect::<Vec<_>>()));
    let mut changed = files.clone();
    changed[0] = File::stored(
        "archive/data.warc.gz",
        [records(), member(response("https://x.example/", 3, "HTTP/1.1 200 OK\r\n\r\n"))].concat(),
    );
    let observed = wacz(&pack(&[changed.clone(), vec![package]].concat()));
    let [(size_at, size), (digest_at, digest)] = damages(&observed)[..] else {
        panic!("{:#?}", observed.damages)
    };
    assert!(size.contains("archive/data.warc.gz") && size.contains("bytes"), "{size}");
    assert!(
        digest.contains(&sha256(&files[0].bytes)) && digest.contains(&sha256(&changed[0].bytes)),
        "{digest}"
    );
    assert_eq!((size_at, digest_at), (Some(0), Some(0)));
    assert_eq!(only(&observed).requests.len(), 3);
}

#[test]
fn files_that_are_missing_or_not_vouched_for_are_named() {
    let files = sound();
    assert!(damage(&wacz(&pack(&files))).contains("datapackage.json is missing"));
    let partial = File::stored("datapackage.json", description(&[&files[1]]));
    assert!(damage(&wacz(&pack(&[files.clone(), vec![partial]].concat()))).contains("does not name it"));
    let gone = File::stored("indexes/index.cdx", "x");
    let more = File::stored("datapackage.json", description(&[&files[0], &files[1], &gone]));
    assert!(
        damage(&wacz(&pack(&[files.clone(), vec![more]].concat())))
            .contains("names indexes/index.cdx, which is missing")
    );
    assert!(damage(&wacz(&described(&files[..1]))).contains("pages/pages.jsonl is missing"));
    let broken = File::stored("datapackage.json", "{\"resources\":");
    assert!(damage(&wacz(&pack(&[files, vec![broken]].concat()))).contains("cannot be read"));
}

#[test]
fn a_signature_is_remarked_and_its_digest_compared() {
    let files = sound();
    let text = description(&files.iter().collect::<Vec<_>>());
    let signed = |digest: &str, inner: &str| {
        let signature = format!(
            "{{\"path\":\"datapackage.json\",\"hash\":\"{digest}\",\"signedData\":{{\"hash\":\"{inner}\",\"signature\":\"MEY=\",\
             \"domain\":\"sign.example\",\"created\":\"2022-01-18T19:00:12Z\",\"software\":\"authsigner 0.3.0\",\
             \"timeSignature\":\"MII=\"}}}}"
        );
        let own = [
            File::stored("datapackage.json", text.clone()),
            File::packed("datapackage-digest.json", signature),
        ];
        wacz(&pack(&[files.clone(), own.to_vec()].concat()))
    };
    let digest = sha256(text.as_bytes());
    let observed = signed(&digest, &digest);
    assert_eq!(damages(&observed), []);
    let note = only(&observed).note.clone().unwrap_or_default();
    assert!(
        note.contains("signed by sign.example at 2022-01-18T19:00:12Z") && note.contains("was checked"),
        "{note}"
    );
    let other = sha256(b"other");
    assert!(damage(&signed(&other, &other)).contains(&other));
    assert!(damage(&signed(&digest, &other)).contains("what is signed"));
}

#[test]
fn names_that_lead_out_links_and_secrets_are_not_opened() {
    for (file, reason) in [
        (File::stored("../evil.warc", records()), "leads out"),
        (File::stored("archive/../../evil.warc", records()), "leads out"),
        (File::stored("/etc/evil.warc", records()), "leads out"),
        (File::stored("archive\\evil.warc", records()), "leads out"),
        (File::stored("C:/evil.warc", records()), "leads out"),
        (File { mode: 0o120_777, ..File::stored("archive/link.warc", "/etc/passwd") }, "link"),
        (File { flags: 1, ..File::stored("archive/secret.warc", records()) }, "encrypted"),
        (File { method: 12, ..File::stored("archive/packed.warc", records()) }, "packed with"),
        (File::stored("archive/inner.wacz", "PK"), "archive within the archive"),
        (File { crc: Some(7), ..File::stored("archive/wrong.warc", records()) }, "checksum"),
        (File { crc: Some(7), ..File::packed("archive/wrong.warc", records()) }, "checksum"),
        (File::stored("archive/other.warc", "no record"), "no record begins here"),
    ] {
        let observed = wacz(&pack(&[sound(), vec![file.clone()]].concat()));
        let told: Vec<_> = damages(&observed).into_iter().filter(|(_, told)| told.contains(reason)).collect();
        assert_eq!(told.len(), 1, "{}: {:#?}", file.name, observed.damages);
        assert!(told[0].1.contains(file.name.split(['/', '\\']).next_back().unwrap_or_default()), "{told:?}");
        assert_eq!(only(&observed).requests.len(), 2);
    }
}

#[test]
fn a_name_that_stands_twice_is_read_by_nobody() {
    let other = member(response("https://other.example/", 1, html("x")));
    let twice = [sound(), vec![File::stored("archive/data.warc.gz", other.clone())]].concat();
    let error = refused(&pack(&twice));
    assert!(error.reason.contains("archive/data.warc.gz: 2 entries have this name"), "{error}");
    let also = [twice, vec![File::stored("archive/b.warc.gz", other)]].concat();
    let observed = wacz(&pack(&also));
    assert!(damages(&observed).iter().any(|(_, told)| told.contains("2 entries")), "{:#?}", observed.damages);
}

#[test]
fn entries_that_unpack_to_more_than_they_may_are_stopped() {
    let bomb = File { size: Some(10), ..File::packed("pages/more.jsonl", vec![b'\n'; 80 << 20]) };
    let observed = wacz(&pack(&[sound(), vec![bomb]].concat()));
    assert!(
        damages(&observed).iter().any(|(_, told)| told.contains("pages/more.jsonl")),
        "{:#?}",
        observed.damages
    );
    assert_eq!(only(&observed).requests.len(), 2);
}

#[test]
fn a_directory_that_is_cut_off_or_lies_is_refused() {
    let whole = described(&sound());
    for cut in [whole.len() - 1, whole.len() - 22, whole.len() / 2, 30] {
        let error = refused(&whole[..cut]);
        assert!(error.reason.contains("directory"), "{cut}: {error}");
    }
    let no_archive = pack(&[File::stored("word/document.xml", "x")]);
    assert!(refused(&no_archive).reason.contains("not a WACZ file"));
    assert!(refused(&pack(&[])).reason.contains("not a WACZ file"));
}

#[test]
fn lines_of_a_list_that_cannot_be_read_are_numbered() {
    let pages = format!("{PAGES}{{\"url\":\n{{\"url\":\"https://www.exempel.se/x\",\"ts\":\"i går\"}}\n");
    let observed = wacz(&described(&[
        File::stored("archive/a.warc.gz", records()),
        File::stored("pages/pages.jsonl", pages),
    ]));
    let told = damages(&observed);
    assert!(
        told[0].1.contains("pages/pages.jsonl: line 3") && told[1].1.contains("`i går` is no instant"),
        "{told:?}"
    );
}

#[test]
fn places_in_stored_members_are_places_in_the_file() {
    let bad = b"WARC/1.0\r\nContent-Length: x\r\n\r\n";
    let archive = [response(SITE, 1, html("x")), bad.to_vec()].concat();
    let bytes = described(&[
        File::stored("archive/a.warc", archive.clone()),
        File::stored("pages/pages.jsonl", PAGES),
    ]);
    let observed = wacz(&bytes);
    let (offset, _) = damages(&observed)[0];
    let offset = usize::try_from(offset.expect("a place")).expect("small");
    assert!(bytes[offset..].starts_with(bad));
    let bytes =
        described(&[File::packed("archive/a.warc", archive), File::stored("pages/pages.jsonl", PAGES)]);
    let observed = wacz(&bytes);
    let (offset, reason) = damages(&observed)[0];
    assert!(offset == Some(0) && reason.contains("of it)"), "{offset:?} {reason}");
}

/// A collection with this archive, for tests that damage it.
pub(super) fn sample(archive: &[u8]) -> Vec<u8> {
    described(&[File::packed("archive/a.warc", archive), File::stored("pages/pages.jsonl", PAGES)])
}
