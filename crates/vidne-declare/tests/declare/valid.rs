//! Declarations that are in order, and what is made of them.

use jiff::{SignedDuration, civil::date};
use proptest::prelude::*;
use vidne_declare::{STARTER, Style, read, starter};
use vidne_model::{
    declared::{
        Agreement, Approval, Claim, Content, CountryKind, Criticality, Form, Holding, Measures, PageRole,
        Role, StoreKind,
    },
    time::{Day, Precision},
};

use crate::{beside_service, known, read_one};

/// The first block of the design, with the parts that it leaves out.
pub(crate) const REGISTER: &str = r#"
[service]
id = "regeringen-se"
urls = ["https://www.regeringen.se/"]
controller = "rk"
authority = "se.regeringskansliet"
criticality = "normal"
[service.pages]
cookies = "https://www.regeringen.se/om-webbplatsen/om-kakor/"
privacy = "https://www.regeringen.se/om-webbplatsen/personuppgifter/"

[[organisation]]
id = "rk"
name = "Regeringskansliet"
[[organisation]]
id = "nordlo"
name = "Nordlo Improve AB"
[[organisation]]
id = "cloudflare"
name = "Cloudflare, Inc."
country = "US"

[[processing]]
id = "web-visits"
subjects = ["visitor"]
data = ["ip-address", "user-agent", "url", "cookie-id"]
purposes = ["delivery", "security"]
basis = "6.1.e"

[[edge]]
id = "rk-nordlo"
from_organisation = "rk"
to_organisation = "nordlo"
role = "processor"
agreement = "pub-2020"

[[edge]]                                  # who passes data to whom
id = "nordlo-cloudflare"
via = "rk-nordlo"
from_organisation = "nordlo"
to_organisation = "cloudflare"
role = "sub-processor"
processing = ["web-visits"]
from = 2022-09-22
agreement = "cf-dpa"
approval = { state = "unknown" }
countries = [{ code = "US", kind = "stored", source = "cf-dpa" }]
[[edge.transfer]]
to = "US"
basis = "scc-2021-914"
module = 3
from = 2022-09-22
assessment = { state = "not-held", said_by = "rk", on = 2022-11-21 }

[[document]]
id = "pub-2020"
kind = "processor-agreement"
parties = ["rk", "nordlo"]
signed = 2020-10-20
precision = "month"
held = { state = "received", on = 2022-11-14 }
instruments = ["eu-us-privacy-shield"]
[[document.clause]]
ref = "6.1"
duties = ["approve-sub-processor", "sub-processor-agreement", "flow-down", "copy-to-controller"]

[[document]]
id = "cf-dpa"
kind = "processor-agreement"
form = "provider-standard"
"#;

#[test]
fn the_register_of_the_design_reads_whole() {
    let reading =
        read_one(REGISTER).map_err(|mistakes| mistakes.render(Style::Plain)).expect("it is in order");
    let declared = reading.declared;
    assert!(reading.remarks.is_empty());
    assert_eq!(declared.service.criticality, Criticality::Normal);
    assert_eq!(
        declared.service.pages.iter().map(|page| page.role).collect::<Vec<_>>(),
        [PageRole::Cookies, PageRole::Privacy]
    );

    let edge = declared.edge(&"nordlo-cloudflare".into()).expect("declared");
    assert_eq!((edge.role, edge.claim), (Role::SubProcessor, Claim::Declared));
    assert_eq!(edge.agreement, Agreement::Named("cf-dpa".into()));
    assert_eq!(edge.period.from, Some(Day::exact(date(2022, 9, 22))));
    assert_eq!(edge.approval.at(date(2022, 9, 22)).map(|state| state.value), Some(Approval::Unknown));
    assert_eq!(
        (edge.countries[0].kind, edge.countries[0].source.clone()),
        (CountryKind::Stored, Some("cf-dpa".into()))
    );
    assert_eq!(declared.parent_of(edge).map(|parent| parent.id.as_str()), Some("rk-nordlo"));

    let transfer = &edge.transfers[0];
    assert_eq!((transfer.module, &transfer.measures), (Some(3), &Measures::NotDeclared));
    let assessment = transfer.assessment.at(date(2022, 11, 21)).expect("stated on that day");
    assert_eq!((assessment.value, assessment.said_by.clone()), (Holding::NotHeld, Some("rk".into())));
    assert!(transfer.assessment.at(date(2022, 11, 20)).is_none());

    let document = declared.document(&"pub-2020".into()).expect("declared");
    assert_eq!(document.signed, Some(Day { date: date(2020, 10, 20), precision: Precision::Month }));
    assert_eq!(document.clause_with("flow-down").map(|clause| clause.number.as_str()), Some("6.1"));
    assert_eq!(document.place.to_string(), "a.toml:55");
    assert_eq!(
        declared.document(&"cf-dpa".into()).map(|document| document.form),
        Some(Form::ProviderStandard)
    );
}

/// Tables that have their names already.
const LATER: &str = r#"
[[procedure]]
id = "restore-ica03"
targets = ["ica03-prod", "ica03-preprod"]
[[revocation_list]]
id = "crl-ica03"
population = [{ kind = "person", valid = 1_200_000 }]
[[relying_party]]
id = "borger-dk"
"#;

#[test]
fn tables_of_later_work_are_kept_with_a_remark() {
    let reading = beside_service(LATER).expect("it is in order");
    assert_eq!(reading.remarks.iter().count(), 3);
    assert!(reading.remarks.iter().all(|remark| remark.message.ends_with("is kept and not assessed yet")));
    assert_eq!(reading.spans.place("procedure[0].targets[1]").map(|place| place.line), Some(4));
}

#[test]
fn tables_may_stand_in_any_file() {
    let (first, rest) = REGISTER.split_at(REGISTER.find("[[processing]]").expect("it stands there"));
    let files = [("z.toml", first.as_bytes()), ("a.toml", rest.as_bytes())];
    let reading =
        read(files, &known()).map_err(|mistakes| mistakes.render(Style::Plain)).expect("it is in order");
    assert_eq!(reading.declared.edges.len(), 2);
    assert_eq!(&*reading.declared.service.place.file, "z.toml");
}

#[test]
fn a_history_reads_in_order_of_its_days() {
    let text = r#"
[[document]]
id = "d"
kind = "template"
held = [
  { state = "received", on = 2022-11-14, document = "d" },
  { state = "requested", on = 2022-11-07 },
  { state = "withheld", on = 2022-11-01, precision = "month", said_by = "us" },
  "referenced",
]
acceptance = "unknown"
"#;
    let reading = beside_service(text).expect("it is in order");
    let held = &reading.declared.documents[0].held;
    let states: Vec<_> =
        held.iter().map(|state| (state.value, state.on.map(|day| day.to_string()))).collect();
    let on = |text: &str| Some(text.to_owned());
    assert_eq!(
        states,
        [
            (Holding::Referenced, None),
            (Holding::Withheld, on("2022-11")),
            (Holding::Requested, on("2022-11-07")),
            (Holding::Received, on("2022-11-14")),
        ]
    );
    let last = held.at(date(2023, 1, 1)).expect("it was received");
    assert_eq!((last.document.clone(), last.place.line), (Some("d".into()), 6));
}

#[test]
fn of_two_versions_that_follow_each_other_the_one_counts_whose_turn_it_is() {
    let version =
        |name: &str, days: &str| format!("[[organisation]]\nid = \"them\"\nname = \"{name}\"\n{days}\n");
    let old = version("Old", "from = 2020-01-01\nuntil = 2024-01-01\nrecorded = 2020-01-01");
    let new = version("New", "from = 2024-01-01\nrecorded = 2023-06-01");
    let found_later = version("Old", "from = 2020-01-01\nuntil = 2024-01-01\nrecorded = 2024-06-01");
    let correction = version("New", "from = 2020-02-01\nrecorded = 2023-06-01");
    let named = |first: &str, second: &str, on, known| {
        let reading = beside_service(&format!("{first}{second}")).expect("it is in order");
        let declared = reading.declared.known_at(on, known);
        let them: Vec<_> = declared.organisations.iter().filter(|each| each.id.as_str() == "them").collect();
        (them.len(), them[0].name.clone())
    };
    let (autumn, spring, winter) = (date(2023, 10, 1), date(2024, 2, 1), date(2025, 1, 1));
    assert_eq!(named(&old, &new, autumn, autumn), (1, "Old".to_owned()));
    assert_eq!(named(&old, &new, spring, spring), (1, "New".to_owned()));
    assert_eq!(named(&new, &found_later, winter, winter), (1, "New".to_owned()));
    assert_eq!(named(&new, &found_later, date(2022, 1, 1), winter), (1, "Old".to_owned()));
    assert_eq!(named(&old, &correction, autumn, autumn), (1, "New".to_owned()));
}

#[test]
fn silence_not_knowing_and_nothing_are_three_answers() {
    let edge = |keys: &str| {
        let text = format!(
            "[[edge]]\nid = \"e\"\nfrom_organisation = \"us\"\nto_organisation = \"us\"\nrole = \"supplier\"\n{keys}\n"
        );
        beside_service(&text)
            .map_err(|mistakes| mistakes.render(Style::Plain))
            .expect("it is in order")
            .declared
            .edges
            .remove(0)
    };
    assert_eq!(edge("").agreement, Agreement::NotDeclared);
    assert_eq!(edge("agreement = \"unknown\"").agreement, Agreement::Unknown);
    assert_eq!(edge("agreement = { state = \"unknown\" }").agreement, Agreement::Unknown);
    assert_eq!(edge("claim = \"presumed\"").claim, Claim::Presumed);
    let measures = |value: &str| {
        edge(&format!("transfer = {{ to = \"US\", basis = \"unknown\", measures = {value} }}")).transfers[0]
            .measures
            .clone()
    };
    assert_eq!(measures("[]"), Measures::None);
    assert_eq!(measures("\"not-needed\""), Measures::NotNeeded);
    assert_eq!(measures("\"unknown\""), Measures::NotDeclared);
    assert_eq!(measures("[\"own key\"]"), Measures::Taken(vec!["own key".to_owned()]));
}

#[test]
fn everything_else_that_can_be_declared_is_read() {
    let text = r#"
[[organisation]]
id = "them"
name = "Them AB"
aliases = ["Them"]
parent = "us"
recipient = "cloudflare"
hosts = ["CDN.them.se"]
from = 2021-01-01
recorded = 2022-01-01
[[document]]
id = "d"
kind = "processor-agreement"
sub_processors = [{ name = "Them", organisation = "them", country = "SE" }, { name = "Someone" }]
contents = ["subject-matter", "duration"]
introduces = ["them"]
refers_to_annexes = ["Annex 1"]
[[document.clause]]
ref = "6.2"
duties = ["report-continuously"]
every = "P3M"
[[report]]
by = "them"
to = "us"
on = 2022-06-01
precision = "month"
names = []
objection = { state = "refused", on = 2022-07-01 }
[[cookie]]
name = "_ga_*"
store = "local-storage"
organisation = "them"
purpose = "statistics"
max_age = "P13M"
[[cookie]]
name = "sid"
max_age = "session"
[[exception]]
rule = "undeclared-cookie"
subject = "cookie:_ga_*"
reason = "the page is being rewritten"
until = 2022-06-01
[[term]]
kind = "purpose"
id = "delivery"
words = { sv = ["leverans", "utlämning"], da = ["levering"] }
"#;
    let declared = beside_service(text)
        .map_err(|mistakes| mistakes.render(Style::Plain))
        .expect("it is in order")
        .declared;
    let them = declared.organisation(&"them".into()).expect("declared");
    assert_eq!((them.hosts[0].as_str(), them.recorded), ("cdn.them.se", Some(Day::exact(date(2022, 1, 1)))));
    let document = &declared.documents[0];
    assert_eq!(document.contents, [Content::SubjectMatter, Content::Duration]);
    assert_eq!(document.clauses[0].every.map(|every| every.get_months()), Some(3));
    assert_eq!(
        document.sub_processors.iter().map(|each| each.organisation.is_some()).collect::<Vec<_>>(),
        [true, false]
    );
    assert_eq!(declared.reports[0].on.to_string(), "2022-06");
    assert_eq!(declared.cookies[0].store, StoreKind::LocalStorage);
    assert_eq!(declared.cookies[0].max_age, Some(SignedDuration::from_hours(24 * (366 + 31))));
    assert_eq!(declared.cookies[1].max_age, Some(SignedDuration::ZERO));
    assert_eq!(declared.exceptions[0].subject, "cookie:_ga_*");
    assert_eq!(declared.terms[0].words["sv"], ["leverans", "utlämning"]);
}

#[test]
fn the_day_of_recording_is_always_exact() {
    let text = "[[document]]\nid = \"d\"\nkind = \"template\"\nsigned = 2020-10-20\nprecision = \"month\"\nrecorded = 2022-11-14\n";
    let document = beside_service(text).expect("it is in order").declared.documents.remove(0);
    assert_eq!(document.signed.map(|day| day.precision), Some(Precision::Month));
    assert_eq!(document.recorded.map(|day| day.precision), Some(Precision::Day));
}

#[test]
fn the_commented_start_is_in_order_for_any_service() {
    let reading =
        read_one(STARTER).map_err(|mistakes| mistakes.render(Style::Plain)).expect("it is in order");
    assert!(reading.remarks.is_empty());
    for (url, id) in [
        ("https://www.regeringen.se/", "regeringen-se"),
        ("http://localhost:8080/a", "localhost"),
        ("https://räksmörgås.se", "räksmörgås-se"),
        ("https://[::1]/", "my-service"),
    ] {
        let declared =
            read_one(&starter(url)).map_err(|mistakes| mistakes.render(Style::Plain)).expect(url).declared;
        assert_eq!((declared.service.urls[0].as_str(), declared.service.id.as_str()), (url, id));
    }
}

#[test]
fn what_the_start_shows_in_comments_is_in_order_too() {
    let uncommented: String = STARTER
        .lines()
        .map(|line| {
            line.strip_prefix("# ")
                .filter(|rest| rest.starts_with('[') || rest.contains(" = "))
                .unwrap_or(line)
        })
        .map(|line| {
            if line.starts_with("A ") || line.starts_with("Is ") || line.starts_with("Data ") {
                ""
            } else {
                line
            }
        })
        .collect::<Vec<_>>()
        .join("\n");
    let reading =
        read_one(&uncommented).map_err(|mistakes| mistakes.render(Style::Plain)).expect("it is in order");
    assert_eq!((reading.declared.edges.len(), reading.declared.exceptions.len()), (1, 1));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_history_reads_back_as_it_was_written(days in proptest::collection::btree_map(0..2_000i64, 0..4usize, 0..12), shift in 0..12usize) {
        let words = [("given", Approval::Given), ("refused", Approval::Refused), ("requested", Approval::Requested), ("unknown", Approval::Unknown)];
        let first = date(2020, 1, 1);
        let on = |day: i64| first.checked_add(jiff::Span::new().days(day)).expect("in range");
        let mut states: Vec<String> = days
            .iter()
            .map(|(day, word)| format!("{{ state = \"{}\", on = {} }}", words[*word].0, on(*day)))
            .collect();
        let count = states.len().max(1);
        states.rotate_left(shift % count);
        let text = format!(
            "[[report]]\nby = \"us\"\nto = \"us\"\non = 2020-01-01\nnames = []\nobjection = [{}]\n",
            states.join(", ")
        );
        let reading = beside_service(&text).expect("it is in order");
        let read: Vec<_> = reading.declared.reports[0].objection.iter().map(|state| (state.on.map(|day| day.date), state.value)).collect();
        let written: Vec<_> = days.iter().map(|(day, word)| (Some(on(*day)), words[*word].1)).collect();
        prop_assert_eq!(read, written);
    }
}
