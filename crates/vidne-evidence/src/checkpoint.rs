//! Checkpoints: signed tree heads (C2SP `tlog-checkpoint` in a `signed-note`).
//!
//! A [`Checkpoint`] comes from a check of its signature and from nowhere else. It never says that the tree behind it was seen.

use signed_note::Note;
use tlog_tiles::Hash;

use crate::key::{SigningKey, VerifierKey};

/// The largest log that is read, in leaves.
pub const MAX_LEAVES: u64 = 1 << 40;

/// The longest checkpoint that is read, in bytes. Room for a hundred witnesses.
pub const MAX_NOTE: usize = 32 * 1024;

/// How many leaves, and the hash over them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TreeHead {
    /// Number of leaves.
    pub size: u64,
    /// RFC 6962 root hash.
    pub root: Hash,
}

/// A tree head that the log's key has signed. Only [`Checkpoint::verify`] makes one.
#[derive(Debug, Clone, PartialEq)]
pub struct Checkpoint {
    head: TreeHead,
    origin: String,
    note: Vec<u8>,
}

/// A note is not a checkpoint of this log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// It is not in the form of a signed note, or too long.
    #[error("this is not a signed note")]
    NotANote,
    /// The note does not hold origin, size and root hash.
    #[error("the note is not a checkpoint: it needs the log's name, the number of leaves and the root hash")]
    NotACheckpoint,
    /// It counts more than [`MAX_LEAVES`].
    #[error("the checkpoint counts {0} leaves, more than this version reads")]
    TooLarge(u64),
    /// It is of another log.
    #[error("the checkpoint is of the log `{found}`, not of `{expected}`")]
    OtherLog {
        /// The name in the checkpoint.
        found: String,
        /// The name of the key.
        expected: String,
    },
    /// No signature of the key, or a wrong one.
    #[error("the checkpoint does not bear a valid signature of the key of `{0}`")]
    NotSigned(String),
}

impl Checkpoint {
    /// Checks `note` against the key of the log. Signatures of other keys (witnesses) may stand beside and are not judged.
    ///
    /// # Errors
    /// When it is no checkpoint of this log, or not signed by this key.
    pub fn verify(note: &[u8], key: &VerifierKey) -> Result<Self, CheckpointError> {
        let (origin, head) = parse_checkpoint(note)?;
        if origin != key.name() {
            return Err(CheckpointError::OtherLog { found: origin, expected: key.name().to_owned() });
        }
        let signed = Note::from_bytes(note).map_err(|_| CheckpointError::NotANote)?;
        signed.verify(&key.list()).map_err(|_| CheckpointError::NotSigned(key.name().to_owned()))?;
        Ok(Self { head, origin, note: note.to_vec() })
    }

    /// Signs a tree head. Whoever calls this answers for it: never a smaller size than before, never another root for the
    /// same size, and only when everything under the root is durable.
    ///
    /// # Errors
    /// When `head` counts more than [`MAX_LEAVES`].
    pub fn sign(head: TreeHead, key: &SigningKey) -> Result<Self, CheckpointError> {
        let origin = key.verifier().name();
        let text = tlog_tiles::Checkpoint::new(origin, head.size, head.root, "")
            .map_err(|_| CheckpointError::NotACheckpoint)?;
        let mut note = Note::new(&text.to_bytes(), &[]).map_err(|_| CheckpointError::NotANote)?;
        key.sign(&mut note);
        Self::verify(&note.to_bytes(), key.verifier())
    }

    /// Leaves and root hash.
    pub fn head(&self) -> TreeHead {
        self.head
    }

    /// Number of leaves.
    pub fn size(&self) -> u64 {
        self.head.size
    }

    /// RFC 6962 root hash.
    pub fn root(&self) -> Hash {
        self.head.root
    }

    /// The log's name.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The signed note, byte for byte: what is kept, published and remembered elsewhere.
    pub fn note(&self) -> &[u8] {
        &self.note
    }
}

/// Reads origin and tree head of a signed note without checking who signed it: a claim, no more.
///
/// # Errors
/// When it is no checkpoint in a signed note.
pub fn parse_checkpoint(note: &[u8]) -> Result<(String, TreeHead), CheckpointError> {
    if note.len() > MAX_NOTE {
        return Err(CheckpointError::NotANote);
    }
    let note = Note::from_bytes(note).map_err(|_| CheckpointError::NotANote)?;
    let text =
        tlog_tiles::Checkpoint::from_bytes(note.text()).map_err(|_| CheckpointError::NotACheckpoint)?;
    if text.size() > MAX_LEAVES {
        return Err(CheckpointError::TooLarge(text.size()));
    }
    Ok((text.origin().to_owned(), TreeHead { size: text.size(), root: *text.hash() }))
}

/// Where an RFC 3161 token over the checkpoint of `size` leaves is kept in the evidence folder.
/// `digits` are the first hexadecimal digits of the token's SHA-256, so that tokens of several authorities can stand side by side.
pub fn token_path(size: u64, digits: u64) -> String {
    format!("log/checkpoint-{size}-{digits:016x}.tsr")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tlog_tiles::record_hash;

    use super::*;

    fn key(name: &str, seed: u8) -> SigningKey {
        SigningKey::from_seed(name, [seed; 32]).unwrap()
    }

    fn signed() -> Checkpoint {
        Checkpoint::sign(TreeHead { size: 3, root: record_hash(b"x") }, &key("log", 1)).unwrap()
    }

    #[test]
    fn only_the_logs_own_key_makes_a_checkpoint() {
        let note = signed().note().to_vec();
        assert_eq!(Checkpoint::verify(&note, key("log", 1).verifier()).unwrap().size(), 3);
        let stranger = Checkpoint::verify(&note, key("log", 2).verifier());
        assert_eq!(stranger, Err(CheckpointError::NotSigned("log".into())));
        let other = Checkpoint::verify(&note, key("lag", 1).verifier());
        assert!(matches!(other, Err(CheckpointError::OtherLog { .. })));
    }

    #[test]
    fn a_witness_may_sign_beside() {
        let mut note = Note::from_bytes(signed().note()).unwrap();
        key("witness", 9).sign(&mut note);
        assert_eq!(
            Checkpoint::verify(&note.to_bytes(), key("log", 1).verifier()).unwrap().head(),
            signed().head()
        );
    }

    #[test]
    fn a_size_beyond_reach_is_refused() {
        let text = format!("log\n{}\n{}\n", u64::MAX, record_hash(b"x"));
        let mut note = Note::new(text.as_bytes(), &[]).unwrap();
        key("log", 1).sign(&mut note);
        assert_eq!(parse_checkpoint(&note.to_bytes()), Err(CheckpointError::TooLarge(u64::MAX)));
    }

    proptest! {
        #[test]
        fn one_changed_byte_is_noticed(place in 0..signed().note().len(), flip in 1..=255u8) {
            let mut note = signed().note().to_vec();
            note[place] ^= flip;
            prop_assert!(Checkpoint::verify(&note, key("log", 1).verifier()).is_err());
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in any::<Vec<u8>>(), text in any::<String>()) {
            let note = format!("{text}\n\n\u{2014} log AAAAAAAA\n");
            prop_assert!(parse_checkpoint(&bytes).is_err() || bytes.len() > 40);
            prop_assert!(parse_checkpoint(note.as_bytes()).is_err() || text.contains('\n'));
        }
    }
}
