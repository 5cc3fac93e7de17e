//! Packets of SFTP version 3 (draft-ietf-secsh-filexfer-02), as far as listing and reading need them.
//!
//! It never takes a length or a number of a packet for granted.

use std::io;

pub(super) const INIT: u8 = 1;
pub(super) const VERSION: u8 = 2;
pub(super) const OPEN: u8 = 3;
pub(super) const CLOSE: u8 = 4;
pub(super) const READ: u8 = 5;
pub(super) const LSTAT: u8 = 7;
pub(super) const OPENDIR: u8 = 11;
pub(super) const READDIR: u8 = 12;
pub(super) const STATUS: u8 = 101;
pub(super) const HANDLE: u8 = 102;
pub(super) const DATA: u8 = 103;
pub(super) const NAME: u8 = 104;
pub(super) const ATTRS: u8 = 105;

/// What a server says of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Attributes {
    pub(super) kind: Kind,
    pub(super) bytes: u64,
    /// Seconds since 1970.
    pub(super) modified: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    Link,
    Other,
    Unknown,
}

/// A packet under construction: its type and number, then its fields.
pub(super) fn packet(kind: u8, number: u32, fields: &[Field<'_>]) -> Vec<u8> {
    let mut body = vec![kind];
    body.extend(number.to_be_bytes());
    for field in fields {
        match field {
            Field::Text(text) => {
                body.extend(u32::try_from(text.len()).unwrap_or(u32::MAX).to_be_bytes());
                body.extend(*text);
            }
            Field::Word(word) => body.extend(word.to_be_bytes()),
            Field::Long(long) => body.extend(long.to_be_bytes()),
        }
    }
    let mut packet = u32::try_from(body.len()).unwrap_or(u32::MAX).to_be_bytes().to_vec();
    packet.append(&mut body);
    packet
}

pub(super) enum Field<'a> {
    Text(&'a [u8]),
    Word(u32),
    Long(u64),
}

/// A packet being read.
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> io::Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or_else(|| bad("a packet is too short"))?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn byte(&mut self) -> io::Result<u8> {
        Ok(self.take(1)?[0])
    }

    pub(super) fn word(&mut self) -> io::Result<u32> {
        let bytes = self.take(4)?;
        Ok(u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    fn long(&mut self) -> io::Result<u64> {
        Ok(u64::from(self.word()?) << 32 | u64::from(self.word()?))
    }

    pub(super) fn text(&mut self) -> io::Result<&'a [u8]> {
        let length = self.word()? as usize;
        self.take(length)
    }

    pub(super) fn attributes(&mut self) -> io::Result<Attributes> {
        let flags = self.word()?;
        let bytes = if flags & 1 != 0 { self.long()? } else { 0 };
        if flags & 2 != 0 {
            self.long()?;
        }
        let kind = if flags & 4 != 0 { kind(self.word()?) } else { Kind::Unknown };
        let modified = if flags & 8 != 0 {
            self.word()?;
            Some(self.word()?)
        } else {
            None
        };
        if flags & 0x8000_0000 != 0 {
            for _ in 0..self.word()? {
                self.text()?;
                self.text()?;
            }
        }
        Ok(Attributes { kind, bytes, modified })
    }
}

fn kind(mode: u32) -> Kind {
    match mode & 0o170_000 {
        0o100_000 => Kind::File,
        0o040_000 => Kind::Folder,
        0o120_000 => Kind::Link,
        0 => Kind::Unknown,
        _ => Kind::Other,
    }
}

/// The server breaks the protocol: nothing more can be believed of it.
pub(super) fn bad(what: &str) -> io::Error {
    io::Error::other(format!("the server does not speak SFTP as it should: {what}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_packet_bears_its_length_its_number_and_its_fields() {
        let bytes = packet(READ, 7, &[Field::Text(b"h"), Field::Long(1), Field::Word(2)]);
        assert_eq!(bytes[..4], 22_u32.to_be_bytes());
        let mut reader = Reader(&bytes[4..]);
        assert_eq!((reader.byte().unwrap(), reader.word().unwrap()), (READ, 7));
        assert_eq!(reader.text().unwrap(), b"h");
        assert_eq!((reader.long().unwrap(), reader.word().unwrap()), (1, 2));
        assert!(reader.byte().is_err());
    }

    proptest! {
        #[test]
        fn whatever_a_server_sends_is_read_within_its_bounds(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let before = bytes.len();
            let mut reader = Reader(&bytes);
            let read = reader.attributes();
            prop_assert!(read.is_err() || reader.0.len() < before);
        }
    }
}
