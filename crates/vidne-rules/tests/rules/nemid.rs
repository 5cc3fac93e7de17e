//! The outage of June 2022, row by row: which finding was open before it, on its day, and when it closed.
//!
//! Every test is named after its rows of the acceptance list. `after` is the last look that still showed the opposite. Days that
//! the decision does not tell are invented, and marked so in the example.

use vidne_model::{
    finding::{Assessment, Finding, Severity},
    time::{Bound, date_of, end_of},
};
use vidne_rules::Horizon;

use crate::folder::{Folder, line};

/// The standard environment was back on ICA03.
const MENDED: &str = "2022-07-07";

/// The day of the decision: the service is closed, and what was wrong stays on record.
const DECIDED: &str = "2024-05-02";

/// When a finding opened and closed: after that look, by that day, until that day.
type Days<'a> = (Option<&'a str>, &'a str, Option<&'a str>);

fn days(finding: &Finding) -> (Option<String>, String, Option<String>) {
    let day = |at| date_of(at).to_string();
    let Bound { after, by } = finding.interval.opened;
    (after.map(day), day(by), finding.interval.closed.map(|closed| day(closed.by)))
}

/// The finding of that rule about that subject that opened and closed so.
fn find(told: &Assessment, rule: &str, subject: &str, (after, by, closed): Days<'_>) -> Finding {
    let wanted = (after.map(str::to_owned), by.to_owned(), closed.map(str::to_owned));
    let of_rule = || told.findings.iter().filter(|found| found.rule.as_str() == rule);
    let found = of_rule().find(|found| found.subject.to_string() == subject && days(found) == wanted);
    let near = || of_rule().map(line).collect::<Vec<_>>().join("\n");
    found.unwrap_or_else(|| panic!("{rule} {subject} is not raised so; raised are\n{}", near())).clone()
}

fn is_raised(told: &Assessment, rule: &str) -> bool {
    told.findings.iter().any(|found| found.rule.as_str() == rule)
}

fn cites(finding: &Finding, article: &str) -> bool {
    finding.law.iter().any(|provision| provision.key == format!("gdpr:{article}"))
}

/// `row!(name at day: rule, subject, [after] opened .. closed)`
macro_rules! row {
    ($name:ident at $day:literal: $rule:literal, $subject:literal, $([$after:literal])? $opened:literal .. $($closed:literal)?) => {
        #[test]
        fn $name() {
            let (after, closed) = ([$($after)?].first().copied(), [$($closed)?].first().copied());
            find(&Folder::open("nemid").at($day), $rule, $subject, (after, $opened, closed));
        }
    };
}

row!(n05_tests_of_the_backup_are_overdue_for_two_years at "2022-06-20": "backup-checks-overdue", "copy:ica03-system/first", "2020-07-21" ..);
row!(n05_one_of_them_until_everything_is_read_again at "2024-05-02": "backup-checks-overdue", "copy:ica03-system/first", "2020-07-21" .. "2022-07-07");
row!(n06_the_backup_cannot_be_used_from_the_machine at "2024-05-02": "backup-unreachable", "copy:ica03-system/first", ["2022-06-21"] "2022-06-21" .. "2022-07-07");
row!(n09_the_copy_is_not_available_on_the_day at "2022-06-21": "backup-unreachable", "copy:ica03-system/first", ["2022-06-21"] "2022-06-21" ..);
row!(n10_the_backup_does_not_hold_the_file at "2022-06-21": "backup-incomplete", "copy:ica03-system/first", ["2020-06-21"] "2022-06-21" ..);
row!(n10_until_it_does at "2024-05-02": "backup-incomplete", "copy:ica03-system/first", ["2020-06-21"] "2022-06-21" .. "2022-07-07");
row!(n11_the_bytes_were_read_two_years_before at "2022-06-21": "stored-bytes-not-read-again", "copy:ica03-system/first", "2020-07-21" ..);
row!(n11_until_they_are_read_again at "2024-05-02": "stored-bytes-not-read-again", "copy:ica03-system/first", "2020-07-21" .. "2022-07-07");
row!(n17_a_necessary_file_is_missing_in_production at "2022-06-21": "required-item-missing", "item:withheld-file@ica03", ["2020-06-21"] "2022-06-21" ..);
row!(n26_system_data_were_overwritten at "2022-06-21": "required-item-changed", "item:system-data@ica03", ["2020-06-21"] "2022-06-21" ..);
row!(n26_until_the_standard_environment_is_back at "2024-05-02": "required-item-changed", "item:system-data@ica03", ["2020-06-21"] "2022-06-21" .. "2022-07-07");
row!(n51_the_file_is_missing_until_it_is_put_back at "2024-05-02": "required-item-missing", "item:withheld-file@ica03", ["2020-06-21"] "2022-06-21" .. "2022-07-07");
row!(n55_the_machine_for_tests_is_not_like_production at "2022-06-21": "stand-in-differs", "host:ica03-preproduction", ["2020-06-21"] "2022-06-21" ..);
row!(n55_until_both_have_the_file at "2024-05-02": "stand-in-differs", "host:ica03-preproduction", ["2020-06-21"] "2022-06-21" .. "2022-07-07");
row!(n58_both_kinds_of_data_lie_together at "2022-06-20": "data-classes-share-storage", "host:ica03", "2020-06-21" ..);
row!(n58_until_they_are_separated at "2024-05-02": "data-classes-share-storage", "host:ica03", "2020-06-21" .. "2022-07-07");
row!(n59_nobody_watches_the_second_data_centre at "2022-06-21": "backup-checks-overdue", "copy:ica03-system/second", "2020-07-21" ..);
row!(n59_until_the_replication_is_watched at "2024-05-02": "backup-checks-overdue", "copy:ica03-system/second", "2020-07-21" .. "2022-07-07");
row!(n61_nobody_looks_for_the_file at "2022-06-20": "host-check-overdue", "host:ica03", "2020-07-21" ..);
row!(n61_until_somebody_looks_for_it at "2024-05-02": "host-check-overdue", "host:ica03", "2020-07-21" .. "2022-06-21");

#[test]
fn n05_n06_n67_what_was_found_is_against_the_provisions_of_the_decision() {
    let told = Folder::open("nemid").at(DECIDED);
    for (rule, article) in [
        ("backup-checks-overdue", "32(1)(d)"),
        ("stored-bytes-not-read-again", "32(1)(d)"),
        ("host-check-overdue", "32(1)(d)"),
        ("stand-in-differs", "32(1)(d)"),
        ("backup-unreachable", "32(1)(b)"),
        ("backup-incomplete", "32(1)(b)"),
        ("required-item-missing", "32(1)(b)"),
        ("required-item-changed", "32(1)(b)"),
        ("data-classes-share-storage", "32(1)(b)"),
    ] {
        let found: Vec<_> = told.findings.iter().filter(|found| found.rule.as_str() == rule).collect();
        assert!(!found.is_empty() && found.iter().all(|found| cites(found, article)), "{rule} {article}");
    }
    let later = |key: &str| key.starts_with("nis2") || key.starts_with("dora");
    let keys = told.findings.iter().flat_map(|found| &found.law).map(|provision| provision.key.as_str());
    assert_eq!(keys.filter(|key| later(key)).collect::<Vec<_>>(), Vec::<&str>::new(), "they came later");
}

#[test]
fn n06_one_copy_alone_would_be_found() {
    let second = "[[backup.copy]]\nid = \"second\"";
    let told = Folder::open_with("nemid", |text| text.split(second).next().unwrap_or_default().to_owned())
        .at("2022-06-20");
    let found = find(&told, "backup-with-one-copy", "backup:ica03-system", (None, "2020-06-21", None));
    assert_eq!(found.severity, Severity::Violation);
    assert!(!is_raised(&Folder::open("nemid").at(DECIDED), "backup-with-one-copy"), "two are declared");
}

#[test]
fn n07_what_a_country_depends_on_weighs_more() {
    let ordinary = |text: &str| text.replace("criticality = \"national\"", "criticality = \"normal\"");
    let (rule, subject) = ("required-item-changed", "item:system-data@ica03");
    let open = (Some("2020-06-21"), "2022-06-21", None);
    let national = find(&Folder::open("nemid").at("2022-06-21"), rule, subject, open);
    let normal = find(&Folder::open_with("nemid", ordinary).at("2022-06-21"), rule, subject, open);
    assert_eq!((national.severity, normal.severity), (Severity::Violation, Severity::Warning));
}

#[test]
fn n07_what_a_country_depends_on_is_looked_at_every_hour() {
    let undeclared = |text: &str| text.replace("check_every = \"P1M\"", "");
    let told = Folder::open_with("nemid", undeclared).at("2020-06-22");
    let found = find(&told, "host-check-overdue", "host:ica03", (None, "2020-06-21", None));
    assert!(found.message.to_string().ends_with("since 2020-06-21 12:00 UTC; it is due every PT1H"));
    let ordinary = |text: &str| undeclared(text).replace("\"national\"", "\"normal\"");
    let told = Folder::open_with("nemid", ordinary).at("2020-06-22");
    let found = find(&told, "host-check-overdue", "host:ica03", (None, "2020-06-22", None));
    assert!(found.message.to_string().ends_with("it is due every P1D"));
}

#[test]
fn n08_n09_n10_n11_none_of_the_four_tests_was_made_for_two_years() {
    let told = Folder::open("nemid").at("2022-06-20");
    let found =
        find(&told, "backup-checks-overdue", "copy:ica03-system/first", (None, "2020-07-21", None)).message;
    let said = found.to_string();
    for test in ["recent", "reachable", "complete", "intact"] {
        assert!(said.contains(&format!("{test} 2020-06-21")), "{said}");
    }
}

#[test]
fn n08_whether_the_backup_was_late_nobody_can_tell() {
    let told = Folder::open("nemid").at(DECIDED);
    assert!(!is_raised(&told, "backup-late"), "nobody looked, so nobody knows");
    let day = |at| date_of(at).to_string();
    let asked = told.questions.iter().filter(|asked| asked.rule.as_str() == "backup-late");
    let of_first = asked.filter(|asked| asked.subject.to_string() == "copy:ica03-system/first");
    let days: Vec<_> = of_first
        .map(|asked| (day(asked.interval.opened.by), asked.interval.closed.map(|closed| day(closed.by))))
        .collect();
    assert!(days.contains(&("2020-07-21".to_owned(), Some("2022-06-21".to_owned()))), "{days:?}");
}

#[test]
fn n17_n51_it_is_told_which_file_on_which_machine_and_what_needs_it() {
    let told = Folder::open("nemid").at("2022-06-21");
    let open = (Some("2020-06-21"), "2022-06-21", None);
    let missing = find(&told, "required-item-missing", "item:withheld-file@ica03", open);
    let said = missing.message.to_string();
    assert!(said.contains("/withheld/by-the-decision is missing on ica03 (production)"), "{said}");
    assert!(said.ends_with("disaster-recovery needs it"), "{said}");
    assert_eq!(missing.severity, Severity::Violation);
    assert_eq!(missing.exhibits.len(), 1, "the look that found nothing there");
    assert!(
        !told
            .findings
            .iter()
            .any(|found| found.subject.to_string() == "item:withheld-file@ica03-preproduction")
    );
    let incomplete = find(&told, "backup-incomplete", "copy:ica03-system/first", open);
    assert!(incomplete.message.to_string().contains("/withheld/by-the-decision"), "{}", incomplete.message);
}

#[test]
fn n55_a_test_on_that_machine_says_nothing_of_production() {
    let told = Folder::open("nemid").at("2022-06-21");
    let open = (Some("2020-06-21"), "2022-06-21", None);
    let found = find(&told, "stand-in-differs", "host:ica03-preproduction", open);
    let said = found.message.to_string();
    assert!(said.contains("missing on ica03 alone: /withheld/by-the-decision"), "{said}");
    assert_eq!((found.severity, found.exhibits.len()), (Severity::Violation, 2));
}

#[test]
fn n58_the_look_tells_what_the_declaration_does_not() {
    let told = Folder::open("nemid").at("2022-06-21");
    let found = find(&told, "data-classes-share-storage", "host:ica03", (None, "2020-06-21", None));
    assert!(found.message.to_string().contains("under the mount /srv"), "{}", found.message);
}

#[test]
fn n68_what_was_mended_stays_on_record() {
    let told = Folder::open("nemid").at(DECIDED);
    assert_eq!(told.open().map(line).collect::<Vec<_>>(), Vec::<String>::new(), "the service is closed");
    assert_eq!(told.findings.len(), 11, "{}", told.findings.iter().map(line).collect::<Vec<_>>().join("\n"));
    let mended = Folder::open("nemid").at(MENDED);
    assert_eq!(mended.open().map(line).collect::<Vec<_>>(), Vec::<String>::new(), "all is mended");
    assert_eq!(mended.findings.len(), 11);
}

#[test]
fn n69_what_the_decision_withholds_stays_unknown() {
    let told = Folder::open("nemid").at("2022-06-20");
    let asked: Vec<_> = told.questions.iter().map(|asked| asked.rule.as_str()).collect();
    for unknown in ["copies-share-administration", "copy-without-protection"] {
        assert!(asked.contains(&unknown), "{unknown}: {asked:?}");
        assert!(!is_raised(&told, unknown), "{unknown}");
    }
}

#[test]
fn the_day_after_the_last_look_somebody_must_look_again() {
    let forecast = Folder::open("nemid").told(
        end_of("2022-07-07".parse().expect("a day")),
        Horizon::Until(end_of("2022-08-07".parse().expect("a day"))),
    );
    find(&forecast, "host-check-overdue", "host:ica03", (None, "2022-08-07", None));
}

#[test]
fn the_compliant_twin_of_nemid_is_silent_on_every_day() {
    for day in ["2022-01-01", "2022-06-20", "2022-06-21", "2022-07-07", "2023-03-31", "2023-10-31", DECIDED] {
        let told = Folder::open("nemid-compliant").at(day);
        let said: Vec<_> = told.findings.iter().map(line).collect();
        assert_eq!(said, Vec::<String>::new(), "as of {day}");
        assert!(told.questions.is_empty(), "as of {day}: {:?}", told.questions);
        assert!(told.exhibits > 0, "silence rests on looks");
    }
}

#[test]
fn each_omission_in_the_twin_is_found() {
    let omissions = [
        ("administration = \"archive\"", "administration = \"operations\"", "copies-share-administration"),
        (
            "failure_domain = \"second-data-centre\"",
            "failure_domain = \"first-data-centre\"",
            "copies-share-failure-domain",
        ),
        ("\"deletion\", \"alteration\", ", "\"deletion\", ", "copy-without-protection"),
        (
            "backup = \"ica03-system\"\nheld_by",
            "backup = \"ica03-system\"\nuntil = 2022-02-01\nheld_by",
            "repository-key-not-in-escrow",
        ),
        ("{ on = 2022-04-01, result = \"listed\", copy = \"second\" },", "", "escrow-key-not-tried"),
        (
            "{ on = 2022-04-01, result = \"listed\"",
            "{ on = 2022-04-01, result = \"failed\"",
            "escrow-key-not-tried",
        ),
        ("mode = \"0600\"", "mode = \"0400\"", "required-item-permissions"),
        ("volume = \"volume-system\"", "volume = \"volume-ca\"", "data-classes-share-storage"),
        ("check_every = \"P1M\"", "check_every = \"P1D\"", "host-check-overdue"),
    ];
    for (from, to, rule) in omissions {
        let changed = Folder::open_with("nemid-compliant", |text| text.replace(from, to));
        let told = changed.at("2022-06-21");
        assert!(is_raised(&told, rule), "{rule} is not raised without {from}");
    }
}

#[test]
fn of_a_service_that_has_ended_nothing_is_asked_and_the_day_is_told() {
    let told = Folder::open("nemid").at("2026-11-22");
    assert_eq!(told.ended, Some(jiff::civil::date(2023, 11, 1)));
    assert!(told.standings.is_empty(), "{:#?}", told.standings);
    let before = Folder::open("nemid").at("2023-10-15");
    assert_eq!(before.ended, None);
    assert!(!before.standings.is_empty());
}
