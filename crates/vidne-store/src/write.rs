//! Adding to the log: tiles, then the signed checkpoint in the history, then the checkpoint in place.
//!
//! It never signs a smaller size than before, nor another root for the same size, nor anything whose tiles are not durable.

use std::{fs, io::Write};

use vidne_evidence::{Checkpoint, Edge, SigningKey, Stack, TILE_WIDTH, TilePath, TreeHead, history};

use crate::{
    durable::{self, NewFiles},
    error::{StoreError, chain},
    folder::Folder,
    history::History,
    key::Guard,
};

pub(crate) const CHECKPOINT: &str = "log/checkpoint";
pub(crate) const STAGED: &str = "log/checkpoint.new";

pub(crate) struct Writer {
    pub(crate) folder: Folder,
    pub(crate) key: SigningKey,
    pub(crate) guard: Guard,
    pub(crate) history: History,
    pub(crate) edge: Edge,
    pub(crate) state: State,
}

/// Whether this process knows what the log is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Known,
    /// A checkpoint was signed and may or may not be durable.
    InDoubt,
}

impl Writer {
    /// Adds entries and signs. When it returns, they are durable under the checkpoint; when it fails, the log is as before,
    /// unless the error says otherwise.
    pub(crate) fn append(&mut self, entries: &[Vec<u8>]) -> Result<Checkpoint, StoreError> {
        if self.state == State::InDoubt {
            return Err(self.in_doubt("an earlier append did".to_owned()));
        }
        let mut edge = self.edge.clone();
        let mut files = NewFiles::default();
        let written = self.write_tiles(&mut edge, entries, &mut files);
        match written.and_then(|()| self.commit(edge.head())) {
            Ok(checkpoint) => {
                self.clear_partial_tiles(self.edge.size(), edge.size());
                self.edge = edge;
                Ok(checkpoint)
            }
            Err(error) if self.state == State::InDoubt => Err(self.in_doubt(chain(&error))),
            Err(error) => {
                files.undo();
                Err(error)
            }
        }
    }

    fn in_doubt(&self, reason: String) -> StoreError {
        StoreError::InDoubt { path: self.folder.root().to_owned(), reason }
    }

    /// Signs a head whose tiles are durable, and puts the checkpoint in place.
    pub(crate) fn commit(&mut self, head: TreeHead) -> Result<Checkpoint, StoreError> {
        let checkpoint = Checkpoint::sign(head, &self.key)
            .map_err(|source| StoreError::Checkpoint { path: self.folder.path(CHECKPOINT), source })?;
        // Room for the checkpoint is claimed first: after the line in the history there is no way back.
        let staged = self.folder.path(STAGED);
        let mut file = durable::create(&staged, 0o644)?;
        file.write_all(checkpoint.note()).map_err(StoreError::io("write", &staged))?;
        let line = history::line(&checkpoint, self.key.verifier());
        self.history.add(&line, (staged, file), &mut self.state)?;
        self.guard.note(head);
        self.state = State::InDoubt;
        durable::put_in_place(&self.folder.path(STAGED), &self.folder.path(CHECKPOINT))?;
        self.state = State::Known;
        Ok(checkpoint)
    }

    fn write_tiles(
        &self,
        edge: &mut Edge,
        entries: &[Vec<u8>],
        files: &mut NewFiles,
    ) -> Result<(), StoreError> {
        let since = edge.size();
        let place = |path: TilePath| self.folder.path(&path.in_folder());
        for entry in entries {
            edge.append(entry, &mut |path, bytes| files.write(&place(path), bytes))?;
        }
        for (path, bytes) in edge.partial_tiles(since) {
            files.write(&place(path), bytes)?;
        }
        files.sync()
    }

    /// Once a tile is full, nobody needs its partial forms.
    fn clear_partial_tiles(&self, since: u64, size: u64) {
        let levels = (0..).map(Stack::Hashes).take_while(|stack| stack.count(size) > 0);
        for stack in levels.chain([Stack::Entries]) {
            let number = stack.count(since) / TILE_WIDTH as u64;
            if number < stack.count(size) / TILE_WIDTH as u64 {
                let full = TilePath::full(stack, number).in_folder();
                // Left behind, they are harmless, and cleared when the folder is opened.
                let _ = fs::remove_dir_all(self.folder.path(&format!("{full}.p")));
            }
        }
    }
}
