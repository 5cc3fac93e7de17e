//! Texts of pages: what stands in them, who sees it, and which of them cannot be read.

mod bound;
mod reason;
mod sight;
mod version;

use vidne_model::{
    id::ExhibitId,
    observed::{Block, BlockKind, Page, Visibility},
};
use vidne_read::text::{PageBody, PageInput, page};

/// The page that these bytes are.
fn read(body: PageBody<'_>) -> Page {
    let at = "2022-11-07T12:00:00Z".parse().expect("an instant");
    page(PageInput {
        exhibit: ExhibitId([7; 32]),
        at,
        url: "https://www.exempel.se/kakor",
        language: None,
        body,
    })
}

fn html(body: &str) -> Page {
    read(PageBody::Html(body))
}

fn texts(page: &Page) -> Vec<&str> {
    page.blocks.iter().map(|block| block.text.as_str()).collect()
}

/// The only block whose text holds this.
fn block<'a>(page: &'a Page, text: &str) -> &'a Block {
    let found: Vec<_> = page.blocks.iter().filter(|block| block.text.contains(text)).collect();
    assert_eq!(found.len(), 1, "{text}: {:#?}", page.blocks);
    found[0]
}

#[test]
fn every_fact_of_a_cookie_page_is_there_wherever_it_stands() {
    let page = html(include_str!("text/kakor.html"));
    for (text, visibility) in [
        ("Vi använder kakor (cookies)", Visibility::Shown),
        ("_pk_id", Visibility::Hidden),
        ("_pk_ses", Visibility::Hidden),
        ("__cf_bm", Visibility::Shown),
        ("Cloudflare, Inc.", Visibility::Shown),
        ("30 minuter", Visibility::Shown),
        ("Du kan blockera kakor", Visibility::Hidden),
        ("Så stänger du av kakor", Visibility::Shown),
        ("utanför EU/EES", Visibility::Margin),
        ("personuppgiftsansvarig", Visibility::Margin),
        ("Acceptera alla", Visibility::Banner),
        ("dataskydd@exempel.se", Visibility::Shown),
    ] {
        assert_eq!(block(&page, text).visibility, visibility, "{text}");
    }
    assert_eq!(page.language.as_deref(), Some("sv"));
}

#[test]
fn headings_stand_above_what_follows_them() {
    let page = html(
        "<nav><h2>Meny</h2></nav><main><h1>Kakor</h1><p>ett</p><h2>Statistik</h2><h3>Matomo</h3><p>två</p>\
         <h2>Annat</h2><p>tre</p></main>",
    );
    let above = |text| block(&page, text).headings.join(" > ");
    assert_eq!(above("ett"), "Kakor");
    assert_eq!(above("två"), "Kakor > Statistik > Matomo");
    assert_eq!(above("tre"), "Kakor > Annat");
    assert_eq!(
        (block(&page, "Matomo").kind, above("Matomo").as_str()),
        (BlockKind::Heading, "Kakor > Statistik")
    );
}

#[test]
fn cells_of_one_row_belong_together() {
    let page = html(
        "<table><caption>Lista</caption><tr><th>Namn<th>Vem</tr><tr><td><p>_ga</p><p>_gid</p><td>Google</table>\
         <div role=row><span role=cell>x</span><span role=cell>y</span></div>",
    );
    let cells: Vec<_> =
        page.blocks.iter().map(|block| (block.text.as_str(), block.kind, block.row)).collect();
    let cell = |text, row| (text, BlockKind::Cell, Some(row));
    assert_eq!(
        cells,
        [
            ("Lista", BlockKind::Text, None),
            cell("Namn", 0),
            cell("Vem", 0),
            cell("_ga", 1),
            cell("_gid", 1),
            cell("Google", 1),
            cell("x", 2),
            cell("y", 2),
        ]
    );
}

#[test]
fn lines_and_neighbours_do_not_grow_together() {
    let page = html(
        "<p>Regeringskansliet<br>103 33 Stockholm</p><p>perso&shy;nupp<b>gifter</b> <i>och</i>&nbsp;annat</p>\
         <p><button>Ja</button><button>Nej</button><a>länk</a></p><ul><li>ett<li>två<ul><li>tre</ul></ul><dl><dt>a<dd>b</dl>",
    );
    assert_eq!(
        texts(&page),
        [
            "Regeringskansliet 103 33 Stockholm",
            "personuppgifter och annat",
            "Ja Nej länk",
            "ett",
            "två",
            "tre",
            "a",
            "b"
        ]
    );
    assert!(page.blocks[3..].iter().all(|block| block.kind == BlockKind::Item));
}

#[test]
fn text_is_what_a_reader_sees() {
    let page = html(
        "<p>A&amp;B &copy; &#x41; &eacute; &bogus; &#xD800; &amp</p><p>Skriv till \
         <a href=/cdn-cgi/l/email-protection class=__cf_email__ data-cfemail=2742674209544b>[email&#160;protected]</a> nu</p>\
         <script>var x = 'kod';</script><style>p{}</style><template>mall</template><!-- anmärkning -->\
         <div><template shadowrootmode=open><p>skugga</p></template></div>",
    );
    assert_eq!(texts(&page), ["A&B © A é &bogus; \u{fffd} &", "Skriv till e@e.sl nu", "skugga"]);
}

#[test]
fn blocks_that_are_known_already_are_made_plain() {
    let block = |text: &str| Block {
        text: text.to_owned(),
        kind: BlockKind::Text,
        visibility: Visibility::Hidden,
        headings: vec!["Ka\u{ad}kor".to_owned()],
        row: None,
    };
    let page = read(PageBody::Blocks(vec![block(" e\u{301}n\u{a0}kaka "), block("\u{200b}")]));
    assert_eq!(texts(&page), ["én kaka"]);
    assert_eq!(page.blocks[0].headings, ["Kakor"]);
}

#[test]
fn bytes_are_read_in_their_character_set() {
    let of = |bytes: &[u8], kind| {
        let page = read(PageBody::Bytes { bytes, content_type: kind });
        texts(&page).join("|")
    };
    assert_eq!(of(b"<p>f\xf6r</p>", Some("text/html; charset=ISO-8859-1")), "för");
    assert_eq!(of(b"<meta charset=windows-1252><p>f\xf6r \x96</p>", None), "för –");
    assert_eq!(of("<meta charset=iso-8859-1><p>för</p>".as_bytes(), Some("text/html")), "för");
    assert_eq!(of(b"\xfe\xff\0<\0p\0>\0h\0e\0j", Some("text/html")), "hej");
    assert_eq!(of("ett\ntvå\r\n\r\n<b>tre".as_bytes(), Some("text/plain; charset=utf-8")), "ett två|<b>tre");
}

#[test]
fn lines_that_are_built_alike_are_a_table_in_plain_text() {
    let of = |text: &str| {
        let page = read(PageBody::Plain(text));
        page.blocks.iter().map(|block| (block.text.clone(), block.row)).collect::<Vec<_>>()
    };
    let cell = |text: &str, row| (text.to_owned(), Some(row));
    let text = |text: &str| (text.to_owned(), None);
    let wanted = [
        text("Våra kakor:"),
        cell("Namn", 0),
        cell("Tid", 0),
        cell("sid", 1),
        cell("1 år", 1),
        text("Slut."),
    ];
    assert_eq!(of("Våra kakor:\nNamn | Tid |\n---|---|\nsid | 1 år |\nSlut."), wanted);
    assert_eq!(of("Våra kakor:\n| Namn | Tid |\n|:---|---:|\n| sid | 1 år |\nSlut."), wanted);
    assert_eq!(of("Våra kakor:\nNamn\tTid\nsid\t1 år\nSlut."), wanted);
    let gaps = of("Namn   Tid      Syfte\nsid    1 år     inloggning");
    assert_eq!(gaps.iter().map(|(_, row)| *row).collect::<Vec<_>>(), [0, 0, 0, 1, 1, 1].map(Some));
    // One line alone, two blanks behind a full stop, and lines of other lengths are text.
    assert_eq!(of("Vi | Ni"), [text("Vi | Ni")]);
    assert_eq!(of("Ett.  Två.\nTre.  Fyra."), [text("Ett. Två. Tre. Fyra.")]);
    assert_eq!(of("a | b\na | b | c"), [text("a | b a | b | c")]);
    assert_eq!(of(&format!("{0}\n{0}", "|".repeat(50))).len(), 1);
}
