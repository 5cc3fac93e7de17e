//! A whole round: every page of every site that is to be looked at, a few at once, in one browser.
//!
//! What a look recorded is handed over as soon as it is there. A look that fails costs that look alone, and a
//! browser that dies those that it was making: the round goes on, with another browser if need be. It never asks a host faster than it was told to.

mod queue;

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
    time::{Duration, Instant},
};

use futures_util::{StreamExt, stream::FuturesUnordered};
use tokio::sync::watch::Receiver;
use url::Url;

use super::{
    browser::Browser,
    error::LaunchError,
    look::{Ending, Look, Looked},
    names::Names,
    places::{Place, Places},
    robots::Robots,
    settings::{Phase, Settings},
};
use crate::keep::KeepError;
use queue::{Job, Queue};

/// A site that is looked at.
#[derive(Debug, Clone)]
pub struct Site {
    /// Its name, which begins the names of its recordings.
    pub id: String,
    /// The pages that are looked at in any case.
    pub starts: Vec<Start>,
    /// Its hosts: a crawl stays on them and below them.
    pub hosts: BTreeSet<String>,
    /// How many further pages are looked at.
    pub crawl: usize,
    /// Draws the sample of further pages: the same number draws the same sample.
    pub seed: u64,
    /// Looks that an earlier round made already: address and phase.
    pub done: BTreeSet<(String, Phase)>,
}

/// A page that is looked at in any case.
#[derive(Debug, Clone)]
pub struct Start {
    /// Its address.
    pub url: String,
    /// Whether its whole text is wanted.
    pub is_declared: bool,
    /// What is done about consent.
    pub phases: Vec<Phase>,
}

/// How a round is made.
#[derive(Debug, Clone)]
pub struct Round {
    /// How many pages are loaded at once. Half as many again may be open besides, which are loaded and only wait to be found quiet.
    pub at_once: usize,
    /// How long a host is left alone between the beginnings of two crawled pages.
    pub pause: Duration,
    /// Becomes true when somebody wants it to end; what is being looked at is finished and kept.
    pub interrupted: Receiver<bool>,
}

/// Hears how a round goes, and takes what was recorded.
pub trait Hear: Sync {
    /// A look begins.
    fn began(&self, site: &Site, look: &Look);

    /// A look ended; what it recorded must be kept before this returns.
    ///
    /// # Errors
    /// It could not be kept: the round ends.
    fn ended(&self, site: &Site, look: &Look, looked: &Looked, took: Duration) -> Result<(), KeepError>;

    /// A page is not looked at, and why.
    fn left_out(&self, site: &Site, url: &str, why: &str);

    /// The browser was too busy to begin a look, which says nothing about the page: it is made again, in another browser.
    fn unserved(&self, site: &Site, look: &Look, why: &str);

    /// The browser died, and another takes its place.
    fn browser_died(&self, why: &str);
}

/// How a round went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Looks that were made.
    pub looks: usize,
    /// Looks that did not come to rest.
    pub troubled: usize,
    /// Whether somebody ended it before all was done.
    pub is_interrupted: bool,
    /// The browser, as it names itself.
    pub browser: String,
    /// The state of its sandbox.
    pub sandbox: String,
}

/// A round could not be made.
#[derive(Debug, thiserror::Error)]
pub enum RoundError {
    /// No browser came up.
    #[error("the browser could not be started")]
    Launch(#[from] LaunchError),
    /// What was recorded could not be kept.
    #[error(transparent)]
    Keep(#[from] KeepError),
    /// One browser after the other died.
    #[error("the browser died {0} times in a row")]
    Dying(usize),
}

/// Looks at everything.
///
/// # Errors
/// No browser came up, or what was recorded could not be kept. What was kept until then stays.
pub async fn run(
    settings: Settings,
    sites: &[Site],
    round: &Round,
    hear: &dyn Hear,
) -> Result<Summary, RoundError> {
    let settings = Arc::new(settings);
    let names = Arc::new(Names::new(&settings));
    let mut queue = Queue::new(sites, round.pause);
    let mut summary = Summary::default();
    let mut deaths = 0;
    while !queue.is_done() {
        if *round.interrupted.borrow() {
            summary.is_interrupted = true;
            break;
        }
        let browser = Browser::launch(&settings, &names).await?;
        browser.product().clone_into(&mut summary.browser);
        browser.sandbox().clone_into(&mut summary.sandbox);
        let before = summary.looks;
        if let Some(why) = with(&browser, &mut queue, round, hear, &mut summary).await? {
            hear.browser_died(&why);
            deaths = if summary.looks > before { 1 } else { deaths + 1 };
            if deaths >= MOST_DEATHS {
                return Err(RoundError::Dying(deaths));
            }
        }
    }
    Ok(summary)
}

/// Looks with one browser until all is done, it dies, or it has served long enough. Tells why it died, if it did.
async fn with(
    browser: &Browser,
    queue: &mut Queue<'_>,
    round: &Round,
    hear: &dyn Hear,
    summary: &mut Summary,
) -> Result<Option<String>, RoundError> {
    let mut running = FuturesUnordered::new();
    let places = Places::new(round.at_once);
    let mut robots: HashMap<String, Robots> = HashMap::new();
    let mut interrupted = round.interrupted.clone();
    let mut made = 0;
    let mut died = None;
    let mut is_stuck = false;
    loop {
        let may_begin = died.is_none() && !is_stuck && made < LOOKS_PER_BROWSER && !*interrupted.borrow();
        let mut wake = None;
        while may_begin && places.have_room() {
            match queue.next(Instant::now()) {
                queue::Next::Job(job) => {
                    if !may_look(browser, &mut robots, queue, &job, hear).await {
                        continue;
                    }
                    made += 1;
                    hear.began(job.site, &job.look);
                    running.push(look(browser, job, places.take()));
                }
                queue::Next::Later(at) => {
                    wake = Some(at);
                    break;
                }
                queue::Next::Nothing => break,
            }
        }
        if running.is_empty() && (wake.is_none() || !may_begin) {
            break;
        }
        let pause = async {
            match wake {
                Some(at) => tokio::time::sleep_until(at.into()).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            Some((job, looked, took)) = running.next(), if !running.is_empty() => {
                if let Ending::Unserved(why) = &looked.ending {
                    is_stuck = true;
                    if job.unserved < MOST_UNSERVED {
                        hear.unserved(job.site, &job.look, why);
                        queue.again(job);
                        continue;
                    }
                }
                summary.looks += 1;
                summary.troubled += usize::from(looked.ending != Ending::Completed);
                if let Ending::BrowserGone(why) = &looked.ending {
                    died.get_or_insert(why.clone());
                }
                hear.ended(job.site, &job.look, &looked, took)?;
                queue.looked(&job, &looked.links);
            }
            () = places.changed(), if may_begin => {}
            () = pause => {}
            _ = interrupted.changed() => {}
        }
    }
    if *interrupted.borrow() && !queue.is_done() {
        summary.is_interrupted = true;
    }
    Ok(died)
}

async fn look<'a>(browser: &Browser, job: Job<'a>, place: Place) -> (Job<'a>, Looked, Duration) {
    let begun = Instant::now();
    let looked = browser.look_until(&job.look, &|| place.rest()).await;
    (job, looked, begun.elapsed())
}

/// Whether a page that was found by following links may be looked at. Pages that are asked for by name always may.
async fn may_look(
    browser: &Browser,
    robots: &mut HashMap<String, Robots>,
    queue: &mut Queue<'_>,
    job: &Job<'_>,
    hear: &dyn Hear,
) -> bool {
    if job.depth == 0 {
        return true;
    }
    let Ok(url) = Url::parse(&job.look.url) else { return false };
    let origin = url.origin().ascii_serialization();
    if !robots.contains_key(&origin) {
        let (status, text) = browser.robots(&origin).await.unwrap_or_default();
        let told = Robots::read(status, &text);
        if let (Some(host), Some(delay)) = (url.host_str(), told.delay()) {
            queue.slow_down(host, delay);
        }
        robots.insert(origin.clone(), told);
    }
    let allowed = robots.get(&origin).is_none_or(|robots| robots.allow(&job.look.url));
    if !allowed {
        hear.left_out(job.site, &job.look.url, "the site's robots.txt asks crawlers to leave it alone");
        queue.give_back(job);
    }
    allowed
}

/// A browser is replaced after so many looks: what it leaks over time goes with it.
const LOOKS_PER_BROWSER: usize = 200;
const MOST_DEATHS: usize = 3;

/// A look that no browser had time for is made again so often; then that it could not be made is recorded.
const MOST_UNSERVED: usize = 2;
