//! Assessments built by hand: a case with everything in it, one with nothing, one with questions only.
//!
//! Nothing here is read from a rule or a capture; reports are tested on what they are given.

use jiff::Timestamp;
use vidne_model::{
    declared::{Exception, PageRole},
    finding::{
        Accepted, Assessment, Citation, Finding, Message, OpenQuestion, PageChange, PageHistory, Provision,
        RulePage, Severity, Subject, SubjectKind,
    },
    id::{ExhibitId, RuleId, ServiceId},
    message,
    observed::Damage,
    place::Place,
    time::{Bound, Day, Interval},
};

pub(crate) const NOW: &str = "2022-11-21T12:00:00Z";

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().expect("the case writes instants")
}

pub(crate) fn exhibit(number: u8) -> ExhibitId {
    let mut bytes = [0; 32];
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = number.wrapping_mul(37).wrapping_add(u8::try_from(index).unwrap_or(0).wrapping_mul(101));
    }
    ExhibitId(bytes)
}

/// Known by a look that showed it and one before that did not.
pub(crate) fn seen(after: &str, by: &str) -> Bound {
    Bound { after: Some(at(after)), by: at(by) }
}

/// A declared day.
pub(crate) fn declared(by: &str) -> Bound {
    Bound { after: None, by: at(by) }
}

pub(crate) fn place(line: u32) -> Place {
    Place { file: "register.toml".into(), line, column: 1 }
}

fn gdpr(article: &str, title: &str) -> Provision {
    Provision {
        key: format!("gdpr:{article}"),
        short: format!("GDPR Art. {article}"),
        title: title.to_owned(),
        url: Some("https://eur-lex.europa.eu/eli/reg/2016/679/oj".to_owned()),
    }
}

fn cited(number: u8, when: &str, what: &str) -> Citation {
    Citation { exhibit: exhibit(number), at: at(when), what: what.to_owned() }
}

/// A finding without exhibits, places, caveats and acceptance.
pub(crate) fn finding(
    rule: &str,
    severity: Severity,
    subject: Subject,
    message: Message,
    opened: Bound,
) -> Finding {
    Finding {
        rule: RuleId::from(rule),
        severity,
        subject,
        message,
        interval: Interval { opened, closed: None },
        exhibits: Vec::new(),
        places: Vec::new(),
        law: vec![gdpr("28(2)", "no other processor without authorisation")],
        advice: Message::plain(
            "remedy",
            "Find out who brought it in and since when. Enter it in the register, or remove it.",
        ),
        caveats: Vec::new(),
        rule_hash: exhibit(200),
        accepted: None,
    }
}

/// A case with everything in it: open, accepted, closed and coming findings, questions, pages, damage.
pub(crate) fn full() -> Assessment {
    Assessment {
        service: ServiceId::from("example-se"),
        now: at(NOW),
        ended: None,
        findings: vec![recipient(), cookie(), approval(), purposes(), tracker(), ahead()],
        questions: vec![location(), answered()],
        pages: vec![cookie_page()],
        standings: Vec::new(),
        unused_exceptions: vec![Exception {
            rule: RuleId::from("undeclared-cookie"),
            subject: "cookie:_ga".to_owned(),
            reason: "removed in the spring".to_owned(),
            until: None,
            place: place(90),
        }],
        damages: vec![Damage {
            exhibit: exhibit(9),
            offset: Some(4096),
            reason: "the record ends early".to_owned(),
        }],
        exhibits: 12,
        newest: Some(at("2022-11-21T08:00:00Z")),
    }
}

/// Somebody looked, and all is well.
pub(crate) fn silent() -> Assessment {
    Assessment {
        findings: Vec::new(),
        questions: Vec::new(),
        pages: Vec::new(),
        unused_exceptions: Vec::new(),
        damages: Vec::new(),
        ..full()
    }
}

/// Nothing found, but nobody knows.
pub(crate) fn unknown() -> Assessment {
    Assessment { questions: vec![location()], exhibits: 0, newest: None, ..silent() }
}

pub(crate) fn rules() -> Vec<RulePage> {
    vec![RulePage {
        id: RuleId::from("undeclared-recipient"),
        title: "Somebody takes part in the service whom the register does not name.".to_owned(),
        severity: Severity::Violation,
        why: "Whoever delivers, counts or embeds something on a page learns at least the visitor's address.".to_owned(),
        remedy: "Enter it in the register, or remove it from the site.".to_owned(),
        markdown: "Somebody takes part in the service whom the register does not name.\n\n## Why it matters\nWhoever \
                   delivers something on a page learns at least\nthe visitor's **address**.\n\n## Fires\n```toml\nnow = \
                   \"2022-11-07T12:00:00Z\"\n```\n- once\n- or [more often](https://example.org/)\n"
            .to_owned(),
        law: vec![gdpr("30(1)(d)", "records of recipients")],
        hash: exhibit(200),
    }]
}

fn recipient() -> Finding {
    let signs = "header cf-ray on www.example.se, header server: cloudflare on www.example.se";
    let looks =
        ["2022-09-22", "2022-09-29", "2022-10-06", "2022-10-20", "2022-11-03", "2022-11-10", "2022-11-21"];
    Finding {
        exhibits: (1..)
            .zip(looks)
            .map(|(number, day)| {
                cited(number, &format!("{day}T08:00:00Z"), "header cf-ray on www.example.se")
            })
            .collect(),
        law: vec![
            gdpr("30(1)(d)", "records of recipients"),
            gdpr("13(1)(e)", "recipients named to data subjects"),
        ],
        ..finding(
            "undeclared-recipient",
            Severity::Violation,
            Subject::new(SubjectKind::Recipient, "cloudflare"),
            message!(
                "in-front",
                "{who} stands in front of the site's own pages ({signs}), and the register does not name it",
                who = "Cloudflare",
                signs = signs
            ),
            seen("2022-09-15T08:00:00Z", "2022-09-22T08:00:00Z"),
        )
    }
}

fn cookie() -> Finding {
    let opened = seen("2022-09-15T08:00:00Z", "2022-09-22T08:00:00Z");
    Finding {
        interval: Interval { opened, closed: Some(seen("2022-11-08T08:00:00Z", "2022-11-09T08:00:00Z")) },
        exhibits: vec![cited(1, "2022-09-22T08:00:00Z", "Set-Cookie: __cf_bm on www.example.se")],
        places: vec![place(12)],
        ..finding(
            "cookie-missing-from-page",
            Severity::Violation,
            Subject::new(SubjectKind::Cookie, "__cf_bm"),
            message!("missing", "{name} is set, and the cookie page does not name it", name = "__cf_bm"),
            opened,
        )
    }
}

fn approval() -> Finding {
    Finding {
        places: vec![place(41), place(88)],
        law: vec![
            gdpr("28(2)", "no other processor without authorisation"),
            Provision {
                key: "pub-2020:6.1".to_owned(),
                short: "pub-2020, clause 6.1".to_owned(),
                title: "approve-sub-processor".to_owned(),
                url: None,
            },
        ],
        ..finding(
            "edge-without-approval",
            Severity::Violation,
            Subject::new(SubjectKind::Edge, "nordlo-cloudflare"),
            message!(
                "none",
                "{who} works for {by}, and no approval by the controller is on record",
                who = "Cloudflare, Inc.",
                by = "Nordlo Improve AB"
            ),
            declared("2022-09-22T00:00:00Z"),
        )
    }
}

fn purposes() -> Finding {
    Finding {
        places: vec![place(60)],
        caveats: vec!["the list of purposes was read by a person and is not verified".to_owned()],
        ..finding(
            "purposes-beyond-parent-agreement",
            Severity::Warning,
            Subject::new(SubjectKind::Document, "cf-dpa"),
            message!(
                "beyond",
                "{what} goes beyond what {parent} allows",
                what = "security research",
                parent = "pub-2020"
            ),
            declared("2022-10-01T00:00:00Z"),
        )
    }
}

fn tracker() -> Finding {
    Finding {
        accepted: Some(Accepted {
            reason: "the contract ends with the year".to_owned(),
            until: Some(Day::exact(jiff::civil::date(2023, 1, 1))),
            place: place(95),
        }),
        exhibits: vec![cited(2, "2022-10-03T08:00:00Z", "request to dc.services.visualstudio.com")],
        ..finding(
            "undeclared-third-country",
            Severity::Note,
            Subject::new(SubjectKind::Recipient, "application-insights"),
            message!(
                "parent",
                "{who} has its parent in {country}",
                who = "Application Insights",
                country = "US"
            ),
            seen("2022-10-02T08:00:00Z", "2022-10-03T08:00:00Z"),
        )
    }
}

fn ahead() -> Finding {
    finding(
        "sample-overdue",
        Severity::Warning,
        Subject::new(SubjectKind::Edge, "nordlo-cloudflare"),
        message!(
            "overdue",
            "{who} has not reported its sub-processors for a quarter",
            who = "Nordlo Improve AB"
        ),
        declared("2022-12-22T00:00:00Z"),
    )
}

fn location() -> OpenQuestion {
    OpenQuestion {
        rule: RuleId::from("undeclared-third-country"),
        subject: Subject::new(SubjectKind::Recipient, "cloudflare"),
        lacks: message!(
            "no-database",
            "no address database was given, so that the place of {host} is unknown",
            host = "104.16.1.1"
        ),
        advice: Message::plain("remedy", "Name an address database in the declaration."),
        interval: Interval { opened: declared("2022-09-22T08:00:00Z"), closed: None },
    }
}

fn answered() -> OpenQuestion {
    let interval =
        Interval { opened: declared("2022-09-01T08:00:00Z"), closed: Some(declared("2022-09-15T08:00:00Z")) };
    OpenQuestion {
        rule: RuleId::from("undeclared-recipient"),
        subject: Subject::new(SubjectKind::Service, "example-se"),
        lacks: Message::plain("nobody-looked", "no completed look at the site is on record"),
        advice: Message::plain("remedy", "Look."),
        interval,
    }
}

fn cookie_page() -> PageHistory {
    let change = |number, first: &str, last: &str, gained: &[&str]| PageChange {
        hash: exhibit(number),
        first: at(first),
        last: at(last),
        exhibit: exhibit(number + 1),
        gained: gained.iter().map(ToString::to_string).collect(),
        lost: Vec::new(),
    };
    PageHistory {
        role: PageRole::Cookies,
        url: "https://www.example.se/om-kakor/".to_owned(),
        versions: vec![
            change(60, "2022-09-01T08:00:00Z", "2022-11-08T08:00:00Z", &[]),
            change(
                62,
                "2022-11-09T08:00:00Z",
                "2022-11-21T08:00:00Z",
                &["cookie __cf_bm", "Cloudflare as its provider"],
            ),
        ],
    }
}
