//! Key files: a password becomes the key of the repository.
//!
//! It never spends more memory or time than a sound key file asks for, and never says which part of a password was right.

use base64::{Engine, prelude::BASE64_STANDARD};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{FileError, FileProblem, Files, Folder, cipher::Key, json};
use crate::{Place, ReadError, hex};

/// The password did not become a key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The folder `keys` is empty: no password opens this repository any more.
    #[error("there is no key file in keys/")]
    NoKeyFile,
    /// Key files are there and sound, and the password opens none of them.
    #[error("the password opens none of the {} sound key files", .tried.len())]
    WrongPassword {
        /// Names of the key files that were tried.
        tried: Vec<String>,
        /// Key files that could not be tried: one of these may be the right one.
        refused: Vec<ReadError>,
    },
    /// Key files are there, and not one can be used.
    #[error("none of the {} key files can be used", .0.len())]
    NoneUsable(Vec<ReadError>),
    /// The folder could not be listed.
    #[error("the key files could not be listed")]
    Files(#[source] FileError),
}

impl KeyError {
    /// What can be done about it, in one sentence.
    pub const fn help(&self) -> &'static str {
        match self {
            Self::NoKeyFile => {
                "Bring the key files back from another copy or from escrow: without one, nobody can restore."
            }
            Self::WrongPassword { .. } => {
                "Give the password of this repository; compare with the one in escrow."
            }
            Self::NoneUsable(_) => {
                "Bring the key files back, byte for byte, from another copy or from escrow."
            }
            Self::Files(error) => error.help(),
        }
    }
}

/// What a key file asks of the key derivation (scrypt).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Parameters {
    /// Cost, a power of two.
    #[serde(rename = "N")]
    pub n: u64,
    /// Block size.
    pub r: u32,
    /// Rounds.
    pub p: u32,
}

/// The key of the repository: the first key file that the password opens, in order of names.
pub(super) fn find(files: &dyn Files, password: &[u8]) -> Result<(String, Key), KeyError> {
    let mut names: Vec<String> =
        files.list(Folder::Keys).map_err(KeyError::Files)?.into_iter().map(|file| file.name).collect();
    names.sort();
    if names.is_empty() {
        return Err(KeyError::NoKeyFile);
    }
    let (mut tried, mut refused) = (Vec::new(), Vec::new());
    for name in names.into_iter().take(MOST_KEYS) {
        match read(files, &name).and_then(|sealed| Ok((unseal(&name, &sealed, password)?, name.clone()))) {
            Ok((Some(key), name)) => return Ok((name, key)),
            Ok((None, name)) => tried.push(name),
            Err(error) => refused.push(error),
        }
    }
    if tried.is_empty() {
        Err(KeyError::NoneUsable(refused))
    } else {
        Err(KeyError::WrongPassword { tried, refused })
    }
}

/// A key file as restic writes it.
#[derive(Deserialize)]
struct Sealed {
    kdf: String,
    #[serde(flatten)]
    parameters: Parameters,
    salt: String,
    data: String,
}

/// What lies inside.
#[derive(Deserialize)]
struct Inner {
    mac: Mac,
    encrypt: String,
}

#[derive(Deserialize)]
struct Mac {
    k: String,
    r: String,
}

fn read(files: &dyn Files, name: &str) -> Result<Sealed, ReadError> {
    let path = Folder::Keys.path(name);
    let bytes = files.read(&path, LARGEST).map_err(|error| unread(&path, &error))?;
    if hex::write(&Sha256::digest(&bytes)) != name {
        return Err(ReadError::new(
            &path,
            Place::Whole,
            "its bytes are not those that its name vouches for",
            MEND,
        ));
    }
    json::read(&path, &bytes)
}

fn unread(path: &str, error: &FileError) -> ReadError {
    let mend = match error.problem {
        FileProblem::TooLarge => "A key file has a few hundred bytes: look at who wrote this one.",
        _ => error.help(),
    };
    ReadError::new(path, Place::Whole, error.problem.to_string(), mend)
}

/// The key inside, or nothing if the password is another.
fn unseal(name: &str, sealed: &Sealed, password: &[u8]) -> Result<Option<Key>, ReadError> {
    let path = Folder::Keys.path(name);
    let broken = |part: &str| {
        ReadError::new(&path, Place::Part(part.to_owned()), "it is not as restic writes it", MEND)
    };
    let parameters = bounded(&path, &sealed.kdf, sealed.parameters)?;
    let salt = BASE64_STANDARD.decode(&sealed.salt).map_err(|_| broken("salt"))?;
    let mut data = BASE64_STANDARD.decode(&sealed.data).map_err(|_| broken("data"))?;
    let mut derived = [0; 64];
    scrypt::scrypt(password, &salt, &parameters, &mut derived).map_err(|_| broken("data"))?;
    let Some(text) = Key::from_derived(&derived).open(&mut data) else {
        return Ok(None);
    };
    let inner: Inner = json::read(&path, text)?;
    let key = (|| Some(Key::new(&part(&inner.encrypt)?, &part(&inner.mac.k)?, &part(&inner.mac.r)?)))();
    key.map(Some).ok_or_else(|| broken("data"))
}

fn part<const N: usize>(text: &str) -> Option<[u8; N]> {
    BASE64_STANDARD.decode(text).ok()?.try_into().ok()
}

/// Refuses what would take more than 256 MiB or some ten times the work of restic's own choice.
fn bounded(path: &str, kdf: &str, asked: Parameters) -> Result<scrypt::Params, ReadError> {
    let refuse = |reason: String| ReadError::new(path, Place::Whole, reason, ABSURD);
    if kdf != "scrypt" {
        return Err(refuse("its key derivation is not scrypt".to_owned()));
    }
    let memory = asked.n.saturating_mul(u64::from(asked.r)).saturating_mul(128);
    let work = memory.saturating_mul(u64::from(asked.p));
    if !asked.n.is_power_of_two() || asked.n < 2 || memory > 256 << 20 || work > 4 << 30 || asked.p > 64 {
        let Parameters { n, r, p } = asked;
        return Err(refuse(format!(
            "its key derivation asks for N = {n}, r = {r}, p = {p}, which is out of bounds"
        )));
    }
    let log = u8::try_from(asked.n.trailing_zeros()).unwrap_or(u8::MAX);
    scrypt::Params::new(log, asked.r, asked.p)
        .map_err(|_| refuse("its key derivation makes no sense".to_owned()))
}

/// Key files tried at most: each costs up to some seconds. restic stops at 20.
const MOST_KEYS: usize = 32;
/// Bytes of a key file at most.
const LARGEST: u64 = 64 << 10;
const MEND: &str = "Bring the key file back, byte for byte, from another copy or from escrow.";
const ABSURD: &str = "restic does not write such a key file: look at who put it there, and remove it.";
