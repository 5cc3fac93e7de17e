//! SHA-256 digests, as text and as identifiers.
//!
//! It never draws a random number: an identifier is made of what it names.

use sha2::{Digest, Sha256};

/// The digest in lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    digits(&Sha256::digest(bytes))
}

/// The digest with its algorithm, as WARC and WACZ write it.
pub(crate) fn named(bytes: &[u8]) -> String {
    format!("sha256:{}", hex(bytes))
}

/// A UUID (RFC 9562, version 8) made of the parts.
pub(crate) fn uuid(parts: &[&str]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part.as_bytes());
    }
    let mut bytes = digest.finalize();
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let text = digits(&bytes[..16]);
    format!("{}-{}-{}-{}-{}", &text[..8], &text[8..12], &text[12..16], &text[16..20], &text[20..])
}

fn digits(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_made_of_what_it_names() {
        let one = uuid(&["ab", "c"]);
        assert_eq!(one, uuid(&["ab", "c"]));
        assert_ne!(one, uuid(&["a", "bc"]));
        assert_eq!((one.len(), &one[14..15]), (36, "8"));
        assert_eq!(named(b""), "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
