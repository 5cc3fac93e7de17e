//! Which further pages of a site are looked at: breadth first, a sample that can be repeated, no more than allowed.
//!
//! It never leaves the site, never asks twice for a page, and never follows what is plainly no page.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};
use url::Url;

/// The pages of one site that are known and not yet looked at.
#[derive(Debug, Default)]
pub(super) struct Frontier {
    own: BTreeSet<String>,
    known: BTreeSet<String>,
    /// By distance from where it began, then by lot.
    waiting: BTreeMap<(usize, [u8; 32]), String>,
    seed: u64,
    left: usize,
}

impl Frontier {
    /// Of a site with these hosts, `most` further pages, drawn by `seed`.
    pub(super) fn new(own: BTreeSet<String>, most: usize, seed: u64) -> Self {
        Self { own, known: BTreeSet::new(), waiting: BTreeMap::new(), seed, left: most }
    }

    /// That page is looked at anyway.
    pub(super) fn begin_with(&mut self, url: &str) {
        if let Some(url) = self.page(url) {
            self.known.insert(url);
        }
    }

    /// Links of a page that is `depth` links away from where it began.
    pub(super) fn found(&mut self, links: &[String], depth: usize) {
        for link in links {
            let Some(url) = self.page(link) else { continue };
            if self.known.len() >= MOST_KNOWN || !self.known.insert(url.clone()) {
                continue;
            }
            let mut lot = Sha256::new();
            lot.update(self.seed.to_be_bytes());
            lot.update(url.as_bytes());
            self.waiting.insert((depth, lot.finalize().into()), url);
        }
    }

    /// The next page and its distance. It counts as looked at, unless it is [given back](Self::give_back).
    pub(super) fn next(&mut self) -> Option<(String, usize)> {
        if self.left == 0 {
            return None;
        }
        let ((depth, _), url) = self.waiting.pop_first()?;
        self.left -= 1;
        Some((url, depth))
    }

    /// The page just taken must not be looked at; another may be in its place.
    pub(super) fn give_back(&mut self) {
        self.left += 1;
    }

    /// The address without its fragment, where it is a page of the site.
    fn page(&self, link: &str) -> Option<String> {
        let mut url = Url::parse(link).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        let host = url.host_str()?;
        let is_own = self.own.iter().any(|own| {
            host == own || host.strip_suffix(own.as_str()).is_some_and(|rest| rest.ends_with('.'))
        });
        let ending = url
            .path()
            .rsplit('/')
            .next()
            .and_then(|name| name.rsplit_once('.'))
            .map(|(_, ending)| ending.to_ascii_lowercase());
        if !is_own || ending.is_some_and(|ending| FILES.contains(&ending.as_str())) || link.len() > LONGEST {
            return None;
        }
        url.set_fragment(None);
        // A name and a password in a link are somebody's.
        if !url.username().is_empty() || url.password().is_some() {
            return None;
        }
        Some(url.into())
    }
}

/// Endings of what is no page.
const FILES: &[&str] = &[
    "7z", "avi", "css", "csv", "doc", "docx", "epub", "exe", "gif", "gz", "ico", "ics", "jpeg", "jpg", "js",
    "json", "mov", "mp3", "mp4", "mpg", "odp", "ods", "odt", "pdf", "png", "ppt", "pptx", "rar", "rss",
    "rtf", "svg", "tar", "tif", "tiff", "wav", "webm", "webp", "woff", "woff2", "xls", "xlsx", "xml", "zip",
];
const MOST_KNOWN: usize = 100_000;
const LONGEST: usize = 2_000;

#[cfg(test)]
mod tests {
    use super::*;

    fn frontier(most: usize, seed: u64) -> Frontier {
        Frontier::new(BTreeSet::from(["www.example.se".to_owned()]), most, seed)
    }

    fn links(from: &[&str]) -> Vec<String> {
        from.iter().map(|&link| link.to_owned()).collect()
    }

    #[test]
    fn a_crawl_stays_on_the_site_and_asks_for_pages_only() {
        let mut frontier = frontier(10, 1);
        frontier.begin_with("https://www.example.se/");
        frontier.found(
            &links(&[
                "https://www.example.se/a#top",
                "https://www.example.se/a",
                "https://www.example.se/#main",
                "https://other.example/",
                "https://notwww.example.se/",
                "https://www.example.se/report.PDF",
                "mailto:a@example.se",
                "https://user:secret@www.example.se/in",
                "https://sub.www.example.se/b",
            ]),
            1,
        );
        let mut found: Vec<String> = std::iter::from_fn(|| frontier.next()).map(|(url, _)| url).collect();
        found.sort();
        assert_eq!(found, ["https://sub.www.example.se/b", "https://www.example.se/a"]);
    }

    #[test]
    fn near_pages_come_first_and_the_same_seed_draws_the_same_sample() {
        let near: Vec<String> = (0..50).map(|number| format!("https://www.example.se/n{number}")).collect();
        let far = links(&["https://www.example.se/far"]);
        let draw = |seed| {
            let mut frontier = frontier(5, seed);
            frontier.found(&far, 2);
            frontier.found(&near, 1);
            std::iter::from_fn(|| frontier.next()).collect::<Vec<_>>()
        };
        let drawn = draw(7);
        assert_eq!(drawn.len(), 5);
        assert!(drawn.iter().all(|(_, depth)| *depth == 1), "{drawn:?}");
        assert_eq!(drawn, draw(7));
        assert_ne!(drawn, draw(8));
    }
}
