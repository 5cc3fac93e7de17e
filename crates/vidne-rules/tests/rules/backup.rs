//! Backups over time: what a healthy one is told from, when a stopped one turns bad, and that standings say the same.

use std::fmt::Write as _;

use jiff::{SignedDuration, Timestamp};
use vidne_model::{
    declared::Declared,
    finding::{Assessment, Question, Reply, Standing},
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

#[test]
fn a_healthy_backup_is_never_found_wanting_on_any_day_of_a_month() {
    let assessment = told(&healthy(30), "2022-06-30T12:30:00Z", Horizon::Now);
    assert_eq!(opened(&assessment), Vec::<String>::new());
    let asked: Vec<_> = assessment
        .questions
        .iter()
        .filter(|question| question.subject.to_string().starts_with("copy:"))
        .filter(|question| RULES.contains(&question.rule.as_str()) && question.lacks.id != "never-looked")
        .map(|question| format!("{} {}: {}", question.interval.opened.by, question.rule, question.lacks))
        .collect();
    assert_eq!(asked, Vec::<String>::new());
    for standing in &assessment.standings {
        assert_eq!(answers(standing), [Reply::Yes; 4], "{:#?}", standing.verdicts);
        let last = standing.coverage.last().expect("it was looked at");
        assert_eq!((last.bytes, last.fresh + last.old, last.damaged), (30_000, 30_000, 0));
        assert_eq!(standing.coverage.len(), 30);
    }
}

#[test]
fn looks_that_are_not_punctual_to_the_second_are_not_overdue() {
    let text = healthy(10).replace("T12:0", "T12:2");
    // Every other day the job starts twenty minutes late.
    let wandering = (1..=10).step_by(2).fold(text, |text, day| {
        text.replace(&format!("2022-06-{day:02}T12:2"), &format!("2022-06-{day:02}T12:0"))
    });
    let assessment = told(&wandering, "2022-06-10T12:30:00Z", Horizon::Now);
    assert_eq!(opened(&assessment), Vec::<String>::new());
    // Two hours are no longer chance.
    let late = wandering.replace("2022-06-10T12:2", "2022-06-10T14:2");
    let told = opened(&told(&late, "2022-06-10T14:30:00Z", Horizon::Now));
    assert!(told.contains(&"2022-06-10T13:00:00Z backup-checks-overdue copy:ca/dc1".to_owned()), "{told:#?}");
}

#[test]
fn the_forecast_tells_when_each_turns_bad_if_nothing_is_done() {
    let end = instant("2022-07-30T12:00:00Z");
    let assessment = told(&healthy(10), "2022-06-10T13:00:00Z", Horizon::Until(end));
    let ahead = opened(&assessment);
    let expected = [
        "2022-06-11T04:00:00Z backup-late copy:ca/dc1",
        "2022-06-11T04:00:00Z backup-late copy:ca/dc2",
        "2022-06-11T13:00:00Z backup-checks-overdue copy:ca/dc1",
        "2022-06-11T13:01:00Z backup-checks-overdue copy:ca/dc2",
    ];
    assert_eq!(ahead[..4], expected, "{ahead:#?}");
    assert!(ahead[4..].iter().all(|each| each.contains("stored-bytes-not-read-again")), "{ahead:#?}");
    let verdicts = &assessment.standings[0].verdicts;
    let until = |question| verdicts.iter().find(|each| each.question == question).and_then(|each| each.until);
    assert_eq!(until(Question::Recent), Some(instant("2022-06-11T04:00:00Z")));
    assert_eq!(until(Question::Reachable), Some(instant("2022-06-11T13:00:00Z")));
    let unread = ahead.iter().find(|each| each.contains("not-read-again copy:ca/dc1")).expect("it comes");
    assert_eq!(until(Question::Intact).map(|at| at.to_string()).as_deref(), unread.split(' ').next());
}

#[test]
fn a_job_that_stops_is_found_by_the_next_look_and_the_gap_stays_on_record() {
    let mut text = healthy(5);
    let at = |day: i64| instant(FIRST) + SignedDuration::from_hours(24 * day);
    for (day, newest) in [(5, 4), (6, 4), (7, 7)] {
        write!(
            text,
            "[[observed.backup]]\nat = \"{}\"\nbackup = \"ca\"\ncopy = \"dc1\"\nrepository = \"0d12\"\nsnapshots = [\
             {{ id = \"s4\", time = \"2022-06-05T02:00:00Z\" }}, {{ id = \"s{newest}\", time = \"2022-06-0{}T02:00:00Z\" }}]\n",
            at(day),
            newest + 1
        )
        .expect("a text takes all");
    }
    let assessment = told(&text, "2022-06-08T12:30:00Z", Horizon::Now);
    let mut of_dc1 = opened(&assessment);
    of_dc1.retain(|each| {
        each.ends_with("copy:ca/dc1") && each.contains("backup-late") || each.contains("interval")
    });
    assert_eq!(
        of_dc1,
        [
            "2022-06-06T12:00:00Z backup-late copy:ca/dc1",
            "2022-06-08T12:00:00Z backup-interval-missed copy:ca/dc1",
        ]
    );
    let late = assessment.findings.iter().find(|finding| finding.rule.as_str() == "backup-late");
    let closed = late.and_then(|finding| finding.interval.closed).map(|bound| bound.by);
    assert_eq!(closed, Some(at(7)));
}

#[test]
fn one_fault_turns_one_answer() {
    let base = healthy(3);
    let at = "2022-06-03T13:00:00Z";
    let look = |text: &str| {
        format!("{base}[[observed.backup]]\nat = \"{at}\"\nbackup = \"ca\"\ncopy = \"dc1\"\n{text}\n")
    };
    let good = "repository = \"0d12\"\nsnapshots = [{ id = \"s2\", time = \"2022-06-03T02:00:00Z\" }]";
    let cases = [
        (
            "snapshots = [{ id = \"s0\", time = \"2022-06-01T02:00:00Z\" }]".to_owned(),
            [Reply::No, Reply::Yes, Reply::Yes, Reply::Yes],
        ),
        ("reach = { unreachable = \"refused\" }".to_owned(), [Reply::Yes, Reply::No, Reply::Yes, Reply::Yes]),
        (
            "reach = { could-not-complete = \"it hung\" }".to_owned(),
            [Reply::Yes, Reply::CouldNotComplete, Reply::Yes, Reply::Yes],
        ),
        (
            format!("{good}\ncontents = [{{ snapshot = \"s2\", paths = [\"/srv/other\"] }}]"),
            [Reply::Yes, Reply::Yes, Reply::No, Reply::Yes],
        ),
        (
            format!(
                "{good}\nfaults = [{{ kind = \"altered\", file = \"data/01\", detail = \"it hashes to 77\" }}]"
            ),
            [Reply::Yes, Reply::Yes, Reply::Yes, Reply::No],
        ),
    ];
    for (text, expected) in cases {
        let assessment = told(&look(&text), "2022-06-03T13:30:00Z", Horizon::Now);
        assert_eq!(answers(&assessment.standings[0]), expected, "{text}");
        assert_eq!(answers(&assessment.standings[1]), [Reply::Yes; 4], "{text}");
    }
}

#[test]
fn a_snapshot_that_was_taken_away_or_has_not_come_makes_recent_a_half_truth() {
    let base = healthy(3);
    let tell = |copy: &str, at: &str, ids: &[u8]| {
        let snapshots: Vec<_> = ids
            .iter()
            .map(|id| format!("{{ id = \"s{id}\", time = \"2022-06-03T{:02}:00:00Z\" }}", 2 * (id - 1)))
            .collect();
        format!(
            "[[observed.backup]]\nat = \"{at}\"\nbackup = \"ca\"\ncopy = \"{copy}\"\nrepository = \"0d12\"\nsnapshots = [{}]\n",
            snapshots.join(", ")
        )
    };
    let [two, both, gone] = [&[2][..], &[2, 7], &[2]];
    let recent = |text: &str, now: &str| {
        let assessment = told(text, now, Horizon::Now);
        assessment.standings.iter().map(|standing| answers(standing)[0]).collect::<Vec<_>>()
    };
    // A second snapshot of the day comes to the first place only.
    let ahead = format!("{base}{}", tell("dc1", "2022-06-03T12:30:00Z", both));
    assert_eq!(recent(&ahead, "2022-06-03T12:40:00Z"), [Reply::Yes, Reply::Yes], "an hour is allowed");
    let late = format!("{ahead}{}", tell("dc2", "2022-06-03T14:00:00Z", two));
    assert_eq!(recent(&late, "2022-06-03T14:10:00Z"), [Reply::Yes, Reply::InPart]);
    let removed = format!("{ahead}{}", tell("dc1", "2022-06-03T14:00:00Z", gone));
    assert_eq!(recent(&removed, "2022-06-03T14:10:00Z")[0], Reply::InPart);
}

#[test]
fn nothing_is_known_of_a_copy_that_nobody_looked_at() {
    let assessment = told(DECLARED, "2022-06-03T13:30:00Z", Horizon::Now);
    assert_eq!(answers(&assessment.standings[0]), [Reply::NotKnown; 4]);
    assert!(assessment.standings[0].coverage.is_empty());
}

#[test]
fn what_another_copy_once_told_of_a_snapshot_stays_true_of_it() {
    let text = healthy(3);
    let looks = text.split_inclusive("[[observed.backup]]\n").map(|look| {
        let lines = look.split_inclusive('\n');
        // Nobody has the key at the second place.
        let is_sealed = look.contains("copy = \"dc2\"");
        lines.filter(|line| !is_sealed || !line.starts_with("contents")).collect::<String>()
    });
    let mut text: String = looks.collect();
    assert!(text.contains("contents") && text.len() < healthy(3).len());
    text.push_str(
        "[[observed.backup]]\nat = \"2022-06-03T13:00:00Z\"\nbackup = \"ca\"\ncopy = \"dc1\"\nrepository = \"0d12\"\n\
         snapshots = [{ id = \"s2\", time = \"2022-06-03T02:00:00Z\" }, { id = \"s3\", time = \"2022-06-03T12:55:00Z\" }]\n\
         contents = [{ snapshot = \"s3\", paths = [\"/srv/ca/index.db\"] }]\n",
    );
    // The new snapshot has not come to the second place yet: what the one that lies there holds is known all the same.
    let assessment = told(&text, "2022-06-03T13:30:00Z", Horizon::Now);
    assert_eq!(answers(&assessment.standings[1]), [Reply::Yes; 4]);
    assert_eq!(opened(&assessment), Vec::<String>::new());
}

/// A look at the first copy that read its files, while its key or its tool failed.
fn half(text: &str) -> String {
    format!(
        "[[observed.backup]]\nexhibit = \"{}\"\nat = \"2022-06-03T13:00:00Z\"\nbackup = \"ca\"\ncopy = \"dc1\"\nrepository = \"0d12\"\n\
         reach = {{ could-not-complete = \"the key cannot be read\" }}\nlist = {{ names-only = \"the key cannot be read\" }}\n\
         proof = \"named-by-hash\"\n{text}\n",
        exhibit("dc1", 99)
    )
}

#[test]
fn damage_counts_even_if_the_key_failed_in_the_same_look() {
    let since = exhibit("dc1", 2);
    let altered = half(&format!(
        "stock = {{ since = \"{since}\", files = 3, bytes = 3000 }}\nread = \"all\"\n\
         faults = [{{ kind = \"altered\", file = \"data/01\", detail = \"it hashes to 77\" }}]"
    ));
    let assessment = told(&format!("{}{altered}", healthy(3)), "2022-06-03T13:30:00Z", Horizon::Now);
    let half_told = [Reply::CouldNotComplete, Reply::Yes, Reply::CouldNotComplete, Reply::No];
    assert_eq!(answers(&assessment.standings[0]), half_told);
    assert_eq!(answers(&assessment.standings[1]), [Reply::Yes; 4]);
    assert_eq!(opened(&assessment), ["2022-06-03T13:00:00Z backup-damaged copy:ca/dc1"]);
}

#[test]
fn files_that_came_while_the_key_was_away_are_known_by_the_next_look() {
    let since = exhibit("dc1", 2);
    let arrived = half(&format!(
        "stock = {{ since = \"{since}\", files = 4, bytes = 4000, added = [[\"data/09\", 1000]] }}\nread = \"all\""
    ));
    let after = format!(
        "[[observed.backup]]\nat = \"2022-06-03T14:00:00Z\"\nbackup = \"ca\"\ncopy = \"dc1\"\nrepository = \"0d12\"\n\
         snapshots = [{{ id = \"s2\", time = \"2022-06-03T02:00:00Z\" }}]\ncontents = [{{ snapshot = \"s2\", paths = [\"/srv/ca/index.db\"] }}]\n\
         proof = \"named-by-hash\"\nstock = {{ since = \"{}\", files = 4, bytes = 4000 }}\n",
        exhibit("dc1", 99)
    );
    let text = format!("{}{arrived}{after}", healthy(3));
    let assessment = told(&text, "2022-06-03T14:30:00Z", Horizon::Now);
    assert_eq!(answers(&assessment.standings[0]), [Reply::Yes; 4]);
    // That a snapshot is late is no less true because the key is away now.
    let late = after.replace("06-03T14", "06-05T14");
    let half_told = arrived.replace("06-03T13", "06-05T15").replace(&since, &exhibit("dc1", 98));
    let text = format!("{}{}{late}{half_told}", healthy(3), arrived.replace(&since, &exhibit("dc1", 2)));
    let assessment = told(&text, "2022-06-05T15:30:00Z", Horizon::Now);
    assert_eq!(answers(&assessment.standings[0])[0], Reply::No);
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

fn intact(looks: &[&str]) -> Reply {
    let assessment = told(&after_healthy(looks), "2022-06-03T20:30:00Z", Horizon::Now);
    answers(&assessment.standings[0])[3]
}

#[test]
fn what_only_the_key_shows_is_cleared_by_the_key_alone() {
    let faulty = "stock = { since = \"SINCE\", files = 3, bytes = 3000 }\nread = \"all\"\n\
                  faults = [{ kind = \"sealed\", part = \"data\", file = \"data/01\", detail = \"x\" }]\n\
                  semantic = { outcome = \"faulty\", files = 3 }";
    let sound = |files: u64| {
        format!(
            "stock = {{ since = \"SINCE\", files = 3, bytes = 3000 }}\nread = \"all\"\nsemantic = {{ outcome = \"sound\", files = {files} }}"
        )
    };
    let by_name = "stock = { since = \"SINCE\", files = 3, bytes = 3000 }\nread = [\"data/01\"]";
    assert_eq!(intact(&[faulty]), Reply::No);
    assert_eq!(intact(&[faulty, &sound(0), by_name, &sound(0)]), Reply::No);
    assert_eq!(intact(&[faulty, by_name, &sound(1)]), Reply::Yes);
    // Another pack came, and one was put together: it may have been that one.
    let grown =
        sound(1).replace("files = 3, bytes = 3000", "files = 4, bytes = 4000, added = [[\"data/09\", 1000]]");
    assert_eq!(intact(&[faulty, &grown]), Reply::No);
    assert_eq!(intact(&[faulty, &grown.replace("files = 1 }", "files = 2 }")]), Reply::Yes);
}

#[test]
fn what_was_refused_was_not_read() {
    let refused = "stock = { since = \"SINCE\", files = 4, bytes = 4000, added = [[\"data/09\", 1000]] }\nread = \"all\"\n\
                   faults = [{ kind = \"refused\", part = \"data\", file = \"data/09\", detail = \"this user may not read it\" }]";
    let nothing = "stock = { since = \"SINCE\", files = 4, bytes = 4000 }";
    let read = format!("{nothing}\nread = [\"data/09\"]");
    assert_eq!(intact(&[refused]), Reply::InPart);
    assert_eq!(intact(&[refused, nothing]), Reply::InPart);
    assert_eq!(intact(&[refused, &read]), Reply::Yes);
}

#[test]
fn what_was_missing_and_came_back_is_missed_until_it_was_read() {
    let missing = "stock = { since = \"SINCE\", files = 3, bytes = 3000 }\n\
                   faults = [{ kind = \"missing\", part = \"data\", file = \"archive/0001\", detail = \"x\" }]";
    let back =
        "stock = { since = \"SINCE\", files = 4, bytes = 4000, added = [[\"archive/0001-77aa.gz\", 1000]] }";
    let other = back.replace("0001-77aa", "00010-77aa");
    let read = |name: &str| {
        format!(
            "stock = {{ since = \"SINCE\", files = 4, bytes = 4000 }}\nread = [\"archive/{name}-77aa.gz\"]"
        )
    };
    assert_eq!(intact(&[missing]), Reply::No);
    assert_eq!(intact(&[missing, back]), Reply::No);
    assert_eq!(intact(&[missing, back, &read("0001")]), Reply::Yes);
    assert_eq!(intact(&[missing, &other, &read("00010")]), Reply::No);
}

/// The answers at an instant of the fourth day, after one more look at the first copy.
fn first_two(look: &str, now: &str) -> [Reply; 2] {
    let assessment = told(&after_healthy(&[look]), now, Horizon::Now);
    [answers(&assessment.standings[0])[0], answers(&assessment.standings[0])[2]]
}

#[test]
fn nothing_is_complete_by_a_snapshot_that_is_gone() {
    let now = "2022-06-03T13:30:00Z";
    let gone =
        "list = \"whole\"\nsnapshots = [{ id = \"s1\", time = \"2022-06-02T02:00:00Z\", host = \"ca01\" }]";
    assert_eq!(first_two(gone, now)[1], Reply::Yes, "the other copy told what is in the one that is left");
    let other = format!("{gone}\ncontents = [{{ snapshot = \"s1\", paths = [\"/srv/other\"] }}]");
    assert_eq!(first_two(&other, now)[1], Reply::No);
    let all = "list = \"whole\"\nsnapshots = []";
    assert_eq!(first_two(all, now), [Reply::No, Reply::NotKnown]);
}

#[test]
fn a_snapshot_of_another_machine_answers_for_none() {
    let foreign = "snapshots = [{ id = \"f1\", time = \"2022-06-03T12:30:00Z\", host = \"web\" }]\n\
                   contents = [{ snapshot = \"f1\", paths = [\"/srv/ca/index.db\"] }]";
    let now = "2022-06-03T13:30:00Z";
    assert_eq!(first_two(foreign, now), [Reply::No, Reply::NotKnown]);
    let own = foreign.replace(
        "host = \"web\" }]",
        "host = \"web\" }, { id = \"s2\", time = \"2022-06-03T02:00:00Z\", host = \"ca01\" }]",
    );
    assert_eq!(first_two(&own, now), [Reply::Yes; 2], "what is in its own was told earlier");
}

#[test]
fn several_jobs_feed_one_repository_and_each_is_asked_for_its_paths() {
    let two = |etc: &str, srv: &str| {
        format!(
            "snapshots = [{{ id = \"e1\", time = \"{etc}\", host = \"ca01\", paths = [\"/etc\"] }}, \
             {{ id = \"v1\", time = \"{srv}\", host = \"ca01\", paths = [\"/srv\"] }}]\n\
             contents = [{{ snapshot = \"e1\", paths = [\"/etc/hosts\"] }}, {{ snapshot = \"v1\", paths = [\"/srv/ca/index.db\"] }}]"
        )
    };
    let both = |look: &str| {
        let text =
            after_healthy(&[look]).replace("scope = [\"/srv/ca\"]", "scope = [\"/srv/ca\", \"/etc/hosts\"]");
        let assessment = told(&text, "2022-06-03T13:30:00Z", Horizon::Now);
        let late = assessment.findings.iter().find(|finding| finding.rule.as_str() == "backup-late");
        let standing = answers(&assessment.standings[0]);
        ([standing[0], standing[2]], late.map(|finding| finding.message.to_string()))
    };
    let fresh = both(&two("2022-06-03T02:00:00Z", "2022-06-03T03:00:00Z"));
    assert_eq!(fresh, ([Reply::Yes; 2], None));
    let (answered, late) = both(&two("2022-06-03T02:00:00Z", "2022-05-22T03:00:00Z"));
    assert_eq!(answered, [Reply::No; 2]);
    let said = "the newest snapshot that holds /srv/ca (v1) is of 2022-05-22 03:00 UTC; the next was due by 2022-05-23 05:00 UTC";
    assert_eq!(late.as_deref(), Some(said));
}

#[test]
fn a_job_that_leaves_a_path_out_lacks_it_from_then_on() {
    let look = "snapshots = [{ id = \"b1\", time = \"2022-06-03T02:00:00Z\", host = \"ca01\", paths = [\"/etc\", \"/srv\"] }, \
                { id = \"v1\", time = \"2022-06-03T03:00:00Z\", host = \"ca01\", paths = [\"/srv\"] }]\n\
                contents = [{ snapshot = \"b1\", paths = [\"/etc/hosts\", \"/srv/ca/index.db\"] }, { snapshot = \"v1\", paths = [\"/srv/ca/index.db\"] }]";
    let text =
        after_healthy(&[look]).replace("scope = [\"/srv/ca\"]", "scope = [\"/srv/ca\", \"/etc/hosts\"]");
    let standing = answers(&told(&text, "2022-06-03T13:30:00Z", Horizon::Now).standings[0]);
    assert_eq!([standing[0], standing[2]], [Reply::Yes, Reply::No]);
    // Started from elsewhere, it takes in the same files.
    let text = text.replace("paths = [\"/srv\"] }]", "paths = [\"/mnt/new/srv\"] }]");
    let standing = answers(&told(&text, "2022-06-03T13:30:00Z", Horizon::Now).standings[0]);
    assert_eq!([standing[0], standing[2]], [Reply::Yes, Reply::No]);
}

#[test]
fn a_copy_without_a_pack_that_its_own_index_names_is_broken_whatever_the_lag() {
    let copy = |copy: &str, minute: u8, files: &[&str], rest: &str| {
        let added: Vec<_> = files.iter().map(|name| format!("[\"{name}\", 10]")).collect();
        format!(
            "[[observed.backup]]\nat = \"2022-06-03T13:0{minute}:00Z\"\nbackup = \"ca\"\ncopy = \"{copy}\"\nrepository = \"0d12\"\n\
             snapshots = [{{ id = \"s2\", time = \"2022-06-03T02:00:00Z\" }}]\nproof = \"named-by-hash\"\n\
             stock = {{ files = {}, bytes = {}, added = [{}] }}\nread = \"all\"\n{rest}\n",
            files.len(),
            files.len() * 10,
            added.join(", ")
        )
    };
    let second = |files: &[&str], rest: &str| {
        let first = copy("dc1", 0, &["data/a", "data/b", "index/i"], rest);
        let sealed =
            copy("dc2", 1, files, "").replace("snapshots", "list = { names-only = \"no key\" }\nsnapshots");
        let assessment = told(&format!("{DECLARED}{first}{sealed}"), "2022-06-03T13:02:00Z", Horizon::Now);
        (
            answers(&assessment.standings[1])[3],
            opened(&assessment).iter().any(|each| each.contains("copy-lags")),
        )
    };
    let sound = "semantic = { outcome = \"sound\", files = 2 }";
    assert_eq!(second(&["data/a", "index/i"], sound), (Reply::No, true));
    assert_eq!(second(&["data/a", "data/b", "index/i"], sound), (Reply::Yes, false));
    assert_eq!(second(&["data/a"], sound), (Reply::Yes, false), "the index is still on its way");
    assert_eq!(second(&["data/a", "index/i"], ""), (Reply::Yes, false), "nobody has opened it");
    let loose = format!(
        "{sound}\nfaults = [{{ kind = \"unreferenced\", part = \"data\", file = \"data/b\", detail = \"x\" }}]"
    );
    assert_eq!(second(&["data/a", "index/i"], &loose), (Reply::Yes, false));
}
