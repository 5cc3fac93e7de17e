//! A page in the shape in which it is asked: folded blocks, hits, sentences, clauses, tables, lists.
//!
//! It never drops text, and it never answers: that is for `ask`.

use std::{ops::Range, sync::Arc};

use vidne_model::observed::{Block, Page, Readability};

pub(crate) use self::{
    block::{BlockText, Marked, Sentence},
    layout::Layout,
    stance::{Stance, Topic},
    wild::{Told, Wild},
    words::{Name, Words, is_name, runs},
};
use crate::{
    lexicon::{Group, Hit, IdeaId, Lexicon, Pack},
    reader::Terms,
};

mod block;
mod clause;
mod denial;
mod layout;
mod refusal;
mod stance;
mod tongue;
mod wild;
mod words;

/// A page that was read once and can be asked many times.
#[derive(Debug)]
pub struct Prepared<'p> {
    pub(crate) page: &'p Page,
    pub(crate) lexicon: &'p Lexicon,
    pub(crate) terms: Arc<Terms>,
    /// The words of its language, or why there are none.
    pub(crate) words_of: Result<Arc<Pack>, String>,
    /// Why nothing on it can be read.
    pub(crate) unreadable: Option<String>,
    pub(crate) blocks: Vec<BlockText<'p>>,
    pub(crate) layout: Layout,
    pub(crate) words: Words,
    /// Where names of programs on the reader's own machine stand: no mention of a recipient.
    pub(crate) elsewhere: Vec<(usize, Range<usize>)>,
    /// Which blocks speak of transfers.
    pub(crate) about_transfer: Vec<bool>,
    by_idea: Vec<(IdeaId, usize, usize)>,
}

impl<'p> Prepared<'p> {
    pub(crate) fn new(lexicon: &'p Lexicon, terms: Arc<Terms>, page: &'p Page) -> Self {
        let words_of = language(lexicon, page);
        let own = words_of.as_ref().ok().and_then(|pack| terms.pack(&pack.language)).cloned();
        let packs: Vec<&Pack> = words_of.iter().chain(&own).map(Arc::as_ref).collect();
        let blocks = blocks(lexicon, &terms, page, &packs);
        let layout = Layout::new(page, &blocks, &packs);
        let words = Words::new(&blocks);
        let by_idea = by_idea(&blocks, terms.ideas.len());
        let elsewhere = lexicon.world.elsewhere.iter().filter_map(|name| Name::new(name));
        let mut elsewhere: Vec<_> = elsewhere.flat_map(|name| name.find(&words, &blocks, &[])).collect();
        elsewhere.sort_by_key(|(block, range)| (*block, range.start));
        let about_transfer = about_transfer(&terms, &blocks);
        let unreadable = unreadable(page);
        Self {
            page,
            lexicon,
            terms,
            words_of,
            unreadable,
            blocks,
            layout,
            words,
            elsewhere,
            about_transfer,
            by_idea,
        }
    }

    /// Where the words of an idea stand, in order.
    pub(crate) fn hits(&self, idea: IdeaId) -> impl Iterator<Item = (usize, &Hit)> {
        let from = self.by_idea.partition_point(|(other, ..)| *other < idea);
        let hits = self.by_idea[from..].iter().take_while(move |(other, ..)| *other == idea);
        hits.map(|(_, block, hit)| (*block, &self.blocks[*block].hits[*hit]))
    }

    /// Where the words of a group's ideas stand, in order of the ideas.
    pub(crate) fn hits_of(&self, group: Group) -> impl Iterator<Item = (usize, &Hit)> {
        self.terms.ideas.of(group).flat_map(|(_, idea)| self.hits(idea))
    }
}

/// The blocks, each in its own language where a page holds several: a Danish notice with an English part below it.
fn blocks<'p>(lexicon: &Lexicon, terms: &Terms, page: &'p Page, packs: &[&Pack]) -> Vec<BlockText<'p>> {
    let mut before = None;
    let read = |block: &'p Block| {
        let Some(language) = packs.first().map(|pack| pack.language.as_str()) else {
            return BlockText::new(&block.text, packs);
        };
        before = tongue::other(&block.text.to_lowercase(), language, before);
        let Some(other) = before else { return BlockText::new(&block.text, packs) };
        let packs: Vec<&Pack> =
            lexicon.pack(other).into_iter().chain(terms.pack(other)).map(Arc::as_ref).collect();
        BlockText::new(&block.text, &packs)
    };
    page.blocks.iter().map(read).collect()
}

fn language(lexicon: &Lexicon, page: &Page) -> Result<Arc<Pack>, String> {
    let Some(language) = &page.language else {
        return Err("the language of the page is undecided".to_owned());
    };
    let lower: Vec<String> = match language.as_str() {
        "nb" | "no" => page.blocks.iter().map(|block| block.text.to_lowercase()).collect(),
        _ => Vec::new(),
    };
    if tongue::is_nynorsk(lower.iter().map(String::as_str)) {
        return Err("the page is in Nynorsk, for which there are no words".to_owned());
    }
    lexicon.pack(language).cloned().ok_or_else(|| format!("there are no words for the language `{language}`"))
}

fn unreadable(page: &Page) -> Option<String> {
    match &page.readability {
        Readability::Unreadable(reason) => Some(reason.clone()),
        Readability::Readable if page.blocks.iter().all(|block| block.text.trim().is_empty()) => {
            Some("the page holds no text".to_owned())
        }
        Readability::Readable => None,
    }
}

fn about_transfer(terms: &Terms, blocks: &[BlockText<'_>]) -> Vec<bool> {
    let ideas = ["third-country", "outside", "transfer"].map(|id| terms.ideas.find(Group::Place, id));
    blocks.iter().map(|block| block.hits.iter().any(|hit| ideas.contains(&Some(hit.idea)))).collect()
}

/// Every hit, ordered by idea; of one idea in the order of the page.
fn by_idea(blocks: &[BlockText<'_>], ideas: usize) -> Vec<(IdeaId, usize, usize)> {
    let all = || {
        blocks
            .iter()
            .enumerate()
            .flat_map(|(at, block)| block.hits.iter().enumerate().map(move |hit| (at, hit)))
    };
    let mut next = vec![0; ideas + 1];
    for (_, (_, hit)) in all() {
        next[hit.idea.0 as usize + 1] += 1;
    }
    let mut before = 0;
    for count in &mut next {
        before += *count;
        *count = before;
    }
    let mut sorted = vec![(IdeaId(0), 0, 0); before];
    for (block, (at, hit)) in all() {
        let slot = &mut next[hit.idea.0 as usize];
        sorted[*slot] = (hit.idea, block, at);
        *slot += 1;
    }
    sorted
}
