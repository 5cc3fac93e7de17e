//! A ZIP writer that can lie: every name, flag, size and checksum is as the test wants it.

use std::io::Write;

use flate2::{Compression, Crc, write::DeflateEncoder};

/// An entry.
#[derive(Debug, Clone)]
pub(super) struct File {
    pub(super) name: String,
    /// What it holds, unpacked.
    pub(super) bytes: Vec<u8>,
    pub(super) method: u16,
    pub(super) flags: u16,
    /// Type and rights, as Unix has them.
    pub(super) mode: u32,
    /// A checksum that is not its own.
    pub(super) crc: Option<u32>,
    /// A size that is not its own.
    pub(super) size: Option<u32>,
}

impl File {
    /// As it stands.
    pub(super) fn stored(name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let (name, bytes) = (name.to_owned(), bytes.as_ref().to_vec());
        Self { name, bytes, method: 0, flags: 0x800, mode: 0o100_644, crc: None, size: None }
    }

    /// Deflated.
    pub(super) fn packed(name: &str, bytes: impl AsRef<[u8]>) -> Self {
        Self { method: 8, ..Self::stored(name, bytes) }
    }

    fn content(&self) -> Vec<u8> {
        if self.method != 8 {
            return self.bytes.clone();
        }
        let mut packer = DeflateEncoder::new(Vec::new(), Compression::default());
        packer.write_all(&self.bytes).expect("memory takes it");
        packer.finish().expect("memory takes it")
    }

    /// What both headers hold, from the version that is needed to the length of the extra field.
    fn common(&self) -> Vec<u8> {
        let mut crc = Crc::new();
        crc.update(&self.bytes);
        let mut header = Vec::new();
        for half in [20, self.flags, self.method, 0, 0x5567] {
            header.extend_from_slice(&half.to_le_bytes());
        }
        let size = u32::try_from(self.bytes.len()).expect("small");
        let packed = u32::try_from(self.content().len()).expect("small");
        for word in [self.crc.unwrap_or(crc.sum()), packed, self.size.unwrap_or(size)] {
            header.extend_from_slice(&word.to_le_bytes());
        }
        let length = u16::try_from(self.name.len()).expect("short");
        header.extend_from_slice(&length.to_le_bytes());
        header.extend_from_slice(&[0, 0]);
        header
    }
}

/// An archive of these entries.
pub(super) fn pack(files: &[File]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for file in files {
        let at = u32::try_from(bytes.len()).expect("small");
        let common = file.common();
        bytes.extend_from_slice(
            &[b"PK\x03\x04", common.as_slice(), file.name.as_bytes(), &file.content()].concat(),
        );
        let outer = [&[0; 6][..], &(file.mode << 16).to_le_bytes(), &at.to_le_bytes()].concat();
        directory.extend_from_slice(
            &[b"PK\x01\x02\x14\x03", common.as_slice(), &outer, file.name.as_bytes()].concat(),
        );
    }
    let count = u16::try_from(files.len()).expect("few").to_le_bytes();
    let (start, size) =
        (u32::try_from(bytes.len()).expect("small"), u32::try_from(directory.len()).expect("small"));
    let end = [b"PK\x05\x06\0\0\0\0", &count[..], &count, &size.to_le_bytes(), &start.to_le_bytes(), b"\0\0"]
        .concat();
    [bytes, directory, end].concat()
}
