//! Where looks at machines and copies are written: the evidence, and beside it the ledger of what was read.
//!
//! The ledger is an index: where it lags behind the evidence, or is lost, it is built again from there.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use anyhow::Context;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use vidne_backup::{Fresh, Ledger};
use vidne_evidence::{Leaf, Observation};
use vidne_model::{
    declared::{Backup, Copy, Service},
    id::ExhibitId,
};
use vidne_read::{Format, Limits, lines::BackupLine};
use vidne_store::{Evidence, Repeats, Store};

use crate::{key, terminal};

/// The evidence of one service, and the ledger.
pub(super) struct Book {
    dir: PathBuf,
    service: Service,
    store: Store,
}

impl Book {
    /// Opens the evidence: what could not be kept need not be looked at.
    pub(super) fn open(dir: &Path, keys: Option<&Path>, service: &Service) -> anyhow::Result<Self> {
        let store = key::open_store(dir, keys, service)?;
        Ok(Self { dir: dir.to_owned(), service: service.clone(), store })
    }

    /// Keeps one observation line. After it returns, the line survives a crash.
    pub(super) fn keep(&mut self, line: &str, name: String, observer: &str) -> anyhow::Result<ExhibitId> {
        let kept = self.store.keep(line.as_bytes(), u64::MAX)?;
        let leaf = Leaf::Observation(Observation {
            service: self.service.id.clone(),
            exhibit: kept.id,
            size: kept.size,
            format: Format::ObservationLines.as_str().to_owned(),
            name: Some(name),
            recorded_at: Timestamp::now(),
            observer: observer.to_owned(),
            tool: concat!("vidne ", env!("CARGO_PKG_VERSION")).to_owned(),
        });
        self.store.append(&[leaf], Repeats::Log)?;
        Ok(kept.id)
    }

    /// The ledger, as far as the evidence of these copies goes.
    pub(super) fn ledger(&self, copies: &[(&Backup, &Copy)]) -> anyhow::Result<Ledger> {
        let path = self.dir.join(LEDGER);
        let opened = Ledger::open(&path).map_err(|error| {
            let help = error.help();
            anyhow::Error::new(error).context(help)
        })?;
        if let Some(Fresh::SetAside { to, reason }) = &opened.fresh {
            let text = "the ledger of what was read cannot be used and is built again from the evidence";
            terminal::say(&format!("{text} ({reason}); the old one is kept as {}", to.display()));
        }
        let looks = self.looks()?;
        for (backup, copy) in copies {
            let (backup, copy) = (backup.id.as_str(), copy.id.as_str());
            let newest = looks.get(&(backup.to_owned(), copy.to_owned())).and_then(|all| all.last());
            if opened.ledger.standing(backup, copy)?.as_ref() != newest {
                opened.ledger.replay(self.every_look(&looks)?)?;
                break;
            }
        }
        Ok(opened.ledger)
    }

    /// What a sample is drawn from: the newest checkpoint, which nobody could know before it was signed.
    pub(super) fn seed(&self) -> anyhow::Result<[u8; 32]> {
        let evidence = Evidence::open(&self.dir)?;
        Ok(Sha256::digest(evidence.checkpoint().note()).into())
    }

    /// For each copy the looks that told which files lie there, the oldest first.
    fn looks(&self) -> anyhow::Result<BTreeMap<(String, String), Vec<ExhibitId>>> {
        let mut looks: BTreeMap<(String, String), Vec<ExhibitId>> = BTreeMap::new();
        let evidence = Evidence::open(&self.dir)?;
        for logged in evidence.leaves() {
            let Leaf::Observation(observation) = logged?.leaf else { continue };
            let Some(name) = observation.name.as_deref() else { continue };
            if observation.observer == OBSERVER
                && observation.service == self.service.id
                && let Some((backup, copy)) = copy_of(name)
            {
                looks.entry((backup, copy)).or_default().push(observation.exhibit);
            }
        }
        Ok(looks)
    }

    /// Every look that can still be read. One that cannot is said, and what only it told is read again in time.
    fn every_look(
        &self,
        looks: &BTreeMap<(String, String), Vec<ExhibitId>>,
    ) -> anyhow::Result<Vec<(ExhibitId, BackupLine)>> {
        let evidence = Evidence::open(&self.dir)?;
        let read = |exhibit: &ExhibitId| -> anyhow::Result<BackupLine> {
            let bytes = evidence.exhibit(exhibit, Limits::default().bytes)?;
            serde_json::from_slice(&bytes)
                .with_context(|| format!("exhibit {} is no look at a backup", exhibit.short()))
        };
        let mut read_all = Vec::new();
        for exhibit in looks.values().flatten() {
            match read(exhibit) {
                Ok(line) => read_all.push((*exhibit, line)),
                Err(error) => terminal::say(&format!("left out of the ledger: {error:#}")),
            }
        }
        Ok(read_all)
    }
}

/// The name under which a look at a copy that tells a stock is kept.
pub(super) fn name_of(backup: &str, copy: &str) -> String {
    format!("{backup}@{copy}.stock.jsonl")
}

fn copy_of(name: &str) -> Option<(String, String)> {
    let (backup, copy) = name.strip_suffix(".stock.jsonl")?.split_once('@')?;
    Some((backup.to_owned(), copy.to_owned()))
}

/// The observer's name in the log.
pub(super) const OBSERVER: &str = "backup";

/// The ledger's file, in the declaration's folder.
const LEDGER: &str = ".vidne-ledger";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_is_found_by_its_name() {
        assert_eq!(copy_of(&name_of("ca-files", "dc.2")), Some(("ca-files".into(), "dc.2".into())));
        assert_eq!(copy_of("ca-files@dc2.jsonl"), None);
    }
}
