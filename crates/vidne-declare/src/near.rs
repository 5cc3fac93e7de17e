//! The nearest of known words to one that is not known, so that a message can name it.
//!
//! It never spends long on hostile words: long words and long lists are left without a suggestion.

/// The nearest known word, if one is near enough to be meant.
pub(crate) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    within(word, known, |letters| (letters / 3).max(1))
}

/// The known word of which this one is a slip of the pen. Where any word may stand it takes more to be taken for another.
pub(crate) fn slip_of<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    within(word, known, |letters| if letters < SHORT { 0 } else { (letters / 6).max(1) })
}

fn within<'k>(
    word: &str,
    known: impl IntoIterator<Item = &'k str>,
    allowed: impl Fn(usize) -> usize,
) -> Option<&'k str> {
    if word.len() > LONGEST_WORD {
        return None;
    }
    let word = plain(word);
    let allowed = allowed(word.len());
    known
        .into_iter()
        .take(MOST_KNOWN)
        .filter(|each| each.len() <= LONGEST_WORD)
        .map(|each| (plain(each), each))
        .filter(|(letters, _)| letters.len().abs_diff(word.len()) <= allowed)
        .map(|(letters, each)| (distance(&word, &letters), each))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, each)| each)
}

/// Case, hyphens and underscores are what people mix up most: they do not count.
fn plain(word: &str) -> Vec<char> {
    word.chars().flat_map(char::to_lowercase).filter(|letter| !matches!(letter, '-' | '_' | ' ')).collect()
}

/// How many letters must be added, dropped, changed or swapped with their neighbour.
fn distance(one: &[char], other: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in other.iter().enumerate() {
            let changed = above[j] + usize::from(a != b);
            let mut least = changed.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == other[j - 1] && one[i - 1] == *b {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[other.len()]
}

/// Words with fewer letters differ by one of them as often as not.
const SHORT: usize = 5;
const LONGEST_WORD: usize = 48;
const MOST_KNOWN: usize = 2_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_finds_the_word_that_was_meant() {
        let known = ["from_organisation", "to_organisation", "processing", "from"];
        assert_eq!(nearest("from_organistaion", known), Some("from_organisation"));
        assert_eq!(nearest("fromOrganisation", known), Some("from_organisation"));
        assert_eq!(nearest("form", known), Some("from"));
        assert_eq!(nearest("colour", known), None);
    }

    #[test]
    fn hostile_lengths_get_no_suggestion() {
        assert_eq!(nearest(&"a".repeat(100_000), ["a"]), None);
        assert_eq!(nearest("", []), None);
    }
}
