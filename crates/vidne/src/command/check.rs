//! `vidne check`: every mistake of a declaration at once, each with its line and how to mend it.

use serde_json::json;
use vidne_declare::{Mistakes, Reading, Style};
use vidne_model::declared::Declared;

use crate::{
    cli::{Check, CheckFormat},
    declaration::Files,
    exit::Exit,
    terminal,
};

pub(super) fn run(asked: &Check) -> anyhow::Result<Exit> {
    let read = Files::open(&asked.dir)?.read();
    if asked.format == CheckFormat::Json {
        terminal::print(&as_json(&read)?)?;
        return Ok(if read.is_ok() { Exit::Clean } else { Exit::Usage });
    }
    match read {
        Ok(reading) => {
            let remarks = reading.remarks.render(style());
            if !remarks.is_empty() {
                terminal::say_rendered(&remarks);
            }
            terminal::print(&format!(
                "{}: no mistake in {}\n",
                reading.declared.service.id,
                told(&reading.declared)
            ))?;
            Ok(Exit::Clean)
        }
        Err(mistakes) => Ok(show(&mistakes)),
    }
}

/// How much of each kind is declared.
fn told(declared: &Declared) -> String {
    let parts = [
        (declared.organisations.len(), "organisation", "organisations"),
        (declared.processings.len(), "processing activity", "processing activities"),
        (declared.edges.len(), "edge", "edges"),
        (declared.documents.len(), "document", "documents"),
        (declared.cookies.len(), "cookie", "cookies"),
        (declared.hosts.len(), "host", "hosts"),
        (declared.backups.len(), "backup", "backups"),
    ];
    parts.map(|(count, one, many)| terminal::counted(count, one, many)).join(", ")
}

/// Shows the mistakes; the run ends there.
pub(super) fn show(mistakes: &Mistakes) -> Exit {
    terminal::say_rendered(&mistakes.render(style()));
    Exit::Usage
}

/// Coloured where the standard error is a terminal.
pub(super) fn style() -> Style {
    if terminal::colours_stderr() { Style::Colour } else { Style::Plain }
}

fn as_json(read: &Result<Reading, Mistakes>) -> anyhow::Result<String> {
    let mistakes: Vec<_> = read
        .as_ref()
        .err()
        .iter()
        .flat_map(|mistakes| mistakes.iter())
        .map(|mistake| {
            json!({
                "kind": mistake.kind.as_str(),
                "file": &*mistake.place.file,
                "line": mistake.place.line,
                "column": mistake.place.column,
                "message": mistake.message,
                "expected": mistake.expected,
                "mend": mistake.mend,
            })
        })
        .collect();
    let remarks: Vec<_> = read
        .iter()
        .flat_map(|reading| reading.remarks.iter())
        .map(|remark| {
            json!({
                "file": &*remark.place.file,
                "line": remark.place.line,
                "column": remark.place.column,
                "message": remark.message,
            })
        })
        .collect();
    Ok(serde_json::to_string_pretty(&json!({ "schema": 1, "mistakes": mistakes, "remarks": remarks }))?
        + "\n")
}
