//! borg 1.x repositories without the key: segments by their CRC-32, which of them must be there, and what the
//! configuration says.
//!
//! A CRC finds rot, not tampering: whoever can write a segment can write a matching CRC. The index, which borg derives
//! from the segments, tells what is lost; it never proves that what is there is sound.

mod config;
mod index;
mod segment;

pub use config::{Config, KeyPlace};
pub use index::{Index, Needed};
pub use segment::{COMMIT, Entry, Fault, FaultKind, SegmentReport, Tag, scan};

/// What a file of a repository is, by its path in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// `config`: read it with [`Config::read`].
    Config,
    /// `data/D/N`: segment `N`, read it with [`scan`].
    Segment(u64),
    /// `index.N`, `hints.N`, `integrity.N`: derivable from the segments.
    Derived,
    /// `nonce`, `README`, and what locks leave behind: of no use in a restore.
    Aside,
    /// Not known to borg 1.x.
    Foreign,
}

impl Role {
    /// What the file at this path (relative, with `/`) is.
    pub fn of(path: &str) -> Self {
        let number =
            |text: &str| text.parse::<u64>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
        if let Some((folder, name)) = path.strip_prefix("data/").and_then(|rest| rest.split_once('/')) {
            return number(folder).and(number(name)).map_or(Self::Foreign, Self::Segment);
        }
        let derived = ["index", "hints", "integrity"];
        match path.split_once('.') {
            Some((start, end)) if derived.contains(&start) && number(end).is_some() => Self::Derived,
            _ if path == "config" => Self::Config,
            _ if matches!(path, "nonce" | "README" | "lock.roster" | "lock.exclusive") => Self::Aside,
            _ if path.starts_with("lock.exclusive/") => Self::Aside,
            _ => Self::Foreign,
        }
    }
}

/// What the fuzzing engine calls: any bytes, with and without borg's mark, are read to an end; and as a configuration and an
/// index.
///
/// # Panics
/// When something does not hold.
pub fn fuzz(bytes: &[u8]) {
    for bytes in [bytes.to_vec(), [b"BORG_SEG", bytes].concat()] {
        let mut end = 8;
        let report = scan(&bytes[..], &mut |entry| {
            assert!(entry.offset >= end, "entries lie one behind the other");
            end = entry.offset + u64::from(entry.bytes);
        });
        assert!(end.max(report.bytes) <= bytes.len().max(8) as u64, "no more is read than there is");
        assert_eq!(report.first_fault.is_some(), report.faults > 0, "what is counted is named");
    }
    if let Err(error) = Config::read("config", bytes) {
        assert!(error.to_string().starts_with("cannot read config"), "an error names the file");
    }
    index::fuzz(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_paths() {
        for (path, role) in [
            ("config", Role::Config),
            ("data/0/17", Role::Segment(17)),
            ("data/0/+1", Role::Foreign),
            ("data/0/17.tmp", Role::Foreign),
            ("index.17", Role::Derived),
            ("hints.17", Role::Derived),
            ("integrity.17", Role::Derived),
            ("index.x", Role::Foreign),
            ("lock.exclusive/host@1.2-3", Role::Aside),
            ("README", Role::Aside),
            ("notes.txt", Role::Foreign),
        ] {
            assert_eq!(Role::of(path), role, "{path}");
        }
    }
}
