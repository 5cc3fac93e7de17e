//! The form in which names of companies are compared.
//!
//! It never compares parts of names: `Meta` is not `Meta Platforms`.

use unicode_normalization::UnicodeNormalization;

/// The name in lower case, composed (NFC), with single spaces, without commas, dots and brackets, and without what
/// only tells the company's form.
pub(crate) fn normal(name: &str) -> String {
    let lower: String = name.nfc().flat_map(char::to_lowercase).collect();
    let mut words: Vec<String> = lower
        .split(|c: char| c.is_whitespace() || c == ',')
        .map(|word| word.chars().filter(|c| !".()\"'®™\u{ad}\u{200b}".contains(*c)).collect())
        .filter(|word: &String| !word.is_empty())
        .collect();
    while words.len() > 1 && words.last().is_some_and(|last| FORMS_BEHIND.contains(&last.as_str())) {
        words.pop();
    }
    let in_front = words.iter().take_while(|word| FORMS_IN_FRONT.contains(&word.as_str())).count();
    words.drain(..in_front.min(words.len() - usize::from(!words.is_empty())));
    words.join(" ")
}

/// Company forms as they stand behind a name, dots taken out. "Limited" and "Company" may follow each other.
#[rustfmt::skip]
const FORMS_BEHIND: &[&str] = &[
    "&", "ab", "ag", "aktiebolag", "aktieselskab", "amba", "anpartsselskab", "aps", "as", "asa", "a/s", "bhd", "bv",
    "bvba", "co", "company", "corp", "corporation", "dac", "doo", "ehf", "ek", "ev", "fmba", "gbr", "gmbh", "hb", "hf",
    "inc", "incorporated", "ivs", "i/s", "kb", "kft", "kg", "kk", "k/s", "limited", "llc", "llp", "lp", "ltd", "ltda",
    "mbh", "nv", "oo", "oy", "oyj", "plc", "private", "pbc", "pte", "pty", "publ", "p/s", "rl", "sa", "sarl", "sas",
    "se", "sia", "sl", "smba", "sp", "spa", "sprl", "srl", "sro", "sà", "uab", "uc", "ug", "ulc", "unlimited", "z",
    "zoo",
];

/// Company forms that Nordic names also have in front.
const FORMS_IN_FRONT: &[&str] = &["ab", "aktiebolaget", "oy"];
