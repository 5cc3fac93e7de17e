//! Where every value of a declaration stands, by its path.
//!
//! It never holds values, only places.

use std::{collections::BTreeMap, sync::Arc};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};
use vidne_model::place::Place;

use crate::source::{Mark, Sources};

/// The places of all values. Paths name tables as they are written, and count the tables of all files from 0 in order of
/// the files' names: `service.pages.cookies`, `edge[2].transfer[0].basis`. Keys that are not bare stand in quotes.
#[derive(Debug)]
pub struct Spans {
    root: BTreeMap<String, Node>,
    sources: Arc<Sources>,
}

impl Spans {
    pub(crate) fn new(sources: Arc<Sources>) -> Self {
        Self { root: BTreeMap::new(), sources }
    }

    /// Takes in the values of one file.
    pub(crate) fn take(&mut self, file: u32, table: &DeTable<'_>) {
        for (key, value) in table {
            let node = Node::of(file, value);
            match self.root.get_mut(key.get_ref().as_ref()) {
                Some(held) => held.append(node),
                None => {
                    self.root.insert(key.get_ref().to_string(), node);
                }
            }
        }
    }

    /// The place of the value with that path.
    pub fn place(&self, path: &str) -> Option<Place> {
        let mut steps = Steps(path);
        let Some(Step::Key(first)) = steps.next() else { return None };
        let mut node = self.root.get(first)?;
        for step in steps.by_ref() {
            node = match (step, &node.inner) {
                (Step::Key(key), Inner::Table(keys)) => keys.get(key)?,
                (Step::Item(at), Inner::List(items)) => items.get(at)?,
                _ => return None,
            };
        }
        steps.0.is_empty().then(|| self.sources.place(node.mark))
    }
}

#[derive(Debug)]
struct Node {
    mark: Mark,
    inner: Inner,
}

#[derive(Debug)]
enum Inner {
    Leaf,
    Table(BTreeMap<String, Node>),
    List(Vec<Node>),
}

impl Node {
    /// The parser bounds how deep values nest, so that this ends soon.
    fn of(file: u32, value: &Spanned<DeValue<'_>>) -> Self {
        let offset = |byte| u32::try_from(byte).unwrap_or(u32::MAX);
        let span = value.span();
        let inner = match value.get_ref() {
            DeValue::Table(table) => Inner::Table(
                table.iter().map(|(key, value)| (key.get_ref().to_string(), Self::of(file, value))).collect(),
            ),
            DeValue::Array(items) => Inner::List(items.iter().map(|item| Self::of(file, item)).collect()),
            _ => Inner::Leaf,
        };
        Self { mark: Mark { file, start: offset(span.start), end: offset(span.end) }, inner }
    }

    fn append(&mut self, other: Self) {
        if let (Inner::List(all), Inner::List(more)) = (&mut self.inner, other.inner) {
            all.extend(more);
        }
    }
}

enum Step<'p> {
    Key(&'p str),
    Item(usize),
}

/// The steps of a path; what cannot be read stays.
struct Steps<'p>(&'p str);

impl<'p> Iterator for Steps<'p> {
    type Item = Step<'p>;

    fn next(&mut self) -> Option<Step<'p>> {
        if let Some(rest) = self.0.strip_prefix('[') {
            let (number, rest) = rest.split_once(']')?;
            let number = number.parse().ok()?;
            self.0 = rest;
            return Some(Step::Item(number));
        }
        let rest = self.0.strip_prefix('.').unwrap_or(self.0);
        if let Some((key, rest)) = rest.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
            self.0 = rest;
            return Some(Step::Key(key));
        }
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        if end == 0 {
            return None;
        }
        self.0 = &rest[end..];
        Some(Step::Key(&rest[..end]))
    }
}
