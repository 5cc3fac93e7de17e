//! The language of a page, decided over its whole text.
//!
//! It never believes `lang` against the text, and never decides sentence by sentence: a Danish sentence looks Norwegian, and names of
//! cookies look English.

mod word;

use std::sync::LazyLock;

use lingua::{Language, LanguageDetector, LanguageDetectorBuilder};
use vidne_model::observed::{Block, Visibility};

/// The language: `sv`, `da`, `en`, `nb` or `fi`; nothing where the text is none of them, or too short and nothing hints at it.
///
/// Small words are counted first, which is cheap and mostly enough. The language models are loaded only where the count leaves a
/// doubt in a text of some length; of shorter texts the hint holds where it names one of ours, unless the words speak against it.
pub(super) fn decide(blocks: &[Block], hint: Option<&str>) -> Option<&'static str> {
    let text = sample(blocks);
    let count = word::count(&text);
    if let Some(language) = count.decisive() {
        return Some(language);
    }
    let hint = hint.and_then(known);
    let letters = text.chars().filter(|each| each.is_alphabetic()).count();
    let allowed = hint.filter(|hint| letters < SHORT && count.allows(hint));
    if letters < SHORTEST || allowed.is_some() {
        return allowed.or(count.leader()).or(hint);
    }
    by_model(&text).filter(|found| hint == Some(*found) || count.of(found) > 0)
}

/// The text by which the language is decided: the body of the page where it says enough, all of it otherwise.
fn sample(blocks: &[Block]) -> String {
    let body =
        blocks.iter().filter(|block| matches!(block.visibility, Visibility::Shown | Visibility::Hidden));
    let body = joined(body);
    if body.len() >= 4 * SHORT { body } else { joined(blocks.iter()) }
}

fn joined<'a>(blocks: impl Iterator<Item = &'a Block>) -> String {
    let mut text = String::new();
    for block in blocks {
        if text.len() > LONGEST {
            break;
        }
        text.extend(block.text.chars().take(LONGEST));
        text.push('\n');
    }
    text
}

/// The language that a tag such as `sv-SE` names, where it is one of ours.
pub(super) fn known(tag: &str) -> Option<&'static str> {
    let first = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    match first.as_str() {
        "sv" => Some("sv"),
        "da" => Some("da"),
        "en" => Some("en"),
        "nb" | "no" => Some("nb"),
        "fi" => Some("fi"),
        _ => None,
    }
}

fn by_model(text: &str) -> Option<&'static str> {
    static DETECTOR: LazyLock<LanguageDetector> = LazyLock::new(|| {
        use Language::{Bokmal, Danish, English, Finnish, Swedish};
        let ours = [Swedish, Danish, English, Bokmal, Finnish];
        LanguageDetectorBuilder::from_languages(&ours).with_low_accuracy_mode().build()
    });
    let text: String = text.chars().take(MODEL_READS).collect();
    match DETECTOR.detect_language_of(text)? {
        Language::Swedish => Some("sv"),
        Language::Danish => Some("da"),
        Language::English => Some("en"),
        Language::Bokmal => Some("nb"),
        Language::Finnish => Some("fi"),
    }
}

/// Letters below which a hint is believed unless the words speak against it.
const SHORT: usize = 100;

/// Letters below which the models guess.
const SHORTEST: usize = 40;

/// Bytes of text that are looked at.
const LONGEST: usize = 64 * 1024;

/// Characters that the models are given.
const MODEL_READS: usize = 4_000;

#[cfg(test)]
mod tests {
    use vidne_model::observed::BlockKind;

    use super::*;

    fn of(text: &str, hint: Option<&str>) -> Option<&'static str> {
        let block = Block {
            text: text.to_owned(),
            kind: BlockKind::Text,
            visibility: Visibility::Shown,
            headings: Vec::new(),
            row: None,
        };
        decide(&[block], hint)
    }

    #[test]
    fn a_wrong_hint_does_not_win_against_the_text() {
        let text = "Vi använder kakor för att webbplatsen ska fungera på ett bra sätt för dig. Kakorna är nödvändiga \
                    och kan inte stängas av. Uppgifterna lämnas till vår leverantör.";
        assert_eq!(of(text, Some("en")), Some("sv"));
        assert_eq!(of(text, None), Some("sv"));
        let short = "Jag hör av mig eftersom jag såg att webbplatsen började använda den amerikanska tjänsten nyligen.";
        assert_eq!(of(short, Some("en")), Some("sv"));
    }

    #[test]
    fn danish_and_norwegian_are_told_apart() {
        let danish = "Vi bruger cookies til at huske dine indstillinger, og vi deler ikke oplysninger med andre. \
                      Du kan altid ændre dit valg, hvis du har spørgsmål om, hvad vi gør med dem efter et besøg.";
        let norwegian = "Vi bruker informasjonskapsler for å huske innstillingene dine, og vi deler ikke opplysninger med \
                         andre. Du kan alltid endre valget ditt hvis du har spørsmål om hva vi gjør med dem etter et besøk.";
        assert_eq!(of(danish, Some("nb")), Some("da"));
        assert_eq!(of(norwegian, Some("da")), Some("nb"));
    }

    #[test]
    fn a_short_text_follows_its_hint() {
        assert_eq!(of("Kakor", Some("sv-SE")), Some("sv"));
        assert_eq!(of("Cookies", Some("no")), Some("nb"));
        assert_eq!(of("Cookies", Some("de")), None);
        assert_eq!(of("Cookies", None), None);
    }

    #[test]
    fn a_text_in_another_language_stays_undecided() {
        let text = "Wir verwenden Cookies, damit unsere Webseite richtig funktioniert. Die Daten werden auf Servern \
                    gespeichert, deren Betreiber sich vertraglich verpflichtet haben, nur nach unseren Weisungen zu handeln.";
        assert_eq!(of(text, Some("de")), None);
    }

    #[test]
    fn words_without_small_words_are_left_to_the_models() {
        let text = "Personuppgiftsbiträdesavtal, lagringstid, webbanalys, tillgänglighetsredogörelse, \
                    samtyckesinställningar, mottagare, uppgiftsskyldighet, personuppgiftsansvarig myndighet";
        assert_eq!(by_model(text), Some("sv"));
    }
}
