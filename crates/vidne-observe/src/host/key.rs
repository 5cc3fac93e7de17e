//! Private keys: whether one belongs to the public key of a certificate.
//!
//! It never tells anything of a key but that, and never prints one. Its bytes are overwritten when they are dropped.

use ring::{
    error::KeyRejected,
    rand::SystemRandom,
    signature::{
        ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair,
        EcdsaSigningAlgorithm, Ed25519KeyPair, RsaKeyPair,
    },
};
use x509_parser::{asn1_rs::Oid, x509::SubjectPublicKeyInfo};
use zeroize::Zeroizing;

use super::{
    MatchingSeen,
    der::{self, BYTES, Elements, INTEGER, OBJECT, SEQUENCE, TAGGED_0},
    held::KeyHeld,
};

/// A private key.
pub(super) enum Key {
    /// RSA, as PKCS#1 (RFC 8017 appendix A.1.2).
    Rsa(Zeroizing<Vec<u8>>),
    /// A number on a curve. Where the curve is not named, the certificate's counts.
    Elliptic { curve: Option<Vec<u8>>, number: Zeroizing<Vec<u8>> },
    /// The seed of an Ed25519 key.
    Ed25519(Zeroizing<Vec<u8>>),
}

impl Key {
    /// PKCS#8 without a password (RFC 5958 section 2); none where it is not that.
    pub(super) fn of_pkcs8(bytes: &[u8]) -> Option<KeyHeld> {
        let mut elements = der::sequence(bytes)?;
        let ((INTEGER, [0 | 1]), (SEQUENCE, algorithm), (BYTES, inner)) =
            (elements.next()?, elements.next()?, elements.next()?)
        else {
            return None;
        };
        let mut algorithm = Elements(algorithm);
        let (OBJECT, name) = algorithm.next()? else { return None };
        match name {
            RSA | RSA_PSS => Self::of_pkcs1(inner),
            CURVE => Self::of_sec1(
                inner,
                algorithm.next().filter(|(tag, _)| *tag == OBJECT).map(|(_, curve)| curve),
            ),
            ED25519 => Self::of_seed(inner),
            other => {
                Some(KeyHeld::Closed(format!("the key's algorithm {} is not known here", dotted(other))))
            }
        }
    }

    /// PKCS#1; none where it is not that.
    pub(super) fn of_pkcs1(bytes: &[u8]) -> Option<KeyHeld> {
        let integers = der::sequence(bytes)?.take(9).filter(|(tag, _)| *tag == INTEGER);
        (integers.count() == 9).then(|| KeyHeld::Open(Self::Rsa(Zeroizing::new(bytes.to_vec()))))
    }

    /// SEC 1 (RFC 5915 section 3), on that curve where it names none itself; none where it is not that.
    pub(super) fn of_sec1(bytes: &[u8], curve: Option<&[u8]>) -> Option<KeyHeld> {
        let mut elements = der::sequence(bytes)?;
        let ((INTEGER, [1]), (BYTES, number)) = (elements.next()?, elements.next()?) else { return None };
        let own = elements.find(|(tag, _)| *tag == TAGGED_0).and_then(|(_, named)| Elements(named).next());
        let own = own.filter(|(tag, _)| *tag == OBJECT).map(|(_, curve)| curve);
        let curve = own.or(curve).map(<[u8]>::to_vec);
        Some(KeyHeld::Open(Self::Elliptic { curve, number: Zeroizing::new(number.to_vec()) }))
    }

    fn of_seed(inner: &[u8]) -> Option<KeyHeld> {
        match Elements(inner).next()? {
            (BYTES, seed) => Some(KeyHeld::Open(Self::Ed25519(Zeroizing::new(seed.to_vec())))),
            _ => None,
        }
    }

    /// Whether the public key is this key's.
    pub(super) fn matching(&self, public: &SubjectPublicKeyInfo<'_>) -> MatchingSeen {
        let algorithm = public.algorithm.algorithm.as_bytes();
        let bytes = &*public.subject_public_key.data;
        match (self, algorithm) {
            (Self::Rsa(key), RSA | RSA_PSS) => rsa(key, bytes),
            (Self::Elliptic { curve, number }, CURVE) => {
                let named = public.algorithm.parameters.as_ref().map(|curve| curve.data);
                elliptic(curve.as_deref(), number, named.unwrap_or_default(), bytes)
            }
            (Self::Ed25519(seed), ED25519) => told(&Ed25519KeyPair::from_seed_and_public_key(seed, bytes)),
            (_, RSA | RSA_PSS | CURVE | ED25519) => MatchingSeen::Differs,
            (_, other) => MatchingSeen::CouldNotTell(format!(
                "the algorithm {} of the certificate's key is not known here",
                dotted(other)
            )),
        }
    }
}

/// The modulus and the exponent must be the same, and the private part must belong to them. Where the key is of a size that
/// cannot be computed with here, the modulus alone counts.
fn rsa(key: &[u8], public: &[u8]) -> MatchingSeen {
    let own =
        der::sequence(key).map(|elements| elements.skip(1).take(2).map(|(_, digits)| der::magnitude(digits)));
    let theirs =
        der::sequence(public).map(|elements| elements.take(2).map(|(_, digits)| der::magnitude(digits)));
    let (Some(own), Some(theirs)) = (own, theirs) else {
        return MatchingSeen::CouldNotTell(UNREADABLE.to_owned());
    };
    if !own.eq(theirs) {
        return MatchingSeen::Differs;
    }
    match RsaKeyPair::from_der(key) {
        Err(error) if DAMAGES.contains(&error.to_string().as_str()) => {
            MatchingSeen::CouldNotTell("the key is damaged: its parts do not belong together".to_owned())
        }
        _ => MatchingSeen::Matches,
    }
}

fn elliptic(curve: Option<&[u8]>, number: &[u8], named: &[u8], public: &[u8]) -> MatchingSeen {
    if curve.is_some_and(|curve| curve != named) {
        return MatchingSeen::Differs;
    }
    let (algorithm, length): (&'static EcdsaSigningAlgorithm, usize) = match named {
        P256 => (&ECDSA_P256_SHA256_FIXED_SIGNING, 32),
        P384 => (&ECDSA_P384_SHA384_FIXED_SIGNING, 48),
        other => return MatchingSeen::CouldNotTell(format!("the curve {} is not known here", dotted(other))),
    };
    if public.first() != Some(&UNCOMPRESSED) {
        return MatchingSeen::CouldNotTell(
            "the certificate tells its public key in the short form, which is not known here".to_owned(),
        );
    }
    let digits = der::magnitude(number);
    let mut padded = Zeroizing::new(vec![0; length.saturating_sub(digits.len())]);
    padded.reserve_exact(digits.len());
    padded.extend_from_slice(digits);
    told(&EcdsaKeyPair::from_private_key_and_public_key(algorithm, &padded, public, &SystemRandom::new()))
}

fn told<T>(pair: &Result<T, KeyRejected>) -> MatchingSeen {
    match pair {
        Ok(_) => MatchingSeen::Matches,
        Err(error) if error.to_string() == INCONSISTENT => MatchingSeen::Differs,
        Err(_) => MatchingSeen::CouldNotTell(UNREADABLE.to_owned()),
    }
}

/// An object identifier in figures.
fn dotted(name: &[u8]) -> String {
    let shown: String = Oid::new(name.into()).to_id_string().chars().take(80).collect();
    if shown.is_empty() { "without a name".to_owned() } else { shown }
}

/// 1.2.840.113549.1.1.1
const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1];
/// 1.2.840.113549.1.1.10
const RSA_PSS: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10];
/// 1.2.840.10045.2.1
const CURVE: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1];
/// 1.2.840.10045.3.1.7
const P256: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7];
/// 1.3.132.0.34
const P384: &[u8] = &[0x2b, 0x81, 4, 0, 34];
/// 1.3.101.112
const ED25519: &[u8] = &[0x2b, 0x65, 0x70];

/// How a point on a curve begins that tells both of its coordinates (SEC 1 section 2.3.3).
const UNCOMPRESSED: u8 = 4;
const UNREADABLE: &str = "the key or the certificate's public key is damaged, or of a form that is not known";
/// What ring says of a private and a public part that do not belong together.
const INCONSISTENT: &str = "InconsistentComponents";
/// What ring says of an RSA key that is broken in itself, apart from its size.
const DAMAGES: &[&str] = &["InvalidEncoding", "InvalidComponent", INCONSISTENT];
