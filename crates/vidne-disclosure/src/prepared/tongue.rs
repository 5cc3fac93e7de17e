//! Which language a block is written in, where a page holds more than one, and whether a Norwegian page is Nynorsk.
//!
//! It never decides by a few words: a block is read in another language than its page only where that one's small words
//! leave no doubt, since names of products are English everywhere.

use super::words::runs;

/// The language of a block, where it is plainly another than the page's.
///
/// `before` is what was told of the block before: a short one goes with it.
pub(super) fn other(text: &str, page: &str, before: Option<&'static str>) -> Option<&'static str> {
    let count = Count::of(text);
    let (own, nearest) = (count.of_language(page), count.first());
    let (language, most) = nearest.filter(|(language, _)| !is_near(language, page))?;
    let follows = before == Some(language) && own == 0 && most >= FEW;
    (follows || (most >= ENOUGH && most >= FAR * own)).then_some(language)
}

/// Whether a text in Norwegian is Nynorsk.
pub(super) fn is_nynorsk<'t>(blocks: impl Iterator<Item = &'t str>) -> bool {
    let (mut nynorsk, mut bokmaal, mut read) = (0, 0, 0);
    for text in blocks {
        for word in runs(text).map(|range| &text[range]) {
            nynorsk += usize::from(NYNORSK.contains(&word));
            bokmaal += usize::from(BOKMAAL.contains(&word));
        }
        read += text.len();
        if read > LONGEST {
            break;
        }
    }
    nynorsk >= ENOUGH && nynorsk > 2 * bokmaal
}

/// Small words by language.
#[derive(Default)]
struct Count {
    english: usize,
    swedish: usize,
    danish: usize,
    norwegian: usize,
    /// Of both Danish and Norwegian.
    western: usize,
}

impl Count {
    fn of(text: &str) -> Self {
        let mut count = Self::default();
        for range in runs(text).filter(|range| (2..=6).contains(&range.len())).take(MOST) {
            let word = &text[range];
            count.english += usize::from(ENGLISH.contains(&word));
            count.swedish += usize::from(SWEDISH.contains(&word));
            count.danish += usize::from(DANISH.contains(&word));
            count.norwegian += usize::from(NORWEGIAN.contains(&word));
            count.western += usize::from(WESTERN.contains(&word));
        }
        count
    }

    fn of_language(&self, language: &str) -> usize {
        match language {
            "en" => self.english,
            "sv" => self.swedish,
            _ => self.western + self.danish.max(self.norwegian),
        }
    }

    fn first(&self) -> Option<(&'static str, usize)> {
        let western = if self.norwegian > self.danish { "nb" } else { "da" };
        ["en", "sv", western].map(|each| (each, self.of_language(each))).into_iter().max_by_key(|each| each.1)
    }
}

/// Danish and Norwegian are too near each other to be told apart block by block.
fn is_near(one: &str, other: &str) -> bool {
    let western = |language| matches!(language, "da" | "nb");
    one == other || (western(one) && western(other))
}

/// So many small words leave no doubt.
const ENOUGH: usize = 4;

/// How many times as many as of the page's own language.
const FAR: usize = 4;

/// So many are enough behind a block in the same language.
const FEW: usize = 2;

/// How many words of a block are looked at.
const MOST: usize = 400;

/// How many bytes of a page are looked at.
const LONGEST: usize = 64 * 1024;

const ENGLISH: [&str; 16] = [
    "the", "and", "of", "we", "you", "your", "are", "not", "this", "that", "with", "which", "our", "when",
    "is", "be",
];
const SWEDISH: [&str; 12] =
    ["och", "är", "inte", "att", "från", "när", "hur", "också", "ett", "vår", "våra", "för"];
const WESTERN: [&str; 8] = ["og", "ikke", "fra", "når", "hvis", "hvor", "også", "eller"];
const DANISH: [&str; 8] = ["af", "hvad", "dig", "vores", "efter", "hjælp", "kun", "bruger"];
const NORWEGIAN: [&str; 8] = ["av", "hva", "deg", "vår", "våre", "etter", "noen", "bruker"];
const NYNORSK: [&str; 18] = [
    "ikkje", "ein", "eit", "frå", "kva", "vert", "nokon", "noko", "dei", "korleis", "meir", "berre", "kven",
    "gjev", "brukar", "vere", "nyttar", "hjå",
];
const BOKMAAL: [&str; 10] = ["ikke", "en", "et", "fra", "hva", "blir", "noen", "hvordan", "hvem", "bare"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_english_part_of_a_danish_page_is_english() {
        let english = "when you visit our site we do not store your name, and the logs are kept for a week";
        assert_eq!(other(english, "da", None), Some("en"));
        assert_eq!(other("we never sell it", "da", Some("en")), None);
        assert_eq!(other("we do not sell your data", "da", Some("en")), Some("en"));
        assert_eq!(other("we do not sell your data", "da", None), None);
        assert_eq!(other("vi bruger the wall street journal og the trade desk", "da", None), None);
    }

    #[test]
    fn danish_and_norwegian_are_left_to_the_page() {
        let norwegian =
            "vi deler ikke opplysninger om deg, og når du er ferdig blir de slettet etter en uke av oss";
        assert_eq!(other(norwegian, "da", None), None);
        assert_eq!(other(norwegian, "sv", None), Some("nb"));
    }

    #[test]
    fn nynorsk_is_told_from_bokmaal() {
        assert!(is_nynorsk(["vi brukar ikkje verktøy frå andre, og veit ikkje kva du ser på"].into_iter()));
        assert!(!is_nynorsk(["vi bruker ikke et verktøy fra andre, og vet ikke hva du ser på"].into_iter()));
    }
}
