//! Addresses as pages and redirects write them: relative to where they stand.
//!
//! It never checks that an address is sound: what was written is what a browser would ask for.

/// The whole address that `written` names, read on the page at `base` (RFC 3986, section 5.2, without its rarest corners).
pub(crate) fn resolve(base: &str, written: &str) -> String {
    let written = written.trim();
    if has_scheme(written) {
        return written.to_owned();
    }
    let Some((scheme, rest)) = base.split_once("://") else { return written.to_owned() };
    if let Some(rest) = written.strip_prefix("//") {
        return format!("{scheme}://{rest}");
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    let path = tail.split(['?', '#']).next().unwrap_or_default();
    if written.starts_with('/') {
        return format!("{scheme}://{authority}{}", without_dots(written));
    }
    if written.is_empty() || written.starts_with(['?', '#']) {
        let kept = if written.starts_with('?') { path } else { tail.split('#').next().unwrap_or_default() };
        return format!("{scheme}://{authority}{kept}{written}");
    }
    let folder = path.rfind('/').map_or("/", |at| &path[..=at]);
    format!("{scheme}://{authority}{}", without_dots(&format!("{folder}{written}")))
}

fn has_scheme(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|each: char| each.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}

/// The path with its dots taken for steps; query and fragment stay.
fn without_dots(path: &str) -> String {
    let end = path.find(['?', '#']).unwrap_or(path.len());
    let (path, tail) = path.split_at(end);
    let mut steps: Vec<&str> = Vec::new();
    for step in path.split('/').skip(1) {
        match step {
            "." => {}
            ".." => {
                steps.pop();
            }
            _ => steps.push(step),
        }
    }
    let closing = if path.ends_with("/.") || path.ends_with("/..") { "/" } else { "" };
    let joined = steps.join("/");
    if joined.is_empty() { format!("/{tail}") } else { format!("/{joined}{closing}{tail}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_where_it_stands() {
        let base = "https://a.se/b/c/d?q#f";
        for (written, whole) in [
            ("https://x.se/", "https://x.se/"),
            ("//x.se/y", "https://x.se/y"),
            ("/y?z=/../", "https://a.se/y?z=/../"),
            ("y", "https://a.se/b/c/y"),
            ("../y", "https://a.se/b/y"),
            ("../../../../y", "https://a.se/y"),
            ("?n=1", "https://a.se/b/c/d?n=1"),
            ("", "https://a.se/b/c/d?q"),
            ("./", "https://a.se/b/c/"),
            ("mailto:dpo@a.se", "mailto:dpo@a.se"),
        ] {
            assert_eq!(resolve(base, written), whole, "{written}");
        }
        assert_eq!(resolve("https://a.se", "y"), "https://a.se/y");
    }
}
