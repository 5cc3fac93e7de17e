//! Which paths lie below which folder, in bytes: a path need not be text.

/// The part of a path that follows a folder: empty for the folder itself, else it opens with `/`. `None` where it lies elsewhere.
pub(super) fn rest<'a>(path: &'a [u8], folder: &[u8]) -> Option<&'a [u8]> {
    let rest = path.strip_prefix(trimmed(folder))?;
    (rest.is_empty() || rest.starts_with(b"/")).then_some(rest)
}

/// A folder, and a part that follows it, as one path.
pub(super) fn joined(folder: &[u8], rest: &[u8]) -> Vec<u8> {
    let whole = [trimmed(folder), rest].concat();
    if whole.is_empty() { b"/".to_vec() } else { whole }
}

fn trimmed(folder: &[u8]) -> &[u8] {
    let end = folder.iter().rposition(|byte| *byte != b'/').map_or(0, |last| last + 1);
    &folder[..end]
}

#[cfg(test)]
mod tests {
    use super::{joined, rest};

    #[test]
    fn a_folder_holds_itself_and_what_lies_in_it_and_no_namesake() {
        assert_eq!(rest(b"/srv/ca/key", b"/srv/ca"), Some(&b"/key"[..]));
        assert_eq!(rest(b"/srv/ca/key", b"/srv/ca/"), Some(&b"/key"[..]));
        assert_eq!(rest(b"/srv/ca", b"/srv/ca"), Some(&b""[..]));
        assert_eq!(rest(b"/srv/ca", b"/"), Some(&b"/srv/ca"[..]));
        assert_eq!(rest(b"/srv/cab", b"/srv/ca"), None);
    }

    #[test]
    fn a_joined_path_has_one_slash_between_its_parts() {
        assert_eq!(joined(b"/", b"/srv"), b"/srv");
        assert_eq!(joined(b"/srv/", b"/ca"), b"/srv/ca");
        assert_eq!(joined(b"/", b""), b"/");
    }
}
