//! What belongs together: the headings above a block, the lead of a list, the cells of a row, the head of a column.
//!
//! It never reads words; it reads how the page is built.

use std::collections::BTreeMap;

use vidne_model::observed::{Block, BlockKind, Page};

use super::block::BlockText;
use crate::lexicon::{Cues, Pack};

/// How the blocks of a page belong together, block by block.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    places: Vec<Place>,
    rows: BTreeMap<u32, Vec<usize>>,
}

/// What one block belongs to.
#[derive(Debug, Default)]
pub(crate) struct Place {
    /// The heading blocks above it, outermost first.
    pub(crate) headings: Vec<usize>,
    /// For an item: the text that introduces its list.
    pub(crate) lead: Option<usize>,
    /// For a cell: its place in its row, from 0.
    pub(crate) column: usize,
    /// For the second of two cells in a row: the first.
    pub(crate) label: Option<usize>,
    /// For a cell: the cell in the table's first row that stands in its column.
    pub(crate) head: Option<usize>,
    /// Whether other cells take this one for their label.
    pub(crate) is_label: bool,
    /// The cues of its headings, its lead, its label, its column and its row.
    pub(crate) cues: Cues,
}

impl Layout {
    pub(crate) fn new(page: &Page, blocks: &[BlockText<'_>], packs: &[&Pack]) -> Self {
        let mut layout =
            Self { places: page.blocks.iter().map(|_| Place::default()).collect(), rows: BTreeMap::new() };
        layout.place_headings(&page.blocks);
        layout.place_leads(&page.blocks, blocks);
        layout.place_cells(&page.blocks);
        layout.gather_cues(&page.blocks, blocks, packs);
        layout
    }

    pub(crate) fn place(&self, block: usize) -> &Place {
        &self.places[block]
    }

    /// The cells of a row, in order.
    pub(crate) fn row(&self, row: Option<u32>) -> &[usize] {
        row.and_then(|row| self.rows.get(&row)).map_or(&[], Vec::as_slice)
    }

    fn place_headings<'p>(&mut self, blocks: &'p [Block]) {
        let mut last: BTreeMap<&'p str, usize> = BTreeMap::new();
        for (at, block) in blocks.iter().enumerate() {
            let headings = block.headings.iter().filter_map(|text| last.get(text.as_str()).copied());
            self.places[at].headings = headings.collect();
            if block.kind == BlockKind::Heading {
                last.insert(&block.text, at);
            }
        }
    }

    fn place_leads(&mut self, blocks: &[Block], texts: &[BlockText<'_>]) {
        let mut lead = None;
        for (at, block) in blocks.iter().enumerate() {
            match block.kind {
                BlockKind::Item => self.places[at].lead = lead,
                _ => lead = texts[at].folded.kept.trim_end().ends_with(':').then_some(at),
            }
        }
    }

    fn place_cells(&mut self, blocks: &[Block]) {
        let mut start = 0;
        while start < blocks.len() {
            let same = |block: &&Block| block.row.is_some() && block.headings == blocks[start].headings;
            let cells = blocks[start..].iter().take_while(same).count();
            self.place_table(blocks, start..start + cells);
            start += cells.max(1);
        }
    }

    fn place_table(&mut self, blocks: &[Block], cells: std::ops::Range<usize>) {
        let mut rows: Vec<Vec<usize>> = Vec::new();
        for at in cells {
            let row = blocks[at].row;
            match rows.last_mut().filter(|last| blocks[last[0]].row == row) {
                Some(last) => last.push(at),
                None => rows.push(vec![at]),
            }
        }
        for (number, row) in rows.iter().enumerate() {
            for (column, &at) in row.iter().enumerate() {
                self.places[at].column = column;
                let head = rows[0].get(column).copied().filter(|_| number > 0 && rows[0].len() == row.len());
                self.places[at].head = head;
                self.places[at].label = (row.len() == 2 && column == 1).then(|| row[0]);
                for label in [self.places[at].label, head].into_iter().flatten() {
                    self.places[label].is_label = true;
                }
            }
            if let Some(number) = blocks[row[0]].row {
                self.rows.entry(number).or_default().extend(row);
            }
        }
    }

    fn gather_cues(&mut self, blocks: &[Block], texts: &[BlockText<'_>], packs: &[&Pack]) {
        let mut headings: BTreeMap<&str, Cues> = BTreeMap::new();
        for (text, block) in texts.iter().zip(blocks).filter(|(_, block)| block.kind == BlockKind::Heading) {
            headings.insert(&block.text, text.all_cues);
        }
        let mut rows: BTreeMap<u32, Cues> = BTreeMap::new();
        for (number, row) in &self.rows {
            rows.insert(*number, row.iter().fold(Cues::default(), |cues, &at| cues.and(texts[at].all_cues)));
        }
        for (at, block) in blocks.iter().enumerate() {
            let mut cues = block.row.and_then(|row| rows.get(&row)).copied().unwrap_or_default();
            for text in &block.headings {
                // A heading may stand above a block without being a block of its own.
                cues =
                    cues.and(*headings.entry(text).or_insert_with(|| BlockText::new(text, packs).all_cues));
            }
            let place = &self.places[at];
            for other in place.lead.iter().chain(&place.label).chain(&place.head) {
                cues = cues.and(texts[*other].all_cues);
            }
            self.places[at].cues = cues;
        }
    }
}
