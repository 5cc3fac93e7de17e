//! Draws mistakes and remarks with the lines of the file that they are about.
//!
//! It never draws more than a window of a line: a line may be as long as a file.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{harmless, masked};
use crate::source::{Mark, Source, Sources};

/// How messages are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without any escape codes.
    Plain,
    /// With ANSI colours.
    Colour,
}

/// What a message needs to be drawn.
pub(crate) struct Drawn<'a> {
    pub(crate) level: Level<'static>,
    pub(crate) id: Option<&'static str>,
    pub(crate) message: &'a str,
    pub(crate) mark: Mark,
    pub(crate) label: &'a str,
    pub(crate) related: &'a [(Mark, String)],
    pub(crate) help: Option<&'a str>,
}

/// All messages, one after the other, with an empty line after each.
pub(crate) fn draw<'a>(messages: impl Iterator<Item = Drawn<'a>>, sources: &Sources, style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Colour => Renderer::styled(),
    };
    let mut text = String::new();
    for message in messages {
        text.push_str(&renderer.render(&[group(&message, sources)]));
        text.push_str("\n\n");
    }
    text
}

fn group<'a>(drawn: &'a Drawn<'a>, sources: &'a Sources) -> Group<'a> {
    let mut title = drawn.level.clone().primary_title(drawn.message);
    if let Some(id) = drawn.id {
        title = title.id(id);
    }
    let mut group = Group::with_title(title);
    if let Some(together) = together(drawn, sources) {
        group = group.element(together);
    } else {
        group = excerpt(group, drawn.mark, AnnotationKind::Primary, drawn.label, sources);
        for (mark, what) in drawn.related {
            group = excerpt(group, *mark, AnnotationKind::Context, what, sources);
        }
    }
    match drawn.help {
        Some(help) => group.element(Level::HELP.message(help)),
        None => group,
    }
}

/// All marks in one excerpt, where they stand in one file, near each other, and on lines that are not long.
fn together<'a>(drawn: &'a Drawn<'a>, sources: &'a Sources) -> Option<Snippet<'a, Annotation<'a>>> {
    let source = sources.of(drawn.mark);
    let marks = || drawn.related.iter().map(|(mark, _)| *mark).chain([drawn.mark]);
    let (first, last) = (marks().min()?, marks().max()?);
    if first.file != last.file {
        return None;
    }
    let (from, _) = source.line_at(first.start);
    let (last_line, line) = source.line_at(last.start);
    let text = source.text.get(from..last_line + line.len())?;
    if text.len() > LONGEST_EXCERPT || text.lines().any(|line| line.len() > LONGEST_LINE) {
        return None;
    }
    let span = |mark: Mark| {
        let start = text.floor_char_boundary(mark.start as usize - from);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        start..text.ceil_char_boundary((mark.end as usize).saturating_sub(from)).clamp(start, line_end)
    };
    let related =
        drawn.related.iter().map(|(mark, what)| AnnotationKind::Context.span(span(*mark)).label(what));
    Some(
        Snippet::source(masked(text))
            .line_start(source.position(first.start).0 as usize)
            .path(path(source))
            .annotation(AnnotationKind::Primary.span(span(drawn.mark)).label(label(drawn.label)))
            .annotations(related),
    )
}

/// Adds the line of a mark. A window of a long line gets its place written beside it, since columns in it count anew.
fn excerpt<'a>(
    group: Group<'a>,
    mark: Mark,
    kind: AnnotationKind,
    what: &'a str,
    sources: &'a Sources,
) -> Group<'a> {
    let source = sources.of(mark);
    let (line, column) = source.position(mark.start);
    let (line_start, whole) = source.line_at(mark.start);
    let start = whole.floor_char_boundary(mark.start as usize - line_start);
    let end = whole.ceil_char_boundary((mark.end as usize).saturating_sub(line_start)).max(start);
    let (window, cut) = window(whole, start, end);
    let span = (start - cut)..(end - cut).min(window.len());
    let annotation = kind.span(span).label(label(what));
    let snippet = Snippet::source(masked(window)).line_start(line as usize).annotation(annotation);
    if window.len() == whole.len() {
        return group.element(snippet.path(path(source)));
    }
    let origin = Origin::path(path(source)).line(line as usize).char_column(column as usize);
    group.element(origin).element(snippet)
}

fn path(source: &Source) -> String {
    source.name.chars().map(harmless).collect()
}

fn label(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// The part of a long line around a stretch of it, and where the part begins.
fn window(line: &str, start: usize, end: usize) -> (&str, usize) {
    if line.len() <= LONGEST_LINE {
        return (line, 0);
    }
    let from = line.floor_char_boundary(start.saturating_sub(LONGEST_LINE / 2));
    let to =
        line.ceil_char_boundary(end.clamp(start, start + LONGEST_LINE / 2).max(start + 1).min(line.len()));
    (&line[from..to], from)
}

const LONGEST_LINE: usize = 200;
const LONGEST_EXCERPT: usize = 16 << 10;
