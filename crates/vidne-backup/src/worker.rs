//! Ourselves as a child: what touches a key or parses what was encrypted, and the launcher of the operator's tools.
//!
//! It never writes anywhere but to its standard output, and ends with the one that started it.

mod files;
mod request;
mod restic;

use std::{
    ffi::OsString,
    io::{self, Read, Write},
    os::unix::process::CommandExt,
    process::Command,
};

use rustix::process::{Resource, Rlimit, set_parent_process_death_signal, setrlimit, setsid};

use crate::child::NOT_STARTED;

pub(crate) use request::{Closed, Request, Said, Work};

/// The child's program, given the arguments that follow [`crate::Worker::arguments`]; returns its exit code.
///
/// `serve MEMORY` reads one request from the standard input. `launch MEMORY TOOL …` becomes that tool. Both leave the
/// terminal first and take no more than so many bytes of address space.
pub fn worker_main(arguments: impl IntoIterator<Item = OsString>) -> i32 {
    let mut arguments = arguments.into_iter();
    let mode = arguments.next();
    let memory = arguments.next().and_then(|text| text.to_str()?.parse().ok());
    let (Some(mode), Some(memory)) = (mode, memory) else {
        return complain(64, "usage: serve|launch MEMORY …");
    };
    confine(memory);
    match mode.to_str() {
        Some("serve") => serve(),
        Some("launch") => launch(arguments),
        _ => complain(64, "usage: serve|launch MEMORY …"),
    }
}

/// Leaves the terminal, so that nobody can be asked for a password, and bounds what can be taken.
fn confine(memory: u64) {
    // Where a system refuses one of these, the deadline of the one that started us still holds.
    let _ = setsid();
    let _ = set_parent_process_death_signal(Some(rustix::process::Signal::KILL));
    let _ = setrlimit(Resource::As, Rlimit { current: Some(memory), maximum: Some(memory) });
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
}

fn launch(mut arguments: impl Iterator<Item = OsString>) -> i32 {
    let Some(tool) = arguments.next() else { return complain(64, "no tool is named") };
    // It only returns if it failed.
    let error = Command::new(&tool).args(arguments).exec();
    complain(NOT_STARTED, &format!("cannot start {}: {error}", tool.to_string_lossy()))
}

fn serve() -> i32 {
    // The names of as many packs as a repository may have.
    const MOST: u64 = 512 << 20;
    let mut text = Vec::new();
    if let Err(error) = io::stdin().lock().take(MOST).read_to_end(&mut text) {
        return complain(74, &format!("the request cannot be read: {error}"));
    }
    let request: Request = match serde_json::from_slice(&text) {
        Ok(request) => request,
        Err(error) => return complain(65, &format!("the request makes no sense: {error}")),
    };
    drop(text);
    let mut say = |said: &Said| {
        let mut line = serde_json::to_vec(said).expect("an answer has text keys only");
        line.push(b'\n');
        // Whoever asked is gone if this fails, and then nobody misses the rest.
        drop(io::stdout().lock().write_all(&line));
    };
    restic::work(&request, &mut say);
    say(&Said::Done);
    drop(io::stdout().flush());
    0
}

fn complain(code: i32, what: &str) -> i32 {
    drop(writeln!(io::stderr(), "vidne: {what}"));
    code
}
