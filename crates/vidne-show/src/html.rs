//! An assessment as one page that a person can read, print and put on the table.
//!
//! The page is whole: no script, no font, no picture and no style from anywhere else, and a policy in its head that forbids
//! them. All text of strangers is escaped; an address becomes a link only where it is plain HTTP.

mod appendix;
mod axis;
mod backup;
mod finding;
mod frame;
mod page;
mod scale;
mod summary;
mod timeline;
mod word;

use maud::Markup;
use vidne_model::{
    finding::{Assessment, RulePage},
    id::ExhibitId,
    observed::Phase,
};

pub(crate) use self::word::web_address;
use crate::{clean, option::Options, report::Report};

/// A picture of a page as it was seen.
#[derive(Debug, Clone, Copy)]
pub struct Screenshot<'a> {
    /// The exhibit that it is, or stands in.
    pub exhibit: ExhibitId,
    /// `image/png`, `image/jpeg`, `image/webp` or `image/gif`; anything else is named and not shown.
    pub mime: &'a str,
    /// The picture.
    pub bytes: &'a [u8],
    /// When it was taken.
    pub at: jiff::Timestamp,
    /// What it shows, such as the page's address.
    pub what: &'a str,
    /// In which phase of consent it was taken.
    pub phase: Phase,
}

/// An assessment as one HTML page that needs nothing else.
pub fn html(
    assessment: &Assessment,
    rules: &[RulePage],
    options: &Options,
    screenshots: &[Screenshot<'_>],
) -> String {
    let report = Report::new(assessment, options);
    let parts = parts(&report, rules, screenshots);
    let page = frame::document(&report, rules, &summary::summary(&report), &parts).into_string();
    clean::visible(&page).into_owned()
}

/// A part of the page under its own heading.
struct Part {
    id: &'static str,
    title: String,
    body: Markup,
}

/// What there is to tell, in the order in which it is told.
fn parts(report: &Report<'_>, rules: &[RulePage], screenshots: &[Screenshot<'_>]) -> Vec<Part> {
    let parts = [
        Some(finding::findings(report, rules)),
        Some(finding::questions(report)),
        backup::backups(report),
        finding::accepted(report, rules),
        finding::ahead(report, rules),
        timeline::timeline(report),
        finding::closed(report, rules),
        page::versions(report),
        page::screenshots(report, screenshots),
        appendix::unused(report),
        appendix::damages(report),
        appendix::rules(report, rules),
        appendix::exhibits(report, screenshots),
        Some(appendix::check(report)),
    ];
    parts.into_iter().flatten().collect()
}
