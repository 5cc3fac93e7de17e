//! Web archives: WARC and WACZ.
//!
//! It never follows a path out of an archive, never trusts a size that an archive declares, and never repairs a digest: a record whose
//! bytes are not what it says they are gives its facts, and a damage beside them.

pub(crate) mod address;
mod body;
mod digest;
mod dns;
mod exchange;
mod gather;
mod group;
mod http;
mod record;
mod redirect;
mod resource;
mod stream;
mod tell;
mod visit;
pub mod wacz;
pub mod warc;

pub(crate) use address::resolve;
