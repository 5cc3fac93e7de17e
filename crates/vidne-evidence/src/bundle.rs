//! Entry bundles: up to 256 entries of the log, each after its length in two bytes (C2SP `tlog-tiles`).
//!
//! It never looks inside an entry, and never allocates by a length that it read.

use crate::tile_path::TILE_WIDTH;

/// The longest entry that the two bytes of length can announce, in bytes.
pub const MAX_ENTRY: usize = u16::MAX as usize;

/// An entry in its bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Where its length stands in the bundle, in bytes from the start.
    pub offset: usize,
    /// What it says.
    pub bytes: &'a [u8],
}

/// A bundle breaks off or goes on for too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// One byte is left where two of length belong.
    #[error("the bundle breaks off at byte {offset}, inside the length of an entry")]
    LengthCut {
        /// Where the length begins.
        offset: usize,
    },
    /// Fewer bytes are left than the length says.
    #[error("the entry at byte {offset} should be {length} bytes long, and {left} are there")]
    EntryCut {
        /// Where the entry's length begins.
        offset: usize,
        /// What the length says.
        length: usize,
        /// What is there.
        left: usize,
    },
    /// There are more than 256 entries.
    #[error("the bundle goes on at byte {offset}, after {TILE_WIDTH} entries")]
    TooMany {
        /// Where the 257th begins.
        offset: usize,
    },
}

impl BundleError {
    /// Where in the bundle, in bytes from the start.
    pub fn offset(self) -> usize {
        match self {
            Self::LengthCut { offset } | Self::EntryCut { offset, .. } | Self::TooMany { offset } => offset,
        }
    }
}

/// The entries of a bundle one after another; ends after the first error.
pub fn entries(bundle: &[u8]) -> impl Iterator<Item = Result<Entry<'_>, BundleError>> {
    let (mut offset, mut count) = (0, 0);
    std::iter::from_fn(move || {
        if offset == bundle.len() {
            return None;
        }
        let entry = entry_at(bundle, offset, count);
        count += 1;
        offset = entry.map_or(bundle.len(), |entry| offset + 2 + entry.bytes.len());
        Some(entry)
    })
}

/// All the entries of a bundle.
///
/// # Errors
/// The first place where the bundle is not as it should be.
pub fn parse_bundle(bundle: &[u8]) -> Result<Vec<Entry<'_>>, BundleError> {
    entries(bundle).collect()
}

fn entry_at(bundle: &[u8], offset: usize, count: usize) -> Result<Entry<'_>, BundleError> {
    if count == TILE_WIDTH {
        return Err(BundleError::TooMany { offset });
    }
    let (length, rest) =
        bundle[offset..].split_first_chunk::<2>().ok_or(BundleError::LengthCut { offset })?;
    let length = usize::from(u16::from_be_bytes(*length));
    let cut = BundleError::EntryCut { offset, length, left: rest.len() };
    Ok(Entry { offset, bytes: rest.get(..length).ok_or(cut)? })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(texts: &[Vec<u8>]) -> Vec<u8> {
        let mut bundle = Vec::new();
        for text in texts {
            bundle.extend(u16::try_from(text.len()).unwrap().to_be_bytes());
            bundle.extend(text);
        }
        bundle
    }

    #[test]
    fn a_bundle_that_breaks_off_says_where() {
        let whole = written(&[b"abc".to_vec(), b"de".to_vec()]);
        assert_eq!(
            parse_bundle(&whole[..8]).unwrap_err(),
            BundleError::EntryCut { offset: 5, length: 2, left: 1 }
        );
        assert_eq!(parse_bundle(&whole[..6]).unwrap_err(), BundleError::LengthCut { offset: 5 });
    }

    #[test]
    fn more_than_256_entries_are_too_many() {
        let error = parse_bundle(&written(&vec![Vec::new(); 257])).unwrap_err();
        assert_eq!(error, BundleError::TooMany { offset: 512 });
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_again(texts in prop::collection::vec(any::<Vec<u8>>(), 0..=256)) {
            let bundle = written(&texts);
            let read: Vec<_> = parse_bundle(&bundle).unwrap().iter().map(|entry| entry.bytes.to_vec()).collect();
            prop_assert_eq!(read, texts);
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in any::<Vec<u8>>()) {
            if let Err(error) = parse_bundle(&bytes) {
                prop_assert!(error.offset() < bytes.len());
            }
        }
    }
}
