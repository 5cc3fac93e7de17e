//! What is printed in a terminal.

use insta::assert_snapshot;
use vidne_show::{Colour, Language, Listing, Options, plain};

use crate::case;

fn options() -> Options {
    Options { width: 90, ..Options::new(case::at(case::NOW)) }
}

#[test]
fn open_findings_and_questions_are_told_and_counted() {
    assert_snapshot!(plain(&case::full(), &options()), @r"
    violation[edge-without-approval]: edge:nordlo-cloudflare: Cloudflare, Inc. works for
      Nordlo Improve AB, and no approval by the controller is on record
      declared          register.toml:41
                        register.toml:88
      measured against  GDPR Art. 28(2): no other processor without authorisation
                        pub-2020, clause 6.1: approve-sub-processor
      when              opened on 2022-09-22; open for 60 days
      what to do        Find out who brought it in and since when. Enter it in the register,
                        or remove it.

    violation[undeclared-recipient]: recipient:cloudflare: Cloudflare stands in front of the
      site's own pages (header cf-ray on www.example.se, header server: cloudflare on
      www.example.se), and the register does not name it
      evidence          258aef54b91e 2022-09-22 08:00 UTC header cf-ray on www.example.se
                        4aaf1479de43 2022-09-29 08:00 UTC header cf-ray on www.example.se
                        6fd4399e0368 2022-10-06 08:00 UTC header cf-ray on www.example.se
                        and 3 more exhibits
                        0368cd3297fc 2022-11-21 08:00 UTC header cf-ray on www.example.se
      measured against  GDPR Art. 30(1)(d): records of recipients
                        GDPR Art. 13(1)(e): recipients named to data subjects
      when              opened between 2022-09-15 08:00 and 2022-09-22 08:00 UTC; open for 60
                        days
      what to do        Find out who brought it in and since when. Enter it in the register,
                        or remove it.

    warning[purposes-beyond-parent-agreement]: document:cf-dpa: security research goes beyond
      what pub-2020 allows
      declared          register.toml:60
      measured against  GDPR Art. 28(2): no other processor without authorisation
      when              opened on 2022-10-01; open for 51 days
      what to do        Find out who brought it in and since when. Enter it in the register,
                        or remove it.
      reservation       the list of purposes was read by a person and is not verified

    note[undeclared-third-country] (accepted): recipient:application-insights: Application
      Insights has its parent in US
      evidence          4aaf1479de43 2022-10-03 08:00 UTC request to
                        dc.services.visualstudio.com
      measured against  GDPR Art. 28(2): no other processor without authorisation
      when              opened between 2022-10-02 08:00 and 2022-10-03 08:00 UTC; open for 49
                        days
      what to do        Find out who brought it in and since when. Enter it in the register,
                        or remove it.
      accepted          the contract ends with the year (until 2023-01-01; register.toml:95)

    open question[undeclared-third-country]: recipient:cloudflare: no address database was
      given, so that the place of 104.16.1.1 is unknown
      when              opened at 2022-09-22 08:00 UTC; open for 60 days
      what to do        Name an address database in the declaration.

    unused exception[undeclared-cookie]: cookie:_ga: no finding matches this exception
      declared          register.toml:90
      accepted          removed in the spring

    readable in part only[4db2177ce146]: the record ends early (from byte 4096)

    example-se, as of 2022-11-21 12:00 UTC
    2 violations; 1 warning; 1 accepted; 1 open question.
    Rests on 12 exhibits, the newest seen 2022-11-21 08:00 UTC. 1 exhibit could be read in
    part only.
    ");
}

#[test]
fn the_timeline_tells_both_ends_and_the_forecast_what_comes() {
    let options = Options { timeline: Listing::List, forecast: Listing::List, ..options() };
    let said = plain(&case::full(), &options);
    let (_, told) = said.split_once("Ahead, if nobody acts").expect("the forecast has a heading");
    assert_snapshot!(told, @r"
    warning[sample-overdue] (ahead): edge:nordlo-cloudflare: Nordlo Improve AB has not
      reported its sub-processors for a quarter
      measured against  GDPR Art. 28(2): no other processor without authorisation
      when              opens on 2022-12-22 if nobody acts
      what to do        Find out who brought it in and since when. Enter it in the register,
                        or remove it.

    Closed findings

    violation[cookie-missing-from-page] (closed): cookie:__cf_bm: __cf_bm is set, and the
      cookie page does not name it
      declared          register.toml:12
      evidence          258aef54b91e 2022-09-22 08:00 UTC Set-Cookie: __cf_bm on
                        www.example.se
      measured against  GDPR Art. 28(2): no other processor without authorisation
      when              opened between 2022-09-15 08:00 and 2022-09-22 08:00 UTC; closed
                        between 2022-11-08 08:00 and 2022-11-09 08:00 UTC; was open for 48
                        days

    unused exception[undeclared-cookie]: cookie:_ga: no finding matches this exception
      declared          register.toml:90
      accepted          removed in the spring

    readable in part only[4db2177ce146]: the record ends early (from byte 4096)

    example-se, as of 2022-11-21 12:00 UTC
    2 violations; 1 warning; 1 accepted; 1 ahead if nobody acts; 1 closed; 1 open question.
    Rests on 12 exhibits, the newest seen 2022-11-21 08:00 UTC. 1 exhibit could be read in
    part only.
    ");
}

#[test]
fn nothing_found_is_said_only_where_no_question_is_open() {
    assert_snapshot!(plain(&case::silent(), &options()), @r"
    example-se, as of 2022-11-21 12:00 UTC
    nothing found, and no question is open.
    Rests on 12 exhibits, the newest seen 2022-11-21 08:00 UTC.
    ");
}

#[test]
fn of_a_service_that_has_ended_that_is_said_and_not_that_nothing_was_found() {
    let ended =
        vidne_model::finding::Assessment { ended: Some(jiff::civil::date(2022, 11, 1)), ..case::silent() };
    assert_snapshot!(plain(&ended, &options()), @r"
    example-se, as of 2022-11-21 12:00 UTC
    The declared service ended on 2022-11-01. What would be asked after that day is not asked;
    `--at` with an earlier day tells how it stood then.
    Rests on 12 exhibits, the newest seen 2022-11-21 08:00 UTC.
    ");
    assert!(vidne_show::json(&ended, &options()).contains(r#""ended": "2022-11-01""#));
    let page = vidne_show::html(&ended, &[], &options(), &[]);
    assert!(
        page.contains("The declared service ended on 2022-11-01") && !page.contains("finds nothing wrong")
    );
}

#[test]
fn nothing_found_beside_open_questions_is_said_to_be_so() {
    assert_snapshot!(plain(&case::unknown(), &options()), @r"
    open question[undeclared-third-country]: recipient:cloudflare: no address database was
      given, so that the place of 104.16.1.1 is unknown
      when              opened at 2022-09-22 08:00 UTC; open for 60 days
      what to do        Name an address database in the declaration.

    example-se, as of 2022-11-21 12:00 UTC
    nothing found, but 1 question is open.
    Rests on no exhibit: nobody has looked.
    ");
}

#[test]
fn what_is_accepted_is_still_told() {
    let mut assessment = case::silent();
    assessment.findings =
        case::full().findings.into_iter().filter(|finding| finding.accepted.is_some()).collect();
    let said = plain(&assessment, &options());
    assert!(said.contains("note[undeclared-third-country] (accepted)"), "{said}");
    assert!(said.contains("nothing found, and no question is open; 1 accepted."), "{said}");
}

#[test]
fn the_same_is_said_in_swedish_and_in_danish() {
    let in_language = |language| plain(&case::full(), &Options { language, width: 300, ..options() });
    let swedish = in_language(Language::Swedish);
    assert!(
        swedish.contains("överträdelse[undeclared-recipient]: recipient:cloudflare: Cloudflare"),
        "{swedish}"
    );
    assert!(
        swedish.contains("mellan 2022-09-15 08:00 och 2022-09-22 08:00 UTC; har bestått i 60 dagar"),
        "{swedish}"
    );
    let danish = in_language(Language::Danish);
    assert!(danish.contains("2 overtrædelser; 1 advarsel; 1 accepteret; 1 åbent spørgsmål."), "{danish}");
    assert!(!swedish.contains("stands in front") && !danish.contains("stands in front"));
}

#[test]
fn colour_comes_only_where_it_is_wanted() {
    let coloured = plain(&case::full(), &Options { colour: Colour::Always, ..options() });
    assert!(coloured.contains("\u{1b}[1;31mviolation[undeclared-recipient]\u{1b}[0m"));
    assert!(!plain(&case::full(), &options()).contains('\u{1b}'));
}

#[test]
fn lines_keep_to_the_width() {
    let narrow = plain(&case::full(), &Options { width: 60, ..options() });
    let long: Vec<_> = narrow.lines().filter(|line| line.chars().count() > 60).collect();
    assert!(long.is_empty(), "{long:#?}");
}
