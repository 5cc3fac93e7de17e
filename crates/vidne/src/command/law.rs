//! `vidne law`: the legal facts that hold on a day.

use jiff::Timestamp;
use vidne_law::{Caveat, Line, Subject};
use vidne_model::time::date_of;

use crate::{cli::Law as Asked, exit::Exit, terminal};

pub(super) fn run(asked: &Asked) -> anyhow::Result<Exit> {
    let on = asked.at.unwrap_or_else(|| date_of(Timestamp::now()));
    let law = vidne_law::Law::embedded();
    let mut text = format!(
        "Legal facts on {on}. Lines with ? are not yet compared with their source; with ! a court may still change them.\n"
    );
    let mut heading = None;
    for line in law.in_force(on) {
        if heading != Some(line.subject) {
            heading = Some(line.subject);
            text += match line.subject {
                Subject::Instrument => "\nInstruments for transfers\n",
                Subject::Adequacy => "\nAdequacy decisions\n",
                Subject::Text => "\nLaws, guidelines, judgments\n",
            };
        }
        text += &told(&line);
    }
    terminal::print(&text)?;
    Ok(Exit::Clean)
}

/// One fact and, below it, what a reader must be told besides.
fn told(line: &Line) -> String {
    let appealed = line.caveats.iter().any(|caveat| matches!(caveat, Caveat::UnderAppeal { .. }));
    let mark = match (appealed, line.is_verified()) {
        (true, _) => '!',
        (false, false) => '?',
        (false, true) => ' ',
    };
    let mut text = format!("{mark} {:<28} {} — {}\n", line.id, line.name, line.standing);
    for caveat in line.caveats.iter().filter(|_| appealed) {
        text += &format!("    {caveat}\n");
    }
    text
}
