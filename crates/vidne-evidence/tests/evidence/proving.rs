//! Inclusion and consistency, for logs of many sizes.

use proptest::prelude::*;
use vidne_evidence::{Checkpoint, ProofError, TreeHead, prove_consistency, prove_inclusion, record_hash};

use crate::log::Log;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_leaf_can_be_proved_and_no_other(batches in prop::collection::vec(1..600u64, 1..4), pick in any::<prop::sample::Index>()) {
        let log = Log::of(&batches);
        let under = log.checkpoint();
        let index = pick.index(log.entries.len());
        let proof = prove_inclusion(&log.files, &under, index as u64).unwrap();
        prop_assert_eq!(proof.check(&under, &log.entries[index]).unwrap().index(), index as u64);
        prop_assert_eq!(proof.check(&under, b"another entry"), Err(ProofError::Wrong));
        let mut elsewhere = proof.clone();
        elsewhere.index = (elsewhere.index + 1) % under.size();
        prop_assert!(under.size() == 1 || elsewhere.check(&under, &log.entries[index]).is_err());
    }

    #[test]
    fn every_earlier_checkpoint_is_continued(batches in prop::collection::vec(1..400u64, 1..5)) {
        let mut log = Log::of(&[]);
        let mut earlier = vec![log.checkpoint()];
        for batch in batches {
            earlier.push(log.append(batch));
        }
        let new = log.checkpoint();
        for old in earlier {
            let proof = prove_consistency(&log.files, old.size(), &new).unwrap();
            let continued = proof.check(&old, &new).unwrap();
            prop_assert_eq!(continued.leaves_added(), new.size() - old.size());
        }
    }

    #[test]
    fn a_rewritten_log_continues_nothing(size in 2..600u64, more in 1..300u64, pick in any::<prop::sample::Index>()) {
        let mut log = Log::of(&[size]);
        let old = log.checkpoint();
        let mut entries = log.entries.clone();
        let changed = pick.index(entries.len());
        entries[changed] = b"{}".to_vec();
        log.rewrite(entries);
        let new = log.append(more);
        let proof = prove_consistency(&log.files, old.size(), &new).unwrap();
        prop_assert_eq!(proof.check(&old, &new), Err(ProofError::Wrong));
    }
}

#[test]
fn a_leaf_beyond_the_checkpoint_cannot_be_proved() {
    let log = Log::of(&[3]);
    let error = prove_inclusion(&log.files, &log.checkpoint(), 3).unwrap_err();
    assert_eq!(error, ProofError::NoSuchLeaf { index: 3, size: 3 });
}

#[test]
fn tiles_that_were_not_signed_prove_nothing() {
    let mut log = Log::of(&[700]);
    log.files.0.get_mut("log/tile/0/001").unwrap()[40] ^= 1;
    let error = prove_inclusion(&log.files, &log.checkpoint(), 300).unwrap_err();
    assert_eq!(error, ProofError::TilesDiffer { size: 700 });
}

#[test]
fn a_missing_tile_is_named() {
    let mut log = Log::of(&[700]);
    log.files.0.remove("log/tile/0/001");
    let error = prove_inclusion(&log.files, &log.checkpoint(), 300).unwrap_err();
    assert_eq!(error.to_string(), "log/tile/0/001 is missing");
}

#[test]
fn a_proof_does_not_serve_for_another_checkpoint() {
    let mut log = Log::of(&[5]);
    let old = log.checkpoint();
    let proof = prove_inclusion(&log.files, &old, 2).unwrap();
    let new = log.append(4);
    assert_eq!(proof.check(&new, &log.entries[2]), Err(ProofError::OtherCheckpoint));
}

#[test]
fn a_signed_head_of_no_tree_is_not_believed() {
    let log = Log::of(&[5]);
    let false_head = TreeHead { size: 5, root: record_hash(b"nothing") };
    let signed = Checkpoint::sign(false_head, &log.key).unwrap();
    assert_eq!(prove_inclusion(&log.files, &signed, 0), Err(ProofError::TilesDiffer { size: 5 }));
}
