//! The arrows between the crates, as `ARCHITECTURE.md` draws them.

use std::collections::{BTreeMap, BTreeSet};

use super::printed;

/// Crates that have no clock, file, socket, environment or process.
const PURE: &[&str] = &[
    "vidne-model",
    "vidne-law",
    "vidne-catalogue",
    "vidne-declare",
    "vidne-disclosure",
    "vidne-read",
    "vidne-rules",
    "vidne-evidence",
    "vidne-export",
    "vidne-repository",
];

/// What drags the world in: in no pure crate's tree, however deep.
const WORLD: &[&str] =
    &["tokio", "async-std", "smol", "mio", "hyper", "reqwest", "ureq", "sqlx", "sqlx-core", "libsqlite3-sys"];

/// What one may depend on indirectly (a temporary buffer's crate does), but call from no pure crate.
const CALLED: &[&str] = &["rustix", "libc", "tempfile", "indicatif", "clap", "anyhow"];

/// What a pure crate must not know of this project.
const OUTER: &[&str] =
    &["vidne-store", "vidne-show", "vidne-observe", "vidne-backup", "vidne-procedure", "vidne-serve"];

/// The crates that only a person starts.
const STARTED: &[&str] = &["vidne", "xtask"];

/// How one crate of the workspace uses another crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    Code,
    Build,
    Tests,
}

type Arrows = BTreeMap<String, BTreeSet<(Use, String)>>;

#[test]
fn pure_crates_call_nothing_that_touches_the_world() {
    let arrows = arrows();
    for pure in PURE {
        for (_, to) in arrows[*pure].iter().filter(|(by, _)| *by != Use::Tests) {
            let forbidden = [WORLD, CALLED, OUTER].concat().contains(&to.as_str());
            assert!(!forbidden, "{pure} is pure and must not depend on {to}");
        }
    }
}

#[test]
fn nothing_deep_below_a_pure_crate_touches_the_world() {
    let edges = ["--edges", "normal", "--prefix", "none", "--format", "{p}", "--locked"];
    for pure in PURE {
        let tree = printed("cargo", &[&["tree", "--package", pure][..], &edges].concat());
        let below: BTreeSet<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
        assert!(below.contains(pure), "cargo told nothing of {pure}");
        for name in WORLD {
            assert!(
                !below.contains(name),
                "{pure} is pure and has {name} below it: cargo tree -p {pure} -i {name}"
            );
        }
    }
}

#[test]
fn rules_and_show_and_observers_do_not_know_each_other() {
    let arrows = arrows();
    let apart = [
        ("vidne-rules", "vidne-observe"),
        ("vidne-rules", "vidne-show"),
        ("vidne-rules", "vidne-store"),
        ("vidne-show", "vidne-rules"),
        ("vidne-observe", "vidne-rules"),
        ("vidne-rules", "vidne-backup"),
        ("vidne-rules", "vidne-repository"),
        ("vidne-backup", "vidne-rules"),
        ("vidne-backup", "vidne-declare"),
        ("vidne-backup", "vidne-store"),
    ];
    for (from, to) in apart {
        let Some(uses) = arrows.get(from) else { continue };
        assert!(uses.iter().all(|(_, used)| used != to), "{from} must not know {to}, not even in its tests");
    }
}

#[test]
fn rules_judge_facts_and_neither_parse_nor_read() {
    let arrows = arrows();
    for (by, to) in &arrows["vidne-rules"] {
        let reader = ["vidne-declare", "vidne-read"].contains(&to.as_str());
        assert!(!reader || *by == Use::Tests, "vidne-rules may use {to} in its tests only");
    }
}

#[test]
fn the_model_stands_on_no_other_crate_of_ours() {
    let arrows = arrows();
    let ours = arrows["vidne-model"].iter().find(|(by, to)| *by != Use::Tests && arrows.contains_key(to));
    assert_eq!(ours, None, "vidne-model is what all others stand on");
}

#[test]
fn nothing_depends_on_what_only_people_start() {
    for (from, uses) in arrows() {
        for (_, to) in uses {
            assert!(!STARTED.contains(&to.as_str()), "{from} must not depend on {to}");
        }
    }
}

#[test]
fn every_crate_lies_in_the_folder_of_its_name() {
    for package in packages() {
        let manifest = package["manifest_path"].as_str().expect("a package has a manifest");
        let name = package["name"].as_str().expect("a package has a name");
        assert!(manifest.ends_with(&format!("/crates/{name}/Cargo.toml")), "{name} lies at {manifest}");
    }
}

/// What each crate of the workspace names in its manifest.
fn arrows() -> Arrows {
    let mut arrows = Arrows::new();
    for package in packages() {
        let name = package["name"].as_str().expect("a package has a name").to_owned();
        let uses = package["dependencies"].as_array().expect("a package lists its dependencies");
        let uses = uses.iter().map(|dependency| {
            let by = match dependency["kind"].as_str() {
                None => Use::Code,
                Some("build") => Use::Build,
                Some(_) => Use::Tests,
            };
            (by, dependency["name"].as_str().expect("a dependency has a name").to_owned())
        });
        arrows.insert(name, uses.collect());
    }
    for pure in PURE {
        assert!(arrows.contains_key(*pure), "there is no crate {pure}; if it was renamed, rename it here");
    }
    arrows
}

fn packages() -> Vec<serde_json::Value> {
    let text = printed("cargo", &["metadata", "--format-version", "1", "--no-deps", "--locked"]);
    let mut metadata: serde_json::Value = serde_json::from_str(&text).expect("cargo prints JSON");
    match metadata["packages"].take() {
        serde_json::Value::Array(packages) => packages,
        other => panic!("cargo tells no packages but {other}"),
    }
}
