//! Findings for people and machines: plain text, JSON, SARIF, HTML, and the pages of rules.
//!
//! Everything here is text made from an assessment that somebody else made. It never judges, knows no rule and no clock, and
//! reads no file: what a report needs is an argument.
//!
//! Everything in an assessment may come from strangers: names, addresses, quotes. Text for a terminal carries no control
//! characters of theirs, a page carries no markup and no link of theirs that is not plain HTTP.
#![warn(clippy::disallowed_methods)]

pub mod clean;
mod coverage;
mod explain;
mod html;
mod json;
mod language;
mod markdown;
mod moment;
mod option;
mod plain;
mod remarks;
mod report;
mod sarif;
mod standing;
mod text;

pub use explain::{explain, rule_index_markdown, rule_page_markdown};
pub use html::{Screenshot, html};
pub use json::{json, json_schema};
pub use language::Language;
pub use option::{Colour, Listing, Options};
pub use plain::plain;
pub use remarks::remarks;
pub use sarif::sarif;
pub use text::{provision_titles, rule_keys, wording};
