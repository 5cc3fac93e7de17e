//! What is worth saying about a declaration that is in order.
//!
//! It never stands for a mistake: a declaration with remarks is read whole.

use std::sync::Arc;

use vidne_model::place::Place;

use crate::{
    mistake::{Drawn, Style, draw},
    source::{Mark, Sources},
};

/// Something worth knowing about one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What it is about.
    pub place: Place,
    /// What is worth knowing.
    pub message: String,
}

/// All remarks about a declaration.
#[derive(Debug)]
pub struct Remarks {
    list: Vec<Remark>,
    notes: Vec<Note>,
    sources: Arc<Sources>,
}

impl Remarks {
    pub(crate) fn new(mut notes: Vec<Note>, sources: Arc<Sources>) -> Self {
        notes.sort_by_key(|note| note.mark);
        let list = notes
            .iter()
            .map(|note| Remark { place: sources.place(note.mark), message: note.message.clone() })
            .collect();
        Self { list, notes, sources }
    }

    /// The remarks, in order of files and places.
    pub fn iter(&self) -> std::slice::Iter<'_, Remark> {
        self.list.iter()
    }

    /// Whether there is nothing to remark.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// All remarks for people, each with its line of the file.
    pub fn render(&self, style: Style) -> String {
        let drawn = self.notes.iter().map(|note| Drawn {
            level: annotate_snippets::Level::NOTE,
            id: None,
            message: &note.message,
            mark: note.mark,
            label: "",
            related: &[],
            help: None,
        });
        draw(drawn, &self.sources, style)
    }
}

impl<'a> IntoIterator for &'a Remarks {
    type Item = &'a Remark;
    type IntoIter = std::slice::Iter<'a, Remark>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A remark before its place is looked up.
#[derive(Debug)]
pub(crate) struct Note {
    pub(crate) mark: Mark,
    pub(crate) message: String,
}
