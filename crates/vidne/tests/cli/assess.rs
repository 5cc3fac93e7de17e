//! `vidne assess` on the examples: formats, exit codes, the three letters' days.

use std::process::Output;

use serde_json::Value;

use crate::folder::{Folder, repository, text, vidne};

fn assess(arguments: &[&str]) -> Output {
    let arguments: Vec<&str> = ["assess"].iter().chain(arguments).copied().collect();
    vidne(&arguments, &repository()).output().expect("it starts")
}

fn json(arguments: &[&str]) -> Value {
    let output = assess(&[arguments, &["--format", "json"]].concat());
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", text(&output.stderr)))
}

/// Rule and subject of every finding that is open.
fn open(told: &Value) -> Vec<String> {
    let findings = told["findings"].as_array().expect("a list of findings");
    let open = findings.iter().filter(|finding| finding["state"] == "open");
    open.map(|finding| {
        let subject = &finding["subject"];
        format!(
            "{} {}:{}",
            finding["rule"].as_str().expect("a rule"),
            subject["kind"].as_str().expect("a kind"),
            subject["id"].as_str().expect("an id")
        )
    })
    .collect()
}

#[test]
fn the_timeline_gives_the_reference_case_with_its_dates() {
    let told = json(&["examples/regeringen-se", "--timeline"]);
    let findings = told["findings"].as_array().expect("a list of findings");
    let has = |rule: &str, subject: &str, after: &str, by: &str, closed: &str| {
        let day = |value: &Value| value.as_str().map_or(String::new(), |at| at[..10].to_owned());
        assert!(
            findings.iter().any(|finding| {
                finding["rule"] == rule
                    && finding["subject"]["id"] == subject
                    && day(&finding["opened"]["after"]) == after
                    && day(&finding["opened"]["by"]) == by
                    && day(&finding["closed"]["by"]) == closed
            }),
            "{rule} {subject} {after} {by} {closed}"
        );
    };
    has("undeclared-recipient", "cloudflare", "2022-09-21", "2022-09-22", "2022-11-09");
    has("undeclared-cookie", "__cf_bm", "2022-09-21", "2022-09-22", "2022-11-09");
    has("agreement-copy-not-held", "nordlo-cloudflare", "", "2022-09-22", "2023-03-27");
    has("void-instrument-in-agreement", "pub-2020", "", "2020-10-20", "");
    has("undeclared-recipient", "azure-application-insights", "2023-03-12", "2023-03-21", "");
}

#[test]
fn the_first_letter_knows_of_cloudflare_and_of_no_processor() {
    let open = open(&json(&["examples/regeringen-se", "--at", "2022-11-07"]));
    for said in [
        "undeclared-recipient recipient:cloudflare",
        "undeclared-cookie cookie:__cf_bm",
        "recipient-missing-from-notice recipient:cloudflare",
        "transfer-without-basis transfer:cloudflare/US",
        "assessment-missing recipient:cloudflare",
    ] {
        assert!(open.iter().any(|each| each == said), "{said} is missing from {open:?}");
    }
    assert!(!open.iter().any(|each| each.contains("nordlo") || each.contains("pub-2020")), "{open:?}");
}

#[test]
fn the_second_letter_knows_the_chain_and_the_missing_copy() {
    let open = open(&json(&["examples/regeringen-se", "--at", "2022-11-21"]));
    for said in [
        "edge-without-approval edge:nordlo-cloudflare",
        "edge-without-agreement edge:nordlo-cloudflare",
        "agreement-copy-not-held edge:nordlo-cloudflare",
        "statement-contradicted document:cf-dpa",
        "void-instrument-in-agreement document:pub-2020",
        "transfer-without-basis transfer:nordlo-cloudflare/US",
        "broken-form form:https://www.regeringen.se/kontakt/",
    ] {
        assert!(open.iter().any(|each| each == said), "{said} is missing from {open:?}");
    }
    assert!(
        !open.iter().any(|each| each.contains("undeclared-cookie") || each.contains("azure")),
        "{open:?}"
    );
}

#[test]
fn the_third_letter_reads_the_addendum_and_sees_the_next_recipient() {
    let open = open(&json(&["examples/regeringen-se", "--at", "2023-03-27"]));
    for said in [
        "flow-down-incomplete edge:nordlo-cloudflare",
        "data-beyond-parent-agreement edge:nordlo-cloudflare",
        "purposes-beyond-parent-agreement edge:nordlo-cloudflare",
        "processor-tier-undeclared edge:nordlo-cloudflare",
        "transfer-without-assessment transfer:nordlo-cloudflare/US",
        "undeclared-recipient recipient:azure-application-insights",
    ] {
        assert!(open.iter().any(|each| each == said), "{said} is missing from {open:?}");
    }
    assert!(
        !open.iter().any(|each| each == "agreement-copy-not-held edge:nordlo-cloudflare"),
        "the copy arrived that day"
    );
}

#[test]
fn the_compliant_twin_is_silent_and_exits_with_nought() {
    let output = assess(&["examples/regeringen-se-compliant", "--timeline", "--format", "json"]);
    let told: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(
        (told["findings"].as_array().map(Vec::len), told["questions"].as_array().map(Vec::len)),
        (Some(0), Some(0))
    );
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn json_keeps_to_the_published_schema() {
    let schema: Value = serde_json::from_slice(
        &std::fs::read(repository().join("schema/assessment.schema.json")).expect("the schema is published"),
    )
    .expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let told = json(&["examples/regeringen-se", "--timeline"]);
    let wrong: Vec<String> = validator.iter_errors(&told).map(|error| error.to_string()).collect();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn exit_codes_are_the_same_for_every_format() {
    for format in ["plain", "json", "sarif", "html"] {
        let output = assess(&["examples/regeringen-se", "--at", "2022-11-07", "--format", format]);
        assert_eq!(output.status.code(), Some(13), "{format}");
        let output =
            assess(&["examples/regeringen-se", "--at", "2022-11-07", "--format", format, "--exit-zero"]);
        assert_eq!(output.status.code(), Some(0), "{format}");
    }
}

#[test]
fn only_the_rules_that_are_named_speak() {
    let told = json(&["examples/regeringen-se", "--at", "2022-11-07", "--only", "undeclared-cookie"]);
    assert_eq!(open(&told), ["undeclared-cookie cookie:__cf_bm"]);
    let output = assess(&["examples/regeringen-se", "--only", "undeclared-cookies"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("there is no rule `undeclared-cookies`"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn an_accepted_finding_stays_visible_and_a_needless_exception_is_told_of() {
    let folder = Folder::new("https://www.example.se/");
    let lines = r#"{"schema":1,"kind":"web.visit","at":"2022-11-07T08:00:00Z","url":"https://www.example.se/","phase":"before-consent","requests":[{"url":"https://www.example.se/","kind":"document"},{"url":"https://cdn.jsdelivr.net/a.js","kind":"script"}]}"#;
    let capture = folder.write("look.jsonl", lines);
    assert!(folder.run(&["import", "site", &capture]).status.success());
    let exceptions = "[[exception]]\nrule = \"undeclared-recipient\"\nsubject = \"recipient:jsdelivr\"\nreason = \"it goes in March\"\n\
                      [[exception]]\nrule = \"undeclared-recipient\"\nsubject = \"recipient:nobody\"\nreason = \"an old one\"\n";
    std::fs::write(folder.dir().join("exceptions.toml"), exceptions).expect("it can be written");
    let output = folder.run(&["assess", "site", "--at", "2022-11-08", "--format", "json"]);
    let told: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = told["findings"].as_array().expect("a list");
    let found =
        findings.iter().find(|each| each["rule"] == "undeclared-recipient").expect("it stays visible");
    assert_eq!(found["accepted"]["reason"], "it goes in March");
    assert!(text(&output.stdout).contains("recipient:nobody"), "the needless exception is reported");
}

#[test]
fn a_forecast_tells_what_will_open_if_nobody_acts() {
    let output = vidne(
        &[
            "forecast",
            "examples/regeringen-se",
            "--at",
            "2023-03-27",
            "--until",
            "2023-06-30",
            "--format",
            "json",
        ],
        &repository(),
    )
    .output()
    .expect("it starts");
    let told: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let ahead = told["findings"].as_array().expect("a list").iter().filter(|each| each["state"] == "ahead");
    let ahead: Vec<_> = ahead
        .map(|each| (each["rule"].as_str(), each["opened"]["by"].as_str().map(|at| &at[..10])))
        .collect();
    assert!(ahead.contains(&(Some("stale-observation"), Some("2023-04-26"))), "{ahead:?}");
}

#[test]
fn a_folder_that_says_nothing_is_nothing_to_assess() {
    let folder = Folder::new("https://www.example.se/");
    let output = folder.run(&["assess", "site"]);
    assert_eq!(output.status.code(), Some(3), "{}", text(&output.stderr));
}

#[test]
fn whoever_reads_only_the_beginning_still_gets_the_code() {
    let mut running = vidne(&["assess", "examples/regeringen-se", "--at", "2022-11-07"], &repository())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(running.stdout.take());
    assert_eq!(running.wait().expect("it ends").code(), Some(13));
}

#[test]
fn a_report_is_accompanied_by_the_number_of_remarks() {
    let folder = Folder::new("https://www.example.se/");
    let declaration = "[service]\nid = \"example\"\nurls = [\"https://www.example.se/\"]\ncontroller = \"us\"\n\
        [[organisation]]\nid = \"us\"\nname = \"Us\"\n[[organisation]]\nid = \"host\"\nname = \"Host AB\"\n\
        [[edge]]\nid = \"to-host\"\nfrom_organisation = \"us\"\nto_organisation = \"host\"\nrole = \"processor\"\n\
        from = 2022-09-22\ndata = [\"ip-adress\"]\n";
    for entry in std::fs::read_dir(folder.dir()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "toml") {
            std::fs::remove_file(path).unwrap();
        }
    }
    folder.write("site/example.toml", declaration);
    for format in ["plain", "json"] {
        let output = folder.run(&["assess", "site", "--format", format, "--language", "sv"]);
        let said = text(&output.stderr);
        assert!(said.starts_with("1 anmärkning om deklarationen"), "{said}");
        assert!(said.contains("`vidne check site`"), "{said}");
    }
    folder.write("site/example.toml", declaration.replace("ip-adress", "ip-address"));
    assert_eq!(text(&folder.run(&["assess", "site"]).stderr), "");
}
