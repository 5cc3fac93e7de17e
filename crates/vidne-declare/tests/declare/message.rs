//! How mistakes and remarks are shown and listed.

use vidne_declare::{MistakeKind, Style};

use crate::{beside_service, read_one, told};

#[test]
fn escapes_and_long_lines_cannot_reach_the_terminal() {
    let long = format!(
        "[[organisation]]\nid = \"{}\"\nname = \"x\"\n\"a\\u001b[31mb\\u202e\" = 1\n",
        "x".repeat(5_000)
    );
    let text = told(&long);
    assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'));
    assert!(!told("[[organisation]]\nhosts = [\"https://u:secret@h.se/\"]\n").contains("secret"));
    assert!(text.len() < 5_000, "{}", text.len());
    assert!(text.contains("a.toml:2:6"), "{text}");
}

#[test]
fn colours_are_added_and_nothing_else() {
    let mistakes = beside_service("[[organisation]]\nid = 1\nname = \"x\"\n").expect_err("it has mistakes");
    let colour = mistakes.render(Style::Colour);
    assert!(colour.contains("\u{1b}["));
    assert!(!mistakes.render(Style::Plain).contains('\u{1b}'));
    assert_eq!(mistakes.to_string(), "the declaration has a mistake");
}

#[test]
fn mistakes_can_be_read_by_programs() {
    let mistakes = beside_service("[[organisation]]\nid = \"us\"\nname = \"We\"\ncolour = 1\n")
        .expect_err("it has mistakes");
    let duplicate =
        mistakes.iter().find(|each| each.kind == MistakeKind::DuplicateId).expect("`us` stands twice");
    assert_eq!((&*duplicate.place.file, duplicate.place.line), ("service.toml", 6));
    assert_eq!((&*duplicate.related[0].0.file, duplicate.related[0].0.line), ("a.toml", 2));
    assert!(
        mistakes
            .iter()
            .all(|each| !each.message.is_empty() && !each.expected.is_empty() && !each.mend.is_empty())
    );
}

#[test]
fn remarks_are_no_mistakes() {
    let text = "
[service]
id = \"s\"
urls = [\"https://www.example.se/\"]
hosts = [\"example.org\"]
controller = \"us\"
[service.pages]
cookies = \"https://notices.example.org/cookies\"
privacy = \"https://privacy.example/\"
[[organisation]]
id = \"us\"
name = \"Us\"
[[drill]]
id = \"b\"
anything = { may = \"stand here\" }
[[drill]]
id = \"c\"
";
    let reading = read_one(text).expect("it is in order");
    insta::assert_snapshot!(reading.remarks.render(Style::Plain), @r#"
    note: the page is on `privacy.example`, which is not a host of the service; if it is, add it to `hosts` of [service]
     --> a.toml:9:11
      |
    9 | privacy = "https://privacy.example/"
      |           ^^^^^^^^^^^^^^^^^^^^^^^^^^

    note: [[drill]] (2 tables) is kept and not assessed yet
      --> a.toml:13:1
       |
    13 | [[drill]]
       | ^^^^^^^^^
    "#);
    assert_eq!(reading.remarks.iter().count(), 2);
}
