//! Where a service's signing key lies: outside the folder, so that the evidence can be given away whole.

use std::path::{Path, PathBuf};

use anyhow::bail;
use vidne_model::declared::Service;
use vidne_store::Store;

/// Opens a folder's evidence for writing.
pub(crate) fn open_store(dir: &Path, keys: Option<&Path>, service: &Service) -> anyhow::Result<Store> {
    Ok(Store::open(dir, &path(keys, service)?, &format!("vidne/{}", service.id))?)
}

/// The service's key in the folder that was named, or in the environment's, or in the user's own.
fn path(keys: Option<&Path>, service: &Service) -> anyhow::Result<PathBuf> {
    let named = keys.map(Path::to_owned).or_else(|| std::env::var_os("VIDNE_KEY_DIR").map(PathBuf::from));
    let home = || std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".config/vidne/keys"));
    let Some(dir) = named.or_else(home) else {
        bail!("no place for the signing key: give --keys DIR, or set VIDNE_KEY_DIR");
    };
    // An id is kebab-case by declaration, so that it cannot lead out of the folder.
    Ok(dir.join(format!("{}.key", service.id)))
}
