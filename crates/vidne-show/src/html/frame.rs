//! The frame of the page: head with its policy, title, contents, parts, closing lines.
//!
//! The only style is the one below, and the policy names its hash, so that nothing else can style or load anything.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};
use vidne_model::finding::RulePage;

use super::{Part, word};
use crate::{moment, report::Report};

const STYLE: &str = include_str!("style.css");

pub(super) fn document(report: &Report<'_>, rules: &[RulePage], summary: &Markup, parts: &[Part]) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(report.options.language.code()) {
            (head(report))
            body {
                a.skip href="#main" { (report.text.say("skip")) }
                (header(report))
                main #main tabindex="-1" {
                    section.summary aria-labelledby="summary" {
                        h2 #summary { (report.text.say("heading-summary")) }
                        (summary)
                    }
                    (contents(report, parts))
                    @for part in parts {
                        section aria-labelledby=(part.id) {
                            h2 id=(part.id) { (part.title) }
                            (part.body)
                        }
                    }
                }
                (footer(report, rules))
            }
        }
    }
}

fn head(report: &Report<'_>) -> Markup {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'"
    );
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="referrer" content="no-referrer";
            meta name="robots" content="noindex";
            meta name="generator" content={ "vidne " (report.options.version) };
            title { (report.service()) " – " (report.text.say("kicker")) " " (moment::day(report.options.now)) }
            style { (PreEscaped(STYLE)) }
        }
    }
}

fn header(report: &Report<'_>) -> Markup {
    html! {
        header.masthead {
            p.kicker { (report.text.say("kicker")) }
            h1 { bdi { (report.service()) } }
            p.as-of { (report.text.say("as-of")) " " (word::time(report.options.now)) }
            p.lede { (report.text.say("lede")) }
        }
    }
}

fn contents(report: &Report<'_>, parts: &[Part]) -> Markup {
    html! {
        nav.contents aria-labelledby="contents" {
            h2 #contents { (report.text.say("heading-contents")) }
            ol {
                @for part in parts {
                    li { a href={ "#" (part.id) } { (part.title) } }
                }
            }
        }
    }
}

/// Versions and hashes: what made this page, by which rules.
fn footer(report: &Report<'_>, rules: &[RulePage]) -> Markup {
    let text = report.text;
    html! {
        footer {
            h2 { (text.say("heading-colophon")) }
            dl.colophon {
                dt { (text.say("colophon-program")) }
                dd { "vidne " (report.options.version) }
                dt { (text.say("colophon-service")) }
                dd { bdi { code { (report.assessment.service) } } }
                dt { (text.say("colophon-now")) }
                dd { time datetime=(moment::exact(report.options.now)) { (moment::exact(report.options.now)) } }
                @if !rules.is_empty() {
                    dt { (text.say("colophon-rules")) }
                    dd { (rules.len()) ", sha256:" (word::whole_hash(rules_hash(rules))) }
                }
                @for (label, value) in &report.options.colophon {
                    dt { (label) }
                    dd { bdi { (value) } }
                }
            }
            p { (text.say("colophon-limits")) }
        }
    }
}

/// One hash for all rules: the SHA-256 of their ids and hashes, a line each, in order of their ids.
fn rules_hash(rules: &[RulePage]) -> vidne_model::id::ExhibitId {
    let mut lines: Vec<_> = rules.iter().map(|rule| format!("{} {}\n", rule.id, rule.hash)).collect();
    lines.sort();
    vidne_model::id::ExhibitId(Sha256::digest(lines.concat()).into())
}
