//! Looks at a web site with a real browser and records everything that the browser asked, got, kept and was refused.
//!
//! One browser, one context of its own for each look, a log for each context (see `docs/visit-log.md`). It never
//! interprets a log, never submits a form, and never leaves a process or a folder behind.

mod address;
mod browser;
mod client;
mod collect;
mod consent;
mod crawl;
mod digest;
mod error;
mod launch;
mod log;
mod look;
mod names;
mod page;
mod places;
mod robots;
mod run;
mod settings;
mod settle;
mod stage;
mod watch;

pub use address::is_private;
pub use browser::Browser;
pub use consent::{ConsentRules, ConsentRulesError};
pub use error::{CallError, LaunchError};
pub use launch::find;
pub use look::{Ending, Look, Looked, Picture};
pub use names::Names;
pub use run::{Hear, Round, RoundError, Site, Start, Summary, run};
pub use settings::{Bodies, Phase, Place, Rehearsed, Sandbox, Settings, ThirdPartyCookies};
