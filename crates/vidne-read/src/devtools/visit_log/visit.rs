//! A record to visits: one for each phase, with what happened in it.
//!
//! It never counts to a phase what had happened before it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use vidne_model::{
    id::Host,
    observed::{
        Blind, Completeness, Consent, ConsentOutcome, NameAnswer, Observed, Outcome, Phase, Setter,
        StoredItem, ThirdPartyCookies, Vantage, Visit,
    },
};

use super::{
    course, jar,
    jar::{Fate, Known},
    record::Record,
};
use crate::{
    Ask, ReadError, Spot,
    devtools::{
        exchange::Exchange,
        extra,
        ledger::Ledger,
        load::Load,
        visit::{Held, Reducer, remark},
    },
    jar::Jar,
    text::{self, PageBody, PageInput},
};

/// Turns everything that a log told into visits and pages.
pub(super) fn reduce(
    mut record: Record<'_>,
    ask: &Ask<'_>,
    observed: &mut Observed,
) -> Result<(), ReadError> {
    let lost = extra::join(&mut record.ledger);
    remark(ask, observed, lost, "answers that set cookies belong to no request of the log");
    remark(ask, observed, record.ledger.left_out, "requests were left out, because there are too many");
    remark(ask, observed, record.questions.strays, "answers belong to no question of the log, or to two");
    let loads = record.loads();
    let compared = compared(&record);
    observed.pages = std::mem::take(&mut record.pages);
    count_untold(&mut record);
    let at = began(&record, &loads, ask)?;
    let fates = jar::fates(&record, at);
    for (place, lines) in jar::lost(&record, at) {
        record.ledger.exchanges[place].lost = lines;
    }
    let ledger = std::mem::replace(&mut record.ledger, Ledger::new(ask.limits));
    let mut maker = Maker {
        reducer: Reducer::new(ledger, ask),
        url: record.url(),
        record,
        fates,
        compared,
        at,
        known: Known::default(),
        told: BTreeSet::new(),
        room: ask.limits.cookies,
        left_out: 0,
    };
    for (part, load) in loads.iter().enumerate() {
        let visit = maker.visit(part, load, ask);
        observed.visits.push(visit);
    }
    forget_errors(observed);
    let left_out = maker.left_out + maker.record.left_out;
    remark(ask, observed, left_out, "things were left out, because there are too many");
    share_names(&mut observed.visits);
    Ok(())
}

/// What a server sends with a status of failure is its own word, not the page's.
fn forget_errors(observed: &mut Observed) {
    let refused = observed.visits.iter().filter_map(|visit| match visit.outcome {
        Outcome::Refused(status) => Some((visit.at, status)),
        _ => None,
    });
    let refused: BTreeMap<Timestamp, u16> = refused.collect();
    for page in &mut observed.pages {
        let Some(status) = refused.get(&page.at) else { continue };
        let reason = format!("the server answered with status {status}");
        let body = PageBody::Unreadable(&reason);
        let input = PageInput { exhibit: page.exhibit, at: page.at, url: &page.url, language: None, body };
        *page = text::page(input);
    }
}

/// By the first line, otherwise by the requests.
fn began(record: &Record<'_>, loads: &[Load], ask: &Ask<'_>) -> Result<Timestamp, ReadError> {
    if let Some((_, at)) = &record.start {
        return Ok(*at);
    }
    let hops = loads.iter().flat_map(|load| &load.members).map(|at| &record.ledger.exchanges[*at]);
    hops.clone().find_map(Exchange::began).or_else(|| hops.clone().find_map(Exchange::answered)).ok_or_else(
        || {
            const MEND: &str =
                "Import the log with its first line, the one with the key `vidne` and the value `visit`.";
            ReadError::new(ask, Spot::Whole, "nothing in it tells when the page was opened", MEND)
        },
    )
}

/// Counts, for each phase, the answers of which the browser does not tell what cookies they set.
fn count_untold(record: &mut Record<'_>) {
    let ledger = &record.ledger;
    let is_untold = |hop: &&Exchange| ledger.frames.is_shared(&hop.session) && hop.is_without_extra();
    let phases: Vec<usize> = ledger.exchanges.iter().filter(is_untold).filter_map(|hop| hop.phase).collect();
    for phase in phases {
        record.parts[phase].untold += 1;
    }
}

/// How the log compares with the page's own account, for each phase.
fn compared(record: &Record<'_>) -> Vec<Option<Completeness>> {
    let each = |part: &super::part::Part| {
        let compared = part.looked.as_ref()?.compare(&record.ledger);
        Some(Completeness { settled: part.settled, ..compared })
    };
    record.parts.iter().map(each).collect()
}

struct Maker<'a> {
    reducer: Reducer<'a>,
    record: Record<'a>,
    /// The address that was asked for.
    url: Option<String>,
    /// When the log began.
    at: Timestamp,
    fates: Vec<Fate>,
    compared: Vec<Option<Completeness>>,
    /// Cookies of the phases before.
    known: Known,
    /// What was stored in the phases before.
    told: BTreeSet<StoredItem>,
    /// Cookies that may still be recorded.
    room: usize,
    left_out: usize,
}

impl Maker<'_> {
    fn visit(&mut self, part: usize, load: &Load, ask: &Ask<'_>) -> Visit {
        let at = self.record.parts[part].at.unwrap_or(self.at);
        let url = self.url.get_or_insert_with(|| self.reducer.url(load)).clone();
        let outcome = self.outcome(part, load);
        let consent = self.consent(part);
        let mut visit = Visit {
            outcome,
            phase: self.phase(part, consent.as_ref()),
            consent,
            ..Visit::new(ask.exhibit, at, url)
        };
        self.add_browser(&mut visit, part, load, ask);
        self.add_observer(&mut visit, part);
        visit.blind = self.blind(part, &visit);
        visit
    }

    /// What the browser did.
    fn add_browser(&mut self, visit: &mut Visit, part: usize, load: &Load, ask: &Ask<'_>) {
        let limits = crate::Limits { cookies: self.room, ..ask.limits };
        let mut jar = Jar::new(&visit.url, &limits);
        let held = if part == 0 { Held::All } else { Held::Sent };
        visit.requests = self.reducer.requests(load, &mut jar, visit.at, held);
        jar::write(&self.record, &self.fates, part, visit.at, &mut jar);
        if let Some((_, held)) = &self.record.parts[part].jar {
            jar::hold(held, &self.known, visit.at, &mut jar);
        }
        let (cookies, left_out) = jar.empty(&self.reducer.earlier);
        self.left_out += left_out;
        self.room -= cookies.len().min(self.room);
        visit.cookies = cookies;
        jar::complete(&mut visit.cookies, &self.record);
        self.known.add(&visit.cookies);
        let set = visit.cookies.iter().filter(|cookie| cookie.setter != Setter::Unknown);
        self.reducer.earlier.extend(set.cloned());
        visit.stored = self.stored(part);
    }

    /// What was stored, and what was found that no earlier phase tells of.
    fn stored(&mut self, part: usize) -> Vec<StoredItem> {
        let own = &mut self.record.parts[part];
        let (mut stored, found) = (std::mem::take(&mut own.stored), std::mem::take(&mut own.found));
        stored.extend(found.into_iter().filter(|item| !self.told.contains(item)));
        self.told.extend(stored.iter().cloned());
        stored.into_iter().collect()
    }

    /// What the observer tells.
    fn add_observer(&mut self, visit: &mut Visit, part: usize) {
        let before = part.checked_sub(1).and_then(|before| self.record.parts[before].picture_of_next());
        let start = self.record.start.as_ref().map(|(start, _)| start);
        let own = &self.record.parts[part];
        visit.screenshot = own.picture().or(before);
        visit.note = course::note(start, own);
        visit.tool = start.and_then(course::tool).unwrap_or_else(|| self.reducer.tool.clone());
        visit.completeness = self.compared[part].take();
        if let Some(start) = start {
            visit.language = start.language.text().map(ToOwned::to_owned);
            visit.vantage = start.vantage.as_ref().map(vantage);
            visit.third_party_cookies = match start.third_party_cookies.text() {
                Some("allow") => Some(ThirdPartyCookies::Allowed),
                Some("block") => Some(ThirdPartyCookies::Blocked),
                _ => None,
            };
        }
        let own = &mut self.record.parts[part];
        visit.names = std::mem::take(&mut own.names);
        visit.refused = std::mem::take(&mut own.refused);
        visit.forms = own.looked.as_mut().map(|looked| std::mem::take(&mut looked.forms)).unwrap_or_default();
    }

    fn outcome(&self, part: usize, load: &Load) -> Outcome {
        let is_last = part + 1 == self.record.parts.len();
        let by_answer = if self.record.parts[part].is_challenge {
            Outcome::Challenged
        } else if part == 0 && load.documents.is_empty() {
            Outcome::Failed("the log holds no request for the page itself".to_owned())
        } else {
            self.reducer.outcome(load)
        };
        if is_last { self.record.course.outcome(by_answer) } else { by_answer }
    }

    /// The attempt that led into this phase; before any phase that one, the one that led nowhere.
    fn consent(&self, part: usize) -> Option<Consent> {
        let tried = |part: usize| self.record.parts[part].consent.as_ref();
        let is_last = part + 1 == self.record.parts.len();
        let own = tried(part).filter(|own| part > 0 || is_last || own.outcome != ConsentOutcome::Done);
        let before = || (0..part).rev().find_map(tried);
        own.or_else(before).cloned()
    }

    /// A phase after a consent that did not come about is none that anybody knows.
    fn phase(&self, part: usize, consent: Option<&Consent>) -> Phase {
        let failed = consent.is_some_and(|consent| consent.outcome != ConsentOutcome::Done);
        if part > 0 && failed { Phase::Unknown } else { self.record.parts[part].phase }
    }

    /// What the log does not tell of this phase.
    fn blind(&self, part: usize, visit: &Visit) -> BTreeSet<Blind> {
        let mut blind = self.reducer.blind.clone();
        let has_jar = self.record.parts[part..].iter().any(|part| part.jar.is_some());
        let saw_extra = !blind.contains(&Blind::BlockedCookies);
        let mut tell = |what: Blind, is_blind: bool| {
            let _ = if is_blind { blind.insert(what) } else { blind.remove(&what) };
        };
        let own = &self.record.parts[part];
        let hears_all = self.record.questions.hears_scripts && own.untold == 0;
        tell(Blind::CookieSetter, !has_jar || !hears_all);
        tell(Blind::BlockedCookies, !has_jar || !saw_extra);
        tell(Blind::Cookies, !has_jar && !saw_extra);
        tell(Blind::Storage, !own.is_listed);
        tell(Blind::Forms, own.looked.is_none());
        tell(Blind::Workers, !self.record.questions.watches_targets);
        tell(Blind::Phase, visit.phase == Phase::Unknown);
        blind
    }
}

fn vantage(told: &super::known::Vantage) -> Vantage {
    let text = |part: &crate::loose::Loose| part.text().map(ToOwned::to_owned);
    Vantage {
        country: told.country.text().and_then(|country| country.parse().ok()),
        network: text(&told.network),
        method: text(&told.method),
    }
}

/// A name is resolved once in a log, and told anywhere in it: the answer belongs to each phase that asked the host. One that no
/// phase asked, such as that of an address that was refused, stays where it stands.
fn share_names(visits: &mut [Visit]) {
    let told: Vec<(usize, NameAnswer)> = visits
        .iter_mut()
        .enumerate()
        .flat_map(|(place, visit)| {
            std::mem::take(&mut visit.names).into_iter().map(move |answer| (place, answer))
        })
        .collect();
    let asked: Vec<BTreeSet<Host>> = visits
        .iter()
        .map(|visit| visit.requests.iter().map(|request| request.host.clone()).collect())
        .collect();
    for (place, answer) in told {
        let nobody = !asked.iter().any(|hosts| hosts.contains(&answer.host));
        for (number, visit) in visits.iter_mut().enumerate() {
            if asked[number].contains(&answer.host) || nobody && number == place {
                visit.names.push(answer.clone());
            }
        }
    }
}
