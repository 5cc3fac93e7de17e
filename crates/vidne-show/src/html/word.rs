//! Small pieces that all parts of the page share: instants, hashes, links, names.
//!
//! Nothing here makes a link out of an address that is not plain HTTP.

use jiff::Timestamp;
use maud::{Markup, html};
use vidne_model::{
    finding::{Severity, Subject, SubjectKind},
    id::ExhibitId,
};

use crate::{
    language::Language,
    moment,
    report::{Report, State},
    text::{Said, Text},
};

/// The address where it is plain HTTP and can do nothing else; strangers write other things into addresses.
pub(crate) fn web_address(url: &str) -> Option<&str> {
    let lower = url.get(..8.min(url.len()))?.to_ascii_lowercase();
    let host = if lower.starts_with("https://") {
        &url[8..]
    } else if lower.starts_with("http://") {
        &url[7..]
    } else {
        return None;
    };
    let plain =
        |c: char| !c.is_control() && !c.is_whitespace() && !matches!(c, '"' | '\'' | '<' | '>' | '\\' | '`');
    (host.starts_with(|c: char| c.is_alphanumeric() || c == '[') && url.chars().all(plain)).then_some(url)
}

/// A text that leads to an address, where that is safe; otherwise both as text.
pub(super) fn link(label: &str, url: &str) -> Markup {
    match web_address(url) {
        Some(url) => html! { a href=(url) rel="noopener noreferrer nofollow" { (label) } },
        None if label == url => html! { bdi { (label) } },
        None => html! { (label) " (" bdi { (url) } ")" },
    }
}

/// An instant for people, with the exact one for machines.
pub(super) fn time(at: Timestamp) -> Markup {
    html! { time datetime=(moment::exact(at)) { (moment::instant(at)) } }
}

/// An exhibit by its short hash, leading to the list of exhibits.
pub(super) fn exhibit(id: ExhibitId) -> Markup {
    html! { a.hash href={ "#x-" (id) } title={ "sha256:" (id) } { code { (id.short()) } } }
}

/// A whole hash. It may be broken anywhere.
pub(super) fn whole_hash(id: ExhibitId) -> Markup {
    html! { code.whole { (id) } }
}

/// A sentence, marked where it is not in the page's language.
pub(super) fn said(report: &Report<'_>, said: &Said) -> Markup {
    if said.language == report.options.language {
        prose(&said.text)
    } else {
        html! { span lang=(said.language.code()) { (prose(&said.text)) } }
    }
}

/// What stands between backticks is shown as what people type. Where they do not pair up they stay as they are.
fn prose(text: &str) -> Markup {
    let pieces: Vec<&str> = text.split('`').collect();
    let typed = || pieces.iter().skip(1).step_by(2);
    if pieces.len().is_multiple_of(2) || typed().any(|piece| piece.trim().is_empty()) {
        return html! { (text) };
    }
    html! {
        @for (index, piece) in pieces.iter().enumerate() {
            @if index.is_multiple_of(2) { (piece) } @else { code { (piece) } }
        }
    }
}

/// A phrase of a rule; marked where it is in English.
pub(super) fn phrase(report: &Report<'_>, english: &str) -> Markup {
    let text = report.text.phrase(english);
    let language = if text == english { Language::English } else { report.text.language };
    said(report, &Said { text, language })
}

/// What a finding is about.
pub(super) fn subject(report: &Report<'_>, subject: &Subject) -> Markup {
    html! { (kind(report.text, subject.kind)) " " bdi { code { (subject.id) } } }
}

/// How heavily a finding weighs and how it stands, in words: the colour only repeats it.
pub(super) fn badge(text: &Text, severity: Severity, state: State) -> Markup {
    let state_word = match state {
        State::Open => None,
        State::Accepted => Some(text.say("state-accepted")),
        State::Ahead => Some(text.say("state-ahead")),
        State::Closed => Some(text.say("state-closed")),
    };
    html! {
        span class={ "badge " (class(severity)) } { (weight(text, severity)) }
        @if let Some(word) = state_word { " " span.badge.state { (word) } }
    }
}

pub(super) fn weight(text: &Text, severity: Severity) -> String {
    match severity {
        Severity::Violation => text.say("severity-violation"),
        Severity::Warning => text.say("severity-warning"),
        Severity::Note => text.say("severity-note"),
    }
}

/// The name under which the style knows a weight.
pub(super) const fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Violation => "violation",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn kind(text: &Text, kind: SubjectKind) -> String {
    match kind {
        SubjectKind::Service => text.say("subject-service"),
        SubjectKind::Recipient => text.say("subject-recipient"),
        SubjectKind::Cookie => text.say("subject-cookie"),
        SubjectKind::Page => text.say("subject-page"),
        SubjectKind::Edge => text.say("subject-edge"),
        SubjectKind::Transfer => text.say("subject-transfer"),
        SubjectKind::Document => text.say("subject-document"),
        SubjectKind::Form => text.say("subject-form"),
        SubjectKind::Exhibit => text.say("subject-exhibit"),
        SubjectKind::Declaration => text.say("subject-declaration"),
        SubjectKind::Backup => text.say("subject-backup"),
        SubjectKind::Copy => text.say("subject-copy"),
        SubjectKind::Host => text.say("subject-host"),
        SubjectKind::Item => text.say("subject-item"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_is_marked_and_lone_backticks_stay() {
        assert_eq!(prose("as `[[report]]`.").into_string(), "as <code>[[report]]</code>.");
        assert_eq!(prose("`<b>` `x`").into_string(), "<code>&lt;b&gt;</code> <code>x</code>");
        for plain in ["a ` b", "a `` b", "```"] {
            assert_eq!(prose(plain).into_string(), plain);
        }
    }

    #[test]
    fn only_plain_http_becomes_a_link() {
        for url in ["https://www.example.se/om?x=1", "HTTP://example.se", "https://[::1]/"] {
            assert_eq!(web_address(url), Some(url));
        }
        let hostile = [
            "javascript:alert(1)",
            " https://a.example",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "//a.example/",
            "https:///x",
            "https://a.example/\"onload=x",
            "https://a.example/ x",
            "åäö",
            "",
        ];
        for url in hostile {
            assert_eq!(web_address(url), None, "{url}");
        }
    }
}
