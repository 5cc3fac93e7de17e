//! Keys and certificates, of each kind that people have.

use base64::{Engine, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use rcgen::{
    Certificate, CertificateParams, KeyPair, PKCS_ECDSA_P256_SHA256, PKCS_ECDSA_P384_SHA384, PKCS_ED25519,
    PKCS_RSA_SHA256, date_time_ymd,
};
use vidne_observe::host::{CertificateSeen, MatchingSeen};

use super::Machine;

const RSA: &str = include_str!("key/rsa.pem");
const RSA_PKCS1: &str = include_str!("key/rsa-pkcs1.pem");
const RSA_OTHER: &str = include_str!("key/rsa-other.pem");

#[test]
fn a_key_of_each_kind_matches_its_own_certificate_and_no_other() {
    let pairs = pairs();
    let certificates: Vec<_> = pairs.iter().map(certificate_pem).collect();
    for (own, key) in pairs.iter().enumerate() {
        for (other, foreign) in certificates.iter().enumerate() {
            let told = compare(key_pem(key), foreign);
            let expected = if own == other { MatchingSeen::Matches } else { MatchingSeen::Differs };
            assert_eq!(told.key, expected, "key {own}, certificate {other}");
        }
        assert_eq!(
            compare(key.serialize_der(), certificate(key).der()).key,
            MatchingSeen::Matches,
            "DER {own}"
        );
    }
}

#[test]
fn older_forms_of_keys_are_read_too() {
    let rsa = certificate_pem(&rsa(RSA));
    assert_eq!(compare(RSA_PKCS1, &rsa).key, MatchingSeen::Matches);
    assert_eq!(compare(der_of(RSA_PKCS1), &rsa).key, MatchingSeen::Matches);
    assert_eq!(compare(RSA_PKCS1, certificate_pem(&self::rsa(RSA_OTHER))).key, MatchingSeen::Differs);
    let sec1 = include_str!("key/p384-sec1.pem");
    assert_eq!(compare(sec1, include_str!("key/p384.crt")).key, MatchingSeen::Matches);
    assert_eq!(compare(sec1, &rsa).key, MatchingSeen::Differs);
    assert_eq!(compare(sec1, certificate_pem(&pairs()[1])).key, MatchingSeen::Differs);
}

#[test]
fn a_small_rsa_key_is_compared_though_nobody_should_use_it() {
    let certificate = include_str!("key/rsa1024.crt");
    assert_eq!(compare(include_str!("key/rsa1024.pem"), certificate).key, MatchingSeen::Matches);
    assert_eq!(compare(RSA, certificate).key, MatchingSeen::Differs);
}

#[test]
fn the_end_is_told_and_a_certificate_without_an_end_ends_with_time() {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.not_after = date_time_ymd(2031, 2, 3);
    let told = compare(key_pem(&key), pem("CERTIFICATE", params.self_signed(&key).unwrap().der()));
    assert_eq!(told.not_after, Some("2031-02-03T00:00:00Z".parse().unwrap()));
    params.not_after = date_time_ymd(9999, 12, 31);
    let told = compare(key_pem(&key), pem("CERTIFICATE", params.self_signed(&key).unwrap().der()));
    assert_eq!(told.not_after, Some(Timestamp::MAX));
}

#[test]
fn in_a_chain_the_certificate_of_the_key_counts() {
    let [own, issuer] = [KeyPair::generate().unwrap(), KeyPair::generate().unwrap()];
    let chain = certificate_pem(&issuer) + &certificate_pem(&own);
    assert_eq!(compare(key_pem(&own), &chain).key, MatchingSeen::Matches);
    assert_eq!(compare(key_pem(&KeyPair::generate().unwrap()), &chain).key, MatchingSeen::Differs);
}

#[test]
fn an_item_that_is_a_certificate_tells_of_itself() {
    let key = KeyPair::generate().unwrap();
    let machine = Machine::new();
    machine.write("own.pem", certificate_pem(&key));
    machine.write("own.der", certificate(&key).der());
    machine.write("both.pem", key_pem(&key) + &certificate_pem(&key));
    machine.write("chain.pem", certificate_pem(&KeyPair::generate().unwrap()));
    for (path, declared, expected) in [
        ("/own.pem", None, MatchingSeen::NoKey),
        ("/own.der", None, MatchingSeen::NoKey),
        ("/own.pem", Some("/chain.pem"), MatchingSeen::NoKey),
        ("/both.pem", None, MatchingSeen::Matches),
    ] {
        let told = machine.present(path, declared).certificate.unwrap();
        assert_eq!((&*told.path, &told.key), (path, &expected));
        assert!(told.not_after.is_some());
    }
}

#[test]
fn what_is_no_key_is_told_so() {
    let certificate = certificate_pem(&KeyPair::generate().unwrap());
    for item in [&b"ca = true\n"[..], b"", &[0; 100], &[0x30, 0x80, 0, 0], "-----BEGIN X-----".as_bytes()] {
        assert_eq!(compare(item, &certificate).key, MatchingSeen::NoKey, "{item:?}");
    }
    let machine = Machine::new();
    machine.write("config", "ca = true");
    assert_eq!(machine.present("/config", None).certificate, None);
}

#[test]
fn a_key_that_cannot_be_compared_says_why() {
    let rsa = certificate_pem(&rsa(RSA));
    let cut = &RSA[..RSA.len() / 2];
    let mut broken = der_of(RSA_PKCS1);
    let last = broken.len() - 1;
    broken[last] ^= 1;
    for (item, expected) in [
        (include_bytes!("key/locked.pem").to_vec(), "locked with a password"),
        (der_of(include_str!("key/locked.pem")), "locked with a password"),
        (include_bytes!("key/locked-pkcs1.pem").to_vec(), "locked with a password"),
        (include_bytes!("key/store.p12").to_vec(), "key store"),
        (vec![0xfe, 0xed, 0xfe, 0xed, 0, 0], "key store"),
        (b"-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n".to_vec(), "OpenSSH"),
        (b"-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n".to_vec(), "damaged"),
        (cut.as_bytes().to_vec(), "damaged"),
        (broken, "do not belong together"),
    ] {
        could_not_tell(&compare(item, &rsa).key, expected);
    }
    let p521 = compare(include_str!("key/p521.pem"), include_str!("key/p521.crt"));
    could_not_tell(&p521.key, "the curve 1.3.132.0.35 is not known");
    assert!(p521.not_after.is_some());
}

#[test]
fn a_certificate_that_cannot_be_read_says_why() {
    let machine = Machine::new();
    machine.write("key.pem", RSA);
    machine.write("empty.pem", "");
    machine.write("huge.pem", vec![b'x'; (1 << 20) + 1]);
    for (path, expected) in [
        ("/gone.pem", "nothing is there"),
        ("/empty.pem", "no certificate can be read"),
        ("/key.pem", "no certificate can be read"),
        ("/huge.pem", "larger than a mebibyte"),
        ("relative.pem", "no full path"),
    ] {
        let told = machine.present("/key.pem", Some(path)).certificate.unwrap();
        assert_eq!((&*told.path, told.not_after), (path, None));
        could_not_tell(&told.key, expected);
    }
}

fn could_not_tell(told: &MatchingSeen, expected: &str) {
    assert!(
        matches!(told, MatchingSeen::CouldNotTell(reason) if reason.contains(expected)),
        "{told:?}, not {expected}"
    );
}

fn compare(key: impl AsRef<[u8]>, certificate: impl AsRef<[u8]>) -> CertificateSeen {
    let machine = Machine::new();
    machine.write("etc/key", key);
    machine.write("etc/certificate", certificate);
    let told = machine.present("/etc/key", Some("/etc/certificate")).certificate.unwrap();
    assert_eq!(told.path, "/etc/certificate");
    told
}

fn pairs() -> Vec<KeyPair> {
    let made = [&PKCS_ECDSA_P256_SHA256, &PKCS_ECDSA_P384_SHA384, &PKCS_ED25519, &PKCS_ECDSA_P256_SHA256];
    let made = made.into_iter().map(|kind| KeyPair::generate_for(kind).unwrap());
    made.chain([rsa(RSA), rsa(RSA_OTHER)]).collect()
}

fn rsa(pem: &str) -> KeyPair {
    KeyPair::from_pkcs8_der_and_sign_algo(&der_of(pem).into(), &PKCS_RSA_SHA256).unwrap()
}

fn certificate(key: &KeyPair) -> Certificate {
    CertificateParams::new(vec!["ca.example".to_owned()]).unwrap().self_signed(key).unwrap()
}

fn certificate_pem(key: &KeyPair) -> String {
    pem("CERTIFICATE", certificate(key).der())
}

fn key_pem(key: &KeyPair) -> String {
    pem("PRIVATE KEY", &key.serialize_der())
}

fn pem(label: &str, der: &[u8]) -> String {
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", STANDARD.encode(der))
}

/// What stands between the first and the last line of a PEM file.
fn der_of(pem: &str) -> Vec<u8> {
    let body = pem.lines().filter(|line| !line.starts_with("-----")).collect::<String>();
    STANDARD.decode(body).unwrap()
}
