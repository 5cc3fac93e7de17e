//! What GNU tar and the packers write, and what broken and hostile writers could.

use std::{
    fs::{self, File},
    path::Path,
    process::Command,
};

use proptest::prelude::*;
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use vidne_repository::{
    Packing,
    tar::{self, End, Kind, Leaves, Limits, Listing},
};

use crate::{noise, run};

fn made(arguments: &[&str], name: &str) -> (TempDir, Vec<u8>) {
    let place = TempDir::new().expect("a temporary folder");
    let source = place.path().join("source");
    let long = source.join("d".repeat(120)).join("e".repeat(120));
    fs::create_dir_all(&long).expect("an own folder");
    fs::write(long.join("long.txt"), "long").expect("an own file");
    fs::write(source.join("noise.bin"), noise(1, 70_000)).expect("an own file");
    std::os::unix::fs::symlink("../../etc/passwd", source.join("link")).expect("an own link");
    let sparse = File::create(source.join("sparse")).expect("an own file");
    sparse.set_len(5 << 20).expect("an own file");
    run(Command::new("tar").current_dir(place.path()).args(arguments).arg("-cf").arg(name).arg("source"));
    let bytes = fs::read(place.path().join(name)).expect("a tar");
    (place, bytes)
}

fn list(bytes: &[u8], packing: Packing) -> Listing {
    tar::list("a.tar", bytes, packing, Limits::default())
}

#[test]
fn every_form_and_packing_is_listed() {
    for (form, name) in [
        ("gnu", "a.tar"),
        ("posix", "a.tar.gz"),
        ("gnu", "a.tar.zst"),
        ("posix", "a.tar.bz2"),
        ("posix", "b.tar"),
    ] {
        let (_place, bytes) = made(&["--auto-compress", "--sparse", "--format", form], name);
        let listing = list(&bytes, Packing::of_name(name));
        assert!(matches!(listing.end, End::Marked { .. }), "{name}: {:?}", listing.end);
        let size = |end: &str| {
            listing.entries.iter().find(|entry| entry.path.ends_with(end)).map(|entry| entry.bytes)
        };
        assert_eq!(
            (size("/long.txt"), size("noise.bin"), size("sparse")),
            (Some(4), Some(70_000), Some(5 << 20)),
            "{name}"
        );
        let link = listing.entries.iter().find(|entry| entry.path.ends_with("/link")).expect("a link");
        assert_eq!(
            (&link.kind, link.leaves),
            (&Kind::Link("../../etc/passwd".to_owned()), Some(Leaves::Link))
        );
    }
}

#[test]
fn truncation_and_a_changed_header_are_named_with_their_place() {
    let (_place, bytes) = made(&[], "a.tar");
    let listing = list(&bytes, Packing::Plain);
    let noise = listing.entries.iter().find(|entry| entry.path.ends_with("noise.bin")).expect("a file");
    let at = usize::try_from(noise.offset).expect("small");
    let End::Broken(error) = list(&bytes[..at + 1000], Packing::Plain).end else { panic!("not noticed") };
    assert!(error.to_string().contains("truncated"), "{error}");
    let mut changed = bytes.clone();
    changed[at + 5] ^= 1;
    let End::Broken(error) = list(&changed, Packing::Plain).end else { panic!("not noticed") };
    assert_eq!(
        error.to_string(),
        format!("cannot read a.tar at byte {at}: the checksum of a header is wrong")
    );
    assert!(matches!(list(&bytes[..at], Packing::Plain).end, End::Unmarked { .. }));
    let (_place, packed) = made(&["--auto-compress"], "a.tar.gz");
    assert!(matches!(list(&packed[..packed.len() / 2], Packing::Gzip).end, End::Broken(_)));
}

#[test]
fn contents_can_be_hashed_on_the_way() {
    let (place, bytes) = made(&[], "a.tar");
    let mut hashes = Vec::new();
    let end = tar::walk("a.tar", &bytes[..], Packing::Plain, Limits::default(), &mut |entry, content| {
        if entry.path.ends_with("noise.bin") {
            let mut bytes = Vec::new();
            content.read_to_end(&mut bytes)?;
            hashes.push(Sha256::digest(&bytes));
        }
        Ok(())
    });
    assert!(matches!(end, End::Marked { .. }));
    assert_eq!(hashes, [Sha256::digest(fs::read(place.path().join("source/noise.bin")).expect("a file"))]);
}

#[test]
fn a_tar_that_never_ends_is_stopped_at_each_limit() {
    let endless = |limits: Limits| {
        let mut builder = ::tar::Builder::new(Vec::new());
        for number in 0..50 {
            let mut header = ::tar::Header::new_gnu();
            header.set_size(0);
            header.set_cksum();
            builder
                .append_data(&mut header, Path::new(&format!("empty{number}")), &[][..])
                .expect("in memory");
        }
        let bytes = builder.into_inner().expect("in memory");
        tar::list("a.tar", &bytes[..], Packing::Plain, limits)
    };
    for limits in [
        Limits { entries: 10, ..Limits::default() },
        Limits { name: 5, ..Limits::default() },
        Limits { names: 60, ..Limits::default() },
        Limits { bytes: 5000, ..Limits::default() },
    ] {
        let listing = endless(limits);
        assert!(matches!(listing.end, End::Broken(_)), "{limits:?}");
        assert!(listing.entries.len() <= 10, "{limits:?}");
    }
    assert_eq!(endless(Limits::default()).entries.len(), 50);
}

proptest! {
    #[test]
    fn any_bytes_are_listed_to_an_end(bytes in prop::collection::vec(any::<u8>(), 0..3000)) {
        tar::fuzz(&bytes);
    }

    #[test]
    fn a_changed_tar_is_listed_to_an_end(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut builder = ::tar::Builder::new(Vec::new());
        let mut header = ::tar::Header::new_gnu();
        header.set_size(600);
        header.set_cksum();
        builder.append_data(&mut header, Path::new(&"n".repeat(150)), &[1; 600][..]).expect("in memory");
        let mut bytes = builder.into_inner().expect("in memory");
        let at = at.index(bytes.len());
        bytes[at] = byte;
        tar::fuzz(&bytes);
    }
}
