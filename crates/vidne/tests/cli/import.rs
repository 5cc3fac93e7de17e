//! What importing warns of, and what it keeps all the same.

use crate::folder::{Folder, text};

fn line(at: &str, url: &str) -> String {
    format!(r#"{{"schema":1,"kind":"web.visit","at":"{at}","url":"{url}"}}"#)
}

/// What is said on importing a visit; it is kept whatever that is.
fn warned(at: &str, url: &str) -> String {
    let folder = Folder::new("https://www.example.se/");
    let capture = folder.write("seen.jsonl", line(at, url));
    let output = folder.run(&["import", "site", &capture]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("entered in the log as number 0"), "{}", text(&output.stdout));
    text(&output.stderr)
}

#[test]
fn a_capture_of_another_site_is_kept_and_both_are_named() {
    let said = warned("2022-11-07T08:00:00Z", "https://www.other.dk/");
    assert!(said.contains("www.other.dk") && said.contains("www.example.se"), "{said}");
}

#[test]
fn a_capture_of_the_service_itself_is_kept_without_a_word() {
    let said = warned("2022-11-07T08:00:00Z", "https://forms.example.se/apply");
    assert!(!said.contains("this capture"), "{said}");
}

#[test]
fn a_capture_from_a_day_that_has_not_come_is_kept_and_the_clocks_are_doubted() {
    let said = warned("2999-11-07T08:00:00Z", "https://www.example.se/");
    assert!(said.contains("2999-11-07T08:00:00Z") && said.contains("one of the two is wrong"), "{said}");
}
