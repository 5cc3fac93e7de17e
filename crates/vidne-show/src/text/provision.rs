//! What provisions are about, in other languages, under the English words that the law sheets have for it.
//!
//! The English words are the key, since corresponding provisions of several laws share them.

use std::{collections::BTreeMap, sync::OnceLock};

use serde::Deserialize;

use super::{Said, Text};
use crate::language::Language;

/// One wording in the other languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wording {
    sv: String,
    da: String,
}

impl Text {
    /// What a provision is about; in English where it is not translated.
    pub(crate) fn provision(&self, english: &str) -> Said {
        let found = wordings().get(english).and_then(|wording| match self.language {
            Language::English => None,
            Language::Swedish => Some(&wording.sv),
            Language::Danish => Some(&wording.da),
        });
        match found {
            Some(text) => Said { text: text.clone(), language: self.language },
            // The duties of a declared clause.
            None => match self.phrase(english) {
                text if text != english => Said { text, language: self.language },
                text => Said { text, language: Language::English },
            },
        }
    }
}

/// The English words that have a translation.
pub fn provision_titles() -> impl Iterator<Item = &'static str> {
    wordings().keys().map(String::as_str)
}

fn wordings() -> &'static BTreeMap<String, Wording> {
    static WORDINGS: OnceLock<BTreeMap<String, Wording>> = OnceLock::new();
    // A test holds that the file can be read; English is better than nothing.
    WORDINGS.get_or_init(|| toml::from_str(include_str!("../../text/provisions.toml")).unwrap_or_default())
}
