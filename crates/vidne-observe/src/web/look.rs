//! What to look at, and what came of it.

use super::{collect::Text, settings::Phase};
use crate::Recorded;

/// One page in one context of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// The address.
    pub url: String,
    /// What is done about consent.
    pub phase: Phase,
    /// Whether the page is a declared one, whose whole text is wanted.
    pub is_declared: bool,
}

impl Look {
    pub(super) fn text(&self) -> Text {
        if self.is_declared { Text::Whole } else { Text::Leave }
    }
}

/// What came of a look. There is always a log, however it ended.
#[derive(Debug, Clone)]
pub struct Looked {
    /// The log, compressed.
    pub log: Vec<u8>,
    /// Pictures, each an exhibit of its own that the log names.
    pub pictures: Vec<Picture>,
    /// How it ended, as the observer saw it.
    pub ending: Ending,
    /// Addresses that the page links to.
    pub links: Vec<String>,
    /// How many requests were seen.
    pub requests: usize,
}

/// A picture of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Their media type.
    pub format: &'static str,
    /// When it was taken, as in the log.
    pub when: &'static str,
    /// Whether the whole page is on it.
    pub is_whole: bool,
}

/// How a look ended, as the observer saw it. What a status or a challenge page means is read from the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// The page came to rest.
    Completed,
    /// It did not within the time given.
    TimedOut(String),
    /// The browser was too busy with others to get as far as asking: it says nothing about the page.
    Unserved(String),
    /// The page's process died.
    Crashed(String),
    /// The browser died.
    BrowserGone(String),
    /// An address that must not be asked.
    Refused(String),
    /// It could not be loaded, or does something without end.
    Failed(String),
    /// Somebody interrupted it.
    Interrupted,
}

impl Ending {
    /// As it stands in the log.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Completed => "completed",
            Self::TimedOut(_) => "timed-out",
            Self::Crashed(_) => "crashed",
            Self::BrowserGone(_) => "browser-gone",
            Self::Refused(_) => "refused",
            Self::Failed(_) | Self::Unserved(_) => "failed",
            Self::Interrupted => "interrupted",
        }
    }

    /// Why, in words.
    pub fn detail(&self) -> Option<&str> {
        match self {
            Self::Completed | Self::Interrupted => None,
            Self::TimedOut(why)
            | Self::Unserved(why)
            | Self::Crashed(why)
            | Self::BrowserGone(why)
            | Self::Refused(why)
            | Self::Failed(why) => Some(why),
        }
    }
}

impl Looked {
    /// What is to be kept: pictures first, since the log names them.
    pub fn recorded(&self, name: &str, tool: &str) -> Vec<Recorded> {
        let pictures = self.pictures.iter().map(|picture| Recorded {
            bytes: picture.bytes.clone(),
            format: picture.format,
            name: format!("{name}.{}.png", picture.when),
            tool: tool.to_owned(),
        });
        let log = Recorded {
            bytes: self.log.clone(),
            format: "visit-log",
            name: format!("{name}.visit.zst"),
            tool: tool.to_owned(),
        };
        pictures.chain([log]).collect()
    }
}
