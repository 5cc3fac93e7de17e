//! A small internet on loopback: several hosts over TLS, described by a folder of data.
//!
//! An observer is rehearsed here before it looks at anybody else's site, and its traps are kept here for ever. The folder's
//! `site.toml` says which host answers what; [`Site`] reads it, [`Rehearsal`] serves it.
//!
//! [`Lab`] is the same for backups: real repositories of a machine that is nothing but a folder, described by `lab.toml`.
//!
//! Nothing here knows a certain site: whatever a rehearsal does stands in its data. Nothing is ever fetched from outside, nothing listens
//! on anything but loopback, and no file outside the folder is ever served.

mod authority;
mod lab;
mod rehearsal;
mod site;

pub use lab::{Lab, LabError};
pub use rehearsal::{Rehearsal, Scheme, Served, StartError};
pub use site::{Site, SiteError};
