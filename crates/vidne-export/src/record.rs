//! Everything of a log that is exported, put together.
//!
//! It never drops what stands before a cut, and remarks on what it had to pass over.

mod hop;
mod join;
mod ledger;
mod page;

use jiff::Timestamp;

use crate::{
    ExportError, instant,
    log::{
        self,
        line::Line,
        wire::{self, Start},
    },
};
pub(crate) use hop::{Body, Hop};
use ledger::Ledger;
pub(crate) use page::Page;
use page::Pages;

/// What a log tells.
#[derive(Debug)]
pub(crate) struct Record {
    pub(crate) start: Start,
    /// When the log begins.
    pub(crate) at: Timestamp,
    /// When it ends, as far as it tells.
    pub(crate) until: Timestamp,
    /// Each request and each hop of it that left the browser, in the order in which they began.
    pub(crate) hops: Vec<Hop>,
    /// Phases and loads of the page, in order.
    pub(crate) pages: Vec<Page>,
    pub(crate) pictures: Vec<Taken>,
    /// How the look ended, in the observer's words.
    pub(crate) end: Option<wire::End>,
    /// What could not be read.
    pub(crate) remarks: Vec<String>,
}

/// A picture that was taken.
#[derive(Debug)]
pub(crate) struct Taken {
    pub(crate) sha256: String,
    pub(crate) at: Timestamp,
    /// Whether the whole page is on it.
    pub(crate) is_whole: bool,
    /// What it shows, as a place among the pages.
    pub(crate) page: usize,
}

impl Record {
    /// Reads a log.
    ///
    /// # Errors
    /// No line is one of a visit log, or none tells a time, or it unpacks to more than is read of one.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, ExportError> {
        let mut reader = Reader::default();
        let reading = log::each(bytes, &mut |text| reader.take(text))?;
        if reader.lines == 0 {
            let reason = reading.cut.or(reader.first_fault).unwrap_or_else(|| "it holds no line".to_owned());
            return Err(ExportError::NoLog { reason });
        }
        reader.broken += reading.broken;
        if let Some(reason) = reading.cut {
            reader.remarks.push(format!("The visit log ends early: {reason}."));
        }
        reader.finish()
    }
}

/// A log on the way.
#[derive(Debug, Default)]
struct Reader {
    /// Lines that were understood.
    lines: usize,
    broken: usize,
    first_fault: Option<String>,
    start: Option<Start>,
    /// Milliseconds from the first line to the last one that tells its time.
    lasted: f64,
    ledger: Ledger,
    pages: Pages,
    /// Pictures, the time of each in milliseconds since the first line.
    pictures: Vec<(wire::Screenshot, f64, usize)>,
    end: Option<wire::End>,
    remarks: Vec<String>,
}

impl Reader {
    fn take(&mut self, text: &str) {
        match Line::parse(text).and_then(|line| self.understand(&line, text)) {
            Ok(true) => self.lines += 1,
            Ok(false) => self.fault("it has none of the keys of one".to_owned()),
            Err(error) => self.fault(error.to_string()),
        }
    }

    fn fault(&mut self, reason: String) {
        self.broken += 1;
        self.first_fault.get_or_insert(reason);
    }

    fn understand(&mut self, line: &Line<'_>, text: &str) -> Result<bool, serde_json::Error> {
        if let Some(time) = line.time() {
            self.lasted = self.lasted.max(time);
        }
        match (line.vidne.as_deref(), line.method.as_deref()) {
            (Some(word), _) => self.known(word, line, text)?,
            (None, Some(method)) if Pages::is_load(method) => self.pages.happen(method, line)?,
            (None, Some(method)) => self.ledger.take(method, line, &mut self.pages)?,
            (None, None) => {}
        }
        Ok(line.is_known())
    }

    /// What the observer knows.
    fn known(&mut self, word: &str, line: &Line<'_>, text: &str) -> Result<(), serde_json::Error> {
        match word {
            "visit" if self.start.is_none() => {
                let start: Start = serde_json::from_str(text)?;
                self.pages.begin(&start.phase);
                self.start = Some(start);
            }
            "target" => self.pages.watch(serde_json::from_str(text)?),
            "phase" => self.pages.turn(serde_json::from_str::<wire::Phase>(text)?.phase, line.time()),
            "frame" => self.pages.name(serde_json::from_str(text)?),
            "body" => self.ledger.keep(serde_json::from_str(text)?),
            "screenshot" if self.pictures.len() < MOST_PICTURES => {
                let picture = serde_json::from_str(text)?;
                self.pictures.push((picture, line.time().unwrap_or(self.lasted), self.pages.current()));
            }
            "outcome" => self.end = Some(serde_json::from_str(text)?),
            _ => {}
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Record, ExportError> {
        join::join(&mut self.ledger);
        let Ledger { mut hops, left_out, spoilt, .. } = self.ledger;
        self.remarks.extend(remark(self.broken, "lines of the visit log could not be read"));
        self.remarks.extend(remark(left_out, "events were left out, because there are too many"));
        self.remarks
            .extend(remark(spoilt, "bodies were left out, because they are not what their digest says"));
        let start = self.start.unwrap_or_default();
        let told = start.at.parse().ok();
        let at = told.or_else(|| hops.iter().find_map(|hop| instant::of_wall(hop.wall?)));
        let at: Timestamp = at.ok_or(ExportError::NoTime)?;
        hop::date(&mut hops, at);
        let pages = self.pages.finish(&hops, at, &start.url);
        hops.sort_by_key(|hop| hop.at);
        Ok(Record {
            until: instant::later(at, self.lasted).unwrap_or(at),
            pictures: self.pictures.into_iter().map(|picture| taken(picture, at)).collect(),
            hops,
            pages,
            at,
            start,
            end: self.end,
            remarks: self.remarks,
        })
    }
}

/// A picture with its instant, of one whose time counts from the first line.
fn taken((picture, time, page): (wire::Screenshot, f64, usize), start: Timestamp) -> Taken {
    Taken {
        sha256: picture.sha256.to_ascii_lowercase(),
        at: instant::later(start, time).unwrap_or(start),
        is_whole: picture.whole,
        page,
    }
}

fn remark(count: usize, what: &str) -> Option<String> {
    (count > 0).then(|| format!("{count} {what}."))
}

const MOST_PICTURES: usize = 10_000;
