//! Citations resolve, switch regime, and change with the day and the country.

use vidne_law::{
    Caveat, Citation, Law, Regime, case, dk_cookie_order, dora, edpb, eidas, eprivacy, eudpr, gdpr, led,
    nis2, nis2_impl, se_lek_2003, se_lek_2022,
};

use crate::{country, day};

#[test]
fn every_kind_of_citation_resolves() {
    let citations = [
        (gdpr("28(2)"), "GDPR Art. 28(2)"),
        (gdpr("13(1)(f)"), "GDPR Art. 13(1)(f)"),
        (gdpr("49(1)-2"), "GDPR Art. 49(1) second subparagraph"),
        (eudpr("29(2)"), "Regulation (EU) 2018/1725 Art. 29(2)"),
        (led("35"), "Directive (EU) 2016/680 Art. 35"),
        (eprivacy("5(3)"), "ePrivacy Directive Art. 5(3)"),
        (se_lek_2003("6-18"), "LEK (2003:389) 6 kap. 18 §"),
        (se_lek_2022("9-28"), "LEK (2022:482) 9 kap. 28 §"),
        (dk_cookie_order("3"), "cookiebekendtgørelsen (BEK 1148/2011) § 3"),
        (edpb("opinion-22-2024(31)"), "EDPB Opinion 22/2024 para. 31"),
        (edpb("guidelines-9-2022"), "EDPB Guidelines 9/2022"),
        (case("C-311/18"), "Schrems II (C-311/18)"),
        (case("C-673/17"), "Planet49 (C-673/17)"),
        (gdpr("12(2)"), "GDPR Art. 12(2)"),
        (gdpr("13(1)"), "GDPR Art. 13(1)"),
        (gdpr("24(1)"), "GDPR Art. 24(1)"),
        (gdpr("32(2)"), "GDPR Art. 32(2)"),
        (gdpr("47(1)"), "GDPR Art. 47(1)"),
        (gdpr("49(1)"), "GDPR Art. 49(1)"),
        (eidas("19a(1)(b)"), "eIDAS Art. 19a(1)(b)"),
        (nis2("23(4)"), "NIS 2 Art. 23(4)"),
        (nis2_impl("14"), "Implementing Regulation (EU) 2024/2690 Art. 14"),
        (nis2_impl("annex-4.2.2(b)"), "Implementing Regulation (EU) 2024/2690 Annex 4.2.2(b)"),
        (dora("12(1)(a)"), "DORA Art. 12(1)(a)"),
        (Citation::new("dk-teleloven", "20"), "teleloven § 20"),
    ];
    for (citation, short) in citations {
        assert!(citation.provision().is_some(), "{}", citation.id());
        assert_eq!(citation.to_string(), short);
    }
}

#[test]
fn what_is_asked_of_backups_begins_with_each_text() {
    let points = [
        "4.1.4", "4.2.1", "4.2.2", "4.2.2(a)", "4.2.2(b)", "4.2.2(c)", "4.2.2(d)", "4.2.2(e)", "4.2.3",
        "4.2.4", "4.2.6",
    ];
    for point in points {
        let found = Law::embedded().provision(&format!("nis2-2024-2690:annex-{point}")).expect(point);
        assert!(found.applies(day("2024-11-07")) && !found.applies(day("2024-11-06")), "{point}");
        assert!(!found.verified, "{point}: nobody has read it in the Official Journal yet");
    }
    for article in ["11(6)", "12(1)", "12(1)(a)", "12(1)(b)", "12(2)", "12(3)", "12(6)", "12(7)"] {
        let found = Law::embedded().provision(&format!("dora:{article}")).expect(article);
        assert!(found.applies(day("2025-01-17")) && !found.applies(day("2025-01-16")), "{article}");
        assert!(!found.verified, "{article}: nobody has read it in the Official Journal yet");
    }
}

#[test]
fn a_citation_of_nothing_stays_what_was_written() {
    assert_eq!(gdpr("999").provision(), None);
    assert_eq!(gdpr("999").to_string(), "gdpr:999");
    assert_eq!(gdpr("999").under(Regime::Eudpr), None);
}

#[test]
fn the_unions_institutions_have_articles_of_their_own() {
    let under = |citation: Citation| citation.under(Regime::Eudpr).map(Citation::id);
    assert_eq!(under(gdpr("28(2)")).as_deref(), Some("eudpr:29(2)"));
    assert_eq!(under(gdpr("13(1)(f)")).as_deref(), Some("eudpr:15(1)(e)"));
    assert_eq!(under(gdpr("44")).as_deref(), Some("eudpr:46"));
    assert_eq!(under(gdpr("49")).as_deref(), Some("eudpr:50"));
    assert_eq!(under(eprivacy("5(3)")).as_deref(), Some("eudpr:37"));
    assert_eq!(under(gdpr("24(1)")).as_deref(), Some("eudpr:26(1)"));
    assert_eq!(under(gdpr("47")), None);
    assert_eq!(under(gdpr("47(1)")), None);
    assert_eq!(gdpr("44").under(Regime::Led).map(Citation::id).as_deref(), Some("led:35"));
    assert_eq!(gdpr("44").under(Regime::Gdpr), Some(gdpr("44")));
    let doubt = eudpr("46").provision().unwrap().caveats(day("2022-09-22"));
    assert!(matches!(doubt[..], [Caveat::Unverified { .. }]));
}

#[test]
fn swedish_cookie_law_changes_on_2022_06_03() {
    let on = |code: &str, on: &str| {
        let found = Law::embedded().provisions_on("cookie-consent", country(code), day(on));
        found.map(|provision| provision.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(on("SE", "2022-06-02"), ["eprivacy:5(3)", "se-lek-2003:6-18"]);
    assert_eq!(on("SE", "2022-06-03"), ["eprivacy:5(3)", "se-lek-2022:9-28"]);
    assert_eq!(on("DK", "2022-06-03"), ["dk-cookie-order:3", "eprivacy:5(3)"]);
    assert_eq!(on("NO", "2022-06-03"), ["eprivacy:5(3)"]);
}

#[test]
fn incident_clocks_differ_between_2022_and_2026() {
    let on = |on: &str| {
        let found = Law::embedded().provisions_on("incident-notification", country("DK"), day(on));
        found.map(|provision| provision.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(on("2022-06-21"), ["eidas:19(2)"]);
    assert_eq!(on("2026-11-21"), ["dora:19", "eidas:19a(1)(b)", "eidas:24(2)(fb)", "nis2:23(4)"]);
}

#[test]
fn a_judgment_under_appeal_says_so_from_the_day_of_the_appeal() {
    let bindl = case("T-354/22").provision().unwrap();
    assert!(!bindl.applies(day("2025-01-07")));
    assert!(bindl.applies(day("2025-01-08")));
    assert_eq!(bindl.caveats(day("2025-03-16")), []);
    let [Caveat::UnderAppeal { case, .. }] = &bindl.caveats(day("2025-03-17"))[..] else {
        panic!("expected the appeal and nothing else");
    };
    assert_eq!(case, "C-206/25 P");
}

#[test]
fn the_opinion_on_processors_counts_from_its_adoption() {
    let opinion = edpb("opinion-22-2024(31)").provision().unwrap();
    assert!(!opinion.applies(day("2022-11-21")));
    assert!(!opinion.applies(day("2024-10-06")));
    assert!(opinion.applies(day("2024-10-07")));
}
