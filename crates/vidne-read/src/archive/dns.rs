//! Answers of the domain name system, as crawlers keep them in records of `dns:` addresses.
//!
//! It never takes the answer to another question for this one's.

use vidne_model::{id::Host, observed::NameAnswer};

/// The answer: lines of `name ttl IN type value`, after a line with the instant.
pub(super) fn parse(url: &str, text: &str) -> Option<NameAnswer> {
    let name = url.strip_prefix("dns:")?.split('?').next()?.trim_start_matches('/');
    let host = Host::new(name);
    let mut answer =
        NameAnswer { host, aliases: Vec::new(), addresses: Vec::new(), name_servers: Vec::new() };
    for line in text.lines().take(MOST) {
        let words: Vec<&str> = line.split_ascii_whitespace().collect();
        let [_, .., "IN", kind, value] = words.as_slice() else { continue };
        match *kind {
            "A" | "AAAA" => answer.addresses.extend(value.parse::<std::net::IpAddr>().ok()),
            "CNAME" => answer.aliases.push(Host::new(value)),
            "NS" => answer.name_servers.push(Host::new(value)),
            _ => {}
        }
    }
    let is_empty = answer.addresses.is_empty() && answer.aliases.is_empty() && answer.name_servers.is_empty();
    (!is_empty && !name.is_empty()).then_some(answer)
}

const MOST: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_aliases_are_read() {
        let text = "20170306040348\nwww.a.se.\t60\tIN\tCNAME\ta.cdn.example.\na.cdn.example.\t60\tIN\tA\t192.0.2.7\n";
        let answer = parse("dns:www.a.se", text).expect("an answer");
        assert_eq!(answer.host, Host::new("www.a.se"));
        assert_eq!(answer.aliases, [Host::new("a.cdn.example")]);
        assert_eq!(answer.addresses, ["192.0.2.7".parse::<std::net::IpAddr>().unwrap()]);
        assert_eq!(parse("dns:a.se", "20170306040348"), None);
    }
}
