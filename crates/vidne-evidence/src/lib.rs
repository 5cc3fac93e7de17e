//! Exhibits, the append-only log, checkpoints and proofs: bytes in, bytes out.
//!
//! The log is a Merkle tree as in RFC 6962, laid out in files as C2SP `tlog-tiles` says, under checkpoints as C2SP
//! `tlog-checkpoint` says, so that anyone's tools can follow it. An evidence folder holds:
//!
//! | path | holds |
//! |---|---|
//! | `key.pub` | the verifier key of the log, as C2SP `signed-note` writes it |
//! | `exhibits/<first two digits>/<sha256>` | what was seen, byte for byte |
//! | `log/checkpoint` | the newest signed checkpoint |
//! | `log/checkpoints` | every checkpoint ever signed, one line each: [`history`] |
//! | `log/tile/<level>/<number>`, `log/tile/entries/<number>` | the tree and what its leaves say |
//! | `log/checkpoint-<size>-<digits>.tsr` | RFC 3161 tokens over a checkpoint, kept as they came |
//!
//! [`Leaf`] is what an entry says, [`Edge`] grows the tree, [`Checkpoint`] is a tree head whose signature was checked,
//! [`InclusionProof`] and [`ConsistencyProof`] tie single leaves and older checkpoints to it, [`verify()`] checks
//! a whole folder and names every place where something was changed.
//!
//! This crate never opens a file, reads a clock or draws a random number: the signing key, the time and the
//! files ([`Files`]) are arguments.
#![warn(clippy::disallowed_methods)]

mod as_text;
mod bundle;
mod checkpoint;
mod files;
mod frontier;
pub mod history;
mod key;
mod leaf;
mod proof;
mod report;
mod tile_path;
mod tree;
mod verify;

pub use bundle::{BundleError, Entry, MAX_ENTRY, entries, parse_bundle};
pub use checkpoint::{
    Checkpoint, CheckpointError, MAX_LEAVES, MAX_NOTE, TreeHead, parse_checkpoint, token_path,
};
pub use files::{Files, MemoryFiles, exhibit_path, read_at_most};
pub use frontier::Frontier;
pub use key::{KeyError, SigningKey, VerifierKey};
pub use leaf::{Assessment, Leaf, LeafError, MAX_SIZE, Observation, Opaque, parse_leaf};
pub use proof::{
    ConsistencyProof, Continued, Included, InclusionProof, ProofError, prove_consistency, prove_inclusion,
};
pub use report::{Problem, ProblemKind, Report};
pub use tile_path::{BadTilePath, Stack, TILE_WIDTH, TilePath};
pub use tree::{Edge, EdgeError};
pub use verify::{Activity, Remembered, verify};

pub use tlog_tiles::{EMPTY_HASH, HASH_SIZE, Hash, node_hash, record_hash};
