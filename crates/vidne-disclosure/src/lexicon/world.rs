//! How the ideas hang together, whatever the language: `lexicon/ideas.toml`.
//!
//! It never holds law: which country is adequate is `vidne-law`'s to say.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{Group, IdeaId, Ideas, LexiconError};

type Table = BTreeMap<String, Vec<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    data: Table,
    purpose: Table,
    subject: Table,
    alike: BTreeMap<String, Vec<Vec<String>>>,
    recipient: Table,
    world: Places,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Places {
    eea: BTreeSet<String>,
    elsewhere: Vec<String>,
    help_hosts: Vec<String>,
    products: Vec<String>,
}

/// What holds in every language.
#[derive(Debug)]
pub(crate) struct World {
    broader: BTreeMap<IdeaId, Vec<IdeaId>>,
    alike: BTreeMap<(Group, String), BTreeSet<String>>,
    kinds: BTreeMap<String, Vec<IdeaId>>,
    eea: BTreeSet<String>,
    /// Names of programs on the reader's own machine.
    pub(crate) elsewhere: Vec<String>,
    /// What the hosts of help pages begin with.
    pub(crate) help_hosts: Vec<String>,
    /// Words behind a name that show that it is one.
    pub(crate) products: Vec<String>,
}

impl World {
    /// The ids whose words say the same, the id itself included.
    pub(crate) fn alike<'a>(&'a self, group: Group, id: &'a str) -> impl Iterator<Item = &'a str> {
        let others = self.alike.get(&(group, id.to_owned())).into_iter().flatten();
        std::iter::once(id).chain(others.map(String::as_str).filter(move |other| *other != id))
    }

    /// Ideas under which a text may mean this one.
    pub(crate) fn broader(&self, idea: IdeaId) -> &[IdeaId] {
        self.broader.get(&idea).map_or(&[], Vec::as_slice)
    }

    /// The categories under which a text may mean a recipient of that kind.
    pub(crate) fn categories(&self, kind: Option<&str>) -> impl Iterator<Item = IdeaId> {
        let own = kind.and_then(|kind| self.kinds.get(kind));
        self.kinds.get("general").into_iter().chain(own).flatten().copied()
    }

    /// Whether passing data to that country is a transfer to a third country (GDPR Chapter V).
    pub(crate) fn is_third(&self, country: &str) -> bool {
        !self.eea.contains(country)
    }
}

/// Reads the ideas.
pub(super) fn read(text: &str) -> Result<(Ideas, World), LexiconError> {
    let file: File =
        toml::from_str(text).map_err(|source| LexiconError::Shape { file: FILE.into(), source })?;
    let mut ideas = Ideas::new();
    let tables = [(Group::Data, file.data), (Group::Purpose, file.purpose), (Group::Subject, file.subject)];
    for (group, id) in tables.iter().flat_map(|(group, table)| table.keys().map(move |id| (*group, id))) {
        ideas.number(group, id);
    }
    let mut broader = BTreeMap::new();
    for (group, id, above) in
        tables.iter().flat_map(|(group, table)| table.iter().map(move |(id, above)| (*group, id, above)))
    {
        let above = above.iter().map(|other| known(&ideas, group, other)).collect::<Result<_, _>>()?;
        broader.insert(known(&ideas, group, id)?, above);
    }
    let kinds = file.recipient.into_iter().map(|(kind, categories)| {
        let categories = categories.iter().map(|id| ideas.number(Group::Recipient, id));
        (kind, categories.collect())
    });
    let kinds = kinds.collect();
    let Places { eea, elsewhere, help_hosts, products } = file.world;
    Ok((ideas, World { broader, alike: alike(file.alike)?, kinds, eea, elsewhere, help_hosts, products }))
}

fn alike(
    tables: BTreeMap<String, Vec<Vec<String>>>,
) -> Result<BTreeMap<(Group, String), BTreeSet<String>>, LexiconError> {
    let mut alike: BTreeMap<(Group, String), BTreeSet<String>> = BTreeMap::new();
    for (table, sets) in tables {
        let group = Group::ALL.iter().copied().find(|group| group.as_str() == table);
        let group =
            group.ok_or_else(|| unknown("alike", &table, Group::ALL.iter().map(|group| group.as_str())))?;
        for set in sets {
            for id in &set {
                alike.entry((group, id.clone())).or_default().extend(set.iter().cloned());
            }
        }
    }
    Ok(alike)
}

fn known(ideas: &Ideas, group: Group, id: &str) -> Result<IdeaId, LexiconError> {
    ideas.find(group, id).ok_or_else(|| unknown(group.as_str(), id, ideas.of(group).map(|(id, _)| id)))
}

fn unknown<'a>(table: &str, key: &str, known: impl Iterator<Item = &'a str>) -> LexiconError {
    let known = known.collect::<Vec<_>>().join(", ");
    LexiconError::Unknown { file: FILE.into(), table: table.to_owned(), key: key.to_owned(), known }
}

const FILE: &str = "ideas.toml";
