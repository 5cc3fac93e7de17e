//! Files in, a declaration out, or everything that is wrong with them.
//!
//! It never opens a file: whoever calls it has the bytes.

use std::sync::Arc;

use toml::{Spanned, de::DeTable};
use vidne_model::declared::Declared;

use crate::{
    build::build,
    check::{Undeclared, check},
    gather::Tables,
    known::{Known, Limits},
    mistake::{Draft, MistakeKind, Mistakes},
    parse::parse,
    remark::Remarks,
    source::{Mark, Source, Sources},
    spans::Spans,
    wire::Log,
};

/// A declaration that is in order.
#[derive(Debug)]
pub struct Reading {
    /// What is declared.
    pub declared: Declared,
    /// Where every value stands.
    pub spans: Spans,
    /// What is worth saying although nothing is wrong.
    pub remarks: Remarks,
}

/// Reads the files of a folder as one declaration. Any table may stand in any file; the files are read in order of
/// their names.
///
/// # Errors
///
/// All mistakes at once, each with its place, what was expected there, and how to mend it.
pub fn read<'a>(
    files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    known: &Known,
) -> Result<Reading, Mistakes> {
    read_within(files, known, Limits::default())
}

/// Reads the files of a folder as one declaration, as [`read`] does, within other limits.
///
/// # Errors
///
/// All mistakes at once, as from [`read`].
pub fn read_within<'a>(
    files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    known: &Known,
    limits: Limits,
) -> Result<Reading, Mistakes> {
    let mut opening = Opening::default();
    opening.take(files, limits);
    opening.read(known, Undeclared::Refused, |table, _| table)
}

/// The files before they are parsed.
#[derive(Default)]
pub(crate) struct Opening {
    sources: Vec<Source>,
    drafts: Vec<Draft>,
    lost: bool,
}

impl Opening {
    pub(crate) fn take<'a>(&mut self, files: impl IntoIterator<Item = (&'a str, &'a [u8])>, limits: Limits) {
        let mut files: Vec<_> = files.into_iter().collect();
        files.sort_by_key(|(name, _)| *name);
        let mut total = 0usize;
        for (name, bytes) in files {
            let most =
                limits.file_bytes.min(limits.total_bytes.saturating_sub(total)).min(u32::MAX as usize / 2);
            if bytes.len() > most {
                self.refuse(name, bytes.len(), most);
            } else {
                total += bytes.len();
                self.open(name, bytes);
            }
        }
    }

    fn refuse(&mut self, name: &str, length: usize, most: usize) {
        let mark = Mark { file: as_number(self.sources.len()), start: 0, end: 0 };
        self.sources.push(Source::new(name, String::new()));
        self.lost = true;
        self.drafts.push(
            Draft::new(MistakeKind::TooLarge, mark, format!("the file has {length} bytes and was not read"))
                .expected(format!("at most {most} bytes are read"))
                .mend("split it into several files; a declaration holds no documents, only what is needed of them"),
        );
    }

    /// What is not UTF-8 is replaced, so that everything else in the file can be read.
    fn open(&mut self, name: &str, bytes: &[u8]) {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let file = as_number(self.sources.len());
        if let Err(error) = std::str::from_utf8(bytes) {
            let start = as_number(error.valid_up_to());
            let mark = Mark { file, start, end: start + REPLACEMENT };
            let wrong = bytes.get(error.valid_up_to()).copied().unwrap_or_default();
            self.drafts.push(
                Draft::new(
                    MistakeKind::NotUtf8,
                    mark,
                    format!("the file is not UTF-8: byte 0x{wrong:02x} here"),
                )
                .expected("expected UTF-8")
                .mend("save the file as UTF-8; editors call it encoding"),
            );
        }
        self.sources.push(Source::from_bytes(name, bytes));
    }

    /// Parses the files, takes of each the table that `choose` says, and puts them together.
    pub(crate) fn read(
        self,
        known: &Known,
        undeclared: Undeclared,
        choose: impl for<'i> Fn(Spanned<DeTable<'i>>, &mut Log) -> Spanned<DeTable<'i>>,
    ) -> Result<Reading, Mistakes> {
        let sources = Arc::new(Sources::new(self.sources));
        let mut log = Log::default();
        log.lost = self.lost;
        log.add_all(self.drafts);
        let mut tables = Tables::default();
        let mut spans = Spans::new(Arc::clone(&sources));
        for (file, source) in sources.iter() {
            let (tree, doubt, drafts) = parse(file, source);
            log.add_all(drafts);
            log.turn_to(file, doubt);
            let tree = choose(tree, &mut log);
            tables.take(tree.get_ref(), &mut log);
            spans.take(file, tree.get_ref());
        }
        check(&tables, known, undeclared, &mut log);
        finish(&tables, spans, log, sources)
    }
}

fn finish(tables: &Tables, spans: Spans, mut log: Log, sources: Arc<Sources>) -> Result<Reading, Mistakes> {
    let notes = std::mem::take(&mut log.notes);
    if !log.has_mistakes() {
        if let Some(declared) = build(tables, &sources) {
            return Ok(Reading { declared, spans, remarks: Remarks::new(notes, sources) });
        }
        let start = Mark { file: 0, start: 0, end: 0 };
        log.add(
            Draft::new(MistakeKind::Missing, start, "the declaration is not complete")
                .expected("expected a [service] with all that it needs")
                .mend("compare it with what `vidne init` writes"),
        );
    }
    let (drafts, left_out) = log.into_drafts();
    Err(Mistakes::new(drafts, left_out, sources))
}

fn as_number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Bytes of the character that stands for what is not UTF-8.
const REPLACEMENT: u32 = 3;
