//! Evidence on disk: durable appends, exhibits, locks.
//!
//! One folder, `<dir>/evidence/`, laid out as `vidne-evidence` describes, and beside those files:
//!
//! | path | holds |
//! |---|---|
//! | `lock` | held by the one process that writes; names its process id |
//! | `tmp/` | what is being written; cleared when the folder is opened |
//!
//! The private key lies elsewhere, at a path of the caller's choice, and beside it `<key>.signed`: the largest tree head that
//! the key has signed, so that an older copy of the whole folder is noticed before anything is signed on top of it.
//!
//! **What an append does, in this order.** Exhibits are durable before a leaf names them. Tiles and entries are durable before the
//! checkpoint over them is signed. The signed checkpoint is durable in the history before it is put in place by a rename. Only then is the
//! append acknowledged. So a crash leaves either nothing that counts (tiles beyond the newest signed checkpoint: cleared when
//! the folder is opened) or a signed checkpoint that is not in place yet, with everything under it durable: put in place
//! when the folder is opened. What was acknowledged is always under the checkpoint.
//!
//! This crate never interprets an exhibit, never lets a text from outside become part of a path, and never repairs
//! what was damaged: it says so, and where.

mod durable;
mod error;
mod evidence;
mod exhibit;
mod folder;
mod history;
mod key;
mod lock;
mod recover;
mod store;
mod verify;
mod write;

pub use error::StoreError;
pub use evidence::{Evidence, ExhibitReader, Leaves, LoggedLeaf, Token};
pub use exhibit::{Kept, Stored};
pub use folder::Folder;
pub use recover::Recovered;
pub use store::{Logged, Repeats, Store};
pub use verify::verify;

pub use vidne_evidence::{Remembered, Report};
