//! A rule's `//!` text, taken apart: title, sections, examples. It is the manual page and the test in one.
//!
//! It never judges the text: the catalogue test does.

use std::{borrow::Cow, sync::OnceLock};

use sha2::{Digest, Sha256};
use vidne_model::{
    finding::{Message, Provision, RulePage},
    id::{ExhibitId, RuleId},
};

use crate::rule::Rule;

/// One example from a rule's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// A view in TOML: `now`, `declared`, `observed`.
    pub view: String,
    /// The sentences that the rule must say about it, one a line.
    pub says: Vec<String>,
}

/// What the text promises about a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promise {
    /// The rule finds something.
    Fires,
    /// The rule finds nothing and asks nothing.
    StaysSilent,
    /// The rule leaves a question open.
    CannotTell,
}

impl Promise {
    fn heading(self) -> &'static str {
        match self {
            Self::Fires => "Fires",
            Self::StaysSilent => "Stays silent",
            Self::CannotTell => "Cannot tell",
        }
    }
}

impl Rule {
    /// The `//!` text, in Markdown, and behind it what the rule has under `src/manual/`.
    pub fn markdown(&self) -> String {
        let lines = self.source.lines().map_while(|line| line.strip_prefix("//!"));
        let own = lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n");
        match self.source.find(HEADING) {
            Some(further) => format!("{own}\n{}", self.source[further..].trim_end()),
            None => own,
        }
    }

    /// The first paragraph: what is wrong, in one sentence.
    pub fn title(&self) -> String {
        folded(self.markdown().split("\n\n").next().unwrap_or_default())
    }

    /// The text under `## heading`, examples included.
    pub fn section(&self, heading: &str) -> Option<String> {
        let markdown = self.markdown();
        let start = markdown.find(&format!("\n## {heading}\n"))? + heading.len() + 5;
        let rest = &markdown[start..];
        Some(rest[..rest.find("\n## ").unwrap_or(rest.len())].trim().to_owned())
    }

    /// The examples under one of the three headings.
    pub fn examples(&self, promise: Promise) -> Vec<Example> {
        let section = self.section(promise.heading()).unwrap_or_default();
        let mut examples: Vec<Example> = Vec::new();
        let mut rest = section.as_str();
        while let Some((kind, body, tail)) = next_block(rest) {
            match (kind, examples.last_mut()) {
                ("toml", _) => examples.push(Example { view: body.to_owned(), says: Vec::new() }),
                ("text", Some(example)) => example.says = body.lines().map(str::to_owned).collect(),
                _ => {}
            }
            rest = tail;
        }
        examples
    }

    /// What to do, in one paragraph.
    pub fn remedy(&self) -> Message {
        let section = self.section("Put it right").unwrap_or_default();
        Message { id: "remedy", template: folded(&section).into(), arguments: Vec::new() }
    }

    /// The SHA-256 of its whole text.
    pub fn hash(&self) -> ExhibitId {
        ExhibitId(Sha256::digest(self.source).into())
    }

    /// Its manual page as data.
    pub fn page(&self, law: &vidne_law::Law) -> RulePage {
        RulePage {
            id: RuleId::from(self.id),
            title: self.title(),
            severity: self.severity,
            why: folded(&self.section("Why it matters").unwrap_or_default()),
            remedy: self.remedy().to_string(),
            markdown: self.markdown(),
            law: self.law.iter().map(|citation| provision(law, *citation)).collect(),
            hash: self.hash(),
        }
    }
}

/// A provision as people cite it.
pub(crate) fn provision(law: &vidne_law::Law, citation: vidne_law::Citation) -> Provision {
    let key = citation.id();
    match law.provision(&key) {
        Some(found) => {
            Provision { key, short: found.short.clone(), title: found.title.clone(), url: found.url.clone() }
        }
        None => Provision { short: key.clone(), key, title: String::new(), url: None },
    }
}

/// Every rule's remedy and hash, worked out once.
pub(crate) fn digests() -> &'static [(Remedy, ExhibitId)] {
    static DIGESTS: OnceLock<Vec<(Remedy, ExhibitId)>> = OnceLock::new();
    DIGESTS.get_or_init(|| crate::rule::rules().map(|rule| (Remedy(rule.remedy()), rule.hash())).collect())
}

/// What to do, kept for as long as the process runs.
pub(crate) struct Remedy(Message);

impl Remedy {
    /// The same without a copy of its text: every finding carries it.
    pub(crate) fn borrowed(&'static self) -> Message {
        Message { id: self.0.id, template: Cow::Borrowed(&self.0.template), arguments: Vec::new() }
    }
}

/// The next fenced block: its language, its body, what follows.
fn next_block(text: &str) -> Option<(&str, &str, &str)> {
    let (_, opened) = text.split_once("```")?;
    let (kind, body) = opened.split_once('\n')?;
    let (body, rest) = body.split_once("\n```")?;
    Some((kind.trim(), body, rest))
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where Markdown begins behind a rule's own file: no line of Rust begins so.
const HEADING: &str = "\n## ";

#[cfg(test)]
mod tests {
    use vidne_model::finding::Severity;

    use super::*;

    #[test]
    fn a_manual_goes_on_behind_the_code() {
        let source = "//! It is wrong.\n//!\n//! ## Why it matters\n//! It hurts.\n\nfn assess() {}\n\n## Fires\n```toml\nnow = 1\n```\n";
        let rule = Rule { id: "wrong", severity: Severity::Note, law: &[], source, asks: &[] };
        assert_eq!(
            rule.markdown(),
            "It is wrong.\n\n## Why it matters\nIt hurts.\n\n## Fires\n```toml\nnow = 1\n```"
        );
        assert_eq!(rule.section("Why it matters").as_deref(), Some("It hurts."));
        assert_eq!(rule.examples(Promise::Fires)[0].view, "now = 1");
    }

    #[test]
    fn a_manual_ends_with_its_comment_where_nothing_stands_beside_the_rule() {
        let source = "//! It is wrong.\n\n// ## no heading\nfn assess() {}\n//! no manual\n";
        let rule = Rule { id: "wrong", severity: Severity::Note, law: &[], source, asks: &[] };
        assert_eq!(rule.markdown(), "It is wrong.");
    }
}
