//! One language's words, searched in one pass.
//!
//! It never decides what a hit means: only that a listed form stands there, as a word of its own.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use serde::Deserialize;

use super::{Form, Group, IdeaId, Ideas, LexiconError};
use crate::fold::Folded;

#[derive(Deserialize)]
struct File {
    language: String,
    name_endings: Vec<String>,
    #[serde(flatten)]
    tables: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

/// One language's words, or a declaration's own terms in that language.
#[derive(Debug)]
pub(crate) struct Pack {
    pub(crate) language: String,
    /// What a name may end in: the genitive's s.
    pub(crate) name_endings: Vec<String>,
    patterns: Vec<String>,
    meanings: Vec<Vec<Meaning>>,
    known: BTreeSet<IdeaId>,
    search: OnceLock<Option<AhoCorasick>>,
}

/// What a pattern stands for, and when.
#[derive(Debug)]
struct Meaning {
    idea: IdeaId,
    group: Group,
    form: Form,
}

/// A listed form in a folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    pub(crate) idea: IdeaId,
    pub(crate) group: Group,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) weak: bool,
}

impl Pack {
    pub(crate) fn new(language: &str, name_endings: Vec<String>, forms: Vec<(Group, IdeaId, Form)>) -> Self {
        let known = forms.iter().map(|(_, idea, _)| *idea).collect();
        let mut by_text: BTreeMap<String, Vec<Meaning>> = BTreeMap::new();
        for (group, idea, form) in forms {
            by_text.entry(form.low.clone()).or_default().push(Meaning { idea, group, form });
        }
        let (patterns, meanings) = by_text.into_iter().unzip();
        Self {
            language: language.to_owned(),
            name_endings,
            patterns,
            meanings,
            known,
            search: OnceLock::new(),
        }
    }

    /// Whether the language has a word for the idea.
    pub(crate) fn knows(&self, idea: IdeaId) -> bool {
        self.known.contains(&idea)
    }

    /// Every listed form that stands in the text as a word of its own, in order; the longest first of those that begin
    /// together.
    pub(crate) fn find(&self, text: &Folded<'_>, found: &mut Vec<Hit>) {
        let Some(search) = self.search.get_or_init(|| build(&self.patterns)) else { return };
        let before = found.len();
        for each in search.find_overlapping_iter(text.low.as_bytes()) {
            let (start, end) = (each.start(), each.end());
            for meaning in &self.meanings[each.pattern().as_usize()] {
                if stands(&text.low, start, end, &meaning.form)
                    && is_exact(&text.kept[start..end], &meaning.form)
                {
                    let Meaning { idea, group, form } = meaning;
                    found.push(Hit { idea: *idea, group: *group, start, end, weak: form.weak });
                }
            }
        }
        found[before..].sort_unstable_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end), hit.weak));
    }
}

/// The pattern count is small and the lists are ours, so that a failure to build means no patterns. A language takes
/// about 4 MB.
fn build(patterns: &[String]) -> Option<AhoCorasick> {
    let mut builder = AhoCorasick::builder();
    builder.match_kind(MatchKind::Standard).kind(Some(AhoCorasickKind::DFA));
    builder.build(patterns).ok().filter(|_| !patterns.is_empty())
}

fn stands(text: &str, start: usize, end: usize, form: &Form) -> bool {
    let starts =
        !is_inside(text, start) || form.joins_left && letters(text[..start].chars().rev()) >= SHORTEST_PART;
    let ends = !is_inside(text, end) || form.joins_right && letters(text[end..].chars()) >= SHORTEST_PART;
    starts && ends
}

/// Whether a place parts two characters of one word.
pub(crate) fn is_inside(text: &str, at: usize) -> bool {
    // Letters of one byte are most letters; only the others need decoding.
    let bytes = text.as_bytes();
    let (Some(before), Some(after)) = (at.checked_sub(1).map(|before| bytes[before]), bytes.get(at)) else {
        return false;
    };
    if before.is_ascii() && after.is_ascii() {
        return is_word(before.into()) && is_word((*after).into());
    }
    text[..at].chars().next_back().is_some_and(is_word) && text[at..].chars().next().is_some_and(is_word)
}

pub(crate) fn is_word(sign: char) -> bool {
    match sign {
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ' | '_' => true,
        _ if sign.is_ascii() => sign.is_ascii_alphanumeric(),
        _ => sign.is_alphanumeric(),
    }
}

/// How many letters come first, counted no further than needed.
fn letters(signs: impl Iterator<Item = char>) -> usize {
    signs.take(SHORTEST_PART).take_while(|sign| sign.is_alphabetic()).count()
}

fn is_exact(kept: &str, form: &Form) -> bool {
    let Some(exact) = &form.exact else { return true };
    kept.chars().map(|sign| if sign == '-' { ' ' } else { sign }).eq(exact.chars())
}

pub(super) fn read(file: &str, text: &str, ideas: &mut Ideas) -> Result<Pack, LexiconError> {
    let read: File =
        toml::from_str(text).map_err(|source| LexiconError::Shape { file: file.to_owned(), source })?;
    let mut forms = Vec::new();
    for (table, entries) in &read.tables {
        let group = Group::ALL.iter().copied().find(|group| group.as_str() == table);
        let group =
            group.ok_or_else(|| unknown(file, "", table, Group::ALL.iter().map(|group| group.as_str())))?;
        for (key, entries) in entries {
            let idea = idea(file, group, key, ideas)?;
            for entry in entries {
                let listed = Form::parse(entry);
                if listed.is_empty() {
                    let (file, table, key) = (file.to_owned(), table.clone(), key.clone());
                    return Err(LexiconError::Form { file, table, key, form: entry.clone() });
                }
                forms.extend(listed.into_iter().map(|form| (group, idea, form)));
            }
        }
    }
    Ok(Pack::new(&read.language, read.name_endings, forms))
}

/// The sets that `ideas.toml` and the matcher close may not grow in a language's file.
fn idea(file: &str, group: Group, key: &str, ideas: &mut Ideas) -> Result<IdeaId, LexiconError> {
    let open = matches!(
        group,
        Group::Basis
            | Group::Country
            | Group::Place
            | Group::Safeguard
            | Group::Copy
            | Group::Duration
            | Group::Recipient
    );
    match ideas.find(group, key) {
        Some(known) => Ok(known),
        None if open => Ok(ideas.number(group, key)),
        None => Err(unknown(file, group.as_str(), key, ideas.of(group).map(|(id, _)| id))),
    }
}

fn unknown<'a>(file: &str, table: &str, key: &str, known: impl Iterator<Item = &'a str>) -> LexiconError {
    let known = known.collect::<Vec<_>>().join(", ");
    LexiconError::Unknown { file: file.to_owned(), table: table.to_owned(), key: key.to_owned(), known }
}

/// A part of a compound has at least so many letters.
const SHORTEST_PART: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;

    fn find(entry: &str, text: &str) -> Vec<String> {
        let forms = Form::parse(entry).into_iter().map(|form| (Group::Data, IdeaId(0), form)).collect();
        let folded = Folded::new(text);
        let mut hits = Vec::new();
        Pack::new("sv", Vec::new(), forms).find(&folded, &mut hits);
        hits.iter().map(|hit| folded.kept[hit.start..hit.end].to_owned()).collect()
    }

    #[test]
    fn a_form_counts_as_a_word_of_its_own() {
        assert_eq!(find("usa", "MUSA, USA och usa-baserad"), ["USA", "usa"]);
        assert_eq!(find("ip-adress||er", "IP adresser"), ["IP adresser"]);
    }

    #[test]
    fn a_form_counts_within_a_compound_only_where_it_is_marked() {
        assert_eq!(find("-besökare", "webbplatsbesökare"), ["besökare"]);
        assert!(find("besökare", "webbplatsbesökare").is_empty());
        assert_eq!(find("ip-adress-", "IP-adressinformation"), ["IP-adress"]);
    }

    #[test]
    fn a_form_in_capitals_is_no_pronoun() {
        assert_eq!(find("=US", "contact us in the US"), ["US"]);
    }
}
