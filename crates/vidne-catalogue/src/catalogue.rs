//! All recipients, and how they are found.
//!
//! It never changes once it is read, so that it can be shared and asked from everywhere.

use std::{collections::HashMap, sync::OnceLock};

use vidne_model::id::RecipientId;

use crate::{index::Index, mistake::CatalogueError, read, recipient::Recipient};

/// The recipients and the indexes over them. The questions it answers are in `recognise`.
#[derive(Debug)]
pub struct Catalogue {
    /// By id.
    pub(crate) recipients: Vec<Recipient>,
    pub(crate) index: Index,
    by_id: HashMap<RecipientId, usize>,
}

impl Catalogue {
    /// The catalogue that is compiled in: every file of the repository's folder `catalogue/`, read and checked when
    /// this crate was built.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: OnceLock<Catalogue> = OnceLock::new();
        EMBEDDED.get_or_init(|| Self::of(stored()))
    }

    /// Reads a catalogue from files, given as name and text.
    ///
    /// # Errors
    /// Every mistake in every file, with its place and how to mend it.
    pub fn from_files<'t>(
        files: impl IntoIterator<Item = (&'t str, &'t str)>,
    ) -> Result<Self, CatalogueError> {
        read::recipients(files).map(Self::of)
    }

    /// All recipients, by id.
    pub fn recipients(&self) -> &[Recipient] {
        &self.recipients
    }

    /// The recipient of that id.
    pub fn recipient(&self, id: &RecipientId) -> Option<&Recipient> {
        self.by_id.get(id).map(|&at| &self.recipients[at])
    }

    fn of(recipients: Vec<Recipient>) -> Self {
        let index = Index::of(&recipients);
        let by_id = recipients.iter().enumerate().map(|(at, recipient)| (recipient.id.clone(), at)).collect();
        Self { recipients, index, by_id }
    }
}

/// What `build.rs` wrote, from these same types.
fn stored() -> Vec<Recipient> {
    const STORED: &str = include_str!(concat!(env!("OUT_DIR"), "/catalogue.json"));
    serde_json::from_str(STORED).expect("the build stored what these types write")
}
