//! Pages as others build them: titles above denials, lists under a "not", tables of recipients, two languages on one page.

use vidne_disclosure::{Alias, Fact, Verdict};

use crate::page::{ask, item, named, page, recipient, section, table, text};

#[test]
fn a_title_says_nothing_above_its_denial() {
    let blocks = section("Nyhedsbrev", vec![text("Vi har ikke et nyhedsbrev.")]);
    assert_eq!(ask(&page("da", blocks), &Fact::Purpose("newsletter")).verdict, Verdict::Denied);
    let blocks = section("Third-party cookies", vec![text("No tracking cookies from third parties.")]);
    let names = named("Criteo");
    assert_eq!(ask(&page("en", blocks), &recipient(&names)).verdict, Verdict::Denied);
}

#[test]
fn a_title_still_counts_where_something_below_it_tells_of_it() {
    let blocks = section(
        "Nyhetsbrev",
        vec![
            text("Vi skickar inte nyhetsbrev till barn."),
            text("Nyhetsbrevet går till den som har anmält sig."),
        ],
    );
    assert_eq!(ask(&page("sv", blocks), &Fact::Purpose("newsletter")).verdict, Verdict::Named);
    let blocks = section("Statistik", vec![text("Vi räknar besök med Matomo.")]);
    assert_eq!(ask(&page("sv", blocks), &Fact::Purpose("statistics")).verdict, Verdict::Named);
}

#[test]
fn what_is_denied_by_name_is_not_told_by_its_kind() {
    let blocks = vec![text("Vi loggar inte din IP-adress."), text("Tekniska uppgifter sparas i en månad.")];
    assert_eq!(ask(&page("sv", blocks), &Fact::Data("ip-address")).verdict, Verdict::Denied);
}

#[test]
fn a_list_of_acts_takes_the_not_of_its_title() {
    let blocks = section(
        "What we do not do",
        vec![item("Sell your data to third parties"), item("Follow you around")],
    );
    let names = named("Criteo");
    assert_eq!(ask(&page("en", blocks), &recipient(&names)).verdict, Verdict::Denied);
    let blocks = section("What we do", vec![item("Share your data with third parties")]);
    assert_eq!(ask(&page("en", blocks), &recipient(&names)).verdict, Verdict::Category);
}

#[test]
fn an_ordinary_word_is_a_name_in_the_first_column_of_recipients() {
    let meta = [Alias { text: "Meta".to_owned(), common_word: true }];
    let rows = table(&[&["Part", "Roll"], &["Meta (Facebook)", "Annonsering"]]);
    let blocks = section("Företag som vi delar uppgifter med", rows);
    assert_eq!(ask(&page("sv", blocks), &recipient(&meta)).verdict, Verdict::Named);
    let drift = [Alias { text: "Drift".to_owned(), common_word: true }];
    let rows = table(&[&["Part", "Ändamål"], &["Klarna", "Drift"]]);
    let blocks = section("Företag som vi delar uppgifter med", rows);
    assert_ne!(ask(&page("sv", blocks), &recipient(&drift)).verdict, Verdict::Named);
}

#[test]
fn an_english_part_of_a_danish_page_is_read_as_english() {
    let blocks = vec![
        text("Vi bruger Matomo til at tælle besøg, og vi deler ikke oplysningerne med andre."),
        text(
            "When you visit the site we do not use YouTube. We log your IP address and your data is not transferred to third countries.",
        ),
    ];
    let page = page("da", blocks);
    assert_eq!(ask(&page, &recipient(&named("YouTube"))).verdict, Verdict::Denied);
    assert_eq!(ask(&page, &recipient(&named("Matomo"))).verdict, Verdict::Named);
    assert_eq!(ask(&page, &Fact::Data("ip-address")).verdict, Verdict::Named);
    assert_eq!(ask(&page, &Fact::Transfer { country: None }).verdict, Verdict::Denied);
}

#[test]
fn nynorsk_is_unreadable_and_no_silence_but_its_cookies_are_found() {
    let blocks = vec![
        text("Vi brukar ikkje eit verktøy frå andre for å sjå korleis du nyttar sidene."),
        text(
            "Informasjonskapselen ASP.NET_SessionId vert fjerna når du lukkar nettlesaren, og vi veit ikkje kven du er.",
        ),
    ];
    for language in ["nb", "nn", "no"] {
        let page = page(language, blocks.clone());
        let answer = ask(&page, &Fact::Transfer { country: None });
        assert_eq!(answer.verdict, Verdict::Unreadable, "{language}");
        assert_eq!(
            ask(&page, &Fact::Cookie { name: "ASP.NET_SessionId" }).verdict,
            Verdict::Named,
            "{language}"
        );
        assert_eq!(ask(&page, &Fact::Cookie { name: "_ga" }).verdict, Verdict::Unreadable, "{language}");
    }
}
