//! The form in which names of companies are compared.
//!
//! It never compares parts of names: `Meta` is not `Meta Platforms`.

use unicode_normalization::UnicodeNormalization;
use vidne_model::company::is_form;

/// The name in lower case, composed (NFC), with single spaces, without commas, dots and brackets, and without what
/// only tells the company's form.
pub(crate) fn normal(name: &str) -> String {
    let lower: String = name.nfc().flat_map(char::to_lowercase).collect();
    let mut words: Vec<String> = lower
        .split(|c: char| c.is_whitespace() || c == ',')
        .map(|word| word.chars().filter(|c| !".()\"'®™\u{ad}\u{200b}".contains(*c)).collect())
        .filter(|word: &String| !word.is_empty())
        .collect();
    while words.len() > 1 && words.last().is_some_and(|last| is_form(last) || PARTS.contains(&last.as_str()))
    {
        words.pop();
    }
    let in_front = words.iter().take_while(|word| FORMS_IN_FRONT.contains(&word.as_str())).count();
    words.drain(..in_front.min(words.len() - usize::from(!words.is_empty())));
    words.join(" ")
}

/// Further words that tell a form only together with others ("& Co. KG", "Pte. Ltd.", "Sp. z o.o.") or behind a form in brackets
/// ("AB (publ)"), and forms of a single letter or two that would be words elsewhere.
const PARTS: &[&str] =
    &["&", "co", "ek", "ev", "oo", "private", "pte", "pty", "publ", "rl", "sp", "s\u{e0}", "uc", "z", "zoo"];

/// Company forms that Nordic names also have in front.
const FORMS_IN_FRONT: &[&str] = &["ab", "aktiebolaget", "oy"];
