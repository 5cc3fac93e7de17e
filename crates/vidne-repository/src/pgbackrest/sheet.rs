//! The form of pgBackRest's lists: sections of keys with JSON values, and a SHA-1 of it all in the last one.
//!
//! It never gives a value out of a list whose checksum is wrong.

use serde::de::DeserializeOwned;
use sha1::{Digest, Sha1};

use crate::{Place, ReadError, hex};

/// A list whose checksum was right.
pub(super) struct Sheet<'b> {
    file: &'b str,
    lines: Vec<Line<'b>>,
}

/// One value.
pub(super) struct Line<'b> {
    number: u64,
    section: &'b str,
    /// The key; file names may hold `=`.
    pub(super) key: &'b str,
    value: &'b str,
}

/// Whether these are the first bytes of a list or file that pgBackRest encrypted.
pub fn is_encrypted(bytes: &[u8]) -> bool {
    bytes.starts_with(b"Salted__")
}

impl<'b> Sheet<'b> {
    /// Reads a list and compares it with its own checksum.
    pub(super) fn read(file: &'b str, bytes: &'b [u8]) -> Result<Self, ReadError> {
        let whole = |reason: &str, mend| ReadError::new(file, Place::Whole, reason, mend);
        if is_encrypted(bytes) {
            return Err(whole("it is encrypted", "Verify an encrypted repository with `pgbackrest verify`."));
        }
        if bytes.len() > LARGEST {
            return Err(whole("it is larger than 1 GiB", "Verify this repository with `pgbackrest verify`."));
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            ReadError::new(file, Place::Byte(error.valid_up_to() as u64), "it is not text", MEND)
        })?;
        let sheet = Self { file, lines: lines(file, text)? };
        let told: String = sheet.value("backrest", CHECKSUM)?;
        if told != checksum(&sheet.lines) {
            return Err(whole("its bytes are not those that its own checksum was made of", MEND));
        }
        let format: u32 = sheet.value("backrest", "backrest-format")?;
        if format != 5 {
            return Err(whole(&format!("it has format {format}, and only 5 is known"), NEWER));
        }
        Ok(sheet)
    }

    /// A value that must be there.
    pub(super) fn value<T: DeserializeOwned>(&self, section: &str, key: &str) -> Result<T, ReadError> {
        let missing = || {
            let part = Place::Part(format!("[{section}] {key}"));
            ReadError::new(self.file, part, "it is missing", NEWER)
        };
        self.maybe(section, key)?.ok_or_else(missing)
    }

    /// A value that may be there.
    pub(super) fn maybe<T: DeserializeOwned>(
        &self,
        section: &str,
        key: &str,
    ) -> Result<Option<T>, ReadError> {
        let line = self.lines.iter().find(|line| line.section == section && line.key == key);
        line.map(|line| self.parse(line)).transpose()
    }

    /// An error about a value that is whole and not known.
    pub(super) fn unknown(&self, section: &str, key: &str) -> ReadError {
        ReadError::new(self.file, Place::Part(format!("[{section}] {key}")), "its value is not known", NEWER)
    }

    /// The lines of a section, in order.
    pub(super) fn section(&self, name: &'b str) -> impl Iterator<Item = &Line<'b>> {
        self.lines.iter().filter(move |line| line.section == name)
    }

    /// The value of a line.
    pub(super) fn parse<T: DeserializeOwned>(&self, line: &Line<'_>) -> Result<T, ReadError> {
        let strange = |_| self.strange(line, "its value is not of the shape that pgBackRest writes");
        serde_json::from_str(line.value).map_err(strange)
    }

    /// An error about a line.
    pub(super) fn strange(&self, line: &Line<'_>, reason: &str) -> ReadError {
        ReadError::new(self.file, Place::Line(line.number), reason, NEWER)
    }
}

/// The text with its checksum put right: what the fuzzing engine mutates would otherwise end at the checksum.
pub(super) fn sealed(bytes: &[u8]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(bytes) else { return bytes.to_vec() };
    let Ok(lines) = lines("fuzz", text) else { return bytes.to_vec() };
    let kept: String =
        text.lines().filter(|line| !line.starts_with(CHECKSUM)).map(|line| format!("{line}\n")).collect();
    format!("{kept}\n[backrest]\n{CHECKSUM}=\"{}\"\n", checksum(&lines)).into_bytes()
}

fn lines<'b>(file: &str, text: &'b str) -> Result<Vec<Line<'b>>, ReadError> {
    let mut lines = Vec::new();
    let mut section = "";
    for (number, line) in (1..).zip(text.lines()) {
        let broken = |reason| ReadError::new(file, Place::Line(number), reason, MEND);
        if line.is_empty() {
        } else if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name;
        } else {
            let (key, value) =
                split(line).ok_or_else(|| broken("it is neither a section nor a key with a JSON value"))?;
            lines.push(Line { number, section, key, value });
        }
    }
    Ok(lines)
}

/// At the first `=` behind which JSON stands: a file's name may hold `=`.
fn split(line: &str) -> Option<(&str, &str)> {
    let json = |value: &str| serde_json::from_str::<serde::de::IgnoredAny>(value).is_ok();
    let mut places = line.match_indices('=').take(SIGNS).map(|(at, _)| (&line[..at], &line[at + 1..]));
    places.find(|(key, value)| !key.is_empty() && json(value))
}

/// The SHA-1 of the list as one JSON object of objects, without the checksum itself.
fn checksum(lines: &[Line<'_>]) -> String {
    let mut sha1 = Sha1::new();
    let mut section = None;
    let mut put = |parts: &[&str]| parts.iter().for_each(|part| sha1.update(part));
    for line in lines.iter().filter(|line| line.section != "backrest" || line.key != CHECKSUM) {
        match section {
            Some(name) if name == line.section => put(&[","]),
            Some(_) => put(&["},\"", line.section, "\":{"]),
            None => put(&["{\"", line.section, "\":{"]),
        }
        section = Some(line.section);
        put(&["\"", line.key, "\":", line.value]);
    }
    put(&["}}"]);
    hex::write(&sha1.finalize())
}

const CHECKSUM: &str = "backrest-checksum";
/// Bytes at most: some three million files.
const LARGEST: usize = 1 << 30;
/// Signs `=` tried in one line.
const SIGNS: usize = 64;
const MEND: &str = "Read the copy beside it (.copy), or bring the file back from another repository.";
const NEWER: &str = "It is whole and not known here: verify this repository with `pgbackrest verify`.";
