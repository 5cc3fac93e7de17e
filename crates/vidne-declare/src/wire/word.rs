//! Words of open vocabularies: duties, categories of data, purposes, groups of people.
//!
//! Any word may stand there. It never refuses one: what it notes serves to ask whether another was meant.

use std::marker::PhantomData;

use vidne_model::{
    declared::TermKind,
    id::{DataCategory, Duty, Purpose, SubjectGroup},
};

use super::{Log, Name, Shape, Value, Wire};
use crate::source::Mark;

/// A vocabulary that anybody may add words to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Vocabulary {
    Duty,
    Data,
    Purpose,
    Subject,
}

impl From<TermKind> for Vocabulary {
    fn from(kind: TermKind) -> Self {
        match kind {
            TermKind::Data => Self::Data,
            TermKind::Purpose => Self::Purpose,
            TermKind::Subject => Self::Subject,
        }
    }
}

/// Words of such a vocabulary.
pub(crate) trait Worded: for<'t> From<&'t str> {
    const VOCABULARY: Vocabulary;
}

macro_rules! worded {
    ($($id:ident: $vocabulary:ident),+) => { $(
        impl Worded for $id {
            const VOCABULARY: Vocabulary = Vocabulary::$vocabulary;
        }
    )+ };
}

worded!(Duty: Duty, DataCategory: Data, Purpose: Purpose, SubjectGroup: Subject);

/// A word that somebody wrote.
#[derive(Debug)]
pub(crate) struct Mention {
    pub(crate) vocabulary: Vocabulary,
    pub(crate) word: String,
    pub(crate) mark: Mark,
}

/// A word of an open vocabulary.
#[derive(Debug)]
pub(crate) struct Word<W> {
    word: String,
    vocabulary: PhantomData<W>,
}

impl<W: Worded> Word<W> {
    pub(crate) fn word(&self) -> W {
        W::from(&self.word)
    }
}

impl<W: Worded> Wire for Word<W> {
    const EXPECTED: &'static str = Name::EXPECTED;
    const EXAMPLE: &'static str = Name::EXAMPLE;

    fn read(value: &Value<'_>, log: &mut Log) -> Option<Self> {
        let Name(word) = Name::read(value, log)?;
        let mark = log.mark(value.span());
        log.mentions.push(Mention { vocabulary: W::VOCABULARY, word: word.clone(), mark });
        Some(Self { word, vocabulary: PhantomData })
    }

    fn shape() -> Shape {
        Name::shape()
    }
}
