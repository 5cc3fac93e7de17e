//! A folder with a store in it, and leaves to put there.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use tempfile::TempDir;
use vidne_evidence::{Leaf, Observation};
use vidne_store::{Kept, Remembered, Repeats, Report, Store, StoreError};

pub(crate) const ORIGIN: &str = "vidne.example/log";

pub(crate) struct Place {
    folder: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// A place with a log to which the batches were appended one after another.
    pub(crate) fn with(batches: &[usize]) -> Self {
        let place = Self::new();
        let mut store = place.open();
        for batch in batches {
            append(&mut store, *batch);
        }
        place
    }

    pub(crate) fn dir(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn key(&self) -> PathBuf {
        self.dir().join("keys/log.key")
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.dir().join("evidence").join(name)
    }

    pub(crate) fn try_open(&self) -> Result<Store, StoreError> {
        Store::open(self.dir(), &self.key(), ORIGIN)
    }

    pub(crate) fn open(&self) -> Store {
        self.try_open().unwrap()
    }

    pub(crate) fn verify(&self) -> Report {
        vidne_store::verify(self.dir(), &Remembered::default()).unwrap()
    }

    pub(crate) fn assert_intact(&self) {
        let report = self.verify();
        assert!(report.is_intact(), "{:#?}", texts(&report));
    }

    /// The exhibit of the first leaf.
    pub(crate) fn first_exhibit(&self) -> PathBuf {
        let id = match Store::read(self.dir()).unwrap().leaf(0).unwrap().leaf {
            Leaf::Observation(observation) => observation.exhibit.to_string(),
            other => panic!("{other:?}"),
        };
        self.file(&format!("exhibits/{}/{id}", &id[..2]))
    }
}

pub(crate) fn texts(report: &Report) -> Vec<String> {
    report.problems.iter().map(ToString::to_string).collect()
}

pub(crate) fn leaf(kept: Kept, name: &str) -> Leaf {
    Leaf::Observation(Observation {
        service: "example".into(),
        exhibit: kept.id,
        size: kept.size,
        format: "text".into(),
        name: Some(name.to_owned()),
        recorded_at: "2022-11-07T10:00:00Z".parse().unwrap(),
        observer: "test".into(),
        tool: "test 1".into(),
    })
}

/// Appends leaves `file N`, two to an exhibit, in one batch.
pub(crate) fn append(store: &mut Store, count: usize) {
    let leaves = leaves(store, count);
    store.append(&leaves, Repeats::Log).unwrap();
}

pub(crate) fn leaves(store: &Store, count: usize) -> Vec<Leaf> {
    let first = store.checkpoint().size();
    let mut kept = None;
    (first..)
        .take(count)
        .map(|index| {
            let now = *kept.take_if(|_| index % 2 == 1).get_or_insert_with(|| {
                store.keep(format!("exhibit {}", index / 2).as_bytes(), 1000).unwrap()
            });
            kept = Some(now);
            leaf(now, &format!("file {index}"))
        })
        .collect()
}

/// Changes a file that was written to be read only.
pub(crate) fn overwrite(path: &Path, bytes: &[u8]) {
    fs::remove_file(path).unwrap();
    fs::write(path, bytes).unwrap();
}

/// The example that appends, as cargo built it beside the tests.
pub(crate) fn program() -> PathBuf {
    let own = env::current_exe().expect("a process knows its own path");
    let built =
        own.parent().and_then(Path::parent).expect("tests lie in target/*/deps").join("examples/kill_test");
    assert!(built.is_file(), "{} is missing; run: cargo build -p vidne-store --examples", built.display());
    built
}
