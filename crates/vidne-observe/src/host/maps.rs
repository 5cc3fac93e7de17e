//! Files that a program has mapped into its memory, as `/proc/PID/maps` tells them (proc(5)).
//!
//! It touches no file: bytes in, paths out.

/// A mapped file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mapped<'a> {
    /// The number of the file within its file system.
    pub inode: u64,
    /// Its path, as written: a line break stands as `\012`, and a file that is gone ends in ` (deleted)`.
    pub path: &'a [u8],
}

/// The file that one line tells of, without the line break. Memory without a file, and what is no such line, is none.
pub fn mapped(line: &[u8]) -> Option<Mapped<'_>> {
    // Addresses, rights, offset, device: four fields before the number.
    let mut rest = line;
    for _ in 0..4 {
        rest = after_field(rest)?;
    }
    let end = rest.iter().position(|byte| *byte == b' ')?;
    let inode = str::from_utf8(&rest[..end]).ok()?.parse().ok()?;
    let path = rest[end..].trim_ascii_start();
    (inode != 0 && path.starts_with(b"/")).then_some(Mapped { inode, path })
}

/// What a written path may stand for: itself, and the same with line breaks.
pub fn readings(path: &[u8]) -> Vec<Vec<u8>> {
    let mut readings = vec![path.to_vec()];
    let mut read = Vec::with_capacity(path.len());
    let mut rest = path;
    while let Some((&first, more)) = rest.split_first() {
        if let Some(more) = rest.strip_prefix(b"\\012") {
            read.push(b'\n');
            rest = more;
        } else {
            read.push(first);
            rest = more;
        }
    }
    if read != path {
        readings.push(read);
    }
    readings
}

fn after_field(line: &[u8]) -> Option<&[u8]> {
    let end = line.iter().position(|byte| *byte == b' ')?;
    Some(line[end..].trim_ascii_start())
}
