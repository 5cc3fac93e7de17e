//! Names in lists of hashes: escapes undone, kept inside their folder.
//!
//! It never mends a name that leads out: it says so.

/// Why a name is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BadName {
    /// It begins with `/`, or `..` leads it out.
    Leaves,
    /// It is empty, or holds a zero byte.
    Empty,
    /// A `\` or `%` is followed by what no writer puts there.
    Escape,
}

/// The path without `.` and doubled `/`.
pub(super) fn inside(name: &str) -> Result<String, BadName> {
    if name.starts_with('/') {
        return Err(BadName::Leaves);
    }
    let parts: Vec<&str> = name.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    if parts.contains(&"..") {
        return Err(BadName::Leaves);
    }
    if parts.is_empty() || name.contains('\0') {
        return Err(BadName::Empty);
    }
    Ok(parts.join("/"))
}

/// Undoes `\\`, `\n` and `\r`, as `sha256sum` writes them in a line that begins with `\`.
pub(super) fn unescape(name: &str) -> Result<String, BadName> {
    let mut plain = String::with_capacity(name.len());
    let mut letters = name.chars();
    while let Some(letter) = letters.next() {
        plain.push(match letter {
            '\\' => match letters.next() {
                Some('\\') => '\\',
                Some('n') => '\n',
                Some('r') => '\r',
                _ => return Err(BadName::Escape),
            },
            other => other,
        });
    }
    Ok(plain)
}

/// Undoes `%0A`, `%0D` and `%25`, as `BagIt` writes them. Anything else behind `%` stands as it is: older bags escape
/// nothing.
pub(super) fn percent(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(at) = rest.find('%') {
        plain.push_str(&rest[..at]);
        let (letter, length) = match rest.get(at + 1..at + 3) {
            Some("0A" | "0a") => ('\n', 3),
            Some("0D" | "0d") => ('\r', 3),
            Some("25") => ('%', 3),
            _ => ('%', 1),
        };
        plain.push(letter);
        rest = &rest[at + length..];
    }
    plain.push_str(rest);
    plain
}
