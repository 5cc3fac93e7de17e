//! On which file system a folder lies.
//!
//! It never looks into the folder.

use std::{os::unix::ffi::OsStrExt, path::Path};

use super::{
    Ask, StorageSeen,
    mount::{self, Mount},
    place::{Missed, Place},
    shown::shown,
    space,
};

/// Where each folder lies.
pub(super) fn look(place: &Place<'_>, ask: &Ask, remarks: &mut Vec<String>) -> Vec<StorageSeen> {
    if ask.storages.is_empty() {
        return Vec::new();
    }
    let mounts = space::mounts(&ask.proc.join("self")).unwrap_or_default();
    if mounts.is_empty() {
        remarks.push(format!(
            "{}/self/mountinfo cannot be read: mount /proc to learn where folders lie",
            shown(ask.proc.as_os_str().as_bytes())
        ));
    }
    ask.storages.iter().map(|path| one(place, &mounts, path, remarks)).collect()
}

fn one(place: &Place<'_>, mounts: &[Mount], path: &str, remarks: &mut Vec<String>) -> StorageSeen {
    let mut seen = StorageSeen { path: path.to_owned(), mount: None, device: None };
    match real_path(place, path) {
        Ok(real) => {
            if let Some(mount) = mount::holding(mounts, &real) {
                // What lies above the root is its own file system, as seen from there.
                seen.mount = Some(shown(place.inside(&mount.point).unwrap_or(b"/")));
                seen.device = Some(shown(&mount.device_told()));
            }
        }
        Err(reason) => remarks.push(format!("{path}: where it lies could not be told: {reason}")),
    }
    seen
}

fn real_path(place: &Place<'_>, path: &str) -> Result<Vec<u8>, String> {
    let reached = place.reach(Path::new(path)).map_err(|missed| match missed {
        Missed::Absent | Missed::Dangling => "nothing is there".to_owned(),
        Missed::Unreadable(reason) => reason,
    })?;
    let real = reached.real_path().map_err(|error| error.to_string())?;
    Ok(real.as_os_str().as_bytes().to_vec())
}
