//! Backup repositories as bytes: what a repository says of itself, and whether its bytes bear it out.
//!
//! Bytes in, facts out: it never touches a file, a clock, an environment, a network or a process, and never changes a
//! repository. The caller hands it readers, or for restic an implementation of [`restic::Files`]. Every byte is taken
//! for hostile: sizes, depths and numbers are bounded, and what is broken is a fact with its file and its place.
//!
//! | module | reads | needs a key |
//! |---|---|---|
//! | [`restic`] | restic formats 1 and 2: structure, contents, every blob | yes |
//! | [`borg`] | segments, index and configuration of borg 1.x | no |
//! | [`pgbackrest`] | pgBackRest's lists, manifests, files and archived WAL | no, unless encrypted |
//! | [`listed`] | lists of hashes beside plain folders and tar files | no |
//! | [`tar`] | what a tar holds | no |
//!
//! Threads are started where the caller says how many.
#![warn(clippy::disallowed_methods)]

pub mod borg;
mod error;
mod hex;
pub mod listed;
pub mod pgbackrest;
pub mod restic;
pub mod tar;
mod unpack;

pub use error::{Place, ReadError};
pub use unpack::Packing;
