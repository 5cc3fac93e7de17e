//! What `sha256sum` writes, and whether it reads back.

use std::{fs, process::Command};

use tempfile::TempDir;
use vidne_repository::listed::{self, Format};

use crate::{noise, run};

#[test]
fn lists_of_the_real_tool_read_back_and_match() {
    let place = TempDir::new().expect("a temporary folder");
    let names = ["plain", "with space", "new\nline", "back\\slash", "cr\rx", "paren (1)"];
    for (number, name) in (0..).zip(names) {
        fs::write(place.path().join(name), noise(number, 5000)).expect("an own file");
    }
    for (tool, tag) in
        [("sha256sum", None), ("sha256sum", Some("--tag")), ("sha512sum", Some("--tag")), ("sha1sum", None)]
    {
        let text = run(Command::new(tool).current_dir(place.path()).args(tag).args(names));
        let list = listed::read("SUMS", Format::Sums, text.as_bytes()).expect("a list");
        assert_eq!(list.fault_count, 0, "{tool}: {:?}", list.faults);
        assert_eq!(list.entries.len(), names.len(), "{tool}");
        for (name, hash) in &list.entries {
            let mut hasher = hash.algorithm.hasher();
            hasher.update(&fs::read(place.path().join(name)).expect("a listed file"));
            assert_eq!(hasher.finish(), *hash, "{tool} {name}");
        }
    }
}
