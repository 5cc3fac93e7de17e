//! Hostile pages: bounded in depth, number and time, and never without the part that was read.

use proptest::prelude::*;
use vidne_model::observed::Readability;
use vidne_read::text::PageBody;

use super::{html, read, texts};

fn cut(body: &str) -> (usize, String) {
    let page = html(body);
    match page.readability {
        Readability::Unreadable(reason) => (page.blocks.len(), reason),
        Readability::Readable => (page.blocks.len(), "readable".to_owned()),
    }
}

#[test]
fn nesting_without_end_is_cut_and_told() {
    for tag in ["<div>", "<b>", "<table><tr><td>", "<ul><li>", "<svg><g>", "</body><!-- x --><div>"] {
        let (blocks, reason) = cut(&format!("<p>först</p>{}<p>sist</p>", tag.repeat(100_000)));
        assert!(blocks >= 1 && reason.contains("nested deeper"), "{tag}: {reason}");
    }
}

#[test]
fn formatting_that_is_never_closed_does_not_multiply() {
    let open: String = (0..400).map(|count| format!("<b a{count}>")).collect();
    let (_, reason) = cut(&format!("<p>först</p><p>{open}</p>{}", "<p>x</p>".repeat(50_000)));
    assert!(reason.contains("more than"), "{reason}");
}

#[test]
fn a_page_of_fifty_megabytes_is_cut_and_told() {
    let page = format!("<p>först</p><style>{}</style><p>sist</p>", "x".repeat(50_000_000));
    let (blocks, reason) = cut(&page);
    assert!(blocks == 1 && reason.contains("first 16777216 bytes"), "{reason}");
    let (blocks, reason) = cut(&"<p>x".repeat(120_000));
    assert!(blocks == 100_000 && reason.contains("paragraphs"), "{reason}");
}

#[test]
fn broken_markup_keeps_its_text() {
    for body in [
        "<p>ett <b>två <i>tre</p>",
        "<table>ett<tr>två<td>tre",
        "<div><p>ett</div>två</p>tre",
        "ett&nbsp;två<",
        "<p title='ett>tre'>ett två tre",
        "<select><option>ett<option>två</select>tre",
    ] {
        let text = texts(&html(body)).join(" ");
        assert!(["ett", "två"].iter().all(|word| text.contains(word)), "{body}: {text}");
    }
}

proptest! {
    #[test]
    fn no_page_breaks_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..2_000), kind in 0..4_usize) {
        let kind = [None, Some("text/html"), Some("text/plain"), Some("text/html; charset=utf-16")][kind];
        let page = read(PageBody::Bytes { bytes: &bytes, content_type: kind });
        prop_assert_eq!(&page, &read(PageBody::Bytes { bytes: &bytes, content_type: kind }));
    }

    #[test]
    fn any_soup_of_tags_keeps_every_word(
        tags in proptest::collection::vec(
            proptest::sample::select(vec![
                "<p>", "</p>", "<table>", "<tr>", "<td>", "</table>", "<details>", "<summary>", "</details>", "<div hidden>",
                "</div>", "<h2>", "</h2>", "<b>", "</b>", "<li>", "<nav>", "</nav>", "<dialog>", "<main>", "</main>", "<br>",
                "<form>", "<a data-cfemail=x>", "</a>", "<noscript>", "</noscript>", "<svg>", "</svg>", "<button>",
            ]),
            0..60,
        ),
    ) {
        let soup: String = tags.iter().enumerate().map(|(count, tag)| format!("{tag} ord{count} ")).collect();
        let page = html(&soup);
        let said: Vec<&str> = page.blocks.iter().flat_map(|block| block.text.split(' ')).collect();
        for count in 0..tags.len() {
            let word = format!("ord{count}");
            prop_assert!(said.contains(&word.as_str()), "{} of {}: {:?}", word, soup, said);
        }
    }
}
