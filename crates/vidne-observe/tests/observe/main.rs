//! The browser observer, with a real browser: without one these tests fail and say how to install it.
#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]
#![allow(clippy::print_stdout, reason = "what a hostile case did is shown where its test fails")]

mod consent;
mod held;
mod host;
mod hostile;
mod rehearsal;
mod truth;
