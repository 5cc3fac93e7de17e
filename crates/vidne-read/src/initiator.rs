//! What made a browser load something, as Chrome describes it in logs and archives.
//!
//! It never walks a stack by recursion: its depth is up to whoever wrote the file.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use crate::{address, loose::Loose};

/// What made a browser load something.
#[derive(Debug, Default)]
pub(crate) struct Initiator {
    /// The protocol's word: `parser`, `script`, `other` …
    pub(crate) kind: Option<String>,
    /// The innermost script that has an address, otherwise the document that names what was loaded.
    pub(crate) by: Option<String>,
}

impl Initiator {
    /// The address, otherwise the word.
    pub(crate) fn text(&self) -> Option<String> {
        self.by.clone().or_else(|| self.kind.clone())
    }
}

impl<'de> Deserialize<'de> for Initiator {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let wire = Wire::deserialize(from)?;
        let script = wire.stack.and_then(top_script);
        let by = script.or_else(|| wire.url.text().map(address::bare));
        Ok(Self { kind: wire.kind.0, by })
    }
}

#[derive(Deserialize)]
struct Wire<'a> {
    #[serde(default, rename = "type")]
    kind: Loose,
    #[serde(default)]
    url: Loose,
    /// Kept as it stands, so that its depth costs nothing.
    #[serde(default, borrow)]
    stack: Option<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Stack<'a> {
    #[serde(default)]
    call_frames: TopFrame,
    /// The stack that led here.
    #[serde(default, borrow)]
    parent: Option<&'a RawValue>,
}

fn top_script(stack: &RawValue) -> Option<String> {
    let mut next = Some(stack);
    for _ in 0..MOST_PARENTS {
        let stack: Stack<'_> = serde_json::from_str(next?.get()).ok()?;
        if let Some(url) = stack.call_frames.0 {
            return Some(address::bare(&url));
        }
        next = stack.parent;
    }
    None
}

/// The first address among the frames of a stack.
#[derive(Default)]
struct TopFrame(Option<String>);

impl<'de> Deserialize<'de> for TopFrame {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_seq(Frames)
    }
}

struct Frames;

impl<'de> Visitor<'de> for Frames {
    type Value = TopFrame;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("frames of a stack")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<TopFrame, A::Error> {
        let mut found = None;
        while found.is_none() {
            let Some(frame) = seq.next_element::<Frame>()? else { return Ok(TopFrame(found)) };
            found = frame.url.0.filter(|url| !url.is_empty());
        }
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(TopFrame(found))
    }
}

#[derive(Deserialize)]
struct Frame {
    #[serde(default)]
    url: Loose,
}

/// Browsers keep at most 200 (`Debugger.setAsyncCallStackDepth` asks for 32); each is read anew from the one before.
const MOST_PARENTS: usize = 200;
