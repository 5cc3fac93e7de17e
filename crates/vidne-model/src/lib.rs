//! The words of vidne as types. No I/O, no clock, no serialisation: other crates read and write these words in forms of
//! their own, so that a file format can change without the words changing.
//!
//! # Glossary
//!
//! | word | type | meaning |
//! |---|---|---|
//! | service | [`declared::Service`] | what is watched: a site, a server, a list |
//! | declared | [`declared::Declared`] | what the operator says, every fact dated |
//! | edge | [`declared::Edge`] | who passes which data to whom, under which document |
//! | document | [`declared::Document`] | an agreement, notice, assessment: in a state of being held |
//! | clause, duty | [`declared::Clause`], [`id::Duty`] | what a document obliges a party to |
//! | exhibit | [`id::ExhibitId`] | bytes that were seen, named by their SHA-256 |
//! | observed | [`observed::Observed`] | facts read out of exhibits |
//! | visit | [`observed::Visit`] | one look at one address of a site, in one phase of consent |
//! | page | [`observed::Page`] | the whole text of a notice or cookie page, block by block |
//! | finding | [`finding::Finding`] | what a rule found wrong, about one subject, open during one interval |
//! | open question | [`finding::OpenQuestion`] | a rule that cannot tell, and what it lacks |
//! | place | [`place::Place`] | file, line and column of a declared value |
#![warn(clippy::disallowed_methods)]

pub mod company;
pub mod declared;
pub mod finding;
pub mod id;
pub mod observed;
pub mod place;
pub mod time;
