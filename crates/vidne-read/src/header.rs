//! Headers as facts: names in lower case, sorted, one value each, secrets left out.
//!
//! It never keeps what identifies a person to a server: cookies and credentials.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};

use crate::loose::Loose;

/// Headers as a recording holds them, names in lower case, several values of one name apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Headers(Vec<(String, String)>);

impl Headers {
    /// Takes over one header. Recordings join the values of one name by line breaks.
    pub(crate) fn push(&mut self, name: &str, value: &str) {
        self.take(name.trim().to_owned(), value.to_owned());
    }

    /// The same without copying.
    pub(crate) fn take(&mut self, mut name: String, value: String) {
        name.make_ascii_lowercase();
        if !value.contains('\n') {
            return self.0.push((name, value));
        }
        for line in value.split('\n') {
            self.0.push((name.clone(), line.trim_end_matches('\r').to_owned()));
        }
    }

    /// The first value of that name.
    pub(crate) fn first(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(each, _)| each == name).map(|(_, value)| value.as_str())
    }

    /// Every value of that name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(each, _)| each == name).map(|(_, value)| value.as_str())
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Names of the cookies in a request's `cookie` header.
    pub(crate) fn cookie_names(&self) -> impl Iterator<Item = &str> {
        self.all("cookie").flat_map(|line| line.split(';')).filter_map(|pair| {
            let name = pair.split_once('=').map_or("", |(name, _)| name).trim();
            (!name.is_empty()).then_some(name)
        })
    }

    /// What may be kept, sorted by name; values of one name in the order in which they came.
    pub(crate) fn kept(&self) -> Vec<(String, String)> {
        self.clone().into_kept()
    }

    /// The same without copying.
    pub(crate) fn into_kept(self) -> Vec<(String, String)> {
        let mut kept = self.0;
        kept.retain(|(name, _)| may_be_kept(name));
        kept.sort_by(|(one, _), (other, _)| one.cmp(other));
        kept
    }
}

fn may_be_kept(name: &str) -> bool {
    const SECRET: [&str; 6] =
        ["cookie", "cookie2", "set-cookie", "set-cookie2", "authorization", "proxy-authorization"];
    !name.is_empty() && !name.starts_with(':') && !SECRET.contains(&name)
}

impl<'de> Deserialize<'de> for Headers {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(ByName)
    }
}

struct ByName;

impl<'de> Visitor<'de> for ByName {
    type Value = Headers;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("headers by name")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Headers, A::Error> {
        let mut headers = Headers::default();
        while let Some(name) = map.next_key::<String>()? {
            if let Loose(Some(value)) = map.next_value()? {
                headers.take(name, value);
            }
        }
        Ok(headers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_values_of_one_name_stand_apart_and_secrets_are_left_out() {
        let text = r#"{"Set-Cookie":"a=1\nb=2","X":"1","Cookie":"c=3; d=4","Age":7,":path":"/","X":"2"}"#;
        let headers: Headers = serde_json::from_str(text).expect("headers");
        assert_eq!(headers.all("set-cookie").collect::<Vec<_>>(), ["a=1", "b=2"]);
        assert_eq!(headers.cookie_names().collect::<Vec<_>>(), ["c", "d"]);
        assert_eq!(
            headers.kept(),
            [("age", "7"), ("x", "1"), ("x", "2")].map(|(name, value)| (name.into(), value.into()))
        );
    }
}
