//! A form on the site sends what people write without encryption.
//!
//! ## Why it matters
//! Everyone on the way can read it and change it: whoever runs the wireless network at the library, the employer, the carrier. People
//! write their names, complaints and illnesses into forms.
//!
//! ## Put it right
//! Let the form send to an address that begins with `https://`. If a `meta` element of the page makes browsers encrypt, no look records
//! that: mend the address all the same, since not every browser obeys.
//!
//! ## Fires
//! ```toml
//! now = "2026-03-02T21:00:00Z"
//! [[observed.visit]]
//! at = "2026-03-02T20:00:00Z"
//! url = "https://www.example.se/contact"
//! [[observed.visit.requests]]
//! url = "https://www.example.se/contact"
//! kind = "document"
//! [[observed.visit.forms]]
//! page = "https://www.example.se/contact"
//! action = "http://forms.example.se/send?id=7"
//! fields = ["message"]
//! ```
//! ```text
//! form:https://www.example.se/contact: the form sends what people write to forms.example.se without encryption
//! ```
//!
//! What browsers are told about another host, or are told to forget, does not help.
//! ```toml
//! now = "2026-03-02T21:00:00Z"
//! [[observed.visit]]
//! at = "2026-03-02T20:00:00Z"
//! url = "https://www.example.se/contact"
//! [[observed.visit.requests]]
//! url = "https://www.example.se/contact"
//! kind = "document"
//! headers = { strict-transport-security = "max-age=31536000; includeSubDomains" }
//! [[observed.visit.requests]]
//! url = "https://forms.example.se/logo.png"
//! headers = { strict-transport-security = "max-age=0; includeSubDomains" }
//! [[observed.visit.forms]]
//! page = "https://www.example.se/contact"
//! action = "http://forms.example.se/send"
//! fields = ["message"]
//! ```
//! ```text
//! form:https://www.example.se/contact: the form sends what people write to forms.example.se without encryption
//! ```
//!
//! ## Stays silent
//! ```toml
//! now = "2026-03-02T21:00:00Z"
//! [[observed.visit]]
//! at = "2026-03-02T20:00:00Z"
//! url = "https://www.example.se/contact"
//! [[observed.visit.forms]]
//! page = "https://www.example.se/contact"
//! action = "https://forms.example.se/send"
//! fields = ["message"]
//! ```
//!
//! The page makes browsers encrypt.
//! ```toml
//! now = "2026-03-02T21:00:00Z"
//! [[observed.visit]]
//! at = "2026-03-02T20:00:00Z"
//! url = "https://www.example.se/contact"
//! [[observed.visit.requests]]
//! url = "https://www.example.se/contact"
//! kind = "document"
//! headers = { content-security-policy = "default-src 'self'; Upgrade-Insecure-Requests" }
//! [[observed.visit.forms]]
//! page = "https://www.example.se/contact"
//! action = "http://forms.example.se/send"
//! fields = ["message"]
//! ```
//!
//! The host that gets it does.
//! ```toml
//! now = "2026-03-02T21:00:00Z"
//! [[observed.visit]]
//! at = "2026-03-02T20:00:00Z"
//! url = "https://www.example.se/contact"
//! [[observed.visit.requests]]
//! url = "https://example.se/"
//! headers = { strict-transport-security = "max-age=31536000; includeSubDomains" }
//! [[observed.visit.forms]]
//! page = "https://www.example.se/contact"
//! action = "http://www.example.se/send"
//! fields = ["message"]
//! ```
//!
//! Nothing is written into it; it stands in somebody else's frame; it never leaves the machine.
//! ```toml
//! now = "2026-03-02T21:00:00Z"
//! [[observed.visit]]
//! at = "2026-03-02T20:00:00Z"
//! url = "https://www.example.se/contact"
//! [[observed.visit.forms]]
//! page = "https://www.example.se/contact"
//! action = "http://www.example.se/print"
//! [[observed.visit.forms]]
//! page = "https://frame.example/survey"
//! action = "http://frame.example/survey"
//! fields = ["answer"]
//! [[observed.visit.forms]]
//! page = "https://www.example.se/sign"
//! action = "http://127.0.0.1:8080/sign"
//! fields = ["answer"]
//! ```
//!
//! ## Cannot tell
//! A kind of exhibit that holds no forms.
//! ```toml
//! now = "2026-03-02T21:00:00Z"
//! [[observed.visit]]
//! at = "2026-03-02T20:00:00Z"
//! url = "https://www.example.se/contact"
//! blind = ["forms"]
//! ```
//!
//! A look without headers: one of them may make browsers encrypt.
//! ```toml
//! now = "2026-03-02T21:00:00Z"
//! [[observed.visit]]
//! at = "2026-03-02T20:00:00Z"
//! url = "https://www.example.se/contact"
//! blind = ["headers"]
//! [[observed.visit.forms]]
//! page = "https://www.example.se/contact"
//! action = "http://www.example.se/contact"
//! fields = ["message"]
//! ```

use std::net::IpAddr;

use vidne_law::gdpr;
use vidne_model::{
    finding::{Severity, Subject, SubjectKind},
    id::Host,
    message,
    observed::{Blind, Form, Request, Visit},
};

use crate::{
    answer::Answer,
    case::same_address,
    rule::{Asks, Rule},
    sight::host_of,
    view::{SeenForm, View},
};

pub(super) const RULE: Rule = Rule {
    id: "unencrypted-form",
    severity: Severity::Warning,
    law: &[gdpr("32(1)(a)"), gdpr("5(1)(f)")],
    source: include_str!("unencrypted_form.rs"),
    asks: &[Asks::Service(assess)],
};

fn assess(view: &View<'_>, answer: &mut Answer) {
    if view.is_blind_to(&[Blind::Forms]) {
        answer.cannot_tell(view.service(), message!("no-forms", "the newest looks do not hold forms"));
    }
    for seen in view.forms() {
        let is_own = host_of(&seen.form.page).is_some_and(|page| view.own_hosts().contains(&page));
        let asks = is_own && !seen.form.fields.is_empty();
        if let Some(host) = unencrypted_target(&seen.form).filter(|_| asks) {
            judge(view, seen, &host, answer);
        }
    }
}

fn judge(view: &View<'_>, seen: &SeenForm, host: &Host, answer: &mut Answer) {
    let subject = Subject::new(SubjectKind::Form, &seen.form.page);
    let looks: Vec<_> = looks_with(view, seen).collect();
    if looks.iter().any(|look| encrypts(look, &seen.form, host)) {
        return;
    }
    if looks.iter().all(|look| look.blind.contains(&Blind::Headers)) {
        let lacks = message!(
            "no-headers",
            "the form names an unencrypted address of {host}, and the look does not show whether browsers encrypt all the same",
            host = host
        );
        answer.cannot_tell(subject, lacks);
        return;
    }
    let said = message!("sent", "the form sends what people write to {host} without encryption", host = host);
    answer.found(subject, said).rests_on([&seen.citation]);
}

/// The host to which a form is sent over a network without encryption.
fn unencrypted_target(form: &Form) -> Option<Host> {
    let (scheme, _) = form.action.split_once("://")?;
    let leaves = |host: &Host| !host.is_within("localhost") && !is_loopback(host);
    host_of(&form.action).filter(leaves).filter(|_| scheme.eq_ignore_ascii_case("http"))
}

fn is_loopback(host: &Host) -> bool {
    host.as_str().parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// What else the browser had met when it showed the form: all looks of that recording up to then.
fn looks_with<'a>(view: &View<'a>, seen: &SeenForm) -> impl Iterator<Item = &'a Visit> {
    let (exhibit, at) = (seen.citation.exhibit, seen.citation.at);
    view.visits().iter().filter(move |look| look.exhibit == exhibit && look.at <= at)
}

/// Whether something in the look makes browsers encrypt what the form sends.
fn encrypts(look: &Visit, form: &Form, host: &Host) -> bool {
    look.requests.iter().any(|request| {
        demands_encryption(request, host) || same_address(&request.url, &form.page) && upgrades(request)
    })
}

/// `Strict-Transport-Security`, by that host or for all below it. It counts over TLS only.
fn demands_encryption(request: &Request, host: &Host) -> bool {
    let Some(told) = request.response_header("strict-transport-security") else { return false };
    let directives: Vec<_> = told.split(';').map(|each| each.trim().to_ascii_lowercase()).collect();
    let age = directives.iter().find_map(|each| each.strip_prefix("max-age="));
    let lasts = age.and_then(|age| age.trim_matches('"').parse().ok()).is_some_and(|age: u64| age > 0);
    let below =
        host.is_within(request.host.as_str()) && directives.iter().any(|each| each == "includesubdomains");
    lasts && request.url.starts_with("https://") && (below || *host == request.host)
}

/// `Content-Security-Policy` with the directive that upgrades forms, too.
fn upgrades(request: &Request) -> bool {
    let headers = request.response_headers.iter().filter(|(name, _)| name == "content-security-policy");
    let mut directives = headers.flat_map(|(_, value)| value.split([';', ',']));
    directives.any(|each| each.trim().eq_ignore_ascii_case("upgrade-insecure-requests"))
}
