//! The page, read back as a browser reads it.

use std::collections::BTreeSet;

use scraper::{Html, Selector};
use vidne_model::observed::Phase;
use vidne_show::{Language, Listing, Options, Screenshot, html};

use crate::case;

pub(crate) fn options() -> Options {
    Options { timeline: Listing::List, forecast: Listing::List, ..Options::new(case::at(case::NOW)) }
}

fn screenshot(mime: &str) -> Screenshot<'_> {
    Screenshot {
        exhibit: case::exhibit(3),
        mime,
        bytes: b"picture",
        at: case::at("2022-10-06T08:00:00Z"),
        what: "https://www.example.se/",
        phase: Phase::AfterReject,
    }
}

pub(crate) fn page(options: &Options) -> String {
    html(&case::full(), &case::rules(), options, &[screenshot("image/png"), screenshot("image/svg+xml")])
}

pub(crate) fn all<'a>(document: &'a Html, selector: &str) -> Vec<scraper::ElementRef<'a>> {
    document.select(&Selector::parse(selector).expect("the test writes selectors")).collect()
}

pub(crate) fn text(document: &Html, selector: &str) -> Vec<String> {
    let words = |element: &scraper::ElementRef<'_>| element.text().collect::<String>();
    all(document, selector)
        .iter()
        .map(words)
        .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

/// What would make a page load, run or leave anything; empty where nothing does.
pub(crate) fn dangers(page: &str) -> Vec<String> {
    let document = Html::parse_document(page);
    let mut dangers = Vec::new();
    for element in document.root_element().descendants().filter_map(scraper::ElementRef::wrap) {
        let name = element.value().name();
        if matches!(
            name,
            "script"
                | "iframe"
                | "object"
                | "embed"
                | "link"
                | "base"
                | "form"
                | "input"
                | "use"
                | "image"
                | "foreignObject"
        ) {
            dangers.push(format!("<{name}>"));
        }
        for (attribute, value) in element.value().attrs() {
            let fine = match attribute {
                "src" => name == "img" && value.starts_with("data:image/"),
                "href" => {
                    value.starts_with('#') || value.starts_with("https://") || value.starts_with("http://")
                }
                "style" | "srcset" | "srcdoc" | "background" | "poster" | "action" | "formaction"
                | "ping" => false,
                _ => !attribute.starts_with("on"),
            };
            if !fine {
                dangers.push(format!("{name} {attribute}={value}"));
            }
        }
    }
    dangers
}

#[test]
fn every_finding_and_question_is_there() {
    let page = page(&options());
    let document = Html::parse_document(&page);
    let findings = text(&document, "article.finding .says").join("\n");
    for finding in case::full().findings {
        assert!(findings.contains(&finding.message.to_string()), "{}", finding.message);
    }
    assert_eq!(all(&document, "article.finding").len(), 7);
    assert_eq!(text(&document, "#questions ~ article.finding .says").len(), 1);
    assert!(
        text(&document, ".verdict .first")[0]
            .starts_with("As of 2022-11-21 12:00 UTC, vidne finds 2 violations and 1 warning.")
    );
}

#[test]
fn the_page_needs_nothing_and_runs_nothing() {
    let page = page(&options());
    assert_eq!(dangers(&page), Vec::<String>::new());
    let (_, style) = page.split_once("<style>").expect("there is a style");
    let (style, _) = style.split_once("</style>").expect("it ends");
    assert!(style.split("url(").skip(1).all(|url| url.starts_with('#')) && !style.contains("@import"));
    let document = Html::parse_document(&page);
    let policy =
        all(&document, "meta[http-equiv=Content-Security-Policy]")[0].attr("content").unwrap_or_default();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
}

#[test]
fn the_page_has_landmarks_headings_in_order_and_named_tables() {
    for language in Language::ALL {
        let document = Html::parse_document(&page(&Options { language, ..options() }));
        assert_eq!(all(&document, "html")[0].attr("lang"), Some(language.code()));
        for landmark in ["header", "main", "nav", "body > footer", "h1", "a.skip"] {
            assert_eq!(all(&document, landmark).len(), 1, "{landmark}");
        }
        let depths = all(&document, "h1, h2, h3, h4")
            .iter()
            .map(|heading| heading.value().name()[1..].parse().unwrap_or(0))
            .collect::<Vec<usize>>();
        assert!(depths.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{depths:?}");
        assert_eq!(all(&document, "table").len(), all(&document, "table > caption").len());
        assert!(all(&document, "th").iter().all(|th| th.attr("scope").is_some()));
        assert!(all(&document, "img").iter().all(|img| img.attr("alt").is_some_and(|alt| !alt.is_empty())));
    }
}

#[test]
fn every_id_is_unique_and_every_inner_link_leads_somewhere() {
    let document = Html::parse_document(&page(&options()));
    let ids: Vec<_> = all(&document, "[id]").iter().filter_map(|element| element.attr("id")).collect();
    let unique: BTreeSet<_> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len());
    for link in all(&document, "a[href^='#']") {
        let target = &link.attr("href").unwrap_or_default()[1..];
        assert!(unique.contains(target), "#{target}");
    }
}

#[test]
fn the_picture_of_time_has_a_title_a_description_and_a_table() {
    let document = Html::parse_document(&page(&options()));
    let picture = all(&document, "figure.timeline > svg");
    assert_eq!(picture.len(), 1);
    let named: Vec<_> =
        picture[0].attr("aria-labelledby").unwrap_or_default().split(' ').map(str::to_owned).collect();
    for (id, element) in named.iter().zip(["title", "desc"]) {
        assert_eq!(all(&document, &format!("svg {element}#{id}")).len(), 1);
    }
    assert_eq!(text(&document, "figure.timeline text.lane").len(), 6);
    assert_eq!(text(&document, "table.intervals tbody tr").len(), 6);
    // The recipient's opening and the cookie's both ends are known from looks only, and so is the accepted one's opening.
    assert_eq!(all(&document, "figure.timeline rect.uncertain").len(), 4);
}

#[test]
fn a_long_timeline_is_told_in_pictures_that_fit_on_paper() {
    let mut assessment = case::full();
    let one = assessment.findings[0].clone();
    assessment.findings = (0..40)
        .map(|number| {
            let mut finding = one.clone();
            finding.subject.id = format!("recipient-{number}");
            finding
        })
        .collect();
    let document = Html::parse_document(&html(&assessment, &[], &options(), &[]));
    assert_eq!(all(&document, "figure.timeline > svg").len(), 3);
    assert_eq!(text(&document, "figure.timeline text.lane").len(), 40);
}

#[test]
fn only_safe_kinds_of_pictures_are_shown() {
    let document = Html::parse_document(&page(&options()));
    let shown = all(&document, "figure.screenshot img");
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0].attr("src"), Some("data:image/png;base64,cGljdHVyZQ=="));
    assert_eq!(text(&document, "figure.screenshot").len(), 2);
}

#[test]
fn a_picture_that_several_looks_saw_is_shown_once_and_says_when() {
    let later = Screenshot { phase: Phase::ReloadAfterReject, ..screenshot("image/png") };
    let page = html(&case::full(), &case::rules(), &options(), &[screenshot("image/png"), later]);
    let document = Html::parse_document(&page);
    assert_eq!(all(&document, "figure.screenshot img").len(), 1);
    let said = text(&document, "figure.screenshot figcaption").join(" ");
    assert!(said.contains("after a refusal") && said.contains("loaded anew after a refusal"), "{said}");
}

#[test]
fn looks_that_read_the_same_stand_once_below_their_picture() {
    let twice = [screenshot("image/png"), screenshot("image/png")];
    let page = html(&case::full(), &case::rules(), &options(), &twice);
    let said = text(&Html::parse_document(&page), "figure.screenshot figcaption").join(" ");
    assert_eq!(said.matches("https://www.example.se/").count(), 1, "{said}");
}

#[test]
fn a_sentence_that_is_not_translated_says_in_which_language_it_is() {
    let document = Html::parse_document(&page(&Options { language: Language::Swedish, ..options() }));
    let marked = text(&document, "article.finding .says [lang=en]");
    assert!(marked.iter().any(|said| said.starts_with("Nordlo Improve AB has not")), "{marked:?}");
    assert!(!marked.iter().any(|said| said.contains("(header cf-ray")), "{marked:?}");
}

#[test]
fn silence_beside_open_questions_is_not_shown_as_fine() {
    let nothing = html(&case::unknown(), &[], &options(), &[]);
    let said = text(&Html::parse_document(&nothing), ".verdict .words").join(" ");
    assert!(
        said.contains("finds nothing wrong, but 1 question is open") && said.contains("nobody has looked"),
        "{said}"
    );
    let silent = html(&case::silent(), &[], &options(), &[]);
    let said = text(&Html::parse_document(&silent), ".verdict .words").join(" ");
    assert!(said.contains("finds nothing wrong, and no question is open"), "{said}");
}
