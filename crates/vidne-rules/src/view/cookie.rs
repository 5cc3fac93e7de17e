//! Questions about cookies and other stored entries.

use std::collections::BTreeSet;

use vidne_catalogue::KeptIn;
use vidne_model::{
    declared::DeclaredCookie,
    finding::{Subject, SubjectKind},
    observed::{Phase, Setter},
};

use super::{SeenCookie, View, listed};
use crate::sight::kept_in;

impl<'a> View<'a> {
    /// The register's entry for it, in force and recorded by then.
    pub fn cookie_entry(&self, cookie: &SeenCookie) -> Option<&'a DeclaredCookie> {
        let declared = self.declared;
        declared.cookies.iter().find(|entry| {
            entry.store == cookie.store
                && matches_wildcard(&entry.name, &cookie.name)
                && self.holds(&entry.period)
                && self.is_recorded(entry.recorded)
        })
    }

    /// It as a subject.
    pub fn cookie_subject(&self, cookie: &SeenCookie) -> Subject {
        Subject::new(SubjectKind::Cookie, &cookie.name)
    }

    /// Whose it may be, as the catalogue knows.
    pub fn makers_of(&self, cookie: &SeenCookie) -> BTreeSet<String> {
        let known = self.catalogue.by_cookie(&cookie.name, cookie.kept_in());
        known.iter().map(|found| found.recipient.name.clone()).collect()
    }
}

impl SeenCookie {
    /// In whose domain it lies.
    pub fn kept_in(&self) -> KeptIn<'_> {
        kept_in(self.party, &self.domain)
    }

    /// In which phase of consent it was seen, as part of a sentence: ` before consent`.
    pub fn in_phase(&self) -> &'static str {
        if self.phases.contains(&Phase::BeforeConsent) {
            " before consent"
        } else if self.phases.contains(&Phase::AfterReject) || self.phases.contains(&Phase::ReloadAfterReject)
        {
            " after a refusal"
        } else {
            ""
        }
    }

    /// Who set it, as part of a sentence.
    pub fn set_by(&self) -> String {
        let known = self.setters.iter().filter_map(|setter| match setter {
            Setter::Response { url } => Some(format!("the response of {}", without_query(url))),
            Setter::Script { url: Some(url) } => Some(format!("the script {}", without_query(url))),
            Setter::Script { url: None } => Some("a script".to_owned()),
            Setter::Unknown => None,
        });
        let known: Vec<_> = known.take(3).collect();
        if known.is_empty() { String::new() } else { format!(", set by {}", listed(known)) }
    }
}

/// An address without its query: a query is long, and may tell of the visitor.
fn without_query(url: &str) -> String {
    url.split_once('?').map_or_else(|| url.to_owned(), |(before, _)| format!("{before}?…"))
}

/// Whether a declared name, in which `*` stands for any run of characters, covers a name.
fn matches_wildcard(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_run_of_characters() {
        assert!(matches_wildcard("_pk_id.*", "_pk_id.1.fff3"));
        assert!(matches_wildcard("*_session_*", "app_session_1"));
        assert!(matches_wildcard("_ga", "_ga"));
        assert!(!matches_wildcard("_ga", "_ga_1"));
        assert!(!matches_wildcard("ab*ba", "aba"));
    }
}
