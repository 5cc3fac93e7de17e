//! Writes the same hand-built assessment in every form, so that people can look at it:
//! `cargo run -p vidne-show --example sample_report -- FOLDER`.
//!
//! It reads nothing: no rule and no capture had a part in it.
#![allow(clippy::print_stdout, reason = "an example tells where it wrote")]
#![allow(clippy::disallowed_methods, reason = "an example has a command line and writes files")]

#[path = "../tests/show/case.rs"]
#[allow(dead_code, reason = "the tests use more of it")]
mod case;

#[path = "../tests/show/backups.rs"]
mod backups;

use std::{fs, io, path::PathBuf};

use vidne_model::observed::Phase;
use vidne_show::{Colour, Language, Listing, Options, Screenshot};

/// A small picture of a page that is not there.
const PICTURE: &[u8] = include_bytes!("../tests/show/picture.png");

fn main() -> io::Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "target/sample-report".to_owned()));
    fs::create_dir_all(&folder)?;
    let (assessment, rules) = (case::full(), case::rules());
    for language in Language::ALL {
        let options = options(language);
        let screenshot = Screenshot {
            exhibit: case::exhibit(3),
            mime: "image/png",
            bytes: PICTURE,
            at: case::at("2022-10-06T08:00:00Z"),
            what: "https://www.example.se/",
            phase: Phase::AfterReject,
        };
        let page = vidne_show::html(&assessment, &rules, &options, &[screenshot]);
        fs::write(folder.join(format!("report.{language}.html")), page)?;
        fs::write(folder.join(format!("report.{language}.txt")), vidne_show::plain(&assessment, &options))?;
    }
    let assessment =
        vidne_model::finding::Assessment { standings: backups::backups().standings, ..assessment };
    for language in Language::ALL {
        let options = Options { width: 80, ..options(language) };
        fs::write(
            folder.join(format!("backups.{language}.html")),
            vidne_show::html(&assessment, &rules, &options, &[]),
        )?;
        fs::write(folder.join(format!("backups.{language}.txt")), vidne_show::plain(&assessment, &options))?;
    }
    let options = options(Language::English);
    fs::write(folder.join("silent.html"), vidne_show::html(&case::silent(), &rules, &options, &[]))?;
    fs::write(folder.join("report.json"), vidne_show::json(&assessment, &options))?;
    fs::write(folder.join("report.sarif"), vidne_show::sarif(&assessment, &rules, &options))?;
    fs::write(folder.join("assessment.schema.json"), format!("{:#}\n", vidne_show::json_schema()))?;
    let coloured = Options { colour: Colour::Always, ..options };
    println!("{}", vidne_show::plain(&assessment, &coloured));
    println!("written to {}", folder.display());
    Ok(())
}

fn options(language: Language) -> Options {
    Options {
        language,
        timeline: Listing::List,
        forecast: Listing::List,
        exit_code: 13,
        service: Some("www.example.se".to_owned()),
        evidence: Some("evidence".to_owned()),
        colophon: vec![("Evidence log".to_owned(), "12 entries".to_owned())],
        ..Options::new(case::at(case::NOW))
    }
}
