//! The browser observer, with a real browser: without one these tests fail and say how to install it.
#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

mod consent;
mod hostile;
mod rehearsal;
mod truth;
