//! Whether what a snapshot says of its machine is the machine that is asked for.
//!
//! It never decides what is told, only what is told first.

/// Whether the name is one of the machine's: upper and lower case aside, and with or without its domain.
pub(crate) fn is_among(hosts: &[String], seen: &str) -> bool {
    hosts.iter().any(|host| is_same(host, seen))
}

fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim_end_matches('.'), other.trim_end_matches('.'));
    let first = |name: &str| name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let is_bare = |name: &str| !name.contains('.');
    one.eq_ignore_ascii_case(other)
        || (is_bare(one) || is_bare(other)) && !first(one).is_empty() && first(one) == first(other)
}
