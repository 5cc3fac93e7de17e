//! Which network answered under the site's own host name?
//!
//! No list of hosts can tell: the name is the site's. Headers, addresses, CNAME chains, issuers and paths can. It
//! never concludes anything from their absence.

use std::net::IpAddr;

use vidne_model::id::Host;

use super::host::upwards;
use crate::{
    catalogue::Catalogue,
    host::Reach,
    index::At,
    pattern::{Case, Pattern},
    range::IpRange,
    recipient::{Recipient, Sign, SignTest, Verified},
    word::{Table, Weight},
};

/// What was seen of one response. What a capture does not hold stays empty.
#[derive(Debug, Clone, Copy)]
pub struct ResponseSigns<'r> {
    /// The host that was asked.
    pub host: &'r Host,
    /// The path that was asked for; a query is cut off.
    pub path: &'r str,
    /// The response headers, in any case and order.
    pub headers: &'r [(&'r str, &'r str)],
    /// The peer's address.
    pub address: Option<IpAddr>,
    /// The names that the host's CNAME records led to.
    pub cnames: &'r [Host],
    /// The issuer of the peer's certificate.
    pub tls_issuer: Option<&'r str>,
}

/// A sign that was found in a response.
#[derive(Debug, Clone)]
pub struct SignMatch<'c> {
    /// Whose sign it is.
    pub recipient: &'c Recipient,
    /// The sign, as the catalogue has it.
    pub sign: &'c Sign,
    /// The sign in words, for people; of the response it repeats nothing but the address.
    pub text: String,
    /// How much it says.
    pub weight: Weight,
    /// When the recipient's signs were last looked up.
    pub verified: Verified,
}

/// The claim that an address belongs to a recipient's own network.
#[derive(Debug, Clone, Copy)]
pub struct OperatorClaim<'c> {
    /// The operator.
    pub recipient: &'c Recipient,
    /// The range that it publishes.
    pub range: IpRange,
    /// How much the range says.
    pub weight: Weight,
    /// When the recipient's signs were last looked up.
    pub verified: Verified,
}

impl Catalogue {
    /// Every sign of every network that the response shows: what proves before what hints, then by recipient. Several
    /// recipients mean several networks, one behind the other, or that the signs do not decide.
    pub fn by_response(&self, seen: &ResponseSigns<'_>) -> Vec<SignMatch<'_>> {
        let mut found = Vec::new();
        self.header_signs(seen, &mut found);
        self.address_signs(seen, &mut found);
        self.cname_signs(seen, &mut found);
        self.issuer_signs(seen, &mut found);
        self.path_signs(seen, &mut found);
        found.sort_by_key(|&(at, _)| (self.sign(at).weight, at));
        found.dedup_by_key(|&mut (at, _)| at);
        found.into_iter().map(|(at, text)| self.sign_match(at, text)).collect()
    }

    /// The recipient that publishes a range with this address as its own network.
    pub fn operator_of(&self, address: IpAddr) -> Option<OperatorClaim<'_>> {
        let (range, at) = self.index.ranges.find(address)?;
        let recipient = &self.recipients[at.recipient];
        let (weight, verified) = (self.sign(at).weight, recipient.verified(Table::Sign));
        Some(OperatorClaim { recipient, range, weight, verified })
    }

    fn header_signs(&self, seen: &ResponseSigns<'_>, found: &mut Vec<(At, String)>) {
        for (name, value) in seen.headers {
            let name = name.to_ascii_lowercase();
            let index = &self.index.headers;
            for at in index.exact(&name).chain(index.candidates(&name)) {
                if header_fits(&self.sign(at).test, &name, value.trim()) {
                    found.push((at, self.sign(at).test.to_string()));
                }
            }
        }
    }

    fn address_signs(&self, seen: &ResponseSigns<'_>, found: &mut Vec<(At, String)>) {
        let Some(address) = seen.address else { return };
        if let Some((range, at)) = self.index.ranges.find(address) {
            found.push((at, format!("address {} in {range}", address.to_canonical())));
        }
    }

    fn cname_signs(&self, seen: &ResponseSigns<'_>, found: &mut Vec<(At, String)>) {
        for host in [seen.host].into_iter().chain(seen.cnames) {
            for name in upwards(host.as_str()) {
                let reach = if name.len() == host.as_str().len() { Reach::Itself } else { Reach::Below };
                let entries = self.index.cnames.get(name).into_iter().flatten();
                for &(_, at) in entries.filter(|(needed, _)| *needed == reach) {
                    found.push((at, self.sign(at).test.to_string()));
                }
            }
        }
    }

    fn issuer_signs(&self, seen: &ResponseSigns<'_>, found: &mut Vec<(At, String)>) {
        let Some(issuer) = seen.tls_issuer else { return };
        let fits = |at: &At| match &self.sign(*at).test {
            SignTest::TlsIssuer { name } => name.matches(issuer.trim(), Case::Ignored),
            _ => false,
        };
        let signs = self.index.tls_issuers.iter().copied().filter(fits);
        found.extend(signs.map(|at| (at, self.sign(at).test.to_string())));
    }

    fn path_signs(&self, seen: &ResponseSigns<'_>, found: &mut Vec<(At, String)>) {
        let path = seen.path.split(['?', '#']).next().unwrap_or_default();
        let fits = |at: &At| match &self.sign(*at).test {
            SignTest::Path { name } => name.matches(path, Case::Exact),
            _ => false,
        };
        let index = &self.index.paths;
        let signs = index.exact(path).chain(index.candidates(path)).filter(fits);
        found.extend(signs.map(|at| (at, self.sign(at).test.to_string())));
    }

    fn sign(&self, at: At) -> &Sign {
        &self.recipients[at.recipient].signs[at.entry]
    }

    fn sign_match(&self, at: At, text: String) -> SignMatch<'_> {
        let recipient = &self.recipients[at.recipient];
        let sign = self.sign(at);
        SignMatch { recipient, sign, text, weight: sign.weight, verified: recipient.verified(Table::Sign) }
    }
}

/// Names are lower case on both sides by now.
fn header_fits(test: &SignTest, seen_name: &str, seen_value: &str) -> bool {
    let SignTest::Header { name, value } = test else { return false };
    name.matches(seen_name, Case::Exact) && value.as_ref().is_none_or(|value| value_fits(value, seen_value))
}

/// The whole value, or one element of it: each proxy adds its own to the list (RFC 9110, 5.3), and captures join
/// repeated headers with a comma or a line end.
fn value_fits(value: &Pattern, seen: &str) -> bool {
    let elements = seen.split([',', '\n']).map(str::trim);
    std::iter::once(seen).chain(elements).any(|part| value.matches(part, Case::Ignored))
}
