//! What a rehearsal serves: hosts, routes and replies, all of it in memory.
//!
//! Reading a folder is the only time when files are touched. A request can therefore never reach one.

mod error;
mod files;
mod manifest;
mod parse;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

use hyper::body::Bytes;
use hyper::header::{HeaderName, HeaderValue};
use hyper::{Method, StatusCode};

pub use error::SiteError;

/// A parsed `site.toml` with the files that it names.
///
/// The first route of a host that fits answers; where none does, the host's folder is looked through (`index.html` answers for its folder). All
/// file names are relative to the folder of `site.toml` and stay below it. Every key but `name` and `path` may be left out:
///
/// ```toml
/// plain_http = "redirect"               # what the port without TLS does: redirect | serve
///
/// [[host]]
/// name = "www.example.test"
/// server = "some-server"                # the Server header; "rehearsal" where left out
/// folder = "www"                        # files for all paths that no route answers
/// headers = { cache-control = "no-store" }          # of every answer, where its route does not set the same one
/// set_cookie = ["seen=1; Path=/"]       # for every browser that has not sent a cookie of that name
///
/// [[host.route]]
/// path = "/c.gif"                       # a whole path without its query, or the beginning of one: "/embed/*"
/// method = "GET"                        # any, where left out; GET answers HEAD, too
/// status = 302                          # 200, or 302 for redirects, where left out
/// location = "https://next.test/"
/// headers = { link = ["</a>", "</b>"] } # a list sends a header several times
/// set_cookie = ["a=1; Path=/", "b=2; Path=/; HttpOnly"]
/// file = "pixel.gif"                    # or `body = "text"`; the content type follows from the ending
///
/// # At most one of these, after the file or body:
/// hang = "before-headers"               # nothing is ever answered; "after-headers": the rest never comes
/// trickle = { text = "more", every_ms = 200 }       # a little more, for ever
/// flood = "more"                        # more as fast as it is read, for ever
/// endless_redirect = true               # to the same path, with the number in its query one higher
/// ```
#[derive(Debug, Clone)]
pub struct Site {
    pub(crate) plain_http: PlainHttp,
    pub(crate) hosts: BTreeMap<String, Host>,
}

impl Site {
    /// Reads `site.toml` in `folder`, and every file that it names.
    ///
    /// # Errors
    /// Says which file and which line is wrong, and how to mend it: TOML that cannot be read, unknown keys, files that are missing, too large
    /// or outside the folder, and replies that contradict themselves.
    pub fn read(folder: &Path) -> Result<Self, SiteError> {
        parse::read(folder)
    }

    /// The names of all hosts.
    pub fn hosts(&self) -> BTreeSet<&str> {
        self.hosts.keys().map(String::as_str).collect()
    }
}

/// What the plain HTTP port does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum PlainHttp {
    /// Sends everybody to HTTPS.
    #[default]
    Redirect,
    /// Serves the same as HTTPS.
    Serve,
}

/// One host.
#[derive(Debug, Clone)]
pub(crate) struct Host {
    /// The value of its `Server` header.
    pub(crate) server: HeaderValue,
    /// Headers of every answer.
    pub(crate) headers: Headers,
    /// Cookies for every browser that has not sent them: name, whole `Set-Cookie` value.
    pub(crate) cookies: Vec<(String, HeaderValue)>,
    /// Asked in order; the first that fits answers.
    pub(crate) routes: Vec<Route>,
    /// Files that answer where no route does, by path.
    pub(crate) files: BTreeMap<String, File>,
}

/// Headers, in the order in which they are sent.
pub(crate) type Headers = Vec<(HeaderName, HeaderValue)>;

/// A path of a folder.
#[derive(Debug, Clone)]
pub(crate) enum File {
    /// A file, with its content type.
    Content(&'static str, Bytes),
    /// A folder that was asked for without its slash.
    Slash,
}

/// What fits, and what then is answered.
#[derive(Debug, Clone)]
pub(crate) struct Route {
    pub(crate) path: PathPattern,
    pub(crate) method: Option<Method>,
    pub(crate) reply: Reply,
}

impl Route {
    /// Does this route answer such a request?
    pub(crate) fn fits(&self, method: &Method, path: &str) -> bool {
        let same = |wanted: &Method| wanted == method || (wanted == Method::GET && method == Method::HEAD);
        self.path.fits(path) && self.method.as_ref().is_none_or(same)
    }
}

/// A whole path, or the beginning of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PathPattern {
    Whole(String),
    Beginning(String),
}

impl PathPattern {
    /// Reads `/a` and `/a/*`.
    pub(crate) fn read(text: &str) -> Self {
        match text.strip_suffix('*') {
            Some(beginning) => Self::Beginning(beginning.to_owned()),
            None => Self::Whole(text.to_owned()),
        }
    }

    /// Does `path`, without its query, fit?
    pub(crate) fn fits(&self, path: &str) -> bool {
        match self {
            Self::Whole(whole) => whole == path,
            Self::Beginning(beginning) => path.starts_with(beginning.as_str()),
        }
    }
}

/// An answer.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    /// The route's own headers, `Set-Cookie` and `Location` included.
    pub(crate) headers: Headers,
    /// What is sent first, before the behaviour begins.
    pub(crate) body: Bytes,
    pub(crate) behaviour: Behaviour,
}

/// How an answer misbehaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Behaviour {
    /// It does not.
    None,
    /// Nothing is ever answered.
    HangBeforeHeaders,
    /// The body never ends, and nothing more comes.
    HangAfterHeaders,
    /// A little more of the body comes, again and again.
    Trickle { text: Bytes, every: Duration },
    /// The body goes on as fast as it is read.
    Flood { text: Bytes },
    /// Each answer sends on to the same path with the next number as its query.
    EndlessRedirect,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_ending() {
        let pattern = PathPattern::read("/embed/*");
        assert!(pattern.fits("/embed/"));
        assert!(pattern.fits("/embed/one/two"));
        assert!(!pattern.fits("/embed"));
        assert!(!PathPattern::read("/embed").fits("/embed/one"));
    }

    #[test]
    fn a_route_for_get_answers_head_too() {
        let reply = Reply {
            status: StatusCode::OK,
            headers: Vec::new(),
            body: Bytes::new(),
            behaviour: Behaviour::None,
        };
        let route = Route { path: PathPattern::read("/*"), method: Some(Method::GET), reply };
        assert!(route.fits(&Method::HEAD, "/x"));
        assert!(!route.fits(&Method::POST, "/x"));
    }
}
