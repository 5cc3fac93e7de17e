//! The format of a recipient's file, as data: every table, key and closed set, with its explanation.
//!
//! The reader checks files against it and the JSON Schema is made from it, so that the two never disagree.

use serde_json::{Map, Value, json};

use crate::word::{CookiePurpose, Kind, Party, Store, Table, Weight};

/// A table and its keys.
pub(crate) struct Shape {
    pub(crate) keys: &'static [Key],
}

/// A key of a table.
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) needed: Needed,
    pub(crate) value: Form,
    pub(crate) about: &'static str,
}

/// Whether a table is complete without a key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needed {
    Always,
    MayBeAbsent,
}

/// What may stand behind a key.
#[derive(Clone, Copy)]
pub(crate) enum Form {
    /// A text that is not empty.
    Text,
    /// A text of a known form, given as a regular expression for editors; the reader has the last word.
    Formed(&'static str),
    /// One word of a closed set.
    Word(&'static [&'static str]),
    /// Several words of a closed set, at least one.
    Words(&'static [&'static str]),
    /// Several texts.
    Texts,
    /// `true` or `false`.
    Flag,
    /// A day.
    Day,
    /// A table.
    One(&'static Shape),
    /// Tables.
    Many(&'static Shape),
}

const fn key(name: &'static str, needed: Needed, value: Form, about: &'static str) -> Key {
    Key { name, needed, value, about }
}

use Form::{Day, Flag, Formed, Many, One, Text, Texts, Word, Words};
use Needed::{Always, MayBeAbsent};

/// The whole file.
pub(crate) static RECIPIENT: Shape = Shape {
    keys: &[
        key(
            "id",
            Always,
            Formed("^[a-z0-9]+(-[a-z0-9]+)*$"),
            "the id in kebab-case, the same as the file's name",
        ),
        key("name", Always, Text, "what people call it"),
        key("kind", Always, Word(Kind::WORDS), "what it is mainly used for"),
        key("policy", MayBeAbsent, Formed(URL), "its privacy policy"),
        key(
            "alias",
            MayBeAbsent,
            Many(&ALIAS),
            "brands, products and legal names under which notices mention it",
        ),
        key(
            "entity",
            Always,
            One(&ENTITY),
            "the entity that a European customer contracts with, else the owner",
        ),
        key("parent", MayBeAbsent, One(&ENTITY), "the ultimate parent, where another company owns it"),
        key("host", MayBeAbsent, Many(&HOST), "its hosts, each with everything below it"),
        key("cookie", MayBeAbsent, Many(&COOKIE), "its cookies and storage keys"),
        key("sign", MayBeAbsent, Many(&SIGN), "what marks its network on a site's own hosts"),
        key("source", Always, Many(&SOURCE), "what the facts stand on"),
    ],
};

static ALIAS: Shape = Shape {
    keys: &[
        key("text", Always, Text, "the name as notices write it"),
        key("common_word", MayBeAbsent, Flag, "the name is also an ordinary word in sv, da, nb, fi or en"),
    ],
};

static ENTITY: Shape = Shape {
    keys: &[
        key("name", Always, Text, "the registered name"),
        key("seat", Always, Formed("^[A-Z]{2}$"), "the country of its seat, ISO 3166-1 alpha-2"),
    ],
};

static HOST: Shape = Shape {
    keys: &[
        key(
            "name",
            Always,
            Formed("^[a-z0-9_.-]+$"),
            "the name, in lower case; everything below it is meant, too",
        ),
        key("service", MayBeAbsent, Text, "the product, as notices name it"),
        key(
            "data",
            MayBeAbsent,
            Texts,
            "categories beyond ip-address, user-agent and url that are documented",
        ),
    ],
};

static COOKIE: Shape = Shape {
    keys: &[
        key("name", Always, Text, "the name; `*` is any run of characters"),
        key("store", MayBeAbsent, Word(Store::WORDS), "where it is kept; without the key: as a cookie"),
        key("service", MayBeAbsent, Text, "the product that sets it"),
        key("purpose", Always, Word(CookiePurpose::WORDS), "what it is for"),
        key(
            "max_age",
            MayBeAbsent,
            Formed("^P[0-9A-Z.]+$"),
            "how long it lives, ISO 8601, such as PT30M or P13M",
        ),
        key("party", MayBeAbsent, Word(Party::WORDS), "in whose domain it is set; without the key: either"),
    ],
};

static SIGN: Shape = Shape {
    keys: &[
        key("kind", Always, Word(SIGN_KINDS), "what is looked at"),
        key(
            "name",
            MayBeAbsent,
            Text,
            "the header in lower case, the CNAME, the issuer, the path; `*` is a wildcard",
        ),
        key(
            "value",
            MayBeAbsent,
            Text,
            "header only: the whole value or one element of its list; `*` is a wildcard",
        ),
        key(
            "range",
            MayBeAbsent,
            Formed("^[0-9a-f.:]+/[0-9]+$"),
            "address only: a range published by the operator",
        ),
        key(
            "weight",
            Always,
            Word(Weight::WORDS),
            "proves: only this network sends it; hints: others may, too",
        ),
    ],
};

static SOURCE: Shape = Shape {
    keys: &[
        key("url", Always, Formed(URL), "the page"),
        key("seen", MayBeAbsent, Day, "the day it was read; without the key: from general knowledge"),
        key("for", Always, Words(Table::WORDS), "the tables that it supports"),
    ],
};

/// The kinds of signs, see [`crate::SignTest`].
pub(crate) const SIGN_KINDS: &[&str] = &["header", "address", "cname", "tls-issuer", "path"];

const URL: &str = "^https?://[^ ]+$";

impl Shape {
    pub(crate) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    fn schema(&self) -> Value {
        let properties: Map<String, Value> =
            self.keys.iter().map(|key| (key.name.to_owned(), key.schema())).collect();
        let required: Vec<&str> =
            self.keys.iter().filter(|key| key.needed == Always).map(|key| key.name).collect();
        json!({ "type": "object", "additionalProperties": false, "properties": properties, "required": required })
    }
}

impl Key {
    fn schema(&self) -> Value {
        let mut schema = match self.value {
            Text => json!({ "type": "string", "minLength": 1 }),
            Formed(pattern) => json!({ "type": "string", "pattern": pattern }),
            Word(words) => json!({ "enum": words }),
            Words(words) => json!({ "type": "array", "minItems": 1, "items": { "enum": words } }),
            Texts => json!({ "type": "array", "items": { "type": "string", "minLength": 1 } }),
            Flag => json!({ "type": "boolean" }),
            // TOML has days of its own; editors hand them to a JSON Schema as text.
            Day => json!({ "type": "string", "format": "date" }),
            One(shape) => shape.schema(),
            Many(shape) => json!({ "type": "array", "minItems": 1, "items": shape.schema() }),
        };
        schema["description"] = self.about.into();
        schema
    }
}

/// The JSON Schema (draft 2020-12) of a recipient's file, for editors.
pub fn schema() -> Value {
    let mut schema = RECIPIENT.schema();
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = "A recipient of the vidne catalogue".into();
    schema
}
