//! The reader: what it refuses, where it says so, and how to mend it.

use proptest::prelude::*;
use vidne_catalogue::{Catalogue, Kind, Verified, fuzz};
use vidne_model::id::RecipientId;

use crate::sample;

const WHOLE: &str = r#"id = "one"
name = "One"
kind = "other"
[entity]
name = "One AB"
seat = "SE"
[[host]]
name = "one.example"
[[source]]
url = "https://one.example/"
for = ["entity", "host"]
"#;

/// The mistakes in the text, one per line.
fn mistakes(text: &str) -> String {
    mistakes_in(&[("one.toml", text)])
}

fn mistakes_in(files: &[(&str, &str)]) -> String {
    match Catalogue::from_files(files.iter().copied()) {
        Ok(_) => String::new(),
        Err(error) => {
            error.mistakes.iter().flat_map(|mistake| [mistake.to_string(), "\n".to_owned()]).collect()
        }
    }
}

/// The mistakes after one replacement in a file that is right.
fn after(old: &str, new: &str) -> String {
    assert!(WHOLE.contains(old), "{old}");
    mistakes(&WHOLE.replace(old, new))
}

fn with(more: &str) -> String {
    mistakes(&format!("{WHOLE}{more}"))
}

#[test]
fn a_right_file_is_read_whole() {
    let catalogue = sample::catalogue();
    let recipient = catalogue.recipient(&RecipientId::from("northnet")).unwrap();
    assert_eq!(recipient.kind, Kind::Network);
    assert_eq!(recipient.policy.as_deref(), Some("https://northnet.example/privacy"));
    assert!(recipient.aliases[1].common_word);
    assert_eq!(recipient.signs.len(), 9);
    let claims = recipient.claims();
    assert_eq!(claims.network.ranges.len(), 2);
    assert_eq!(claims.establishment.entity.seat.as_str(), "US");
    assert_eq!(claims.establishment.entity_verified, Verified::Never);
    let counter = catalogue.recipient(&RecipientId::from("counter")).unwrap();
    assert_eq!(counter.aliases[0].text, "Räknaren", "the name is always an alias");
    assert!(counter.claims().network.ranges.is_empty());
    assert_eq!(counter.claims().establishment.parent.unwrap().seat.as_str(), "US");
}

#[test]
fn the_newest_look_up_of_a_table_counts() {
    let catalogue = sample::catalogue();
    let found = catalogue.by_cookie("__nn_bm", vidne_catalogue::KeptIn::Own);
    assert_eq!(found[0].verified, Verified::On("2026-05-04".parse().unwrap()));
}

#[test]
fn all_mistakes_are_told_at_once_with_place_and_mend() {
    let text = r#"id = "two"
name = ""
kind = "cdn"
polcy = "x"
[entity]
name = "One AB"
seat = "Sweden"
[[cookie]]
name = "*"
purpose = 3
[[source]]
url = "one.example"
seen = 2026-11-21T10:00:00
for = ["entity", "cookies"]
"#;
    let expected = "\
one.toml:1:6: the id is `two`, but the file is `one.toml`; name the file two.toml or change the id
one.toml:2:8: `name` is empty; it says what people call it
one.toml:3:8: `kind` has no word `cdn`; write one of network, analytics, advertising, tag-manager, consent, media, social, \
maps, fonts, library, chat, survey, accessibility, monitoring, search, identity, payment, hosting, forms, newsletter, \
video-meeting, captcha, experiment, other
one.toml:4:1: unknown key `polcy`; did you mean `policy`?
one.toml:7:8: `seat` = `Sweden`: not a country of ISO 3166-1; write the two capitals of ISO 3166-1, such as US, SE or IE
one.toml:8:1: no source supports `cookie`; add a [[source]] with for = [\"cookie\"], without `seen` where it was not looked up
one.toml:9:8: `name` = `*`: the pattern has fewer than 3 characters besides `*`; write more of the name, so that it does not \
match everything
one.toml:10:11: `purpose` must be a text, not integer; it says what it is for
one.toml:12:7: `url` = `one.example`: not a web address; write it whole, starting with https://
one.toml:13:8: `seen` = `2026-11-21T10:00:00` is not a day; write a day between 1990 and 2200, such as 2026-11-21, without a time
one.toml:14:18: `for` has no word `cookies`; write one of policy, entity, parent, alias, host, cookie, sign
";
    assert_eq!(mistakes(text), expected);
}

#[test]
fn missing_keys_and_sources_are_mistakes() {
    assert!(after("name = \"One\"\n", "").contains("one.toml:1:1: the file has no `name`"));
    assert!(after("seat = \"SE\"\n", "").contains("this [entity] has no `seat`"));
    assert!(after("for = [\"entity\", \"host\"]", "").contains("this [[source]] has no `for`"));
    assert!(
        after("for = [\"entity\", \"host\"]", "for = [\"entity\"]").contains("no source supports `host`")
    );
    assert!(mistakes(WHOLE.split("[[source]]").next().unwrap()).contains("the file has no `source`"));
    assert_eq!(mistakes(WHOLE), "");
}

#[test]
fn hosts_are_bare_names_that_someone_can_register() {
    for (host, why) in [
        ("https://one.example", "without scheme"),
        ("*.one.example", "wildcard"),
        ("One.example", "lower case"),
        ("one.example.", "trailing dot"),
        ("räksmörgås.se", "punycode"),
        ("192.0.2.1", "an address is not a host"),
        ("one..example", "a label of the name is empty"),
        ("co.uk", "public suffix"),
        ("example", "public suffix"),
    ] {
        let told = after("name = \"one.example\"", &format!("name = \"{host}\""));
        assert!(told.starts_with("one.toml:8:8: ") && told.contains(why), "{host}: {told}");
    }
}

#[test]
fn signs_have_the_keys_of_their_kind() {
    for (sign, why) in [
        (
            "kind = \"address\"\nname = \"x\"\nweight = \"proves\"",
            "`name` does not go with a sign of kind `address`",
        ),
        ("kind = \"address\"\nweight = \"proves\"", "has no `range`"),
        (
            "kind = \"address\"\nrange = \"104.16.0.1/13\"\nweight = \"proves\"",
            "the range starts at 104.16.0.0/13",
        ),
        ("kind = \"address\"\nrange = \"10.0.0.0/8\"\nweight = \"proves\"", "not public"),
        ("kind = \"address\"\nrange = \"0.0.0.0/0\"\nweight = \"proves\"", "wider than any"),
        ("kind = \"address\"\nrange = \"2606:4700::/129\"\nweight = \"proves\"", "not an address range"),
        ("kind = \"header\"\nname = \"CF-Ray\"\nweight = \"proves\"", "lower case"),
        ("kind = \"header\"\nname = \"server\"\nvalue = \"*\"\nweight = \"proves\"", "fewer than 3"),
        ("kind = \"cname\"\nname = \"a*.example.net\"\nweight = \"proves\"", "wildcard"),
        ("kind = \"cname\"\nname = \"*.com\"\nweight = \"proves\"", "public suffix"),
        ("kind = \"path\"\nname = \"cdn-cgi/*\"\nweight = \"proves\"", "not a path"),
        ("kind = \"path\"\nname = \"/*\"\nweight = \"proves\"", "fewer than 3"),
        ("kind = \"header\"\nname = \"x-one\"\nweight = \"sure\"", "`weight` has no word `sure`"),
    ] {
        let told = with(&format!("[[sign]]\n{sign}\n"));
        assert!(told.contains(why), "{sign}: {told}");
    }
}

#[test]
fn dates_and_durations_must_exist() {
    let seen = |day: &str| after("for =", &format!("seen = {day}\nfor ="));
    assert!(
        seen("2026-02-30").contains("not TOML") || seen("2026-02-30").contains("not a day"),
        "{}",
        seen("2026-02-30")
    );
    assert!(seen("\"2026-11-21\"").contains("a day such as 2026-11-21, without quotes"));
    assert!(seen("0001-01-01").contains("not a day"));
    assert_eq!(seen("2026-11-21"), "");
    for age in ["30 minutes", "PT0S", "-P1D", "P"] {
        let told = with(&format!("[[cookie]]\nname = \"c\"\npurpose = \"other\"\nmax_age = \"{age}\"\n"));
        assert!(told.contains("write it as PT30M, P1D, P13M or P2Y"), "{age}: {told}");
    }
}

#[test]
fn what_two_files_claim_is_told_with_both_places() {
    let two = WHOLE.replace("id = \"one\"", "id = \"two\"");
    let told = mistakes_in(&[("catalogue/one.toml", WHOLE), ("catalogue/two.toml", &two)]);
    assert_eq!(
        told,
        "catalogue/two.toml:8:8: the host `one.example` is also claimed at catalogue/one.toml:8:8; leave it to the one whose \
         service answers there\n"
    );
}

#[test]
fn overlapping_ranges_are_told_whatever_lies_between() {
    let sign =
        |range: &str| format!("[[sign]]\nkind = \"address\"\nrange = \"{range}\"\nweight = \"proves\"\n");
    let source = "[[source]]\nurl = \"https://one.example/ips\"\nfor = [\"sign\"]\n";
    let text = |ranges: &[&str]| {
        format!("{WHOLE}{source}{}", ranges.iter().map(|range| sign(range)).collect::<String>())
    };
    let told = mistakes(&text(&[
        "104.16.0.0/16",
        "104.16.1.0/24",
        "104.16.2.0/24",
        "104.17.0.0/16",
        "104.16.0.0/16",
    ]));
    assert_eq!(told.matches("lies in 104.16.0.0/16").count(), 3, "{told}");
    assert_eq!(mistakes(&text(&["104.16.0.0/16", "104.17.0.0/16", "2606:4700::/32", "2606:4701::/32"])), "");
}

#[test]
fn the_same_id_twice_is_told() {
    let bare = WHOLE.replace("[[host]]\nname = \"one.example\"\n", "");
    let told = mistakes_in(&[("a/one.toml", &bare), ("b/one.toml", &bare)]);
    assert_eq!(
        told,
        "b/one.toml:1:1: the id `one` is also that of a/one.toml; give one of them another id and file name\n"
    );
}

#[test]
fn what_is_not_toml_is_told_with_its_place() {
    let told = mistakes("id = \"one\"\nname = One\nname = \"\u{1b}[31m\"\n");
    assert!(told.contains("one.toml:2:8: not TOML: "), "{told}");
    assert!(mistakes("\u{0}").contains("one.toml:1:1: not TOML"));
    let told = mistakes(&"x".repeat(200_000));
    assert!(told.contains("the file has 200000 bytes"), "{told}");
    assert!(mistakes(&format!("id = {}1{}", "[".repeat(5_000), "]".repeat(5_000))).contains("not TOML"));
}

#[test]
fn a_hostile_text_is_quoted_short_and_plain() {
    let told = after("kind = \"other\"", &format!("kind = \"\\u001b[31m{}\"", "x".repeat(5_000)));
    assert!(told.contains("`\\u{1b}[31mxxx") && told.len() < 1_500, "{told}");
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_fall_over(text in "\\PC{0,200}") {
        fuzz::catalogue(text.as_bytes());
    }

    #[test]
    fn no_change_of_a_right_file_makes_the_reader_fall_over(
        at in any::<prop::sample::Index>(), cut in 0_usize..30, new in "(\\PC{0,12}|[\\[\\]\"=.#*\n]{0,6})"
    ) {
        let text = sample::NETWORK.replace("\"northnet\"", "\"fuzz\"");
        let start = text.floor_char_boundary(at.index(text.len()));
        let end = text.floor_char_boundary((start + cut).min(text.len())).max(start);
        fuzz::catalogue(format!("{}{new}{}", &text[..start], &text[end..]).as_bytes());
    }

    #[test]
    fn anything_observed_is_answered(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        fuzz::recognise(&bytes);
    }
}
