//! Does the page name this recipient, or a category to which it belongs?
//!
//! It never takes an ordinary word for a brand without a second cue, and where every mention of a name denies it, no
//! category stands in for it.

use std::ops::Range;

use vidne_model::company::form_at_start;

use super::{BlockKind, Cue, Evidence, Grade, Group, Pack, Prepared, Stance, Topic};
use crate::{
    fact::Alias,
    prepared::{Name, Sentence, runs},
};

impl Prepared<'_> {
    pub(super) fn recipient(&self, names: &[Alias], kind: Option<&str>, pack: &Pack) -> Vec<Evidence> {
        let mut found = Vec::new();
        for alias in names {
            self.named(alias, pack, &mut found);
        }
        self.drop_titles_of_denials(&mut found);
        // "We do not use X" says more of X than "we have processors".
        if !found.is_empty() && found.iter().all(|each| each.grade == Grade::Denied) {
            return found;
        }
        for category in self.lexicon.world.categories(kind) {
            for (block, hit) in self.hits(category) {
                if hit.weak && !self.cues(block, hit.start).has(Cue::Recipient) {
                    continue;
                }
                let range = hit.start..hit.end;
                if self.is_of_contacts(block, &range) {
                    continue;
                }
                let grade = grade(Grade::Category, self.meant_as(Topic::Recipient, block, &range));
                found.push(Evidence { grade, block, range });
            }
        }
        self.drop_titles_of_denials(&mut found);
        found
    }

    /// "You are a contact person at one of our suppliers": that tells whose data it is, not who receives it.
    fn is_of_contacts(&self, block: usize, range: &Range<usize>) -> bool {
        let text = &self.blocks[block];
        let contacts = self.idea_of(Group::Subject, "contact-person");
        let clause = text.clause(range.start).range.start;
        let near = clause.max(range.start.saturating_sub(INTRODUCTION));
        let person = text.hits_in(&(near..range.start)).find(|hit| Some(hit.idea) == contacts);
        person.is_some_and(|hit| !text.has_cue(Cue::Recipient, &(clause..hit.start)))
    }

    fn named(&self, alias: &Alias, pack: &Pack, found: &mut Vec<Evidence>) {
        let Some(name) = Name::new(&alias.text) else { return };
        for (block, range) in name.find(&self.words, &self.blocks, &pack.name_endings) {
            let mention = Mention { page: self, block, range: &range };
            let spelled = name.only_word().is_none_or(|word| mention.is_spelled(word, alias.common_word));
            if !spelled
                || mention.is_elsewhere()
                || mention.is_in_help_address()
                || (alias.common_word && !mention.is_cued())
            {
                continue;
            }
            let grade = grade(Grade::Named, self.meant_as(Topic::Recipient, block, &range));
            found.push(Evidence { grade, block, range });
        }
    }
}

/// In a list of recipients an example is vague: the list is open.
fn grade(best: Grade, stance: Stance) -> Grade {
    if stance == Stance::Example { best.min(Grade::Vague) } else { Grade::of(best, stance) }
}

/// A place where the letters of a name stand.
struct Mention<'a, 'p> {
    page: &'a Prepared<'p>,
    block: usize,
    range: &'a Range<usize>,
}

impl Mention<'_, '_> {
    fn kept(&self) -> &str {
        &self.page.blocks[self.block].folded.kept
    }

    fn sentence(&self) -> &Sentence {
        self.page.blocks[self.block].sentence(self.range.start)
    }

    /// A name of one word counts in its own case; a longer one also in capitals or with other inner capitals
    /// ("Youtube"); in an address also in lower case.
    fn is_spelled(&self, word: &str, common_word: bool) -> bool {
        let text = &self.kept()[self.range.clone()];
        if text.starts_with(word) {
            return true;
        }
        if common_word || word.chars().count() <= SHORTEST_LOOSE {
            return false;
        }
        text.starts_with(char::is_uppercase) || self.is_in_address()
    }

    /// `cloudflare.com`
    fn is_in_address(&self) -> bool {
        let Some(rest) = self.kept()[self.range.end..].strip_prefix('.') else { return false };
        let end = rest.find(|sign: char| !sign.is_ascii_lowercase()).unwrap_or(rest.len());
        (2..=6).contains(&end)
    }

    /// `support.example.com`: where the reader finds help with a program of their own.
    fn is_in_help_address(&self) -> bool {
        let before = &self.kept()[..self.range.start];
        self.is_in_address() && self.page.lexicon.world.help_hosts.iter().any(|host| before.ends_with(host))
    }

    /// Part of the name of a program on the reader's own machine, such as a browser.
    fn is_elsewhere(&self) -> bool {
        let place = (self.block, self.range.start);
        let next = self.page.elsewhere.partition_point(|(block, outer)| (*block, outer.start) <= place);
        let before = self.page.elsewhere[..next].last();
        before.is_some_and(|(block, outer)| {
            *block == self.block && outer.end >= self.range.end && outer != self.range
        })
    }

    /// Whether something beside the word says that it is a name.
    fn is_cued(&self) -> bool {
        if self.has_company_form() || self.is_introduced() || self.stands_in_list() {
            return true;
        }
        let text = &self.page.blocks[self.block];
        let inside = !self.opens() && !self.page.is_heading(self.block);
        let address = text.has_address || self.is_in_address();
        inside && (address || text.all_cues.has(Cue::Cookie) || text.all_cues.has(Cue::Name))
            || self.ends_enumeration()
            || (inside && self.is_agent())
    }

    /// "Klarna, Svea or Stripe": a capital word among capital words, inside a sentence.
    fn ends_enumeration(&self) -> bool {
        let before = &self.kept()[self.sentence().range.start.min(self.range.start)..self.range.start];
        let Some((first, joint)) = before.trim_end().rsplit_once(' ') else { return false };
        let joined = joint.chars().all(char::is_lowercase) && joint.chars().count() <= LONGEST_JOINT;
        let Some((rest, last)) = first.rsplit_once(' ').filter(|_| joined) else { return false };
        last.starts_with(char::is_uppercase) && rest.ends_with(',') && !self.page.is_heading(self.block)
    }

    /// "Processed by Stripe": a capital word that is said to receive, right behind the words that say so.
    fn is_agent(&self) -> bool {
        let text = &self.page.blocks[self.block];
        let at = text.cues.partition_point(|(_, at)| *at < self.range.start);
        let mut near = text.cues[at.saturating_sub(NEAREST_CUES)..at].iter();
        let near = near.rfind(|(cue, _)| *cue == Cue::Recipient);
        near.is_some_and(|(_, at)| {
            let between = &text.folded.kept[*at..self.range.start];
            runs(between).count() <= 2 && !between.contains(|sign: char| !sign.is_lowercase() && sign != ' ')
        })
    }

    /// "Vi AB", "Meta Platforms", "Drift, Inc."
    fn has_company_form(&self) -> bool {
        let rest = &self.kept()[self.range.end..];
        let Some(next) = runs(rest).next().filter(|word| word.start <= 2) else { return false };
        let products = &self.page.lexicon.world.products;
        form_at_start(&rest[next.start..]).is_some()
            || products.iter().any(|product| *product == rest[next.clone()])
    }

    /// "the provider Meta", "verktyget Segment".
    fn is_introduced(&self) -> bool {
        let text = &self.page.blocks[self.block];
        let before = text.cues.partition_point(|(_, at)| *at < self.range.start);
        let mut nearest = text.cues[before.saturating_sub(NEAREST_CUES)..before].iter();
        let near = nearest
            .rfind(|(cue, _)| *cue == Cue::Name)
            .filter(|(_, at)| self.range.start - at <= INTRODUCTION);
        near.is_some_and(|(_, at)| {
            let between = &text.folded.kept[*at..self.range.start];
            runs(between).count() <= 2 && !between.contains(['.', ',', ':', ';', '('])
        })
    }

    /// Alone in a cell or an item where recipients stand.
    fn stands_in_list(&self) -> bool {
        let kept = self.kept();
        let before = kept[..self.range.start].trim_end();
        let after = kept[self.range.end..].trim_start();
        let parted = |sign: char| matches!(sign, ',' | '(' | ')' | ':' | '/' | '|' | ';' | '–');
        let alone = (before.is_empty() || before.ends_with(parted))
            && (after.is_empty() || after.starts_with(parted));
        let place = self.page.layout.place(self.block);
        let names = |block: &usize| {
            let cues = self.page.blocks[*block].all_cues;
            cues.has(Cue::Recipient) || cues.has(Cue::Name)
        };
        let listed = match self.page.page.blocks[self.block].kind {
            BlockKind::Cell => {
                let title = place.headings.last().filter(|_| place.column == 0);
                place.head.iter().chain(&place.label).chain(title).any(names)
            }
            BlockKind::Item => place.lead.iter().chain(place.headings.last()).any(names),
            BlockKind::Heading | BlockKind::Text => false,
        };
        alone && listed
    }

    /// Whether the word begins a sentence or what stands like one, so that its capital says nothing.
    fn opens(&self) -> bool {
        let before = self.kept()[..self.range.start].trim_end();
        self.range.start <= self.sentence().range.start
            || before.ends_with(|sign: char| {
                !sign.is_alphanumeric() && !matches!(sign, ',' | ')' | '/' | '%' | '&')
            })
    }
}

/// How many letters the "or" of an enumeration may have.
const LONGEST_JOINT: usize = 5;

/// How many bytes before a name its introduction may begin.
const INTRODUCTION: usize = 48;

/// How many cues before a name are looked at.
const NEAREST_CUES: usize = 16;

/// Names of so many letters or fewer count in exactly their own case.
const SHORTEST_LOOSE: usize = 3;
