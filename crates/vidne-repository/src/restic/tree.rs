//! A tree: the list of what is in one folder.
//!
//! It never lets a name lead out of its folder.

use serde::Deserialize;

use super::{Id, json};
use crate::ReadError;

/// One line of a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    /// Its name, or what is wrong with it.
    pub(super) name: Result<String, BadName>,
    /// What it is.
    pub(super) kind: Kind,
    /// Bytes of a file.
    pub(super) size: u64,
    /// Pieces of a file.
    pub(super) content: Vec<Id>,
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A regular file.
    File,
    /// A folder, with its tree; a folder without one is broken.
    Folder(Option<Id>),
    /// A link, a device, a pipe or a socket.
    Other,
}

/// A name that is empty, `.`, `..`, or holds `/` or a zero byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BadName;

/// Reads a tree out of its JSON.
pub(super) fn parse(file: &str, text: &[u8]) -> Result<Vec<Node>, ReadError> {
    let written: Written = json::read(file, text)?;
    Ok(written.nodes.unwrap_or_default().into_iter().map(Line::node).collect())
}

/// Any bytes give nodes with names that stay in their folder, or an error that names the file.
///
/// # Panics
/// When something does not hold.
pub fn fuzz(bytes: &[u8]) {
    match parse("data/fuzz", bytes) {
        Err(error) => {
            assert!(error.to_string().starts_with("cannot read data/fuzz"), "an error names the file");
        }
        Ok(nodes) => {
            for name in nodes.iter().filter_map(|node| node.name.as_ref().ok()) {
                let leaves = name.is_empty() || name == "." || name == ".." || name.contains(['/', '\0']);
                assert!(!leaves, "a name stays in its folder");
            }
        }
    }
}

#[derive(Deserialize)]
struct Written {
    nodes: Option<Vec<Line>>,
}

#[derive(Deserialize)]
struct Line {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    size: Option<u64>,
    #[serde(default)]
    content: Option<Vec<Id>>,
    #[serde(default)]
    subtree: Option<Id>,
}

impl Line {
    fn node(self) -> Node {
        let kind = match self.kind.as_str() {
            "dir" => Kind::Folder(self.subtree),
            "file" => Kind::File,
            _ => Kind::Other,
        };
        Node {
            name: checked(unquote(self.name)),
            kind,
            size: self.size.unwrap_or(0),
            content: self.content.unwrap_or_default(),
        }
    }
}

fn checked(name: String) -> Result<String, BadName> {
    let leaves = name.is_empty() || name == "." || name == ".." || name.contains(['/', '\0']);
    if leaves { Err(BadName) } else { Ok(name) }
}

/// Undoes the escapes of Go's `strconv.Quote`, which restic writes names with. A name that is not UTF-8, or is not
/// escaped that way, stays as it was written: still one name, and distinct.
fn unquote(name: String) -> String {
    if !name.contains('\\') {
        return name;
    }
    let plain = unescape(&name).and_then(|bytes| String::from_utf8(bytes).ok());
    plain.unwrap_or(name)
}

fn unescape(name: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name;
    while let Some(at) = rest.find('\\') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        let letter = rest[at + 1..].chars().next()?;
        let after = at + 1 + letter.len_utf8();
        let digits = match letter {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let code = rest.get(after..after + digits)?;
        push(&mut bytes, letter, code)?;
        rest = &rest[after + digits..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    Some(bytes)
}

fn push(bytes: &mut Vec<u8>, letter: char, code: &str) -> Option<()> {
    let single = match letter {
        'a' => 7,
        'b' => 8,
        't' => b'\t',
        'n' => b'\n',
        'v' => 11,
        'f' => 12,
        'r' => b'\r',
        '\\' | '"' | '\'' => u8::try_from(letter).ok()?,
        'x' => u8::from_str_radix(code, 16).ok()?,
        'u' | 'U' => {
            let letter = char::from_u32(u32::from_str_radix(code, 16).ok()?)?;
            bytes.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
            return Some(());
        }
        _ => return None,
    };
    bytes.push(single);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_restic_writes_them() {
        for (written, name) in [
            ("plain", "plain"),
            ("a\\tb", "a\tb"),
            ("a\\\\b", "a\\b"),
            ("\\\"q\\\"", "\"q\""),
            ("\\u00a0x", "\u{a0}x"),
            ("\\U0001f600", "\u{1f600}"),
            ("\\xe5", "\\xe5"),
            ("ends\\", "ends\\"),
            ("\\xZZ", "\\xZZ"),
        ] {
            assert_eq!(unquote(written.to_owned()), name, "{written}");
        }
    }

    #[test]
    fn a_name_that_leads_out_of_its_folder_is_refused() {
        for name in ["", ".", "..", "a/b", "\\x00", "\\x2fetc", "/"] {
            assert_eq!(checked(unquote(name.to_owned())), Err(BadName), "{name}");
        }
    }
}
