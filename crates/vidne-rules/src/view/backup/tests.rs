//! Files followed change by change stand as they do when everything is told anew each time, and as a plain count says.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use vidne_model::{
    id::{BackupId, CopyId, ExhibitId},
    observed::{BackupLook, Proof, Reach, ReadFiles, SnapshotList, Stock, StoredFile},
};

use super::{
    lag::Lag,
    stored::{Pile, StockSeen, Stored},
};

/// A row of numbers that looks random and is the same each time.
struct Row(u64);

impl Row {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

/// A store as it really is: for each file its size, when it was first seen, and when it was read.
type Store = BTreeMap<String, (u64, Timestamp, Option<Timestamp>)>;

fn at(hours: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours)
}

/// A look that tells nothing.
pub(super) fn look_at(at: Timestamp) -> BackupLook {
    BackupLook {
        exhibit: ExhibitId([0; 32]),
        at,
        backup: BackupId::from("ca"),
        copy: CopyId::from("dc1"),
        tool: String::new(),
        looker: None,
        reach: Reach::Reached,
        repository: None,
        list: SnapshotList::Whole,
        snapshots: Vec::new(),
        contents: Vec::new(),
        stock: None,
        read: ReadFiles::All,
        proof: Proof::NamedByHash,
        sample: None,
        faults: Vec::new(),
        semantic: None,
    }
}

fn look(at: Timestamp, stock: Stock, read: ReadFiles) -> BackupLook {
    BackupLook { stock: Some(stock), read, ..look_at(at) }
}

/// Lets some files come, go and be read, and tells it twice: as a change, and whole.
fn step(store: &mut Store, row: &mut Row, hour: i64) -> [BackupLook; 2] {
    let mut stock = Stock { since: (hour > 0).then_some(ExhibitId([0; 32])), ..Stock::default() };
    for _ in 0..row.below(4) {
        let name = format!("data/{}", row.below(12));
        if store.contains_key(&name) && !stock.added.iter().any(|file| file.name == name) {
            store.remove(&name);
            stock.gone.insert(name);
        } else if !stock.gone.contains(&name) && !store.contains_key(&name) {
            let bytes = row.below(100);
            store.insert(name.clone(), (bytes, at(hour), None));
            stock.added.push(StoredFile { name, bytes });
        }
    }
    let read = if row.below(5) == 0 {
        for file in store.values_mut() {
            file.2 = Some(at(hour));
        }
        ReadFiles::All
    } else {
        let names: Vec<String> = store.keys().filter(|_| row.below(3) == 0).cloned().collect();
        for (_, file) in store.iter_mut().filter(|(name, _)| names.contains(name)) {
            file.2 = Some(at(hour));
        }
        ReadFiles::Files(names.into_iter().collect())
    };
    (stock.files, stock.bytes) = (store.len() as u64, store.values().map(|file| file.0).sum());
    let added = store.iter().map(|(name, file)| StoredFile { name: name.clone(), bytes: file.0 });
    let whole = Stock { since: None, added: added.collect(), gone: [].into(), ..stock };
    [look(at(hour), stock, read.clone()), look(at(hour), whole, read)]
}

/// Bytes by instant, of those read, and of those never read.
fn counted(seen: &StockSeen<'_>) -> [BTreeMap<Timestamp, (u64, u64)>; 2] {
    let piles =
        |piles: &[Pile<'_>]| piles.iter().map(|pile| (pile.since, (pile.files, pile.bytes))).collect();
    [piles(&seen.read), piles(&seen.never)]
}

fn expected(store: &Store) -> [BTreeMap<Timestamp, (u64, u64)>; 2] {
    let mut all = [BTreeMap::new(), BTreeMap::new()];
    for (bytes, seen, read) in store.values() {
        let place = usize::from(read.is_none());
        let pile: &mut (u64, u64) = all[place].entry(read.unwrap_or(*seen)).or_default();
        *pile = (pile.0 + 1, pile.1 + bytes);
    }
    all
}

#[test]
fn changes_and_whole_lists_tell_the_same() {
    for seed in 0..200 {
        let (mut row, mut store) = (Row(seed), Store::new());
        let looks: Vec<_> = (0..12).map(|hour| (step(&mut store, &mut row, hour), store.clone())).collect();
        let (mut by_change, mut anew) = (Stored::default(), Stored::default());
        for ([change, whole], store) in &looks {
            by_change.take(change);
            anew.take(whole);
            let [one, other] = [&by_change, &anew].map(|stored| stored.seen().expect("it was listed"));
            assert!(one.is_whole && other.is_whole, "seed {seed}");
            assert_eq!(counted(&one), expected(store), "seed {seed}");
            assert_eq!(counted(&other), expected(store), "seed {seed}");
        }
    }
}

#[test]
fn what_a_copy_lacks_is_what_the_first_has_and_it_has_not() {
    for seed in 0..200 {
        let mut row = Row(seed);
        let mut stores = [Store::new(), Store::new()];
        let looks: Vec<_> = (0..24)
            .map(|hour| {
                let side = usize::from(hour % 2 == 1);
                // Each side's first look lists everything.
                let hour = if hour < 2 { 0 } else { hour };
                (side, step(&mut stores[side], &mut row, hour), stores.clone())
            })
            .collect();
        let (mut sides, mut lag) = ([Stored::default(), Stored::default()], Lag::default());
        for (number, (side, [change, _], stores)) in looks.iter().enumerate() {
            sides[*side].take(change);
            let stock = change.stock.as_ref().expect("it lists");
            lag.take(stock, &sides[0], &sides[1]);
            let lacking: Vec<&str> =
                stores[0].keys().filter(|name| !stores[1].contains_key(*name)).map(String::as_str).collect();
            let told = if number == 0 { Vec::new() } else { lacking };
            assert_eq!(lag.names().collect::<Vec<_>>(), told, "seed {seed}, look {number}");
        }
    }
}

#[test]
fn a_change_to_something_unknown_says_so() {
    let stock = Stock { since: Some(ExhibitId([7; 32])), files: 3, bytes: 9, ..Stock::default() };
    let torn = look(at(0), stock, ReadFiles::default());
    let mut stored = Stored::default();
    stored.take(&torn);
    assert!(!stored.seen().expect("it was listed").is_whole);
}
