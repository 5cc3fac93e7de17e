//! What buttons of real banners say, in six languages, and what must not be taken for it.

use super::{Meaning, Names};

/// What a refusal may do with each: press it as a refusal, as the way to choices, to keep what was chosen, or not at all.
fn used(text: &str) -> &'static str {
    let meaning = Meaning::of(text);
    match (meaning.reject, meaning.settings, meaning.save) {
        (Some(_), None, None) => "reject",
        (None, Some(_), None) => "settings",
        (None, None, Some(_)) => "save",
        (None, None, None) => "nothing",
        _ => "several",
    }
}

/// Labels, with a stroke between them.
fn labels(text: &str) -> impl Iterator<Item = &str> {
    text.split('|').map(str::trim)
}

fn all_are(expected: &str, text: &str) {
    let odd: Vec<_> =
        labels(text).map(|label| (label, used(label))).filter(|(_, used)| *used != expected).collect();
    assert!(odd.is_empty(), "not {expected}: {odd:?}");
}

#[test]
fn a_refusal_is_read_in_every_language() {
    all_are(
        "reject",
        "Avvisa alla | Neka alla kakor | Avvisa alla kakor utom nödvändiga |
         Neka allt utom det nödvändiga | Nej tack | Nej | Godkänn endast nödvändiga kakor |
         Acceptera bara nödvändiga | Jag godkänner endast nödvändiga kakor |
         Bara nödvändiga cookies | Nej tack, jag godkänner bara nödvändiga kakor |
         Spara endast nödvändiga | Välj endast nödvändiga | Fortsätt utan att godkänna |
         Avvisa icke-nödvändiga | Neka valfria kakor | Jag godkänner inte | Nej till alla kakor |
         Bekräfta avvisa | Endast funktionella | Neka statistik och marknadsföring |
         Nej, jag godkänner inte",
    );
    all_are(
        "reject",
        "Afvis alle | Kun nødvendige | Kun de nødvendige | Accepter kun nødvendige cookies |
         Nej tak | Afslå alle undtagen nødvendige | Fortsæt uden at acceptere |
         Afvis ikke-nødvendige | Jeg accepterer ikke | Fravælg alle",
    );
    all_are(
        "reject",
        "Avvis alle | Kun nødvendige | Godta bare nødvendige | Nei takk | Nei til alle |
         Godta kun strengt nødvendige informasjonskapsler | Berre naudsynte | Godta berre naudsynte |
         Berre nødvendige informasjonskapslar | Fortsett uten å godta",
    );
    all_are(
        "reject",
        "Hylkää kaikki | Vain välttämättömät evästeet | Hyväksy vain välttämättömät | Ei kiitos |
         Kiellä | Jatka hyväksymättä | Salli vain pakolliset | Hylkää kaikki ja sulje |
         Hylkää valinnaiset evästeet | Ei",
    );
    all_are(
        "reject",
        "Reject all | Reject all cookies | Decline optional cookies | Only necessary |
         Use necessary cookies only | Continue without accepting | Reject non-essential |
         Accept only essential cookies | Allow only essential | No thanks | No | I do not accept |
         Deny",
    );
}

#[test]
fn what_gives_something_away_is_no_refusal_no_setting_and_keeps_nothing() {
    let giving = "Godkänn alla och spara | Spara och godkänn alla | Välj alla | Välj alla och spara |
         Godkänn nödvändiga och valfria | Godkänn nödvändiga och alla andra |
         Endast nödvändiga och statistik | Nej, godkänn alla | Godkänn alla | Ja, tillåt alla |
         Godkänn rekommenderade inställningar | Rekommenderade inställningar |
         Nej tack, bara nödvändiga och marknadsföring | Acceptera | Godkänn icke nödvändiga |
         Avvisa inte | Spara och acceptera | Spara alla | Aktivera alla inställningar |
         Nödvändiga och statistik | Avvisa alla utom statistik | Godkänn eller neka |
         Tillåt nödvändiga, ja till resten | Accepter nødvendige og statistik | Gem og tillad alle |
         Accepter ikke-nødvendige | Vælg alle | Tillad alle | Gem og accepter alle | OK til alle |
         Kun nødvendige og markedsføring | Bekreft alle | Lagre og godta alle |
         Godta nødvendige og valgfrie | Velg alle | Godta ikke-nødvendige |
         Bruk anbefalte innstillinger | Hyväksy kaikki ja tallenna | Tallenna ja hyväksy kaikki |
         Hyväksy välttämättömät ja tilastolliset | Valitse kaikki | Hyväksy ei-välttämättömät |
         Accept recommended settings | Save and accept all | Accept all & save | Select all |
         Accept necessary and optional | Only necessary and analytics | Accept all options |
         Enable all preferences | Save & allow all choices | Accept or reject |
         Accept non-essential | Reject all except statistics | Confirm all |
         Use recommended settings | Do not reject";
    all_are("nothing", giving);
}

#[test]
fn what_gives_everything_is_known_as_that() {
    let giving = "Godkänn alla och spara | Välj alla | Accept recommended settings | Save and accept all |
         Gem og tillad alle | Hyväksy kaikki ja tallenna | Godkänn nödvändiga och valfria |
         Accepter nødvendige og statistik | OK til alle | Ja tak | Accept | Accept all options";
    let odd: Vec<_> = labels(giving).filter(|label| !Meaning::of(label).gives()).collect();
    assert!(odd.is_empty(), "{odd:?}");
    let not = "Neka alla | Inställningar | Spara val | Consent settings | Stäng |
         Välj vilka kakor du godkänner | Statistik | Godkänn valda";
    let odd: Vec<_> = labels(not).filter(|label| Meaning::of(label).gives()).collect();
    assert!(odd.is_empty(), "{odd:?}");
}

#[test]
fn the_way_to_choices_is_no_refusal() {
    all_are(
        "settings",
        "Inställningar | Nej, jag vill välja | Nej, anpassa | Avvisa eller hantera | Hantera kakor |
         Anpassa val | Hantera samtycke | Välj vilka kakor du godkänner | Visa alla alternativ |
         Samtycke – inställningar | Nej, låt mig välja | Indstillinger | Nej, lad mig vælge |
         Tilpas | Innstillinger | Nei, jeg vil velge | Innstillingar | Asetukset |
         Ei, haluan valita | Mukauta | Cookie preferences | Consent settings | Manage all cookies |
         Customise | No, let me choose | Choose which cookies to allow",
    );
}

#[test]
fn what_was_chosen_is_kept_by_what_says_only_that() {
    all_are(
        "save",
        "Spara | Spara val | Spara mina val | Spara inställningar | Spara och stäng | Godkänn valda |
         Tillåt urval | Bekräfta val | Spara och godkänn valda | Gem valg | Gem indstillinger |
         Tillad valgte | Lagre valg | Bekreft | Tallenna valinnat | Tallenna ja sulje |
         Salli valinta | Save | Save preferences | Save and close | Confirm my choices |
         Accept selected | Allow selection",
    );
}

#[test]
fn other_buttons_say_nothing() {
    all_are(
        "nothing",
        " | Stäng | ✕ | Läs mer om hur du avvisar kakor | Sök | Logga in | Read our cookie policy |
         Reject and subscribe for 3 EUR",
    );
}

#[test]
fn acceptance_is_not_a_choice_nor_a_part() {
    for label in labels(
        "Godkänn alla | Ja tak | Hyväksy | OK til alle | Accept all options |
         Spara och godkänn alla | Godkänner | Consent",
    ) {
        assert!(Meaning::of(label).accept.is_some(), "{label}");
    }
    for label in labels(
        "Godkänn valda | Välj vilka du godkänner | Tallenna ja sulje | Manage consent |
         Godkänn endast nödvändiga | Jag godkänner inte",
    ) {
        assert!(Meaning::of(label).accept.is_none(), "{label}");
    }
}

#[test]
fn choices_are_told_apart() {
    for label in labels("Nej | Av | Off | Nei | Ei | Endast nödvändiga") {
        assert!(Meaning::of(label).off, "{label}");
    }
    for label in labels("Ja | På | On | Statistik | Alla | Nej, jag vill välja") {
        assert!(!Meaning::of(label).off, "{label}");
    }
    for (label, names) in [
        ("Nödvändiga kakor", Some(Names::Needed)),
        ("Strictly necessary", Some(Names::Needed)),
        ("Nödvändiga och statistik", Some(Names::Optional)),
        ("Inte nödvändiga", Some(Names::Optional)),
        ("Ikke nødvendige", Some(Names::Optional)),
        ("Nødvendige og funktionelle", None),
        ("Statistik", Some(Names::Optional)),
        ("Ja", None),
    ] {
        assert_eq!(Meaning::of(label).names, names, "{label}");
    }
}
