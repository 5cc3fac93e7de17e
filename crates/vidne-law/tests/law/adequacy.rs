//! Adequacy and membership on the days around each change.

use jiff::civil::Date;
use vidne_law::{Adequacy, Area, Law, Regime, Scope};

use crate::{country, day};

fn adequate(code: &str, on: &str, exporter: Area) -> Option<&'static str> {
    match Law::embedded().adequacy(country(code), day(on), exporter) {
        Adequacy::Adequate { decision, .. } => Some(&decision.id),
        _ => None,
    }
}

/// Since when, and until when, there is no decision; a dash where there was or will be none.
fn gap(code: &str, on: &str) -> [String; 2] {
    match Law::embedded().adequacy(country(code), day(on), Area::Eu) {
        Adequacy::None { since, next } => [since, next].map(written),
        other => panic!("{code} on {on}: expected none, got {other:?}"),
    }
}

fn until(code: &str, on: &str) -> String {
    match Law::embedded().adequacy(country(code), day(on), Area::Eu) {
        Adequacy::Adequate { until, .. } => written(until),
        other => panic!("{code} on {on}: expected a decision, got {other:?}"),
    }
}

fn written(day: Option<Date>) -> String {
    day.map_or("-".to_owned(), |day| day.to_string())
}

#[test]
fn the_us_has_three_frameworks_and_two_gaps() {
    assert_eq!(gap("US", "2000-07-25"), ["-", "2000-07-26"]);
    assert_eq!(adequate("US", "2015-10-05", Area::Eu), Some("adequacy-us-safe-harbour"));
    assert_eq!(gap("US", "2015-10-06"), ["2015-10-06", "2016-07-12"]);
    assert_eq!(gap("US", "2016-07-11"), ["2015-10-06", "2016-07-12"]);
    assert_eq!(adequate("US", "2016-07-12", Area::Eu), Some("adequacy-us-privacy-shield"));
    assert_eq!(adequate("US", "2020-07-15", Area::Eu), Some("adequacy-us-privacy-shield"));
    assert_eq!(gap("US", "2020-07-16"), ["2020-07-16", "2023-07-10"]);
    assert_eq!(gap("US", "2023-07-09"), ["2020-07-16", "2023-07-10"]);
    assert_eq!(adequate("US", "2023-07-10", Area::Eu), Some("adequacy-us-dpf"));
    assert_eq!(adequate("US", "2023-07-11", Area::Eu), Some("adequacy-us-dpf"));
}

#[test]
fn the_us_is_adequate_only_for_listed_organisations() {
    let answer = Law::embedded().adequacy(country("US"), day("2024-01-01"), Area::Eu);
    let Adequacy::Adequate { decision, limits, until } = answer else { panic!("{answer:?}") };
    assert_eq!(decision.scope, Scope::ListedOrganisations);
    assert_eq!(decision.instrument.as_ref().map(AsRef::as_ref), Some("eu-us-dpf"));
    assert!(limits.is_some_and(|limits| limits.contains("list")));
    assert_eq!(until, None);
    assert!(!answer.covers_everyone());
}

#[test]
fn the_united_kingdom_leaves_step_by_step() {
    let law = Law::embedded();
    let gb = country("GB");
    for inside in ["2019-01-01", "2020-01-31", "2020-02-01", "2020-12-31"] {
        assert!(!law.is_third_country(gb, day(inside)), "{inside}");
        assert_eq!(law.area_of(gb, day(inside)), Some(Area::Eu), "{inside}");
    }
    for bridged in ["2021-01-01", "2021-06-27"] {
        assert!(!law.is_third_country(gb, day(bridged)), "{bridged}");
        assert_eq!(law.area_of(gb, day(bridged)), None, "{bridged}");
    }
    assert!(law.is_third_country(gb, day("2021-06-28")));
    assert_eq!(adequate("GB", "2021-06-28", Area::Eu), Some("adequacy-gb"));
    assert_eq!(adequate("GB", "2021-07-01", Area::Eu), Some("adequacy-gb"));
}

#[test]
fn the_united_kingdoms_term_is_the_one_known_on_the_day() {
    assert_eq!(until("GB", "2025-06-23"), "2025-06-27");
    assert_eq!(until("GB", "2025-06-27"), "2025-12-27");
    assert_eq!(until("GB", "2025-06-28"), "2025-12-27");
    assert_eq!(until("GB", "2025-12-18"), "2025-12-27");
    assert_eq!(until("GB", "2025-12-27"), "2031-12-27");
    assert_eq!(until("GB", "2025-12-28"), "2031-12-27");
    assert_eq!(until("GB", "2031-12-27"), "2031-12-27");
    assert_eq!(gap("GB", "2031-12-28"), ["2031-12-28", "-"]);
}

#[test]
fn brazil_is_adequate_for_the_eu_and_not_yet_for_the_eea_states() {
    assert_eq!(gap("BR", "2026-01-25"), ["-", "2026-01-26"]);
    assert_eq!(adequate("BR", "2026-01-26", Area::Eu), Some("adequacy-br"));
    assert_eq!(adequate("BR", "2026-01-27", Area::Eu), Some("adequacy-br"));
    assert_eq!(adequate("BR", "2026-01-26", Area::Eea), None);
    assert_eq!(adequate("BR", "2026-11-21", Area::Eea), None);
    let caveats = Law::embedded().adequacy_caveats(country("BR"), day("2026-11-21"), Area::Eea);
    assert_eq!(caveats.len(), 1);
    assert!(caveats[0].to_string().contains("2026-05-06"), "{}", caveats[0]);
    assert_eq!(Law::embedded().adequacy_caveats(country("BR"), day("2026-11-21"), Area::Eu), []);
}

#[test]
fn each_decision_begins_on_its_day() {
    let starts = [
        ("CH", "2000-08-25"),
        ("CA", "2002-01-04"),
        ("AR", "2003-07-05"),
        ("GG", "2003-11-21"),
        ("IM", "2004-04-30"),
        ("JE", "2008-05-26"),
        ("FO", "2010-03-09"),
        ("AD", "2010-10-21"),
        ("IL", "2011-02-01"),
        ("UY", "2012-08-22"),
        ("NZ", "2012-12-20"),
        ("JP", "2019-01-23"),
        ("KR", "2021-12-17"),
    ];
    for (code, start) in starts {
        let before = day(start).yesterday().unwrap().to_string();
        assert_eq!(gap(code, &before), ["-", start], "{code}");
        for exporter in [Area::Eu, Area::Eea] {
            assert!(adequate(code, start, exporter).is_some(), "{code}");
            let after = day(start).tomorrow().unwrap().to_string();
            assert!(adequate(code, &after, exporter).is_some(), "{code}");
        }
    }
}

#[test]
fn a_sector_is_not_a_country() {
    for code in ["CA", "JP", "KR"] {
        let answer = Law::embedded().adequacy(country(code), day("2022-09-22"), Area::Eu);
        let Adequacy::Adequate { decision, limits: Some(_), .. } = answer else { panic!("{answer:?}") };
        assert_eq!(decision.scope, Scope::Sector, "{code}");
    }
}

#[test]
fn an_international_organisation_can_be_adequate() {
    let on = |on: &str| Law::embedded().adequacy_of_body("epo", day(on), Area::Eu);
    assert!(matches!(on("2025-07-14"), Adequacy::None { since: None, next: Some(_) }));
    assert!(matches!(on("2025-07-15"), Adequacy::Adequate { .. }));
}

#[test]
fn eea_states_are_no_third_countries_and_greenland_is_one() {
    let law = Law::embedded();
    let on = day("2022-09-22");
    for inside in ["SE", "DK", "FI", "AX", "DE", "HR"] {
        assert_eq!(law.area_of(country(inside), on), Some(Area::Eu), "{inside}");
    }
    for inside in ["NO", "IS", "LI"] {
        assert_eq!(law.area_of(country(inside), on), Some(Area::Eea), "{inside}");
        assert_eq!(law.adequacy(country(inside), on, Area::Eu), Adequacy::NotThirdCountry, "{inside}");
    }
    for outside in ["GL", "IN", "US", "GB", "CH"] {
        assert!(law.is_third_country(country(outside), on), "{outside}");
    }
    assert_eq!(gap("GL", "2022-09-22"), ["-", "-"]);
}

#[test]
fn there_are_twenty_seven_members_since_the_united_kingdom_left() {
    let law = Law::embedded();
    let territories = ["AX", "GF", "GP", "MF", "MQ", "RE", "YT"].map(country);
    let members = |on: &str| {
        let rows = law.memberships().filter(|row| row.area == Area::Eu);
        let codes = rows.flat_map(|row| &row.countries).copied();
        let inside = codes.filter(|code| law.area_of(*code, day(on)) == Some(Area::Eu));
        let states = inside.filter(|code| !territories.contains(code) && *code != country("GI"));
        states.collect::<std::collections::BTreeSet<_>>().len()
    };
    assert_eq!(members("2013-06-30"), 27);
    assert_eq!(members("2013-07-01"), 28);
    assert_eq!(members("2021-01-01"), 27);
}

#[test]
fn police_and_prosecution_have_decisions_of_their_own() {
    let law = Law::embedded();
    let on = day("2024-01-01");
    let led = |code: &str| law.adequacy_under(Regime::Led, country(code), on, Area::Eu);
    assert!(matches!(led("GB"), Adequacy::Adequate { decision, .. } if decision.id == "adequacy-gb-led"));
    assert!(matches!(led("CH"), Adequacy::None { .. }));
    let eudpr = law.adequacy_under(Regime::Eudpr, country("CH"), on, Area::Eu);
    assert!(matches!(eudpr, Adequacy::Adequate { .. }));
}
