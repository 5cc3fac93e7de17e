//! Data, purposes, groups of people, legal bases, lengths of time: does a listed word for it stand there?
//!
//! It never takes the absence of words in the lexicon for silence of the page.

use std::ops::Range;

use super::{Cue, Evidence, Found, Grade, Group, IdeaId, Mark, Prepared, Stance, Topic};
use crate::{lexicon::Hit, prepared::runs};

impl Prepared<'_> {
    pub(super) fn idea(&self, group: Group, id: &str, cue: Cue) -> Found {
        let ideas: Vec<IdeaId> =
            self.lexicon.world.alike(group, id).filter_map(|id| self.idea_of(group, id)).collect();
        let mut found = Vec::new();
        for idea in &ideas {
            self.mentions(*idea, Grade::Named, group, cue, &mut found);
        }
        self.drop_titles_of_denials(&mut found);
        // "We do not log your IP address" says more of it than "we keep technical data".
        if found.is_empty() || found.iter().any(|each| each.grade > Grade::Denied) {
            for broader in ideas.iter().flat_map(|idea| self.lexicon.world.broader(*idea)) {
                self.mentions(*broader, Grade::Category, group, cue, &mut found);
            }
        }
        if found.is_empty() && !ideas.iter().any(|idea| self.knows(*idea)) {
            let (table, language) = (group.as_str(), self.language());
            return Err(format!(
                "there are no `{language}` words for the {table} `{id}`; declare some as a term"
            ));
        }
        Ok(found)
    }

    fn mentions(&self, idea: IdeaId, best: Grade, group: Group, cue: Cue, found: &mut Vec<Evidence>) {
        for (block, hit) in self.hits(idea) {
            if hit.weak && !self.cues(block, hit.start).has(cue) {
                continue;
            }
            let range = hit.start..hit.end;
            if group == Group::Data && self.is_no_data(block, hit) {
                continue;
            }
            let topic = if group == Group::Subject { Topic::People } else { Topic::Idea };
            let stance = match self.meant_as(topic, block, &range) {
                // What needs no consent rests on the basis that is cited in brackets.
                Stance::Denied if group == Group::Basis && self.blocks[block].is_bracketed(&range) => {
                    Stance::Asserted
                }
                // Who a notice speaks of is told even where it tells what may happen to them.
                Stance::Open if group == Group::Subject => Stance::Asserted,
                stance => stance,
            };
            found.push(Evidence { grade: Grade::of(best, stance), block, range });
        }
    }

    /// Words for data that say nothing of the reader's.
    fn is_no_data(&self, block: usize, hit: &Hit) -> bool {
        let range = hit.start..hit.end;
        self.is_value(block, &range)
            || self.heads_names(block)
            || self.blocks[block].is_named_by_its_lack(hit.start)
            || hit.weak && self.is_channel(block, hit)
    }

    /// "Name" above the names of cookies.
    fn heads_names(&self, block: usize) -> bool {
        let place = self.layout.place(block);
        let heads = place.is_label && place.head.is_none() && place.column == 0;
        heads && self.blocks[block].all_cues.has(Cue::Column) && place.cues.has(Cue::Cookie)
    }

    /// "Telephone: +46 8 123 45 67" and what is headed by "Contact details" and holds it: our own number, no data of
    /// the reader.
    fn is_value(&self, block: usize, range: &Range<usize>) -> bool {
        let text = &self.blocks[block];
        if self.is_heading(block) && !text.has_verb {
            let holds = |below: usize| {
                let hits = self.blocks[below].hits.iter().take(FEW);
                let above = self.layout.place(below).headings.last() == Some(&block);
                above
                    && hits
                        .filter(|hit| hit.group == Group::Data)
                        .any(|hit| is_filled_in(&self.blocks[below].folded.kept[hit.end..]))
            };
            return (block + 1..self.blocks.len()).take(FEW).any(holds);
        }
        is_filled_in(&text.folded.kept[range.end..])
    }

    /// "Write to us by e-mail, letter or telephone": by what means, not what data.
    fn is_channel(&self, block: usize, hit: &Hit) -> bool {
        let text = &self.blocks[block];
        let from = text.folded.kept.floor_char_boundary(hit.start.saturating_sub(LONGEST_MEANS));
        let marks = text.marks_in(&(from..hit.end));
        // "Email us", "send us an email".
        if marks
            .iter()
            .any(|each| each.mark == Mark::Channel && each.start <= hit.start && each.end >= hit.end)
        {
            return true;
        }
        let Some(channel) = marks.iter().rfind(|each| each.mark == Mark::Channel && each.end <= hit.start)
        else {
            return false;
        };
        let between = channel.end..hit.start;
        let first = channel.end..channel.end + 2;
        text.tells(Group::Data, &first)
            && !marks.iter().any(|each| between.contains(&each.start) && each.mark == Mark::Verb)
            && !text.folded.kept[between].contains(['.', ':', ';', '('])
    }

    /// "13 months", "two years", "until you close the browser".
    pub(super) fn duration(&self) -> Vec<Evidence> {
        let unit = self.idea_of(Group::Duration, "unit");
        let number = self.idea_of(Group::Duration, "number");
        let mut found = Vec::new();
        for (block, hit) in
            self.idea_of(Group::Duration, "whole").into_iter().flat_map(|idea| self.hits(idea))
        {
            found.push(Evidence { grade: Grade::Named, block, range: hit.start..hit.end });
        }
        for (block, hit) in unit.into_iter().flat_map(|idea| self.hits(idea)) {
            let text = &self.blocks[block];
            let from = text.folded.low.floor_char_boundary(hit.start.saturating_sub(LONGEST_NUMBER));
            let Some(word) = runs(&text.folded.low[from..hit.start]).last() else { continue };
            let word = from + word.start..from + word.end;
            let digits = text.folded.low[word.clone()].bytes().all(|byte| byte.is_ascii_digit());
            if hit.start - word.end <= 1 && (digits || text.has(number, &word)) {
                found.push(Evidence { grade: Grade::Named, block, range: word.start..hit.end });
            }
        }
        found
    }
}

/// Whether a label is followed by a telephone number or an e-mail address.
fn is_filled_in(rest: &str) -> bool {
    let Some(value) = rest.strip_prefix([':', '.']).map(str::trim_start) else { return false };
    let number = value.chars().take(LONGEST_VALUE).take_while(|sign| !sign.is_alphabetic());
    let digits = number.filter(char::is_ascii_digit).count();
    let word = value.chars().take(LONGEST_VALUE).take_while(|sign| !sign.is_whitespace());
    (digits >= SHORTEST_VALUE
        && value.starts_with(['+', '(', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']))
        || word.into_iter().any(|sign| sign == '@')
}

/// How many characters a telephone number or an e-mail address may have.
const LONGEST_VALUE: usize = 48;

/// How many digits a telephone number has at least.
const SHORTEST_VALUE: usize = 6;

/// How many blocks under a heading and words in each are looked at.
const FEW: usize = 16;

/// How many bytes a list of means may have.
const LONGEST_MEANS: usize = 64;

/// How many bytes a number in words may have.
const LONGEST_NUMBER: usize = 24;
