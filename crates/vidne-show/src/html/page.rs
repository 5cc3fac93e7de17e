//! The versions of the declared pages, with what each gained and lost; and pictures of what was seen.
//!
//! A picture is shown only where its kind cannot hold anything but a picture.

use std::collections::{BTreeMap, BTreeSet};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use maud::{Markup, html};
use vidne_model::{
    declared::PageRole,
    finding::{PageChange, PageHistory},
    observed::Phase,
};

use super::{Part, Screenshot, word};
use crate::{moment, report::Report};

/// The kinds of pictures that are shown. SVG is not among them: it may hold scripts and addresses.
const SHOWN: [&str; 4] = ["image/png", "image/jpeg", "image/webp", "image/gif"];

pub(super) fn versions(report: &Report<'_>) -> Option<Part> {
    let pages = &report.assessment.pages;
    let body = html! { @for history in pages { (history_of(report, history)) } };
    (!pages.is_empty()).then(|| Part { id: "pages", title: report.text.say("heading-pages"), body })
}

pub(super) fn screenshots(report: &Report<'_>, screenshots: &[Screenshot<'_>]) -> Option<Part> {
    let body = html! { @for same in once(screenshots) { (figure(report, same[0], &same)) } };
    (!screenshots.is_empty()).then(|| Part {
        id: "screenshots",
        title: report.text.say("heading-screenshots"),
        body,
    })
}

/// Which findings rest on an exhibit, by number.
pub(super) fn findings_by_exhibit(report: &Report<'_>) -> BTreeMap<vidne_model::id::ExhibitId, Vec<usize>> {
    let mut found: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for entry in &report.entries {
        for citation in &entry.finding.exhibits {
            let numbers = found.entry(citation.exhibit).or_default();
            if numbers.last() != Some(&entry.number) {
                numbers.push(entry.number);
            }
        }
    }
    found
}

fn history_of(report: &Report<'_>, history: &PageHistory) -> Markup {
    let text = report.text;
    let role = match history.role {
        PageRole::Cookies => text.say("page-cookies"),
        PageRole::Privacy => text.say("page-privacy"),
    };
    html! {
        h3 { (role) }
        p { (word::link(&history.url, &history.url)) }
        div.scroll tabindex="0" role="region" aria-label=(role) {
            table.versions {
                caption { (text.count("versions-caption", history.versions.len())) }
                thead { tr {
                    th scope="col" { (text.say("versions-hash")) }
                    th scope="col" { (text.say("versions-seen")) }
                    th scope="col" { (text.say("versions-gained")) }
                    th scope="col" { (text.say("versions-lost")) }
                } }
                tbody { @for change in &history.versions { (version(report, change)) } }
            }
        }
    }
}

fn version(report: &Report<'_>, change: &PageChange) -> Markup {
    html! {
        tr {
            th scope="row" { code title={ "sha256:" (change.hash) } { (change.hash.short()) } br; (word::exhibit(change.exhibit)) }
            td { (word::time(change.first)) " – " (word::time(change.last)) }
            td { (facts(report, &change.gained)) }
            td { (facts(report, &change.lost)) }
        }
    }
}

fn facts(report: &Report<'_>, facts: &[String]) -> Markup {
    html! {
        @if facts.is_empty() {
            span.faint { (report.text.say("versions-nothing")) }
        } @else {
            ul { @for fact in facts { li { bdi { (fact) } } } }
        }
    }
}

/// Looks that saw the same picture, together: each picture stands on the page once, however often it was seen.
fn once<'a, 'b>(screenshots: &'a [Screenshot<'b>]) -> Vec<Vec<&'a Screenshot<'b>>> {
    let mut pictures: Vec<Vec<&Screenshot<'_>>> = Vec::new();
    let mut places = BTreeMap::new();
    for screenshot in screenshots {
        let place = *places.entry((screenshot.exhibit, screenshot.mime)).or_insert(pictures.len());
        match pictures.get_mut(place) {
            Some(same) => same.push(screenshot),
            None => pictures.push(vec![screenshot]),
        }
    }
    pictures
}

fn figure(report: &Report<'_>, picture: &Screenshot<'_>, looks: &[&Screenshot<'_>]) -> Markup {
    let text = report.text;
    let alt = text
        .with("screenshot-alt", &[("what", picture.what.into()), ("at", moment::instant(picture.at).into())]);
    html! {
        figure.screenshot {
            @if SHOWN.contains(&picture.mime) && !picture.bytes.is_empty() {
                img alt=(alt) src={ "data:" (picture.mime) ";base64," (STANDARD.encode(picture.bytes)) };
            } @else {
                p { (text.with("screenshot-unshown", &[("kind", picture.mime.into())])) }
            }
            figcaption {
                @for caption in captions(report, looks) { (caption) br; }
                (word::exhibit(picture.exhibit))
            }
        }
    }
}

/// What is said of each look, once: to the minute, two looks at a page may read the same.
fn captions(report: &Report<'_>, looks: &[&Screenshot<'_>]) -> Vec<Markup> {
    let mut said = BTreeSet::new();
    let captions = looks.iter().map(|look| caption(report, look));
    captions.filter(|caption| said.insert(caption.0.clone())).collect()
}

fn caption(report: &Report<'_>, look: &Screenshot<'_>) -> Markup {
    html! {
        bdi { (look.what) } ", " (word::time(look.at))
        @if let Some(key) = phase(look.phase) { ", " (report.text.say(key)) }
    }
}

/// What a phase of consent is called, where it is known.
const fn phase(phase: Phase) -> Option<&'static str> {
    match phase {
        Phase::BeforeConsent => Some("screenshot-before-consent"),
        Phase::AfterReject => Some("screenshot-after-reject"),
        Phase::AfterAccept => Some("screenshot-after-accept"),
        Phase::ReloadAfterReject => Some("screenshot-reload-after-reject"),
        Phase::Unknown => None,
    }
}
