//! Mistakes in a folder: each is told with its file, its line and what to do.

use std::error::Error as _;

use proptest::prelude::*;
use vidne_rehearsal::{Site, SiteError};

fn mistake(manifest: &str) -> SiteError {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("site.toml"), manifest).expect("site.toml");
    Site::read(folder.path()).expect_err("a mistake")
}

fn host_with(route: &str) -> String {
    format!("[[host]]\nname = \"a.example\"\n[[host.route]]\npath = \"/\"\n{route}\n")
}

#[test]
fn an_unknown_key_is_told_with_its_line_and_the_keys_that_exist() {
    let error = mistake(&host_with("fil = \"index.html\""));
    assert_eq!(error.line(), Some(5));
    assert!(error.path().ends_with("site.toml"));
    let text = error.to_string();
    assert!(text.contains("site.toml:5: unknown field `fil`, expected one of `path`, `method`"), "{text}");
    assert!(error.help().contains("correct the key"));
    assert!(error.source().is_none());
}

#[test]
fn each_mistake_says_what_is_wrong_and_where() {
    let cases = [
        ("", None, "has no host"),
        ("[[host]]\nname = \"A.example:80\"", Some(2), "`A.example:80` is no host"),
        (
            "[[host]]\nname = \"a.example\"\n[[host]]\nname = \"a.example\"",
            Some(3),
            "a second host is called a.example",
        ),
        ("[[host]]\nname = \"a.example\"\nfolder = \"none\"", Some(3), "cannot be read"),
        (&host_with("file = \"../secret\""), Some(5), "is outside the folder of the rehearsal"),
        (&host_with("file = \"a\"\nbody = \"b\""), Some(3), "a route has both `file` and `body`"),
        (&host_with("hang = \"sometimes\""), Some(5), "unknown variant `sometimes`"),
        (&host_with("hang = \"after-headers\"\nflood = \"x\""), Some(3), "a route misbehaves in two ways"),
        (&host_with("flood = \"\""), Some(3), "there is nothing to repeat"),
        (&host_with("status = 101"), Some(5), "is no final status"),
        (&host_with("method = \"post\""), Some(5), "`post` is no method"),
        (&host_with("set_cookie = [\"nothing\"]"), Some(5), "is no cookie"),
        (&host_with("headers = { \"no name\" = \"x\" }"), Some(5), "`no name` is no name of a header"),
        (&host_with("headers = { link = \"a\\nb\" }"), Some(5), "cannot stand in a header"),
        ("[[host]]\nname = \"a.example\"\n[[host.route]]\npath = \"x\"", Some(4), "a path begins with `/`"),
    ];
    for (manifest, line, message) in cases {
        let error = mistake(manifest);
        assert!(error.to_string().contains(message), "{manifest}: {error}");
        assert_eq!(error.line(), line, "{manifest}: {error}");
        assert!(!error.help().is_empty(), "{manifest}");
    }
}

#[test]
fn a_folder_without_a_site_is_told() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let error = Site::read(folder.path()).expect_err("no site.toml");
    assert!(error.to_string().contains("site.toml: cannot be read"), "{error}");
    let error = Site::read(&folder.path().join("none")).expect_err("no folder");
    assert!(error.to_string().contains("the folder cannot be opened"), "{error}");
}

proptest! {
    #[test]
    fn no_text_breaks_the_reader(text in "[\\[\\]a-z.\"'=/{}, \\n0-9åø-]{0,200}") {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join("site.toml"), format!("[[host]]\nname = \"a.example\"\n{text}")).expect("site.toml");
        if let Err(error) = Site::read(folder.path()) {
            prop_assert!(!error.help().is_empty());
            prop_assert!(error.line().is_some());
        }
    }
}
