//! AES-256 in counter mode with Poly1305-AES over what it gives: how restic seals everything but key files.
//!
//! It never decrypts what the code at its end does not vouch for.

use aes::{
    Aes128Enc, Aes256Enc,
    cipher::{BlockCipherEncrypt, InnerIvInit, KeyInit, StreamCipher, StreamCipherCoreWrapper},
};
use ctr::{CtrCore, flavors::Ctr128BE};
use poly1305::{Poly1305, universal_hash::UniversalHash};

/// What sealing adds to a text: 16 bytes before it and 16 after.
pub(super) const OVERHEAD: usize = 32;

/// A key that opens what restic sealed.
pub(super) struct Key {
    text: Aes256Enc,
    nonce: Aes128Enc,
    r: [u8; 16],
}

impl Key {
    /// From the three parts that a key file holds.
    pub(super) fn new(text: &[u8; 32], nonce: &[u8; 16], r: &[u8; 16]) -> Self {
        Self { text: Aes256Enc::new(&(*text).into()), nonce: Aes128Enc::new(&(*nonce).into()), r: *r }
    }

    /// From 64 bytes, as the key derivation gives them.
    pub(super) fn from_derived(bytes: &[u8; 64]) -> Self {
        let part = |from: usize| <[u8; 16]>::try_from(&bytes[from..from + 16]).expect("inside 64 bytes");
        let text = bytes[..32].try_into().expect("half of 64 bytes");
        Self::new(&text, &part(32), &part(48))
    }

    /// Decrypts in place what the code vouches for; nothing if it does not, and then not a byte is changed.
    pub(super) fn open<'a>(&self, sealed: &'a mut [u8]) -> Option<&'a mut [u8]> {
        let end = sealed.len().checked_sub(16)?;
        if end < 16 {
            return None;
        }
        let iv: [u8; 16] = sealed[..16].try_into().expect("16 bytes");
        if !alike(&self.code(&iv, &sealed[16..end]), &sealed[end..]) {
            return None;
        }
        let text = &mut sealed[16..end];
        self.turn(&iv, text);
        Some(text)
    }

    /// Seals a text, the other way round: tests write with it what is read back.
    #[cfg(test)]
    pub(super) fn seal(&self, iv: [u8; 16], text: &[u8]) -> Vec<u8> {
        let mut sealed = text.to_vec();
        self.turn(&iv, &mut sealed);
        let code = self.code(&iv, &sealed);
        [&iv, sealed.as_slice(), &code].concat()
    }

    fn turn(&self, iv: &[u8; 16], text: &mut [u8]) {
        let core = CtrCore::<_, Ctr128BE>::inner_iv_init(self.text.clone(), &(*iv).into());
        StreamCipherCoreWrapper::from_core(core).apply_keystream(text);
    }

    fn code(&self, iv: &[u8; 16], text: &[u8]) -> [u8; 16] {
        let mut s = (*iv).into();
        self.nonce.encrypt_block(&mut s);
        let mut key = [0; 32];
        key[..16].copy_from_slice(&self.r);
        key[16..].copy_from_slice(&s);
        let (blocks, rest) = poly1305::Block::slice_as_chunks(text);
        let mut code = Poly1305::new(&key.into());
        code.update(blocks);
        code.compute_unpadded(rest).into()
    }
}

/// Compares without saying by its time where the two differ.
fn alike(left: &[u8], right: &[u8]) -> bool {
    left.len() == right.len() && left.iter().zip(right).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}
