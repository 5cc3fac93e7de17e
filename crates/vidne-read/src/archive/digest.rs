//! Digests that a record declares of itself, and whether they are true.
//!
//! It never takes a digest that it cannot compute for a true one.

use base64::{
    Engine,
    engine::{GeneralPurpose, GeneralPurposeConfig},
};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};

/// What became of a declared digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The bytes have it.
    True,
    /// They have another.
    False {
        /// Theirs, written like the declared one.
        computed: String,
    },
    /// Its algorithm is not known here.
    Unchecked,
}

/// Compares a declared digest, such as `sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ`, with bytes. It may be written in base 16, 32 or 64.
pub(super) fn check(declared: &str, bytes: &[u8]) -> Verdict {
    let (algorithm, value) = declared.split_once(':').unwrap_or(("", declared));
    let algorithm = algorithm.trim().to_ascii_lowercase().replace('-', "");
    let computed: Vec<u8> = match algorithm.as_str() {
        "sha1" => Sha1::digest(bytes).to_vec(),
        "sha256" => Sha256::digest(bytes).to_vec(),
        "sha512" => Sha512::digest(bytes).to_vec(),
        _ => return Verdict::Unchecked,
    };
    let value = value.trim();
    if decoded(value, computed.len()).any(|declared| declared == computed) {
        return Verdict::True;
    }
    let text = if algorithm == "sha1" { base32(&computed) } else { hex(&computed) };
    Verdict::False { computed: format!("{algorithm}:{text}") }
}

/// Two ways to write one digest compare equal in this form.
pub(super) fn plain(declared: &str) -> String {
    declared.trim().to_ascii_lowercase().replace('-', "")
}

/// Lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

/// Every reading of a value that gives so many bytes.
fn decoded(value: &str, length: usize) -> impl Iterator<Item = Vec<u8>> {
    let of_base64 = |alphabet| {
        let config = GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true);
        let config = config.with_decode_padding_mode(base64::engine::DecodePaddingMode::Indifferent);
        GeneralPurpose::new(alphabet, config).decode(value).ok()
    };
    let readings = [
        from_hex(value),
        from_base32(value),
        of_base64(&base64::alphabet::STANDARD),
        of_base64(&base64::alphabet::URL_SAFE),
    ];
    readings.into_iter().flatten().filter(move |bytes| bytes.len() == length)
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let pairs = text.as_bytes().chunks(2);
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    pairs.map(|pair| Some(digit(pair[0])? << 4 | digit(*pair.get(1)?)?)).collect()
}

fn from_base32(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0_u8);
    for letter in text.trim_end_matches('=').bytes() {
        let at = BASE32.iter().position(|each| *each == letter.to_ascii_uppercase())?;
        bits = bits << 5 | u32::try_from(at).ok()?;
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    Some(bytes)
}

fn base32(bytes: &[u8]) -> String {
    let (mut text, mut bits, mut count) = (String::new(), 0_u32, 0_u8);
    for byte in bytes {
        bits = bits << 8 | u32::from(*byte);
        count += 8;
        while count >= 5 {
            count -= 5;
            text.push(char::from(BASE32[(bits >> count & 31) as usize]));
        }
    }
    if count > 0 {
        text.push(char::from(BASE32[(bits << (5 - count) & 31) as usize]));
    }
    text
}

const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_true_in_every_way_of_writing_it() {
        for declared in [
            "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ",
            "SHA-1:3i42h3s6nnfq2msvx7xzkyayscx5qbyj",
            "sha1:2jmj7l5rSw0yVb/vlWAYkK/YBwk=",
            "sha1:2jmj7l5rSw0yVb_vlWAYkK_YBwk",
            "sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709",
            "sha-256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "sha256:4OYMIQUY7QOBJGX36TEJS35ZEQT24QPEMSNZGTFESWMRW6CSXBKQ====",
        ] {
            assert_eq!(check(declared, b""), Verdict::True, "{declared}");
        }
    }

    #[test]
    fn a_false_digest_is_told_with_the_true_one() {
        let computed = "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ".to_owned();
        assert_eq!(check("sha1:1112H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", b""), Verdict::False { computed });
        assert_eq!(check("md5:d41d8cd98f00b204e9800998ecf8427e", b""), Verdict::Unchecked);
        assert!(matches!(check("sha256:", b""), Verdict::False { .. }));
    }
}
