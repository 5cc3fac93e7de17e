//! What the collector found in a frame: forms, what the frame loaded, the page's text.
//!
//! It never reads the text of a frame inside of the page for that of the page.

use std::collections::BTreeSet;

use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use vidne_model::observed::{Completeness, Form, Page};

use super::known::{Collected, FormValue};
use crate::{
    Ask, address,
    devtools::ledger::Ledger,
    text::{self, PageBody, PageInput},
};

/// What the collector found, over all frames of one phase.
#[derive(Debug, Default)]
pub(super) struct Looked {
    /// Forms.
    pub(super) forms: Vec<Form>,
    /// Addresses that the frames loaded over the network, by their own account.
    pub(super) resources: BTreeSet<String>,
    /// Frames of which it had to leave something out.
    pub(super) truncated: usize,
}

impl Looked {
    /// Takes over what was found in one frame.
    pub(super) fn add(&mut self, found: &Collected, ask: &Ask<'_>) {
        let page = address::bare(found.url.text().unwrap_or_default());
        for form in &found.forms {
            let form = made(form, &page);
            if self.forms.len() < MOST_FORMS && !self.forms.contains(&form) {
                self.forms.push(form);
            }
        }
        let names = found.resources.iter().filter_map(|resource| resource.name.text());
        for name in names.filter(|name| address::leaves_the_browser(name)) {
            if self.resources.len() < ask.limits.requests {
                self.resources.insert(address::bare(name));
            }
        }
        let is_whole = found.truncated.text().is_none_or(|told| told == "false" || told == "0");
        self.truncated += usize::from(!is_whole);
    }

    /// How the log compares with the frames' own account.
    pub(super) fn compare(&self, ledger: &Ledger) -> Completeness {
        let asked: BTreeSet<&str> = ledger.exchanges.iter().map(|hop| hop.url.as_str()).collect();
        let (seen, missing): (Vec<_>, Vec<_>) =
            self.resources.iter().partition(|url| asked.contains(url.as_str()));
        Completeness { seen: seen.len(), missing: missing.into_iter().cloned().collect(), settled: None }
    }
}

fn made(form: &FormValue, page: &str) -> Form {
    let told = form.action.text().map(str::trim).filter(|action| !action.is_empty());
    let action = told.map_or_else(|| page.to_owned(), |action| crate::archive::resolve(page, action));
    let fields = form.fields.iter().filter_map(|field| field.text()).map(ToOwned::to_owned);
    Form {
        page: page.to_owned(),
        action: address::bare(&action),
        fields: fields.take(MOST_FIELDS).collect(),
        error: broken(form),
    }
}

/// A form that asks for nothing, and whose buttons, if it has any, are all out of use: nobody can send it.
fn broken(form: &FormValue) -> Option<String> {
    let is_empty =
        form.fields.is_empty() && form.buttons.is_some_and(|count| count > 0) && form.enabled == Some(0);
    is_empty.then(|| "it has no field, and its button is out of use".to_owned())
}

/// The text of the page, where it is one that is wanted. `asked` is the address that was asked for, which may have led on.
pub(super) fn page(found: &Collected, asked: &str, at: Timestamp, ask: &Ask<'_>) -> Option<Page> {
    let html = found.html.text()?;
    let shown = found.url.text().unwrap_or(asked);
    let url = [shown, asked].into_iter().find(|url| ask.wants(url))?;
    let url = address::bare(url);
    Some(text::page(PageInput {
        exhibit: ask.exhibit,
        at,
        url: &url,
        language: None,
        body: PageBody::Html(html),
    }))
}

/// Whether a page, as it stood or as it was sent, is one that keeps robots out.
pub(super) fn is_challenge(html: &str, url: &str) -> bool {
    html.len() <= LONGEST_CHALLENGE && text::look(html, url).is_some_and(|(_, is_challenge)| is_challenge)
}

/// The body of an answer as text, where it is short enough to be a challenge.
pub(super) fn short_body(base64: &str) -> Option<String> {
    if base64.len() > LONGEST_CHALLENGE / 3 * 4 {
        return None;
    }
    let bytes = STANDARD.decode(base64).ok()?;
    Some(text::decode(&bytes, None).into_owned())
}

/// Bytes above which a page is no challenge.
const LONGEST_CHALLENGE: usize = 256 * 1024;
const MOST_FORMS: usize = 1_000;
const MOST_FIELDS: usize = 500;
