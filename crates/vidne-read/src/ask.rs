//! What is asked of an exhibit, and how much it may cost.
//!
//! It never holds the bytes themselves.

use vidne_model::id::ExhibitId;

use crate::{address, format::Format};

/// One exhibit, and what is wanted of it.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// The exhibit: every fact names it.
    pub exhibit: ExhibitId,
    /// The file's name, for messages.
    pub name: &'a str,
    /// How the bytes are to be read.
    pub format: Format,
    /// Addresses whose text is wanted: the declared notice and cookie pages.
    pub pages: &'a [String],
    /// How much it may cost.
    pub limits: Limits,
}

impl Ask<'_> {
    /// Whether the text of this address is wanted. Fragment, a closing slash and the difference between http and https do not count.
    pub fn wants(&self, url: &str) -> bool {
        self.pages.iter().any(|page| address::same_page(page, url))
    }
}

/// Upper bounds on what one exhibit may cost. Beyond them an exhibit is refused, or cut with a damage that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the exhibit itself.
    pub bytes: u64,
    /// Bytes after unpacking, for one member of an archive and for all together.
    pub unpacked: u64,
    /// Members of an archive.
    pub members: usize,
    /// Nested brackets of a JSON text that is one value; events of a log are bounded one by one.
    pub depth: usize,
    /// Requests of one exhibit.
    pub requests: usize,
    /// Cookies of one exhibit.
    pub cookies: usize,
    /// Bytes of addresses repeated from elsewhere in the exhibit, such as a cookie's setter: a small file must not grow
    /// into a large one.
    pub repeated: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 1 << 30,
            unpacked: 1 << 30,
            members: 100_000,
            depth: 128,
            requests: 200_000,
            cookies: 20_000,
            repeated: 256 << 20,
        }
    }
}
