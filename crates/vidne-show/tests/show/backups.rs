//! Assessments of backups built by hand: three copies of two backups, with every answer that there is.

use vidne_model::{
    finding::{
        Assessment, Citation, Coverage, Finding, Message, Question, Reply, Severity, Standing, Subject,
        SubjectKind, Verdict,
    },
    id::{BackupId, CopyId},
    message,
};

use crate::case;

const GB: u64 = 1_000_000_000;

/// Copies, and the one finding whose sentence a copy repeats.
pub(crate) fn backups() -> Assessment {
    Assessment {
        findings: vec![stale()],
        standings: vec![onsite(), offsite(), database()],
        exhibits: 4,
        ..case::silent()
    }
}

fn stale_sentence() -> Message {
    message!(
        "in-front",
        "{who} stands in front of the site's own pages ({signs}), and the register does not name it",
        who = "The newest snapshot",
        signs = "nine days old, and one day was declared"
    )
}

fn stale() -> Finding {
    case::finding(
        "undeclared-recipient",
        Severity::Violation,
        Subject::new(SubjectKind::Copy, "ca-database/offsite"),
        stale_sentence(),
        case::declared("2022-11-14T00:00:00Z"),
    )
}

fn standing(backup: &str, copy: &str, location: Option<&str>, verdicts: Vec<Verdict>) -> Standing {
    Standing {
        backup: BackupId::from(backup),
        copy: CopyId::from(copy),
        location: location.map(str::to_owned),
        verdicts,
        coverage: Vec::new(),
        place: case::place(30),
    }
}

fn verdict(question: Question, answer: Reply, day: Option<&str>, why: Message) -> Verdict {
    let at = day.map(|day| case::at(&format!("{day}T04:00:00Z")));
    let cite = |at| Citation { exhibit: case::exhibit(20), at, what: "restic snapshots".to_owned() };
    Verdict { question, answer, why, at, exhibits: at.into_iter().map(cite).collect(), until: None }
}

fn look(day: &str, bytes: u64, fresh: u64, old: u64, damaged: u64) -> Coverage {
    Coverage { at: case::at(&format!("{day}T04:00:00Z")), bytes, fresh, old, damaged }
}

fn onsite() -> Standing {
    let day = Some("2022-11-21");
    let verdicts = vec![
        Verdict {
            until: Some(case::at("2022-11-23T02:00:00Z")),
            ..verdict(
                Question::Recent,
                Reply::Yes,
                day,
                message!("young", "the newest snapshot is {hours} hours old", hours = 2),
            )
        },
        verdict(
            Question::Reachable,
            Reply::Yes,
            day,
            Message::plain("reached", "it was reached from the standby"),
        ),
        verdict(
            Question::Complete,
            Reply::No,
            day,
            message!(
                "lacking",
                "{path} is open in production and in no snapshot",
                path = "/srv/pki/server.key"
            ),
        ),
        Verdict {
            until: Some(case::at("2022-12-01T04:00:00Z")),
            ..verdict(
                Question::Intact,
                Reply::InPart,
                day,
                message!("bounded", "{share} of the packs were read within 30 days", share = "62%"),
            )
        },
    ];
    Standing {
        coverage: vec![
            look("2022-10-31", 2 * GB, GB / 2, 0, 0),
            look("2022-11-07", 2 * GB, GB, GB / 2, 0),
            look("2022-11-14", 2 * GB + GB / 5, GB + GB / 2, GB / 2, 0),
            look("2022-11-21", 2 * GB + GB / 2, GB + GB / 2, GB / 2, 16_700_000),
        ],
        ..standing("ca-database", "onsite", Some("/srv/backup/ca"), verdicts)
    }
}

fn offsite() -> Standing {
    let (day, tool) = (Some("2022-11-20"), "restic asked for a password and was stopped after 30 seconds");
    let verdicts = vec![
        verdict(Question::Recent, Reply::No, day, stale_sentence()),
        verdict(Question::Reachable, Reply::Yes, day, Message::plain("reached", "it was reached")),
        verdict(Question::Complete, Reply::CouldNotComplete, day, Message::plain("stopped", tool)),
        verdict(Question::Intact, Reply::Yes, day, Message::plain("whole", "every byte is what it was")),
    ];
    Standing {
        coverage: vec![look("2022-11-20", GB, GB, 0, 0)],
        ..standing("ca-database", "offsite", Some("sftp://backup.example.net/ca"), verdicts)
    }
}

/// Nobody has looked; one question has no answer at all.
fn database() -> Standing {
    let unknown = |question| {
        verdict(question, Reply::NotKnown, None, Message::plain("nobody", "nobody has looked at it"))
    };
    let verdicts = vec![unknown(Question::Recent), unknown(Question::Reachable), unknown(Question::Complete)];
    standing("web", "second", None, verdicts)
}
