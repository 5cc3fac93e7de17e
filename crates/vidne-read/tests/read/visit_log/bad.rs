//! Logs that are broken, cut, or made to do harm.

use std::io::Write;

use serde_json::json;
use vidne_model::observed::Outcome;
use vidne_read::{Ask, Format, Limits, read};

use super::{Log, SITE, names, only, reading, urls};

fn packed(text: &[u8]) -> Vec<u8> {
    zstd::encode_all(text, 3).expect("packed")
}

#[test]
fn a_packed_log_tells_the_same_as_a_plain_one() {
    let log = Log::opened().part("2", "https://x.example/").wrote("a=1", SITE).ended("completed");
    assert_eq!(reading(Format::VisitLog, packed(log.text().as_bytes())).expect("facts"), log.read());
}

#[test]
fn a_log_cut_in_the_middle_of_a_line_tells_what_it_tells_until_there() {
    let text = Log::opened().part("2", "https://x.example/").wrote("a=1", SITE).text();
    let seen = reading(Format::VisitLog, &text[..text.len() - 40]).expect("facts");
    let visit = only(&seen);
    assert!(matches!(&visit.outcome, Outcome::Failed(reason) if reason.contains("ends early")));
    assert_eq!(urls(visit), [SITE, "https://x.example/"]);
    assert_eq!(seen.damages.len(), 1, "{:?}", seen.damages);
    let whole = Log::begun().document("1", SITE).answer("1", 200, &["kept=1"]).read();
    assert!(matches!(only(&whole).outcome, Outcome::Failed(_)), "it has no last line");
    assert_eq!(names(only(&whole)), ["kept"]);
}

#[test]
fn a_truncated_frame_keeps_what_was_flushed() {
    let mut packer = zstd::Encoder::new(Vec::new(), 3).expect("a packer");
    packer.write_all(Log::opened().text().as_bytes()).expect("written");
    packer.flush().expect("flushed");
    packer.write_all(Log::default().part("2", "https://x.example/").text().as_bytes()).expect("written");
    let whole = packer.finish().expect("packed");
    let seen = reading(Format::VisitLog, &whole[..whole.len() - 9]).expect("facts");
    assert_eq!(urls(only(&seen)), [SITE]);
    assert_eq!(seen.damages.len(), 1);
    assert!(seen.damages[0].reason.contains("cannot be unpacked any further"), "{:?}", seen.damages);
}

#[test]
fn a_bomb_is_cut_and_told() {
    let mut text = Log::opened().text().into_bytes();
    for _ in 0..100 {
        text.extend_from_slice(format!("{{\"method\":\"{}\"}}\n", "x".repeat(1 << 20)).as_bytes());
    }
    let bomb = packed(&text);
    assert!(bomb.len() < text.len() / 1_000);
    let seen = reading(Format::VisitLog, &bomb).expect("facts");
    assert_eq!(urls(only(&seen)), [SITE]);
    assert!(
        seen.damages.iter().any(|damage| damage.reason.contains("more than is read")),
        "{:?}",
        seen.damages
    );
}

#[test]
fn a_limit_on_what_may_be_unpacked_holds() {
    let text = Log::opened().part("2", "https://x.example/").text();
    let limits = Limits { unpacked: Log::opened().text().len() as u64, ..Limits::default() };
    let exhibit = vidne_model::id::ExhibitId([7; 32]);
    let ask = Ask { exhibit, name: "log", format: Format::VisitLog, pages: &[], limits };
    let seen = read(&packed(text.as_bytes()), &ask).expect("facts");
    assert_eq!(urls(only(&seen)), [SITE]);
    assert_eq!(seen.damages.len(), 1);
}

#[test]
fn what_is_no_log_is_an_error_that_tells_how_to_mend_it() {
    for bytes in [
        Vec::new(),
        b"hello".to_vec(),
        b"[]".to_vec(),
        b"\x28\xb5\x2f\xfdxxxx".to_vec(),
        packed(b"hello\n"),
        b"{}\n".to_vec(),
    ] {
        let error = reading(Format::VisitLog, &bytes).expect_err("no log");
        assert!(error.help().contains("docs/visit-log.md"), "{error}");
    }
    let error =
        reading(Format::VisitLog, Log::default().part("2", "about:blank").text()).expect_err("no instant");
    assert!(error.to_string().contains("when the page was opened"), "{error}");
    let newer = Log::opened().text().replace("\"schema\":1", "\"schema\":2");
    assert!(reading(Format::VisitLog, newer).expect_err("newer").to_string().contains("schema"));
}

#[test]
fn garbage_through_the_ear_in_the_page_is_passed_over() {
    let call = |payload: &str| json!({ "name": "__vidne", "payload": payload, "executionContextId": 1 });
    let mut log = Log::opened();
    for payload in [
        "",
        "null",
        "[]",
        "{",
        "{\"kind\":7}",
        "{\"kind\":\"cookie\"}",
        "{\"kind\":\"cookie\",\"value\":\"\",\"url\":\"https://a.se\"}",
        "{\"kind\":\"cookie\",\"value\":\"a=1\",\"url\":\"about:blank\"}",
        "{\"kind\":\"other\",\"value\":\"a=1\",\"url\":\"https://a.se\"}",
    ] {
        log = log.event("Runtime.bindingCalled", call(payload));
    }
    log = log.event("Runtime.bindingCalled", json!({ "name": "other", "payload": "{\"kind\":\"cookie\",\"value\":\"a=1\",\"url\":\"https://a.se\"}" }));
    log = log.event("Runtime.bindingCalled", json!({ "name": [], "payload": {} }));
    let seen = log.ended("completed").read();
    assert!(only(&seen).cookies.is_empty());
    assert!(seen.damages.is_empty(), "{:?}", seen.damages);
}

#[test]
fn ids_that_repeat_and_answers_without_a_question_are_told_and_change_nothing() {
    let cookies = |name: &str| json!({ "cookies": [super::held(name, "www.site.se")] });
    let mut log = Log::opened().jar(&[("true", "www.site.se")]);
    let id = log.asked;
    log = log
        .with(json!({ "id": id, "result": cookies("twice") }))
        .with(json!({ "id": 4711, "result": cookies("nobody-asked") }))
        .with(json!({ "id": "text", "result": 7 }))
        .with(json!({ "sent": { "id": id, "method": "Target.getTargets" } }))
        .ended("completed");
    let seen = log.read();
    assert_eq!(names(only(&seen)), ["true"]);
    assert_eq!(seen.damages.len(), 1);
    assert!(seen.damages[0].reason.starts_with("4 answers"), "{:?}", seen.damages);
}

#[test]
fn broken_lines_between_sound_ones_are_damages() {
    let mut log = Log::opened();
    for line in [
        "{\"vidne\":\"frame\",\"value\":{\"forms\":7}}",
        "{\"vidne\":\"screenshot\",\"sha256\":\"x\"}",
        "nonsense",
        "{\"sent\":{}}",
        "{}",
        "{\"vidne\":\"consent\",\"action\":\"dance\",\"outcome\":\"done\"}",
        "{\"method\":\"Network.requestWillBeSent\",\"params\":{}}",
    ] {
        log.lines.push(line.to_owned());
    }
    let seen = log.part("2", "https://x.example/").ended("completed").read();
    assert_eq!(urls(only(&seen)), [SITE, "https://x.example/"]);
    assert_eq!(seen.damages.len(), 7, "{:#?}", seen.damages);
    assert!(seen.damages.iter().all(|damage| damage.offset.is_some()));
}

#[test]
fn a_second_log_in_one_file_is_left_aside() {
    let first = Log::opened().ended("completed");
    let text = first.text() + &Log::begun().document("2", "https://other.example/").text();
    let seen = reading(Format::VisitLog, text).expect("facts");
    assert_eq!(urls(only(&seen)), [SITE]);
    assert_eq!(seen.damages.len(), 1);
}

#[test]
fn phases_without_end_are_cut_off() {
    let log = (0..100).fold(Log::opened(), |log, t| log.turn("after-reject", t));
    let seen = log.ended("completed").read();
    assert_eq!(seen.visits.len(), 8);
    assert_eq!(seen.damages.len(), 93);
}
