//! The built-in data: complete, and no more certain than its sources.

use std::collections::BTreeSet;

use vidne_law::{Law, Standing, Use};

use crate::{day, instrument};

#[test]
fn every_instrument_that_declarations_may_name_is_there() {
    let ids = [
        "eu-us-safe-harbour",
        "eu-us-privacy-shield",
        "eu-us-dpf",
        "scc-2001-497",
        "scc-2004-915",
        "scc-2010-87",
        "scc-2021-914",
        "scc-2021-915",
        "bcr-c",
        "bcr-p",
        "derogation-49-1-a",
        "derogation-49-1-b",
        "derogation-49-1-c",
        "derogation-49-1-d",
        "derogation-49-1-e",
        "derogation-49-1-f",
        "derogation-49-1-g",
        "derogation-49-2",
        "code-of-conduct",
        "certification",
        "ad-hoc-clauses",
        "adequacy",
    ];
    for id in ids {
        assert_eq!(instrument(id).id.as_str(), id);
    }
}

/// A date that was seen in a source must be added here by hand: nothing becomes certain in passing.
#[test]
fn only_dates_that_were_seen_are_verified() {
    let mut verified = BTreeSet::new();
    for row in Law::embedded().instruments() {
        let dates = [("adopted", &row.adopted), ("usable", &row.usable_from), ("repealed", &row.repealed)];
        for (name, date) in dates {
            if date.as_ref().is_some_and(|date| date.verified) {
                verified.insert(format!("{} {name}", row.id));
            }
        }
        if row.annulled.as_ref().is_some_and(|end| end.verified) {
            verified.insert(format!("{} annulled", row.id));
        }
        if row.grace.as_ref().is_some_and(|grace| grace.verified) {
            verified.insert(format!("{} grace", row.id));
        }
    }
    let derogations = ["1-a", "1-b", "1-c", "1-d", "1-e", "1-f", "1-g", "2"];
    let mut expected: BTreeSet<_> =
        derogations.iter().map(|article| format!("derogation-49-{article} usable")).collect();
    for clauses in ["scc-2001-497", "scc-2004-915", "scc-2010-87"] {
        expected.extend(["adopted", "repealed", "grace"].map(|name| format!("{clauses} {name}")));
    }
    let single = [
        "eu-us-safe-harbour adopted",
        "eu-us-safe-harbour annulled",
        "eu-us-privacy-shield adopted",
        "eu-us-privacy-shield usable",
        "eu-us-privacy-shield annulled",
        "eu-us-dpf adopted",
        "eu-us-dpf usable",
        "scc-2001-497 usable",
        "scc-2010-87 usable",
        "code-of-conduct usable",
        "certification usable",
        "authority-clauses usable",
        "public-bodies-instrument usable",
        "administrative-arrangement usable",
        "scc-2021-914 adopted",
        "scc-2021-914 usable",
        "scc-2021-915 adopted",
    ];
    expected.extend(single.map(str::to_owned));
    assert_eq!(verified, expected);
}

#[test]
fn what_nobody_checked_is_not_verified() {
    let law = Law::embedded();
    let unchecked: Vec<_> = law.decisions().filter(|row| !row.eu.as_ref().unwrap().verified).collect();
    let ids: Vec<_> = unchecked.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids, ["adequacy-us-safe-harbour"]);
    assert!(law.memberships().all(|row| !row.verified));
    let own = |id: &str| law.provision(id).unwrap().verified;
    for unchecked in ["eidas:19(2)", "eidas:24(2)(fb)", "nis2:23(4)(b)", "dora:19", "dk-teleloven:20"] {
        assert!(!own(unchecked), "{unchecked}");
    }
    for seen in
        ["eprivacy:5(3)", "se-lek-2003:6-18", "se-lek-2022:9-28", "dk-cookie-order:3", "case:C-673/17"]
    {
        assert!(own(seen), "{seen}");
    }
    assert!(law.provisions().filter(|row| row.id.starts_with("gdpr:")).all(|row| row.verified));
    for counterparts in ["eudpr:", "led:"] {
        let mut rows = law.provisions().filter(|row| row.id.starts_with(counterparts));
        assert!(rows.all(|row| !row.verified), "{counterparts}");
    }
}

#[test]
fn what_was_read_in_the_law_names_its_page_and_the_day() {
    let law = Law::embedded();
    for id in ["gdpr:12(2)", "gdpr:28(4)", "gdpr:47(1)", "eprivacy:5(3)", "se-lek-2022:9-28", "case:C-673/17"]
    {
        let source = &law.provision(id).unwrap().source;
        assert!(source.starts_with("https://") && source.contains("read 2026-11-21"), "{id}: {source}");
    }
}

#[test]
fn each_of_the_four_dates_moves_the_standing() {
    for row in Law::embedded().instruments() {
        if let Some(start) = &row.usable_from {
            let before = row.standing(start.on.yesterday().unwrap(), Use::NewContract);
            assert_eq!(before, Standing::NotYet { from: start.on }, "{}", row.id);
            assert_eq!(row.standing(start.on, Use::NewContract), Standing::Usable, "{}", row.id);
        }
        let end = row.annulled.as_ref().map(|end| end.on).or(row.repealed.as_ref().map(|end| end.on));
        if let Some(end) = end {
            let before = row.standing(end.yesterday().unwrap(), Use::NewContract);
            assert_eq!(before, Standing::Usable, "{}", row.id);
            assert!(!row.standing(end, Use::NewContract).permits(), "{}", row.id);
        }
        if let Some(grace) = &row.grace {
            let old = Use::ExistingContract { concluded: day("2012-01-01") };
            assert!(row.standing(grace.until, old).permits(), "{}", row.id);
            assert!(!row.standing(grace.until.tomorrow().unwrap(), old).permits(), "{}", row.id);
        }
    }
}

#[test]
fn where_sources_differ_the_note_says_so() {
    let law = Law::embedded();
    let note = |id: &str| law.decisions().find(|row| row.id == id).unwrap().note.as_deref().unwrap();
    assert!(note("adequacy-ar").contains("2003-07-05") && note("adequacy-ar").contains("2003-06-03"));
    assert!(note("adequacy-uy").contains("2012-08-21"));
    assert!(note("adequacy-br").contains("Norway from the same day"));
    let clauses = instrument("scc-2010-87").note.as_deref().unwrap();
    assert!(clauses.contains("Sources differ") && clauses.contains("2010-05-15"));
}
