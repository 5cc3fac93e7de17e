//! Does the page tell the safeguard of a transfer, and where a copy of it can be had?
//!
//! It never takes the right to a copy of one's own data for the latter.

use std::ops::Range;

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
        let mut found = Vec::new();
        for (block, hit) in self.hits(copy).filter(|(block, _)| !self.is_heading(*block)) {
            let text = &self.blocks[block];
            let range = hit.start..hit.end;
            let sentence = text.sentence(range.start).range.clone();
            let tells =
                |stretch: &Range<usize>| text.hits_in(stretch).any(|hit| hit.group == Group::Safeguard);
            let refers =
                text.has(object, &sentence) && !text.has(other, &sentence) && tells(&(0..sentence.start));
            if !tells(&sentence) && !refers {
                continue;
            }
            let grade =
                if text.stance(Topic::Idea, &range) == Stance::Denied { Grade::Denied } else { Grade::Named };
            found.push(Evidence { grade, block, range });
        }
        found
    }
}
