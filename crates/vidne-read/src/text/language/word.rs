//! Small words that are frequent in one of our languages and rare or unknown in the others.
//!
//! It never holds a word of the trade: cookies and their vendors are named alike in every language.

/// How many small words of each language a text holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Count {
    of: [usize; LANGUAGES.len()],
    words: usize,
}

/// Counts.
pub(super) fn count(text: &str) -> Count {
    let mut count = Count { of: [0; LANGUAGES.len()], words: 0 };
    for word in text.split(|each: char| !each.is_alphabetic()).filter(|word| !word.is_empty()) {
        count.words += 1;
        if word.len() > 12 {
            continue;
        }
        let word = word.to_lowercase();
        for (of, (_, known)) in count.of.iter_mut().zip(&LANGUAGES) {
            *of += usize::from(known.contains(&word.as_str()));
        }
    }
    count
}

impl Count {
    /// The language that leads so far ahead that nothing else needs to be asked.
    pub(super) fn decisive(&self) -> Option<&'static str> {
        let (first, most, second) = self.lead();
        (most >= 5 && most >= 3 * second && 25 * most >= self.words).then_some(first)
    }

    /// The language that leads clearly.
    pub(super) fn leader(&self) -> Option<&'static str> {
        let (first, most, second) = self.lead();
        (most >= 2 && most >= 2 * second).then_some(first)
    }

    /// Whether the words do not speak against a language.
    pub(super) fn allows(&self, language: &str) -> bool {
        let (_, most, _) = self.lead();
        2 * self.of(language) >= most
    }

    /// The words of a language.
    pub(super) fn of(&self, language: &str) -> usize {
        LANGUAGES.iter().zip(self.of).find(|((name, _), _)| *name == language).map_or(0, |(_, count)| count)
    }

    fn lead(&self) -> (&'static str, usize, usize) {
        let mut ranked: Vec<_> = LANGUAGES.iter().map(|(name, _)| *name).zip(self.of).collect();
        ranked.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        (ranked[0].0, ranked[0].1, ranked[1].1)
    }
}

const LANGUAGES: [(&str, &[&str]); 5] = [
    (
        "sv",
        &[
            "jag",
            "vid",
            "används",
            "använder",
            "och",
            "att",
            "är",
            "inte",
            "för",
            "från",
            "på",
            "eller",
            "när",
            "också",
            "hos",
            "hur",
            "vad",
            "oss",
            "dig",
            "någon",
            "något",
            "några",
            "vår",
            "våra",
            "efter",
            "mellan",
            "genom",
            "gör",
            "får",
            "ska",
            "måste",
            "själv",
            "detta",
            "dessa",
            "enligt",
            "även",
            "samt",
            "utan",
            "blir",
            "annan",
            "andra",
            "mycket",
            "därför",
            "som",
        ],
    ),
    (
        "da",
        &[
            "jeg", "og", "at", "af", "ikke", "hvad", "hvordan", "hvis", "dig", "jer", "os", "efter",
            "mellem", "gennem", "noget", "nogle", "nogen", "også", "må", "kun", "blive", "bliver", "mere",
            "dem", "deres", "vores", "sig", "hvor", "ved", "uden", "eller", "være", "gør", "får", "skal",
            "disse", "denne", "øvrige", "samt", "når", "på", "fra", "er",
        ],
    ),
    (
        "nb",
        &[
            "jeg", "og", "å", "av", "ikke", "hva", "hvordan", "hvis", "deg", "dere", "oss", "etter",
            "mellom", "gjennom", "noe", "noen", "også", "må", "kun", "bli", "blir", "mer", "dem", "deres",
            "vår", "våre", "seg", "hvor", "ved", "uten", "eller", "være", "gjør", "får", "skal", "disse",
            "denne", "øvrige", "samt", "når", "på", "fra", "er", "eit",
        ],
    ),
    (
        "en",
        &[
            "the", "and", "of", "to", "is", "are", "you", "your", "we", "our", "this", "that", "these",
            "with", "from", "by", "not", "or", "which", "when", "how", "what", "may", "will", "can", "have",
            "has", "been", "their", "it", "its", "on", "be", "if", "any", "an", "as", "who", "about",
            "other",
        ],
    ),
    (
        "fi",
        &[
            "ja", "on", "ei", "että", "tai", "ovat", "kun", "mutta", "sekä", "jos", "joka", "jotka", "myös",
            "voi", "voit", "sen", "tämä", "tämän", "mukaan", "kuin", "niiden", "ole", "eivät", "sivuston",
            "meidän", "sinun", "hän", "se", "ne", "jonka", "kanssa", "ennen", "jälkeen", "vain", "vielä",
            "kaikki", "muut", "niin", "siitä", "tietoja",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_sentences_decide_for_themselves() {
        for (text, language) in [
            (
                "Uppgifterna sparas inte efter det att du har lämnat sidan, och de lämnas inte till någon annan.",
                "sv",
            ),
            (
                "The data is not kept after you have left the page, and it is not passed on to any other party.",
                "en",
            ),
            (
                "Sivusto käyttää evästeitä, jotka ovat tarpeen, ja tietoja ei luovuteta muille kuin palvelun tuottajalle, joka voi myös käsitellä niitä.",
                "fi",
            ),
        ] {
            assert_eq!(count(text).decisive(), Some(language), "{:?}", count(text));
        }
    }

    #[test]
    fn a_list_of_cookies_decides_nothing() {
        let count = count("_ga _gid Google Analytics 2 years HTTP Cookie __cf_bm Cloudflare 30 minutes");
        assert_eq!((count.decisive(), count.leader()), (None, None));
    }
}
