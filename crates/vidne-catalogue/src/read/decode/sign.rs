//! Signs: which keys go with which kind.
//!
//! It never reads a sign that would fit every response.

use crate::{
    host::HostPattern,
    mistake::{Mistakes, quoted},
    pattern::Pattern,
    range::{BadRange, IpRange},
    read::fields::Fields,
    recipient::{Sign, SignTest},
    word::Weight,
};

use super::PATTERN_MEND;

pub(super) fn sign(fields: Fields<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Sign> {
    let kind = fields.text("kind")?;
    let keys: &[&str] = match kind {
        "header" => &["name", "value"],
        "address" => &["range"],
        _ => &["name"],
    };
    keys_go_with(kind, keys, fields, mistakes);
    let test = match kind {
        "header" => header(fields, mistakes),
        "address" => {
            fields.read("range", RANGE_MEND, mistakes, range).map(|range| SignTest::Address { range })
        }
        "cname" => fields
            .read("name", "write a bare name, or `*.` and a name", mistakes, HostPattern::read)
            .map(|name| SignTest::Cname { name }),
        "tls-issuer" => pattern("name", fields, mistakes).map(|name| SignTest::TlsIssuer { name }),
        "path" => path(fields, mistakes),
        _ => None,
    };
    let weight = fields.text("weight").and_then(Weight::from_word);
    Some(Sign { test: test?, weight: weight? })
}

fn keys_go_with(kind: &str, keys: &[&str], fields: Fields<'_, '_>, mistakes: &mut Mistakes<'_>) {
    if !fields.has(keys[0]) {
        let what = format!("this sign of kind {} has no `{}`", quoted(kind), keys[0]);
        mistakes.add(fields.at(), what, "add it");
    }
    for key in ["name", "value", "range"] {
        if fields.has(key) && !keys.contains(&key) {
            let what = format!("`{key}` does not go with a sign of kind {}", quoted(kind));
            mistakes.add(fields.place(key), what, format!("such a sign has {}", keys.join(" and ")));
        }
    }
}

fn header(fields: Fields<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<SignTest> {
    let name =
        fields.read("name", "write the header's name in lower case, without a colon", mistakes, |text| {
            let token = |byte: u8| byte.is_ascii_graphic() && !byte.is_ascii_uppercase() && byte != b':';
            if !text.bytes().all(token) {
                return Err("not a header's name in lower case".to_owned());
            }
            Pattern::new(text).map_err(|error| error.to_string())
        });
    let value = if fields.has("value") { Some(pattern("value", fields, mistakes)?) } else { None };
    Some(SignTest::Header { name: name?, value })
}

fn path(fields: Fields<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<SignTest> {
    let mend = "write the path from its first slash, without a query, such as /cdn-cgi/*";
    let name = fields.read("name", mend, mistakes, |text| {
        if !text.starts_with('/') || text.contains(['?', '#', ' ']) {
            return Err("not a path".to_owned());
        }
        Pattern::new(text).map_err(|error| error.to_string())
    });
    Some(SignTest::Path { name: name? })
}

fn pattern(key: &str, fields: Fields<'_, '_>, mistakes: &mut Mistakes<'_>) -> Option<Pattern> {
    fields.read(key, PATTERN_MEND, mistakes, Pattern::new)
}

fn range(text: &str) -> Result<IpRange, BadRange> {
    text.parse()
}

const RANGE_MEND: &str = "write it as the operator publishes it, such as 104.16.0.0/13";
