//! The store on a real disk: kept, appended, killed, tampered with, refused.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod appending;
mod fixture;
mod keeping;
mod kill;
mod killing;
mod recovery;
mod refusal;
mod tampering;
