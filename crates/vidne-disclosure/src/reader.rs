//! A lexicon and a declaration's own terms, ready to prepare pages.
//!
//! It never changes: two pages prepared by one reader are read with the same words.

use std::{collections::BTreeMap, sync::Arc};

use sha2::{Digest, Sha256};
use vidne_model::{declared::Term, observed::Page};

use crate::{
    lexicon::{Form, Group, IdeaId, Ideas, Lexicon, Pack, hex},
    prepared::Prepared,
};

/// Prepares pages for questions.
#[derive(Debug)]
pub struct Reader<'l> {
    lexicon: &'l Lexicon,
    terms: Arc<Terms>,
}

/// What a declaration adds to the lexicon.
#[derive(Debug)]
pub(crate) struct Terms {
    /// The lexicon's ideas and the declaration's own.
    pub(crate) ideas: Ideas,
    pub(crate) version: Arc<str>,
    packs: BTreeMap<String, Arc<Pack>>,
}

impl Terms {
    pub(crate) fn pack(&self, language: &str) -> Option<&Arc<Pack>> {
        self.packs.get(language)
    }
}

impl<'l> Reader<'l> {
    /// A reader with these words. A term's words are taken as written, in any case; those without a letter are left
    /// out.
    pub fn new(lexicon: &'l Lexicon, terms: &[Term]) -> Self {
        let mut ideas = lexicon.ideas.clone();
        let mut forms: BTreeMap<&str, Vec<(Group, IdeaId, Form)>> = BTreeMap::new();
        let mut hash = Sha256::new();
        hash.update(&lexicon.version);
        for term in terms {
            let group = Group::of(term.kind);
            let idea = ideas.number(group, &term.id);
            for (language, words) in &term.words {
                let language = lexicon.pack(language).map_or(language.as_str(), |pack| &pack.language);
                for word in words {
                    hash.update(format!("\0{}\0{}\0{language}\0{word}", group.as_str(), term.id));
                    let form = Form::literal(word).map(|form| (group, idea, form));
                    forms.entry(language).or_default().extend(form);
                }
            }
        }
        let version = if terms.is_empty() { lexicon.version.as_str().into() } else { hex(hash).into() };
        let pack =
            |(language, forms)| (String::from(language), Arc::new(Pack::new(language, Vec::new(), forms)));
        let packs = forms.into_iter().map(pack).collect();
        Self { lexicon, terms: Arc::new(Terms { ideas, version, packs }) }
    }

    /// The version of these words, terms included: sixteen hexadecimal digits.
    pub fn version(&self) -> &str {
        &self.terms.version
    }

    /// Reads a page once, so that it can be asked many times.
    pub fn prepare<'p>(&self, page: &'p Page) -> Prepared<'p>
    where
        'l: 'p,
    {
        Prepared::new(self.lexicon, Arc::clone(&self.terms), page)
    }
}
