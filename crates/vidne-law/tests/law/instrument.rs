//! Every instrument on the day before, the day, and the day after each of its dates.

use vidne_law::{
    Caveat, Exporter, Kind, Law,
    Role::{Controller, Processor},
    Standing, Use,
};

use crate::{day, instrument};

const SCHREMS_1: &str = "Schrems I, C-362/14";
const SCHREMS_2: &str = "Schrems II, C-311/18";

fn new_on(id: &str, on: &str) -> Standing<'static> {
    instrument(id).standing(day(on), Use::NewContract)
}

fn old_on(id: &str, concluded: &str, on: &str) -> Standing<'static> {
    instrument(id).standing(day(on), Use::ExistingContract { concluded: day(concluded) })
}

fn annulled(on: &str, by: &'static str) -> Standing<'static> {
    Standing::Annulled { on: day(on), by }
}

#[test]
fn safe_harbour_ends_on_the_day_of_schrems_1() {
    assert_eq!(new_on("eu-us-safe-harbour", "2000-07-25"), Standing::NotYet { from: day("2000-07-26") });
    assert_eq!(new_on("eu-us-safe-harbour", "2000-07-26"), Standing::Usable);
    assert_eq!(new_on("eu-us-safe-harbour", "2015-10-05"), Standing::Usable);
    assert_eq!(new_on("eu-us-safe-harbour", "2015-10-06"), annulled("2015-10-06", SCHREMS_1));
    assert_eq!(new_on("eu-us-safe-harbour", "2015-10-07"), annulled("2015-10-06", SCHREMS_1));
}

#[test]
fn the_privacy_shield_ends_on_the_day_of_schrems_2_for_old_and_new_alike() {
    let id = "eu-us-privacy-shield";
    assert_eq!(new_on(id, "2016-07-11"), Standing::NotYet { from: day("2016-07-12") });
    assert_eq!(new_on(id, "2016-07-12"), Standing::Usable);
    assert_eq!(new_on(id, "2020-07-15"), Standing::Usable);
    assert_eq!(new_on(id, "2020-07-16"), annulled("2020-07-16", SCHREMS_2));
    assert_eq!(old_on(id, "2019-01-01", "2020-07-16"), annulled("2020-07-16", SCHREMS_2));
    assert_eq!(new_on(id, "2020-10-20"), annulled("2020-07-16", SCHREMS_2));
}

#[test]
fn the_data_privacy_framework_begins_on_2023_07_10_and_is_open() {
    assert_eq!(new_on("eu-us-dpf", "2023-07-09"), Standing::NotYet { from: day("2023-07-10") });
    assert_eq!(new_on("eu-us-dpf", "2023-07-10"), Standing::Usable);
    assert_eq!(new_on("eu-us-dpf", "2026-11-21"), Standing::Usable);
}

#[test]
fn an_appeal_is_a_caveat_from_the_day_it_was_lodged() {
    let framework = instrument("eu-us-dpf");
    assert_eq!(framework.caveats(day("2025-10-30")), []);
    let [Caveat::UnderAppeal { case, since, .. }] = &framework.caveats(day("2025-10-31"))[..] else {
        panic!("expected the appeal and nothing else");
    };
    assert_eq!((case.as_str(), *since), ("C-703/25 P", day("2025-10-31")));
}

#[test]
fn the_old_clauses_close_on_2021_09_27_and_carry_old_contracts_until_2022_12_27() {
    let starts =
        [("scc-2001-497", "2001-09-03"), ("scc-2004-915", "2005-04-01"), ("scc-2010-87", "2010-05-15")];
    let repealed = Standing::Repealed { on: day("2021-09-27") };
    for (id, start) in starts {
        let before = day(start).yesterday().unwrap();
        let standing = instrument(id).standing(before, Use::NewContract);
        assert_eq!(standing, Standing::NotYet { from: day(start) }, "{id}");
        assert_eq!(new_on(id, start), Standing::Usable, "{id}");
        assert_eq!(new_on(id, "2021-09-26"), Standing::Usable, "{id}");
        assert_eq!(new_on(id, "2021-09-27"), repealed, "{id}");
        let grace = Standing::GraceUntil(day("2022-12-27"));
        assert_eq!(old_on(id, "2021-09-26", "2021-09-26"), Standing::Usable, "{id}");
        assert_eq!(old_on(id, "2021-09-26", "2021-09-27"), grace, "{id}");
        assert_eq!(old_on(id, "2021-09-26", "2022-12-27"), grace, "{id}");
        assert_eq!(old_on(id, "2021-09-26", "2022-12-28"), repealed, "{id}");
        assert_eq!(old_on(id, "2021-09-27", "2021-09-28"), repealed, "{id}: concluded too late for grace");
    }
}

#[test]
fn a_transfer_that_goes_on_has_the_grace_of_its_contract() {
    let clauses = instrument("scc-2010-87");
    let since = |began: &str| Use::OngoingTransfer { since: day(began) };
    let on = day("2022-09-22");
    assert_eq!(clauses.standing(on, since("2020-10-20")), Standing::GraceUntil(day("2022-12-27")));
    assert_eq!(clauses.standing(on, since("2022-09-22")), Standing::Repealed { on: day("2021-09-27") });
}

#[test]
fn the_new_clauses_are_usable_later_than_adopted() {
    for id in ["scc-2021-914", "scc-2021-915"] {
        assert_eq!(instrument(id).adopted.as_ref().unwrap().on, day("2021-06-04"));
        assert_eq!(new_on(id, "2021-06-26"), Standing::NotYet { from: day("2021-06-27") });
        assert_eq!(new_on(id, "2021-06-27"), Standing::Usable);
        assert_eq!(new_on(id, "2021-06-28"), Standing::Usable);
    }
}

#[test]
fn derogations_and_the_regulations_own_safeguards_begin_with_it() {
    let own = ["code-of-conduct", "certification", "authority-clauses", "administrative-arrangement"];
    let derogations: Vec<_> =
        Law::embedded().instruments().filter(|row| row.kind == Kind::Derogation).collect();
    assert_eq!(derogations.len(), 8);
    let ids = derogations.iter().map(|row| row.id.as_str()).chain(own);
    for id in ids {
        assert_eq!(new_on(id, "2018-05-24"), Standing::NotYet { from: day("2018-05-25") }, "{id}");
        assert_eq!(new_on(id, "2018-05-25"), Standing::Usable, "{id}");
        assert_eq!(new_on(id, "2018-05-26"), Standing::Usable, "{id}");
    }
}

#[test]
fn what_is_approved_one_by_one_has_no_common_first_day() {
    for id in ["bcr-c", "bcr-p", "ad-hoc-clauses", "adequacy"] {
        assert_eq!(new_on(id, "2022-09-22"), Standing::Usable, "{id}");
        assert_eq!(instrument(id).usable_from, None, "{id}");
    }
}

#[test]
fn the_module_follows_the_roles() {
    let clauses = instrument("scc-2021-914");
    assert_eq!(clauses.module_for(Controller, Controller), Some(1));
    assert_eq!(clauses.module_for(Controller, Processor), Some(2));
    assert_eq!(clauses.module_for(Processor, Processor), Some(3));
    assert_eq!(clauses.module_for(Processor, Controller), Some(4));
    let old = instrument("scc-2010-87");
    assert_eq!(old.module_for(Controller, Processor), None);
    assert!(old.fits(Controller, Processor));
    assert!(!old.fits(Processor, Processor));
    assert!(instrument("eu-us-dpf").fits(Processor, Controller));
    assert!(!instrument("bcr-c").fits(Processor, Processor));
}

#[test]
fn clauses_between_controller_and_processor_are_no_transfer_tool() {
    let tools = Law::embedded().instruments().filter(|row| !row.is_transfer_tool());
    assert_eq!(tools.map(|row| row.id.as_str()).collect::<Vec<_>>(), ["scc-2021-915"]);
}

#[test]
fn public_authorities_are_barred_from_the_derogations_of_consent_and_contract() {
    let barred = Law::embedded().instruments().filter(|row| row.barred.contains(&Exporter::PublicAuthority));
    let ids: Vec<_> = barred.map(|row| row.id.as_str()).collect();
    assert_eq!(ids, ["derogation-49-1-a", "derogation-49-1-b", "derogation-49-1-c", "derogation-49-2"]);
}

#[test]
fn only_the_dates_that_decide_carry_a_caveat() {
    let harbour = instrument("eu-us-safe-harbour");
    let while_usable = harbour.caveats(day("2010-01-01"));
    assert_eq!(while_usable.len(), 1);
    assert!(while_usable[0].to_string().contains("usable from 2000-07-26"), "{}", while_usable[0]);
    assert_eq!(harbour.caveats(day("2015-10-06")), [], "the annulment was seen in a source");
    assert_eq!(instrument("eu-us-privacy-shield").caveats(day("2018-01-01")), [], "its days were all seen");
    assert_eq!(instrument("bcr-p").caveats(day("2022-09-22")).len(), 1);
}
