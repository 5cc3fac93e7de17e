//! Does the page say the one where it speaks of the other?
//!
//! It never measures distance in words: how the page is built decides what belongs together.

use std::collections::BTreeMap;

use super::{BlockKind, Evidence, Fact, Found, Grade, Prepared};

/// The blocks that belong to an anchor, and how much a mention there can be worth.
type Scope = BTreeMap<usize, Grade>;

impl Prepared<'_> {
    pub(super) fn evidence_near(&self, fact: &Fact<'_>, anchor: &Fact<'_>) -> Found {
        let anchors = self.evidence(anchor)?;
        let scope = self.scope(&anchors);
        let mut found = self.evidence(fact)?;
        // The name of a product is no purpose: "Analytics" in "Google Analytics".
        let overlaps = |one: &Evidence, other: &Evidence| {
            one.block == other.block && one.range.start < other.range.end && other.range.start < one.range.end
        };
        let mut by_block: BTreeMap<usize, Vec<&Evidence>> = BTreeMap::new();
        for anchor in &anchors {
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

    fn scope(&self, anchors: &[Evidence]) -> Scope {
        let mut scope = Scope::new();
        let mut best: BTreeMap<usize, Grade> = BTreeMap::new();
        for anchor in anchors.iter().filter(|each| each.grade > Grade::Denied) {
            let known = best.entry(anchor.block).or_insert(anchor.grade);
            *known = anchor.grade.max(*known);
        }
        let (mut headed, mut sections) = (Scope::new(), Scope::new());
        for (&block, &grade) in &best {
            self.beside(block, grade, &mut scope);
            let place = self.layout.place(block);
            if self.is_heading(block) {
                widen(&mut headed, block, grade);
            } else if let Some(heading) = place.headings.last() {
                widen(&mut sections, *heading, grade.min(Grade::Vague));
            }
        }
        for block in 0..self.blocks.len() {
            let place = self.layout.place(block);
            for above in place.headings.iter().chain(&place.lead) {
                let leads = best.get(above).filter(|_| place.lead == Some(*above));
                headed.get(above).into_iter().chain(leads).for_each(|grade| widen(&mut scope, block, *grade));
            }
            if let Some(grade) = place.headings.last().and_then(|heading| sections.get(heading))
                && self.page.blocks[block].kind == BlockKind::Text
            {
                widen(&mut scope, block, *grade);
            }
        }
        scope
    }

    /// The block, its row, what introduces it and what stands above it.
    fn beside(&self, block: usize, grade: Grade, scope: &mut Scope) {
        let place = self.layout.place(block);
        let row = self.layout.row(self.page.blocks[block].row);
        for other in row.iter().chain(&place.headings).chain(&place.lead) {
            widen(scope, *other, grade);
        }
        widen(scope, block, grade);
    }
}

fn widen(scope: &mut Scope, block: usize, grade: Grade) {
    let known = scope.entry(block).or_insert(grade);
    *known = grade.max(*known);
}

/// How many anchors of one block are compared with a mention: a hostile block may hold thousands.
const MOST_ANCHORS: usize = 64;
