//! Whatever is done to a folder is noticed, with the reason and the place.

use std::sync::LazyLock;

use proptest::prelude::*;
use vidne_evidence::{
    Activity, Checkpoint, ProblemKind, Remembered, Report, SigningKey, exhibit_path, verify,
};

use crate::log::Log;

fn kinds(report: &Report) -> Vec<ProblemKind> {
    report.problems.iter().map(|problem| problem.kind).collect()
}

fn texts(report: &Report) -> Vec<String> {
    report.problems.iter().map(ToString::to_string).collect()
}

/// Folders of logs of sizes on both sides of a full tile, made once.
static LOGS: LazyLock<Vec<Log>> = LazyLock::new(|| {
    let batches: [&[u64]; 8] =
        [&[1], &[2, 1], &[255], &[256], &[100, 157], &[200, 200, 111], &[512], &[700, 1, 1]];
    batches.map(Log::of).into()
});

#[derive(Debug, Clone)]
enum Tampering {
    Flip(prop::sample::Index, u8),
    Cut(prop::sample::Index),
    Remove,
    Extend(Vec<u8>),
    Swap(prop::sample::Index),
}

fn tampering() -> impl Strategy<Value = Tampering> {
    prop_oneof![
        (any::<prop::sample::Index>(), 1..=255u8).prop_map(|(place, mask)| Tampering::Flip(place, mask)),
        any::<prop::sample::Index>().prop_map(Tampering::Cut),
        Just(Tampering::Remove),
        prop::collection::vec(any::<u8>(), 1..40).prop_map(Tampering::Extend),
        any::<prop::sample::Index>().prop_map(Tampering::Swap),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn random_tampering_is_always_caught(
        log in 0..LOGS.len(),
        target in any::<prop::sample::Index>(),
        tampering in tampering(),
    ) {
        let mut log = LOGS[log].clone();
        let paths: Vec<_> = log.files.0.keys().cloned().collect();
        let path = target.get(&paths).clone();
        let before = log.files.clone();
        let may_be_gone = log.may_be_gone(&path);
        let bytes = log.files.0.get_mut(&path).unwrap();
        match tampering {
            Tampering::Flip(place, mask) => {
                let place = place.index(bytes.len());
                bytes[place] ^= mask;
            }
            Tampering::Cut(length) => bytes.truncate(length.index(bytes.len())),
            Tampering::Remove if may_be_gone => return Ok(()),
            Tampering::Remove => {
                log.files.0.remove(&path);
            }
            Tampering::Extend(more) => bytes.extend(more),
            Tampering::Swap(other) => {
                let other = other.get(&paths);
                let (one, two) = (before.0[&path].clone(), before.0[other].clone());
                log.files.0.insert(path.clone(), two);
                log.files.0.insert(other.clone(), one);
            }
        }
        prop_assume!(log.files != before);
        let line_break_only = [before.0["key.pub"].as_slice(), b"\n"].concat();
        prop_assume!(log.files.0.get("key.pub") != Some(&line_break_only));
        prop_assert!(!log.verify().is_intact(), "{path} was changed and nobody noticed");
    }

    #[test]
    fn an_untouched_log_is_intact(batches in prop::collection::vec(0..400u64, 0..4)) {
        let mut batches = batches;
        batches.retain(|count| *count > 0);
        let log = Log::of(&batches);
        let report = log.verify();
        prop_assert!(report.is_intact(), "{:?}", report.problems);
        prop_assert_eq!(report.entries, log.entries.len() as u64);
        prop_assert!(report.strays.is_empty());
    }
}

#[test]
fn a_changed_entry_is_named_by_leaf_and_byte() {
    let mut log = Log::of(&[700]);
    let bundle = log.files.0.get_mut("log/tile/entries/001").unwrap();
    let place = bundle.windows(10).position(|text| text == b"\"file 300\"").unwrap();
    bundle[place + 6] = b'4';
    let report = log.verify();
    assert_eq!(kinds(&report), [ProblemKind::EntryChanged]);
    let problem = &report.problems[0];
    assert_eq!((problem.path.as_str(), problem.leaves.clone()), ("log/tile/entries/001", Some(300..301)));
    let offset = usize::try_from(problem.offset.unwrap()).unwrap();
    assert!(offset < place && place < offset + 300);
}

#[test]
fn a_changed_tile_is_named_by_byte_and_the_entries_are_not_blamed() {
    for (path, leaves) in
        [("log/tile/0/001", 257..258), ("log/tile/0/002.p/188", 513..514), ("log/tile/1/000.p/2", 256..512)]
    {
        let mut log = Log::of(&[700]);
        log.files.0.get_mut(path).unwrap()[35] ^= 1;
        let report = log.verify();
        assert_eq!(kinds(&report), [ProblemKind::TileChanged], "{:?}", texts(&report));
        assert_eq!((report.problems[0].offset, report.problems[0].leaves.clone()), (Some(32), Some(leaves)));
    }
}

#[test]
fn entries_and_tile_changed_together_are_found_one_level_up() {
    let mut log = Log::of(&[700]);
    let intact = log.files.clone();
    let mut entries = log.entries.clone();
    entries.swap(3, 4);
    log.rewrite(entries);
    for (path, bytes) in intact.0 {
        if !["log/tile/0/000", "log/tile/entries/000"].contains(&path.as_str()) {
            log.files.0.insert(path, bytes);
        }
    }
    let report = log.verify();
    let of_tiles = |problem: &&vidne_evidence::Problem| problem.kind == ProblemKind::EntryChanged;
    let problem = report.problems.iter().find(of_tiles).unwrap();
    assert_eq!((problem.path.as_str(), problem.offset), ("log/tile/1/000.p/2", Some(0)));
    assert_eq!(problem.leaves, Some(0..256));
}

#[test]
fn a_log_rewritten_whole_is_betrayed_by_the_root_and_narrowed_down_by_the_history() {
    let mut log = Log::of(&[100, 300, 300]);
    let mut entries = log.entries.clone();
    entries[250] = entries[251].clone();
    log.rewrite(entries);
    let report = log.verify();
    assert_eq!(
        kinds(&report),
        [ProblemKind::Rewritten, ProblemKind::RootDiffers, ProblemKind::ExhibitMissing][..2]
    );
    assert!(report.problems.iter().all(|problem| problem.leaves == Some(100..400)), "{:?}", texts(&report));
}

#[test]
fn all_problems_are_listed() {
    let mut log = Log::of(&[700]);
    let exhibit = log.files.0.keys().find(|path| path.starts_with("exhibits/")).unwrap().clone();
    log.files.0.get_mut(&exhibit).unwrap()[0] ^= 1;
    log.files.0.get_mut("log/tile/0/000").unwrap().truncate(100);
    log.files.0.remove("log/tile/entries/001");
    log.files.0.get_mut("log/checkpoints").unwrap().truncate(10);
    let found = kinds(&log.verify());
    for kind in [
        ProblemKind::ExhibitChanged,
        ProblemKind::TileTruncated,
        ProblemKind::EntriesMissing,
        ProblemKind::HistoryChanged,
        ProblemKind::HistoryIncomplete,
    ] {
        assert!(found.contains(&kind), "{kind:?} is not in {found:?}");
    }
}

#[test]
fn an_exhibit_without_an_entry_is_stray_and_no_failure() {
    let mut log = Log::of(&[3]);
    let id = vidne_model::id::ExhibitId([9; 32]);
    log.files.0.insert(exhibit_path(&id), b"kept, not yet logged".to_vec());
    log.files.0.insert("exhibits/README".into(), Vec::new());
    let report = log.verify();
    assert!(report.is_intact());
    assert_eq!(report.strays, [exhibit_path(&id), "exhibits/README".into()]);
}

#[test]
fn a_log_that_was_cut_back_whole_is_caught_by_what_is_remembered() {
    let mut log = Log::of(&[40]);
    let earlier = log.files.clone();
    let remembered = Remembered { key: None, checkpoint: Some(log.append(300).note().to_vec()) };
    assert_eq!(log.verify_with(&remembered).leaves_since_remembered, Some(0));
    log.files = earlier;
    assert!(log.verify().is_intact());
    let report = log.verify_with(&remembered);
    assert_eq!(kinds(&report), [ProblemKind::OlderCheckpoint]);
    assert_eq!(report.problems[0].leaves, Some(40..340));
}

#[test]
fn a_log_made_anew_with_its_own_key_is_caught_by_what_is_remembered() {
    let mut log = Log::of(&[40]);
    let remembered = Remembered { key: None, checkpoint: Some(log.checkpoint().note().to_vec()) };
    let mut entries = log.entries.clone();
    entries[7] = b"{}".to_vec();
    log.rewrite(entries);
    log.files.0.remove("log/checkpoints");
    log.append(10);
    assert!(log.verify().is_intact());
    assert_eq!(kinds(&log.verify_with(&remembered)), [ProblemKind::Rewritten]);
}

#[test]
fn another_key_than_the_remembered_one_is_a_problem() {
    let log = Log::of(&[4]);
    let other = SigningKey::from_seed("vidne.example/log", [4; 32]).unwrap();
    let remembered = Remembered { key: Some(other.verifier().clone()), checkpoint: None };
    let found = kinds(&log.verify_with(&remembered));
    assert!(found.starts_with(&[ProblemKind::KeyDiffers, ProblemKind::CheckpointNotSigned]), "{found:?}");
}

#[test]
fn growth_during_the_verification_is_not_a_problem() {
    let mut log = Log::of(&[300]);
    let checkpoint = log.checkpoint();
    log.append(400);
    log.files.0.insert("log/checkpoint".into(), checkpoint.note().to_vec());
    let while_appending = verify(&log.files, &Remembered::default(), Activity::Appending);
    assert!(while_appending.problems.is_empty(), "{:?}", texts(&while_appending));
    let found = kinds(&log.verify());
    assert!(found.contains(&ProblemKind::OlderCheckpoint) && found.contains(&ProblemKind::BeyondCheckpoint));
}

#[test]
fn an_empty_folder_is_not_an_intact_log() {
    let report = verify(&vidne_evidence::MemoryFiles::default(), &Remembered::default(), Activity::AtRest);
    assert_eq!(kinds(&report), [ProblemKind::KeyMissing, ProblemKind::CheckpointMissing]);
}

#[test]
fn a_witness_signature_beside_is_no_problem() {
    let mut log = Log::of(&[4]);
    let note = log.checkpoint().note().to_vec();
    let witness = SigningKey::from_seed("witness.example", [8; 32]).unwrap();
    let signature = Checkpoint::sign(log.checkpoint().head(), &witness).unwrap();
    let line = signature.note().split(|byte| *byte == b'\n').rfind(|line| !line.is_empty()).unwrap();
    log.files.0.insert("log/checkpoint".into(), [&note, line, b"\n"].concat());
    assert!(log.verify().is_intact());
}

#[test]
fn a_remembered_checkpoint_of_another_log_is_said_to_be_useless() {
    let log = Log::of(&[4]);
    let other = SigningKey::from_seed("other.example/log", [4; 32]).unwrap();
    let note = Checkpoint::sign(log.checkpoint().head(), &other).unwrap().note().to_vec();
    let remembered = Remembered { key: None, checkpoint: Some(note) };
    assert_eq!(kinds(&log.verify_with(&remembered)), [ProblemKind::RememberedUnusable]);
}
