//! Fetching a secret from where it is.
//!
//! It never shows, stores or passes on a secret but to the child that needs it.

use std::{fmt, fs::File, io::Read, path::Path, time::Duration};

use crate::{
    ask::{Ask, Secret},
    child::{self, Task},
    progress::Watch,
};

/// The bytes of a secret, without the line's end.
pub(crate) struct Disclosed(pub(crate) Vec<u8>);

impl fmt::Debug for Disclosed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Disclosed")
    }
}

/// The secret of a look, or why it cannot be had.
pub(crate) fn fetch(ask: &Ask, secret: &Secret, watch: &Watch<'_>) -> Result<Disclosed, String> {
    let bytes = match secret {
        Secret::File(path) => from_file(path)?,
        Secret::Command(words) => from_command(ask, words, watch)?,
    };
    let end = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
    let end = end.strip_suffix(b"\r").unwrap_or(end);
    if end.is_empty() {
        return Err("the key is empty".into());
    }
    Ok(Disclosed(end.to_vec()))
}

const MOST: u64 = 64 << 10;

fn from_file(path: &Path) -> Result<Vec<u8>, String> {
    let failed = |error: std::io::Error| format!("the key file {} cannot be read: {error}", path.display());
    let mut bytes = Vec::new();
    File::open(path).map_err(failed)?.take(MOST + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MOST {
        return Err(format!("the key file {} is larger than any key", path.display()));
    }
    Ok(bytes)
}

fn from_command(ask: &Ask, words: &[String], watch: &Watch<'_>) -> Result<Vec<u8>, String> {
    let Some((program, arguments)) = words.split_first() else {
        return Err("the key's command is empty".into());
    };
    let task = Task {
        worker: &ask.worker,
        tool: Some((program, arguments.to_vec())),
        environment: Vec::new(),
        input: Vec::new(),
        memory: ask.limits.memory,
        output: MOST,
        allowed: watch.left().min(Duration::from_mins(1)),
    };
    let answer = child::run(task, watch, &mut |_| {})
        .map_err(|failure| format!("the key could not be had: {failure}"))?;
    if !answer.status.success() {
        // What it printed may be half a secret: only how it ended is told.
        return Err(format!("the key could not be had: {program} {}", answer.ending()));
    }
    Ok(answer.output)
}
