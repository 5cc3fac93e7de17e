//! Words of open vocabularies that are nearly a word with a meaning, or nearly one that the declaration uses elsewhere.
//!
//! It never calls such a word a mistake: anybody may have words of their own.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    gather::Tables,
    known::Known,
    mistake::quoted,
    near::slip_of,
    wire::{Log, Vocabulary},
};

pub(super) fn check(tables: &Tables, known: &Known, log: &mut Log) {
    let mut mentions = std::mem::take(&mut log.mentions);
    mentions.sort_by_key(|mention| mention.mark);
    let mut count: BTreeMap<(Vocabulary, &str), usize> = BTreeMap::new();
    for mention in &mentions {
        *count.entry((mention.vocabulary, &mention.word)).or_default() += 1;
    }
    let mut told = BTreeSet::new();
    for mention in &mentions {
        let (vocabulary, word) = (mention.vocabulary, mention.word.as_str());
        if told.len() >= MOST || !told.insert((vocabulary, word)) {
            continue;
        }
        let meant: BTreeSet<&str> = known.words(vocabulary).chain(terms(tables, vocabulary)).collect();
        if meant.contains(word) {
            continue;
        }
        let often = count[&(vocabulary, word)];
        let more_often = |(of, _): &(Vocabulary, &str), times: usize| *of == vocabulary && times > often;
        let used = count.iter().filter(|(key, times)| more_often(key, **times)).map(|((_, each), _)| *each);
        if let Some(meant) = slip_of(word, meant.iter().copied()).or_else(|| slip_of(word, used)) {
            log.remark(mention.mark, remark(vocabulary, word, meant));
        }
    }
}

fn remark(vocabulary: Vocabulary, word: &str, meant: &str) -> String {
    let word = quoted(word);
    match vocabulary {
        Vocabulary::Duty => format!("no rule asks for the duty {word}; did you mean `{meant}`?"),
        Vocabulary::Data => {
            format!("the category of data {word} is taken for one of its own; did you mean `{meant}`?")
        }
        Vocabulary::Purpose => {
            format!("the purpose {word} is taken for one of its own; did you mean `{meant}`?")
        }
        Vocabulary::Subject => {
            format!("the group {word} is taken for one of its own; did you mean `{meant}`?")
        }
    }
}

/// The operator's own words.
fn terms(tables: &Tables, vocabulary: Vocabulary) -> impl Iterator<Item = &str> {
    let own = tables.terms.iter().filter_map(move |term| {
        let kind = term.value.kind.as_ref()?;
        (Vocabulary::from(kind.value) == vocabulary).then_some(term.value.id.as_ref()?)
    });
    own.map(|id| id.value.0.as_str())
}

/// Different words that are looked at. A declaration uses a few dozen.
const MOST: usize = 250;
