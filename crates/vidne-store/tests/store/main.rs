//! The store on a real disk: kept, appended, killed, tampered with, refused.

mod appending;
mod fixture;
mod keeping;
mod kill;
mod killing;
mod recovery;
mod refusal;
mod tampering;
