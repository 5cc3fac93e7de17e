//! The keys of a log, as texts in the C2SP `signed-note` form: Ed25519, named after the log's origin.
//!
//! It never makes a key from anything but the seed it is given, and never shows a private key in `Debug`.

use std::fmt;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use ed25519_dalek::{Signature, VerifyingKey};
use signed_note::{Note, Signer as _, StandardSigner, VerifierList, is_key_name_valid, key_id};

const ED25519: u8 = 1;

/// Signs checkpoints of one log.
pub struct SigningKey {
    signer: StandardSigner,
    text: String,
    verifier: VerifierKey,
}

/// Checks signatures of one log. Holds the log's name (its origin) and its public key.
#[derive(Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    id: u32,
    key: VerifyingKey,
}

/// A text is not a key, or a name cannot be a log's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The origin cannot stand in a checkpoint.
    #[error("`{0}` cannot name a log: a name has no spaces, no line breaks and no `+`, and is not empty")]
    BadName(String),
    /// The text is not in the form of a signing key.
    #[error("this is not a signing key of the form PRIVATE+KEY+name+digits+key")]
    NotASigningKey,
    /// The text is not in the form of a verifier key.
    #[error("this is not a verifier key of the form name+digits+key (Ed25519)")]
    NotAVerifierKey,
}

impl SigningKey {
    /// The key of the log `origin`, made of 32 secret random bytes.
    ///
    /// # Errors
    /// When `origin` cannot name a log.
    pub fn from_seed(origin: &str, seed: [u8; 32]) -> Result<Self, KeyError> {
        let public = ed25519_dalek::SigningKey::from_bytes(&seed).verifying_key();
        let verifier = VerifierKey::new(origin, public)?;
        let secret = BASE64_STANDARD.encode([&[ED25519], seed.as_slice()].concat());
        let text = format!("PRIVATE+KEY+{origin}+{:08x}+{secret}", verifier.id);
        let signer = StandardSigner::new(&text).map_err(|_| KeyError::NotASigningKey)?;
        Ok(Self { signer, text, verifier })
    }

    /// Reads what [`SigningKey::to_text`] wrote. White space around it is ignored.
    ///
    /// # Errors
    /// When it is something else, or its digits do not fit the key.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let text = text.trim();
        StandardSigner::new(text).map_err(|_| KeyError::NotASigningKey)?;
        let mut parts = text.splitn(5, '+').skip(2);
        let (name, secret) = (parts.next(), parts.nth(1));
        let seed = secret.and_then(|secret| BASE64_STANDARD.decode(secret).ok());
        let seed = seed.and_then(|bytes| bytes.get(1..)?.try_into().ok());
        Self::from_seed(name.unwrap_or_default(), seed.ok_or(KeyError::NotASigningKey)?)
    }

    /// The secret text that is kept.
    pub fn to_text(&self) -> &str {
        &self.text
    }

    /// The public half.
    pub fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    pub(crate) fn sign(&self, note: &mut Note) {
        note.add_sigs(&[&self.signer])
            .expect("the name was checked when the key was read, and Ed25519 cannot fail");
        debug_assert_eq!(self.signer.key_id(), self.verifier.id);
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.verifier)
    }
}

impl VerifierKey {
    /// Reads a verifier key, with or without a line break after it.
    ///
    /// # Errors
    /// When the text is no Ed25519 verifier key, or its digits do not fit.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let mut parts = text.strip_suffix('\n').unwrap_or(text).splitn(3, '+');
        let (Some(name), Some(digits), Some(encoded)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(KeyError::NotAVerifierKey);
        };
        let bytes = BASE64_STANDARD.decode(encoded).map_err(|_| KeyError::NotAVerifierKey)?;
        let key = match bytes.split_first() {
            Some((&ED25519, key)) => key.try_into().ok().and_then(|key| VerifyingKey::from_bytes(key).ok()),
            _ => None,
        };
        let key = Self::new(name, key.ok_or(KeyError::NotAVerifierKey)?)?;
        if format!("{:08x}", key.id) != digits {
            return Err(KeyError::NotAVerifierKey);
        }
        Ok(key)
    }

    /// The log's name, which is also the first line of its checkpoints.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn list(&self) -> VerifierList {
        VerifierList::new(vec![Box::new(self.clone())])
    }

    fn new(name: &str, key: VerifyingKey) -> Result<Self, KeyError> {
        if !is_key_name_valid(name) || name.chars().any(char::is_control) {
            return Err(KeyError::BadName(name.to_owned()));
        }
        let id = key_id(name, &[&[ED25519], key.as_bytes().as_slice()].concat());
        Ok(Self { name: name.to_owned(), id, key })
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = BASE64_STANDARD.encode([&[ED25519], self.key.as_bytes().as_slice()].concat());
        write!(f, "{}+{:08x}+{key}", self.name, self.id)
    }
}

impl fmt::Debug for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl signed_note::Verifier for VerifierKey {
    fn name(&self) -> &str {
        &self.name
    }

    fn key_id(&self) -> u32 {
        self.id
    }

    /// Strict: a signature has one accepted form only, so that two parties never disagree about it.
    fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature)
            .is_ok_and(|signature| self.key.verify_strict(message, &signature).is_ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_halves_are_read_again() {
        let key = SigningKey::from_seed("vidne.example/log", [7; 32]).unwrap();
        let again = SigningKey::parse(&format!("{}\n", key.to_text())).unwrap();
        assert_eq!(again.verifier(), key.verifier());
        let public = key.verifier().to_string();
        assert_eq!(&VerifierKey::parse(&public).unwrap(), key.verifier());
        assert!(signed_note::StandardVerifier::new(&public).is_ok());
    }

    #[test]
    fn a_name_that_would_break_a_checkpoint_is_refused() {
        for name in ["", "two words", "a+b", "a\nb", "a\u{7f}"] {
            assert!(matches!(SigningKey::from_seed(name, [1; 32]), Err(KeyError::BadName(_))), "{name:?}");
        }
    }

    #[test]
    fn a_changed_digit_is_noticed() {
        let key = SigningKey::from_seed("log", [7; 32]).unwrap();
        let public = key.verifier().to_string().replacen("log+", "lag+", 1);
        assert_eq!(VerifierKey::parse(&public), Err(KeyError::NotAVerifierKey));
        assert!(SigningKey::parse(&key.to_text().replacen("+log+", "+lag+", 1)).is_err());
    }

    #[test]
    fn a_private_key_does_not_show_itself() {
        let key = SigningKey::from_seed("log", [7; 32]).unwrap();
        assert!(!format!("{key:?}").contains("PRIVATE"));
    }
}
