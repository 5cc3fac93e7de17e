//! How a page is built changes what it says: closed panels, lists, tables, two statements that disagree.

use std::collections::BTreeMap;

use vidne_disclosure::{Fact, Lexicon, Reader, Verdict, lexicon_version};
use vidne_model::{
    declared::{Term, TermKind},
    observed::{Block, BlockKind, Page, Readability, Visibility},
    place::Place,
};

use crate::page::{ask, block, item, named, page, recipient, section, table, text};

const IP: Fact<'_> = Fact::Data("ip-address");
const TRANSFER: Fact<'_> = Fact::Transfer { country: None };

fn hidden(text: &str) -> Block {
    Block { visibility: Visibility::Hidden, ..block(BlockKind::Text, text) }
}

#[test]
fn what_stands_in_a_closed_panel_only_is_said_there_only() {
    let answer = ask(&page("sv", vec![text("Vi använder kakor."), hidden("Din IP-adress sparas.")]), &IP);
    assert_eq!((answer.verdict, answer.folded), (Verdict::HiddenOnly, Some(Verdict::Named)));
    assert_eq!(answer.quotes[0].visibility, Visibility::Hidden);
}

#[test]
fn the_foot_of_a_page_counts_as_shown_and_is_quoted_as_such() {
    let foot = Block { visibility: Visibility::Margin, ..text("Vi överför uppgifter utanför EU/EES.") };
    let answer = ask(&page("sv", vec![foot]), &TRANSFER);
    assert_eq!((answer.verdict, answer.quotes[0].visibility), (Verdict::Named, Visibility::Margin));
}

#[test]
fn a_page_that_says_both_contradicts_itself() {
    let both = vec![text("Vi sparar inga IP-adresser."), text("I loggen finns din IP-adress.")];
    let answer = ask(&page("sv", both), &IP);
    assert_eq!(answer.verdict, Verdict::Named);
    assert_eq!(answer.quotes[0].text, "I loggen finns din IP-adress.");
    assert_eq!(answer.contradiction.unwrap().text, "Vi sparar inga IP-adresser.");
}

#[test]
fn a_list_takes_over_what_its_lead_says() {
    let denied = vec![text("Vi samlar inte in:"), item("IP-adresser"), item("platsuppgifter")];
    assert_eq!(ask(&page("sv", denied), &IP).verdict, Verdict::Denied);
    let open = vec![text("Vi kan komma att behandla följande uppgifter:"), item("IP-adress")];
    assert_eq!(ask(&page("sv", open), &IP).verdict, Verdict::Vague);
    let told = vec![text("Følgende oplysninger registreres:"), item("Navn"), item("IP-adresse")];
    assert_eq!(ask(&page("da", told), &Fact::Data("name")).verdict, Verdict::Named);
}

#[test]
fn a_title_states_nothing_about_transfers() {
    let denial = section(
        "Överföring till tredjeland",
        vec![text("Vi för inte över uppgifter till länder utanför EU.")],
    );
    assert_eq!(ask(&page("sv", denial), &TRANSFER).verdict, Verdict::Denied);
    let told = section("Överföring till tredjeland", vec![text("Uppgifterna hamnar i USA.")]);
    assert_eq!(ask(&page("sv", told), &Fact::Transfer { country: Some("US") }).verdict, Verdict::Named);
}

#[test]
fn a_cell_beside_a_label_answers_it() {
    let no = page("sv", table(&[&["Personuppgifter", "IP-adress"], &["Överföring till tredjeland", "Nej"]]));
    assert_eq!(ask(&no, &TRANSFER).verdict, Verdict::Denied);
    let yes = page("da", table(&[&["Overførsel til tredjelande", "Ja, til USA"]]));
    assert_eq!(ask(&yes, &Fact::Transfer { country: Some("US") }).verdict, Verdict::Named);
}

#[test]
fn a_country_in_a_row_tells_a_seat_and_under_a_transfer_column_a_transfer() {
    let us = Fact::Transfer { country: Some("US") };
    let seat = page("sv", table(&[&["Leverantör", "Tjänst", "Land"], &["Cloudflare", "Nätverk", "USA"]]));
    assert_eq!(ask(&seat, &us).verdict, Verdict::Vague);
    let transfer = page(
        "sv",
        table(&[&["Leverantör", "Tjänst", "Överföring till tredjeland"], &["Cloudflare", "Nätverk", "USA"]]),
    );
    assert_eq!(ask(&transfer, &us).verdict, Verdict::Named);
}

#[test]
fn a_brand_that_is_a_word_counts_in_a_column_of_recipients() {
    let names = [vidne_disclosure::Alias { text: "Drift".to_owned(), common_word: true }];
    let rows: &[&[&str]] = &[&["Cookie", "Leverandør", "Formål"], &["driftt_aid", "Drift", "Chat"]];
    assert_eq!(ask(&page("da", table(rows)), &recipient(&names)).verdict, Verdict::Named);
    let rows: &[&[&str]] = &[&["Cookie", "Leverandør", "Formål"], &["PHPSESSID", "Kommunen", "Drift"]];
    assert_ne!(ask(&page("da", table(rows)), &recipient(&names)).verdict, Verdict::Named);
}

#[test]
fn a_cookie_named_like_a_word_counts_in_the_column_of_names() {
    let session = Fact::Cookie { name: "session" };
    let listed =
        page("en", table(&[&["Name", "Purpose", "Duration"], &["session", "Keeps you logged in", "1 day"]]));
    assert_eq!(ask(&listed, &session).verdict, Verdict::Named);
    let length =
        page("en", table(&[&["Name", "Purpose", "Duration"], &["sid", "Keeps you logged in", "session"]]));
    assert_eq!(ask(&length, &session).verdict, Verdict::Silent);
}

#[test]
fn a_soft_hyphen_and_a_line_break_part_no_word() {
    let blocks = vec![text("Vi anlitar personuppgifts\u{ad}biträden och Azure Application\nInsights.")];
    let page = page("sv", blocks);
    let names = named("Application Insights");
    let answer = ask(&page, &recipient(&names));
    assert_eq!(answer.verdict, Verdict::Named);
    assert_eq!(&page.blocks[0].text[answer.quotes[0].matched.clone()], "Application\nInsights");
    let other = named("Cloudflare");
    assert_eq!(ask(&page, &recipient(&other)).verdict, Verdict::Category);
}

#[test]
fn a_page_in_a_language_without_words_is_unreadable_but_for_cookies() {
    let page = page("de", vec![text("Wir setzen das Cookie _ga_* und speichern die IP-Adresse.")]);
    let answer = ask(&page, &IP);
    assert_eq!(answer.verdict, Verdict::Unreadable);
    assert_eq!(answer.reason.as_deref(), Some("there are no words for the language `de`"));
    assert_eq!(ask(&page, &Fact::Cookie { name: "_ga_1" }).verdict, Verdict::Named);
    assert_eq!(ask(&page, &Fact::Cookie { name: "_fbp" }).verdict, Verdict::Unreadable);
}

#[test]
fn a_challenge_an_empty_page_and_an_unknown_idea_are_not_silence() {
    let challenge =
        Page { readability: Readability::Unreadable("a challenge".to_owned()), ..page("sv", vec![]) };
    assert_eq!(ask(&challenge, &IP).reason.as_deref(), Some("a challenge"));
    assert_eq!(ask(&page("sv", vec![]), &IP).reason.as_deref(), Some("the page holds no text"));
    let undecided = Page { language: None, ..page("sv", vec![text("IP")]) };
    assert_eq!(ask(&undecided, &IP).verdict, Verdict::Unreadable);
    let unknown = ask(&page("sv", vec![text("Vi fiskar.")]), &Fact::Data("fishing-licence"));
    assert_eq!(unknown.verdict, Verdict::Unreadable);
    assert!(unknown.reason.unwrap().contains("fishing-licence"));
}

#[test]
fn a_declarations_own_terms_are_read_and_change_the_version() {
    let place = Place { file: "vidne.toml".into(), line: 1, column: 1 };
    let words = BTreeMap::from([("sv".to_owned(), vec!["Fiskekort".to_owned()])]);
    let term = Term { kind: TermKind::Data, id: "fishing-licence".to_owned(), words, place };
    let reader = Reader::new(Lexicon::built_in(), &[term]);
    let page = page("sv-SE", vec![text("Vi registrerar ditt fiskekort.")]);
    let answer = reader.prepare(&page).ask(&Fact::Data("fishing-licence"));
    assert_eq!(answer.verdict, Verdict::Named);
    assert_ne!(*answer.lexicon, *lexicon_version());
    assert_eq!(*ask(&page, &IP).lexicon, *lexicon_version());
}

#[test]
fn a_no_answers_the_head_of_its_own_column() {
    let names = named("Sokigo AB");
    let verdict = |language, rows: &[&[&str]]| ask(&page(language, table(rows)), &recipient(&names)).verdict;
    let other: &[(&str, &[&[&str]])] = &[
        ("sv", &[&["Mottagare", "Överförs utanför EU"], &["Sokigo AB", "Nej"]]),
        ("sv", &[&["Mottagare", "Tredje land"], &["Sokigo AB", "Ingen överföring"]]),
        ("da", &[&["Modtager", "Uden for EU"], &["Sokigo AB", "Nej"]]),
        ("en", &[&["Recipient", "Outside the EEA?"], &["Sokigo AB", "No"]]),
    ];
    for (language, rows) in other {
        assert_eq!(verdict(language, rows), Verdict::Named, "{rows:?}");
    }
    let whether: &[(&str, &[&[&str]])] = &[
        ("sv", &[&["Tjänst", "Används"], &["Vizzit", "Ja"], &["Sokigo AB", "Nej"]]),
        ("da", &[&["Leverandør", "Får oplysninger?"], &["Vizzit", "Ja"], &["Sokigo AB", "Nej"]]),
        ("en", &[&["Company", "Data shared?"], &["Sokigo AB", "No"]]),
        ("en", &[&["Vizzit", "Yes"], &["Sokigo AB", "No"]]),
        ("en", &[&["Sokigo AB", "Not used"]]),
        ("en", &[&["Service", "Status"], &["Sokigo AB", "Not used"]]),
    ];
    for (language, rows) in whether {
        assert_eq!(verdict(language, rows), Verdict::Denied, "{rows:?}");
    }
}

#[test]
fn a_no_beside_a_cookie_denies_what_its_column_asks() {
    let cookie = Fact::Cookie { name: "_sid" };
    let verdict = |language, rows: &[&[&str]]| ask(&page(language, table(rows)), &cookie).verdict;
    assert_eq!(verdict("sv", &[&["Kaka", "Tredjepart"], &["_sid", "Nej"]]), Verdict::Named);
    assert_eq!(verdict("da", &[&["Cookie", "Deles med andre"], &["_sid", "Nej"]]), Verdict::Named);
    assert_eq!(verdict("en", &[&["Name", "Personal data"], &["_sid", "No"]]), Verdict::Named);
    assert_eq!(verdict("sv", &[&["Kaka", "Syfte"], &["_sid", "Används inte för spårning"]]), Verdict::Named);
    assert_eq!(verdict("sv", &[&["Kaka", "Sätts"], &["_sid", "Nej"]]), Verdict::Denied);
}

#[test]
fn a_no_in_brackets_answers_what_stands_in_them() {
    let names = named("Partner Media GmbH");
    let blocks = section("Våra partner", vec![item("Partner Media GmbH (berättigat intresse: nej)")]);
    assert_eq!(ask(&page("sv", blocks), &recipient(&names)).verdict, Verdict::Named);
}

#[test]
fn a_denial_by_name_beats_a_category_and_not_a_name() {
    let names = named("Lumigent");
    let verdict = |language, blocks| ask(&page(language, blocks), &recipient(&names));
    let denied = vec![text("Our data processors handle your data."), text("We do not use Lumigent.")];
    assert_eq!(verdict("en", denied).verdict, Verdict::Denied);
    let denied =
        vec![text("Vi har personuppgiftsbiträden."), text("Vi delar aldrig uppgifter med Lumigent.")];
    assert_eq!(verdict("sv", denied).verdict, Verdict::Denied);
    let both = vec![text("Vi deler ikke data med Lumigent."), text("Siden hostes af Lumigent.")];
    let answer = verdict("da", both);
    assert_eq!(answer.verdict, Verdict::Named);
    assert!(answer.contradiction.is_some());
}

#[test]
fn a_question_says_what_its_answer_says() {
    let names = named("Adform");
    let verdict = |language, blocks| ask(&page(language, blocks), &recipient(&names)).verdict;
    let asked = |question: &str, answer: &str| section(question, vec![text(answer)]);
    assert_eq!(verdict("da", asked("Bruger I Adform?", "Nej, det gør vi ikke.")), Verdict::Denied);
    assert_eq!(verdict("da", asked("Bruger I Adform?", "Ja, til annoncer.")), Verdict::Named);
    assert_eq!(verdict("sv", asked("Använder ni Adform?", "Nej.")), Verdict::Denied);
    assert_eq!(verdict("en", asked("Do you use Adform?", "We count visits.")), Verdict::Vague);
    assert_eq!(verdict("en", asked("Why do you use Adform?", "To count visits.")), Verdict::Named);
    assert_eq!(verdict("en", vec![text("Is my data shared with Adform? No.")]), Verdict::Denied);
    assert_eq!(verdict("sv", vec![text("Delas uppgifterna med Adform? Ja.")]), Verdict::Named);
    let sold = asked("Sælger I mine data til Adform?", "Nej. Adform får kun din e-mailadresse.");
    let answer = ask(&page("da", sold), &recipient(&names));
    assert_eq!((answer.verdict, answer.contradiction), (Verdict::Named, None));
}

#[test]
fn a_negation_in_a_lead_is_said_of_its_items_or_of_something_else() {
    let names = named("Sokigo AB");
    let verdict = |language, lead: &str| {
        ask(&page(language, vec![text(lead), item("Sokigo AB")]), &recipient(&names)).verdict
    };
    for (language, lead) in [
        ("sv", "Mottagare som inte är personuppgiftsbiträden:"),
        ("sv", "Följande bolag får uppgifter, men inte för egna ändamål:"),
        ("sv", "Vi säljer aldrig dina uppgifter. Vi delar dem med:"),
        ("da", "Modtagere, der ikke er databehandlere:"),
        ("da", "Vi deler oplysninger med disse, men ikke til markedsføring:"),
        ("en", "Recipients that are not processors:"),
        ("en", "These companies may not use your data for their own purposes:"),
        ("en", "We only share data with the following, and never for marketing:"),
    ] {
        assert_eq!(verdict(language, lead), Verdict::Named, "{lead}");
    }
    for (language, lead) in [
        ("sv", "Företag som inte får några uppgifter:"),
        ("sv", "Bolag som vi inte delar uppgifter med:"),
        ("sv", "Uppgifterna lämnas inte till följande:"),
        ("da", "Tjenester, der ikke bruges:"),
        ("da", "Vi videregiver ikke oplysninger til:"),
        ("en", "Services that are not used:"),
        ("en", "We do not share data for marketing with:"),
    ] {
        assert_eq!(verdict(language, lead), Verdict::Denied, "{lead}");
    }
}

#[test]
fn a_heading_that_speaks_of_selling_denies_no_recipient() {
    let names = named("Sokigo AB");
    let under = |heading: &str| {
        ask(&page("sv", section(heading, vec![item("Sokigo AB (drift)")])), &recipient(&names)).verdict
    };
    assert_eq!(under("Vi säljer aldrig dina uppgifter"), Verdict::Named);
    assert_eq!(under("Tjänster som vi inte använder"), Verdict::Denied);
}

#[test]
fn a_cookies_name_in_a_cell_or_an_item_needs_no_odd_sign() {
    let cookie = |name| Fact::Cookie { name };
    let labelled = page("en", table(&[&["Cookie name:", "sid"], &["Provider:", "us"]]));
    assert_eq!(ask(&labelled, &cookie("sid")).verdict, Verdict::Named);
    assert_eq!(ask(&labelled, &cookie("us")).verdict, Verdict::Silent);
    let headed = page("sv", table(&[&["Namn", "Syfte"], &["tema", "utseende"]]));
    assert_eq!(ask(&headed, &cookie("tema")).verdict, Verdict::Named);
    assert_eq!(ask(&headed, &cookie("utseende")).verdict, Verdict::Silent);
    assert_eq!(ask(&headed, &cookie("Syfte")).verdict, Verdict::Silent);
    let items = page("sv", vec![item("sid: sessionskaka"), item("lang – språkval")]);
    assert_eq!(ask(&items, &cookie("lang")).verdict, Verdict::Named);
    let others = page("sv", vec![item("lang väntetid"), item("lag – 9 kap. 28 §")]);
    assert_eq!(ask(&others, &cookie("lang")).verdict, Verdict::Silent);
    assert_eq!(ask(&others, &cookie("lag")).verdict, Verdict::Silent);
}

#[test]
fn a_pattern_of_capitals_or_of_a_word_counts_where_names_stand() {
    let cookie = |name| Fact::Cookie { name };
    let rows = page(
        "sv",
        table(&[&["ARRAffinity*", "Azure"], &["SESS* och SSESS*", "YouTube*"], &["Google*", "reklam"]]),
    );
    assert_eq!(ask(&rows, &cookie("ARRAffinitySameSite")).verdict, Verdict::Named);
    assert_eq!(ask(&rows, &cookie("SSESSab12")).verdict, Verdict::Named);
    assert_eq!(ask(&rows, &cookie("YouTubeSession")).verdict, Verdict::Silent);
    assert_eq!(ask(&rows, &cookie("GoogleAdServing")).verdict, Verdict::Silent);
    let headed = page("sv", table(&[&["Namn", "Leverantör"], &["sess*", "vi*"]]));
    assert_eq!(ask(&headed, &cookie("sess42")).verdict, Verdict::Named);
    assert_eq!(ask(&headed, &cookie("vi42")).verdict, Verdict::Silent);
    let longer = page("sv", table(&[&["wp-settings-{time}-[UID]", "WordPress"]]));
    assert_eq!(ask(&longer, &cookie("wp-settings-time-1")).verdict, Verdict::Named);
    assert_eq!(ask(&longer, &cookie("wp-settings-1")).verdict, Verdict::Silent);
}

#[test]
fn the_head_above_cookies_names_is_no_data_of_a_person() {
    let rows = |first: &str, second: &str| page("sv", table(&[&[first, second], &["sid", "inloggning"]]));
    let name = Fact::Data("name");
    assert_eq!(ask(&rows("Namn", "Vad kakan gör"), &name).verdict, Verdict::Silent);
    let people = page("sv", table(&[&["Uppgifter vi sparar", "Varför"], &["Namn", "kontakt med dig"]]));
    assert_eq!(ask(&people, &name).verdict, Verdict::Named);
}

#[test]
fn our_own_contact_details_are_no_data_of_the_reader() {
    let phone = Fact::Data("phone");
    let own = page("da", section("Kontaktoplysninger", vec![text("Telefonnummer: +45 12 34 56 78")]));
    assert_eq!(ask(&own, &phone).verdict, Verdict::Silent);
    let theirs =
        page("da", section("Kontaktoplysninger", vec![text("Vi gemmer dit telefonnummer i et år.")]));
    assert_eq!(ask(&theirs, &phone).verdict, Verdict::Named);
}
