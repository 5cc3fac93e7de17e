//! A folder of TOML texts read as one declaration, a span for every value.
//!
//! Text in, types out: it never opens a file, asks for the time, or looks anything up.
//!
//! ```
//! let known = vidne_declare::Known::default();
//! let text = vidne_declare::starter("https://www.example.se/");
//! let reading = vidne_declare::read([("service.toml", text.as_bytes())], &known).expect("the start is valid");
//! assert_eq!(reading.declared.service.urls, ["https://www.example.se/"]);
//! ```
#![warn(clippy::disallowed_methods)]

mod build;
mod check;
mod example;
mod gather;
mod known;
mod mistake;
mod near;
mod parse;
mod read;
mod remark;
mod schema;
mod source;
mod spans;
mod starter;
mod table;
mod wire;

pub use example::read_example;
pub use known::{Known, Limits};
pub use mistake::{Mistake, MistakeKind, Mistakes, Style};
pub use read::{Reading, read, read_within};
pub use remark::{Remark, Remarks};
pub use schema::schema;
pub use spans::Spans;
pub use starter::{STARTER, starter};
