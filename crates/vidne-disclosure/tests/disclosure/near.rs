//! One fact near another: the same block, row, list or section.

use vidne_disclosure::{Fact, Verdict};

use crate::page::{item, named, near, page, recipient, section, table, text};

#[test]
fn a_purpose_in_the_same_row_belongs_to_the_cookie() {
    let page = page(
        "sv",
        table(&[
            &["Namn", "Leverantör", "Ändamål", "Lagringstid"],
            &["__cf_bm", "Cloudflare", "Skilja människor från robotar", "30 minuter"],
            &["_pk_id.*", "Matomo", "Statistik", "13 månader"],
        ]),
    );
    let cookie = Fact::Cookie { name: "__cf_bm" };
    let names = named("Matomo");
    assert_eq!(near(&page, &Fact::Purpose("bot-management"), &cookie), Verdict::Named);
    assert_eq!(near(&page, &Fact::Purpose("statistics"), &cookie), Verdict::Silent);
    assert_eq!(near(&page, &Fact::Purpose("statistics"), &recipient(&names)), Verdict::Named);
    assert_eq!(near(&page, &Fact::Duration, &cookie), Verdict::Named);
    assert_eq!(near(&page, &Fact::Duration, &Fact::Cookie { name: "_pk_id.1.2" }), Verdict::Named);
}

#[test]
fn a_list_belongs_to_the_text_that_introduces_it() {
    let page = page(
        "da",
        vec![
            text("Siteimprove modtager følgende oplysninger:"),
            item("IP-adresse"),
            item("Søgeord"),
            text("Kommunen har selv adgang til dit telefonnummer."),
        ],
    );
    let names = named("Siteimprove");
    assert_eq!(near(&page, &Fact::Data("ip-address"), &recipient(&names)), Verdict::Named);
    assert_eq!(near(&page, &Fact::Data("search-terms"), &recipient(&names)), Verdict::Named);
    assert_eq!(near(&page, &Fact::Data("phone"), &recipient(&names)), Verdict::Silent);
}

#[test]
fn a_section_belongs_to_whom_its_heading_names() {
    let mut blocks = section(
        "Cloudflare",
        vec![text("Tjänsten skyddar mot överbelastningsattacker."), text("Din IP-adress behandlas.")],
    );
    blocks.extend(section("Nyhetsbrev", vec![text("Vi sparar din e-postadress.")]));
    let page = page("sv", blocks);
    let names = named("Cloudflare");
    assert_eq!(near(&page, &Fact::Purpose("security"), &recipient(&names)), Verdict::Named);
    assert_eq!(near(&page, &Fact::Data("ip-address"), &recipient(&names)), Verdict::Named);
    assert_eq!(near(&page, &Fact::Data("email"), &recipient(&names)), Verdict::Silent);
}

#[test]
fn a_heading_is_inherited_and_a_paragraph_beside_is_vague() {
    let page = page(
        "en",
        section(
            "Statistics",
            vec![text("The website uses Matomo."), text("Your IP address is stored for a month.")],
        ),
    );
    let names = named("Matomo");
    assert_eq!(near(&page, &Fact::Purpose("statistics"), &recipient(&names)), Verdict::Named);
    assert_eq!(near(&page, &Fact::Data("ip-address"), &recipient(&names)), Verdict::Vague);
}

#[test]
fn nothing_is_near_somebody_who_is_not_mentioned() {
    let page = page("en", vec![text("We collect your IP address for security reasons.")]);
    let names = named("Matomo");
    assert_eq!(near(&page, &Fact::Data("ip-address"), &recipient(&names)), Verdict::Silent);
}

#[test]
fn the_name_of_a_product_is_no_purpose() {
    let names = named("Google Analytics");
    let bare = page("en", vec![text("We use Google Analytics.")]);
    assert_eq!(near(&bare, &Fact::Purpose("analytics"), &recipient(&names)), Verdict::Silent);
    let told = page("en", vec![text("We use Google Analytics for web statistics.")]);
    assert_eq!(near(&told, &Fact::Purpose("analytics"), &recipient(&names)), Verdict::Named);
}

#[test]
fn what_is_said_of_a_category_is_no_more_than_that() {
    let page = page("sv", vec![text("Våra personuppgiftsbiträden behandlar din IP-adress.")]);
    let names = named("Cloudflare");
    assert_eq!(near(&page, &Fact::Data("ip-address"), &recipient(&names)), Verdict::Category);
}

#[test]
fn who_is_named_with_what_they_do_is_told_with_their_purpose() {
    let maps = named("Kartbolaget AB");
    let told = |text_of: &str, purpose| {
        near(&page("sv", vec![text(text_of)]), &Fact::Purpose(purpose), &recipient(&maps))
    };
    assert_eq!(told("Kartorna kommer från Kartbolaget AB.", "maps"), Verdict::Named);
    assert_eq!(told("Kartorna kommer inte från Kartbolaget AB.", "maps"), Verdict::Silent);
    assert_eq!(told("Kartorna är våra egna. Kartbolaget AB driftar webbplatsen.", "maps"), Verdict::Silent);
    assert_eq!(
        told("Kartorna är våra egna, och vi använder Kartbolaget AB till annat.", "maps"),
        Verdict::Silent
    );
    let google = named("Google");
    let products = page("en", vec![text("We use Google Maps and Google Video.")]);
    for purpose in ["maps", "media", "search"] {
        assert_eq!(near(&products, &Fact::Purpose(purpose), &recipient(&google)), Verdict::Silent);
    }
    let row = page("sv", table(&[&["Google", "Kartor"], &["Vimeo", "Film"]]));
    assert_eq!(near(&row, &Fact::Purpose("maps"), &recipient(&google)), Verdict::Named);
    assert_eq!(near(&row, &Fact::Purpose("media"), &recipient(&google)), Verdict::Silent);
    let above = page("sv", section("Kartor", vec![text("Vi använder Google."), text("Film visar vi inte.")]));
    assert_eq!(near(&above, &Fact::Purpose("maps"), &recipient(&google)), Verdict::Named);
    assert_eq!(near(&above, &Fact::Purpose("media"), &recipient(&google)), Verdict::Silent);
    let under = page("da", section("Google", vec![text("Videoerne på siden hentes her.")]));
    assert_eq!(near(&under, &Fact::Purpose("media"), &recipient(&google)), Verdict::Named);
}

#[test]
fn a_name_without_what_it_does_tells_no_purpose() {
    let sentences = [
        ("sv", "Acme AB", "Vi delar dina uppgifter med Acme AB."),
        ("sv", "Acme AB", "Acme AB är personuppgiftsbiträde åt kommunen."),
        ("sv", "Acme AB", "Uppgifterna lagras på Acme AB:s servrar i Irland."),
        (
            "sv",
            "Acme AB",
            "Har du frågor om hur Acme AB behandlar dina uppgifter kan du kontakta dataskyddsombudet.",
        ),
        ("sv", "Acme AB", "Acme AB finns i Stockholm och har avtal med kommunen."),
        ("sv", "Acme AB", "Vi rekommenderar att du läser Acme AB:s integritetspolicy."),
        ("sv", "Acme AB", "Du betalar i receptionen. Acme AB är ett personuppgiftsbiträde."),
        ("sv", "Acme AB", "Acme AB sparar uppgifterna i två år och raderar dem sedan."),
        ("sv", "Acme AB", "Acme AB får din IP-adress och din e-postadress."),
        ("sv", "Acme AB", "Kommunen har tecknat avtal med Acme AB, som finns i USA."),
        ("da", "Acme A/S", "Vi videregiver dine oplysninger til Acme A/S."),
        ("da", "Acme A/S", "Acme A/S er databehandler for kommunen."),
        ("da", "Acme A/S", "Oplysningerne opbevares på Acme A/S' servere i Irland."),
        ("da", "Acme A/S", "Vi anbefaler, at du læser Acme A/S' privatlivspolitik."),
        ("da", "Acme A/S", "Acme A/S beskytter dine oplysninger."),
        ("da", "Acme A/S", "Acme A/S opbevarer oplysningerne i kort tid."),
        ("da", "Acme A/S", "Acme A/S sletter oplysningerne efter to år."),
        ("en", "Acme Ltd", "We share your data with Acme Ltd."),
        ("en", "Acme Ltd", "Acme Ltd is a processor of the council."),
        ("en", "Acme Ltd", "The data is stored on Acme Ltd's servers in Ireland."),
        ("en", "Acme Ltd", "We recommend that you read Acme Ltd's privacy policy."),
        ("en", "Acme Ltd", "Acme Ltd protects your personal data."),
        ("en", "Acme Ltd", "Acme Ltd deletes the data after two years."),
        ("en", "Acme Ltd", "We have a contract with Acme Ltd, which is based in the US."),
        ("nb", "Acme AS", "Vi deler opplysningene dine med Acme AS."),
        ("nb", "Acme AS", "Acme AS er databehandler for kommunen."),
        ("nb", "Acme AS", "Acme AS lagrer opplysningene i to år."),
    ];
    let ideas: toml::Table = toml::from_str(include_str!("../../lexicon/ideas.toml")).unwrap();
    let purposes = ideas["purpose"].as_table().unwrap();
    for (language, name, sentence) in sentences {
        let (page, names) = (page(language, vec![text(sentence)]), named(name));
        for purpose in purposes.keys() {
            let verdict = near(&page, &Fact::Purpose(purpose), &recipient(&names));
            assert_eq!(verdict, Verdict::Silent, "{purpose}: {sentence}");
        }
    }
}
