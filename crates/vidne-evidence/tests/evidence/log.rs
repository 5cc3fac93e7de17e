//! A log in memory, written the way a store writes it.

use std::{convert::Infallible, sync::Arc};

use sha2::{Digest, Sha256};
use vidne_evidence::{
    Checkpoint, Edge, Leaf, MemoryFiles, Observation, Remembered, Report, SigningKey, TilePath, exhibit_path,
    history,
};
use vidne_model::id::ExhibitId;

#[derive(Clone)]
pub(crate) struct Log {
    pub(crate) files: MemoryFiles,
    pub(crate) key: Arc<SigningKey>,
    pub(crate) entries: Vec<Vec<u8>>,
    edge: Edge,
}

impl Log {
    /// A log to which the batches were appended one after another.
    pub(crate) fn of(batches: &[u64]) -> Self {
        let key = Arc::new(SigningKey::from_seed("vidne.example/log", [3; 32]).unwrap());
        let mut files = MemoryFiles::default();
        files.0.insert("key.pub".into(), key.verifier().to_string().into_bytes());
        let mut log = Self { files, key, entries: Vec::new(), edge: Edge::default() };
        log.sign();
        for batch in batches {
            log.append(*batch);
        }
        log
    }

    pub(crate) fn append(&mut self, count: u64) -> Checkpoint {
        for _ in 0..count {
            let entry = self.keep();
            self.append_entry(entry);
        }
        self.sign()
    }

    /// Adds an entry as it is, signed or not.
    pub(crate) fn append_entry(&mut self, entry: Vec<u8>) {
        let files = &mut self.files.0;
        let appended: Result<(), Infallible> = self.edge.append(&entry, &mut |path, bytes| {
            files.insert(path.in_folder(), bytes.to_vec());
            Ok(())
        });
        let Ok(()) = appended;
        self.entries.push(entry);
    }

    /// Writes the partial tiles, signs, and puts history and checkpoint in place.
    pub(crate) fn sign(&mut self) -> Checkpoint {
        self.write_partial_tiles();
        let checkpoint = Checkpoint::sign(self.edge.head(), &self.key).unwrap();
        let line = history::line(&checkpoint, self.key.verifier());
        self.files.0.entry("log/checkpoints".into()).or_default().extend(line.as_bytes());
        self.files.0.insert("log/checkpoint".into(), checkpoint.note().to_vec());
        checkpoint
    }

    pub(crate) fn write_partial_tiles(&mut self) {
        for (path, bytes) in self.edge.partial_tiles(0) {
            self.files.0.insert(path.in_folder(), bytes.to_vec());
        }
    }

    pub(crate) fn checkpoint(&self) -> Checkpoint {
        Checkpoint::verify(&self.files.0["log/checkpoint"], self.key.verifier()).unwrap()
    }

    pub(crate) fn verify(&self) -> Report {
        self.verify_with(&Remembered::default())
    }

    pub(crate) fn verify_with(&self, remembered: &Remembered) -> Report {
        vidne_evidence::verify(&self.files, remembered, vidne_evidence::Activity::AtRest)
    }

    /// Writes the tiles of a log of other entries over this one's, as someone would who has no key.
    pub(crate) fn rewrite(&mut self, entries: Vec<Vec<u8>>) {
        self.files.0.retain(|path, _| !path.starts_with("log/tile/"));
        self.edge = Edge::default();
        self.entries.clear();
        for entry in entries {
            self.append_entry(entry);
        }
        self.write_partial_tiles();
    }

    /// Whether the format allows that this file is gone: a partial tile of an earlier size.
    pub(crate) fn may_be_gone(&self, path: &str) -> bool {
        let tile = path.strip_prefix("log/").and_then(|path| path.parse::<TilePath>().ok());
        tile.is_some_and(|tile| TilePath::widest(tile.stack(), tile.number(), self.edge.size()) != Some(tile))
    }

    fn keep(&mut self) -> Vec<u8> {
        let index = self.entries.len();
        let bytes = format!("exhibit {}", index / 2).into_bytes();
        let exhibit = ExhibitId(Sha256::digest(&bytes).into());
        let leaf = Leaf::Observation(Observation {
            service: "example".into(),
            exhibit,
            size: bytes.len() as u64,
            format: "text".into(),
            name: Some(format!("file {index}")),
            recorded_at: "2022-11-07T10:00:00Z".parse().unwrap(),
            observer: "test".into(),
            tool: "test 1".into(),
        });
        self.files.0.insert(exhibit_path(&exhibit), bytes);
        leaf.to_entry().unwrap()
    }
}
