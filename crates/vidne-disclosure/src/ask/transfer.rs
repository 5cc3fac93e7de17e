//! Does the page say that data goes to a third country, or to that one?
//!
//! It never takes a title for a statement: "Transfer to third countries" above a denial tells nothing.

use std::{collections::BTreeSet, ops::Range};

use super::{Cue, Evidence, Found, Grade, Group, IdeaId, Mark, Prepared, Stance, Topic};
use crate::{lexicon::Hit, prepared::Marked};

impl Prepared<'_> {
    pub(super) fn transfer(&self, country: Option<&str>) -> Found {
        let mut found = Vec::new();
        let countries = || self.terms.ideas.of(Group::Country);
        let third =
            countries().filter(|(code, _)| self.lexicon.world.is_third(code)).map(|(_, idea)| idea).collect();
        let best_for_any = if country.is_some() { Grade::Category } else { Grade::Named };
        for (block, hit) in self.abroad() {
            let before = found.len();
            self.statement(block, hit.clone(), best_for_any, &mut found);
            if found.len() == before && self.sits_abroad(block, hit.start) {
                let grade = Grade::of(best_for_any, self.moved(block, &hit));
                found.push(Evidence { grade, block, range: hit });
            }
        }
        for (code, idea) in countries() {
            if country.map_or(self.lexicon.world.is_third(code), |country| country == code) {
                self.country(idea, &mut found);
            }
        }
        self.staying(&third, &mut found);
        self.answered_cells(best_for_any, &mut found);
        if country.is_none_or(|code| self.lexicon.world.is_third(code))
            && found.iter().all(|each| each.grade == Grade::Denied)
        {
            self.staying_in_countries(&third, &mut found);
        }
        let unknown = |code: &&str| !self.idea_of(Group::Country, code).is_some_and(|idea| self.knows(idea));
        match country.filter(unknown).filter(|_| found.is_empty()) {
            Some(code) => Err(format!("there are no `{}` words for the country `{code}`", self.language())),
            None => Ok(found),
        }
    }

    /// Words for third countries and for the outside of the EEA.
    pub(super) fn abroad(&self) -> impl Iterator<Item = (usize, Range<usize>)> {
        self.places(&["third-country", "outside"])
    }

    fn places(&self, ids: &[&str]) -> impl Iterator<Item = (usize, Range<usize>)> {
        let ideas: Vec<IdeaId> = ids.iter().filter_map(|id| self.idea_of(Group::Place, id)).collect();
        ideas.into_iter().flat_map(|idea| self.hits(idea)).map(|(block, hit)| (block, hit.start..hit.end))
    }

    /// A mention that states something: not a title, and with a word for moving or keeping beside it.
    fn statement(&self, block: usize, range: Range<usize>, best: Grade, found: &mut Vec<Evidence>) {
        let place = self.layout.place(block);
        if self.is_heading(block) || (place.is_label && self.is_answered(block)) {
            return;
        }
        if self.blocks[block].sentence(range.start).cues.has(Cue::Transfer) || self.is_under_transfer(block) {
            let grade = Grade::of(best, self.moved(block, &range));
            found.push(Evidence { grade, block, range });
        }
    }

    /// How a place is meant; what a condition supposes is open.
    fn moved(&self, block: usize, range: &Range<usize>) -> Stance {
        match self.meant_as(Topic::Idea, block, range) {
            Stance::Asserted if self.blocks[block].is_supposed(range.start) => Stance::Open,
            stance => stance,
        }
    }

    /// "We use processors outside the EU": whoever handles data there has it there.
    fn sits_abroad(&self, block: usize, at: usize) -> bool {
        let text = &self.blocks[block];
        !self.is_heading(block) && text.tells(Group::Recipient, &text.sentence(at).range)
    }

    fn country(&self, idea: IdeaId, found: &mut Vec<Evidence>) {
        for (block, hit) in self.hits(idea) {
            let before = found.len();
            let range = hit.start..hit.end;
            if self.is_no_destination(block, range.start) {
                continue;
            }
            self.statement(block, range.clone(), Grade::Named, found);
            // A country in a recipient's row tells where it sits, not that data goes there.
            if found.len() == before
                && self.page.blocks[block].row.is_some()
                && !self.layout.place(block).is_label
            {
                let grade = Grade::of(Grade::Vague, self.meant_as(Topic::Idea, block, &range));
                found.push(Evidence { grade, block, range });
            }
        }
    }

    /// "Outside the UK", "we are based in the UK": nothing goes there.
    fn is_no_destination(&self, block: usize, at: usize) -> bool {
        let text = &self.blocks[block];
        let before = text.folded.kept.floor_char_boundary(at.saturating_sub(LONGEST_WAY))..at;
        let turns = |each: &Marked| matches!(each.mark, Mark::Beyond | Mark::Home) && each.end + 1 == at;
        let outside = self.idea_of(Group::Place, "outside");
        let within = |hit: &Hit| Some(hit.idea) == outside && hit.end > at;
        text.marks_in(&before).iter().any(turns) || text.hits_in(&before).any(within)
    }

    /// "Stored within the EU/EEA": nothing goes abroad, unless that is only an aim or another country follows.
    fn staying(&self, third: &BTreeSet<IdeaId>, found: &mut Vec<Evidence>) {
        for (block, range) in self.places(&["within"]) {
            if self.stays(third, block, &range) {
                found.push(Evidence { grade: Grade::Denied, block, range });
            }
        }
    }

    /// "The data is kept on servers in Sweden": where nothing else is said, nothing goes abroad.
    fn staying_in_countries(&self, third: &BTreeSet<IdeaId>, found: &mut Vec<Evidence>) {
        let near =
            self.terms.ideas.of(Group::Country).map(|(_, idea)| idea).filter(|idea| !third.contains(idea));
        for (block, hit) in near.flat_map(|idea| self.hits(idea)) {
            let range = hit.start..hit.end;
            let sentence = &self.blocks[block].sentence(range.start).range;
            let marks = || self.blocks[block].marks_in(sentence).iter().take(MOST_MARKS);
            let says = |mark| marks().any(|each| each.mark == mark);
            // "X in Sweden is the controller of the data" tells where X sits.
            if says(Mark::Goods) && !says(Mark::Controller) && self.stays(third, block, &range) {
                found.push(Evidence { grade: Grade::Denied, block, range });
            }
        }
    }

    /// Whether a sentence says of data that it is kept in a place, and names none abroad.
    fn stays(&self, third: &BTreeSet<IdeaId>, block: usize, range: &Range<usize>) -> bool {
        let text = &self.blocks[block];
        let sentence = text.sentence(range.start);
        let not = ["third-country", "outside", "aim"].map(|id| self.idea_of(Group::Place, id));
        let elsewhere = text
            .hits_in(&sentence.range)
            .any(|hit| not.contains(&Some(hit.idea)) || third.contains(&hit.idea));
        let kept = sentence.cues.has(Cue::Transfer) && !elsewhere && !self.is_heading(block);
        kept && text.stance(Topic::Idea, range) == Stance::Asserted
    }

    /// "Transfer to third countries: no", in two cells.
    fn answered_cells(&self, best: Grade, found: &mut Vec<Evidence>) {
        for block in 0..self.blocks.len() {
            let place = self.layout.place(block);
            let asks = place.label.iter().chain(&place.head).any(|label| self.is_about_transfer(*label));
            let grade = match () {
                () if !asks => continue,
                () if self.cell_says(block, Mark::No) => Grade::Denied,
                () if self.cell_says(block, Mark::Yes) => best,
                () => continue,
            };
            let range = 0..self.blocks[block].folded.kept.len();
            found.push(Evidence { grade, block, range });
        }
    }

    /// Whether the cell beside answers the label with a yes or a no of its own.
    fn is_answered(&self, label: usize) -> bool {
        let row = self.layout.row(self.page.blocks[label].row);
        row.len() != 2 || self.cell_says(row[1], Mark::No) || self.cell_says(row[1], Mark::Yes)
    }

    /// Whether what a block stands under speaks of transfers: a heading, a list's lead, a column, a label.
    pub(super) fn is_under_transfer(&self, block: usize) -> bool {
        let place = self.layout.place(block);
        let above = place.headings.iter().chain(&place.lead).chain(&place.label).chain(&place.head);
        above.copied().any(|other| self.is_about_transfer(other))
    }

    pub(super) fn is_about_transfer(&self, block: usize) -> bool {
        self.about_transfer[block]
    }
}

/// How many bytes the words may have that turn the country behind them.
const LONGEST_WAY: usize = 32;

/// How many marks of a sentence are read: a hostile one may hold millions.
const MOST_MARKS: usize = 64;
