//! Rules about what a service keeps in visitors' browsers.

area!(
    undeclared_cookie,
    cookie_missing_from_page,
    cookie_outlives_declaration,
    cookie_entry_incomplete,
    third_party_cookie_before_consent,
    stored_before_consent,
    refusal_not_respected,
);

use vidne_model::finding::Message;

use crate::view::{Need, SeenCookie, listed};

/// A sentence about what is kept though it needs consent, with its name, its place and what shows the need filled in.
fn needing(said: Message, cookie: &SeenCookie, need: &Need) -> Message {
    let said = said
        .with("store", cookie.store.as_str())
        .with("name", &cookie.name)
        .with("domain", &cookie.domain)
        .with("setter", cookie.set_by());
    match need {
        Need::Declared { purpose } => said.with("purpose", purpose),
        Need::Documented { makers, purposes } => {
            said.with("who", listed(makers)).with("purposes", listed(purposes))
        }
        Need::SetBy { who, kind } => said.with("who", who).with("kind", kind),
        Need::Nothing | Need::Unknown => said,
    }
}
