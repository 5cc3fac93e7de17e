//! Forms of companies, as they stand beside names: one list for everyone who compares or recognises names.
//!
//! It never takes a name apart: what a form means beside a name differs for whoever asks.
//!
//! For the Union the types are those of Directive (EU) 2017/1132, Annexes I and II; for the abbreviations see the code list of legal
//! forms that belongs to ISO 20275 (published by GLEIF). The list was compiled by hand and is not compared with these entry by entry.

/// Whether a word is a form of company, however it is capitalised and with or without dots: `A/S`, `inc.`
pub fn is_form(word: &str) -> bool {
    let plain = word.replace('.', "");
    FORMS.iter().any(|form| form.eq_ignore_ascii_case(&plain))
}

/// The form with which a text begins, in its own spelling: between words in small letters, "as" is no `AS`.
///
/// Forms of which every letter is small (`plc`) may be capitalised, too.
pub fn form_at_start(text: &str) -> Option<&str> {
    let end = text.find(|sign: char| !sign.is_alphanumeric() && sign != '/').unwrap_or(text.len());
    let word = &text[..end];
    let first = word.split('/').next().unwrap_or_default();
    [word, first].into_iter().find(|word| FORMS.iter().any(|form| is_spelled(form, word)))
}

fn is_spelled(form: &str, word: &str) -> bool {
    let is_small = !form.contains(char::is_uppercase);
    form == word || (is_small && form.eq_ignore_ascii_case(word))
}

/// In the spelling in which companies write them, without dots.
#[rustfmt::skip]
const FORMS: &[&str] = &[
    "AB", "Abp", "AG", "Aktiebolag", "Aktieselskab", "AmbA", "Anpartsselskab", "ApS", "AS", "ASA", "A/S", "Bhd", "BV", "BVBA",
    "Company", "Corp", "Corporation", "DAC", "doo", "ehf", "FMBA", "GbR", "GmbH", "HB", "hf", "Inc", "Incorporated", "IVS", "I/S", "KB",
    "Kft", "KG", "KK", "K/S", "Limited", "LLC", "LLP", "LP", "Ltd", "Ltda", "mbH", "NV", "Oy", "Oyj", "PBC", "plc", "P/S", "SA",
    "SARL", "SAS", "SE", "SIA", "SL", "SMBA", "SpA", "SPRL", "Srl", "sro", "UAB", "UG", "ULC", "Unlimited",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_known_however_it_is_written() {
        assert!(["AB", "a/s", "Inc.", "S.A.", "gmbh", "PLC"].iter().all(|word| is_form(word)));
        assert!(!["Meta", "", "Platforms"].iter().any(|word| is_form(word)));
    }

    #[test]
    fn in_running_text_a_form_counts_in_its_own_spelling() {
        assert_eq!(form_at_start("AB, Stockholm"), Some("AB"));
        assert_eq!(form_at_start("A/S."), Some("A/S"));
        assert_eq!(form_at_start("Plc"), Some("Plc"));
        for text in ["as a processor", "Sa", "se above", "ABBA", "", "company policy"] {
            assert_eq!(form_at_start(text), None, "{text}");
        }
    }
}
