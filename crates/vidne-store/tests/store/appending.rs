//! What is appended is there, in order, under a checkpoint, and can be proved.

use std::fs;

use vidne_evidence::{Assessment, Leaf, Opaque};
use vidne_model::id::ExhibitId;
use vidne_store::{Logged, Remembered, Repeats, Store, StoreError, verify};

use crate::fixture::{Place, append, leaf, leaves};

#[test]
fn leaves_are_read_back_in_order() {
    let place = Place::with(&[1, 300, 2, 500]);
    let evidence = Store::read(place.dir()).unwrap();
    let names: Vec<_> = evidence.leaves().map(|read| name(&read.unwrap().leaf)).collect();
    let expected: Vec<_> = (0..803).map(|index| format!("file {index}")).collect();
    assert_eq!(names, expected);
    assert_eq!(name(&evidence.leaf(511).unwrap().leaf), "file 511");
    place.assert_intact();
}

#[test]
fn every_batch_can_be_proved_and_continues_the_one_before() {
    let place = Place::new();
    let mut store = place.open();
    let mut remembered = store.checkpoint().note().to_vec();
    for batch in [1, 255, 1, 70, 600] {
        append(&mut store, batch);
        let last = store.checkpoint().size() - 1;
        let read = store.leaf(last).unwrap();
        assert_eq!(store.prove(last).unwrap().check(store.checkpoint(), &read.entry).unwrap().index(), last);
        let against = Remembered { key: Some(store.key().clone()), checkpoint: Some(remembered) };
        let report = verify(place.dir(), &against).unwrap();
        assert!(report.is_intact(), "{:?}", report.problems);
        assert_eq!(report.leaves_since_remembered, Some(batch as u64));
        remembered = store.checkpoint().note().to_vec();
    }
}

#[test]
fn the_log_goes_on_after_it_was_closed() {
    let place = Place::with(&[10]);
    append(&mut place.open(), 300);
    append(&mut place.open(), 1);
    assert_eq!(Store::read(place.dir()).unwrap().checkpoint().size(), 311);
    place.assert_intact();
}

#[test]
fn a_leaf_without_its_exhibit_is_refused_and_nothing_is_logged() {
    let place = Place::with(&[3]);
    let mut store = place.open();
    let mut batch = leaves(&store, 2);
    batch.push(Leaf::Assessment(Assessment {
        service: "example".into(),
        now: "2022-11-07T00:00:00Z".parse().unwrap(),
        declared: ExhibitId([1; 32]),
        findings: ExhibitId([1; 32]),
        recorded_at: "2022-11-07T10:00:00Z".parse().unwrap(),
    }));
    let error = store.append(&batch, Repeats::Log).unwrap_err();
    assert!(matches!(error, StoreError::ExhibitMissing { id } if id == ExhibitId([1; 32])));
    assert_eq!(store.checkpoint().size(), 3);
    place.assert_intact();
}

#[test]
fn a_leaf_that_states_another_size_is_refused() {
    let place = Place::new();
    let mut store = place.open();
    let mut kept = store.keep(b"seen".as_slice(), 10).unwrap();
    kept.size = 5;
    let error = store.append(&[leaf(kept, "x")], Repeats::Log).unwrap_err();
    assert!(matches!(error, StoreError::ExhibitChanged { .. }));
}

#[test]
fn a_repeated_observation_is_a_second_leaf_unless_it_is_to_be_skipped() {
    let place = Place::new();
    let mut store = place.open();
    let kept = store.keep(b"seen".as_slice(), 10).unwrap();
    let other = store.keep(b"other".as_slice(), 10).unwrap();
    let logged = store.append(&[leaf(kept, "a"), leaf(kept, "b")], Repeats::Log).unwrap();
    assert_eq!(logged, [Logged::Now { index: 0 }, Logged::Now { index: 1 }]);
    let batch = [leaf(kept, "c"), leaf(other, "d"), leaf(other, "e")];
    let logged = store.append(&batch, Repeats::Skip).unwrap();
    assert_eq!(logged, [Logged::Before { index: 0 }, Logged::Now { index: 2 }, Logged::Before { index: 2 }]);
    let logged = store.append(&batch, Repeats::Skip).unwrap();
    assert_eq!(
        logged,
        [Logged::Before { index: 0 }, Logged::Before { index: 2 }, Logged::Before { index: 2 }]
    );
    assert_eq!(store.checkpoint().size(), 3);
}

#[test]
fn a_kind_that_is_not_known_is_kept_as_it_is() {
    let place = Place::new();
    let bytes = br#"{"kind":"revocation","schema":1}"#.to_vec();
    let leaf = Leaf::Other(Opaque { kind: Some("revocation".into()), bytes: bytes.clone() });
    place.open().append(std::slice::from_ref(&leaf), Repeats::Log).unwrap();
    let read = Store::read(place.dir()).unwrap().leaf(0).unwrap();
    assert_eq!((read.leaf, read.entry), (leaf, bytes));
    place.assert_intact();
}

#[test]
fn partial_tiles_are_cleared_once_the_full_one_is_there() {
    let place = Place::with(&[100, 100, 100]);
    assert!(!place.file("log/tile/0/000.p").exists() && !place.file("log/tile/entries/000.p").exists());
    let widths: Vec<_> = fs::read_dir(place.file("log/tile/0/001.p")).unwrap().collect();
    assert_eq!(widths.len(), 1);
}

#[test]
fn tokens_are_kept_beside_the_checkpoint_they_stamp() {
    let place = Place::with(&[4]);
    let mut store = place.open();
    store.keep_token(b"a token").unwrap();
    append(&mut store, 3);
    store.keep_token(b"another").unwrap();
    store.keep_token(b"another").unwrap();
    let tokens: Vec<_> = store.tokens().unwrap().into_iter().map(|token| (token.size, token.bytes)).collect();
    assert_eq!(tokens, [(4, b"a token".to_vec()), (7, b"another".to_vec())]);
    drop(store);
    place.assert_intact();
}

fn name(leaf: &Leaf) -> String {
    match leaf {
        Leaf::Observation(observation) => observation.name.clone().unwrap(),
        other => panic!("{other:?}"),
    }
}
