//! A certificate authority that lives as long as one rehearsal.
//!
//! Its keys are made anew each time and never reach a disk.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer,
    KeyPair, KeyUsagePurpose, PKCS_ECDSA_P256_SHA256, PublicKeyData,
};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use sha2::{Digest as _, Sha256};

use crate::rehearsal::StartError;

/// What a server shows, and what its clients need to trust it.
pub(crate) struct Authority {
    /// The server's side of TLS, with `h2` and `http/1.1`.
    pub(crate) server: Arc<ServerConfig>,
    /// The certificate of the authority, DER.
    pub(crate) certificate: Vec<u8>,
    /// SHA-256 over the leaf's public key (its `SubjectPublicKeyInfo`), base64.
    pub(crate) spki_sha256: String,
}

impl Authority {
    /// Makes an authority and one leaf for all `hosts`.
    pub(crate) fn for_hosts(hosts: impl IntoIterator<Item = String>) -> Result<Self, StartError> {
        let issuer = issuer()?;
        let certificate = issuer.certificate;
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
        let leaf = leaf_parameters(hosts)?.signed_by(&key, &issuer.signer)?;
        let chain = vec![leaf.der().clone(), CertificateDer::from(certificate.clone())];
        Ok(Self {
            server: Arc::new(server_config(chain, &key)?),
            certificate,
            spki_sha256: STANDARD.encode(Sha256::digest(key.subject_public_key_info())),
        })
    }
}

struct Signer {
    signer: Issuer<'static, KeyPair>,
    certificate: Vec<u8>,
}

fn issuer() -> Result<Signer, StartError> {
    let mut parameters = CertificateParams::new(Vec::new())?;
    parameters.distinguished_name = named("vidne rehearsal authority");
    parameters.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    parameters.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::DigitalSignature];
    let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
    let certificate = parameters.self_signed(&key)?.der().to_vec();
    Ok(Signer { signer: Issuer::new(parameters, key), certificate })
}

fn leaf_parameters(hosts: impl IntoIterator<Item = String>) -> Result<CertificateParams, StartError> {
    let mut parameters = CertificateParams::new(hosts.into_iter().collect::<Vec<_>>())?;
    parameters.distinguished_name = named("vidne rehearsal");
    parameters.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    parameters.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    parameters.use_authority_key_identifier_extension = true;
    Ok(parameters)
}

fn named(name: &str) -> DistinguishedName {
    let mut distinguished = DistinguishedName::new();
    distinguished.push(DnType::CommonName, name);
    distinguished
}

fn server_config(chain: Vec<CertificateDer<'static>>, key: &KeyPair) -> Result<ServerConfig, StartError> {
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let mut config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}
