//! What a file holds of keys and certificates, as PEM or DER.
//!
//! It never asks for a password: a key that is locked stays locked, and says so.

use rustls_pki_types::pem::{PemObject, SectionKind};
use x509_parser::{certificate::X509Certificate, prelude::FromDer};
use zeroize::Zeroizing;

use super::{
    der::{self, BYTES, Elements, INTEGER, OBJECT, SEQUENCE},
    key::Key,
};

/// What a file holds.
#[derive(Default)]
pub(super) struct Held {
    /// Its certificates as DER, in their order.
    pub(super) certificates: Vec<Vec<u8>>,
    /// Its first private key.
    pub(super) key: KeyHeld,
}

/// A private key in a file.
#[derive(Default)]
pub(super) enum KeyHeld {
    /// There is none.
    #[default]
    None,
    /// There may be one, and why it cannot be used.
    Closed(String),
    /// There is one.
    Open(Key),
}

impl Held {
    /// What these bytes hold.
    pub(super) fn of(bytes: &[u8]) -> Self {
        if contains(bytes, "-----BEGIN ") { Self::of_pem(bytes) } else { Self::of_der(bytes) }
    }

    fn of_pem(bytes: &[u8]) -> Self {
        let mut held = Self::default();
        for section in <(SectionKind, Vec<u8>)>::pem_slice_iter(bytes) {
            let Ok((kind, der)) = section else { continue };
            let der = Zeroizing::new(der);
            match kind {
                SectionKind::Certificate if held.certificates.len() < MOST_CERTIFICATES => {
                    held.certificates.push(der.to_vec());
                }
                SectionKind::PrivateKey => held.take(KeyHeld::or_damaged(Key::of_pkcs8(&der))),
                SectionKind::RsaPrivateKey => held.take(KeyHeld::or_damaged(Key::of_pkcs1(&der))),
                SectionKind::EcPrivateKey => held.take(KeyHeld::or_damaged(Key::of_sec1(&der, None))),
                _ => {}
            }
        }
        held.take(closed_pem(bytes));
        held
    }

    fn of_der(bytes: &[u8]) -> Self {
        if X509Certificate::from_der(bytes).is_ok_and(|(rest, _)| rest.is_empty()) {
            return Self { certificates: vec![bytes.to_vec()], key: KeyHeld::None };
        }
        let keys = [Key::of_pkcs8(bytes), Key::of_pkcs1(bytes), Key::of_sec1(bytes, None), closed_der(bytes)];
        let key = keys.into_iter().flatten().next().unwrap_or_default();
        Self { certificates: Vec::new(), key }
    }

    /// Takes a key, if there is none yet.
    fn take(&mut self, key: KeyHeld) {
        if matches!(self.key, KeyHeld::None) {
            self.key = key;
        }
    }
}

impl KeyHeld {
    fn or_damaged(key: Option<Self>) -> Self {
        key.unwrap_or_else(|| Self::Closed(DAMAGED.to_owned()))
    }
}

fn closed_pem(bytes: &[u8]) -> KeyHeld {
    let reason =
        if ["BEGIN ENCRYPTED PRIVATE KEY", "Proc-Type: 4,ENCRYPTED"].iter().any(|sign| contains(bytes, sign))
        {
            LOCKED
        } else if contains(bytes, "BEGIN OPENSSH PRIVATE KEY") {
            "the key is in the format of OpenSSH: give it as PKCS#8"
        } else if contains(bytes, "PRIVATE KEY-----") {
            DAMAGED
        } else {
            return KeyHeld::None;
        };
    KeyHeld::Closed(reason.to_owned())
}

/// Keys that only their owner can open: PKCS#8 with a password (RFC 5958 section 3), and key stores.
fn closed_der(bytes: &[u8]) -> Option<KeyHeld> {
    if bytes.starts_with(JAVA_STORE) {
        return Some(KeyHeld::Closed(STORE.to_owned()));
    }
    let mut elements = der::sequence(bytes)?;
    let reason = match (elements.next()?, elements.next()?) {
        ((SEQUENCE, scheme), (BYTES, _)) if names_one_of(scheme, PASSWORD_SCHEMES) => LOCKED,
        ((INTEGER, [3]), (SEQUENCE, content)) if names_one_of(content, &[PKCS7_DATA, PKCS7_SIGNED]) => STORE,
        _ => return None,
    };
    Some(KeyHeld::Closed(reason.to_owned()))
}

/// Whether what stands first is an object identifier that begins so.
fn names_one_of(content: &[u8], begins: &[&[u8]]) -> bool {
    let first = Elements(content).next();
    matches!(first, Some((OBJECT, name)) if begins.iter().any(|begin| name.starts_with(begin)))
}

fn contains(bytes: &[u8], sign: &str) -> bool {
    bytes.windows(sign.len()).any(|window| window == sign.as_bytes())
}

const MOST_CERTIFICATES: usize = 1000;
const LOCKED: &str = "the key is locked with a password, and nobody asks for it here";
const DAMAGED: &str = "the key is damaged, or of a form that is not known: write it anew as PKCS#8";
const STORE: &str = "the file is a key store, and those are not opened: give the key as PKCS#8";
/// How a store of Java's own kind begins.
const JAVA_STORE: &[u8] = &[0xfe, 0xed, 0xfe, 0xed];
/// 1.2.840.113549.1.5 (PKCS#5) and 1.2.840.113549.1.12.1 (PKCS#12).
const PASSWORD_SCHEMES: &[&[u8]] =
    &[&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5], &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 12, 1]];
/// 1.2.840.113549.1.7.1
const PKCS7_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 1];
/// 1.2.840.113549.1.7.2
const PKCS7_SIGNED: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];
