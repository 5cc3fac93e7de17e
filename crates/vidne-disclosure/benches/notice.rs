//! How long a notice of 5,000 words and sixty questions takes, beside one pass over the same bytes in lower case.
//!
//! It asserts nothing: it prints the ratio, and the times behind it.
#![allow(clippy::print_stdout, reason = "a bench prints what it measured")]

use std::{hint::black_box, time::Instant};

use jiff::Timestamp;
use vidne_disclosure::{Alias, Fact, Lexicon, Reader};
use vidne_model::{
    id::ExhibitId,
    observed::{Block, BlockKind, Page, Readability, Visibility},
};

const RUNS: u32 = 200;
const WORDS: usize = 5_000;

fn main() {
    let page = page();
    let names: Vec<Vec<Alias>> = (0..40).map(names).collect();
    let reader = Reader::new(Lexicon::built_in(), &[]);
    let lower = time(|| {
        _ = black_box(page.blocks.iter().map(|block| block.text.to_lowercase().len()).sum::<usize>());
    });
    let prepare = time(|| _ = black_box(reader.prepare(&page)));
    let prepared = reader.prepare(&page);
    let facts = questions(&names);
    let asked = time(|| facts.iter().for_each(|fact| _ = black_box(prepared.ask(fact))));
    println!("{} questions, {} blocks", facts.len(), page.blocks.len());
    println!("lower case {lower:.0} µs, prepare {prepare:.0} µs, ask {asked:.0} µs");
    println!("prepare and ask: {:.1} passes in lower case", (prepare + asked) / lower);
}

/// The quickest of many runs, in microseconds: what else the machine does only adds.
fn time(mut run: impl FnMut()) -> f64 {
    let once = |_| {
        let start = Instant::now();
        run();
        start.elapsed().as_secs_f64() * 1e6
    };
    (0..RUNS).map(once).fold(f64::INFINITY, f64::min)
}

/// Forty recipients of eight names each, eight cookies, and twelve ideas.
fn questions(names: &[Vec<Alias>]) -> Vec<Fact<'_>> {
    let recipients = names.iter().map(|names| Fact::Recipient { names, kind: Some("analytics") });
    let cookies =
        ["__cf_bm", "_ga_ABC", "_pk_id.1.2", "_fbp", "session", "ASP.NET_SessionId", "_hjid", "NID"];
    let cookies = cookies.map(|name| Fact::Cookie { name });
    let data = ["ip-address", "user-agent", "url", "cookie-id", "name"].map(Fact::Data);
    let purposes = ["security", "statistics", "delivery"].map(Fact::Purpose);
    let rest = [
        Fact::Subjects("visitor"),
        Fact::Transfer { country: Some("US") },
        Fact::Safeguard,
        Fact::CopyOfSafeguard,
    ];
    recipients.chain(cookies).chain(data).chain(purposes).chain(rest).collect()
}

fn names(number: usize) -> Vec<Alias> {
    let brands = [
        "Cloudflare",
        "Microsoft",
        "Matomo",
        "Siteimprove",
        "Google Analytics",
        "Azure Application Insights",
    ];
    let suffixes = ["", ", Inc.", " Ltd", " AB", " Analytics", ".com", " Ireland Operations", " Platform"];
    let brand = brands.get(number).map_or_else(|| format!("Brand{number}"), ToString::to_string);
    suffixes.iter().map(|suffix| Alias { text: format!("{brand}{suffix}"), common_word: false }).collect()
}

fn page() -> Page {
    Page {
        exhibit: ExhibitId([0; 32]),
        at: Timestamp::UNIX_EPOCH,
        url: "https://www.example.se/".to_owned(),
        hash: ExhibitId([0; 32]),
        language: Some("sv".to_owned()),
        readability: Readability::Readable,
        blocks: blocks(),
    }
}

/// The Swedish sentences of the tests, three to a paragraph, again and again.
fn blocks() -> Vec<Block> {
    let swedish = include_str!("../tests/sentences.toml").split("\nda = [").next().unwrap_or_default();
    let texts = swedish.lines().filter_map(|line| line.split_once("text = \"")?.1.strip_suffix("\" },"));
    let texts: Vec<&str> = texts.collect();
    let mut words = 0;
    let paragraphs = texts.chunks(3).cycle().map(|three| three.join(" ")).take_while(|text| {
        let before = words;
        words += text.split(' ').count();
        before < WORDS
    });
    let (kind, visibility) = (BlockKind::Text, Visibility::Shown);
    paragraphs.map(|text| Block { text, kind, visibility, headings: Vec::new(), row: None }).collect()
}
