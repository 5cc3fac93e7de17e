//! Paths, places of copies, amounts of bytes, permissions and hashes.
//!
//! It never touches what a path names, and never takes a place with a password in it.

use serde_json::json;
use vidne_model::id::ExhibitId;

use super::{Log, Shape, Value, Wire, name::text_of};
use crate::mistake::quoted;

/// An absolute path that goes nowhere but down.
#[derive(Debug)]
pub(crate) struct Path(pub(crate) String);

impl Wire for Path {
    const EXPECTED: &'static str = "an absolute path";
    const EXAMPLE: &'static str = "\"/etc/pki/key.pem\"";

    fn read(value: &Value<'_>, log: &mut Log) -> Option<Self> {
        let text = text_of::<Self>(value, log)?;
        if is_path(text) {
            return Some(Self(trimmed(text).to_owned()));
        }
        let mend = "begin with `/`, and leave out `.`, `..` and signs that cannot be seen";
        log.bad_value::<Self>(value, format!("{} is not an absolute path", quoted(text)), mend);
        None
    }

    fn shape() -> Shape {
        Shape::of(json!({ "type": "string", "pattern": "^/" }))
    }
}

/// A file: by an absolute path, or by one below the declaration's folder.
#[derive(Debug)]
pub(crate) struct FilePath(pub(crate) String);

impl Wire for FilePath {
    const EXPECTED: &'static str = "the path of a file";
    const EXAMPLE: &'static str = "\"/etc/vidne/repository.password\"";

    fn read(value: &Value<'_>, log: &mut Log) -> Option<Self> {
        let text = text_of::<Self>(value, log)?;
        if is_place(text) && !text.split('/').any(|part| part == "..") {
            return Some(Self(text.to_owned()));
        }
        // What it says may be the password itself: it is not repeated.
        let mend = "write where the file is, not what is in it";
        log.bad_value::<Self>(value, "this is no path of a file".to_owned(), mend);
        None
    }

    fn shape() -> Shape {
        Shape::of(json!({ "type": "string", "minLength": 1 }))
    }
}

/// Where a copy is.
#[derive(Debug)]
pub(crate) struct Location(pub(crate) String);

impl Wire for Location {
    const EXPECTED: &'static str = "a path, sftp://user@host/path or s3://bucket/prefix";
    const EXAMPLE: &'static str = "\"/srv/backup\"";

    fn read(value: &Value<'_>, log: &mut Log) -> Option<Self> {
        let text = text_of::<Self>(value, log)?;
        let mend = match text.split_once("://") {
            None if is_place(text) => return Some(Self(text.to_owned())),
            Some(("sftp" | "s3", rest)) if has_password(rest) => {
                "leave the password out: sftp asks the agent or a key file, s3 the environment"
            }
            Some(("sftp" | "s3", rest)) if has_host(rest) => return Some(Self(text.to_owned())),
            Some(("sftp" | "s3", _)) => "name the host or bucket after `://`",
            Some(_) => {
                "only paths, sftp:// and s3:// can be looked at; for another store look at a mirror of it"
            }
            None => "write a path; one that does not begin with `/` is below the declaration's folder",
        };
        // What it says may be a password: it is not repeated.
        log.bad_value::<Self>(value, "this is no place of a copy".to_owned(), mend);
        None
    }

    fn shape() -> Shape {
        Shape::of(json!({ "type": "string", "minLength": 1 }))
    }
}

/// An amount of bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bytes(pub(crate) u64);

impl Wire for Bytes {
    const EXPECTED: &'static str = "an amount of bytes, such as 50 GiB";
    const EXAMPLE: &'static str = "\"50 GiB\"";

    fn read(value: &Value<'_>, log: &mut Log) -> Option<Self> {
        let text = text_of::<Self>(value, log)?;
        let bytes = bytes_of(text);
        if bytes.is_none() {
            let mend =
                "write a whole number and a unit: kB, MB, GB, TB (thousands) or KiB, MiB, GiB, TiB (1024)";
            log.bad_value::<Self>(value, format!("{} is not an amount of bytes", quoted(text)), mend);
        }
        bytes.map(Self)
    }

    fn shape() -> Shape {
        Shape::of(json!({ "type": "string", "pattern": "^[0-9]+ ?(B|[kMGT]B|[KMGT]iB)$" }))
    }
}

/// Permissions in octal digits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mode(pub(crate) u32);

impl Wire for Mode {
    const EXPECTED: &'static str = "permissions in octal digits";
    const EXAMPLE: &'static str = "\"0600\"";

    fn read(value: &Value<'_>, log: &mut Log) -> Option<Self> {
        let text = text_of::<Self>(value, log)?;
        let digits = (3..=5).contains(&text.len()) && text.bytes().all(|each| each.is_ascii_digit());
        let mode = u32::from_str_radix(text, 8).ok().filter(|mode| digits && *mode <= 0o7777);
        if mode.is_none() {
            let mend = "write them as `ls` and `chmod` count: \"0640\" is owner read and write, group read";
            log.bad_value::<Self>(value, format!("{} is not a mode", quoted(text)), mend);
        }
        mode.map(Self)
    }

    fn shape() -> Shape {
        Shape::of(json!({ "type": "string", "pattern": "^[0-7]{3,5}$" }))
    }
}

/// A SHA-256.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hash(pub(crate) ExhibitId);

impl Wire for Hash {
    const EXPECTED: &'static str = "a SHA-256 of 64 lower-case hexadecimal digits";
    const EXAMPLE: &'static str = "\"9f86d0…\"";

    fn read(value: &Value<'_>, log: &mut Log) -> Option<Self> {
        let text = text_of::<Self>(value, log)?;
        let hash = text.parse().ok();
        if hash.is_none() {
            let mend = "`sha256sum FILE` prints it";
            log.bad_value::<Self>(value, format!("{} is not a SHA-256", quoted(text)), mend);
        }
        hash.map(Self)
    }

    fn shape() -> Shape {
        Shape::of(json!({ "type": "string", "pattern": "^(sha256:)?[0-9a-f]{64}$" }))
    }
}

fn is_path(text: &str) -> bool {
    text.starts_with('/') && is_place(text) && !text.split('/').any(|part| matches!(part, "." | ".."))
}

fn is_place(text: &str) -> bool {
    !text.trim().is_empty() && text.len() <= LONGEST && !text.chars().any(char::is_control)
}

fn trimmed(path: &str) -> &str {
    let bare = path.trim_end_matches('/');
    if bare.is_empty() { "/" } else { bare }
}

/// Whether a password stands before the host.
fn has_password(rest: &str) -> bool {
    let authority = rest.split('/').next().unwrap_or_default();
    authority.rsplit_once('@').is_some_and(|(user, _)| user.contains(':'))
}

fn has_host(rest: &str) -> bool {
    let authority = rest.split('/').next().unwrap_or_default();
    is_place(rest)
        && authority.rsplit('@').next().is_some_and(|host| !host.is_empty() && !host.starts_with('-'))
}

fn bytes_of(text: &str) -> Option<u64> {
    let unit = text.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(unit);
    let factor = match unit.strip_prefix(' ').unwrap_or(unit) {
        "B" => 1,
        "kB" => 1000,
        "MB" => 1000_u64.pow(2),
        "GB" => 1000_u64.pow(3),
        "TB" => 1000_u64.pow(4),
        "KiB" => 1 << 10,
        "MiB" => 1 << 20,
        "GiB" => 1 << 30,
        "TiB" => 1 << 40,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(factor).filter(|bytes| *bytes > 0)
}

/// The longest path that Linux takes.
const LONGEST: usize = 4096;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_units() {
        assert_eq!(bytes_of("50 GiB"), Some(50 << 30));
        assert_eq!(bytes_of("2TB"), Some(2_000_000_000_000));
        assert_eq!(bytes_of("50"), None);
        assert_eq!(bytes_of("0 B"), None);
        assert_eq!(bytes_of("99999999999 TiB"), None);
    }

    #[test]
    fn a_password_is_seen_before_the_host() {
        assert!(has_password("user:secret@host/path"));
        assert!(!has_password("user@host:2222/path"));
        assert!(!has_host("-oProxyCommand=x/path"));
    }

    #[test]
    fn a_path_only_goes_down() {
        assert!(is_path("/srv/pki"));
        assert!(!is_path("/srv/../etc"));
        assert!(!is_path("srv"));
        assert_eq!(trimmed("/srv/pki//"), "/srv/pki");
        assert_eq!(trimmed("/"), "/");
    }
}
