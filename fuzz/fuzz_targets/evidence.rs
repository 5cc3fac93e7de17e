//! The small parts of an evidence folder, each read from any bytes: entries, bundles, checkpoints, keys, paths, history.
//!
//! What is read can be written again, and nothing passes for signed.
//!
//! Seeds: checkpoint checkpoints key.pub 1 8 9
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use vidne_evidence::{
    Checkpoint, SigningKey, TilePath, VerifierKey, history, parse_bundle, parse_checkpoint, parse_leaf,
};

/// A key that has signed nothing.
static KEY: LazyLock<SigningKey> =
    LazyLock::new(|| SigningKey::from_seed("vidne.example/log", [3; 32]).expect("the name is valid"));

fuzz_target!(|data: &[u8]| {
    leaf(data);
    bundle(data);
    checkpoint(data);
    lines(data);
    if let Ok(text) = std::str::from_utf8(data) {
        names(text);
    }
});

fn leaf(data: &[u8]) {
    let Ok(leaf) = parse_leaf(data) else { return };
    for (exhibit, _) in leaf.exhibits() {
        assert_eq!(exhibit.to_string().parse().ok(), Some(exhibit), "an id is read as it is written");
    }
    if let Ok(entry) = leaf.to_entry() {
        assert_eq!(parse_leaf(&entry).ok(), Some(leaf), "what is written is read again");
    }
}

fn bundle(data: &[u8]) {
    match parse_bundle(data) {
        Ok(entries) => {
            let length: usize = entries.iter().map(|entry| 2 + entry.bytes.len()).sum();
            assert_eq!(length, data.len(), "every byte belongs to an entry");
            entries.iter().for_each(|entry| leaf(entry.bytes));
        }
        Err(error) => assert!(error.offset() < data.len(), "{error}"),
    }
}

fn checkpoint(data: &[u8]) {
    let claim = parse_checkpoint(data);
    assert!(Checkpoint::verify(data, KEY.verifier()).is_err(), "nobody signed this");
    if let Ok((origin, head)) = claim {
        assert!(!origin.contains('\n'), "{origin:?} at {} leaves", head.size);
    }
}

fn lines(data: &[u8]) {
    for line in history::lines(data) {
        let line = line.expect("memory can be read");
        assert!(line.offset < data.len() as u64, "a line begins in the file");
        assert!(history::parse_line(&line.text, KEY.verifier()).is_err(), "nobody signed this");
    }
}

fn names(text: &str) {
    if let Ok(path) = text.parse::<TilePath>() {
        assert_eq!(path.to_string(), text, "a path is written in one way");
    }
    if let Ok(key) = VerifierKey::parse(text) {
        let written = key.to_string();
        assert_eq!(VerifierKey::parse(&written).map(|key| key.to_string()).ok(), Some(written));
    }
    if let Ok(key) = SigningKey::parse(text) {
        assert!(SigningKey::parse(key.to_text()).is_ok(), "a key is read as it is written");
    }
}
