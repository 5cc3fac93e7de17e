//! The list of all rules, by area; and what a rule is.
//!
//! To add a rule, write its file `rule/AREA/NAME.rs` and add its name to the list in `rule/AREA.rs`. The catalogue test does the
//! rest.

pub use asks::Asks;

use vidne_law::Citation;
use vidne_model::finding::Severity;

use crate::{answer::Answer, view::View};

/// One rule.
pub struct Rule {
    /// Its name, in kebab-case: what is wrong.
    pub id: &'static str,
    /// How much its findings weigh, unless one says otherwise.
    pub severity: Severity,
    /// What it is measured against.
    pub law: &'static [Citation],
    /// Its whole text: its own file, and behind it what `manual!` adds. The `//!` lines are its manual page and its test.
    pub source: &'static str,
    /// The functions themselves, by what they are asked about.
    pub asks: &'static [Asks],
}

impl Rule {
    /// Puts a whole view to the rule.
    pub fn assess(&self, view: &View<'_>, answer: &mut Answer) {
        for part in self.asks {
            for thing in 0..part.things(view) {
                part.ask(view, thing, answer);
            }
        }
    }
}

/// Declares the files of one area and lists their rules.
macro_rules! area {
    ($($name:ident),+ $(,)?) => {
        $(mod $name;)+
        pub(super) const RULES: &[&crate::rule::Rule] = &[$(&$name::RULE),+];
        #[cfg(test)]
        pub(super) const FILES: &[&str] = &[$(stringify!($name)),+];
    };
}

/// The text of a rule whose examples would bury its code: its own file, then those under `src/manual/NAME`.
macro_rules! manual {
    ($name:literal) => {
        concat!(
            include_str!(concat!($name, ".rs")),
            "\n",
            include_str!(concat!("../../manual/", $name, "/fires.md")),
            "\n",
            include_str!(concat!("../../manual/", $name, "/stays_silent.md")),
            "\n",
            include_str!(concat!("../../manual/", $name, "/cannot_tell.md")),
        )
    };
}

mod asks;
mod backup;
mod chain;
mod cookie;
mod custody;
mod evidence;
mod host;
mod notice;
mod recipient;
mod transfer;

const AREAS: [&[&Rule]; 9] = [
    recipient::RULES,
    cookie::RULES,
    notice::RULES,
    chain::RULES,
    transfer::RULES,
    backup::RULES,
    custody::RULES,
    host::RULES,
    evidence::RULES,
];

/// Every rule, by area.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    AREAS.into_iter().flatten().copied()
}

/// The rule with that name.
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_named_after_its_file() {
        let files = [
            recipient::FILES,
            cookie::FILES,
            notice::FILES,
            chain::FILES,
            transfer::FILES,
            backup::FILES,
            custody::FILES,
            host::FILES,
            evidence::FILES,
        ];
        for (rule, file) in rules().zip(files.into_iter().flatten()) {
            assert_eq!(rule.id, file.replace('_', "-"), "the file and the rule must share a name");
        }
    }
}
