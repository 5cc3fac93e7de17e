//! What can be checked within one data file: dates in order, sources present, no doubt marked as certain.
//!
//! It never looks at another file; ids and references are checked where all files are together.

use jiff::civil::Date;

use crate::{
    adequacy::{Decision, Eea},
    dated::{Annulment, Appeal, Dated, Grace},
    instrument::Instrument,
    membership::Membership,
    mistake::{Mistake, Mistakes},
    provision::{ProvisionRow, Text},
    sheet::{Row, Sheet},
};

/// Words that a source carries exactly as long as its fact is not verified.
const DOUBT: &str = "to be checked";

pub(super) fn sheet(sheet: &Sheet, found: &mut Vec<Mistake>) {
    rows(&sheet.instruments, instrument, found);
    rows(&sheet.decisions, decision, found);
    rows(&sheet.memberships, membership, found);
    rows(&sheet.texts, text, found);
    rows(&sheet.provisions, provision, found);
}

fn rows<T>(rows: &[Row<T>], check: impl Fn(&T, &mut Complaints), found: &mut Vec<Mistake>) {
    for row in rows {
        let mut complaints = Complaints::default();
        check(&row.value, &mut complaints);
        let room = Mistakes::MOST.saturating_sub(found.len());
        found.extend(complaints.0.into_iter().take(room).map(|message| row.mistake(message)));
    }
}

fn instrument(row: &Instrument, complaints: &mut Complaints) {
    complaints.id(row.id.as_str());
    complaints.source("the instrument", row.verified, &row.source);
    complaints.dated("adopted", row.adopted.as_ref());
    complaints.dated("usable_from", row.usable_from.as_ref());
    complaints.dated("repealed", row.repealed.as_ref());
    complaints.annulment(row.annulled.as_ref());
    complaints.grace(row.grace.as_ref());
    complaints.appeals(&row.appeals);
    instrument_days(row, complaints);
    let twins = row.modules.iter().enumerate().any(|(position, module)| {
        row.modules[..position]
            .iter()
            .any(|other| (other.exporter, other.importer) == (module.exporter, module.importer))
    });
    if twins {
        complaints.say("two modules fit the same exporter and importer");
    }
}

fn instrument_days(row: &Instrument, complaints: &mut Complaints) {
    let on = |dated: &Option<Dated>| dated.as_ref().map(|dated| dated.on);
    let annulled = row.annulled.as_ref().map(|annulled| annulled.on);
    complaints.ordered(&[
        ("adopted", on(&row.adopted)),
        ("usable_from", on(&row.usable_from)),
        ("repealed or annulled", on(&row.repealed).or(annulled)),
        ("grace.until", row.grace.as_ref().map(|grace| grace.until)),
    ]);
    if row.repealed.is_some() && row.annulled.is_some() {
        complaints.say("give `repealed` or `annulled`, not both");
    }
    if row.grace.is_some() && row.repealed.is_none() {
        complaints.say("`grace` belongs to `repealed`: an annulment leaves none");
    }
}

fn decision(row: &Decision, complaints: &mut Complaints) {
    complaints.id(&row.id);
    complaints.source("the decision", row.verified, &row.source);
    complaints.dated("adopted", row.adopted.as_ref());
    complaints.dated("eu", row.eu.as_ref());
    complaints.annulment(row.annulled.as_ref());
    complaints.appeals(&row.appeals);
    complaints.eea(&row.eea);
    if row.country.is_some() == row.body.is_some() {
        complaints.say("give `country` or `body`, and not both");
    }
    if row.eu.is_some() == row.instrument.is_some() {
        complaints.say("give `eu`, or the `instrument` that holds the dates, and not both");
    }
    if row.regimes.is_empty() {
        complaints.say("`regimes` must name at least one");
    }
    decision_days(row, complaints);
}

fn decision_days(row: &Decision, complaints: &mut Complaints) {
    let on = |dated: &Option<Dated>| dated.as_ref().map(|dated| dated.on);
    complaints.ordered(&[("adopted", on(&row.adopted)), ("eu.on", on(&row.eu))]);
    for term in &row.terms {
        complaints.source("the term", term.verified, &term.source);
        complaints.ordered(&[("decided", Some(term.decided)), ("until", Some(term.until))]);
    }
    for pair in row.terms.windows(2) {
        let days = [("a term decided", Some(pair[0].decided)), ("the next one", Some(pair[1].decided))];
        complaints.ordered(&days);
    }
}

fn membership(row: &Membership, complaints: &mut Complaints) {
    complaints.source("the membership", row.verified, &row.source);
    complaints.ordered(&[("from", Some(row.from)), ("until", row.until)]);
    if row.countries.is_empty() {
        complaints.say("`countries` must name at least one");
    }
}

fn text(row: &Text, complaints: &mut Complaints) {
    complaints.id(&row.id);
    if row.id.contains(':') {
        complaints.say("a text's id must not hold a colon");
    }
    complaints.source("the text", row.verified, &row.source);
    complaints.ordered(&[("valid_from", Some(row.valid_from)), ("valid_until", row.valid_until)]);
    complaints.appeals(&row.appeals);
}

fn provision(row: &ProvisionRow, complaints: &mut Complaints) {
    match row.id.split_once(':') {
        Some((text, article)) if !text.is_empty() && !article.is_empty() => {}
        _ => complaints.say("a provision's id is a text's id, a colon and the article, such as gdpr:28(2)"),
    }
    if let Some(source) = &row.source {
        complaints.source("the provision", row.verified, source);
    }
    if row.title.trim().is_empty() {
        complaints.say("`title` must not be empty");
    }
    complaints.ordered(&[("valid_from", row.valid_from), ("valid_until", row.valid_until)]);
    complaints.appeals(&row.appeals);
}

#[derive(Default)]
struct Complaints(Vec<String>);

impl Complaints {
    fn say(&mut self, message: impl Into<String>) {
        self.0.push(message.into());
    }

    fn id(&mut self, id: &str) {
        let fine = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if id.is_empty() || !id.bytes().all(fine) {
            self.say(format!("`{}` is not an id: small letters, digits and hyphens", short(id)));
        }
    }

    fn source(&mut self, what: &str, verified: bool, source: &str) {
        if source.trim().is_empty() {
            self.say(format!("{what} has no source"));
        } else if verified == source.contains(DOUBT) {
            self.say(format!("{what}: a source says `{DOUBT}` exactly where `verified = false`"));
        }
    }

    fn dated(&mut self, what: &str, dated: Option<&Dated>) {
        if let Some(dated) = dated {
            self.source(what, dated.verified, &dated.source);
        }
    }

    fn annulment(&mut self, annulment: Option<&Annulment>) {
        if let Some(annulment) = annulment {
            self.source("annulled", annulment.verified, &annulment.source);
        }
    }

    fn grace(&mut self, grace: Option<&Grace>) {
        if let Some(grace) = grace {
            self.source("grace", grace.verified, &grace.source);
            if grace.covers.is_empty() {
                self.say("`grace.covers` must name at least one use");
            }
        }
    }

    fn appeals(&mut self, appeals: &[Appeal]) {
        for appeal in appeals {
            self.source("the appeal", appeal.verified, &appeal.source);
            self.ordered(&[
                ("since", Some(appeal.since)),
                ("seen_pending", appeal.seen_pending),
                ("decided", appeal.decided),
            ]);
        }
    }

    fn eea(&mut self, eea: &Eea) {
        self.source("eea", eea.verified, &eea.source);
        if eea.from.is_some() == eea.seen_pending.is_some() {
            self.say("`eea` needs `from` or `seen_pending`, and not both");
        }
    }

    fn ordered(&mut self, dates: &[(&str, Option<Date>)]) {
        let known = dates.iter().filter_map(|&(name, date)| Some((name, date?)));
        let mut last: Option<(&str, Date)> = None;
        for (name, date) in known {
            if let Some((earlier, before)) = last.filter(|&(_, before)| date < before) {
                self.say(format!("{name} {date} lies before {earlier} {before}"));
            }
            last = Some((name, date));
        }
    }
}

fn short(text: &str) -> String {
    text.chars().take(60).collect()
}
