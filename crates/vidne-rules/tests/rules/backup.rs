//! Backups over weeks and months, and that findings and standings never disagree: a healthy course of looks, to be varied.

mod bytes;
mod snapshot;
mod time;

use std::fmt::Write as _;

use jiff::{SignedDuration, Timestamp};
use vidne_model::{
    declared::Declared,
    finding::{Assessment, Reply, Standing},
    observed::Observed,
};
use vidne_rules::{Case, Horizon, Sources, assess};

const DECLARED: &str = r#"
[[declared.host]]
id = "ca01"
environment = "production"
[[declared.backup]]
id = "ca"
of = "ca01"
tool = "restic"
scope = ["/srv/ca"]
every = "P1D"
tolerance = "PT2H"
read_every = "P7D"
copy = [{ id = "dc1" }, { id = "dc2", max_lag = "PT1H" }]
"#;

const RULES: [&str; 13] = [
    "backup-late",
    "backup-interval-missed",
    "backup-unreachable",
    "backup-incomplete",
    "open-file-outside-backup",
    "snapshot-of-another-host",
    "snapshot-removed",
    "repository-replaced",
    "backup-damaged",
    "stored-bytes-not-read-again",
    "integrity-only-sampled",
    "copy-lags",
    "backup-checks-overdue",
];

const FIRST: &str = "2022-06-01T12:00:00Z";

/// Daily snapshots at two in the morning, carried over within the hour; daily looks at noon. One pack a day, six read a day.
fn healthy(days: i64) -> String {
    let mut text = DECLARED.to_owned();
    for day in 0..days {
        let noon = instant(FIRST) + SignedDuration::from_hours(24 * day);
        write!(text, "[[observed.host]]\nat = \"{noon}\"\nhost = \"ca01\"\n").expect("a text takes all");
        text.push_str("open = { files = [{ path = \"/srv/ca/index.db\", by = \"ca\" }] }\n");
        for (copy, late) in [("dc1", 0), ("dc2", 1)] {
            text.push_str(&look(copy, day, noon + SignedDuration::from_mins(late)));
        }
    }
    text
}

fn look(copy: &str, day: i64, at: Timestamp) -> String {
    let night = |day: i64| instant("2022-06-01T02:00:00Z") + SignedDuration::from_hours(24 * day);
    // The last three are kept.
    let snapshots: Vec<_> = ((day - 2).max(0)..=day)
        .map(|day| format!("{{ id = \"s{day}\", time = \"{}\", host = \"ca01\" }}", night(day)))
        .collect();
    // The new one, and five of thirty in turns: each within six days.
    let turn = (0..5).map(|place| (day * 5 + place) % 30).filter(|file| *file <= day);
    let read: Vec<_> = turn.chain([day]).map(|file| format!("\"data/{file:02}\"")).collect();
    let since = if day == 0 { String::new() } else { format!("since = \"{}\", ", exhibit(copy, day - 1)) };
    format!(
        "[[observed.backup]]\nexhibit = \"{}\"\nat = \"{at}\"\nbackup = \"ca\"\ncopy = \"{copy}\"\nrepository = \"0d12\"\n\
         snapshots = [{}]\ncontents = [{{ snapshot = \"s{day}\", paths = [\"/srv/ca/index.db\"] }}]\nproof = \"named-by-hash\"\n\
         stock = {{ {since}files = {}, bytes = {}, added = [[\"data/{day:02}\", 1000]] }}\n\
         read = [{}]\n",
        exhibit(copy, day),
        snapshots.join(", "),
        day + 1,
        (day + 1) * 1000,
        read.join(", "),
    )
}

fn exhibit(copy: &str, day: i64) -> String {
    let copy = if copy == "dc1" { 1 } else { 2 };
    format!("sha256:{copy:032}{day:032}")
}

fn instant(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn read(text: &str) -> (Declared, Observed) {
    let declared = vidne_declare::read_example(text).expect("it declares something");
    (declared, vidne_read::read_example(text).expect("it shows something"))
}

fn told(text: &str, now: &str, horizon: Horizon) -> Assessment {
    let (declared, observed) = read(text);
    let sources = Sources {
        law: vidne_law::Law::embedded(),
        catalogue: vidne_catalogue::Catalogue::embedded(),
        lexicon: vidne_disclosure::Lexicon::built_in(),
        addresses: None,
    };
    assess(&Case::new(&declared, &observed, sources), instant(now), horizon)
}

/// Findings about a copy of the backup, each with the instant at which it opened.
fn opened(assessment: &Assessment) -> Vec<String> {
    let mut all: Vec<String> = assessment
        .findings
        .iter()
        .filter(|finding| RULES.contains(&finding.rule.as_str()))
        .map(|finding| format!("{} {} {}", finding.interval.opened.by, finding.rule, finding.subject))
        .collect();
    all.sort();
    all
}

fn answers(standing: &Standing) -> Vec<Reply> {
    standing.verdicts.iter().map(|verdict| verdict.answer).collect()
}

/// The healthy days, and further looks at the first copy an hour apart, each going on from the one before.
fn after_healthy(looks: &[&str]) -> String {
    let mut text = healthy(3);
    for (number, look) in (0..).zip(looks) {
        let snapshots = "snapshots = [{ id = \"s2\", time = \"2022-06-03T02:00:00Z\", host = \"ca01\" }]\n";
        let contents = "contents = [{ snapshot = \"s2\", paths = [\"/srv/ca/index.db\"] }]\n";
        let is_listed = look.contains("list =") || look.contains("snapshots =");
        let since = exhibit("dc1", if number == 0 { 2 } else { 99 + number });
        write!(
            text,
            "[[observed.backup]]\nexhibit = \"{}\"\nat = \"2022-06-03T{}:00:00Z\"\nbackup = \"ca\"\ncopy = \"dc1\"\n\
             repository = \"0d12\"\nproof = \"named-by-hash\"\n{}{}\n",
            exhibit("dc1", 100 + number),
            13 + number,
            if is_listed { String::new() } else { format!("{snapshots}{contents}") },
            look.replace("SINCE", &since)
        )
        .expect("a text takes all");
    }
    text
}

/// The answers at an instant of the fourth day, after one more look at the first copy.
fn first_two(look: &str, now: &str) -> [Reply; 2] {
    let assessment = told(&after_healthy(&[look]), now, Horizon::Now);
    [answers(&assessment.standings[0])[0], answers(&assessment.standings[0])[2]]
}
