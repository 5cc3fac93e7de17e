//! From `site.toml` as it is written to what it means, with the line of every mistake.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Duration;

use hyper::body::Bytes;
use hyper::header::{CONTENT_TYPE, HeaderName, HeaderValue, LOCATION, SET_COOKIE};
use hyper::{Method, StatusCode};
use toml::Spanned;

use super::files::{Folder, content_type};
use super::manifest::{Hang, HostEntry, Manifest, OneOrMore, RouteEntry};
use super::{Behaviour, Headers, Host, PathPattern, Reply, Route, Site, SiteError};

/// Reads the folder.
pub(super) fn read(folder: &Path) -> Result<Site, SiteError> {
    let path = folder.join("site.toml");
    let mut files = Folder::open(folder)?;
    let text = String::from_utf8(files.file("site.toml")?.to_vec())
        .map_err(|_| SiteError::new(&path, "is not UTF-8 text", "save it as UTF-8"))?;
    let manifest = toml::from_str(&text).map_err(|error| malformed(&path, &text, &error))?;
    Parser { path, text: &text, files: &mut files }.site(manifest)
}

struct Parser<'a> {
    path: PathBuf,
    text: &'a str,
    files: &'a mut Folder,
}

impl Parser<'_> {
    fn site(&mut self, manifest: Manifest) -> Result<Site, SiteError> {
        if manifest.host.is_empty() {
            return Err(SiteError::new(&self.path, "has no host", "add a `[[host]]` with a `name`"));
        }
        let mut hosts = BTreeMap::new();
        for entry in manifest.host {
            let span = entry.span();
            let name = self.host_name(&entry.get_ref().name)?;
            let host = self.host(entry.into_inner())?;
            if hosts.insert(name.clone(), host).is_some() {
                return Err(self.wrong(
                    &span,
                    format!("a second host is called {name}"),
                    "put its routes under the first",
                ));
            }
        }
        Ok(Site { plain_http: manifest.plain_http, hosts })
    }

    fn host_name(&self, name: &Spanned<String>) -> Result<String, SiteError> {
        let text = name.get_ref();
        let part = |part: &str| {
            !part.is_empty()
                && part.len() <= 63
                && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        };
        if text.len() <= 253 && text.split('.').all(part) {
            return Ok(text.clone());
        }
        Err(self.wrong(
            &name.span(),
            format!("`{text}` is no host"),
            "write a name such as www.example.test, in small letters, no port",
        ))
    }

    fn host(&mut self, entry: HostEntry) -> Result<Host, SiteError> {
        let files = entry.folder.as_ref().map(|name| self.located(name, Folder::tree)).transpose()?;
        let server =
            entry.server.as_ref().map(|value| self.value(value.get_ref(), &value.span())).transpose()?;
        Ok(Host {
            server: server.unwrap_or(HeaderValue::from_static("rehearsal")),
            headers: self.headers(&entry.headers)?,
            cookies: entry.set_cookie.iter().map(|cookie| self.cookie(cookie)).collect::<Result<_, _>>()?,
            routes: entry.route.into_iter().map(|route| self.route(route)).collect::<Result<_, _>>()?,
            files: files.unwrap_or_default(),
        })
    }

    fn route(&mut self, route: Spanned<RouteEntry>) -> Result<Route, SiteError> {
        let span = route.span();
        let entry = route.into_inner();
        if !entry.path.get_ref().starts_with('/') {
            return Err(self.wrong(
                &entry.path.span(),
                "a path begins with `/`",
                "write `/…`, and `*` only at its end",
            ));
        }
        let method = entry.method.as_ref().map(|method| self.method(method)).transpose()?;
        let path = PathPattern::read(entry.path.get_ref());
        Ok(Route { path, method, reply: self.reply(&entry, &span)? })
    }

    fn reply(&mut self, entry: &RouteEntry, span: &Range<usize>) -> Result<Reply, SiteError> {
        let behaviour = self.behaviour(entry, span)?;
        let body = self.body(entry, span)?;
        Ok(Reply { status: self.status(entry)?, headers: self.reply_headers(entry)?, body, behaviour })
    }

    fn body(&mut self, entry: &RouteEntry, span: &Range<usize>) -> Result<Bytes, SiteError> {
        match (&entry.file, &entry.body) {
            (Some(_), Some(_)) => {
                Err(self.wrong(span, "a route has both `file` and `body`", "keep one of them"))
            }
            (Some(name), None) => self.located(name, Folder::file),
            (None, body) => Ok(Bytes::from(body.clone().unwrap_or_default())),
        }
    }

    fn behaviour(&self, entry: &RouteEntry, span: &Range<usize>) -> Result<Behaviour, SiteError> {
        let hang = entry.hang.map(|hang| match hang {
            Hang::BeforeHeaders => Behaviour::HangBeforeHeaders,
            Hang::AfterHeaders => Behaviour::HangAfterHeaders,
        });
        let trickle = entry.trickle.as_ref().map(|trickle| Behaviour::Trickle {
            text: Bytes::from(trickle.text.get_ref().clone()),
            // A pause of nothing would be a flood.
            every: Duration::from_millis((*trickle.every_ms.get_ref()).max(1)),
        });
        let flood = entry.flood.as_ref().map(|text| Behaviour::Flood { text: repeated(text.get_ref()) });
        let endless =
            entry.endless_redirect.as_ref().filter(|on| *on.get_ref()).map(|_| Behaviour::EndlessRedirect);
        let mut all = [hang, trickle, flood, endless].into_iter().flatten();
        let first = all.next();
        if all.next().is_some() {
            let help = "keep one of `hang`, `trickle`, `flood`, `endless_redirect`";
            return Err(self.wrong(span, "a route misbehaves in two ways", help));
        }
        match &first {
            Some(Behaviour::Trickle { text, .. } | Behaviour::Flood { text }) if text.is_empty() => {
                Err(self.wrong(span, "there is nothing to repeat", "give a text of at least one letter"))
            }
            _ => Ok(first.unwrap_or(Behaviour::None)),
        }
    }

    fn status(&self, entry: &RouteEntry) -> Result<StatusCode, SiteError> {
        let redirects = entry.location.is_some() || entry.endless_redirect.is_some();
        let Some(status) = &entry.status else {
            return Ok(if redirects { StatusCode::FOUND } else { StatusCode::OK });
        };
        StatusCode::from_u16(*status.get_ref())
            .ok()
            .filter(|status| (200..600).contains(&status.as_u16()))
            .ok_or_else(|| self.wrong(&status.span(), "is no final status", "write a number from 200 to 599"))
    }

    fn reply_headers(&self, entry: &RouteEntry) -> Result<Headers, SiteError> {
        let mut headers = self.headers(&entry.headers)?;
        if !headers.iter().any(|(name, _)| name == CONTENT_TYPE) && has_content(entry) {
            let named = entry.file.as_ref().unwrap_or(&entry.path).get_ref();
            headers.push((CONTENT_TYPE, HeaderValue::from_static(content_type(named))));
        }
        if let Some(location) = &entry.location {
            headers.push((LOCATION, self.value(location.get_ref(), &location.span())?));
        }
        for cookie in &entry.set_cookie {
            headers.push((SET_COOKIE, self.cookie(cookie)?.1));
        }
        Ok(headers)
    }

    fn headers(&self, entries: &BTreeMap<String, Spanned<OneOrMore>>) -> Result<Headers, SiteError> {
        let mut headers = Vec::new();
        for (name, values) in entries {
            let parsed: HeaderName = name.parse().map_err(|_| {
                self.wrong(
                    &values.span(),
                    format!("`{name}` is no name of a header"),
                    "use letters, digits and `-`",
                )
            })?;
            for value in values.get_ref().values() {
                headers.push((parsed.clone(), self.value(value, &values.span())?));
            }
        }
        Ok(headers)
    }

    fn cookie(&self, cookie: &Spanned<String>) -> Result<(String, HeaderValue), SiteError> {
        let Some((name, _)) = cookie.get_ref().split_once('=') else {
            return Err(self.wrong(&cookie.span(), "is no cookie", "write `name=value; Path=/; …`"));
        };
        Ok((name.trim().to_owned(), self.value(cookie.get_ref(), &cookie.span())?))
    }

    fn value(&self, text: &str, span: &Range<usize>) -> Result<HeaderValue, SiteError> {
        HeaderValue::from_str(text).map_err(|_| {
            self.wrong(span, "cannot stand in a header", "use visible ASCII letters, on one line")
        })
    }

    fn method(&self, method: &Spanned<String>) -> Result<Method, SiteError> {
        let text = method.get_ref();
        let known = text.bytes().all(|byte| byte.is_ascii_uppercase());
        text.parse().ok().filter(|_| known).ok_or_else(|| {
            self.wrong(&method.span(), format!("`{text}` is no method"), "write it in capitals, such as POST")
        })
    }

    /// Reads a file and, where that fails, names the line that asked for it.
    fn located<T>(
        &mut self,
        name: &Spanned<String>,
        read: impl FnOnce(&mut Folder, &str) -> Result<T, SiteError>,
    ) -> Result<T, SiteError> {
        read(self.files, name.get_ref())
            .map_err(|error| self.wrong(&name.span(), error.to_string(), error.help().to_owned()))
    }

    fn wrong(&self, span: &Range<usize>, message: impl Into<String>, help: impl Into<String>) -> SiteError {
        SiteError::new(&self.path, message, help).at_line(line_at(self.text, span.start))
    }
}

fn malformed(path: &Path, text: &str, error: &toml::de::Error) -> SiteError {
    let line = error.span().map_or(1, |span| line_at(text, span.start));
    SiteError::new(
        path,
        error.message(),
        "correct the key or its value; the documentation of `Site` lists them all",
    )
    .at_line(line)
}

fn line_at(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}

fn has_content(entry: &RouteEntry) -> bool {
    entry.file.is_some() || entry.body.is_some() || entry.flood.is_some() || entry.trickle.is_some()
}

/// One piece of a flood is large, so that it costs the reader more than the sender.
fn repeated(text: &str) -> Bytes {
    const PIECE: usize = 16 << 10;
    if text.is_empty() || text.len() >= PIECE {
        return Bytes::from(text.to_owned());
    }
    Bytes::from(text.repeat(PIECE / text.len()))
}
