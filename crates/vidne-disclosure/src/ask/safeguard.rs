//! Does the page tell the safeguard of a transfer, and where a copy of it can be had?
//!
//! It never takes the right to a copy of one's own data for the latter.

use super::{Evidence, Grade, Group, Prepared, Stance, Topic};

impl Prepared<'_> {
    pub(super) fn safeguard(&self) -> Vec<Evidence> {
        let broad = self.idea_of(Group::Safeguard, "broad");
        let mut found = Vec::new();
        for (block, hit) in self.hits_of(Group::Safeguard) {
            let is_broad = Some(hit.idea) == broad;
            // "Safeguards" are also locks and passwords, where nothing is said of transfers.
            if self.is_heading(block)
                || (is_broad && !self.is_about_transfer(block) && !self.is_under_transfer(block))
            {
                continue;
            }
            let range = hit.start..hit.end;
            let best = if is_broad { Grade::Category } else { Grade::Named };
            let grade = match self.meant_as(Topic::Idea, block, &range) {
                Stance::Example => Grade::Vague,
                stance => Grade::of(best, stance),
            };
            found.push(Evidence { grade, block, range });
        }
        found
    }

    pub(super) fn copy_of_safeguard(&self) -> Vec<Evidence> {
        let [Some(copy), object, other] = ["copy", "object", "other"].map(|id| self.idea_of(Group::Copy, id))
        else {
            return Vec::new();
        };
        let itself = self.idea_of(Group::Copy, "itself");
        let mut found = Vec::new();
        for (block, hit) in self.hits(copy).filter(|(block, _)| !self.is_heading(*block)) {
            let text = &self.blocks[block];
            let range = hit.start..hit.end;
            let sentence = text.sentence(range.start).range.clone();
            let own = text.has(other, &sentence);
            let refers =
                text.has(object, &sentence) && !own && text.tells(Group::Safeguard, &(0..sentence.start));
            let goes_on = text.has(itself, &range) && !own && self.follows_safeguard(block, range.start);
            if !text.tells(Group::Safeguard, &sentence) && !refers && !goes_on {
                continue;
            }
            let denied = text.stance(Topic::Idea, &range) == Stance::Denied;
            found.push(Evidence { grade: if denied { Grade::Denied } else { Grade::Named }, block, range });
        }
        found
    }

    /// "Standard contractual clauses. For a copy, ask us": a copy of what the sentence or the row before tells.
    fn follows_safeguard(&self, block: usize, at: usize) -> bool {
        let text = &self.blocks[block];
        let next = text.sentences.partition_point(|each| each.range.start <= at);
        let before = next.checked_sub(2).map(|before| &text.sentences[before].range);
        let row = self.page.blocks[block].row;
        let rows = [row, row.and_then(|row| row.checked_sub(1))];
        let mut cells =
            rows.iter().filter(|row| row.is_some()).flat_map(|row| self.layout.row(*row).iter().take(WIDEST));
        before.is_some_and(|before| text.tells(Group::Safeguard, before))
            || cells.any(|cell| {
                self.blocks[*cell].hits.iter().take(WIDEST).any(|hit| hit.group == Group::Safeguard)
            })
    }
}

/// How many cells of a row, and words of a cell, are read beside another: a hostile row may hold thousands.
const WIDEST: usize = 64;
