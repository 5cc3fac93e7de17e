//! The catalogue as its users meet it: reading files, recognising what was seen, the compiled-in facts.
//!
//! It never needs a network or a file outside the repository.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod address;
mod cookie;
mod data;
mod host;
mod mmdb;
mod name;
mod reader;
mod response;
mod sample;
mod site;
mod wildcard;
