//! The certificate that belongs to an item: when it ends, and whether the item is its private key.
//!
//! It never checks who signed it, nor whether it still holds: that is for the rules.

use std::path::Path;

use jiff::Timestamp;
use x509_parser::{certificate::X509Certificate, prelude::FromDer};

use super::{
    CertificateSeen, ItemAsk, MatchingSeen, content,
    held::{Held, KeyHeld},
    place::{Missed, Place},
};

/// The certificate of an item that holds these bytes, or could not be read. An item that is a certificate itself, and no key,
/// tells of itself.
pub(super) fn look(
    place: &Place<'_>,
    ask: &ItemAsk,
    bytes: Result<Option<&[u8]>, &str>,
) -> Option<CertificateSeen> {
    let held = match bytes {
        Ok(bytes) => bytes.map(Held::of).unwrap_or_default(),
        Err(reason) => Held { certificates: Vec::new(), key: KeyHeld::Closed(format!("the item: {reason}")) },
    };
    let is_one = !held.certificates.is_empty();
    match &ask.certificate {
        Some(_) if is_one && matches!(held.key, KeyHeld::None) => {
            Some(seen(&ask.path, &held.certificates, &held.key))
        }
        Some(path) => Some(match declared(place, path) {
            Ok(certificates) => seen(path, &certificates, &held.key),
            Err(reason) => could_not_tell(path, format!("the certificate: {reason}")),
        }),
        None if is_one => Some(seen(&ask.path, &held.certificates, &held.key)),
        None => None,
    }
}

fn declared(place: &Place<'_>, path: &str) -> Result<Vec<Vec<u8>>, String> {
    let reached = place.reach(Path::new(path)).map_err(|missed| match missed {
        Missed::Absent | Missed::Dangling => "nothing is there: put it there, or correct its path".to_owned(),
        Missed::Unreadable(reason) => reason,
    })?;
    match content::read(&reached)?.bytes {
        Some(bytes) => Ok(Held::of(&bytes).certificates),
        None => Err("it is larger than a mebibyte, and no certificate is".to_owned()),
    }
}

/// Where a file holds several certificates, the one that the key belongs to counts, else the first: the others are its issuers.
fn seen(path: &str, certificates: &[Vec<u8>], key: &KeyHeld) -> CertificateSeen {
    let parsed: Vec<_> = certificates.iter().filter_map(|der| X509Certificate::from_der(der).ok()).collect();
    let Some((_, first)) = parsed.first() else {
        return could_not_tell(path, NO_CERTIFICATE.to_owned());
    };
    let (certificate, key) = match key {
        KeyHeld::None => (first, MatchingSeen::NoKey),
        KeyHeld::Closed(reason) => (first, MatchingSeen::CouldNotTell(reason.clone())),
        KeyHeld::Open(key) => {
            let matching = |one: &X509Certificate<'_>| key.matching(one.public_key());
            let fit = parsed.iter().map(|(_, one)| one).find(|one| matching(one) == MatchingSeen::Matches);
            fit.map_or_else(|| (first, matching(first)), |fit| (fit, MatchingSeen::Matches))
        }
    };
    CertificateSeen { path: path.to_owned(), not_after: Some(end(certificate)), key }
}

/// A certificate without an end carries the last second of the year 9999 (RFC 5280 section 4.1.2.5), which is past the last
/// instant that can be told: that instant stands for it.
fn end(certificate: &X509Certificate<'_>) -> Timestamp {
    let second = certificate.validity().not_after.timestamp();
    let last = if second < 0 { Timestamp::MIN } else { Timestamp::MAX };
    Timestamp::from_second(second).unwrap_or(last)
}

fn could_not_tell(path: &str, reason: String) -> CertificateSeen {
    CertificateSeen { path: path.to_owned(), not_after: None, key: MatchingSeen::CouldNotTell(reason) }
}

const NO_CERTIFICATE: &str = "no certificate can be read from it: give it as PEM or DER";
