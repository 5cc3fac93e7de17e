//! The history of checkpoints: a file to which a line is added for each checkpoint before it is put in place.
//!
//! A line holds size, root hash and signature, from which the signed note is put together again, byte for byte:
//! `<size> <root in base64> <signature in base64>`. Who changed the log cannot write such a line, and an older checkpoint put
//! back is betrayed by the newer lines. It never decides which of two lines is right.

use std::io::{self, BufRead, BufReader, Read};

use signed_note::Note;

use crate::{
    checkpoint::{Checkpoint, CheckpointError},
    key::VerifierKey,
};

/// The longest line that is read, in bytes, its end included.
pub const MAX_LINE: usize = 1024;

/// One line of the file, not yet checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Where it begins, in bytes from the start of the file.
    pub offset: u64,
    /// What it says, without its end.
    pub text: String,
    /// Whether the line was finished.
    pub end: LineEnd,
}

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineEnd {
    /// With a line break.
    Finished,
    /// With the file, or beyond [`MAX_LINE`]: it was not written whole.
    BrokenOff,
}

/// The line for a checkpoint, its end included.
///
/// # Panics
/// Never for a checkpoint, which holds its own signature.
pub fn line(checkpoint: &Checkpoint, key: &VerifierKey) -> String {
    let note = Note::from_bytes(checkpoint.note()).expect("a checkpoint is a signed note");
    let (own, _) = note.verify(&key.list()).expect("a checkpoint was checked with this key");
    let signature = own[0].to_bytes();
    let signature = String::from_utf8_lossy(&signature);
    let signature = signature.trim_end().rsplit(' ').next().unwrap_or_default();
    format!("{} {} {signature}\n", checkpoint.size(), checkpoint.root())
}

/// Puts the checkpoint of a line together again and checks it.
///
/// # Errors
/// When the line has another form, or its signature is not the key's.
pub fn parse_line(text: &str, key: &VerifierKey) -> Result<Checkpoint, CheckpointError> {
    let mut parts = text.split(' ');
    let (Some(size), Some(root), Some(signature), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(CheckpointError::NotACheckpoint);
    };
    let name = key.name();
    let note = format!("{name}\n{size}\n{root}\n\n\u{2014} {name} {signature}\n");
    Checkpoint::verify(note.as_bytes(), key)
}

/// The lines of a history, one after another, in bounded memory. A line that is no UTF-8 is shown with replacement signs.
pub fn lines<R: Read>(file: R) -> impl Iterator<Item = io::Result<Line>> {
    let mut file = BufReader::new(file);
    let mut offset = 0;
    std::iter::from_fn(move || next_line(&mut file, &mut offset).transpose())
}

fn next_line(file: &mut impl BufRead, offset: &mut u64) -> io::Result<Option<Line>> {
    let mut bytes = Vec::new();
    file.take(MAX_LINE as u64).read_until(b'\n', &mut bytes)?;
    if bytes.is_empty() {
        return Ok(None);
    }
    let begin = *offset;
    *offset += bytes.len() as u64;
    let (text, end) = match bytes.strip_suffix(b"\n") {
        Some(text) => (text, LineEnd::Finished),
        None => (bytes.as_slice(), LineEnd::BrokenOff),
    };
    Ok(Some(Line { offset: begin, text: String::from_utf8_lossy(text).into_owned(), end }))
}

#[cfg(test)]
mod tests {
    use tlog_tiles::record_hash;

    use super::*;
    use crate::{checkpoint::TreeHead, key::SigningKey};

    #[test]
    fn the_signed_note_comes_back_byte_for_byte() {
        let key = SigningKey::from_seed("log", [1; 32]).unwrap();
        let checkpoint = Checkpoint::sign(TreeHead { size: 9, root: record_hash(b"r") }, &key).unwrap();
        let text = line(&checkpoint, key.verifier());
        assert_eq!(parse_line(text.trim_end(), key.verifier()).unwrap(), checkpoint);
        assert!(parse_line(&text.trim_end().replacen('9', "8", 1), key.verifier()).is_err());
    }

    #[test]
    fn lines_have_their_places_and_a_torn_one_says_so() {
        let read: Vec<_> = lines(b"ab\nc\nde".as_slice()).map(Result::unwrap).collect();
        let places: Vec<_> = read.iter().map(|line| (line.offset, line.text.as_str(), line.end)).collect();
        let expected =
            [(0, "ab", LineEnd::Finished), (3, "c", LineEnd::Finished), (5, "de", LineEnd::BrokenOff)];
        assert_eq!(places, expected);
    }

    #[test]
    fn an_endless_line_is_read_in_pieces() {
        let long = vec![b'x'; 3 * MAX_LINE];
        assert!(lines(long.as_slice()).all(|line| line.unwrap().text.len() <= MAX_LINE));
    }
}
