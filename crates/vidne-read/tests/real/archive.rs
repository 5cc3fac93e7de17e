//! Web archives of the folder. Records, digests and words were counted with Python's `zlib`, `hashlib` and `html.parser`.

use vidne_model::observed::{
    BlockKind, Observed, Outcome, Page, Readability,
    ResourceKind::{Document, Image},
    Visibility,
};

use super::{bytes, reading, reading_pages};

const EXAMPLE: &str = "http://example.com/";

fn archive(path: &str, pages: &[&str]) -> Observed {
    reading_pages(path, pages).unwrap_or_else(|error| panic!("{error}"))
}

/// For each visit its instant, address and number of requests.
fn visits(observed: &Observed) -> Vec<(String, &str, usize)> {
    let visits = observed.visits.iter();
    visits.map(|visit| (visit.at.to_string(), visit.url.as_str(), visit.requests.len())).collect()
}

/// The number of words and of their letters.
fn words(page: &Page) -> (usize, usize) {
    let words = || page.blocks.iter().flat_map(|block| block.text.split(' '));
    (words().count(), words().map(|word| word.chars().count()).sum())
}

#[test]
fn a_file_of_requests_has_one_false_digest() {
    let observed = archive("warc/example-digest.warc", &[]);
    assert_eq!(visits(&observed), [("2017-03-06T04:02:06Z".to_owned(), EXAMPLE, 4)]);
    assert!(matches!(&observed.visits[0].outcome, Outcome::Failed(reason) if reason.contains("no answer")));
    let [damage] = observed.damages.as_slice() else { panic!("{:?}", observed.damages) };
    assert_eq!(damage.offset, Some(0));
    assert!(damage.reason.contains("sha1:1112H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"), "{}", damage.reason);
    assert!(damage.reason.contains("sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"), "{}", damage.reason);
}

#[test]
fn a_file_of_six_pages_has_fifty_eight_requests_and_true_digests() {
    let numbers = "https://www.iana.org/numbers";
    let observed = archive("warc/example-iana.warc", &[numbers, "https://www.iana.org/protocols"]);
    let page = |at: &str, url, count| (format!("2021-05-20T22:15:{at}Z"), url, count);
    assert_eq!(
        visits(&observed),
        [
            page("23.954", "https://example.com/", 4),
            page("31.447", "https://www.iana.org/domains/reserved", 11),
            page("37.206", "https://www.iana.org/domains", 10),
            page("39.028", numbers, 12),
            page("40.213", "https://www.iana.org/protocols", 10),
            page("41.833", "https://www.iana.org/about", 11),
        ]
    );
    assert!(observed.damages.is_empty(), "{:?}", observed.damages);
    assert!(
        observed.visits.iter().all(|visit| visit.outcome == Outcome::Completed && visit.cookies.is_empty())
    );
    assert_eq!(observed.visits[0].tool, "Webrecorder ArchiveWeb.page 0.6.7 (via warcio.js 1.4.6)");
    let kinds: Vec<_> =
        observed.visits[0].requests.iter().map(|request| (request.status, request.kind)).collect();
    assert_eq!(kinds[..3], [(Some(200), Document), (Some(404), Image), (Some(301), Document)]);
}

#[test]
fn pages_have_every_word_and_their_structure() {
    let observed = archive(
        "warc/example-iana.warc",
        &["https://www.iana.org/numbers", "https://www.iana.org/protocols"],
    );
    let [numbers, protocols] = observed.pages.as_slice() else { panic!("{} pages", observed.pages.len()) };
    assert_eq!(
        (words(numbers), words(protocols)),
        ((NUMBERS_WORDS, NUMBERS_LETTERS), (PROTOCOLS_WORDS, PROTOCOLS_LETTERS))
    );
    assert_eq!((numbers.language.as_deref(), protocols.language.as_deref()), (Some("en"), Some("en")));
    let ripe = numbers.blocks.iter().find(|block| block.text == "RIPE NCC").expect("a cell");
    let beside = numbers.blocks.iter().filter(|block| block.row == ripe.row);
    let beside: Vec<_> = beside.map(|block| (block.text.as_str(), block.kind)).collect();
    assert_eq!(
        beside,
        [("RIPE NCC", BlockKind::Cell), ("Europe, the Middle East, and Central Asia", BlockKind::Cell)]
    );
    let space = numbers.blocks.iter().find(|block| block.text == "IPv4 Address Space").expect("an item");
    assert_eq!(
        space.headings,
        ["Number Resources", "IP Address Allocations", "Internet Protocol Version 4 (IPv4)"]
    );
    assert_eq!(numbers.blocks[0].visibility, Visibility::Margin);
    let rows = protocols.blocks.iter().filter_map(|block| block.row).max();
    assert_eq!(rows, Some(PROTOCOLS_ROWS - 1));
}

#[test]
fn a_record_with_a_length_that_is_too_short_is_told_at_its_place() {
    let observed = archive("warc/example-trunc.warc", &[EXAMPLE]);
    assert_eq!(visits(&observed), [("2017-03-06T04:02:06Z".to_owned(), EXAMPLE, 1)]);
    let request = &observed.visits[0].requests[0];
    assert_eq!((request.status, request.method.as_str()), (Some(200), "GET"));
    assert_eq!(request.remote.map(|remote| remote.address.to_string()).as_deref(), Some("93.184.216.34"));
    let places: Vec<_> = observed.damages.iter().map(|damage| damage.offset).collect();
    assert_eq!(places, [Some(1197), Some(1197), Some(1197), Some(2560)]);
    assert!(observed.damages[0].reason.contains("DR5MBP7OD3OPA7RFKWJUD4CTNUQUGFC5"));
    assert!(observed.damages[0].reason.contains("2L2CORBHFOK4APP3AUUPJFVYWPLY2IBW"));
    assert_eq!(observed.pages[0].blocks[0].text, "Example Domain");
    assert!(
        matches!(&observed.pages[0].readability, Readability::Unreadable(reason) if reason.contains("cut off"))
    );
    assert!(matches!(observed.visits[0].outcome, Outcome::Failed(_)));
}

#[test]
fn a_record_in_two_members_is_read_and_its_false_digest_told() {
    let observed = archive("warc/example-wrong-chunks.warc.gz", &[EXAMPLE]);
    assert_eq!(visits(&observed), [("2018-11-02T18:55:11Z".to_owned(), EXAMPLE, 1)]);
    let reasons: Vec<_> = observed.damages.iter().map(|damage| damage.reason.as_str()).collect();
    assert!(
        reasons[0].contains("SDZIDCNQKX2AQDX3LC6EE2YTIHVLAXUK")
            && reasons[0].contains("BRFEUIWEBGVFBLSIMEOIL5GDZOG3ZVLT")
    );
    assert!(reasons.len() == 2 && reasons[1].contains("into another"), "{reasons:?}");
    assert_eq!(observed.pages[0].readability, Readability::Readable);
}

#[test]
fn a_page_captured_twice_is_two_looks_and_one_version() {
    let observed = archive("warc/example.warc.gz", &[EXAMPLE]);
    let at = |second: &str| (format!("2017-03-06T04:{second}Z"), EXAMPLE, 1);
    assert_eq!(visits(&observed), [at("02:06"), at("03:48")]);
    assert_eq!(observed.visits[0].tool, "Webrecorder Platform v3.7");
    assert!(observed.damages.is_empty(), "{:?}", observed.damages);
    assert_eq!(observed.pages.len(), 2);
    assert_eq!(observed.pages[0].hash, observed.pages[1].hash);
    assert_eq!(observed.pages[0].blocks[2].text, "More information...");
}

#[test]
fn sent_forms_tell_their_fields() {
    let observed = archive("warc/post-test.warc.gz", &[]);
    let requests = observed.visits[0].requests.iter();
    let seen: Vec<_> =
        requests.map(|request| (request.method.as_str(), request.fields_sent.join(" "))).collect();
    let post = |fields: &str| ("POST", fields.to_owned());
    assert_eq!(seen, [post("foo test"), post("A B C"), post("data foo")]);
    let remotes = observed.visits[0].requests.iter().filter_map(|request| request.remote);
    let remotes: Vec<_> = remotes.map(|remote| remote.address.to_string()).collect();
    assert_eq!(remotes, ["107.21.213.98", "54.243.116.211", "184.72.242.196"]);
    assert!(observed.damages.is_empty(), "{:?}", observed.damages);
}

#[test]
fn a_collection_without_an_archive_is_refused() {
    let error = reading("wacz/invalid_example_1.wacz").expect_err("nothing to read");
    assert!(error.reason.contains("no file under archive/"), "{error}");
    assert!(error.reason.contains("data/indexes/index.cdx.gz, which is missing"), "{error}");
}

#[test]
fn a_sound_collection_has_its_listed_page() {
    let url = "http://www.example.com/";
    let observed = archive("wacz/valid_example_1.wacz", &[url]);
    assert_eq!(visits(&observed), [("2020-10-07T21:22:36Z".to_owned(), url, 1)]);
    let remote = observed.visits[0].requests[0].remote.map(|remote| remote.address.to_string());
    assert_eq!(remote.as_deref(), Some("2606:2800:220:1:248:1893:25c8:1946"));
    assert!(observed.damages.is_empty(), "{:?}", observed.damages);
    assert_eq!(observed.pages[0].readability, Readability::Readable);
}

#[test]
fn a_signed_collection_tells_who_signed_it() {
    let url = "https://example.com/";
    let observed = archive("wacz/valid_signed_example_1.wacz", &[url]);
    assert_eq!(visits(&observed), [("2022-01-18T19:00:09Z".to_owned(), url, 2)]);
    let statuses: Vec<_> = observed.visits[0].requests.iter().map(|request| request.status).collect();
    assert_eq!(statuses, [Some(200), Some(404)]);
    let note = observed.visits[0].note.clone().unwrap_or_default();
    assert!(
        note.contains(
            "btrix-sign-test.webrecorder.net at 2022-01-18T19:00:12Z with authsigner 0.3.0, and time-stamped"
        ),
        "{note}"
    );
    assert!(observed.damages.is_empty(), "{:?}", observed.damages);
}

#[test]
fn no_cut_and_no_flipped_byte_breaks_the_reader() {
    for path in ["warc/example.warc.gz", "warc/example-trunc.warc", "wacz/valid_example_1.wacz"] {
        let whole = bytes(path);
        let format = vidne_read::detect(path, &whole).expect("a known format");
        let exhibit = vidne_model::id::ExhibitId([7; 32]);
        let ask = vidne_read::Ask {
            exhibit,
            name: path,
            format,
            pages: &[],
            limits: vidne_read::Limits::default(),
        };
        for at in (0..whole.len()).step_by(7) {
            let mut flipped = whole.clone();
            flipped[at] ^= 0x20;
            for hostile in [&whole[..at], &flipped] {
                // A change is told, unless it stands where nobody looks, such as the time in a gzip header.
                if let Ok(observed) = vidne_read::read(hostile, &ask) {
                    assert!(observed.visits.len() <= 2, "{path} at {at}");
                }
            }
        }
    }
}

const NUMBERS_WORDS: usize = 584;
const NUMBERS_LETTERS: usize = 3432;
const PROTOCOLS_WORDS: usize = 31_611;
const PROTOCOLS_LETTERS: usize = 201_347;

/// As many as `<tr` stands in it.
const PROTOCOLS_ROWS: u32 = 2834;
