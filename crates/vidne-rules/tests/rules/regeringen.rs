//! The reference case of 2022-23, row by row: what was raised, when it opened, when it closed.
//!
//! Every test is named after its row of the acceptance list. `after` is the last look that still showed the opposite.

use vidne_model::{
    finding::{Finding, Severity},
    time::{Bound, date_of},
};

use crate::folder::{Folder, line};

/// The last day of the published correspondence.
const END: &str = "2023-03-27";

/// One finding that must be raised.
struct Raised<'a> {
    rule: &'a str,
    subject: &'a str,
    after: Option<&'a str>,
    opened: &'a str,
    closed: Option<&'a str>,
}

impl Raised<'_> {
    fn at(&self, day: &str) -> Finding {
        let told = Folder::open("regeringen-se").at(day);
        let found = told.findings.iter().find(|finding| self.is(finding));
        let near = told.findings.iter().filter(|finding| finding.rule.as_str() == self.rule);
        let near: Vec<_> = near.map(line).collect();
        found
            .unwrap_or_else(|| {
                panic!("{} {} is not raised so; raised are\n{}", self.rule, self.subject, near.join("\n"))
            })
            .clone()
    }

    fn is(&self, finding: &Finding) -> bool {
        let day = |at| date_of(at).to_string();
        let Bound { after, by } = finding.interval.opened;
        finding.rule.as_str() == self.rule
            && finding.subject.to_string() == self.subject
            && after.map(day).as_deref() == self.after
            && day(by) == self.opened
            && finding.interval.closed.map(|closed| day(closed.by)).as_deref() == self.closed
    }
}

/// `row!(name: rule, subject, (after) opened .. closed)`, told at the end of the correspondence.
macro_rules! row {
    ($name:ident: $rule:literal, $subject:literal, $([$after:literal])? $opened:literal .. $($closed:literal)?) => {
        #[test]
        fn $name() {
            row!(@ $rule, $subject, $([$after])? $opened .. $($closed)?).at(END);
        }
    };
    ($name:ident at $day:literal: $rule:literal, $subject:literal, $([$after:literal])? $opened:literal .. $($closed:literal)?) => {
        #[test]
        fn $name() {
            row!(@ $rule, $subject, $([$after])? $opened .. $($closed)?).at($day);
        }
    };
    (@ $rule:literal, $subject:literal, $([$after:literal])? $opened:literal .. $($closed:literal)?) => {
        Raised {
            rule: $rule,
            subject: $subject,
            after: [$($after)?].first().copied(),
            opened: $opened,
            closed: [$($closed)?].first().copied(),
        }
    };
}

row!(r01_cloudflare_appears_between_two_looks: "undeclared-recipient", "recipient:cloudflare", ["2022-09-21"] "2022-09-22" .. "2022-11-09");
row!(r02_r03_the_cookie_is_told_of_on_9_november: "undeclared-cookie", "cookie:__cf_bm", ["2022-09-21"] "2022-09-22" .. "2022-11-09");
row!(r04_the_notice_does_not_mention_the_recipient at "2022-11-07": "recipient-missing-from-notice", "recipient:cloudflare", ["2022-09-21"] "2022-09-22" ..);
row!(r05_the_notice_says_no_purpose at "2022-11-07": "purpose-missing-from-notice", "recipient:cloudflare", ["2022-09-21"] "2022-09-22" ..);
row!(r06_the_notice_says_no_data at "2022-11-07": "data-missing-from-notice", "recipient:cloudflare", ["2022-09-21"] "2022-09-22" ..);
row!(r07_no_basis_for_a_recipient_abroad at "2022-11-07": "transfer-without-basis", "transfer:cloudflare/US", ["2022-09-21"] "2022-09-22" ..);
row!(r07_a_seat_abroad_is_a_note at "2022-11-07": "undeclared-foreign-parent", "recipient:cloudflare", ["2022-09-21"] "2022-09-22" ..);
row!(r08_addresses_of_visitors_go_to_the_united_states at "2022-11-07": "undeclared-third-country", "recipient:cloudflare", ["2022-09-21"] "2022-09-22" ..);
row!(r09_no_review_of_the_new_recipient at "2022-11-07": "assessment-missing", "recipient:cloudflare", ["2022-09-21"] "2022-09-22" ..);
row!(r13_no_agreement_on_the_path_to_cloudflare at "2022-11-09": "edge-without-agreement", "edge:nordlo-cloudflare", ["2022-09-21"] "2022-09-22" ..);
row!(r14_the_processor_agreement_is_named_and_not_held: "document-not-held", "document:pub-2020", "2022-11-09" .. "2022-11-14");
row!(r14_the_supplement_is_named_and_not_held: "document-not-held", "document:supplement-2022", "2022-11-09" .. "2022-11-21");
row!(r17_the_processor_must_have_an_agreement_with_cloudflare at "2022-11-11": "edge-without-agreement", "edge:nordlo-cloudflare", ["2022-09-21"] "2022-09-22" ..);
row!(r18_visitors_are_not_among_the_groups: "subjects-missing-from-notice", "page:privacy/visitor", "2022-09-21" .. "2023-03-27");
row!(r19_the_notice_does_not_tell_of_the_transfer: "transfer-missing-from-notice", "recipient:cloudflare", "2022-09-22" ..);
row!(r20_the_released_agreement_closes_its_request: "document-not-held", "document:pub-2020", "2022-11-09" .. "2022-11-14");
row!(r21_annexes_are_referred_to_and_missing at "2022-11-14": "annexes-not-held", "document:pub-2020", "2020-10-20" ..);
row!(r22_no_amendment_introduces_cloudflare: "sub-processor-without-amendment", "edge:nordlo-cloudflare", "2022-09-22" ..);
row!(r23_privacy_shield_was_void_at_signing: "void-instrument-in-agreement", "document:pub-2020", "2020-10-20" ..);
row!(r24_the_template_was_mended_and_the_agreement_was_not at "2022-11-16": "template-drift", "document:pub-2020", "2020-10-20" ..);
row!(r28_no_risk_analysis_is_held: "assessment-missing", "edge:nordlo-cloudflare", "2022-09-22" ..);
row!(r29_without_annexes_the_agreement_lacks_contents: "agreement-contents-missing", "document:pub-2020", "2020-10-20" ..);
row!(r29_annexes_are_denied_against_the_text: "statement-contradicted", "document:pub-2020/annexes", "2022-11-21" ..);
row!(r30_amendments_are_denied_against_the_supplement: "statement-contradicted", "document:pub-2020/amendments", "2022-11-21" ..);
row!(r31_no_copy_of_the_agreement_with_cloudflare: "agreement-copy-not-held", "edge:nordlo-cloudflare", "2022-09-22" .. "2023-03-27");
row!(r34_a_supplier_that_handles_data_is_a_processor at "2022-11-21": "supplier-receives-personal-data", "edge:nordlo-cloudflare", ["2022-09-21"] "2022-09-22" ..);
row!(r34_until_the_agency_speaks_of_a_processor_agreement: "supplier-receives-personal-data", "edge:nordlo-cloudflare", "2022-11-09" .. "2023-03-27");
row!(r35_no_approval_of_the_sub_processor: "edge-without-approval", "edge:nordlo-cloudflare", "2022-09-22" ..);
row!(r36_no_agreement_with_the_sub_processor_can_be_shown: "edge-without-agreement", "edge:nordlo-cloudflare", "2022-09-22" .. "2023-03-27");
row!(r37_duties_do_not_flow_down: "flow-down-incomplete", "edge:nordlo-cloudflare", "2023-03-27" ..);
row!(r39_the_sub_processor_was_not_reported: "sub-processor-not-reported", "edge:nordlo-cloudflare", "2022-09-22" ..);
row!(r40_reports_are_overdue: "report-overdue", "edge:rk-nordlo", "2021-04-20" ..);
row!(r41_the_country_is_not_known: "country-of-processing-unknown", "edge:nordlo-cloudflare", "2022-09-22" .. "2023-03-27");
row!(r41_a_country_is_seen_that_is_not_declared: "undeclared-third-country", "recipient:cloudflare", ["2022-09-21"] "2022-09-22" .. "2023-03-27");
row!(r44_a_copy_is_denied_against_clause_6_1: "statement-contradicted", "document:cf-dpa", "2022-11-21" .. "2023-03-27");
row!(r47_the_contact_form_goes_through_the_network: "observed-data-beyond-declared", "edge:nordlo-cloudflare", ["2022-11-21"] "2022-11-21" ..);
row!(r48_the_contact_form_is_broken: "broken-form", "form:https://www.regeringen.se/kontakt/", ["2022-11-21"] "2022-11-21" ..);
row!(r49_no_approval_of_the_transfer: "transfer-without-approval", "transfer:nordlo-cloudflare/US", "2022-09-22" ..);
row!(r50_no_adequate_level_of_protection_on_that_day at "2022-11-21": "transfer-without-basis", "transfer:nordlo-cloudflare/US", ["2022-09-21"] "2022-09-22" ..);
row!(r51_the_clauses_count_once_they_can_be_shown: "transfer-without-basis", "transfer:nordlo-cloudflare/US", "2022-09-22" .. "2023-03-27");
row!(r53_the_privacy_shield_list_cannot_help at "2022-11-21": "void-instrument-in-agreement", "document:pub-2020", "2020-10-20" ..);
row!(r61_the_addendum_is_a_standard_text: "agreement-not-shown-to-bind", "document:cf-dpa", "2023-03-27" ..);
row!(r61_it_arrives_ten_days_after_it_was_denied: "statement-contradicted", "document:cf-dpa/arrival", "2023-03-27" ..);
row!(r62_the_addendum_lacks_the_duties: "flow-down-incomplete", "edge:nordlo-cloudflare", "2023-03-27" ..);
row!(r63_the_addendum_covers_more_data: "data-beyond-parent-agreement", "edge:nordlo-cloudflare", "2023-03-27" ..);
row!(r64_the_addendum_covers_more_purposes: "purposes-beyond-parent-agreement", "edge:nordlo-cloudflare", "2023-03-27" ..);
row!(r65_more_data_pass_than_were_agreed: "observed-data-beyond-agreement", "edge:nordlo-cloudflare", ["2022-11-21"] "2022-11-21" ..);
row!(r66_further_processors_are_not_in_the_register: "processor-tier-undeclared", "edge:nordlo-cloudflare", "2023-03-27" ..);
row!(r67_the_transfer_was_not_assessed: "transfer-without-assessment", "transfer:nordlo-cloudflare/US", "2023-03-27" ..);
row!(r68_no_supplementary_measures: "transfer-without-supplementary-measures", "transfer:nordlo-cloudflare/US", "2023-03-27" ..);
row!(r69_application_insights_appears: "undeclared-recipient", "recipient:azure-application-insights", ["2023-03-12"] "2023-03-21" ..);
row!(r69_its_cookies_are_not_told_of: "undeclared-cookie", "cookie:ai_user", ["2023-03-12"] "2023-03-21" ..);
row!(r70_no_risk_analysis_of_application_insights: "assessment-missing", "edge:nordlo-appinsights", "2023-03-21" ..);
row!(r71_no_agreement_with_microsoft: "edge-without-agreement", "edge:nordlo-appinsights", "2023-03-21" ..);
row!(r72_which_data_reach_microsoft: "observed-data-beyond-declared", "edge:nordlo-appinsights", ["2023-03-12"] "2023-03-21" ..);
row!(r73_the_script_comes_from_the_united_states: "undeclared-third-country", "recipient:azure-application-insights", ["2023-03-12"] "2023-03-21" ..);
row!(r74_no_approval_of_microsoft: "edge-without-approval", "edge:nordlo-appinsights", "2023-03-21" ..);
row!(r74_no_copy_of_an_agreement_with_microsoft: "agreement-copy-not-held", "edge:nordlo-appinsights", "2023-03-21" ..);
row!(r74_microsoft_was_not_reported: "sub-processor-not-reported", "edge:nordlo-appinsights", "2023-03-21" ..);
row!(r74_the_country_of_microsoft_is_not_known: "country-of-processing-unknown", "edge:nordlo-appinsights", "2023-03-21" ..);

#[test]
fn r38_the_copy_came_186_days_after_the_start() {
    let finding =
        row!(@ "agreement-copy-not-held", "edge:nordlo-cloudflare", "2022-09-22" .. "2023-03-27").at(END);
    assert_eq!(finding.interval.days(finding.interval.opened.by), 186);
}

#[test]
fn r42_r43_the_clauses_are_there_and_are_missed_where_they_are_not() {
    for rule in ["objection-right-missing", "liability-clause-missing"] {
        let told = Folder::open("regeringen-se").at(END);
        assert!(
            !told.findings.iter().any(|finding| finding.rule.as_str() == rule),
            "clauses 6.2 and 6.3 stand in pub-2020"
        );
    }
    let mutilated = Folder::open_with("regeringen-se", |text| {
        text.replace("\"object\"", "\"security\"").replace("\"liable-for-sub-processor\"", "\"security\"")
    });
    let told = mutilated.at(END);
    for rule in ["objection-right-missing", "liability-clause-missing"] {
        let found =
            told.findings.iter().find(|finding| finding.rule.as_str() == rule).expect("the clause is gone");
        assert_eq!(
            (found.subject.to_string(), date_of(found.interval.opened.by).to_string()),
            ("document:pub-2020".to_owned(), "2022-09-22".to_owned())
        );
    }
}

#[test]
fn r46_the_evidence_tells_who_claims_the_place_and_from_where_it_was_seen() {
    let finding = row!(@ "undeclared-third-country", "recipient:cloudflare", ["2022-09-21"] "2022-09-22" ..)
        .at("2022-11-21");
    let said = finding.message.to_string();
    assert!(
        said.contains("US (the screenshot attached to the letter of 2022-11-21), seen from SE"),
        "{said}"
    );
    assert!(finding.exhibits.iter().any(|cited| date_of(cited.at).to_string() == "2022-11-21"));
}

#[test]
fn r52_binding_rules_must_cover_the_importer() {
    let changed = Folder::open_with("regeringen-se", |text| {
        text.replace("basis = \"scc-2021-914\"\nmodule = 3", "basis = \"bcr-p\"")
    });
    let told = changed.at(END);
    let found = told
        .findings
        .iter()
        .find(|finding| finding.rule.as_str() == "importer-not-covered")
        .expect("no approval is declared");
    assert_eq!(found.subject.to_string(), "transfer:nordlo-cloudflare/US");
    let original = Folder::open("regeringen-se").at(END);
    assert!(!original.findings.iter().any(|finding| finding.rule.as_str() == "importer-not-covered"));
}

#[test]
fn r51_the_third_module_is_the_right_one_and_the_second_is_not() {
    let told = Folder::open("regeringen-se").at(END);
    assert!(!told.findings.iter().any(|finding| finding.rule.as_str() == "wrong-clause-module"));
    let changed = Folder::open_with("regeringen-se", |text| text.replace("module = 3", "module = 2")).at(END);
    assert!(changed.findings.iter().any(|finding| finding.rule.as_str() == "wrong-clause-module"));
}

#[test]
fn r57_cloudflare_is_still_seen_in_march() {
    let told = Folder::open("regeringen-se").at("2023-03-12");
    let found = told
        .open()
        .find(|finding| finding.rule.as_str() == "supplier-receives-personal-data")
        .expect("it is open");
    assert!(
        found.exhibits.iter().any(|cited| date_of(cited.at).to_string() == "2023-03-12"),
        "the newest look is cited"
    );
    row!(@ "stale-observation", "service:regeringen-se", "2022-12-21" .. "2023-03-12").at("2023-03-12");
}

#[test]
fn r75_the_notice_got_better_and_that_is_on_record() {
    let told = Folder::open("regeringen-se").at(END);
    let notice = told.pages.iter().find(|page| page.url.ends_with("/personuppgifter/")).expect("it was seen");
    let [_, better] = notice.versions.as_slice() else {
        panic!("two versions were seen: {:?}", notice.versions)
    };
    assert_eq!(date_of(better.first).to_string(), "2023-03-27");
    assert!(better.gained.iter().any(|fact| fact == "group visitor"), "{:?}", better.gained);
    assert!(better.gained.iter().any(|fact| fact == "data ip-address"), "{:?}", better.gained);
    assert_eq!(better.lost, Vec::<String>::new());
}

#[test]
fn r76_a_category_is_a_note_and_silence_is_a_violation() {
    let silent =
        row!(@ "recipient-missing-from-notice", "recipient:cloudflare", "2022-09-22" .. "2023-03-27").at(END);
    assert_eq!(silent.severity, Severity::Violation);
    let category =
        row!(@ "recipient-missing-from-notice", "recipient:cloudflare", ["2022-11-11"] "2023-03-27" ..);
    let told = Folder::open("regeringen-se").at(END);
    let notes: Vec<_> = told.open().filter(|finding| finding.rule.as_str() == category.rule).collect();
    assert_eq!(notes.len(), 3, "Nordlo, Cloudflare and Application Insights");
    assert!(notes.iter().all(|finding| finding.severity == Severity::Note));
}

#[test]
fn what_the_letters_did_not_know_yet_is_not_told_on_their_day() {
    let told = Folder::open("regeringen-se").at("2022-11-07");
    let subjects: Vec<String> = told.findings.iter().map(|finding| finding.subject.to_string()).collect();
    assert!(
        !subjects.iter().any(|subject| subject.contains("nordlo") || subject.contains("pub-2020")),
        "{subjects:?}"
    );
}

#[test]
fn the_compliant_twin_is_silent_on_every_day() {
    for day in ["2022-09-21", "2022-09-22", "2022-11-21", "2023-03-21", END, "2026-11-21"] {
        let told = Folder::open("regeringen-se-compliant").at(day);
        let said: Vec<_> = told.findings.iter().map(line).collect();
        assert_eq!(said, Vec::<String>::new(), "as of {day}");
        assert!(told.questions.is_empty(), "as of {day}: {:?}", told.questions);
        assert!(told.exhibits > 0, "silence rests on looks");
    }
}
