//! The words: which forms stand for which idea, in each language, compiled in from `lexicon/*.toml`.
//!
//! It never reads a file and never derives a form: what is not listed is not known.

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

use sha2::{Digest, Sha256};
use vidne_model::declared::TermKind;

pub(crate) use self::{
    form::Form,
    idea::{Cue, Cues, Group, IdeaId, Ideas, Mark},
    pack::{Hit, Pack, is_word},
    world::World,
};

mod form;
mod idea;
mod pack;
mod world;

/// The words of every language, and how the ideas hang together.
#[derive(Debug)]
pub struct Lexicon {
    pub(crate) ideas: Ideas,
    pub(crate) world: World,
    pub(crate) version: String,
    packs: BTreeMap<String, Arc<Pack>>,
}

/// A lexicon cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// It is not TOML of the right shape.
    #[error("{file} is not a lexicon")]
    Shape {
        /// Its name.
        file: String,
        /// What is wrong, with line and column.
        source: toml::de::Error,
    },
    /// A key names nothing.
    #[error("{file}: [{table}] has no `{key}`; known are {known}")]
    Unknown {
        /// Its name.
        file: String,
        /// The table.
        table: String,
        /// The key.
        key: String,
        /// What may stand there.
        known: String,
    },
    /// A form without letters.
    #[error("{file}: [{table}] {key}: `{form}` is not a form; write at least one letter or digit")]
    Form {
        /// Its name.
        file: String,
        /// The table.
        table: String,
        /// The key.
        key: String,
        /// The form.
        form: String,
    },
}

impl Lexicon {
    /// The lexicon that is compiled in.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Reads a lexicon: the ideas, and for each language a file's name and text.
    ///
    /// # Errors
    /// Where a text is not TOML of the right shape, or a key is unknown.
    pub fn read(ideas: &str, languages: &[(&str, &str)]) -> Result<Self, LexiconError> {
        let (mut ids, world) = world::read(ideas)?;
        let mut packs = BTreeMap::new();
        let mut hash = Sha256::new();
        hash.update(format!("matcher {MATCHER}\n{ideas}"));
        for (file, text) in languages {
            let pack = pack::read(file, text, &mut ids)?;
            packs.insert(pack.language.clone(), Arc::new(pack));
            hash.update(format!("\0{file}\0{text}"));
        }
        Ok(Self { ideas: ids, world, version: hex(hash), packs })
    }

    /// The languages that can be read, by code.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.packs.keys().map(String::as_str)
    }

    /// The ids of all ideas of that kind, as declarations name them.
    pub fn ideas_of(&self, kind: TermKind) -> impl Iterator<Item = &str> {
        self.ideas.of(Group::of(kind)).map(|(id, _)| id)
    }

    /// The words of a language given as `sv` or `sv-SE`; Norwegian without more is Bokmål, Nynorsk has no words.
    pub(crate) fn pack(&self, language: &str) -> Option<&Arc<Pack>> {
        let primary = language.split(['-', '_']).next().unwrap_or(language).to_ascii_lowercase();
        let primary = if primary == "no" { "nb" } else { &primary };
        self.packs.get(primary)
    }
}

/// The version of the words that are compiled in: sixteen hexadecimal digits.
pub fn lexicon_version() -> String {
    Lexicon::built_in().version.clone()
}

/// The first sixteen hexadecimal digits.
pub(crate) fn hex(hash: Sha256) -> String {
    let hash = hash.finalize();
    format!("{:016x}", hash.iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte)))
}

/// Raised when the reading of the words changes, since that changes verdicts, too.
const MATCHER: u32 = 4;

static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(|| {
    let languages = [
        ("sv.toml", include_str!("../lexicon/sv.toml")),
        ("da.toml", include_str!("../lexicon/da.toml")),
        ("nb.toml", include_str!("../lexicon/nb.toml")),
        ("en.toml", include_str!("../lexicon/en.toml")),
    ];
    Lexicon::read(include_str!("../lexicon/ideas.toml"), &languages)
        .expect("a test reads the compiled-in lexicon")
});

#[cfg(test)]
mod tests {
    use super::*;

    const IDEAS: &str = "[data]\nname = []\n[purpose]\n[subject]\n[alike]\n[recipient]\ngeneral = []\n[world]\neea = []\nelsewhere = []\nhelp_hosts = []\nproducts = []\n";

    #[test]
    fn every_language_has_a_word_for_every_idea() {
        let lexicon = Lexicon::built_in();
        for pack in lexicon.packs.values() {
            for (group, id, idea) in lexicon.ideas.iter() {
                assert!(pack.knows(idea), "{}: [{}] {id}", pack.language, group.as_str());
            }
        }
    }

    #[test]
    fn an_ending_is_the_end_of_a_word() {
        let files = [
            include_str!("../lexicon/sv.toml"),
            include_str!("../lexicon/da.toml"),
            include_str!("../lexicon/nb.toml"),
            include_str!("../lexicon/en.toml"),
        ];
        // "stay||s in the EU" would make a word of "stay" alone.
        let lines = files.iter().flat_map(|text| text.lines()).filter(|line| line.contains(" = ["));
        let entries = lines.flat_map(|line| line.split('"').skip(1).step_by(2));
        let bad: Vec<_> =
            entries.filter(|entry| entry.contains("||") && entry.contains(' ')).filter(is_cut).collect();
        assert!(bad.is_empty(), "{bad:?}");
    }

    /// Whether a word stands behind an ending.
    fn is_cut(entry: &&str) -> bool {
        entry.split('|').skip(1).any(|ending| ending.contains(' '))
    }

    #[test]
    fn a_mistake_names_its_file_and_table() {
        let text = "language = \"sv\"\nname_endings = []\n[data]\nnmae = [\"namn\"]\n";
        let told = Lexicon::read(IDEAS, &[("sv.toml", text)]).unwrap_err().to_string();
        assert_eq!(told, "sv.toml: [data] has no `nmae`; known are name");
        let text = "language = \"sv\"\nname_endings = []\n[data]\nname = [\"?-\"]\n";
        let told = Lexicon::read(IDEAS, &[("sv.toml", text)]).unwrap_err().to_string();
        assert_eq!(told, "sv.toml: [data] name: `?-` is not a form; write at least one letter or digit");
    }

    #[test]
    fn a_changed_word_changes_the_version() {
        let text = "language = \"sv\"\nname_endings = []\n[data]\nname = [\"namn\"]\n";
        let one = Lexicon::read(IDEAS, &[("sv.toml", text)]).unwrap();
        let other = Lexicon::read(IDEAS, &[("sv.toml", &text.replace("namn", "namnet"))]).unwrap();
        assert_ne!(one.version, other.version);
    }

    #[test]
    fn norwegian_is_bokmal_unless_it_says_nynorsk_and_a_region_is_ignored() {
        let lexicon = Lexicon::built_in();
        assert!(lexicon.pack("nn-NO").is_none());
        assert!(lexicon.pack("sv-FI").is_some());
        assert!(lexicon.pack("de").is_none());
    }
}
