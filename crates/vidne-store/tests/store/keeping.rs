//! Exhibits come in as they are, once, and come out as they went in.

use std::{
    fs,
    io::{self, Read},
    os::unix::fs::PermissionsExt,
};

use vidne_store::{Store, StoreError, Stored};

use crate::fixture::{Place, overwrite};

#[test]
fn an_exhibit_comes_out_as_it_went_in() {
    let place = Place::new();
    let store = place.open();
    let bytes: Vec<u8> = (0..200_000u32).flat_map(u32::to_le_bytes).collect();
    let kept = store.keep(bytes.as_slice(), 1 << 20).unwrap();
    assert_eq!((kept.size, kept.stored), (800_000, Stored::Now));
    assert_eq!(store.exhibit(&kept.id, 1 << 20).unwrap(), bytes);
    assert!(matches!(store.exhibit(&kept.id, 799_999), Err(StoreError::TooLong { limit: 799_999 })));
}

#[test]
fn the_same_bytes_are_stored_once_and_cannot_be_written_to() {
    let place = Place::new();
    let store = place.open();
    let first = store.keep(b"seen".as_slice(), 10).unwrap();
    let second = store.keep(b"seen".as_slice(), 10).unwrap();
    assert_eq!((first.id, first.stored, second.stored), (second.id, Stored::Now, Stored::Already));
    let id = first.id.to_string();
    let path = place.file(&format!("exhibits/{}/{id}", &id[..2]));
    assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o444);
    assert_eq!(fs::read_dir(place.file("tmp")).unwrap().count(), 0);
}

#[test]
fn what_is_too_long_leaves_nothing_behind() {
    let place = Place::new();
    let store = place.open();
    let error = store.keep(io::repeat(7), 100_000).unwrap_err();
    assert!(matches!(error, StoreError::TooLong { limit: 100_000 }));
    assert_eq!(fs::read_dir(place.file("tmp")).unwrap().count(), 0);
    assert_eq!(fs::read_dir(place.file("exhibits")).unwrap().count(), 0);
}

#[test]
fn a_source_that_breaks_off_leaves_nothing_behind() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the line is dead"))
        }
    }
    let place = Place::new();
    let store = place.open();
    let error = store.keep(b"half".as_slice().chain(Broken), 100).unwrap_err();
    assert!(matches!(&error, StoreError::Io { source, .. } if source.to_string() == "the line is dead"));
    assert_eq!(fs::read_dir(place.file("tmp")).unwrap().count(), 0);
}

#[test]
fn a_changed_exhibit_is_not_handed_out() {
    let place = Place::with(&[1]);
    overwrite(&place.first_exhibit(), b"exhibit X");
    let evidence = Store::read(place.dir()).unwrap();
    let id = evidence.leaf(0).unwrap().leaf.exhibits().next().unwrap().0;
    let error = evidence.exhibit(&id, 1000).unwrap_err();
    assert!(matches!(error, StoreError::ExhibitChanged { id: named, .. } if named == id));
}

#[test]
fn keeping_does_not_paper_over_a_damaged_exhibit() {
    let place = Place::with(&[1]);
    overwrite(&place.first_exhibit(), b"cut");
    let error = place.open().keep(b"exhibit 0".as_slice(), 1000).unwrap_err();
    assert!(matches!(error, StoreError::ExhibitChanged { .. }), "{error}");
}
