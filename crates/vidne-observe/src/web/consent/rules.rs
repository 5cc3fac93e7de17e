//! The consent rule sets of autoconsent (MPL-2.0): found on this machine, and taken only as the release that was tested.
//!
//! They never come with the program: they are set up beside it, and without them our own rules do the work alone.

use std::{
    env, fmt, fs,
    io::{self, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::web::digest;

/// The rule sets, checked.
#[derive(Clone, PartialEq, Eq)]
pub struct ConsentRules {
    script: String,
}

impl ConsentRules {
    /// The release of `@duckduckgo/autoconsent` that is taken.
    pub const VERSION: &str = "16.23.0";

    /// SHA-256 of `dist/autoconsent.standalone.js` in it, in hexadecimal.
    pub const SHA256: &str = "4abcd03523a52e015317baee2ba06460bc2e55989304f035b637ed4480840e22";

    /// Reads them from a file.
    ///
    /// # Errors
    /// The file cannot be read, or is not the one of that release.
    pub fn read(path: &Path) -> Result<Self, ConsentRulesError> {
        let unread = |source| ConsentRulesError::Read { path: path.to_owned(), source };
        let mut bytes = Vec::new();
        let file = fs::File::open(path).map_err(unread)?;
        file.take(LARGEST).read_to_end(&mut bytes).map_err(unread)?;
        let found = digest::sha256(&bytes);
        let script = String::from_utf8(bytes).ok().filter(|_| found == Self::SHA256);
        script
            .map(|script| Self { script })
            .ok_or_else(|| ConsentRulesError::Other { path: path.to_owned(), found })
    }

    /// Looks for them where data of this program lies: `$VIDNE_DATA_DIR`, then `~/.local/share/vidne`,
    /// `/usr/local/share/vidne` and `/usr/share/vidne`. Absent where they are not installed.
    ///
    /// # Errors
    /// There is such a file, and it cannot be read or is another one.
    pub fn find() -> Result<Option<Arc<Self>>, ConsentRulesError> {
        let name = Self::file_name();
        let found = folders().into_iter().map(|folder| folder.join(&name)).find(|path| path.is_file());
        found.map(|path| Self::read(&path).map(Arc::new)).transpose()
    }

    /// The name that the file has where [`Self::find`] looks for it.
    pub fn file_name() -> String {
        format!("autoconsent-{}.standalone.js", Self::VERSION)
    }

    /// The script itself.
    pub(super) fn script(&self) -> &str {
        &self.script
    }
}

impl fmt::Debug for ConsentRules {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ConsentRules(autoconsent {})", Self::VERSION)
    }
}

/// The rule sets of autoconsent cannot be taken.
#[derive(Debug, thiserror::Error)]
pub enum ConsentRulesError {
    /// The file cannot be read.
    #[error("{} cannot be read", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
    /// It is another file.
    #[error("{} is not the standalone build of autoconsent {}: its SHA-256 is {found}", .path.display(), ConsentRules::VERSION)]
    Other {
        /// The file.
        path: PathBuf,
        /// Its SHA-256, in hexadecimal.
        found: String,
    },
}

impl ConsentRulesError {
    /// How to mend it.
    pub fn help(&self) -> String {
        format!(
            "take dist/autoconsent.standalone.js out of the npm package @duckduckgo/autoconsent {} (`npm pack @duckduckgo/autoconsent@{0}`) \
             and put it as {} into ~/.local/share/vidne, or into the folder that VIDNE_DATA_DIR names",
            ConsentRules::VERSION,
            ConsentRules::file_name(),
        )
    }
}

fn folders() -> Vec<PathBuf> {
    let named = env::var_os("VIDNE_DATA_DIR").map(PathBuf::from);
    let own = env::var_os("HOME").map(|home| Path::new(&home).join(".local/share/vidne"));
    let shared = ["/usr/local/share/vidne", "/usr/share/vidne"].map(PathBuf::from);
    named.into_iter().chain(own).chain(shared).collect()
}

/// Bytes of the largest file that is looked into.
const LARGEST: u64 = 4 << 20;

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::ConsentRules;

    #[test]
    fn another_file_is_refused_and_the_way_to_the_right_one_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(ConsentRules::file_name());
        fs::write(&path, "alert(1)").unwrap();
        let error = ConsentRules::read(&path).unwrap_err();
        assert!(error.to_string().contains("is not the standalone build of autoconsent 16.23.0"), "{error}");
        assert!(error.help().contains("npm pack @duckduckgo/autoconsent@16.23.0"), "{}", error.help());
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let error = ConsentRules::read(Path::new("/no/such/file")).unwrap_err();
        assert_eq!(error.to_string(), "/no/such/file cannot be read");
    }
}
