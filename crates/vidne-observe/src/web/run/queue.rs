//! What is still to be looked at, and when each host may be asked again.
//!
//! Declared pages come first, in their order; pages found by following links come after, at the pace of their host.

use std::{
    collections::{HashMap, VecDeque},
    time::{Duration, Instant},
};

use url::Url;

use super::Site;
use crate::web::{crawl::Frontier, look::Look, settings::Phase};

/// What is still to be looked at.
pub(super) struct Queue<'a> {
    named: VecDeque<Job<'a>>,
    crawls: Vec<Crawl<'a>>,
    /// When each host may be asked for a crawled page again.
    free: HashMap<String, Instant>,
    pauses: HashMap<String, Duration>,
    pause: Duration,
    /// The site that is served next, so that none waits for another.
    turn: usize,
}

/// One look of one site.
pub(super) struct Job<'a> {
    pub(super) site: &'a Site,
    pub(super) look: Look,
    /// How often the browser was too busy to begin it.
    pub(super) unserved: usize,
    /// How many links away from where the crawl began.
    pub(super) depth: usize,
}

struct Crawl<'a> {
    site: &'a Site,
    frontier: Frontier,
    /// Looks whose links are not known yet.
    expected: usize,
    drawn: Option<(String, usize)>,
}

/// What to do next.
pub(super) enum Next<'a> {
    /// This.
    Job(Job<'a>),
    /// Nothing before then.
    Later(Instant),
    /// Nothing, until something that is running has ended.
    Nothing,
}

impl<'a> Queue<'a> {
    pub(super) fn new(sites: &'a [Site], pause: Duration) -> Self {
        let mut named = VecDeque::new();
        let mut crawls = Vec::new();
        for site in sites {
            let mut frontier = Frontier::new(site.hosts.clone(), site.crawl, site.seed);
            let mut expected = 0;
            for start in &site.starts {
                frontier.begin_with(&start.url);
                for &phase in &start.phases {
                    if site.done.contains(&(start.url.clone(), phase)) && phase != Phase::Before {
                        continue;
                    }
                    // Without what they link to, an interrupted crawl could not go on: these are looked at again.
                    if site.done.contains(&(start.url.clone(), phase)) && site.crawl == 0 {
                        continue;
                    }
                    expected += usize::from(phase == Phase::Before);
                    let look = Look { url: start.url.clone(), phase, is_declared: start.is_declared };
                    named.push_back(Job { site, look, unserved: 0, depth: 0 });
                }
            }
            crawls.push(Crawl { site, frontier, expected, drawn: None });
        }
        Self { named, crawls, free: HashMap::new(), pauses: HashMap::new(), pause, turn: 0 }
    }

    /// Whether nothing is left, once nothing is running.
    pub(super) fn is_done(&mut self) -> bool {
        self.named.is_empty()
            && self.crawls.iter_mut().all(|crawl| crawl.expected == 0 && crawl.peek().is_none())
    }

    /// What to do next.
    pub(super) fn next(&mut self, now: Instant) -> Next<'a> {
        if let Some(job) = self.named.pop_front() {
            return Next::Job(job);
        }
        let mut soonest: Option<Instant> = None;
        let count = self.crawls.len();
        for step in 0..count {
            let at = (self.turn + step) % count;
            let crawl = &mut self.crawls[at];
            // The sample is drawn from all that the declared pages link to.
            if crawl.expected > 0 {
                continue;
            }
            let Some((url, _)) = crawl.peek() else { continue };
            let host = host(&url);
            let free = self.free.get(&host).copied().filter(|free| *free > now);
            if let Some(free) = free {
                soonest = Some(soonest.map_or(free, |soonest| soonest.min(free)));
                continue;
            }
            let Some((url, depth)) = crawl.drawn.take() else { continue };
            if crawl.site.done.contains(&(url.clone(), Phase::Before)) {
                return self.next(now);
            }
            let pause = self.pauses.get(&host).copied().unwrap_or(self.pause);
            self.free.insert(host, now + pause);
            self.turn = at + 1;
            let look = Look { url, phase: Phase::Before, is_declared: false };
            return Next::Job(Job { site: crawl.site, look, unserved: 0, depth });
        }
        soonest.map_or(Next::Nothing, Next::Later)
    }

    /// What a look found.
    pub(super) fn looked(&mut self, job: &Job<'a>, links: &[String]) {
        let Some(crawl) = self.crawls.iter_mut().find(|crawl| std::ptr::eq(crawl.site, job.site)) else {
            return;
        };
        if job.look.phase == Phase::Before {
            crawl.frontier.found(links, job.depth + 1);
            if job.depth == 0 {
                crawl.expected = crawl.expected.saturating_sub(1);
            }
        }
    }

    /// The browser was too busy to begin that look: it is made again, before anything that is not begun.
    pub(super) fn again(&mut self, job: Job<'a>) {
        self.named.push_front(Job { unserved: job.unserved + 1, ..job });
    }

    /// That page must not be looked at: another one of its site may be.
    pub(super) fn give_back(&mut self, job: &Job<'_>) {
        if let Some(crawl) = self.crawls.iter_mut().find(|crawl| std::ptr::eq(crawl.site, job.site)) {
            crawl.frontier.give_back();
        }
        self.free.remove(&host(&job.look.url));
    }

    /// That host asks for more time between two pages.
    pub(super) fn slow_down(&mut self, host: &str, pause: Duration) {
        let pause = pause.max(self.pause);
        self.pauses.insert(host.to_owned(), pause);
        self.free.insert(host.to_owned(), Instant::now() + pause);
    }
}

impl Crawl<'_> {
    fn peek(&mut self) -> Option<(String, usize)> {
        if self.drawn.is_none() {
            self.drawn = self.frontier.next();
        }
        self.drawn.clone()
    }
}

fn host(url: &str) -> String {
    Url::parse(url).ok().and_then(|url| url.host_str().map(ToOwned::to_owned)).unwrap_or_default()
}
