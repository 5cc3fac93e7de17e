//! The name of bytes: their SHA-256 in hexadecimal, as logs and exhibits write it.

use sha2::{Digest, Sha256};

/// SHA-256 of these bytes, in hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
