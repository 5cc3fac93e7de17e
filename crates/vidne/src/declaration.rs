//! Reads a folder's declaration: every `*.toml` directly in it.
//!
//! It never follows the folder further down: `evidence/` and captures below it are not declarations.

use std::{
    io::Read,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use vidne_catalogue::Catalogue;
use vidne_declare::{Known, Mistakes, Reading};
use vidne_disclosure::Lexicon;
use vidne_law::Law;
use vidne_model::declared::TermKind;

/// The files of a declaration, as they stand.
pub(crate) struct Files {
    pub(crate) dir: PathBuf,
    files: Vec<(String, Vec<u8>)>,
}

impl Files {
    /// Reads every `*.toml` of a folder, in order of their names.
    pub(crate) fn open(dir: &Path) -> anyhow::Result<Self> {
        let mut names = Vec::new();
        let listing = std::fs::read_dir(dir)
            .with_context(|| format!("{} cannot be read as a folder", dir.display()))?;
        for entry in listing {
            let path = entry.with_context(|| format!("{} cannot be listed", dir.display()))?.path();
            if path.extension().is_none_or(|ending| ending != "toml") || path.is_dir() {
                continue;
            }
            // Half a declaration must not pass for the whole: a link that leads nowhere is no reason to go on without it.
            if !path.is_file() {
                bail!("{} leads to no file; mend the link, or take it away", path.display());
            }
            names.push(path);
        }
        names.sort();
        if names.is_empty() {
            bail!(
                "{} holds no declaration (*.toml); `vidne init {0}` writes one to start from",
                dir.display()
            );
        }
        let files = names.into_iter().map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Ok((name, read(&path)?))
        });
        Ok(Self { dir: dir.to_owned(), files: files.collect::<anyhow::Result<_>>()? })
    }

    /// All files in one text, each under its name: what an assessment was told from.
    pub(crate) fn as_one_text(&self) -> String {
        let parts =
            self.files.iter().map(|(name, bytes)| format!("# {name}\n{}\n", String::from_utf8_lossy(bytes)));
        parts.collect()
    }

    /// Reads them as one declaration; instruments, recipients and rules must be known.
    pub(crate) fn read(&self) -> Result<Reading, Mistakes> {
        let known = Known::default()
            .with_instruments(Law::embedded().instruments().map(|instrument| instrument.id.as_str()))
            .with_recipients(Catalogue::embedded().recipients().iter().map(|recipient| recipient.id.as_str()))
            .with_rules(vidne_rules::rules().map(|rule| rule.id))
            .with_duties(vidne_rules::DUTIES);
        let kinds = [TermKind::Data, TermKind::Purpose, TermKind::Subject];
        let known = kinds
            .into_iter()
            .fold(known, |known, kind| known.with_words(kind, Lexicon::built_in().ideas_of(kind)));
        vidne_declare::read(self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())), &known)
    }
}

/// One byte more than the reader takes, so that it sees a file that is too large and says so.
fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let most = vidne_declare::Limits::default().file_bytes as u64 + 1;
    let file = std::fs::File::open(path).with_context(|| format!("{} cannot be opened", path.display()))?;
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes).with_context(|| format!("{} cannot be read", path.display()))?;
    Ok(bytes)
}
