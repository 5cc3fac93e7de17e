//! The binary, as people type it.
#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

mod assess;
mod audit;
mod evidence;
mod folder;
mod hostile;
mod import;
mod language;
mod real;
mod recovery;
