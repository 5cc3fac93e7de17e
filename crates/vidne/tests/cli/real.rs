//! Captures that no one here wrote, through the whole line: imported and assessed, or refused with a reason.
//!
//! They lie beside the repository, or where `VIDNE_REAL` says.

use std::path::PathBuf;

use serde_json::Value;

use crate::folder::{Folder, repository, text};

/// Files that tell nothing of a look, and why.
const REFUSED: [(&str, &str); 3] = [
    ("wacz/invalid_example_1.wacz", "holds no file under archive/"),
    ("wec/page_session.json", "names no inspected address"),
    ("wec/testpage.html", "none of the known kinds"),
];

fn real() -> PathBuf {
    let named = std::env::var_os("VIDNE_REAL").map(PathBuf::from);
    let path = named.unwrap_or_else(|| repository().join("../shared/real"));
    assert!(path.is_dir(), "{} is missing: set VIDNE_REAL", path.display());
    path
}

fn files(kind: &str) -> Vec<PathBuf> {
    let mut paths: Vec<_> = std::fs::read_dir(real().join(kind))
        .expect("it can be listed")
        .map(|each| each.expect("it is there").path())
        .collect();
    paths.sort();
    paths
}

#[test]
fn every_real_capture_is_assessed_or_refused_for_the_right_reason() {
    for path in ["cdp-logs", "warc", "wacz", "wec"].into_iter().flat_map(files) {
        let folder = Folder::new("https://www.example.se/");
        let output = folder.run(&["import", "site", path.to_str().expect("a plain path")]);
        let refused = REFUSED.iter().find(|(name, _)| path.ends_with(name));
        if let Some((name, reason)) = refused {
            assert_eq!(output.status.code(), Some(1), "{name}");
            assert!(text(&output.stderr).contains(reason), "{}", text(&output.stderr));
            continue;
        }
        assert_eq!(output.status.code(), Some(0), "{}: {}", path.display(), text(&output.stderr));
        let told = folder.run(&["assess", "site", "--format", "json"]);
        assert!(matches!(told.status.code(), Some(10..=13)), "{}: {:?}", path.display(), told.status);
        serde_json::from_slice::<Value>(&told.stdout).expect("JSON");
    }
}

/// What each of restic's own repositories is to be told of: whether it is intact, the rule about what is stored in it, and its words.
const REPOSITORIES: [(&str, &str, &str, &str); 6] = [
    ("repo-data-missing", "no", "backup-damaged", "it is not there"),
    ("repo-duplicates", "yes", "stored-data-unreferenced", "lie there more than once"),
    ("repo-index-missing", "no", "backup-damaged", "no index lists"),
    ("repo-obsolete-index", "yes", "stored-data-unreferenced", "another index replaces it"),
    ("repo-unreferenced-data", "yes", "stored-data-unreferenced", "no index lists this pack"),
    ("small-repo", "yes", "", ""),
];

#[test]
fn every_real_repository_gives_the_findings_that_its_name_says() {
    for (name, intact, rule, words) in REPOSITORIES {
        let folder = Folder::new("https://www.example.se/");
        let (site, packed) = (folder.dir(), real().join(format!("restic/{name}.tar.gz")));
        let unpacked = std::process::Command::new("tar").arg("xzf").arg(packed).arg("-C").arg(&site).status();
        assert!(unpacked.expect("tar starts").success(), "{name}");
        let mut inside =
            std::fs::read_dir(&site).expect("it can be listed").flatten().map(|each| each.path());
        let place = inside.find(|path| path.join("config").is_file()).expect("a repository");
        let place = place.file_name().and_then(|name| name.to_str()).expect("a plain name");
        folder.write("site/password", "geheim");
        folder.write(
            "site/backups.toml",
            format!(
                "[[host]]\nid = \"app\"\nenvironment = \"production\"\n[[backup]]\nid = \"files\"\nof = \"app\"\ntool = \"restic\"\nscope = [\"/\"]\nevery = \"P1D\"\n\
                 [[backup.copy]]\nid = \"first\"\nlocation = \"{place}\"\npassword_file = \"password\"\n"
            ),
        );
        let looked = folder.run(&["observe", "site", "--only", "backups"]);
        assert!(looked.status.success(), "{name}: {}", text(&looked.stderr));
        let told = folder.run(&["assess", "site", "--format", "json"]);
        let told: Value = serde_json::from_slice(&told.stdout).expect("JSON");
        assert_eq!(told["backups"][0]["verdicts"][3]["answer"], intact, "{name}: {told:#}");
        let stored = ["backup-damaged", "stored-data-unreferenced"];
        let findings = told["findings"].as_array().expect("a list").iter();
        let found: Vec<_> = findings
            .filter(|finding| stored.iter().any(|rule| finding["rule"] == *rule))
            .map(|finding| (finding["rule"].as_str().unwrap_or_default(), finding["message"].to_string()))
            .collect();
        // The heaviest comes first; where an index is missing, nothing refers to its packs either.
        match found.first() {
            None => assert_eq!(rule, "", "{name}: {told:#}"),
            Some((by, said)) => assert!(*by == rule && said.contains(words), "{name}: {found:?}"),
        }
    }
}

#[test]
fn the_zdnet_log_shows_its_recipients_and_who_set_their_cookies() {
    let folder = Folder::new("https://www.zdnet.com/");
    let log = real().join("cdp-logs/www.zdnet.com.json");
    assert!(folder.run(&["import", "site", log.to_str().expect("a plain path")]).status.success());
    let output = folder.run(&["assess", "site", "--format", "json"]);
    let told: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = told["findings"].as_array().expect("a list");
    let recipients: Vec<_> = findings
        .iter()
        .filter(|each| each["rule"] == "undeclared-recipient")
        .filter_map(|each| each["subject"]["id"].as_str())
        .collect();
    // Read in the log by hand: requests to doubleclick.net, taboola.com, adsrvr.org, demdex.net, scorecardresearch.com.
    for hand_read in ["google-ads", "taboola", "the-trade-desk", "adobe-experience-cloud", "comscore"] {
        assert!(recipients.contains(&hand_read), "{hand_read} is missing from {recipients:?}");
    }
    let cookies = findings
        .iter()
        .filter(|each| each["rule"] == "undeclared-cookie")
        .filter_map(|each| each["message"].as_str());
    let cookies: Vec<_> = cookies.collect();
    // Set-Cookie headers in the log, and the hosts whose responses carried them.
    for (name, host) in [
        ("t_gid", "trc.taboola.com"),
        ("6suuid", "j.6sc.co"),
        ("fr", "www.facebook.com"),
        ("fly_device", "www.zdnet.com"),
        ("demdex", "demdex.net"),
    ] {
        let said = cookies.iter().find(|said| said.starts_with(&format!("cookie {name} ")));
        assert!(said.is_some_and(|said| said.contains(host)), "{name} by {host}: {said:?}");
    }
}
