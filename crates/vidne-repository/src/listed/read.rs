//! The lines of a list.
//!
//! It never guesses an algorithm: the length of the hash and the tag must agree.

use super::{
    Algorithm, Format, Hash, HashList,
    name::{self, BadName},
};
use crate::{Place, ReadError, hex};

/// Reads a list. `file` is the path that an error names.
///
/// # Errors
/// It is larger than 512 MiB, or not one line of it can be read. Single lines that cannot are in [`HashList::faults`].
pub fn read(file: &str, format: Format, bytes: &[u8]) -> Result<HashList, ReadError> {
    if bytes.len() > LARGEST {
        return Err(ReadError::new(file, Place::Whole, "it is larger than 512 MiB", "Split the list."));
    }
    let mut list = HashList::default();
    let mut signed = Signed::Not;
    for (number, line) in (1..).zip(bytes.split(|&byte| byte == b'\n')) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let is_signers = signed.take(line);
        if is_signers || line.is_empty() || (format == Format::Sums && line.starts_with(b"#")) {
            continue;
        }
        match self::line(format, line) {
            Ok((name, hash)) => list.add(file, number, name, hash),
            Err(Wrong::Text) if has_hash(line) => list.foreign += 1,
            Err(wrong) => list.fault(file, number, wrong),
        }
    }
    match list.faults.first() {
        Some(fault) if list.entries.is_empty() => Err(fault.clone()),
        _ => Ok(list),
    }
}

/// Where in a text that is signed in the open (RFC 9580, 7) a line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Signed {
    Not,
    Head,
    Text,
    Signature,
}

impl Signed {
    /// Whether a line is the signer's and no line of the list.
    fn take(&mut self, line: &[u8]) -> bool {
        *self = match *self {
            Self::Not if line == b"-----BEGIN PGP SIGNED MESSAGE-----" => Self::Head,
            Self::Head if line.is_empty() => Self::Text,
            Self::Text if line == b"-----BEGIN PGP SIGNATURE-----" => Self::Signature,
            same => same,
        };
        matches!(self, Self::Head | Self::Signature)
    }
}

/// Whether a line that is no text begins with a hash all the same.
fn has_hash(line: &[u8]) -> bool {
    let line = line.strip_prefix(b"\\").unwrap_or(line);
    let digits = line.iter().take_while(|byte| byte.is_ascii_hexdigit()).count();
    matches!(digits, 40 | 64 | 128) && line.get(digits).is_some_and(|byte| matches!(byte, b' ' | b'\t'))
}

impl HashList {
    fn add(&mut self, file: &str, number: u64, name: String, hash: Hash) {
        match self.entries.get(&name) {
            // The same file under two algorithms is kept under the stronger one.
            Some(known) if known.algorithm > hash.algorithm => {}
            Some(known) if known.algorithm == hash.algorithm && *known != hash => {
                self.fault(file, number, Wrong::Twice);
            }
            _ => drop(self.entries.insert(name, hash)),
        }
    }

    fn fault(&mut self, file: &str, number: u64, wrong: Wrong) {
        self.fault_count += 1;
        if self.faults.len() < Self::SHOWN {
            self.faults.push(ReadError::new(file, Place::Line(number), wrong.reason(), wrong.mend()));
        }
    }
}

/// What is wrong with a line.
#[derive(Clone, Copy)]
enum Wrong {
    Text,
    Form,
    Name(BadName),
    Twice,
}

impl Wrong {
    const fn reason(self) -> &'static str {
        match self {
            Self::Text => "it is not UTF-8",
            Self::Form => "it is not a hash and a name",
            Self::Name(BadName::Leaves) => "its name leads out of the listed folder",
            Self::Name(BadName::Empty) => "it has no name",
            Self::Name(BadName::Escape) => "its name is escaped as no writer of lists does",
            Self::Twice => "its name stands here before, with another hash",
        }
    }

    const fn mend(self) -> &'static str {
        match self {
            Self::Text => "Rename the file, or write the list on a system whose names are UTF-8.",
            Self::Name(BadName::Leaves) => "Write the list inside the folder, with names relative to it.",
            _ => "Write the list again with `sha256sum`, or bring it back from another copy.",
        }
    }
}

fn line(format: Format, line: &[u8]) -> Result<(String, Hash), Wrong> {
    let line = std::str::from_utf8(line).map_err(|_| Wrong::Text)?;
    let (name, hash) = match format {
        Format::Sums => sums(line)?,
        Format::BagIt(algorithm) => bag(line, algorithm)?,
    };
    Ok((name::inside(&name).map_err(Wrong::Name)?, hash))
}

fn sums(line: &str) -> Result<(String, Hash), Wrong> {
    let (escaped, line) = match line.strip_prefix('\\') {
        Some(rest) => (true, rest),
        None => (false, line),
    };
    let (name, hash) = tagged(line).or_else(|| plain(line)).ok_or(Wrong::Form)?;
    let name = if escaped { name::unescape(name).map_err(Wrong::Name)? } else { name.to_owned() };
    Ok((name, hash))
}

/// `SHA256 (name) = hash`
fn tagged(line: &str) -> Option<(&str, Hash)> {
    let (tag, rest) = line.split_once(" (")?;
    let (name, digits) = rest.rsplit_once(") = ")?;
    let algorithm = Algorithm::of_word(&tag.to_ascii_lowercase().replace('-', ""))?;
    hash(digits, Some(algorithm)).map(|hash| (name, hash))
}

/// `hash  name` or `hash *name`
fn plain(line: &str) -> Option<(&str, Hash)> {
    let (digits, rest) = line.split_once(' ')?;
    let name = rest.strip_prefix([' ', '*'])?;
    hash(digits, None).map(|hash| (name, hash))
}

/// `hash name`, with any white space between.
fn bag(line: &str, algorithm: Algorithm) -> Result<(String, Hash), Wrong> {
    let (digits, rest) = line.split_once([' ', '\t']).ok_or(Wrong::Form)?;
    let name = rest.trim_start_matches([' ', '\t']);
    // Older writers put the `*` of md5sum before the name.
    let name = name.strip_prefix('*').unwrap_or(name);
    let hash = hash(digits, Some(algorithm)).ok_or(Wrong::Form)?;
    Ok((name::percent(name), hash))
}

fn hash(digits: &str, algorithm: Option<Algorithm>) -> Option<Hash> {
    let found = match digits.len() {
        40 => Algorithm::Sha1,
        64 => Algorithm::Sha256,
        128 => Algorithm::Sha512,
        _ => return None,
    };
    if algorithm.is_some_and(|told| told != found) {
        return None;
    }
    let digits = digits.as_bytes();
    let digest = match found {
        Algorithm::Sha1 => hex::read::<20>(digits)?.to_vec(),
        Algorithm::Sha256 => hex::read::<32>(digits)?.to_vec(),
        Algorithm::Sha512 => hex::read::<64>(digits)?.to_vec(),
    };
    Some(Hash { algorithm: found, digest })
}

/// Bytes of a list at most: some five million files.
const LARGEST: usize = 512 << 20;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HASH: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    fn names(format: Format, text: &str) -> Vec<String> {
        read("SHA256SUMS", format, text.as_bytes()).expect("a list").entries.into_keys().collect()
    }

    #[test]
    fn every_form_of_a_line_is_read() {
        let sums = [
            (format!("{HASH}  a b/c"), "a b/c"),
            (format!("{HASH} *./a"), "a"),
            (format!("SHA256 (a (1)) = {HASH}"), "a (1)"),
            (format!("\\{HASH}  a\\nb\\\\c"), "a\nb\\c"),
            (format!("\\SHA256 (a\\nb) = {HASH}"), "a\nb"),
            (format!("{HASH}  a\r\n"), "a"),
        ];
        for (line, name) in sums {
            assert_eq!(names(Format::Sums, &line), [name], "{line}");
        }
        let bag = Format::BagIt(Algorithm::Sha256);
        assert_eq!(
            names(bag, &format!("{HASH}  data/a%0Ab%25\n{HASH}\tdata/50%")),
            ["data/50%", "data/a\nb%"]
        );
    }

    #[test]
    fn a_name_that_leads_out_is_refused_with_its_line() {
        for name in ["/etc/passwd", "../x", "a/../../x", "a/..", "", ".", "\0"] {
            let text = format!("{HASH}  ok\n{HASH}  {name}\n");
            let list = read("SHA256SUMS", Format::Sums, text.as_bytes()).expect("a list");
            assert_eq!(list.entries.len(), 1, "{name}");
            assert!(list.faults[0].to_string().starts_with("cannot read SHA256SUMS at line 2"), "{name}");
        }
    }

    #[test]
    fn a_list_that_is_signed_in_the_open_is_read_between_the_lines_of_its_signer() {
        let text = format!(
            "-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\n\n{HASH}  a\n-----BEGIN PGP SIGNATURE-----\n\niQ==\n"
        );
        let list = read("SHA256SUMS.asc", Format::Sums, text.as_bytes()).expect("a list");
        assert_eq!((list.entries.len(), list.fault_count), (1, 0), "{:?}", list.faults);
    }

    #[test]
    fn a_name_that_is_no_text_is_counted_and_no_fault() {
        let bytes = [HASH.as_bytes(), b"  a\n", HASH.as_bytes(), b"  \xff\n\xff  b\n"].concat();
        let list = read("SHA256SUMS", Format::Sums, &bytes).expect("a list");
        assert_eq!((list.entries.len(), list.foreign, list.fault_count), (1, 1, 1));
    }

    #[test]
    fn one_name_with_two_hashes_is_a_fault() {
        let other = HASH.replace("ba", "00");
        let list = read("x", Format::Sums, format!("{HASH}  a\n{other}  a\n").as_bytes()).expect("a list");
        assert_eq!((list.entries.len(), list.fault_count), (1, 1));
    }

    #[test]
    fn lists_are_known_by_their_names() {
        let bag = Some(Format::BagIt(Algorithm::Sha256));
        for (name, format) in [
            ("SHA256SUMS", Some(Format::Sums)),
            ("sha512sums.txt", Some(Format::Sums)),
            ("x.tar.gz.sha256", Some(Format::Sums)),
            ("checksums.sha1", Some(Format::Sums)),
            ("manifest-sha256.txt", bag),
            ("tagmanifest-sha256.txt", bag),
            ("MD5SUMS", None),
            ("notes.txt", None),
        ] {
            assert_eq!(Format::of_name(name), format, "{name}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_give_names_that_stay_inside(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            crate::listed::fuzz(&bytes);
        }

        #[test]
        fn any_names_behind_a_hash_stay_inside(names in prop::collection::vec("[./a\\\\%\n]{0,12}", 1..6)) {
            let text: String = names.iter().map(|name| format!("{HASH}  {name}\n")).collect();
            crate::listed::fuzz(text.as_bytes());
        }
    }
}
