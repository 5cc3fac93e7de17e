//! What holds for every log: no panic, the same bytes twice, and a sound archive of whatever is left.

use std::sync::LazyLock;

use proptest::{prelude::*, sample::Index};
use vidne_export::{Picture, har, wacz};
use vidne_read::Format;

use super::{about, har::check, log::Log, reading, requests};

static WHOLE: LazyLock<String> = LazyLock::new(|| Log::full(b"picture").text());

const PICTURE: Picture<'_> = Picture { name: "p", media_type: "image/png", bytes: b"picture" };

/// Bytes that parsers and formats stumble over.
const NASTY: &[&[u8]] = &[
    b"\"",
    b"{",
    b"}",
    b"[",
    b",",
    b":",
    b"\\",
    b"\\n",
    b"\\r\\n",
    b"\n",
    b"\xff",
    b"\0",
    b"null",
    b"-1",
    b"1e999",
    b"1e308",
    b"://",
    b"phase",
    b"\\u0000",
    b"99999999999999999999",
];

fn changed(text: &[u8], changes: Vec<(Index, Index, u8)>) -> Vec<u8> {
    let mut bytes = text.to_vec();
    for (at, what, how) in changes {
        let at = at.index(bytes.len());
        match how % 4 {
            0 if how > 200 => bytes.truncate(at.max(1)),
            1 => bytes[at] = how,
            2 => drop(bytes.splice(at..at, NASTY[what.index(NASTY.len())].iter().copied())),
            _ => drop(bytes.drain(at..(at + 1 + usize::from(how)).min(bytes.len()))),
        }
        if bytes.is_empty() {
            bytes.push(b'{');
        }
    }
    bytes
}

/// Exports a log twice, and looks at what came of it.
fn export(log: &[u8]) -> Result<(), TestCaseError> {
    let archive = har(log, &about());
    prop_assert_eq!(&archive, &har(log, &about()));
    if let Ok(archive) = archive {
        check(&serde_json::from_slice(&archive).expect("JSON"));
    }
    let archive = wacz(log, &[PICTURE], &about());
    prop_assert_eq!(&archive, &wacz(log, &[PICTURE], &about()));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_log_gives_a_sound_archive_or_a_reason(
        is_packed in any::<bool>(),
        changes in prop::collection::vec((any::<Index>(), any::<Index>(), any::<u8>()), 1..6),
    ) {
        let log = if is_packed {
            changed(&zstd::encode_all(WHOLE.as_bytes(), 1).expect("packed"), changes)
        } else {
            changed(WHOLE.as_bytes(), changes)
        };
        export(&log)?;
    }

    #[test]
    fn any_bytes_are_borne(bytes in prop::collection::vec(any::<u8>(), 0..200), is_packed in any::<bool>()) {
        let mut log = if is_packed { b"\x28\xb5\x2f\xfd".to_vec() } else { Vec::new() };
        log.extend(bytes);
        export(&log)?;
    }
}

#[test]
fn a_log_cut_after_any_line_gives_every_request_before() {
    let lines: Vec<&str> = WHOLE.lines().collect();
    for end in 1..=lines.len() {
        let log = lines[..end].join("\n");
        let archive = har(log.as_bytes(), &about()).expect("the first line tells a time");
        check(&serde_json::from_slice(&archive).expect("JSON"));
        let archive = wacz(log.as_bytes(), &[], &about()).expect("an archive");
        assert!(!archive.is_empty());
        if lines[..end].iter().any(|line| line.contains("requestWillBeSent")) {
            let har = har(log.as_bytes(), &about()).expect("an archive");
            let told = requests(&reading(Format::VisitLog, log.as_bytes()));
            assert_eq!(told, requests(&reading(Format::Har, &har)), "{end} lines");
        }
    }
}
