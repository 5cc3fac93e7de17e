//! Who was seen on a visit: each request and cookie put to the catalogue.
//!
//! It names who answered and what shows it; whether that is declared is for rules to judge.

use std::collections::{BTreeMap, BTreeSet};

use vidne_catalogue::{
    AddressBook, Catalogue, KeptIn, Kind, ResponseSigns, Weight, registrable_domain, site_full,
};
use vidne_model::{
    declared::Service,
    id::{DataCategory, Host, RecipientId},
    observed::{Cookie, Form, Location, Party, Request, ResourceKind, Visit},
};

/// Who was seen: as the catalogue knows it, or by its domain alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// A recipient in the catalogue.
    Catalogued(RecipientId),
    /// A domain that the catalogue does not know.
    Domain(String),
}

impl Who {
    /// Somebody of whom nothing but a host is known.
    fn domain_of(host: &Host) -> Self {
        Self::Domain(registrable_domain(host).unwrap_or(host.as_str()).to_owned())
    }
}

/// What shows that somebody took part in a visit.
#[derive(Debug, Clone, Default)]
pub struct Sight {
    /// The hosts through which it was seen.
    pub hosts: BTreeSet<Host>,
    /// Its products, as notices name them.
    pub products: BTreeSet<String>,
    /// What shows it, in words; the first few.
    pub signs: BTreeSet<String>,
    /// Categories of data that reached it.
    pub data: BTreeSet<DataCategory>,
    /// Where its servers stand, as somebody claims.
    pub locations: BTreeSet<Location>,
    /// What else is known of it.
    pub marks: BTreeSet<Mark>,
    /// Forms that would be sent to it, or through it.
    pub forms: BTreeSet<String>,
}

/// What is known of somebody who was seen, besides names and data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// It stands in front of the site's own hosts.
    InZone,
    /// The site's own main document came through it.
    CarriesDocument,
    /// Something proves that it took part; without this, everything only hints.
    Proven,
    /// A server's address was seen whose place nobody could tell.
    Unlocated,
    /// The browser sent something to it, or through it. Without this, only a form leads there, and forms are never sent.
    Contacted,
}

/// The hosts that are the service's own.
#[derive(Debug)]
pub struct OwnHosts {
    sites: BTreeSet<String>,
    hosts: Vec<Host>,
}

impl OwnHosts {
    /// The sites of the service's addresses, and its further hosts with everything below them.
    pub fn new(service: &Service) -> Self {
        let hosts = service.urls.iter().filter_map(|url| host_of(url));
        let sites = hosts.map(|host| site_full(&host).to_owned()).collect();
        Self { sites, hosts: service.hosts.clone() }
    }

    /// Whether this host is the service's own.
    pub fn contains(&self, host: &Host) -> bool {
        self.sites.contains(site_full(host)) || self.hosts.iter().any(|own| host.is_within(own.as_str()))
    }
}

/// Everyone seen on one visit.
pub(crate) fn sights(
    visit: &Visit,
    own: &OwnHosts,
    catalogue: &Catalogue,
    addresses: Option<&AddressBook>,
) -> BTreeMap<Who, Sight> {
    let mut seen = BTreeMap::new();
    let always = ALWAYS.map(DataCategory::from);
    for request in &visit.requests {
        for (who, found) in recognise(request, visit, own, catalogue) {
            let sight: &mut Sight = seen.entry(who).or_default();
            sight.data.extend(always.iter().cloned());
            sight.take(request, found, addresses);
        }
    }
    networks_by_cookie(visit, own, catalogue, &mut seen);
    form_targets(visit, own, catalogue, &mut seen);
    for (who, sight) in &mut seen {
        cookies_to(visit, who, catalogue, sight);
        forms_to(visit, own, sight);
    }
    seen
}

/// How one request shows somebody.
struct Shown {
    product: Option<String>,
    sign: String,
    data: Vec<DataCategory>,
    in_zone: bool,
    proves: bool,
}

fn recognise(request: &Request, visit: &Visit, own: &OwnHosts, catalogue: &Catalogue) -> Vec<(Who, Shown)> {
    if own.contains(&request.host) {
        return in_zone(request, visit, catalogue);
    }
    let Some(known) = catalogue.by_host(&request.host) else {
        let sign = format!("request to {}", request.host);
        return vec![(
            Who::domain_of(&request.host),
            Shown { product: None, sign, data: Vec::new(), in_zone: false, proves: true },
        )];
    };
    let shown = Shown {
        product: Some(known.service.to_owned()),
        sign: format!("request to {}", request.host),
        data: known.data().map(DataCategory::from).collect(),
        in_zone: false,
        proves: true,
    };
    vec![(Who::Catalogued(known.recipient.id.clone()), shown)]
}

/// Networks in front of one of the site's own hosts.
fn in_zone(request: &Request, visit: &Visit, catalogue: &Catalogue) -> Vec<(Who, Shown)> {
    let answers = visit.names.iter().filter(|answer| answer.host == request.host);
    let aliases: Vec<Host> = answers.flat_map(|answer| answer.aliases.iter().cloned()).collect();
    let headers: Vec<(&str, &str)> =
        request.response_headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let signs = catalogue.by_response(&ResponseSigns {
        host: &request.host,
        path: path_of(&request.url),
        headers: &headers,
        address: request.remote.map(|remote| remote.address),
        cnames: &aliases,
        tls_issuer: request.tls.as_ref().and_then(|peer| peer.issuer.as_deref()),
    });
    let by_sign = signs.into_iter().map(|sign| {
        let proves = sign.weight == Weight::Proves;
        let text = format!("{} on {}", sign.text, request.host);
        (Who::Catalogued(sign.recipient.id.clone()), Shown::in_zone(text, proves))
    });
    let by_alias = aliases.iter().filter_map(|alias| {
        let known = catalogue.by_host(alias)?;
        let text = format!("{} is an alias of {alias}", request.host);
        Some((Who::Catalogued(known.recipient.id.clone()), Shown::in_zone(text, true)))
    });
    by_sign.chain(by_alias).collect()
}

/// A network whose cookie the site's own host set, even where no header tells.
fn networks_by_cookie(visit: &Visit, own: &OwnHosts, catalogue: &Catalogue, seen: &mut BTreeMap<Who, Sight>) {
    for cookie in visit.cookies.iter().filter(|cookie| cookie.was_kept() && own.contains(&cookie.domain)) {
        let matches = catalogue.by_cookie(&cookie.name, KeptIn::Own);
        let [only] = matches.as_slice() else { continue };
        if only.recipient.kind == Kind::Network {
            let sight = seen.entry(Who::Catalogued(only.recipient.id.clone())).or_default();
            sight.marks.extend([Mark::InZone, Mark::Proven, Mark::Contacted]);
            sight.hosts.insert(cookie.domain.clone());
            sight.signs.insert(format!("cookie {} on {}", cookie.name, cookie.domain));
            sight.data.extend(ALWAYS.map(DataCategory::from));
        }
    }
}

/// Those to whom a form on the site's own pages is sent, even where the page contacts them for nothing else.
fn form_targets(visit: &Visit, own: &OwnHosts, catalogue: &Catalogue, seen: &mut BTreeMap<Who, Sight>) {
    let asks =
        |form: &&Form| !form.fields.is_empty() && host_of(&form.page).is_some_and(|page| own.contains(&page));
    for form in visit.forms.iter().filter(asks) {
        let Some(host) = host_of(&form.action).filter(|host| !own.contains(host)) else { continue };
        let known = catalogue.by_host(&host);
        let who = known
            .as_ref()
            .map_or_else(|| Who::domain_of(&host), |known| Who::Catalogued(known.recipient.id.clone()));
        let sight = seen.entry(who).or_default();
        sight.marks.insert(Mark::Proven);
        sight.products.extend(known.map(|known| known.service.to_owned()));
        if sight.signs.len() < MOST_SIGNS {
            sight.signs.insert(format!("form on {} to {host}", form.page));
        }
        sight.hosts.insert(host);
    }
}

impl Shown {
    fn in_zone(sign: String, proves: bool) -> Self {
        Self { product: None, sign, data: Vec::new(), in_zone: true, proves }
    }
}

impl Sight {
    /// What shows it, in words.
    pub fn shown_by(&self) -> String {
        self.signs.iter().take(3).cloned().collect::<Vec<_>>().join(", ")
    }

    /// Adds what another look shows.
    pub(crate) fn join(&mut self, other: &Self) {
        self.hosts.extend(other.hosts.iter().cloned());
        self.products.extend(other.products.iter().cloned());
        self.signs.extend(other.signs.iter().cloned());
        self.data.extend(other.data.iter().cloned());
        self.locations.extend(other.locations.iter().cloned());
        self.marks.extend(other.marks.iter().copied());
        self.forms.extend(other.forms.iter().cloned());
    }

    fn take(&mut self, request: &Request, shown: Shown, addresses: Option<&AddressBook>) {
        self.marks.insert(Mark::Contacted);
        self.hosts.insert(request.host.clone());
        self.products.extend(shown.product);
        if self.signs.len() < MOST_SIGNS {
            self.signs.insert(shown.sign);
        }
        self.marks.extend(shown.in_zone.then_some(Mark::InZone));
        self.marks.extend(shown.proves.then_some(Mark::Proven));
        let carries = shown.in_zone && request.kind == ResourceKind::Document;
        self.marks.extend(carries.then_some(Mark::CarriesDocument));
        self.data.extend(shown.data);
        if request.request_headers.iter().any(|(name, _)| name == "referer") {
            self.data.insert("referrer".into());
        }
        if !request.cookies_sent.is_empty() {
            self.data.insert("cookie-id".into());
        }
        self.data.extend(request.fields_sent.iter().filter_map(|field| told_by_field(field)));
        self.locate(request, addresses);
    }

    fn locate(&mut self, request: &Request, addresses: Option<&AddressBook>) {
        self.locations.extend(request.location.clone());
        let claims = match (request.remote, addresses) {
            (Some(remote), Some(book)) => book.locate(remote.address),
            _ => Vec::new(),
        };
        let told = claims
            .into_iter()
            .flatten()
            .filter_map(|claim| Some(Location { country: claim.country?, source: claim.source }))
            .collect::<Vec<_>>();
        let unlocated = told.is_empty() && request.location.is_none();
        self.marks.extend(unlocated.then_some(Mark::Unlocated));
        self.locations.extend(told);
    }
}

/// In whose domain something lies, as the catalogue asks it.
pub(crate) fn kept_in(party: Party, domain: &Host) -> KeptIn<'_> {
    match party {
        Party::First => KeptIn::Own,
        Party::Third => KeptIn::Other(domain),
    }
}

/// Whether cookies in this recipient's own name, or under its hosts, were kept.
fn cookies_to(visit: &Visit, who: &Who, catalogue: &Catalogue, sight: &mut Sight) {
    let theirs = |cookie: &Cookie| match who {
        Who::Catalogued(id) => {
            let known = catalogue.by_cookie(&cookie.name, kept_in(cookie.party, &cookie.domain));
            known.iter().any(|found| found.recipient.id == *id)
        }
        Who::Domain(_) => false,
    };
    let kept = visit.cookies.iter().filter(|cookie| cookie.was_kept()).any(|cookie| {
        theirs(cookie)
            || sight
                .hosts
                .iter()
                .any(|host| !sight.marks.contains(&Mark::InZone) && host.is_within(cookie.domain.as_str()))
    });
    if kept {
        sight.data.insert("cookie-id".into());
    }
}

/// A form that is sent to one of these hosts carries what people write into it.
fn forms_to(visit: &Visit, own: &OwnHosts, sight: &mut Sight) {
    for form in visit.forms.iter().filter(|form| !form.fields.is_empty()) {
        let Some(host) = host_of(&form.action).or_else(|| host_of(&form.page)) else { continue };
        let through = sight.marks.contains(&Mark::CarriesDocument) && own.contains(&host);
        if through || sight.hosts.contains(&host) {
            sight.forms.insert(form.page.clone());
            sight.data.insert("form-content".into());
            sight.data.extend(form.fields.iter().filter_map(|field| asked_by_field(field)));
        }
    }
}

/// The category that a form's field asks a person for; most names tell none.
fn asked_by_field(field: &str) -> Option<DataCategory> {
    let words = words(field);
    let asks = |names: &[&str]| words.iter().any(|word| names.contains(&word.as_str()));
    if asks(&["name", "namn", "navn", "fornamn", "förnamn", "efternamn", "fornavn", "etternavn", "efternavn"])
    {
        return Some("name".into());
    }
    told_by_field(field)
}

/// The category that a field of a request tells. A field `name` there may name anything: it tells none.
fn told_by_field(field: &str) -> Option<DataCategory> {
    let words = words(field);
    let joined = words.concat();
    let has = |names: &[&str]| words.iter().any(|word| names.contains(&word.as_str()));
    let category = match () {
        () if joined.contains("email") || has(&["epost", "mail", "mejl"]) || joined.contains("epost") => {
            "email"
        }
        () if has(&["phone", "telefon", "tel", "mobil", "mobile"]) => "phone",
        () if has(&["personnummer", "cpr", "fodselsnummer", "fødselsnummer", "ssn"]) => "national-id",
        () if joined.contains("sessionid") || has(&["session", "sid"]) => "session-id",
        () if joined.contains("userid") || joined.contains("visitorid") || has(&["uid"]) => "user-id",
        () if joined.contains("deviceid") => "device-id",
        () if ["firstname", "lastname", "fullname"].iter().any(|name| joined.contains(name)) => "name",
        () => return None,
    };
    Some(category.into())
}

/// The words of a field's name, in lower case.
fn words(field: &str) -> Vec<String> {
    let parts = field.split(|sign: char| !sign.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect()
}

/// The host of an address.
pub fn host_of(url: &str) -> Option<Host> {
    let rest = url.split_once("://")?.1;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = match host.strip_prefix('[') {
        Some(bracketed) => bracketed.split(']').next()?,
        None => host.split(':').next()?,
    };
    (!host.is_empty()).then(|| Host::new(host))
}

/// The path of an address, without its query.
fn path_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = rest.find('/').map_or("/", |slash| &rest[slash..]);
    path.split(['?', '#']).next().unwrap_or("/")
}

/// What every request tells.
const ALWAYS: [&str; 3] = ["ip-address", "user-agent", "url"];

/// Signs that are kept for one recipient on one visit: enough for a person, and bounded.
const MOST_SIGNS: usize = 6;
