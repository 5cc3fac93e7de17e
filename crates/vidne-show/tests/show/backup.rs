//! How copies of backups are told: in a terminal, to programs, on the page.

use std::collections::BTreeSet;

use insta::assert_snapshot;
use scraper::Html;
use vidne_model::{
    finding::{Coverage, Question, Reply},
    id::{BackupId, CopyId},
};
use vidne_show::{Colour, Language, Options, html, json, json_schema, plain};

use crate::{
    backups::backups,
    case,
    html::{all, dangers, options, text},
};

/// The block of backups alone, as a terminal of that width shows it.
fn block(language: Language, width: usize) -> String {
    let options = Options { language, width, ..Options::new(case::at(case::NOW)) };
    let mut assessment = backups();
    assessment.questions.clear();
    let said = plain(&assessment, &options);
    let heading = match language {
        Language::English => "Backups\n",
        Language::Swedish => "Säkerhetskopior\n",
        Language::Danish => "Sikkerhedskopier\n",
    };
    let start = said.find(heading).expect("the block has a heading");
    let end = said.find("example-se, ").expect("the closing lines follow");
    said[start..end].trim_end().to_owned()
}

fn document(language: Language) -> Html {
    Html::parse_document(&html(&backups(), &[], &Options { language, ..options() }, &[]))
}

#[test]
fn four_answers_stand_beside_each_other_at_eighty_columns() {
    assert_snapshot!(block(Language::English, 80), @"
    Backups

    ca-database  recent      reachable   complete            intact
      onsite     yes         yes         no                  in part
                 2022-11-21  2022-11-21  2022-11-21          2022-11-21
      location          /srv/backup/ca
      recent            turns bad on 2022-11-23 if nothing is done
      complete          /srv/pki/server.key is open in production and in no snapshot
      intact            62% of the packs were read within 30 days
                        turns bad on 2022-12-01 if nothing is done
      coverage          2022-11-07 [########++++....] 50% of 2.0 GB read in time
                        2022-11-14 [############+++.] 68% of 2.2 GB read in time
                        2022-11-21 [#########+++...x] 59% of 2.5 GB read in time;
                        16.7 MB damaged

      offsite    no          yes         could not complete  yes
                 2022-11-20  2022-11-20  2022-11-20          2022-11-20
      location          sftp://backup.example.net/ca
      recent            The newest snapshot stands in front of the site's own pages
                        (nine days old, and one day was declared), and the register
                        does not name it
      complete          restic asked for a password and was stopped after 30 seconds
      coverage          2022-11-20 [################] 100% of 1.0 GB read in time

    web          recent      reachable   complete            intact
      second     not known   not known   not known           not known
      recent            nobody has looked at it
      reachable         nobody has looked at it
      complete          nobody has looked at it

    # read within the declared time, + read longer ago, . never read, x damaged
    ");
}

#[test]
fn a_swede_reads_them_in_swedish() {
    assert_snapshot!(block(Language::Swedish, 80), @"
    Säkerhetskopior

    ca-database  färsk       nåbar       fullständig           oskadd
      onsite     ja          ja          nej                   delvis
                 2022-11-21  2022-11-21  2022-11-21            2022-11-21
      plats        /srv/backup/ca
      färsk        svaret blir nej den 2022-11-23 om ingen gör något
      fullständig  /srv/pki/server.key is open in production and in no snapshot
      oskadd       62% of the packs were read within 30 days
                   svaret blir nej den 2022-12-01 om ingen gör något
      täckning     2022-11-07 [########++++....] 50 % av 2,0 GB läst i tid
                   2022-11-14 [############+++.] 68 % av 2,2 GB läst i tid
                   2022-11-21 [#########+++...x] 59 % av 2,5 GB läst i tid; 16,7 MB
                   skadat

      offsite    nej         ja          kunde inte slutföras  ja
                 2022-11-20  2022-11-20  2022-11-20            2022-11-20
      plats        sftp://backup.example.net/ca
      färsk        The newest snapshot står framför webbplatsens egna sidor (nine
                   days old, and one day was declared), och registerförteckningen
                   nämner det inte
      fullständig  restic asked for a password and was stopped after 30 seconds
      täckning     2022-11-20 [################] 100 % av 1,0 GB läst i tid

    web          färsk       nåbar       fullständig           oskadd
      second     inte känt   inte känt   inte känt             inte känt
      färsk        nobody has looked at it
      nåbar        nobody has looked at it
      fullständig  nobody has looked at it

    # läst inom den uppgivna tiden, + läst för längre sedan, . aldrig läst, x skadat
    ");
}

#[test]
fn a_dane_reads_them_in_danish() {
    assert_snapshot!(block(Language::Danish, 80), @"
    Sikkerhedskopier

    ca-database  rettidig    tilgængelig  fuldstændig           ubeskadiget
      onsite     ja          ja           nej                   delvis
                 2022-11-21  2022-11-21   2022-11-21            2022-11-21
      sted                 /srv/backup/ca
      rettidig             svaret bliver nej den 2022-11-23, hvis ingen gør noget
      fuldstændig          /srv/pki/server.key is open in production and in no
                           snapshot
      ubeskadiget          62% of the packs were read within 30 days
                           svaret bliver nej den 2022-12-01, hvis ingen gør noget
      dækning              2022-11-07 [########++++....] 50 % af 2,0 GB læst i tide
                           2022-11-14 [############+++.] 68 % af 2,2 GB læst i tide
                           2022-11-21 [#########+++...x] 59 % af 2,5 GB læst i tide;
                           16,7 MB beskadiget

      offsite    nej         ja           kunne ikke fuldføres  ja
                 2022-11-20  2022-11-20   2022-11-20            2022-11-20
      sted                 sftp://backup.example.net/ca
      rettidig             The newest snapshot står foran webstedets egne sider
                           (nine days old, and one day was declared), og
                           fortegnelsen nævner det ikke
      fuldstændig          restic asked for a password and was stopped after 30
                           seconds
      dækning              2022-11-20 [################] 100 % af 1,0 GB læst i tide

    web          rettidig    tilgængelig  fuldstændig           ubeskadiget
      second     vides ikke  vides ikke   vides ikke            vides ikke
      rettidig             nobody has looked at it
      tilgængelig          nobody has looked at it
      fuldstændig          nobody has looked at it

    # læst inden for den oplyste tid, + læst for længere siden, . aldrig læst, x
    beskadiget
    ");
}

#[test]
fn a_wide_terminal_has_the_days_on_the_same_line() {
    let said = block(Language::English, 100);
    let line = said.lines().find(|line| line.starts_with("  onsite")).expect("the copy has a line");
    assert_eq!(line.matches("2022-11-21").count(), 4, "{said}");
}

#[test]
fn where_no_table_fits_the_answers_stand_below_each_other() {
    let said = block(Language::English, 40);
    for answer in [
        "complete          no 2022-11-21",
        "complete          could not complete",
        "recent            not known",
    ] {
        assert!(said.contains(answer), "{said}");
    }
    assert!(said.lines().all(|line| line.chars().count() <= 52), "{said}");
}

#[test]
fn long_answers_send_the_names_to_lines_of_their_own() {
    let mut assessment = backups();
    let verdicts = assessment.standings.iter_mut().flat_map(|standing| &mut standing.verdicts);
    verdicts.for_each(|verdict| verdict.answer = Reply::CouldNotComplete);
    let said = plain(&assessment, &Options { width: 80, ..Options::new(case::at(case::NOW)) });
    let (_, table) = said.split_once("Backups\n").expect("the block has a heading");
    let lines: Vec<_> = table.lines().skip(1).take(5).collect();
    assert_snapshot!(lines.join("\n"), @"
    ca-database
      recent              reachable           complete            intact
      onsite
      could not complete  could not complete  could not complete  could not complete
      2022-11-21          2022-11-21          2022-11-21          2022-11-21
    ");
}

#[test]
fn columns_stand_below_each_other_whatever_the_names_are_written_in() {
    let mut assessment = backups();
    assessment.standings[0].copy = CopyId::from("東京のバックアップ");
    assessment.standings[1].copy = CopyId::from("e\u{301}te\u{301}");
    let said = plain(&assessment, &Options { width: 120, ..Options::new(case::at(case::NOW)) });
    let column = |start: &str| {
        let line = said.lines().find(|line| line.starts_with(start)).expect("the copy has a line");
        unicode_width::UnicodeWidthStr::width(&line[..line.find("2022-11-2").expect("it has a day")])
    };
    // `yes` is one letter longer than `no`.
    assert_eq!(column("  東京"), column("  e\u{301}te\u{301}") + 1);
}

#[test]
fn colour_only_repeats_what_words_say() {
    let coloured = Options { colour: Colour::Always, width: 80, ..Options::new(case::at(case::NOW)) };
    let painted = plain(&backups(), &coloured);
    let bare = plain(&backups(), &Options { colour: Colour::Never, ..coloured });
    for (code, word) in [("32", "yes"), ("1;33", "in part"), ("1;31", "no"), ("1;35", "could not complete")] {
        assert!(painted.contains(&format!("\u{1b}[{code}m{word}\u{1b}[0m")), "{word}");
        assert!(bare.contains(word));
    }
    assert!(!bare.contains('\u{1b}'));
    let mut washed = painted;
    for code in ["0", "1", "2", "32", "1;31", "1;33", "1;34", "1;35"] {
        washed = washed.replace(&format!("\u{1b}[{code}m"), "");
    }
    let trimmed = |said: &str| said.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    assert_eq!(trimmed(&washed), trimmed(&bare));
}

#[test]
fn without_backups_nothing_is_said_of_them() {
    for language in Language::ALL {
        let options = Options { language, ..options() };
        let page = Html::parse_document(&html(&case::full(), &[], &options, &[]));
        assert!(all(&page, "#backups, .standings, #cover-old").is_empty());
        let said = plain(&case::full(), &options);
        assert!(!["Backups", "Säkerhetskopior", "Sikkerhedskopier"].iter().any(|word| said.contains(word)));
    }
}

#[test]
fn programs_get_every_answer_and_every_look() {
    let options = Options { language: Language::Swedish, ..options() };
    let document: serde_json::Value = serde_json::from_str(&json(&backups(), &options)).expect("it is JSON");
    let schema = jsonschema::validator_for(&json_schema()).expect("the schema is one");
    let errors: Vec<_> = schema.iter_errors(&document).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let copies = document["backups"].as_array().expect("copies are a list");
    assert_eq!(copies.len(), 3);
    assert_eq!(copies[0]["location"], "/srv/backup/ca");
    let answers: Vec<_> = copies[1]["verdicts"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|verdict| format!("{} {}", verdict["question"], verdict["answer"]))
        .collect();
    let expected = ["recent no", "reachable yes", "complete could-not-complete", "intact yes"];
    assert_eq!(answers, expected.map(|pair| format!("\"{}\"", pair.replace(' ', "\" \""))));
    assert_eq!(copies[0]["verdicts"][3]["until"], "2022-12-01T04:00:00Z");
    assert_eq!(copies[0]["coverage"][3]["never"], 500_000_000);
    assert_eq!(copies[2]["verdicts"][0]["at"], serde_json::Value::Null);
    // The finding with the same sentence lends its rule's translation.
    let why = copies[1]["verdicts"][0]["why"].as_str().unwrap_or_default();
    assert!(!why.contains("stands in front") && why.contains("nine days old"), "{why}");
    assert_eq!(copies[1]["verdicts"][0]["why_parts"]["id"], "in-front");
}

#[test]
fn a_table_has_a_row_for_each_copy_and_a_column_for_each_question() {
    let page = document(Language::English);
    assert_eq!(text(&page, "table.standings").len(), 2);
    let heads = text(&page, "table.standings thead th[scope=col]");
    assert_eq!(heads[..5], ["Copy", "recent", "reachable", "complete", "intact"]);
    assert_eq!(text(&page, "table.standings tbody th[scope=row]"), ["onsite", "offsite", "second"]);
    let cells = text(&page, "table.standings tbody td");
    assert_eq!(
        cells[4..],
        [
            "no2022-11-20 04:00 UTC",
            "yes2022-11-20 04:00 UTC",
            "could not complete2022-11-20 04:00 UTC",
            "yes2022-11-20 04:00 UTC",
            "not knownno look",
            "not knownno look",
            "not knownno look",
            "not knownno look",
        ]
    );
    let cited = all(&page, "article.copy a.hash");
    assert_eq!(cited.len(), 8);
    let told = text(&page, "article.copy dd").join(" ");
    assert!(told.contains("62% of the packs were read within 30 daysturns bad on 2022-12-01"), "{told}");
}

#[test]
fn the_section_keeps_to_the_rules_of_the_page() {
    for language in Language::ALL {
        let page = document(language);
        let ids: Vec<_> = all(&page, "[id]").iter().filter_map(|element| element.attr("id")).collect();
        let unique: BTreeSet<_> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len());
        for link in all(&page, "a[href^='#']") {
            let target = &link.attr("href").unwrap_or_default()[1..];
            assert!(unique.contains(target), "#{target}");
        }
        let regions: Vec<_> =
            all(&page, "[role=region]").iter().filter_map(|region| region.attr("aria-label")).collect();
        assert_eq!(regions.len(), regions.iter().collect::<BTreeSet<_>>().len(), "{regions:?}");
        assert_eq!(all(&page, "table").len(), all(&page, "table > caption").len());
        let depths = all(&page, "h1, h2, h3, h4")
            .iter()
            .map(|heading| heading.value().name()[1..].parse().unwrap_or(0))
            .collect::<Vec<usize>>();
        assert!(depths.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{depths:?}");
    }
    assert_eq!(dangers(&html(&backups(), &[], &options(), &[])), Vec::<String>::new());
}

#[test]
fn the_picture_of_coverage_is_named_described_and_told_in_a_table() {
    let page = document(Language::English);
    assert_eq!(all(&page, "figure.coverage > svg[role=img]").len(), 2);
    assert_eq!(
        text(&page, "figure.coverage svg title"),
        ["How much of ca-database/onsite had been read", "How much of ca-database/offsite had been read"]
    );
    assert_snapshot!(text(&page, "figure.coverage svg desc")[0], @"4 looks between 2022-10-31 and 2022-11-21. At the newest, 1.4 GB of 2.5 GB had been read within the declared time, 500.0 MB longer ago and 500.0 MB never; 16.7 MB was damaged. The table below holds the same numbers.");
    assert_eq!(text(&page, "figure.coverage details table.looks tbody tr").len(), 5);
    assert_snapshot!(text(&page, "table.looks tbody tr")[3], @"2022-11-21 04:00 UTC2.5 GB1.4 GB (59%)500.0 MB (20%)500.0 MB (20%)16.7 MB (<1%)");
    for (class, columns) in [("fresh", 5), ("old", 3), ("never", 4), ("damaged", 1)] {
        assert_eq!(all(&page, &format!("figure.coverage > svg rect.{class}")).len(), columns, "{class}");
    }
}

#[test]
fn a_long_history_is_cut_to_its_newest_looks_and_says_so() {
    let mut assessment = backups();
    let start = case::at("2020-01-01T00:00:00Z");
    assessment.standings[0].coverage = (0..1000)
        .map(|day| Coverage {
            at: start + jiff::SignedDuration::from_hours(24 * day),
            bytes: 10,
            fresh: 5,
            old: 2,
            damaged: 0,
        })
        .collect();
    let page = Html::parse_document(&html(&assessment, &[], &options(), &[]));
    assert_eq!(all(&page, "#b1c1 figure rect.never").len(), 120 + 1);
    assert!(text(&page, "#b1c1 figcaption")[0].ends_with("880 older looks are left out here."));
}

#[test]
fn figures_that_cannot_be_are_drawn_within_the_picture() {
    let mut assessment = backups();
    let at = case::at("2022-11-20T04:00:00Z");
    let mad = |bytes, fresh, old, damaged| Coverage { at, bytes, fresh, old, damaged };
    let most = u64::MAX;
    assessment.standings[0].coverage =
        vec![mad(0, 0, 0, 0), mad(0, most, most, most), mad(1, most, most, most), mad(most, most, most, 1)];
    let page = Html::parse_document(&html(&assessment, &[], &options(), &[]));
    assert_eq!(all(&page, "#b1c1 svg rect.empty").len(), 2);
    for part in all(&page, "#b1c1 figure > svg rect.part") {
        let number = |name| part.attr(name).and_then(|value| value.parse::<f64>().ok()).expect("it is drawn");
        assert!(number("y") >= 44.0 && number("y") + number("height") <= 164.001);
    }
    assert!(plain(&assessment, &options()).contains("1 B damaged"));
}

#[test]
fn names_of_strangers_stay_text() {
    let mut assessment = backups();
    let hostile = "<script>alert(1)</script>\u{1b}[2J\u{202e}";
    for standing in &mut assessment.standings {
        standing.backup = BackupId::from(hostile);
        standing.location = Some(hostile.to_owned());
        standing.verdicts.iter_mut().for_each(|verdict| verdict.why.template = hostile.to_owned().into());
    }
    let page = html(&assessment, &[], &options(), &[]);
    assert_eq!(dangers(&page), Vec::<String>::new());
    assert!(!page.contains("<script") && !page.contains(['\u{1b}', '\u{202e}']));
    let said = plain(&assessment, &Options { width: 80, ..options() });
    assert!(said.contains("\\u{1b}[2J\\u{202e}") && !said.contains(['\u{1b}', '\u{202e}']), "{said}");
}

#[test]
fn a_question_that_nobody_answered_is_not_known() {
    let mut assessment = backups();
    assessment.standings.truncate(1);
    assessment.standings[0].verdicts.retain(|verdict| verdict.question != Question::Intact);
    assert!(assessment.standings[0].verdicts.iter().all(|verdict| verdict.answer != Reply::NotKnown));
    assert!(plain(&assessment, &options()).contains("not known"));
}
