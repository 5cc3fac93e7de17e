//! The report's own words: neither more nor fewer than the code asks for.

use std::{fs, path::Path};

fn read(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).expect("the crate has its sources") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            read(&path, text);
        } else if path.extension().is_some_and(|end| end == "rs") {
            text.push_str(&fs::read_to_string(&path).expect("a source is text"));
        }
    }
}

#[test]
fn every_key_is_asked_for_and_every_key_asked_for_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut code = String::new();
    read(&root.join("src"), &mut code);
    let words = fs::read_to_string(root.join("text/en.ftl")).expect("the words are there");
    let lines = words.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    let keys: Vec<_> = lines.filter_map(|line| line.split_once(" =")).map(|(key, _)| key).collect();
    assert!(keys.len() > 100, "{keys:?}");
    for key in &keys {
        assert!(code.contains(&format!("\"{key}\"")), "nothing asks for {key}");
    }
    for call in ["text.say(\"", "text.count(\"", "text.with(\""] {
        for asked in code.split(call).skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(keys.contains(&asked), "{asked} is asked for and not there");
        }
    }
}
