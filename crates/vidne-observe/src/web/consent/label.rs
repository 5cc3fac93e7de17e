//! What a button, or the label of a choice, says: read in the words of `words.toml`.
//!
//! It never takes for a refusal what also gives something away, and what gives everything is nothing but that.

use std::sync::LazyLock;

use serde::Serialize;

use super::data::{Words, words};

/// What one label says. A number is the place of its phrase in the list: the lower, the better said.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Meaning {
    /// It refuses everything optional.
    reject: Option<usize>,
    /// It accepts.
    accept: Option<usize>,
    /// It takes note.
    acknowledge: Option<usize>,
    /// It leads to choices.
    settings: Option<usize>,
    /// It keeps the choices as they stand.
    save: Option<usize>,
    /// It gives more than was chosen: nothing that a refusal may press.
    gives: bool,
    /// As a choice, it stands for no.
    off: bool,
    /// What it names, where that is known.
    names: Option<Names>,
}

/// What a choice is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Names {
    /// Only what needs no consent.
    Needed,
    /// Something that needs consent.
    Optional,
}

impl Meaning {
    /// Reads a label.
    pub(super) fn of(text: &str) -> Self {
        let lexicon = &*LEXICON;
        let label = Label { lexicon, words: lexicon.fold(text) };
        let names = label.names();
        let off = label.is_off();
        let is_long = text.split_whitespace().count() > LONGEST;
        if label.words.is_empty() || is_long || label.says(&lexicon.never) {
            return Self { off, names, ..Self::default() };
        }
        let reject = label.reject();
        let accept = label.accept().filter(|_| reject.is_none());
        let settings = label.settings().filter(|_| reject.is_none() && accept.is_none());
        let save = label.save().filter(|_| reject.is_none() && accept.is_none());
        let acknowledge = label.whole(&lexicon.acknowledge);
        let gives = reject.is_none() && (accept.is_some() || (settings.is_none() && label.gives()));
        Self { reject, accept, acknowledge, settings, save, gives, off: off || reject.is_some(), names }
    }

    /// Whether a refusal may never press it.
    pub(super) const fn gives(&self) -> bool {
        self.gives
    }
}

/// A label in small letters, without signs and fillers.
struct Label<'a> {
    lexicon: &'a Lexicon,
    words: Vec<String>,
}

impl Label<'_> {
    fn reject(&self) -> Option<usize> {
        let words = &self.lexicon.words;
        let (place, phrases, rest) = self.without(&self.lexicon.reject)?;
        let only_needed =
            phrases.iter().any(|phrase| phrase.words.iter().any(|word| begins(word, &words.needed)));
        let has = |list: &[String]| rest.iter().any(|word| list.contains(word));
        let names_more =
            rest.iter().any(|word| begins(word, &words.optional) || begins(word, &words.further));
        let names_needed = self.words.iter().any(|word| begins(word, &words.needed));
        let leads_on = Label { lexicon: self.lexicon, words: rest.clone() };
        let gives = names_more && (names_needed || has(&words.except))
            || (names_needed && has(&words.all) && !has(&words.except))
            || (has(&words.yes) && (!only_needed || has(&words.all)))
            || has(&words.recommended)
            || leads_on.says(&self.lexicon.accept_all);
        let chooses = !only_needed && leads_on.says(&self.lexicon.settings);
        (!gives && !chooses).then_some(place)
    }

    fn accept(&self) -> Option<usize> {
        let place = self.place(&self.lexicon.accept)?;
        let is_part = self.says(&self.lexicon.part) || self.whole(&self.lexicon.save).is_some();
        let chooses = self.says(&self.lexicon.settings) && (self.leaves_open() || !self.is_sweeping());
        (!is_part && !chooses).then_some(place)
    }

    fn settings(&self) -> Option<usize> {
        let place = self.place(&self.lexicon.settings)?;
        let words = &self.lexicon.words;
        let takes_all = self.has(&words.choose) && self.has(&words.all) && !self.leaves_open();
        let gives =
            self.has(&words.recommended) || takes_all || (self.has(&words.yes) && !self.leaves_open());
        (!gives && !self.says(&self.lexicon.save)).then_some(place)
    }

    fn save(&self) -> Option<usize> {
        let (place, _, rest) = self.without(&self.lexicon.save)?;
        let words = &self.lexicon.words;
        let gives = |word: &String| {
            [&words.yes, &words.all, &words.recommended].iter().any(|list| list.contains(word))
                || begins(word, &words.optional)
        };
        let rest = Label { lexicon: self.lexicon, words: rest };
        (!rest.words.iter().any(gives) && !rest.says(&self.lexicon.accept_all)).then_some(place)
    }

    /// Whether it says yes to more than was chosen, in whatever words.
    fn gives(&self) -> bool {
        let words = &self.lexicon.words;
        let names_more = self.words.iter().any(|word| begins(word, &words.optional));
        self.has(&words.recommended)
            || (self.has(&words.yes) && (self.has(&words.all) || names_more))
            || (self.has(&words.choose) && self.has(&words.all))
            || self.says(&self.lexicon.accept_all)
    }

    fn names(&self) -> Option<Names> {
        let words = &self.lexicon.words;
        let has = |stems: &[String]| self.words.iter().any(|word| begins(word, stems));
        match (has(&words.optional), has(&words.further), has(&words.needed)) {
            (true, ..) => Some(Names::Optional),
            (false, false, true) => Some(Names::Needed),
            _ => None,
        }
    }

    fn is_off(&self) -> bool {
        self.whole(&self.lexicon.off).is_some()
    }

    fn is_sweeping(&self) -> bool {
        self.has(&self.lexicon.words.all) || self.has(&self.lexicon.words.recommended)
    }

    /// Whether it asks which ones.
    fn leaves_open(&self) -> bool {
        self.has(&self.lexicon.words.which)
    }

    fn has(&self, list: &[String]) -> bool {
        self.words.iter().any(|word| list.contains(word))
    }

    fn says(&self, phrases: &[Phrase]) -> bool {
        self.place(phrases).is_some()
    }

    fn place(&self, phrases: &[Phrase]) -> Option<usize> {
        phrases.iter().position(|phrase| phrase.at(&self.words).is_some())
    }

    fn whole(&self, phrases: &[Phrase]) -> Option<usize> {
        phrases.iter().position(|phrase| phrase.words == self.words)
    }

    /// What it says besides these phrases, the longest taken first; absent where it says none of them.
    fn without<'a>(&self, phrases: &'a [Phrase]) -> Option<(usize, Vec<&'a Phrase>, Vec<String>)> {
        let place = self.place(phrases)?;
        let mut rest = self.words.clone();
        let mut found = Vec::new();
        loop {
            let fits = phrases.iter().filter_map(|phrase| phrase.at(&rest).map(|at| (phrase, at)));
            let Some((phrase, at)) = fits.max_by_key(|(phrase, _)| phrase.words.len()) else { break };
            // What stood on both sides does not come together.
            rest.splice(at..at + phrase.words.len(), [String::new()]);
            found.push(phrase);
        }
        Some((place, found, rest))
    }
}

/// Words that follow each other.
struct Phrase {
    words: Vec<String>,
    is_first: bool,
    is_last: bool,
}

impl Phrase {
    fn at(&self, words: &[String]) -> Option<usize> {
        let length = self.words.len();
        let mut places = words.windows(length).enumerate().filter(|(_, part)| *part == self.words);
        let fits = |at: usize| (!self.is_first || at == 0) && (!self.is_last || at + length == words.len());
        places.find(|(at, _)| fits(*at)).map(|(at, _)| at)
    }
}

/// The words as they are compared.
struct Lexicon {
    words: Words,
    reject: Vec<Phrase>,
    accept: Vec<Phrase>,
    /// Those of `accept` that say so of everything.
    accept_all: Vec<Phrase>,
    acknowledge: Vec<Phrase>,
    settings: Vec<Phrase>,
    save: Vec<Phrase>,
    part: Vec<Phrase>,
    never: Vec<Phrase>,
    off: Vec<Phrase>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let words = words();
    let phrases = |list: &[String]| -> Vec<Phrase> {
        list.iter().map(|text| phrase(&words, text)).filter(|phrase| !phrase.words.is_empty()).collect()
    };
    let accept = phrases(&words.said.accept);
    let is_sweeping = |phrase: &Phrase| phrase.words.iter().any(|word| words.all.contains(word));
    Lexicon {
        reject: phrases(&words.said.reject),
        accept_all: phrases(&words.said.accept).into_iter().filter(is_sweeping).collect(),
        accept,
        acknowledge: phrases(&words.said.acknowledge),
        settings: phrases(&words.said.settings),
        save: phrases(&words.said.save),
        part: phrases(&words.said.part),
        never: phrases(&words.never),
        off: phrases(&words.off),
        words,
    }
});

impl Lexicon {
    fn fold(&self, text: &str) -> Vec<String> {
        fold(&self.words, text)
    }
}

fn phrase(words: &Words, text: &str) -> Phrase {
    Phrase { words: fold(words, text), is_first: text.starts_with('^'), is_last: text.ends_with('$') }
}

/// Small letters without signs and fillers. What is not necessary is optional.
fn fold(words: &Words, text: &str) -> Vec<String> {
    let small = text.to_lowercase();
    let parts = small.split(|sign: char| !sign.is_alphanumeric()).filter(|part| !part.is_empty());
    let mut folded: Vec<String> = Vec::new();
    for part in parts.filter(|part| !words.filler.iter().any(|filler| filler == part)) {
        let is_needed = begins(part, &words.needed);
        match folded.last_mut() {
            Some(last) if is_needed && words.not.contains(last) => "optional".clone_into(last),
            _ => folded.push(part.to_owned()),
        }
    }
    folded
}

fn begins(word: &str, stems: &[String]) -> bool {
    stems.iter().any(|stem| word.starts_with(stem.as_str()))
}

/// Words of the longest label that is read as a button's.
const LONGEST: usize = 12;

#[cfg(test)]
mod tests;
