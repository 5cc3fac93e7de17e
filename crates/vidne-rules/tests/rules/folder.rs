//! Reads an example folder as the binary does, without a log: declarations and observation lines.

use std::path::PathBuf;

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use vidne_catalogue::Catalogue;
use vidne_declare::Known;
use vidne_disclosure::Lexicon;
use vidne_law::Law;
use vidne_model::{
    declared::Declared,
    finding::{Assessment, Finding},
    id::ExhibitId,
    observed::Observed,
    time::end_of,
};
use vidne_read::{Ask, Format, Limits};
use vidne_rules::{Case, Horizon, Sources, assess};

/// What an example folder declares and shows.
pub(crate) struct Folder {
    declared: Declared,
    observed: Observed,
}

impl Folder {
    /// Reads `examples/NAME`.
    pub(crate) fn open(name: &str) -> Self {
        Self::open_with(name, str::to_owned)
    }

    /// The same, with every text of the declaration changed first.
    pub(crate) fn open_with(name: &str, change: impl Fn(&str) -> String) -> Self {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name);
        let changed =
            |bytes: Vec<u8>| change(&String::from_utf8(bytes).expect("examples are text")).into_bytes();
        let texts: Vec<_> =
            files(&root, "toml").into_iter().map(|(name, bytes)| (name, changed(bytes))).collect();
        let known =
            Known::default().with_instruments(Law::embedded().instruments().map(|each| each.id.as_str()));
        let read =
            vidne_declare::read(texts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())), &known);
        let declared = read
            .unwrap_or_else(|mistakes| panic!("{}", mistakes.render(vidne_declare::Style::Plain)))
            .declared;
        let pages: Vec<String> = declared.service.pages.iter().map(|page| page.url.clone()).collect();
        let mut observed = Observed::default();
        for (name, bytes) in files(&root.join("observed"), "jsonl") {
            let exhibit = ExhibitId(Sha256::digest(&bytes).into());
            let ask = Ask {
                exhibit,
                name: &name,
                format: Format::ObservationLines,
                pages: &pages,
                limits: Limits::default(),
            };
            observed.absorb(vidne_read::read(&bytes, &ask).expect("the example can be read"));
        }
        observed.sort();
        assert!(observed.damages.is_empty(), "{:?}", observed.damages);
        Self { declared, observed }
    }

    /// Its assessment as of the end of a day, closed findings included.
    pub(crate) fn at(&self, day: &str) -> Assessment {
        self.told(end_of(day.parse().expect("a day")), Horizon::Now)
    }

    /// The same as of an instant, up to a horizon.
    pub(crate) fn told(&self, now: Timestamp, horizon: Horizon) -> Assessment {
        let sources = Sources {
            law: Law::embedded(),
            catalogue: Catalogue::embedded(),
            lexicon: Lexicon::built_in(),
            addresses: None,
        };
        assess(&Case::new(&self.declared, &self.observed, sources), now, horizon)
    }
}

/// One line for each finding: rule, subject, ends.
pub(crate) fn line(finding: &Finding) -> String {
    let closed = finding.interval.closed.map_or_else(|| "…".to_owned(), |closed| day(closed.by));
    let after = finding.interval.opened.after.map_or_else(String::new, |after| format!("({}) ", day(after)));
    format!(
        "{after}{}..{closed} {} {} — {}",
        day(finding.interval.opened.by),
        finding.rule,
        finding.subject,
        finding.message
    )
}

fn day(at: Timestamp) -> String {
    vidne_model::time::date_of(at).to_string()
}

fn files(dir: &std::path::Path, ending: &str) -> Vec<(String, Vec<u8>)> {
    let listing = std::fs::read_dir(dir).unwrap_or_else(|error| panic!("{}: {error}", dir.display()));
    let mut paths: Vec<_> = listing.map(|entry| entry.expect("it can be listed").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|each| each == ending));
    paths.sort();
    let read = |path: &PathBuf| std::fs::read(path).expect("it can be read");
    paths
        .iter()
        .map(|path| (path.file_name().expect("a file").to_string_lossy().into_owned(), read(path)))
        .collect()
}
