//! The observer of backups: it reaches a copy, lists it, reads it to its end, and remembers what was read.
//!
//! It never judges, never changes a repository, and knows neither the declaration nor the evidence folder: the caller
//! says what to look at ([`Ask`]), keeps the line that was recorded ([`Look::recorded`]), and tells the ledger once it is
//! kept ([`Ledger::tell`]). A copy that cannot be reached, opened or finished is told in the line, never as an error.
//!
//! What touches a key, or parses what was encrypted, runs in a child process with a deadline and a limit of memory:
//! [`worker_main`] is that child's program.

mod ask;
mod child;
mod course;
mod fault;
mod format;
mod ledger;
mod look;
mod machine;
mod place;
mod progress;
mod reading;
mod schedule;
mod secret;
mod stock;
mod worker;

pub use ask::{Ask, Contents, Limits, ReadMode, Secret, SemanticMode, Tool, Worker};
pub use ledger::{Fresh, Ledger, LedgerError, Opened, Remembered, Replayed};
pub use look::{Look, LookError, look};
pub use progress::{Cut, Progress, Stop, Unwatched};
pub use schedule::{budget_for, plan, sample};
pub use stock::{Held, Known};
pub use worker::worker_main;
