//! One header of 512 bytes, and the records of POSIX that go before one.
//!
//! It never takes a header whose checksum is wrong.

/// The fields of a header that a listing needs.
pub(super) struct Header {
    /// Name, with the prefix of ustar.
    pub(super) path: Vec<u8>,
    /// Where a link points.
    pub(super) link: Vec<u8>,
    /// Bytes that follow, as stored.
    pub(super) size: u64,
    /// The kind, as a letter.
    pub(super) kind: u8,
    /// For GNU's sparse files: bytes once expanded, and whether more maps follow.
    pub(super) sparse: Option<(u64, More)>,
}

/// Whether another block of a sparse file's map follows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum More {
    Yes,
    No,
}

/// What is wrong with a header.
pub(super) enum Wrong {
    Checksum,
    Number,
}

impl Header {
    /// Reads a header.
    pub(super) fn read(block: &[u8; 512]) -> Result<Self, Wrong> {
        let told = number(&block[148..156]).ok_or(Wrong::Checksum)?;
        if told != sum(block) && told != signed_sum(block) {
            return Err(Wrong::Checksum);
        }
        let kind = block[156];
        let sparse = match kind {
            b'S' => Some((number(&block[483..495]).ok_or(Wrong::Number)?, more(block[482]))),
            _ => None,
        };
        let mut path = text(&block[..100]).to_vec();
        let prefix = text(&block[345..500]);
        if block[257..263] == *b"ustar\0" && !prefix.is_empty() {
            path = [prefix, b"/", &path].concat();
        }
        let size = number(&block[124..136]).ok_or(Wrong::Number)?;
        Ok(Self { path, link: text(&block[157..257]).to_vec(), size, kind, sparse })
    }
}

/// Whether another block follows this one of a sparse map.
pub(super) fn more(flag: u8) -> More {
    if flag == 0 { More::No } else { More::Yes }
}

/// The records of a POSIX extension: `length key=value` and a line end each. Nothing where a length is wrong.
pub(super) fn records(mut bytes: &[u8]) -> Option<Vec<(&[u8], &[u8])>> {
    let mut records = Vec::new();
    while !bytes.is_empty() && bytes[0] != 0 {
        let space = bytes.iter().position(|&byte| byte == b' ')?;
        let length: usize = std::str::from_utf8(&bytes[..space]).ok()?.parse().ok()?;
        let record = bytes.get(space + 1..length)?.strip_suffix(b"\n")?;
        let equals = record.iter().position(|&byte| byte == b'=')?;
        records.push((&record[..equals], &record[equals + 1..]));
        bytes = &bytes[length..];
    }
    Some(records)
}

/// Up to the first zero.
pub(super) fn text(field: &[u8]) -> &[u8] {
    field.split(|&byte| byte == 0).next().unwrap_or_default()
}

/// An octal number, or one of GNU in base 256.
fn number(field: &[u8]) -> Option<u64> {
    if let Some((first, rest)) = field.split_first().filter(|(first, _)| **first & 0x80 != 0) {
        if *first != 0x80 {
            return None;
        }
        return rest.iter().try_fold(0_u64, |sum, &byte| Some(sum.checked_mul(256)? | u64::from(byte)));
    }
    let digits = text(field).trim_ascii();
    digits.iter().try_fold(0_u64, |sum, &digit| match digit {
        b'0'..=b'7' => Some(sum.checked_mul(8)? + u64::from(digit - b'0')),
        _ => None,
    })
}

fn bytes(block: &[u8; 512]) -> impl Iterator<Item = u8> {
    block.iter().enumerate().map(|(at, &byte)| if (148..156).contains(&at) { b' ' } else { byte })
}

fn sum(block: &[u8; 512]) -> u64 {
    bytes(block).map(u64::from).sum()
}

/// As some old writers counted it.
fn signed_sum(block: &[u8; 512]) -> u64 {
    let sum: i64 = bytes(block).map(|byte| i64::from(byte.cast_signed())).sum();
    u64::try_from(sum).unwrap_or(u64::MAX)
}
