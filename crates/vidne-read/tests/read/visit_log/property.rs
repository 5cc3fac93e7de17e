//! What holds for every log: no panic, the same facts twice, nothing lost before a cut.

use std::collections::BTreeSet;

use proptest::{prelude::*, sample::Index};
use vidne_model::observed::Observed;
use vidne_read::Format;

use super::{reading, reading_pages};

/// A log of two phases with lines of every kind.
const WHOLE: &str = include_str!("refused.visit");

const PAGE: &str = "https://a.example/kakor";

/// Bytes that parsers stumble over.
const NASTY: &[&[u8]] = &[
    b"\"", b"{", b"}", b"[", b",", b":", b"\\", b"\n", b"\xff", b"\0", b"null", b"-1", b"1e999", b"://",
    b"phase",
];

fn urls(seen: &Observed) -> BTreeSet<&str> {
    seen.visits.iter().flat_map(|visit| &visit.requests).map(|request| request.url.as_str()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_log_never_panics(is_packed in any::<bool>(), changes in prop::collection::vec((any::<Index>(), any::<Index>(), any::<u8>()), 1..6)) {
        let text = WHOLE.as_bytes();
        let mut bytes = if is_packed { zstd::encode_all(text, 1).expect("packed") } else { text.to_vec() };
        for (at, what, how) in changes {
            let at = at.index(bytes.len());
            match how % 4 {
                0 if how > 200 => bytes.truncate(at.max(1)),
                1 => bytes[at] = how,
                2 => drop(bytes.splice(at..at, NASTY[what.index(NASTY.len())].iter().copied())),
                _ => drop(bytes.drain(at..(at + 1 + usize::from(how)).min(bytes.len()).max(at + 1))),
            }
            if bytes.is_empty() {
                bytes.push(b'{');
            }
        }
        let once = reading_pages(Format::VisitLog, &bytes, &[PAGE]);
        prop_assert_eq!(&once, &reading_pages(Format::VisitLog, &bytes, &[PAGE]), "reading twice tells the same");
    }

    #[test]
    fn any_bytes_are_borne(bytes in prop::collection::vec(any::<u8>(), 0..200), is_packed in any::<bool>()) {
        let mut whole = if is_packed { b"\x28\xb5\x2f\xfd".to_vec() } else { Vec::new() };
        whole.extend(bytes);
        prop_assert_eq!(reading(Format::VisitLog, &whole), reading(Format::VisitLog, &whole));
    }
}

#[test]
fn a_log_cut_at_any_line_keeps_every_request_before() {
    let lines: Vec<&str> = WHOLE.lines().collect();
    let whole = reading(Format::VisitLog, WHOLE).expect("facts");
    assert_eq!((whole.visits.len(), whole.damages.len()), (2, 0), "{:?}", whole.damages);
    let mut before: BTreeSet<String> = BTreeSet::new();
    for count in 1..=lines.len() {
        let cut = reading(Format::VisitLog, lines[..count].join("\n")).expect("facts");
        let seen = urls(&cut);
        assert!(before.iter().all(|url| seen.contains(url.as_str())), "after {count} lines");
        assert!(seen.is_subset(&urls(&whole)));
        before = seen.into_iter().map(ToOwned::to_owned).collect();
    }
    assert_eq!(before.len(), 4);
}
