//! The log as others meet it: grown, proved, tampered with, verified. In memory, without a file.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod log;
mod proving;
mod tampering;
