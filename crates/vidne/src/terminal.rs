//! What people see of a run: results on the standard output, everything else on the standard error.

use std::io::{ErrorKind, IsTerminal, Write};

use anyhow::Context;
use vidne_read::ReadError;
use vidne_store::StoreError;

pub(crate) use vidne_model::finding::counted;

/// Whether to colour the standard output: a terminal, and nobody set `NO_COLOR`.
pub(crate) fn colours_stdout() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Whether to colour the standard error.
pub(crate) fn colours_stderr() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Whether somebody watches the standard error.
pub(crate) fn is_watched() -> bool {
    std::io::stderr().is_terminal()
}

/// The width to lay text out in: what `COLUMNS` says, else the terminal's own, else one that suits a file.
pub(crate) fn width() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
    told.or_else(measured).filter(|width| *width > 0).unwrap_or(100)
}

fn measured() -> Option<usize> {
    let out = std::io::stdout();
    let size = out.is_terminal().then(|| rustix::termios::tcgetwinsize(&out).ok())??;
    Some(usize::from(size.ws_col))
}

/// Prints a result. A reader who goes away, as `head` does, has had enough: the run goes on and ends with its own code.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.context("the result cannot be printed"),
    }
}

/// Says something beside the result. What strangers wrote into it does nothing to the terminal.
pub(crate) fn say(text: &str) {
    say_rendered(&vidne_show::clean::visible(text));
}

/// Says something that was laid out for a terminal, colours included.
pub(crate) fn say_rendered(text: &str) {
    // Whoever closed the standard error does not want to hear it.
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Says why the job could not be done, with everything that led to it, and how to mend it where that is known.
pub(crate) fn complain(error: &anyhow::Error) {
    say(&format!("vidne: {error:#}"));
    let of_store = || error.chain().find_map(|cause| cause.downcast_ref::<StoreError>()?.help());
    let of_reader = || error.chain().find_map(|cause| Some(cause.downcast_ref::<ReadError>()?.mend.clone()));
    if let Some(help) = of_store().or_else(of_reader) {
        say(&format!("help: {help}"));
    }
}
