//! `vidne audit`, with a real browser, on the rehearsal: it finds what was planted there, and nothing else.
//!
//! The rows R01, R02, R06, R08, R46-R48, R57, R65, R69, R72 and R73 stand here as a visitor's browser shows them.

use std::{collections::BTreeSet, fs, path::Path, process::Output};

use serde_json::Value;

use crate::folder::{repository, text, vidne};

/// A copy of the rehearsal, in which evidence may be left.
fn rehearsal() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let example = repository().join("examples/rehearsal");
    for entry in fs::read_dir(&example).unwrap().flatten() {
        if entry.path().is_file() && entry.file_name() != "report.html" {
            fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
        }
    }
    std::os::unix::fs::symlink(example.join("site"), folder.path().join("site")).unwrap();
    folder
}

fn audit(folder: &Path, arguments: &[&str]) -> Output {
    let keys = folder.join("keys");
    let path = folder.to_str().unwrap();
    let fixed = ["audit", path, "--keys", keys.to_str().unwrap(), "--pause", "0"];
    vidne(&[&fixed, arguments].concat(), &repository()).output().expect("it starts")
}

/// Rule, severity and subject of every finding.
fn found(told: &Value) -> BTreeSet<String> {
    let findings = told["findings"].as_array().expect("a list of findings");
    let told = findings.iter().map(|finding| {
        let word = |value: &Value| value.as_str().expect("a text").to_owned();
        let subject = &finding["subject"];
        format!(
            "{} {} {}:{}",
            word(&finding["rule"]),
            word(&finding["severity"]),
            word(&subject["kind"]),
            word(&subject["id"])
        )
    });
    told.collect()
}

/// The same, as planted.
fn planted() -> BTreeSet<String> {
    #[derive(serde::Deserialize)]
    struct Truth {
        finding: Vec<Planted>,
    }
    #[derive(serde::Deserialize)]
    struct Planted {
        rule: String,
        severity: String,
        subjects: Vec<String>,
    }
    let path = repository().join("examples/rehearsal/truth/ground-truth.toml");
    let truth: Truth = toml::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let each = |planted: Planted| {
        let (rule, severity) = (planted.rule, planted.severity);
        planted.subjects.into_iter().map(move |subject| format!("{rule} {severity} {subject}"))
    };
    truth.finding.into_iter().flat_map(each).collect()
}

#[test]
fn an_audit_finds_what_was_planted_and_nothing_else() {
    let folder = rehearsal();
    let output = audit(folder.path(), &["--format", "json"]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(13), "{said}");
    let told: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {said}"));
    let (found, planted) = (found(&told), planted());
    let missed: Vec<&String> = planted.difference(&found).collect();
    let invented: Vec<&String> = found.difference(&planted).collect();
    assert!(missed.is_empty() && invented.is_empty(), "missed {missed:#?}\ninvented {invented:#?}");
    assert_eq!(told["damages"].as_array().map(Vec::len), Some(0));

    let report = fs::read_to_string(folder.path().join("report.html")).unwrap();
    assert!(report.contains("data:image/png"), "the report shows pictures");
    let verified = vidne(&["verify", folder.path().to_str().unwrap()], &repository()).output().unwrap();
    assert!(verified.status.success(), "{}", text(&verified.stderr));
    // What was looked at by name, in three phases, and a page that robots.txt keeps crawlers from.
    assert!(said.contains("https://www.nordhamn.example/ reject: completed"), "{said}");
    assert!(said.contains("/intern/") && said.contains("robots.txt"), "{said}");
}

#[test]
fn an_interrupted_round_goes_on_where_it_ended() {
    let folder = rehearsal();
    let note = r#"{"schema":1,"begun":"NOW","done":[["https://www.nordhamn.example/da/cookies/","before-consent"]]}"#;
    let now = jiff::Timestamp::now().to_string();
    fs::write(folder.path().join(".vidne-round.json"), note.replace("NOW", &now)).unwrap();
    let keys = folder.path().join("keys");
    let path = folder.path().to_str().unwrap();
    let arguments =
        ["observe", path, "--keys", keys.to_str().unwrap(), "--crawl", "0", "--phases", "before-consent"];
    let output = vidne(&arguments, &repository()).output().unwrap();
    let said = text(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("going on after 1 earlier looks"), "{said}");
    assert!(!said.contains("/da/cookies/ before-consent"), "{said}");
    assert!(said.contains("/en/cookies/ before-consent: completed"), "{said}");
    assert!(!folder.path().join(".vidne-round.json").exists(), "the note is gone when all is done");
}

#[test]
fn an_interruption_keeps_what_was_seen_and_leaves_nothing_running() {
    let folder = rehearsal();
    let keys = folder.path().join("keys");
    let path = folder.path().to_str().unwrap();
    let child = vidne(&["observe", path, "--keys", keys.to_str().unwrap(), "--at-once", "1"], &repository())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let id = child.id();
    let note = folder.path().join(".vidne-round.json");
    // The note appears with the first look that is in the log.
    while !note.exists() {
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert!(std::process::Command::new("kill").args(["-INT", &id.to_string()]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    assert!(note.exists(), "the next round knows where this one ended");
    let verified = vidne(&["verify", path], &repository()).output().unwrap();
    assert!(verified.status.success(), "{}", text(&verified.stderr));
    let left = fs::read_dir(std::env::temp_dir()).unwrap().flatten();
    let own = format!("vidne-browser-{id}-");
    assert_eq!(left.filter(|entry| entry.file_name().to_string_lossy().starts_with(&own)).count(), 0);
}

#[test]
fn an_audit_is_about_now() {
    let output = audit(&repository().join("examples/rehearsal"), &["--at", "2022-11-07"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("vidne assess --at"), "{}", text(&output.stderr));
}

#[test]
fn looks_are_exported_for_other_tools_and_read_again() {
    let folder = rehearsal();
    let path = folder.path().to_str().unwrap();
    let keys = folder.path().join("keys");
    let arguments = [
        "observe",
        path,
        "--keys",
        keys.to_str().unwrap(),
        "--crawl",
        "0",
        "--phases",
        "before-consent",
        "--bodies",
    ];
    assert!(vidne(&arguments, &repository()).output().unwrap().status.success());
    for format in ["har", "wacz"] {
        let written = folder.path().join(format);
        let output = vidne(
            &["export", path, "--format", format, "--output", written.to_str().unwrap()],
            &repository(),
        )
        .output()
        .unwrap();
        assert!(output.status.success(), "{}", text(&output.stderr));
        let files: Vec<_> = fs::read_dir(&written).unwrap().flatten().map(|entry| entry.path()).collect();
        assert_eq!(files.len(), 7, "one for each look");
        let fresh = crate::folder::Folder::new("https://www.nordhamn.example/");
        let files: Vec<&str> = files.iter().map(|path| path.to_str().unwrap()).collect();
        let read = fresh.run(&[&["import", "site"], files.as_slice()].concat());
        let told = text(&read.stdout);
        assert!(read.status.success() && told.contains("21 requests"), "{told}{}", text(&read.stderr));
    }
}
