//! `[observe]`: how the service is to be looked at.
//!
//! It never holds a fact about the service.

use toml::de::DeValue;
use vidne_model::{
    declared::{Bodies, ConsentPhase, ThirdPartyCookies},
    id::Country,
};

use crate::{
    mistake::{Draft, MistakeKind},
    wire::{At, HostName, Log, Shape, Text, Value, Wire, choice, table},
};

table! {
    /// How the service is looked at. Stands at most once in a declaration.
    Observe = "[observe]" {
        optional {
            /// How many further pages are looked at, found by following the site's own links (10 where nothing is said).
            crawl: Count,
            /// What is done about consent (all three where nothing is said).
            phases: Vec<At<ConsentPhase>>,
            /// Whether the browser keeps cookies of third parties.
            third_party_cookies: ThirdPartyCookies,
            /// Whether bodies of responses are kept, for export to archives.
            bodies: Bodies,
            /// The language that the browser asks for, such as sv-SE.
            language: Text,
            /// Who looks, with an address: put at the end of the browser's own name in each request.
            contact: Text,
            /// Hosts that may be asked although they stand at private, loopback or link-local addresses.
            allow_private: Vec<At<HostName>>,
            /// The country from which it is looked.
            country: Country,
            /// The network from which it is looked, in words.
            network: Text,
            /// A folder below the declaration with a rehearsal, which stands for the whole internet while it is looked.
            rehearsal: Text,
            /// A folder below the declaration with a laboratory of backups: it is built by the real tools before it is looked at.
            lab: Text,
        }
    }
}

choice! {
    ConsentPhase, "a phase of consent", "before-consent" {
        "before-consent" => BeforeConsent: "Nothing is touched.",
        "reject" => Reject: "Everything optional is refused, and the page is then loaded anew.",
        "accept" => Accept: "Everything is accepted.",
    }
}

choice! {
    ThirdPartyCookies, "what is done with cookies of third parties", "allow" {
        "allow" => Allow: "The browser keeps them, as most visitors' browsers do.",
        "block" => Block: "The browser refuses them.",
    }
}

choice! {
    Bodies, "what is done with bodies of responses", "leave-out" {
        "keep" => Keep: "They are kept.",
        "leave-out" => LeaveOut: "They are not.",
    }
}

/// A number of pages.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Count(pub(crate) u32);

impl Wire for Count {
    const EXPECTED: &'static str = "a number of pages from 0 to 10000";
    const EXAMPLE: &'static str = "10";

    fn read(value: &Value<'_>, log: &mut Log) -> Option<Self> {
        let DeValue::Integer(number) = value.get_ref() else {
            log.wrong_type::<Self>(value);
            return None;
        };
        let count = u32::from_str_radix(number.as_str(), number.radix()).ok().filter(|count| *count <= MOST);
        if count.is_none() {
            let draft = Draft::new(
                MistakeKind::BadValue,
                log.mark(value.span()),
                format!("{} is not {}", number.as_str(), Self::EXPECTED),
            );
            log.add(draft.mend("write a whole number; a sample is enough to find what every page loads"));
        }
        count.map(Self)
    }

    fn shape() -> Shape {
        Shape::of(serde_json::json!({"type": "integer", "minimum": 0, "maximum": MOST}))
    }
}

const MOST: u32 = 10_000;
