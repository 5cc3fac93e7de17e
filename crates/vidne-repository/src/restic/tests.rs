//! Repositories written here, byte by byte, and read back: sound ones, broken ones and hostile ones.
//!
//! Repositories that restic itself wrote are in the integration tests.

mod written;

use std::num::NonZeroUsize;

use proptest::prelude::*;
use written::{Written, file, folder};

use super::*;

fn opened(written: &Written) -> Opened<'_> {
    open(written, b"geheim", NonZeroUsize::new(2).expect("two")).expect("the password fits")
}

fn packs(written: &Written) -> Vec<Id> {
    written.list(Folder::Data).expect("lists").iter().filter_map(|file| file.name.parse().ok()).collect()
}

/// Everything that can be asked of a repository, whatever is wrong with it.
fn everything(written: &Written) -> Option<(Structure, Vec<PackVerdict>)> {
    let opened = open(written, b"geheim", NonZeroUsize::new(2).expect("two")).ok()?;
    let structure = opened.structure().expect("lists");
    for snapshot in &structure.snapshots.read {
        opened.contents(snapshot, Limits::default()).expect("lists");
    }
    let packs = packs(written);
    let verdicts = opened.semantic(&packs, &|_| {}).expect("lists");
    assert_eq!(opened.affected(&packs).expect("lists").len(), packs.len());
    Some((structure, verdicts))
}

#[test]
fn what_was_written_reads_back() {
    for packed in [false, true] {
        let mut written = Written::new(packed);
        let etc = folder(vec![("hosts", file(b"127.0.0.1")), ("a b", file(b"x"))]);
        written.snapshot("2024-05-01T10:00:00+02:00", &folder(vec![("etc", etc), ("big", file(&[7; 9000]))]));
        let opened = opened(&written);
        assert_eq!(opened.config().version, if packed { 2 } else { 1 });
        let snapshots = opened.snapshots().expect("lists");
        assert_eq!(snapshots.read[0].time.to_string(), "2024-05-01T08:00:00Z");
        let contents = opened.contents(&snapshots.read[0], Limits::default()).expect("lists");
        assert_eq!(
            contents.paths.iter().map(String::as_str).collect::<Vec<_>>(),
            ["/big", "/etc", "/etc/a b", "/etc/hosts"]
        );
        assert_eq!((contents.files, contents.bytes, contents.is_whole()), (3, 9010, true));
        let structure = opened.structure().expect("lists");
        assert_eq!((structure.faults, structure.trees), (vec![], 2));
        assert_eq!(structure.spare.unneeded, Some(Amount::default()));
        let verdicts = opened.semantic(&packs(&written), &|_| {}).expect("lists");
        assert!(verdicts.iter().all(PackVerdict::is_sound), "{verdicts:?}");
    }
}

#[test]
fn a_lost_pack_costs_what_needs_it_in_every_snapshot() {
    let mut written = Written::new(true);
    let root = |name| folder(vec![("srv", folder(vec![(name, file(b"once")), ("kept", file(b"kept"))]))]);
    written.snapshot("2024-01-01T00:00:00Z", &root("old"));
    written.snapshot("2024-01-02T00:00:00Z", &root("new"));
    let lost = written.pack_of(b"once");
    written.remove(&Folder::Data.path(&lost.to_string()));
    let structure = opened(&written).structure().expect("lists");
    let fault =
        structure.faults.iter().find(|fault| fault.file.contains(&lost.to_string())).expect("a fault");
    assert!(matches!(fault.kind, FaultKind::PackMissing { .. }));
    assert_eq!((fault.weight(), fault.affected.snapshots.len()), (Weight::Loss, 2));
    assert_eq!(fault.affected.paths, ["/srv/new", "/srv/old"]);
    assert_eq!(fault.affected.tally, Tally::Exactly(2));
    assert!(fault.to_string().contains("is not there"));
}

#[test]
fn a_lost_pack_of_folders_costs_the_folders() {
    let mut costs = Vec::new();
    for number in 0..2 {
        let mut written = Written::new(true);
        written.snapshot("2024-01-01T00:00:00Z", &folder(vec![("etc", folder(vec![("a", file(b"a"))]))]));
        written.cut(&Folder::Data.path(&written.tree_packs()[number].to_string()), 40);
        let structure = opened(&written).structure().expect("lists");
        assert!(
            matches!(structure.faults[0].kind, FaultKind::PackTruncated { .. }),
            "{:?}",
            structure.faults
        );
        costs.extend(structure.faults[0].affected.paths.clone());
    }
    costs.sort();
    assert_eq!(costs, ["/", "/etc"]);
}

#[test]
fn a_folder_that_repeats_itself_does_not_explode() {
    let mut written = Written::new(true);
    let mut node = folder(vec![("f", file(b"x"))]);
    for _ in 0..40 {
        node = folder(vec![("a", node.clone()), ("b", node.clone()), ("c", node)]);
    }
    written.snapshot("2024-01-01T00:00:00Z", &node);
    let opened = opened(&written);
    let snapshot = &opened.snapshots().expect("lists").read[0];
    let limits = Limits { entries: 5000, ..Limits::default() };
    let contents = opened.contents(snapshot, limits).expect("lists");
    assert_eq!((contents.paths.len(), &contents.cuts[..]), (5000, &[Cut::Entries(5000)][..]));
    let affected = opened.affected(&[written.pack_of(b"x")]).expect("lists");
    assert_eq!(affected[0].snapshots.len(), 1);
    assert!(matches!(affected[0].tally, Tally::AtLeast(_)));
    assert!(affected[0].paths.len() <= Affected::SHOWN);
}

#[test]
fn a_snapshot_that_is_too_deep_is_cut_and_said_so() {
    let mut written = Written::new(false);
    let mut node = folder(vec![("f", file(b"x"))]);
    for _ in 0..60 {
        node = folder(vec![("d", node)]);
    }
    written.snapshot("2024-01-01T00:00:00Z", &node);
    let opened = opened(&written);
    let snapshot = &opened.snapshots().expect("lists").read[0];
    let contents = opened.contents(snapshot, Limits { depth: 50, ..Limits::default() }).expect("lists");
    assert_eq!(contents.cuts, [Cut::Depth(50)]);
    let contents = opened.contents(snapshot, Limits { path_bytes: 300, ..Limits::default() }).expect("lists");
    assert_eq!(contents.cuts, [Cut::PathBytes(300)]);
    assert!(opened.contents(snapshot, Limits::default()).expect("lists").is_whole());
}

#[test]
fn a_name_that_leads_out_is_a_fault_and_no_path() {
    let mut written = Written::new(true);
    written.snapshot(
        "2024-01-01T00:00:00Z",
        &folder(vec![("ok", file(b"a")), ("../../etc/cron.d/x", file(b"b"))]),
    );
    let opened = opened(&written);
    let snapshot = &opened.snapshots().expect("lists").read[0];
    let contents = opened.contents(snapshot, Limits::default()).expect("lists");
    assert_eq!((contents.paths.len(), contents.cuts), (1, vec![Cut::Name("/".to_owned())]));
    let structure = opened.structure().expect("lists");
    assert!(structure.faults.iter().any(|fault| fault.kind == FaultKind::NameLeaves));
}

#[test]
fn missing_wrong_and_damaged_keys_are_told_apart() {
    let key_of = |written: &Written, password: &[u8]| {
        open(written, password, NonZeroUsize::MIN).err().map(|error| match error {
            OpenError::Key(error) => error,
            other => panic!("{other}"),
        })
    };
    let mut written = Written::new(true);
    assert!(
        matches!(key_of(&written, b"other"), Some(KeyError::WrongPassword { tried, .. }) if tried.len() == 1)
    );
    written.flip(&written.paths("keys/")[0], 10);
    let error = key_of(&written, b"geheim").expect("an error");
    assert!(
        matches!(&error, KeyError::NoneUsable(refused) if refused[0].reason.contains("vouches")),
        "{error:?}"
    );
    written.remove(&written.paths("keys/")[0]);
    assert_eq!(key_of(&written, b"geheim"), Some(KeyError::NoKeyFile));
    written.key_file(1 << 40, 8, 1);
    let error = key_of(&written, b"geheim").expect("an error");
    assert!(
        matches!(&error, KeyError::NoneUsable(refused) if refused[0].reason.contains("out of bounds")),
        "{error:?}"
    );
    written.remove("config");
    assert_eq!(open(&written, b"geheim", NonZeroUsize::MIN).err(), Some(OpenError::NoConfig));
}

#[test]
fn packs_with_swapped_names_are_found() {
    let mut written = Written::new(true);
    written.snapshot("2024-01-01T00:00:00Z", &folder(vec![("a", file(b"aaaa")), ("b", file(b"bbbb"))]));
    let (a, b) = (written.pack_of(b"aaaa"), written.pack_of(b"bbbb"));
    written.swap(&Folder::Data.path(&a.to_string()), &Folder::Data.path(&b.to_string()));
    let verdicts = opened(&written).semantic(&[a, b], &|_| {}).expect("lists");
    for verdict in verdicts {
        assert!(
            verdict.faults.iter().any(|fault| matches!(fault, PackFault::OnlyInIndex { .. })),
            "{verdict:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn one_changed_byte_anywhere_is_found_or_harmless_and_never_a_panic(
        which in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), bit in 0..8_u8, packed in any::<bool>(),
    ) {
        let mut written = Written::new(packed);
        let etc = folder(vec![("hosts", file(b"127.0.0.1")), ("key", file(&[1; 700]))]);
        written.snapshot("2024-01-01T00:00:00Z", &folder(vec![("etc", etc)]));
        let paths = written.paths("");
        let path = &paths[which.index(paths.len())];
        written.change(path, at, bit);
        if let Some((structure, verdicts)) = everything(&written) {
            let unsound = verdicts.iter().filter(|verdict| !verdict.is_sound()).count();
            prop_assert_eq!(unsound, usize::from(path.starts_with("data/")), "{}", path);
            let told = structure.faults.iter().any(|fault| fault.file == *path);
            prop_assert_eq!(told, path.starts_with("index/") || path.starts_with("snapshots/") || (told && unsound == 1));
        }
    }

    #[test]
    fn a_file_that_ends_early_is_never_a_panic(
        which in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), packed in any::<bool>(),
    ) {
        let mut written = Written::new(packed);
        written.snapshot("2024-01-01T00:00:00Z", &folder(vec![("etc", folder(vec![("hosts", file(b"127.0.0.1"))]))]));
        let paths = written.paths("");
        let path = &paths[which.index(paths.len())];
        written.shorten(path, at);
        if let Some((structure, verdicts)) = everything(&written) {
            prop_assert!(structure.faults.iter().any(|fault| fault.file == *path), "{}", path);
            prop_assert_eq!(verdicts.iter().any(|verdict| !verdict.is_sound()), path.starts_with("data/"));
        }
    }

    #[test]
    fn any_bytes_behind_the_key_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        fuzz::index(&bytes);
        fuzz::pack(&bytes);
        fuzz::tree(&bytes);
        fuzz::snapshot(&bytes);
    }

    #[test]
    fn changed_json_behind_the_key_is_read_or_refused(at in any::<prop::sample::Index>(), byte in any::<u8>(), which in 0..3_usize) {
        let mut bytes = written::SAMPLES[which].as_bytes().to_vec();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        fuzz::index(&bytes);
        fuzz::tree(&bytes);
        fuzz::snapshot(&bytes);
    }

    #[test]
    fn what_is_sealed_opens_and_what_is_changed_does_not(text in prop::collection::vec(any::<u8>(), 0..300), at in any::<prop::sample::Index>(), bit in 0..8_u8) {
        let key = cipher::Key::new(&[3; 32], &[4; 16], &[5; 16]);
        let sealed = key.seal([9; 16], &text);
        prop_assert_eq!(key.open(&mut sealed.clone()).map(|text| text.to_vec()), Some(text));
        let mut changed = sealed.clone();
        let at = at.index(changed.len());
        changed[at] ^= 1 << bit;
        prop_assert!(key.open(&mut changed).is_none());
    }
}
