//! The tools that make backups, for the tests that look at real ones.
//!
//! It never runs them: it only sees that they are there.

use std::{fs, path::Path};

use anyhow::Result;

use crate::{apt, child};

/// Programs, and the Debian packages that bring them.
const TOOLS: &[(&str, &str)] = &[
    ("restic", "restic"),
    ("borg", "borgbackup"),
    ("pgbackrest", "pgbackrest"),
    ("ssh", "openssh-client"),
    ("tar", "tar"),
    ("curl", "curl"),
];

/// Installs what is missing.
pub(crate) fn ready() -> Result<()> {
    let missing = missing();
    if missing.is_empty() { Ok(()) } else { apt::install(&missing, "testing with real backups") }
}

/// The packages of what is not here.
pub(crate) fn missing() -> Vec<&'static str> {
    let tools =
        TOOLS.iter().filter(|(program, _)| child::find(program).is_none()).map(|(_, package)| *package);
    let servers: [(bool, &str); 2] =
        [(Path::new("/usr/sbin/sshd").is_file(), "openssh-server"), (has_database_server(), "postgresql")];
    tools.chain(servers.into_iter().filter(|(is_here, _)| !is_here).map(|(_, package)| package)).collect()
}

/// Debian keeps the server's programs out of the search path, by version.
fn has_database_server() -> bool {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    versions.into_iter().any(|version| version.path().join("bin/initdb").is_file())
}
