//! Does the page say the one where it speaks of the other?
//!
//! It never measures distance in words: how the page is built decides what belongs together.

use std::collections::{BTreeMap, BTreeSet};

use super::{BlockKind, Cue, Evidence, Fact, Found, Grade, Group, IdeaId, Prepared};
use crate::lexicon::Hit;

/// The blocks that belong to an anchor, and how much a mention there can be worth.
type Scope = BTreeMap<usize, Grade>;

impl Prepared<'_> {
    pub(super) fn evidence_near(&self, fact: &Fact<'_>, anchor: &Fact<'_>) -> Found {
        let anchors = self.evidence(anchor)?;
        let scope = self.scope(&anchors);
        let mut found = self.evidence(fact)?;
        if let Fact::Purpose(id) = fact {
            self.told_by_name(id, &Named::new(self, &anchors), &mut found);
        }
        // The name of a product is no purpose: "Analytics" in "Google Analytics". A category's may be: "host".
        let overlaps = |one: &Evidence, other: &Evidence| {
            one.block == other.block && one.range.start < other.range.end && other.range.start < one.range.end
        };
        let mut by_block: BTreeMap<usize, Vec<&Evidence>> = BTreeMap::new();
        for anchor in anchors.iter().filter(|each| each.grade != Grade::Category) {
            by_block.entry(anchor.block).or_default().push(anchor);
        }
        found.retain_mut(|each| {
            let Some(cap) = scope.get(&each.block) else { return false };
            each.grade = each.grade.min(*cap);
            let here = by_block
                .get(&each.block)
                .map_or(&[][..], |anchors| &anchors[..anchors.len().min(MOST_ANCHORS)]);
            !here.iter().any(|anchor| overlaps(each, anchor))
        });
        Ok(found)
    }

    /// Who is named together with what they do is told with their purpose: "Kartorna kommer från Kartbolaget". So a
    /// name takes the place of the cue that a weak word needs.
    fn told_by_name(&self, purpose: &str, named: &Named, found: &mut Vec<Evidence>) {
        let world = &self.lexicon.world;
        let ideas = world.alike(Group::Purpose, purpose).filter_map(|id| self.idea_of(Group::Purpose, id));
        let mut graded: BTreeMap<IdeaId, Grade> = BTreeMap::new();
        for idea in ideas {
            widen(&mut graded, idea, Grade::Named);
            for broader in world.broader(idea) {
                widen(&mut graded, *broader, Grade::Category);
            }
        }
        for (idea, best) in graded {
            let uncued = self.hits(idea).filter(|(block, hit)| {
                hit.weak && !self.cues(*block, hit.start).has(Cue::Purpose) && named.tells(self, *block, hit)
            });
            found.extend(uncued.map(|(block, hit)| {
                let range = hit.start..hit.end;
                Evidence { grade: Grade::of(best, self.meant(block, &range)), block, range }
            }));
        }
    }

    fn scope(&self, anchors: &[Evidence]) -> Scope {
        let mut best = Scope::new();
        for anchor in anchors.iter().filter(|each| each.grade > Grade::Denied) {
            widen(&mut best, anchor.block, anchor.grade);
        }
        let mut scope = self.beside(&best);
        let sections = self.sections(&best);
        for block in 0..self.blocks.len() {
            let place = self.layout.place(block);
            let introduced =
                place.headings.iter().filter(|heading| self.is_heading(**heading)).chain(&place.lead);
            for grade in introduced.filter_map(|above| best.get(above)) {
                widen(&mut scope, block, *grade);
            }
            let section = place.headings.last().and_then(|heading| sections.get(heading));
            if let Some(grade) = section.filter(|_| self.page.blocks[block].kind == BlockKind::Text) {
                widen(&mut scope, block, *grade);
            }
        }
        scope
    }

    /// The anchors' own blocks, their rows, what introduces them and what stands above them.
    fn beside(&self, best: &Scope) -> Scope {
        let mut scope = best.clone();
        let mut rows = BTreeMap::new();
        for (&block, &grade) in best {
            let place = self.layout.place(block);
            for other in place.headings.iter().chain(&place.lead) {
                widen(&mut scope, *other, grade);
            }
            if let Some(row) = self.page.blocks[block].row {
                widen(&mut rows, row, grade);
            }
        }
        for (row, grade) in rows {
            for cell in self.layout.row(Some(row)) {
                widen(&mut scope, *cell, grade);
            }
        }
        scope
    }

    /// The innermost headings under which the anchors stand: what else stands there is told nearby, not of them.
    fn sections(&self, best: &Scope) -> Scope {
        let mut sections = Scope::new();
        for (&block, &grade) in best {
            if let Some(heading) =
                self.layout.place(block).headings.last().filter(|_| !self.is_heading(block))
            {
                widen(&mut sections, *heading, grade.min(Grade::Vague));
            }
        }
        sections
    }
}

/// Where somebody is named.
#[derive(Default)]
struct Named {
    /// By block and where the clause begins.
    clauses: BTreeSet<(usize, usize)>,
    rows: BTreeSet<u32>,
    blocks: BTreeSet<usize>,
    /// The headings and leads right above.
    above: BTreeSet<usize>,
    /// By block and where the name ends.
    ends: BTreeSet<(usize, usize)>,
}

impl Named {
    fn new(page: &Prepared<'_>, anchors: &[Evidence]) -> Self {
        let mut named = Self::default();
        let may_be_one = |each: &&Evidence| matches!(each.grade, Grade::Named | Grade::Vague);
        for Evidence { block, range, .. } in anchors.iter().filter(may_be_one) {
            named.clauses.insert((*block, page.blocks[*block].clause(range.start).range.start));
            named.rows.extend(page.page.blocks[*block].row);
            named.blocks.insert(*block);
            named.above.extend(above(page, *block));
            named.ends.insert((*block, range.end));
        }
        named
    }

    /// Whether a word is said of the name: in its clause, its row, right above it, or in the list or section that it
    /// introduces.
    fn tells(&self, page: &Prepared<'_>, block: usize, hit: &Hit) -> bool {
        let text = &page.blocks[block];
        // "Maps" behind "Google" is the rest of the name.
        let title = text.folded.kept[hit.start..].starts_with(char::is_uppercase)
            && hit.start.checked_sub(1).is_some_and(|end| self.ends.contains(&(block, end)));
        let introduced = above(page, block).any(|above| self.blocks.contains(&above));
        let row = page.page.blocks[block].row.is_some_and(|row| self.rows.contains(&row));
        let clause = (block, text.clause(hit.start).range.start);
        !title && (introduced || row || self.above.contains(&block) || self.clauses.contains(&clause))
    }
}

/// The innermost heading above a block, and the text that introduces its list.
fn above(page: &Prepared<'_>, block: usize) -> impl Iterator<Item = usize> {
    let place = page.layout.place(block);
    let heading = place.headings.last().copied().filter(|heading| page.is_heading(*heading));
    heading.into_iter().chain(place.lead)
}

fn widen<Key: Ord>(scope: &mut BTreeMap<Key, Grade>, key: Key, grade: Grade) {
    let known = scope.entry(key).or_insert(grade);
    *known = grade.max(*known);
}

/// How many anchors of one block are compared with a mention: a hostile block may hold thousands.
const MOST_ANCHORS: usize = 64;
