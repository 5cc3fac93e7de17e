//! Texts, ids that are given, and ids that are mentioned.
//!
//! It never corrects an id: it says how one may be spelled.

use std::marker::PhantomData;

use serde_json::json;
use toml::de::DeValue;
use vidne_model::id::{
    BackupId, DocumentId, EdgeId, HostId, InstrumentId, OrganisationId, ProcessingId, RecipientId, RuleId,
    StoreId,
};

use super::{Log, Reference, Shape, Value, Wire};
use crate::mistake::quoted;

/// A text that is not empty.
#[derive(Debug)]
pub(crate) struct Text(pub(crate) String);

impl Wire for Text {
    const EXPECTED: &'static str = "a text in quotes";
    const EXAMPLE: &'static str = "\"…\"";

    fn read(value: &Value<'_>, log: &mut Log) -> Option<Self> {
        let text = text_of::<Self>(value, log)?;
        if text.trim().is_empty() {
            log.bad_value::<Self>(
                value,
                "an empty text says nothing".to_owned(),
                "write the text; leave the key out where it may be absent",
            );
            return None;
        }
        Some(Self(text.to_owned()))
    }

    fn shape() -> Shape {
        Shape::of(json!({ "type": "string", "pattern": "\\S" }))
    }
}

/// An id, or another short name.
#[derive(Debug)]
pub(crate) struct Name(pub(crate) String);

impl Wire for Name {
    const EXPECTED: &'static str = "a name in quotes, of letters, digits, `-`, `_` and `.`";
    const EXAMPLE: &'static str = "\"a-name\"";

    fn read(value: &Value<'_>, log: &mut Log) -> Option<Self> {
        let text = text_of::<Self>(value, log)?;
        if text == UNKNOWN {
            let mend = "choose another name: \"unknown\" says that something is not known";
            log.bad_value::<Self>(value, "`unknown` cannot be a name".to_owned(), mend);
            return None;
        }
        name_of::<Self>(text, value, log).map(|name| Self(name.to_owned()))
    }

    fn shape() -> Shape {
        Shape::of(
            json!({ "type": "string", "pattern": "^[\\p{L}\\p{N}._-]{1,100}$", "not": { "const": UNKNOWN } }),
        )
    }
}

/// What an id may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Organisation,
    Processing,
    Edge,
    Document,
    Instrument,
    Recipient,
    Rule,
    Host,
    Store,
    Backup,
}

/// Ids of things that stand elsewhere.
pub(crate) trait Named: for<'t> From<&'t str> {
    const KIND: Kind;
}

macro_rules! named {
    ($($id:ident: $kind:ident),+) => { $(
        impl Named for $id {
            const KIND: Kind = Kind::$kind;
        }
    )+ };
}

named!(
    OrganisationId: Organisation, ProcessingId: Processing, EdgeId: Edge, DocumentId: Document,
    InstrumentId: Instrument, RecipientId: Recipient, RuleId: Rule, HostId: Host, StoreId: Store, BackupId: Backup
);

/// An id of something that stands elsewhere. Mentioning it is noted, so that it can be looked for.
#[derive(Debug)]
pub(crate) struct Ref<K> {
    pub(crate) id: String,
    kind: PhantomData<K>,
}

impl<K: Named> Ref<K> {
    pub(crate) fn id(&self) -> K {
        K::from(&self.id)
    }
}

impl<K: Named> Wire for Ref<K> {
    const EXPECTED: &'static str = match K::KIND {
        Kind::Organisation => "the id of an organisation",
        Kind::Processing => "the id of a processing",
        Kind::Edge => "the id of an edge",
        Kind::Document => "the id of a document",
        Kind::Instrument => "the id of a transfer instrument",
        Kind::Recipient => "the id of a recipient in the catalogue",
        Kind::Rule => "the name of a rule",
        Kind::Host => "the id of a host",
        Kind::Store => "the id of a store",
        Kind::Backup => "the id of a backup",
    };
    const EXAMPLE: &'static str = "\"an-id\"";

    fn read(value: &Value<'_>, log: &mut Log) -> Option<Self> {
        let text = text_of::<Self>(value, log)?;
        let id = name_of::<Self>(text, value, log)?.to_owned();
        log.references.push(Reference { kind: K::KIND, id: id.clone(), mark: log.mark(value.span()) });
        Some(Self { id, kind: PhantomData })
    }

    fn shape() -> Shape {
        Name::shape()
    }
}

/// An id of something that stands elsewhere, or that it is not known: `"unknown"` or `{ state = "unknown" }`.
#[derive(Debug)]
pub(crate) enum Naming<K> {
    This(Ref<K>),
    Unknown,
}

impl<K: Named> Naming<K> {
    pub(crate) fn id(&self) -> Option<K> {
        match self {
            Self::This(id) => Some(id.id()),
            Self::Unknown => None,
        }
    }
}

impl<K: Named> Wire for Naming<K> {
    const EXPECTED: &'static str = Ref::<K>::EXPECTED;
    const EXAMPLE: &'static str = Ref::<K>::EXAMPLE;

    fn read(value: &Value<'_>, log: &mut Log) -> Option<Self> {
        match value.get_ref() {
            DeValue::String(text) if text == UNKNOWN => Some(Self::Unknown),
            DeValue::Table(table) => {
                let state = table.get("state").and_then(|state| state.get_ref().as_str());
                if table.len() == 1 && state == Some(UNKNOWN) {
                    return Some(Self::Unknown);
                }
                let message = format!("expected {}, or that it is unknown", Self::EXPECTED);
                let mend =
                    "write the id, or `{ state = \"unknown\" }`; other states stand in the thing's own table";
                log.bad_value::<Self>(value, message, mend);
                None
            }
            _ => Ref::read(value, log).map(Self::This),
        }
    }

    fn shape() -> Shape {
        let unknown = json!({
            "type": "object",
            "additionalProperties": false,
            "properties": { "state": { "const": UNKNOWN } },
            "required": ["state"],
        });
        Shape::any_of([Ref::<K>::shape(), Shape::of(json!({ "const": UNKNOWN })), Shape::of(unknown)])
    }
}

/// The text of a value.
pub(super) fn text_of<'v, T: Wire>(value: &'v Value<'_>, log: &mut Log) -> Option<&'v str> {
    let text = value.get_ref().as_str();
    if text.is_none() {
        log.wrong_type::<T>(value);
    }
    text
}

fn name_of<'v, T: Wire>(text: &'v str, value: &Value<'_>, log: &mut Log) -> Option<&'v str> {
    let fits = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    if !text.is_empty() && text.len() <= LONGEST_NAME && text.chars().all(fits) {
        return Some(text);
    }
    let mut better: String =
        text.trim().chars().take(LONGEST_NAME).map(|each| if fits(each) { each } else { '-' }).collect();
    better.make_ascii_lowercase();
    let mend = match better.as_str() {
        "" => "write a short name".to_owned(),
        better => format!("write \"{better}\""),
    };
    log.bad_value::<T>(value, format!("{} cannot be used as a name", quoted(text)), mend);
    None
}

/// The word for what is not known.
pub(super) const UNKNOWN: &str = "unknown";
const LONGEST_NAME: usize = 100;
