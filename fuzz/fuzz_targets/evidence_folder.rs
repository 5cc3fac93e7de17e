//! A whole evidence folder of which one file holds any bytes: verification ends, and a changed log is noticed.
//!
//! The first byte chooses the file.
//!
//! Seeds: checkpoint checkpoints key.pub 1 8 9
#![no_main]

use std::{convert::Infallible, sync::LazyLock};

use libfuzzer_sys::fuzz_target;
use vidne_evidence::{
    Activity, Checkpoint, Edge, Leaf, MemoryFiles, Observation, Remembered, SigningKey, TilePath,
    exhibit_path, history, verify,
};
use vidne_model::id::ExhibitId;

/// Leaves of the log: more than one tile of them.
const LEAVES: u16 = 260;

/// The SHA-256 of nothing: every entry names the empty exhibit.
const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

static FOLDER: LazyLock<MemoryFiles> = LazyLock::new(folder);

fuzz_target!(|data: &[u8]| {
    let Some((choice, rest)) = data.split_first() else { return };
    let paths: Vec<&String> = FOLDER.0.keys().collect();
    let path = paths[usize::from(*choice) % paths.len()];
    let mut changed = FOLDER.clone();
    changed.0.insert(path.clone(), rest.to_vec());
    let report = verify(&changed, &Remembered::default(), Activity::AtRest);
    for problem in &report.problems {
        assert!(!problem.to_string().is_empty() && !problem.reason.is_empty());
    }
    let key_with_line_break = path == "key.pub" && rest.strip_suffix(b"\n") == Some(&FOLDER.0[path]);
    let is_same = changed == *FOLDER || key_with_line_break;
    assert_eq!(report.is_intact(), is_same, "{path}: {:?}", report.problems);
});

/// A sound folder, written as a store writes it.
fn folder() -> MemoryFiles {
    let key = SigningKey::from_seed("vidne.example/log", [3; 32]).expect("the name is valid");
    let exhibit: ExhibitId = EMPTY.parse().expect("it is a hash");
    let mut files = MemoryFiles::default();
    files.0.insert("key.pub".to_owned(), key.verifier().to_string().into_bytes());
    files.0.insert(exhibit_path(&exhibit), Vec::new());
    let mut edge = Edge::default();
    for number in 0..LEAVES {
        let entry = observation(exhibit, number).to_entry().expect("it is short");
        let kept: Result<(), Infallible> = edge.append(&entry, &mut |path: TilePath, bytes: &[u8]| {
            files.0.insert(path.in_folder(), bytes.to_vec());
            Ok(())
        });
        let Ok(()) = kept;
    }
    for (path, bytes) in edge.partial_tiles(0) {
        files.0.insert(path.in_folder(), bytes.to_vec());
    }
    let checkpoint = Checkpoint::sign(edge.head(), &key).expect("the log is small");
    files.0.insert("log/checkpoint".to_owned(), checkpoint.note().to_vec());
    files.0.insert("log/checkpoints".to_owned(), history::line(&checkpoint, key.verifier()).into_bytes());
    let report = verify(&files, &Remembered::default(), Activity::AtRest);
    assert!(report.is_intact(), "{:?}", report.problems);
    files
}

fn observation(exhibit: ExhibitId, number: u16) -> Leaf {
    Leaf::Observation(Observation {
        service: "a".into(),
        exhibit,
        size: 0,
        format: "har".to_owned(),
        name: Some(number.to_string()),
        recorded_at: "2022-11-07T10:00:00Z".parse().expect("it is an instant"),
        observer: "import".to_owned(),
        tool: "vidne".to_owned(),
    })
}
