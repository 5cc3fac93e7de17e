//! Groups of exchanges to visits.
//!
//! It never shows a look as complete beside which the archive is torn.

use std::collections::{BTreeSet, HashSet};

use jiff::Timestamp;
use vidne_model::observed::{Blind, Cookie, Form, Observed, Outcome, Request, Visit};

use super::{
    exchange::Exchange,
    gather::{Gather, host},
    group::{self, Group, Listed, Means},
    resource,
};
use crate::{
    Limits, cookie,
    jar::{Jar, Response},
    outcome,
};

/// Turns everything that was gathered into facts. `tool` is what a collection says of its maker, `remarks` what else is to be told.
pub(super) fn facts(
    gather: Gather<'_>,
    listed: &[Listed],
    tool: Option<String>,
    remarks: &[String],
) -> Observed {
    let (groups, means) = group::groups(&gather.exchanges.all, listed);
    let note = note(means, remarks, gather.unchecked);
    let tool = tool.or_else(|| gather.software.clone()).unwrap_or_else(|| "web archive".to_owned());
    let mut observed = Observed::default();
    let (mut left_out, mut limits) = (0, gather.ask.limits);
    for group in &groups {
        let visit = Maker { gather: &gather, group, tool: &tool, note: &note, limits }.visit(&mut left_out);
        limits.cookies = limits.cookies.saturating_sub(visit.cookies.len());
        observed.visits.push(visit);
    }
    add_names(&gather, &mut observed.visits);
    let mut gather = gather;
    if left_out > 0 {
        gather.damage(None, &format!("{left_out} cookies were left out, because there are too many"));
    }
    observed.damages = gather.damages;
    observed.pages = gather.bodies.finish();
    observed
}

/// How the looks of the archive came about, and what else is to be told of it.
fn note(means: Means, remarks: &[String], unchecked: usize) -> String {
    let mut note = means.as_str().to_owned();
    for remark in remarks {
        note.push(' ');
        note.push_str(remark);
    }
    if unchecked > 0 {
        note.push_str(&format!(
            " {unchecked} digests were not checked, because their algorithm is not known here."
        ));
    }
    note
}

/// Answers of the domain name system, each to the first look that went to its host, otherwise to the first of all.
fn add_names(gather: &Gather<'_>, visits: &mut [Visit]) {
    for (_, answer) in &gather.names {
        let asks = |visit: &Visit| visit.requests.iter().any(|request| request.host == answer.host);
        let at = visits.iter().position(asks).unwrap_or(0);
        if let Some(visit) = visits.get_mut(at) {
            visit.names.push(answer.clone());
        }
    }
}

struct Maker<'a> {
    gather: &'a Gather<'a>,
    group: &'a Group,
    tool: &'a str,
    note: &'a str,
    /// What may still be recorded.
    limits: Limits,
}

impl Maker<'_> {
    fn visit(&self, left_out: &mut usize) -> Visit {
        let lead = self.lead();
        let url = self.group.url.clone().unwrap_or_else(|| lead.url.clone());
        let at = lead.at;
        let (requests, cookies, missing) = self.requests(&url);
        *left_out += missing;
        Visit {
            outcome: self.outcome(),
            tool: self.tool.to_owned(),
            requests,
            cookies,
            forms: self.forms(),
            blind: self.blind(),
            note: Some(self.note.to_owned()),
            ..Visit::new(self.gather.ask.exhibit, at, url)
        }
    }

    fn members(&self) -> impl Iterator<Item = &Exchange> {
        self.group.members.iter().map(|place| &self.gather.exchanges.all[*place])
    }

    fn documents(&self) -> impl DoubleEndedIterator<Item = &Exchange> {
        self.group.documents.iter().map(|place| &self.gather.exchanges.all[*place])
    }

    /// The exchange with which the look began.
    fn lead(&self) -> &Exchange {
        self.documents().next().unwrap_or(&self.gather.exchanges.all[self.group.members[0]])
    }

    fn outcome(&self) -> Outcome {
        let Some(last) = self.documents().next_back() else {
            return Outcome::Failed("the archive holds no page".to_owned());
        };
        let is_challenge = outcome::is_challenge(|name| last.header(name))
            || last.html.as_ref().is_some_and(|html| html.is_challenge);
        let ended = match (is_challenge, last.status(), &last.answered) {
            (true, ..) => Outcome::Challenged,
            (_, Some(status), _) => outcome::of_status(status),
            (_, None, Some(_)) => Outcome::Completed,
            (_, None, None) => Outcome::Failed("the archive holds no answer for the page itself".to_owned()),
        };
        let is_torn = self.group.members.iter().any(|place| self.gather.torn.contains(place));
        if is_torn && ended == Outcome::Completed {
            return Outcome::Failed(
                "the archive is broken beside this look, and a part of it is missing".to_owned(),
            );
        }
        ended
    }

    fn requests(&self, url: &str) -> (Vec<Request>, Vec<Cookie>, usize) {
        let own: HashSet<usize> = self.group.documents.iter().copied().collect();
        let mut jar = Jar::new(url, &self.limits);
        let requests = self.group.members.iter().map(|place| {
            let exchange = &self.gather.exchanges.all[*place];
            request(exchange, own.contains(place), &mut jar)
        });
        let requests = requests.collect();
        let (cookies, left_out) = jar.empty(&[]);
        (requests, cookies, left_out)
    }

    fn forms(&self) -> Vec<Form> {
        self.members()
            .filter_map(|exchange| exchange.html.as_ref())
            .flat_map(|html| html.forms.clone())
            .collect()
    }

    fn blind(&self) -> BTreeSet<Blind> {
        let mut blind = BTreeSet::from([
            Blind::CookieSetter,
            Blind::BlockedCookies,
            Blind::Storage,
            Blind::Workers,
            Blind::Phase,
        ]);
        let shows_cookie = |exchange: &Exchange| {
            exchange.header("set-cookie").is_some() || exchange.asked_header("cookie").is_some()
        };
        if !self.members().any(shows_cookie) {
            blind.insert(Blind::Cookies);
        }
        if self.members().all(|exchange| exchange.remote.is_none()) {
            blind.insert(Blind::Addresses);
        }
        let has_headers = |exchange: &Exchange| exchange.status().is_some();
        if !self.members().any(has_headers) {
            blind.insert(Blind::Headers);
        }
        if !self.documents().any(|exchange| exchange.html.is_some()) {
            blind.insert(Blind::Forms);
        }
        blind
    }
}

fn request(exchange: &Exchange, is_own: bool, jar: &mut Jar) -> Request {
    let host = host(&exchange.url);
    let asked = exchange.asked.clone().unwrap_or_default();
    let sent: BTreeSet<String> = asked.headers.cookie_names().map(ToOwned::to_owned).collect();
    for name in &sent {
        jar.send(name, &host);
    }
    let answered = exchange.answered.clone().unwrap_or_default();
    let by = Response { url: &exchange.url, at: answered_at(exchange), partition: None };
    for line in answered.headers.all("set-cookie").take(MOST_LINES) {
        jar.set(line, by, &[]);
    }
    Request {
        kind: resource::kind(exchange, is_own),
        method: asked.method.unwrap_or_else(|| "GET".to_owned()),
        initiator: None,
        frame: None,
        status: answered.status,
        failure: None,
        remote: exchange.remote,
        tls: exchange.tls.clone(),
        request_headers: asked.headers.kept(),
        response_headers: answered.headers.kept(),
        cookies_sent: sent.into_iter().collect(),
        fields_sent: asked.fields,
        location: None,
        url: exchange.url.clone(),
        host,
    }
}

/// By the answer's own clock, otherwise by the recorder's.
fn answered_at(exchange: &Exchange) -> Timestamp {
    exchange.header("date").and_then(cookie::parse_date).unwrap_or(exchange.at)
}

/// Browsers take fewer: more cookies in one answer tell nothing new.
const MOST_LINES: usize = 1_000;
