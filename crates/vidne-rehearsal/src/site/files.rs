//! Files of a rehearsal: bounded, and never from outside its folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use hyper::body::Bytes;

use super::{File, SiteError};

/// The folder of a rehearsal, from which all files are taken.
pub(super) struct Folder {
    root: PathBuf,
    left: u64,
}

/// One file's limit and the limit of all of them together, bytes.
const FILE: u64 = 4 << 20;
const FOLDER: u64 = 64 << 20;
const DEPTH: usize = 16;

impl Folder {
    /// Opens `path`.
    pub(super) fn open(path: &Path) -> Result<Self, SiteError> {
        let root = fs::canonicalize(path).map_err(|error| {
            SiteError::new(
                path,
                format!("the folder cannot be opened: {error}"),
                "name a folder that holds a site.toml",
            )
        })?;
        Ok(Self { root, left: FOLDER })
    }

    /// Reads one file below the folder; `name` is relative to it.
    pub(super) fn file(&mut self, name: &str) -> Result<Bytes, SiteError> {
        let path = self.below(name)?;
        self.content(&path)
    }

    /// Reads all files below a folder, each under the path that asks for it.
    pub(super) fn tree(&mut self, name: &str) -> Result<BTreeMap<String, File>, SiteError> {
        let top = self.below(name)?;
        let mut found = BTreeMap::new();
        self.walk(&top, "/", &mut found)?;
        Ok(found)
    }

    fn walk(
        &mut self,
        folder: &Path,
        prefix: &str,
        found: &mut BTreeMap<String, File>,
    ) -> Result<(), SiteError> {
        if prefix.matches('/').count() > DEPTH {
            return Err(SiteError::new(
                folder,
                "folders are nested too deeply",
                format!("keep to {DEPTH} levels"),
            ));
        }
        for path in listed(folder)? {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let here = format!("{prefix}{name}");
            if path.is_dir() {
                found.insert(here.clone(), File::Slash);
                self.walk(&self.inside(&path)?, &format!("{here}/"), found)?;
                continue;
            }
            let file = File::Content(content_type(&here), self.content(&self.inside(&path)?)?);
            if name == "index.html" {
                found.insert(prefix.to_owned(), file.clone());
            }
            found.insert(here, file);
        }
        Ok(())
    }

    fn below(&self, name: &str) -> Result<PathBuf, SiteError> {
        let path = Path::new(name);
        if name.is_empty() || !path.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(self.outside(&self.root.join(path)));
        }
        self.inside(&self.root.join(path))
    }

    /// Links are followed before the comparison, so that none leads out.
    fn inside(&self, path: &Path) -> Result<PathBuf, SiteError> {
        let real = fs::canonicalize(path).map_err(|error| unreadable(path, &error))?;
        if real.starts_with(&self.root) { Ok(real) } else { Err(self.outside(path)) }
    }

    fn outside(&self, path: &Path) -> SiteError {
        let help = format!("name a file below {}, without `..`", self.root.display());
        SiteError::new(path, "is outside the folder of the rehearsal", help)
    }

    fn content(&mut self, path: &Path) -> Result<Bytes, SiteError> {
        let size = fs::metadata(path).map_err(|error| unreadable(path, &error))?.len();
        if size > FILE || size > self.left {
            let help = format!(
                "keep to {FILE} bytes in a file and {FOLDER} in all; use `flood` for an endless body"
            );
            return Err(SiteError::new(path, format!("is too large ({size} bytes)"), help));
        }
        self.left -= size;
        fs::read(path).map(Bytes::from).map_err(|error| unreadable(path, &error))
    }
}

/// The content type that belongs to the ending of a path.
pub(super) fn content_type(path: &str) -> &'static str {
    match path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("gif") => "image/gif",
        Some("png") => "image/png",
        Some("jpg") => "image/jpeg",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("bin") => "application/octet-stream",
        _ => "text/plain; charset=utf-8",
    }
}

fn listed(folder: &Path) -> Result<Vec<PathBuf>, SiteError> {
    let entries = fs::read_dir(folder).and_then(|entries| {
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()
    });
    let mut entries = entries.map_err(|error| unreadable(folder, &error))?;
    entries.sort();
    Ok(entries)
}

fn unreadable(path: &Path, error: &std::io::Error) -> SiteError {
    SiteError::new(path, format!("cannot be read: {error}"), "create it, or correct the name in site.toml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_outside_the_folder_is_refused_by_name_and_by_link() {
        let outer = tempfile::tempdir().expect("a temporary folder");
        let inner = outer.path().join("site");
        fs::create_dir(&inner).expect("a folder");
        fs::write(outer.path().join("secret"), "secret").expect("a file");
        std::os::unix::fs::symlink(outer.path().join("secret"), inner.join("link")).expect("a link");
        let mut folder = Folder::open(&inner).expect("the folder");
        for name in ["../secret", "/etc/passwd", "", "a/../../secret", "link"] {
            let error = folder.file(name).expect_err(name);
            assert!(error.to_string().ends_with("is outside the folder of the rehearsal"), "{error}");
        }
    }

    #[test]
    fn an_index_answers_for_its_folder() {
        let root = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir_all(root.path().join("www/om")).expect("a folder");
        fs::write(root.path().join("www/om/index.html"), "<p>").expect("a file");
        let found = Folder::open(root.path()).expect("the folder").tree("www").expect("its files");
        assert_eq!(found.keys().collect::<Vec<_>>(), ["/om", "/om/", "/om/index.html"]);
    }

    #[test]
    fn a_dot_in_a_folder_is_no_ending() {
        assert_eq!(content_type("/v1.js/report"), "text/plain; charset=utf-8");
        assert_eq!(content_type("/v1/report.js"), "text/javascript; charset=utf-8");
    }
}
