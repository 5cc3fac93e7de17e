//! What people see of a run: results on the standard output, everything else on the standard error.

use std::io::{IsTerminal, Write};

use vidne_store::StoreError;

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

/// The width of the terminal, or one that suits a file.
pub(crate) fn width() -> usize {
    std::env::var("COLUMNS")
        .ok()
        .and_then(|text| text.parse().ok())
        .filter(|width| *width >= 40)
        .unwrap_or(100)
}

/// How many of something, in words: `1 visit`, `2 visits`.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Prints a result.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Says something beside the result.
pub(crate) fn say(text: &str) {
    // Whoever closed the standard error does not want to hear it.
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Says why the job could not be done, with everything that led to it, and how to mend it where the evidence store knows.
pub(crate) fn complain(error: &anyhow::Error) {
    say(&format!("vidne: {error:#}"));
    let help = error.chain().find_map(|cause| cause.downcast_ref::<StoreError>()?.help());
    if let Some(help) = help {
        say(&format!("help: {help}"));
    }
}

/// Whether the reader of our output went away, as `head` does.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let io = error.chain().find_map(|cause| cause.downcast_ref::<std::io::Error>());
    io.is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
}
