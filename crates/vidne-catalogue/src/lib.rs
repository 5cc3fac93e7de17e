//! Recipients that public sites use, and the recogniser.
//!
//! The facts are in the folder `catalogue/`, one small TOML file per recipient. Here is their reader
//! ([`Catalogue::from_files`]), the same facts compiled in ([`Catalogue::embedded`]), and the questions that they
//! answer: who is behind this host, this cookie, this response, this name?
//!
//! Three claims about where data goes are never mixed: the *location* of an endpoint comes from an [`AddressBook`],
//! the *operator* of a network from its own address ranges and response signs, the *establishment* of a recipient
//! from its [`Entity`] and parent.
//!
//! This crate never opens a file, asks a network or looks at a clock, and it never picks one of several possible
//! recipients: it names them all.

#![warn(clippy::disallowed_methods)]

mod address;
mod catalogue;
mod format;
#[doc(hidden)]
pub mod fuzz;
mod host;
mod index;
mod mistake;
mod pattern;
mod range;
mod read;
mod recipient;
mod recognise;
mod site;
mod word;

pub use crate::{
    address::{AddressBook, AddressError, AddressFailure, LocationClaim},
    catalogue::Catalogue,
    format::schema,
    host::HostPattern,
    mistake::{CatalogueError, Mistake},
    pattern::{Case, Pattern, TooWide},
    range::{BadRange, IpRange},
    recipient::{
        Alias, Claims, CookieEntry, Entity, Establishment, HostEntry, Network, Recipient, Sign, SignTest,
        Source, Verified,
    },
    recognise::{
        ALWAYS_SENT, CookieMatch, HostMatch, KeptIn, NameMatch, NamedAs, OperatorClaim, ResponseSigns,
        SignMatch,
    },
    site::{registrable_domain, site_full},
    word::{CookiePurpose, Kind, Party, Store, Table, Weight},
};
