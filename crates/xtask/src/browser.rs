//! The browser that looks and tests need: Debian's Chromium.
//!
//! It never brings a browser of its own: what looks at sites is what the system keeps up to date.

use std::path::Path;

use anyhow::Result;

use crate::{apt, child};

/// Whether a browser is here.
pub(crate) fn is_here() -> bool {
    Path::new("/usr/lib/chromium/chromium").is_file()
        || ["chromium", "chromium-browser", "google-chrome"].iter().any(|name| child::find(name).is_some())
}

/// Installs the browser where there is none.
pub(crate) fn ready() -> Result<()> {
    if is_here() { Ok(()) } else { apt::install(&["chromium"], "looking at sites with a real browser") }
}
