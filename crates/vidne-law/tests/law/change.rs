//! The list of days on which anything changes is complete, and the list of what is in force reads right.

use std::collections::BTreeMap;

use vidne_law::{Area, Law, Subject, Use};

use crate::{country, day};

/// Every answer that rules can get on a day, as one text per fact.
fn answers(on: jiff::civil::Date) -> BTreeMap<String, String> {
    let law = Law::embedded();
    let lines = law.lines(on).into_iter().map(|line| (format!("line {}", line.id), format!("{line:?}")));
    let instruments = law.instruments().map(|row| {
        let old = Use::ExistingContract { concluded: day("2021-01-01") };
        let standing = (row.standing(on, Use::NewContract), row.standing(on, old));
        (format!("instrument {}", row.id), format!("{standing:?} {:?}", row.caveats(on)))
    });
    let codes = ["US", "GB", "BR", "JP", "CH", "HR", "NO", "IN"];
    let countries = codes.into_iter().flat_map(|code| {
        [Area::Eu, Area::Eea].map(|area| {
            let answer = law.adequacy(country(code), on, area);
            let area_of = law.area_of(country(code), on);
            (format!("country {code} {area:?}"), format!("{answer:?} {area_of:?}"))
        })
    });
    let provisions =
        law.provisions().map(|row| (row.id.clone(), format!("{} {:?}", row.applies(on), row.caveats(on))));
    lines.chain(instruments).chain(countries).chain(provisions).collect()
}

#[test]
fn nothing_changes_between_two_listed_days() {
    let changes = Law::embedded().changes();
    let mut ends: Vec<_> = changes.iter().map(|day| day.yesterday().unwrap()).skip(1).collect();
    ends.push(day("2100-01-01"));
    for (first, last) in changes.iter().zip(ends) {
        let (at_first, at_last) = (answers(*first), answers(last));
        for (fact, answer) in &at_first {
            assert_eq!(Some(answer), at_last.get(fact), "{fact} differs between {first} and {last}");
        }
        assert_eq!(at_first.len(), at_last.len(), "between {first} and {last}");
    }
}

#[test]
fn the_days_are_in_order_and_hold_those_that_matter() {
    let changes = Law::embedded().changes();
    assert!(changes.is_sorted_by(|a, b| a < b));
    let expected = [
        "2015-10-06",
        "2016-07-12",
        "2020-07-16",
        "2021-01-01",
        "2021-06-27",
        "2021-06-28",
        "2021-09-27",
        "2022-06-03",
        "2022-12-28",
        "2023-07-10",
        "2024-10-07",
        "2025-10-31",
        "2026-01-26",
        "2031-12-28",
    ];
    for expected in expected {
        assert!(changes.contains(&day(expected)), "{expected}");
    }
    assert_eq!(Law::embedded().next_change(day("2022-06-03")), Some(day("2022-12-28")));
}

#[test]
fn the_list_of_a_day_names_what_is_in_force_and_how_certain_it_is() {
    let law = Law::embedded();
    let on = |on: &str, id: &str| law.in_force(day(on)).into_iter().find(|line| line.id == id);
    assert!(on("2022-09-22", "eu-us-privacy-shield").is_none());
    assert!(on("2022-09-22", "eu-us-dpf").is_none());
    assert_eq!(
        on("2022-09-22", "scc-2010-87").unwrap().standing,
        "repealed; older contracts until 2022-12-27"
    );
    let framework = on("2026-11-21", "eu-us-dpf").unwrap();
    assert_eq!((framework.subject, framework.standing.as_str()), (Subject::Instrument, "usable"));
    assert!(framework.is_verified());
    assert_eq!(framework.appeals().count(), 1);
    assert!(!on("2022-09-22", "bcr-p").unwrap().is_verified());
    assert!(on("2026-11-21", "adequacy-br").unwrap().standing.contains("not yet for exporters in Norway"));
    assert!(on("2022-06-02", "se-lek-2003").is_some() && on("2022-06-03", "se-lek-2003").is_none());
}

#[test]
fn what_is_over_stays_on_the_full_list() {
    let lines = Law::embedded().lines(day("2022-09-22"));
    let shield = lines.iter().find(|line| line.id == "eu-us-privacy-shield").unwrap();
    assert!(!shield.in_force);
    assert_eq!(shield.standing, "annulled on 2020-07-16 (Schrems II, C-311/18)");
    assert!(lines.iter().all(|line| line.id != "eu-us-dpf"), "it had not begun");
}
