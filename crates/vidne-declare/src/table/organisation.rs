//! Organisations, processings, cookies, exceptions and the operator's own words.
//!
//! An organisation never says where data are: countries stand on edges.

use jiff::civil::Date;
use vidne_model::{
    declared::{StoreKind, TermKind},
    finding::Subject,
    id::{Country, DataCategory, OrganisationId, Purpose, RecipientId, RuleId, SubjectGroup},
};

use super::Recorded;
use crate::wire::{
    At, HostName, Lasting, Lifetime, Log, Name, Ref, Shape, Text, Value, Wire, Word, choice, table,
};

table! {
    /// Somebody who takes part.
    Organisation = "[[organisation]]" {
        required {
            /// Its name in this declaration.
            id: Name,
            /// Its legal name.
            name: Text,
        }
        optional {
            /// Other names under which texts mention it.
            aliases: Vec<At<Text>>,
            /// Where it is established. Where data are stands on the edge.
            country: Country,
            /// The organisation that owns it.
            parent: Ref<OrganisationId>,
            /// The recipient in the catalogue that it is, where the names differ.
            recipient: Ref<RecipientId>,
            /// Hosts that are its own, with everything below them.
            hosts: Vec<At<HostName>>,
        }
        with {
            lifetime: Lifetime,
            recorded: Recorded,
        }
    }
}

table! {
    /// What is done with whose data, and why (GDPR Art. 30).
    Processing = "[[processing]]" {
        required {
            /// Its name in this declaration.
            id: Name,
        }
        optional {
            /// Whose data: groups such as visitor.
            subjects: Vec<At<Word<SubjectGroup>>>,
            /// Which data: categories such as ip-address.
            data: Vec<At<Word<DataCategory>>>,
            /// Why: purposes such as delivery.
            purposes: Vec<At<Word<Purpose>>>,
            /// The legal basis, such as 6.1.e.
            basis: Name,
        }
        with {
            lifetime: Lifetime,
            recorded: Recorded,
        }
    }
}

table! {
    /// A cookie, or another entry kept in the browser, that the service lists.
    Cookie = "[[cookie]]" {
        required {
            /// Its name; a * stands for any run of characters.
            name: Text,
        }
        optional {
            /// Where it is kept.
            store: StoreKind,
            /// Whose it is.
            organisation: Ref<OrganisationId>,
            /// What it is for, in words.
            purpose: Text,
            /// How long it may live: an ISO 8601 duration such as PT30M, or session.
            max_age: Lasting,
        }
        with {
            lifetime: Lifetime,
            recorded: Recorded,
        }
    }
}

table! {
    /// A finding that somebody accepts for a while. It stays visible as accepted.
    Exception = "[[exception]]" {
        required {
            /// The rule, as findings name it.
            rule: Ref<RuleId>,
            /// The subject, as findings print it: edge:ID, recipient:ID, cookie:NAME.
            subject: Subject,
            /// Why it is accepted.
            reason: Text,
        }
        optional {
            /// The first day on which it no longer is.
            until: Date,
        }
    }
}

table! {
    /// The operator's own words for an idea, so that its notices can be read.
    Term = "[[term]]" {
        required {
            /// What kind of idea.
            kind: TermKind,
            /// Its id, as used in data, purposes or subjects.
            id: Name,
            /// Words for it by language.
            words: Words,
        }
    }
}

table! {
    /// Words by language.
    Words = "the words of a term" {
        optional {
            /// Swedish words.
            sv: Vec<At<Text>>,
            /// Danish words.
            da: Vec<At<Text>>,
            /// English words.
            en: Vec<At<Text>>,
        }
    }
}

choice! {
    StoreKind, "a kind of store", "cookie" {
        "cookie" => Cookie: "A cookie.",
        "local-storage" => LocalStorage: "localStorage.",
        "session-storage" => SessionStorage: "sessionStorage.",
        "indexed-db" => IndexedDb: "An IndexedDB database.",
        "cache" => Cache: "A cache of the Cache API.",
    }
}

choice! {
    TermKind, "a kind of term", "data" {
        "data" => Data: "A category of personal data.",
        "purpose" => Purpose: "A purpose.",
        "subject" => Subject: "A group of data subjects.",
    }
}

impl Wire for Subject {
    const EXPECTED: &'static str = "a subject such as edge:ID, recipient:ID or cookie:NAME";
    const EXAMPLE: &'static str = "\"edge:an-id\"";

    fn read(value: &Value<'_>, log: &mut Log) -> Option<Self> {
        let text = value.get_ref().as_str();
        let subject =
            text.and_then(|text| text.parse::<Self>().ok()).filter(|subject| !subject.id.trim().is_empty());
        match (text, &subject) {
            (None, _) => log.wrong_type::<Self>(value),
            (Some(text), None) => {
                let message = format!("{} is not a subject", crate::mistake::quoted(text));
                log.bad_value::<Self>(
                    value,
                    message,
                    "copy the subject from the finding, as it is printed there",
                );
            }
            _ => {}
        }
        subject
    }

    fn shape() -> Shape {
        Shape::of(serde_json::json!({ "type": "string", "pattern": "^[a-z]+:." }))
    }
}
