//! Where a copy lies, as an operator writes it.
//!
//! It never takes a host or user that a command line could mistake for an option.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use url::Url;

/// Where a copy lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Location {
    Folder(PathBuf),
    Sftp(Host),
    Bucket { bucket: String, prefix: String },
}

/// A folder on another machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Host {
    pub(crate) user: Option<String>,
    pub(crate) name: String,
    pub(crate) port: Option<u16>,
    pub(crate) path: String,
}

impl Location {
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        if text.starts_with("sftp://") {
            return sftp(text).map(Self::Sftp);
        }
        if text.starts_with("s3://") {
            return bucket(text);
        }
        let path = text.strip_prefix("file://").unwrap_or(text);
        if path.contains("://") || path.is_empty() || path.contains('\0') {
            return Err(format!(
                "`{text}` is not a place that can be looked at; write a path, sftp://user@host/path or s3://bucket/prefix"
            ));
        }
        Ok(Self::Folder(PathBuf::from(path)))
    }
}

fn sftp(text: &str) -> Result<Host, String> {
    let bad = |why: &str| format!("`{text}` is not sftp://user@host/path: {why}");
    let url = Url::parse(text).map_err(|error| bad(&error.to_string()))?;
    if url.password().is_some() {
        return Err(bad("a password does not belong into a location; ssh uses keys"));
    }
    let plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('-')
            && part.chars().all(|c| c.is_ascii_alphanumeric() || "._-:[]@%+".contains(c))
    };
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
    let user = (!url.username().is_empty()).then(|| decoded(url.username()));
    if !plain(&host) || user.as_deref().is_some_and(|user| !plain(user)) {
        return Err(bad("its host or user holds signs that no host or user has"));
    }
    let path = decoded(url.path());
    if path.is_empty() || path.contains('\0') {
        return Err(bad("it has no path"));
    }
    Ok(Host { user, name: host, port: url.port(), path })
}

fn bucket(text: &str) -> Result<Location, String> {
    let rest = text.trim_start_matches("s3://");
    let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
    if bucket.is_empty() || bucket.chars().any(|c| !(c.is_ascii_alphanumeric() || "._-".contains(c))) {
        return Err(format!("`{text}` is not s3://bucket/prefix: it names no bucket"));
    }
    Ok(Location::Bucket { bucket: bucket.to_owned(), prefix: prefix.trim_matches('/').to_owned() })
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = (*first == b'%').then(|| after.get(..2)).flatten();
        let value = escaped.and_then(|two| u8::from_str_radix(str::from_utf8(two).ok()?, 16).ok());
        bytes.push(value.unwrap_or(*first));
        rest = if value.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_an_sftp_address_and_a_bucket_are_told_apart() {
        assert_eq!(Location::parse("/srv/backup").unwrap(), Location::Folder("/srv/backup".into()));
        assert_eq!(
            Location::parse("sftp://keeper@second.example:2222/srv/my%20backup").unwrap(),
            Location::Sftp(Host {
                user: Some("keeper".into()),
                name: "second.example".into(),
                port: Some(2222),
                path: "/srv/my backup".into(),
            })
        );
        assert_eq!(
            Location::parse("s3://keep/a/b/").unwrap(),
            Location::Bucket { bucket: "keep".into(), prefix: "a/b".into() }
        );
    }

    #[test]
    fn a_host_that_looks_like_an_option_is_refused() {
        for text in ["sftp://-oProxyCommand=x/srv", "sftp://a:b@h/srv", "ftp://h/srv", "", "s3:///x"] {
            assert!(Location::parse(text).is_err(), "{text}");
        }
    }
}
