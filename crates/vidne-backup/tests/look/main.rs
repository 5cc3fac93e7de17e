//! Looks at real repositories, made by the real tools.
//!
//! It never skips: a tool that is missing fails the test with the command that installs it.

#![allow(clippy::unwrap_used, reason = "in a test, a panic is the message")]

mod borg;
mod killed;
mod lab;
mod ledger;
mod listed;
mod pgbackrest;
mod restic;
#[cfg(feature = "s3")]
mod s3;
mod schedule;
mod sftp;
mod shape;
