//! The folders that come with the project can be read, and serve what their papers say.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use hyper::Request;
use vidne_rehearsal::{Rehearsal, Site};

use crate::client::{headers, run, send, text};

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name)
}

fn read(name: &str) -> Site {
    Site::read(&example(name).join("site")).expect(name)
}

/// Values of `key` in the phases of the ground truth.
fn ground_truth(key: &str) -> Vec<toml::Value> {
    let text =
        std::fs::read_to_string(example("rehearsal/truth/ground-truth.toml")).expect("the ground truth");
    let truth: toml::Table = toml::from_str(&text).expect("TOML");
    let phases = truth["phase"].as_array().expect("phases");
    phases.iter().flat_map(|phase| phase[key].as_array().expect(key).clone()).collect()
}

#[test]
fn every_request_of_the_ground_truth_is_answered() {
    run(async {
        let rehearsal = Rehearsal::start(read("rehearsal")).expect("a rehearsal");
        let requests = ground_truth("requests");
        assert!(requests.len() > 40);
        for line in requests.iter().map(|line| line.as_str().expect("text")).collect::<BTreeSet<_>>() {
            let (method, url) = line.split_once(' ').expect("method and address");
            let response = send(&rehearsal, Request::builder().method(method).uri(url)).await;
            assert!(response.status().as_u16() < 400, "{line}: {}", response.status());
        }
    });
}

#[test]
fn every_cookie_of_the_ground_truth_comes_from_its_setter() {
    run(async {
        let rehearsal = Rehearsal::start(read("rehearsal")).expect("a rehearsal");
        for cookie in ground_truth("cookies") {
            let word = |key: &str| cookie.get(key).and_then(toml::Value::as_str).map(str::to_owned);
            let (name, setter) = (word("name").expect("a name"), word("setter").expect("a setter"));
            let told = if let Some(script) = word("script") {
                text(send(&rehearsal, Request::get(&script)).await).await.contains(&format!("{name}="))
            } else {
                let response = send(&rehearsal, Request::get(&setter)).await;
                headers(&response, "set-cookie").iter().any(|value| value.starts_with(&format!("{name}=")))
            };
            assert!(told, "{name} by {setter}");
        }
    });
}

#[test]
fn every_hostile_host_has_its_line_in_the_papers() {
    let papers = std::fs::read_to_string(example("rehearsal-hostile/README.md")).expect("README.md");
    let site = read("rehearsal-hostile");
    assert!(site.hosts().len() > 20);
    for host in site.hosts() {
        assert!(papers.contains(&format!("| `{}", host.trim_end_matches(".hostile.example"))), "{host}");
    }
}
