//! What holds for every text.

use proptest::{collection::vec, prelude::*, sample::select};
use vidne_disclosure::{Alias, Answer, Fact, Lexicon, Reader, Verdict};
use vidne_model::observed::{Block, BlockKind, Page, Visibility};

use crate::page::{self, named};

const PIECES: &[&str] = &[
    "IP-adress",
    "inte ",
    "Vi ",
    "Cloudflare",
    "Microsofts",
    " utanför EU/EES",
    "personuppgifts\u{ad}biträde",
    "överförs ",
    ". ",
    ", ",
    ":",
    "men ",
    "t.ex. ",
    "kan komma att ",
    "_ga_*",
    "_pk_id.<id>",
    "USA",
    "\u{a0}",
    "o\u{308}",
    "Google Chrome",
    "standardavtalsklausuler ",
    "kopia ",
    "13 månader",
    "utan ",
    "nej",
    "session",
    "İ",
    "ẞ",
    "*",
    "<",
    "…",
    "börjar med _x_",
];

fn fragment() -> impl Strategy<Value = String> {
    let known = vec(select(PIECES), 0..12).prop_map(|pieces| pieces.concat());
    prop_oneof![known, any::<String>(), "[ -~åäöæøÅ\u{ad}\u{2011}]{0,60}"]
}

fn any_block() -> impl Strategy<Value = Block> {
    let kind = select(&[BlockKind::Heading, BlockKind::Text, BlockKind::Item, BlockKind::Cell][..]);
    let seen = select(&[Visibility::Shown, Visibility::Hidden, Visibility::Margin, Visibility::Banner][..]);
    let heading = select(&["Kakor", "Vi använder inte", "Överföring till tredjeland"][..]);
    (fragment(), kind, seen, vec(heading, 0..2), proptest::option::of(0..3_u32)).prop_map(
        |(text, kind, visibility, headings, row)| {
            let headings = headings.into_iter().map(str::to_owned).collect();
            Block { text, kind, visibility, headings, row: row.filter(|_| kind == BlockKind::Cell) }
        },
    )
}

fn any_page() -> impl Strategy<Value = Page> {
    (select(&["sv", "da", "en", "nb", "de"][..]), vec(any_block(), 0..8))
        .prop_map(|(language, blocks)| page::page(language, blocks))
}

fn facts(names: &[Alias]) -> Vec<Fact<'_>> {
    vec![
        Fact::Recipient { names, kind: Some("network") },
        Fact::Cookie { name: "_ga_X1" },
        Fact::Cookie { name: "session" },
        Fact::Data("ip-address"),
        Fact::Purpose("security"),
        Fact::Subjects("visitor"),
        Fact::Basis("6.1.e"),
        Fact::Transfer { country: None },
        Fact::Transfer { country: Some("US") },
        Fact::Safeguard,
        Fact::CopyOfSafeguard,
        Fact::Duration,
    ]
}

fn names() -> Vec<Alias> {
    let mut names = named("Cloudflare");
    names.push(Alias { text: "Vi".to_owned(), common_word: true });
    names.extend(named("Microsoft"));
    names.extend(named(""));
    names
}

fn all_answers(page: &Page) -> Vec<Answer> {
    let names = names();
    let reader = Reader::new(Lexicon::built_in(), &[]);
    let prepared = reader.prepare(page);
    let facts = facts(&names);
    let mut answers: Vec<Answer> = facts.iter().map(|fact| prepared.ask(fact)).collect();
    for anchor in &facts[..2] {
        answers.extend(facts.iter().map(|fact| prepared.ask_near(fact, anchor)));
    }
    answers
}

proptest! {
    #[test]
    fn every_quote_is_the_pages_own_text(page in any_page()) {
        for answer in all_answers(&page) {
            for quote in answer.quotes.iter().chain(&answer.contradiction) {
                let text = &page.blocks[quote.block].text;
                prop_assert_eq!(text.get(quote.range.clone()), Some(quote.text.as_str()));
                prop_assert!(text.get(quote.matched.clone()).is_some_and(|matched| !matched.is_empty()));
                prop_assert!(quote.range.start <= quote.matched.start && quote.matched.end <= quote.range.end);
                prop_assert_eq!(quote.visibility, page.blocks[quote.block].visibility);
            }
            prop_assert_eq!(answer.quotes.is_empty(), matches!(answer.verdict, Verdict::Silent | Verdict::Unreadable));
            prop_assert_eq!(answer.reason.is_some(), answer.verdict == Verdict::Unreadable);
        }
    }

    #[test]
    fn a_block_more_never_lowers_what_is_disclosed_but_by_denying_a_name(page in any_page(), more in fragment()) {
        let mut longer = page.clone();
        longer.blocks.push(page::text(&more));
        let (before, after) = (all_answers(&page), all_answers(&longer));
        // "We do not use X" beats "we have processors", and what is told near these is no longer told of X.
        if after[0].verdict == Verdict::Denied && before[0].verdict != Verdict::Named {
            return Ok(());
        }
        for (before, after) in before.iter().zip(after) {
            if before.verdict <= Verdict::HiddenOnly {
                prop_assert!(after.verdict <= before.verdict, "{:?} became {:?}", before, after);
            }
        }
    }

    #[test]
    fn any_lexicon_text_is_read_or_refused(ideas in any::<String>(), words in any::<String>()) {
        let told = Lexicon::read(&ideas, &[("xx.toml", &words)]);
        prop_assert!(told.is_err() || told.is_ok_and(|lexicon| lexicon.languages().count() == 1));
    }
}
