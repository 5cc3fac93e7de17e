//! The browser's answers to the observer's questions, each joined with its question by its id.
//!
//! It never reads an answer whose question the log does not hold: nobody knows what it is about.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;
use vidne_model::{declared::StoreKind, observed::StoredItem};

use super::{line::Line, why};
use crate::{
    devtools::{event, wire},
    loose::Loose,
};

/// Questions that were asked, and what they switched on.
#[derive(Debug, Default)]
pub(super) struct Questions {
    /// By id; `None` once answered.
    asked: BTreeMap<String, Option<Question>>,
    /// Ids that stand twice, and answers without a question.
    pub(super) strays: usize,
    /// Scripts' writes are told.
    pub(super) hears_scripts: bool,
    /// Frames of other processes and workers are watched.
    pub(super) watches_targets: bool,
}

/// A question whose answer is a fact.
#[derive(Debug)]
enum Question {
    /// With the line: what is written later is not in this jar, even where the answer comes after it.
    Cookies(usize),
    Items(StoreKind, Loose, Loose),
    Databases(Loose, Loose),
    Caches(Loose, Loose),
    Other,
}

/// What an answer tells.
#[derive(Debug)]
pub(super) enum Answer {
    /// Every cookie that the browser held at that line.
    Cookies(usize, Vec<wire::HeldCookie>),
    /// Every entry of one store under one storage key.
    Stored(Vec<StoredItem>),
    /// Nothing needed here.
    Nothing,
}

impl Questions {
    /// A question was asked, at that line of the log.
    pub(super) fn ask(&mut self, line: &Line<'_>, number: usize) -> Result<(), String> {
        let Some(id) = line.id.text() else { return Err("a question without an id".to_owned()) };
        let question = self.understand(line, number)?;
        if self.asked.len() >= MOST {
            return Ok(());
        }
        if self.asked.insert(id.to_owned(), Some(question)).is_some() {
            self.strays += 1;
        }
        Ok(())
    }

    fn understand(&mut self, line: &Line<'_>, number: usize) -> Result<Question, String> {
        Ok(match line.method.text().unwrap_or_default() {
            "Storage.getCookies" | "Network.getAllCookies" => Question::Cookies(number),
            "DOMStorage.getDOMStorageItems" => {
                let id = line.parameters::<Items>()?.storage_id;
                let is_local = id.is_local_storage;
                let store = if is_local { StoreKind::LocalStorage } else { StoreKind::SessionStorage };
                Question::Items(store, id.storage_key, id.security_origin)
            }
            "IndexedDB.requestDatabaseNames" => {
                let of: Origin = line.parameters()?;
                Question::Databases(of.key(), of.older)
            }
            "CacheStorage.requestCacheNames" => {
                let of: Origin = line.parameters()?;
                Question::Caches(of.key(), of.older)
            }
            "Runtime.addBinding" => {
                self.hears_scripts |= line.parameters::<Binding>()?.name == super::script::BINDING;
                Question::Other
            }
            "Target.setAutoAttach" => {
                self.watches_targets = true;
                Question::Other
            }
            _ => Question::Other,
        })
    }

    /// A question was answered; one that was refused tells nothing.
    pub(super) fn answer(&mut self, id: &str, result: Option<&RawValue>) -> Result<Answer, String> {
        let Some(question) = self.asked.get_mut(id).and_then(Option::take) else {
            self.strays += usize::from(self.asked.len() < MOST);
            return Ok(Answer::Nothing);
        };
        result.map_or(Ok(Answer::Nothing), |result| question.read(result.get()))
    }
}

impl Question {
    fn read(self, result: &str) -> Result<Answer, String> {
        let names = match &self {
            Self::Cookies(line) => return Ok(Answer::Cookies(*line, parse::<Cookies>(result)?.cookies)),
            Self::Other => return Ok(Answer::Nothing),
            Self::Items(..) => parse::<Entries>(result)?.names(),
            Self::Databases(..) => parse::<Databases>(result)?.names(),
            Self::Caches(..) => parse::<Caches>(result)?.names(),
        };
        let (store, key, origin) = match self {
            Self::Items(store, key, origin) => (store, key, origin),
            Self::Databases(key, origin) => (StoreKind::IndexedDb, key, origin),
            Self::Caches(key, origin) => (StoreKind::Cache, key, origin),
            Self::Cookies(_) | Self::Other => return Ok(Answer::Nothing),
        };
        let item = |name| event::stored_item(store, &key, &origin, name);
        Ok(Answer::Stored(names.into_iter().map(item).collect()))
    }
}

fn parse<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| why(&error))
}

#[derive(Deserialize)]
struct Binding {
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Items {
    storage_id: wire::StorageId,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Origin {
    #[serde(default, rename = "securityOrigin")]
    older: Loose,
    #[serde(default)]
    storage_key: Loose,
    #[serde(default)]
    storage_bucket: Option<Bucket>,
}

impl Origin {
    /// The storage key, which newer browsers name inside of a bucket.
    fn key(&self) -> Loose {
        let bucket = self.storage_bucket.as_ref().map(|bucket| bucket.storage_key.clone());
        if self.storage_key.text().is_some() { self.storage_key.clone() } else { bucket.unwrap_or_default() }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Bucket {
    #[serde(default)]
    storage_key: Loose,
}

#[derive(Deserialize)]
struct Cookies {
    cookies: Vec<wire::HeldCookie>,
}

#[derive(Deserialize)]
struct Entries {
    /// Each a pair of name and value.
    entries: Vec<Vec<Loose>>,
}

impl Entries {
    fn names(self) -> Vec<String> {
        let first = |entry: Vec<Loose>| entry.into_iter().next().and_then(|name| name.0);
        self.entries.into_iter().filter_map(first).collect()
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Databases {
    database_names: Vec<Loose>,
}

impl Databases {
    fn names(self) -> Vec<String> {
        self.database_names.into_iter().filter_map(|name| name.0).collect()
    }
}

#[derive(Deserialize)]
struct Caches {
    caches: Vec<Cache>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Cache {
    #[serde(default)]
    cache_name: Loose,
}

impl Caches {
    fn names(self) -> Vec<String> {
        self.caches.into_iter().filter_map(|cache| cache.cache_name.0).collect()
    }
}

/// An observer asks a few hundred.
const MOST: usize = 1_000_000;
