//! Exchanges to looks: which requests belong to the loading of which page.
//!
//! It never pretends to know: WARC files do not say it, so that each look tells how it was put together.

use std::collections::{BTreeMap, HashMap};

use jiff::{SignedDuration, Timestamp};

use super::{
    address::resolve,
    exchange::Exchange,
    gather::host,
    redirect::{MOST_HOPS, Redirects, key},
};
use crate::address::{self, registrable};

/// A page that a collection says was visited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) url: String,
    pub(super) at: Timestamp,
}

/// The requests of one look.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Group {
    /// The address that was asked for, where it is listed.
    pub(super) url: Option<String>,
    /// Its exchanges in the order of time.
    pub(super) members: Vec<usize>,
    /// The page's own: each redirect and the page at the end.
    pub(super) documents: Vec<usize>,
}

/// How the looks of an archive were told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Means {
    /// Each record names its page.
    PageIds,
    /// The collection lists its pages.
    List,
    /// By the pages that came from the site.
    Documents,
}

impl Means {
    /// For the reader of a look.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::PageIds => "Each record of the archive names the page to which it belongs.",
            Self::List => "The archive lists its pages; requests were put to them by referrer, then by time.",
            Self::Documents => {
                "The archive does not tell which requests belong to which page; they were put to the pages of the site by time."
            }
        }
    }
}

/// The looks of an archive, in order of time.
pub(super) fn groups(all: &[Exchange], listed: &[Listed]) -> (Vec<Group>, Means) {
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|place| (all[*place].at, *place));
    let redirects = Redirects::new(all, &order);
    let (mut groups, means) = if all.iter().any(|exchange| exchange.page.is_some()) {
        (by_page_id(all, &order), Means::PageIds)
    } else if listed.is_empty() {
        (by_start(all, &order, &documents(all, &order, &redirects)), Means::Documents)
    } else {
        (by_start(all, &order, &listed_starts(all, &order, listed)), Means::List)
    };
    groups.retain(|group| !group.members.is_empty());
    for group in &mut groups {
        group.documents = own_documents(all, group, &redirects);
    }
    (groups, means)
}

fn by_page_id(all: &[Exchange], order: &[usize]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut by_id: BTreeMap<&str, usize> = BTreeMap::new();
    for place in order {
        let at = match all[*place].page.as_deref() {
            Some(id) => *by_id.entry(id).or_insert_with(|| {
                groups.push(Group::default());
                groups.len() - 1
            }),
            None if groups.is_empty() => {
                groups.push(Group::default());
                0
            }
            None => groups.len() - 1,
        };
        groups[at].members.push(*place);
    }
    groups
}

/// Where a look begins.
#[derive(Debug, Clone)]
struct Start {
    url: String,
    /// The address at the end of its redirects.
    landed: String,
    at: Timestamp,
    is_listed: bool,
}

/// Puts each exchange to the look that began last before it; one that names a page as its referrer, to that page.
fn by_start(all: &[Exchange], order: &[usize], starts: &[Start]) -> Vec<Group> {
    let listed =
        |start: &Start| Group { url: start.is_listed.then(|| start.url.clone()), ..Group::default() };
    let mut groups: Vec<Group> = starts.iter().map(listed).collect();
    if groups.is_empty() {
        groups.push(Group::default());
    }
    let mut by_url: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, start) in starts.iter().enumerate() {
        for url in [&start.url, &start.landed] {
            by_url.entry(key(url)).or_default().push(at);
        }
    }
    for place in order {
        groups[look_of(&all[*place], starts, &by_url)].members.push(*place);
    }
    groups
}

/// The look to which an exchange belongs.
fn look_of(exchange: &Exchange, starts: &[Start], by_url: &HashMap<String, Vec<usize>>) -> usize {
    let begun = starts.partition_point(|start| start.at <= exchange.at + TOLERANCE);
    let last = starts.partition_point(|start| start.at <= exchange.at).saturating_sub(1);
    let of = |url: &str| {
        let known = by_url.get(&key(url))?;
        let before = known.partition_point(|at| *at < begun);
        before.checked_sub(1).map(|latest| known[latest])
    };
    let is_own = |at: &usize| *at == last || exchange.at.duration_since(starts[*at].at).abs() <= TOLERANCE;
    let own = of(&exchange.url).filter(is_own);
    let referred = || exchange.asked_header("referer").and_then(of);
    own.or_else(referred).unwrap_or(last)
}

/// The listed pages, with the addresses to which they led.
fn listed_starts(all: &[Exchange], order: &[usize], listed: &[Listed]) -> Vec<Start> {
    let mut starts: Vec<Start> = listed
        .iter()
        .map(|page| {
            let landed = landing(all, order, page).unwrap_or_else(|| page.url.clone());
            Start { url: page.url.clone(), landed, at: page.at, is_listed: true }
        })
        .collect();
    starts.sort_by(|one, other| (one.at, &one.url).cmp(&(other.at, &other.url)));
    starts
}

fn landing(all: &[Exchange], order: &[usize], page: &Listed) -> Option<String> {
    let from = order.partition_point(|place| all[*place].at + TOLERANCE < page.at);
    let mut url = page.url.clone();
    for place in order[from..].iter().take(MOST_AHEAD) {
        let exchange = &all[*place];
        if let (true, Some(300..400), Some(to)) =
            (address::same_page(&exchange.url, &url), exchange.status(), exchange.header("location"))
        {
            url = resolve(&exchange.url, to);
        }
    }
    (url != page.url).then_some(url)
}

/// The pages that somebody opened, as far as records show it: by the browser's own word, otherwise HTML of the site itself, or such that
/// no page had asked for.
fn documents(all: &[Exchange], order: &[usize], redirects: &Redirects<'_>) -> Vec<Start> {
    let first = order.iter().find(|place| all[**place].is_html()).or(order.first());
    let Some(site) = first.map(|place| host(&all[*place].url)) else { return Vec::new() };
    let site = registrable(site.as_str());
    let opened = order.iter().filter(|place| Some(*place) == first || is_opened(&all[**place], site));
    let mut starts: Vec<Start> = opened
        .map(|place| {
            let chain = redirects.to(*place);
            let begin = &all[chain.first().copied().unwrap_or(*place)];
            Start { url: begin.url.clone(), landed: all[*place].url.clone(), at: begin.at, is_listed: false }
        })
        .collect();
    starts.sort_by(|one, other| (one.at, &one.url).cmp(&(other.at, &other.url)));
    starts
}

fn is_opened(exchange: &Exchange, site: &str) -> bool {
    if let Some(word) = exchange.resource.as_deref() {
        return word == "document" && !matches!(exchange.status(), Some(300..400));
    }
    let is_page = exchange.is_html()
        && !matches!(exchange.status(), Some(300..400))
        && exchange.asked_header("x-requested-with").is_none()
        && !(exchange.status().is_some_and(|status| status >= 400) && is_part(&exchange.url));
    let own_site = registrable(host(&exchange.url).as_str()) == site;
    let asked_by_none = exchange.asked.is_some() && exchange.asked_header("referer").is_none();
    is_page && (own_site || asked_by_none)
}

/// Whether a path ends like the parts of pages do: the page of an error in its stead is none that somebody opened.
fn is_part(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    PARTS.iter().any(|end| path.ends_with(end))
}

/// The page's own exchanges: the last chain of redirects that ends in a page, or its first exchange.
fn own_documents(all: &[Exchange], group: &Group, redirects: &Redirects<'_>) -> Vec<usize> {
    let is_own = |place: &usize| {
        let exchange = &all[*place];
        match (&group.url, exchange.resource.as_deref()) {
            (Some(url), _) if address::same_page(url, &exchange.url) => true,
            (_, Some(word)) => word == "document",
            (_, None) => exchange.is_html(),
        }
    };
    let first = group.members.iter().find(|place| is_own(place)).or(group.members.first());
    let Some(first) = first.copied() else { return Vec::new() };
    let mut chain: Vec<usize> =
        redirects.to(first).into_iter().filter(|place| group.members.contains(place)).collect();
    chain.push(first);
    while let Some(next) = redirects.from(*chain.last().unwrap_or(&first))
        && chain.len() < MOST_HOPS
        && group.members.contains(&next)
        && !chain.contains(&next)
    {
        chain.push(next);
    }
    chain
}

/// WARC 1.0 keeps whole seconds.
pub(super) const TOLERANCE: SignedDuration = SignedDuration::from_secs(1);

/// Exchanges that are looked through for the next hop.
pub(super) const MOST_AHEAD: usize = 200;

const PARTS: [&str; 18] = [
    ".ico", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".css", ".js", ".mjs", ".woff", ".woff2",
    ".ttf", ".map", ".json", ".xml", ".txt", ".mp4",
];
