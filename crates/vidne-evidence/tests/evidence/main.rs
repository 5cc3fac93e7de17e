//! The log as others meet it: grown, proved, tampered with, verified. In memory, without a file.

mod log;
mod proving;
mod tampering;
