//! Data, purposes, groups of people, legal bases, lengths of time: does a listed word for it stand there?
//!
//! It never takes the absence of words in the lexicon for silence of the page.

use super::{Cue, Evidence, Found, Grade, Group, IdeaId, Prepared, Stance, Topic};
use crate::prepared::runs;

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

/// How many bytes a number in words may have.
const LONGEST_NUMBER: usize = 24;
