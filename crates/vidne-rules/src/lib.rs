//! Rules: pure functions over a view of what is declared, what was observed, and now.
//!
//! A rule is one file under `rule/`. Its `//!` text is the manual page, what `vidne explain` prints, and its own test.
//! Rules never see an observer, a file, a clock or each other.
//!
//! Reading path: [`rule::Rule`], then one rule such as `rule/recipient/undeclared_recipient.rs`, then [`view::View`], then
//! [`timeline`], which asks every rule at every instant at which an answer can change.
#![warn(clippy::disallowed_methods)]

pub mod answer;
pub mod case;
mod duty;
pub mod manual;
mod page_history;
mod purpose;
pub mod rule;
mod sample_bound;
pub mod sight;
mod standing;
pub mod timeline;
pub mod view;

pub use case::{Case, Sources};
pub use duty::DUTIES;
pub use rule::{Rule, rules};
pub use standing::STANDING;
pub use timeline::{Horizon, assess};
