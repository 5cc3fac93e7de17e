//! Whole notices, as a municipality and an agency might publish them: what they say, and what they do not.

use vidne_disclosure::{Fact, Verdict};
use vidne_model::observed::{Block, BlockKind, Page};

use crate::page::{ask, block, item, named, near, page, recipient, section, table, text};

fn agency() -> Page {
    let mut blocks = vec![block(BlockKind::Heading, "Så behandlar vi personuppgifter")];
    blocks.push(text("Fiskeverket är personuppgiftsansvarigt för den behandling som sker i verksamheten. Vi värnar om din integritet."));
    blocks.extend(section("Anställda och uppdragstagare", vec![
        text("Vi behandlar uppgifter om anställda och konsulter för att betala ut lön. Det gäller namn, personnummer och kontonummer."),
    ]));
    blocks.extend(section(
        "Du som söker jobb",
        vec![text(
            "Vi sparar din ansökan och dina kontaktuppgifter i två år. Uppgifterna används för rekrytering.",
        )],
    ));
    blocks.extend(section("Nyhetsbrev och beställningar", vec![
        text("För dig som prenumererar på nyhetsbrevet registrerar vi e-postadress. När du beställer trycksaker sparas namn och postadress."),
        item("Vi lämnar inte ut uppgifterna till andra företag."),
    ]));
    blocks.extend(section("Vilka får del av uppgifterna?", vec![
        text("Våra IT-leverantörer behandlar uppgifter för vår räkning. De får inte använda uppgifterna för egna ändamål."),
        text("Allmänna handlingar kan komma att lämnas ut enligt offentlighetsprincipen."),
    ]));
    blocks.extend(section(
        "Överföring till tredjeland",
        vec![text("Fiskeverket strävar efter att all behandling ska ske inom EU/EES.")],
    ));
    blocks.extend(section("Dina rättigheter", vec![
        text("Du har rätt att få en kopia av de uppgifter som vi behandlar om dig. Du kan också klaga hos tillsynsmyndigheten."),
        text("Vi använder inte automatiserat beslutsfattande eller profilering."),
    ]));
    page("sv", blocks)
}

fn cookies() -> Page {
    let mut blocks = vec![block(BlockKind::Heading, "Cookies på kommunens hjemmeside")];
    blocks.push(text("Når du besøger hjemmesiden, sætter vi cookies. Du kan slette cookies i Google Chrome, Microsoft Edge og Safari."));
    blocks.extend(table(&[
        &["Navn", "Udbyder", "Formål", "Udløb"],
        &["CookieInformationConsent", "Cookie Information", "Gemmer dit samtykke", "1 år"],
        &["nmstat", "Siteimprove", "Statistik over besøgende", "1000 dage"],
        &["_pk_ses.*", "Matomo", "Måler antallet af besøg", "30 minutter"],
        &["JSESSIONID", "Kommunen", "Drift", "Session"],
    ]));
    blocks.push(text("Oplysninger fra Siteimprove behandles i Danmark. Vi videregiver ikke oplysninger til tredjepart uden dit samtykke."));
    blocks.push(Block { visibility: vidne_model::observed::Visibility::Hidden, ..text("Kortene leveres af Google Maps, og din IP-adresse overføres til USA på grundlag af Data Privacy Framework.") });
    page("da", blocks)
}

fn verdicts<'a>(page: &Page, fact: fn(&'a str) -> Fact<'a>, ids: &[&'a str]) -> Vec<Verdict> {
    ids.iter().map(|id| ask(page, &fact(id)).verdict).collect()
}

#[test]
fn a_notice_that_forgot_its_visitors_is_read_so() {
    let page = agency();
    let groups = ["employee", "contractor", "applicant", "subscriber", "orderer"];
    assert_eq!(verdicts(&page, Fact::Subjects, &groups), [Verdict::Named; 5]);
    assert_eq!(verdicts(&page, Fact::Subjects, &["visitor", "child", "patient"]), [Verdict::Silent; 3]);
    assert_eq!(
        verdicts(&page, Fact::Data, &["national-id", "payment", "email", "postal-address"]),
        [Verdict::Named; 4]
    );
    assert_eq!(
        verdicts(&page, Fact::Data, &["ip-address", "user-agent", "cookie-id", "health"]),
        [Verdict::Silent; 4]
    );
    assert_eq!(verdicts(&page, Fact::Data, &["phone"]), [Verdict::Category]);
    assert_eq!(verdicts(&page, Fact::Purpose, &["recruitment", "newsletter", "orders"]), [Verdict::Named; 3]);
    assert_eq!(
        verdicts(&page, Fact::Purpose, &["delivery", "security", "statistics", "marketing"]),
        [Verdict::Silent; 4]
    );
}

#[test]
fn a_notice_that_tells_suppliers_but_no_names_tells_a_category() {
    let page = agency();
    let names = named("Cloudflare");
    let answer = ask(&page, &Fact::Recipient { names: &names, kind: Some("network") });
    assert_eq!(answer.verdict, Verdict::Category);
    assert_eq!(answer.quotes[0].text, "Våra IT-leverantörer behandlar uppgifter för vår räkning.");
    assert_eq!(answer.contradiction.unwrap().text, "Vi lämnar inte ut uppgifterna till andra företag.");
}

#[test]
fn an_aim_and_a_right_tell_nothing_of_transfers() {
    let page = agency();
    let facts = [Fact::Transfer { country: None }, Fact::Transfer { country: Some("US") }, Fact::Safeguard];
    for fact in facts.iter().chain(&[Fact::CopyOfSafeguard]) {
        assert_eq!(ask(&page, fact).verdict, Verdict::Silent, "{fact:?}");
    }
}

#[test]
fn a_cookie_page_is_read_row_by_row() {
    let page = cookies();
    let siteimprove = named("Siteimprove");
    assert_eq!(ask(&page, &recipient(&siteimprove)).verdict, Verdict::Named);
    assert_eq!(near(&page, &Fact::Purpose("statistics"), &recipient(&siteimprove)), Verdict::Named);
    assert_eq!(near(&page, &Fact::Purpose("consent"), &recipient(&siteimprove)), Verdict::Silent);
    assert_eq!(near(&page, &Fact::Duration, &Fact::Cookie { name: "nmstat" }), Verdict::Named);
    assert_eq!(ask(&page, &Fact::Cookie { name: "_pk_ses.4.1fff" }).verdict, Verdict::Named);
    assert_eq!(ask(&page, &Fact::Cookie { name: "__cf_bm" }).verdict, Verdict::Silent);
    assert_eq!(ask(&page, &Fact::Basis("6.1.a")).verdict, Verdict::Silent);
}

#[test]
fn a_browser_is_no_recipient_and_a_closed_panel_no_notice() {
    let page = cookies();
    let microsoft = named("Microsoft");
    assert_eq!(
        ask(&page, &recipient(&microsoft)).verdict,
        Verdict::Vague,
        "only third parties, with consent"
    );
    let us = Fact::Transfer { country: Some("US") };
    assert_eq!(ask(&page, &us).verdict, Verdict::HiddenOnly);
    let google = named("Google Maps");
    let answer = ask(&page, &recipient(&google));
    assert_eq!((answer.verdict, answer.folded), (Verdict::Vague, Some(Verdict::Named)));
}
