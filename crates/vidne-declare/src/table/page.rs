//! `[service.pages]`: the pages where a service tells what it does.
//!
//! It never holds what the pages say: that is observed.

use toml::de::DeValue;

use crate::wire::{At, Lifetime, Log, OneOrMany, Shape, Url, Value, Wire, table};

table! {
    /// Pages that tell people what happens to their data. One address each, or a list of addresses with dates.
    Pages = "[service.pages]" {
        optional {
            /// The page that lists cookies.
            cookies: OneOrMany<Page>,
            /// The privacy notice (GDPR Art. 13).
            privacy: OneOrMany<Page>,
        }
    }
}

/// A page by its address alone, or with the time during which it is the one to read.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) url: Option<At<Url>>,
    pub(crate) lifetime: Option<Lifetime>,
}

table! {
    /// A page, and when it is the one to read.
    DatedPage = "a page" {
        required {
            /// Its address.
            url: Url,
        }
        with {
            lifetime: Lifetime,
        }
    }
}

impl Wire for Page {
    const EXPECTED: &'static str = Url::EXPECTED;
    const EXAMPLE: &'static str = Url::EXAMPLE;

    fn read(value: &Value<'_>, log: &mut Log) -> Option<Self> {
        if let DeValue::Table(_) = value.get_ref() {
            let page = DatedPage::read(value, log)?;
            return Some(Self { url: page.url, lifetime: Some(page.lifetime) });
        }
        Some(Self { url: Some(log.read(value)?), lifetime: None })
    }

    fn shape() -> Shape {
        Shape::any_of([Url::shape(), DatedPage::shape()])
    }
}
