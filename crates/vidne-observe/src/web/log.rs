//! The log of one look, compressed as it grows, bounded in size. Its lines are described in `docs/visit-log.md`.
//!
//! It never changes what the browser said, and never waits for a disk.

use std::{io::Write, time::Instant};

use serde::Serialize;
use serde_json::Value;
use zstd::stream::write::Encoder;

/// A log that grows.
pub(super) struct Log {
    encoder: Encoder<'static, Vec<u8>>,
    begun: Instant,
    raw: u64,
    cut: bool,
}

/// A line of our own.
#[derive(Serialize)]
struct Own<'a> {
    vidne: &'a str,
    t: u64,
    #[serde(flatten)]
    told: &'a Value,
}

impl Log {
    pub(super) fn new() -> Self {
        let encoder =
            Encoder::new(Vec::with_capacity(1 << 16), LEVEL).expect("the level is one that there is");
        Self { encoder, begun: Instant::now(), raw: 0, cut: false }
    }

    /// What the browser said.
    pub(super) fn said(&mut self, text: &str) {
        self.line(text);
    }

    /// What the observer asked.
    pub(super) fn sent(&mut self, text: &str) {
        self.line(&format!("{{\"sent\":{text}}}"));
    }

    /// What the observer knows: `told` is a table.
    pub(super) fn own(&mut self, vidne: &str, told: &Value) {
        let t = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        let line = serde_json::to_string(&Own { vidne, t, told }).expect("a table of texts and numbers");
        // Few and small, and the end of a log must say how it ended even where it was full.
        self.write(&line);
    }

    /// Whether it is full: what comes after is not in it.
    pub(super) fn is_cut(&self) -> bool {
        self.cut
    }

    /// The whole log.
    pub(super) fn finish(self) -> Vec<u8> {
        self.encoder.finish().expect("writing to memory does not fail")
    }

    fn line(&mut self, text: &str) {
        if self.cut {
            return;
        }
        if self.raw + text.len() as u64 > LONGEST {
            self.cut = true;
            return;
        }
        self.write(text);
    }

    fn write(&mut self, text: &str) {
        self.raw += text.len() as u64 + 1;
        // White space between the parts of a message may hold a line's end; a text within it cannot.
        let line = if text.contains('\n') { text.replace('\n', " ") } else { text.to_owned() };
        self.encoder.write_all(line.as_bytes()).expect("writing to memory does not fail");
        self.encoder.write_all(b"\n").expect("writing to memory does not fail");
    }
}

/// Logs are written while a page loads: fast first, small second.
const LEVEL: i32 = 3;

/// Bytes of one log before compression.
const LONGEST: u64 = 512 << 20;
