//! Backups over time: what a healthy one is told from, when a stopped one turns bad, and what the forecast says of it.

use std::fmt::Write as _;

use jiff::SignedDuration;
use vidne_model::finding::{Question, Reply};
use vidne_rules::Horizon;

use super::{DECLARED, FIRST, RULES, answers, healthy, instant, opened, told};

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
