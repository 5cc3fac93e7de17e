//! Works the consent banner of a page: refuses or accepts, and tells which rule clicked what.
//!
//! First the rule sets of autoconsent where they are installed, then our own rules, then the words on buttons. It never
//! says that a banner was worked because something was clicked: it says so when the banner is gone.

mod autoconsent;
mod data;
mod label;
mod own;
mod pierce;
mod place;
mod rules;

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use futures_util::future::join_all;
use serde_json::{Value, json};
use tokio::time::timeout;

use self::place::Place;
use super::{page::Page, settings::Settings};

pub use self::rules::{ConsentRules, ConsentRulesError};

/// What is done about consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    /// Everything optional is refused.
    Reject,
    /// Everything is accepted.
    Accept,
}

impl Action {
    fn as_str(self) -> &'static str {
        match self {
            Self::Reject => "reject",
            Self::Accept => "accept",
        }
    }

    fn phase(self) -> &'static str {
        match self {
            Self::Reject => "after-reject",
            Self::Accept => "after-accept",
        }
    }
}

/// What came of the work.
#[derive(Debug)]
pub(super) struct Worked {
    /// How it ended.
    pub(super) outcome: Outcome,
    /// Whether anything was touched: from there on the log is in the phase that follows.
    pub(super) is_touched: bool,
}

/// How the work on a banner ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The banner is gone.
    Done,
    /// Nothing on the page was known as a banner.
    NoRule,
    /// There is a banner, and it could not be worked, or is still there.
    Failed,
    /// It took too long.
    TimedOut,
}

impl Outcome {
    fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::NoRule => "no-rule",
            Self::Failed => "failed",
            Self::TimedOut => "timed-out",
        }
    }
}

/// Works the banner and enters in the log how it went. It always comes back.
pub(super) async fn work(page: &Page, settings: &Settings, action: Action) -> Worked {
    let work = Work { page, action, clicked: Mutex::default(), is_begun: AtomicBool::new(false) };
    let tried = match timeout(LONGEST, work.run(settings.consent_rules.as_deref())).await {
        Ok(tried) => tried,
        Err(_) => Tried { outcome: Outcome::TimedOut, by: None, detail: Some("it took too long".to_owned()) },
    };
    work.tell(&tried);
    Worked { outcome: tried.outcome, is_touched: work.is_begun.load(Ordering::Relaxed) }
}

/// The work on one banner.
struct Work<'a> {
    page: &'a Page,
    action: Action,
    clicked: Mutex<Vec<String>>,
    is_begun: AtomicBool,
}

/// What one way of working it came to.
struct Tried {
    outcome: Outcome,
    by: Option<By>,
    detail: Option<String>,
}

/// Whose rule it was.
struct By {
    source: &'static str,
    version: &'static str,
    rule: String,
}

impl Work<'_> {
    async fn run(&self, rules: Option<&ConsentRules>) -> Tried {
        let mut first = match rules {
            Some(rules) => autoconsent::work(self, rules).await,
            None => None,
        };
        if let Some(done) = first.take_if(|tried| tried.outcome == Outcome::Done) {
            return done;
        }
        let own = own::work(self).await;
        if let (None, None, Some(rules)) = (&first, &own, rules) {
            // Some banners come late, and only these rules may know them.
            first = autoconsent::work(self, rules).await;
        }
        let missing = rules.is_none().then(|| "autoconsent is not installed".to_owned());
        match (first, own) {
            (None, None) => Tried { outcome: Outcome::NoRule, by: None, detail: missing },
            (None, Some(own)) => Tried { detail: joined(missing, own.detail), ..own },
            (Some(first), None) => first,
            (Some(first), Some(own)) => Tried { detail: joined(first.told(), own.detail), ..own },
        }
    }

    /// Something is about to be touched: what the page does from here on belongs to the phase that follows.
    fn begin(&self) {
        if !self.is_begun.swap(true, Ordering::Relaxed) {
            self.page.watch.own("phase", &json!({"phase": self.action.phase()}));
        }
        self.page.watch.stir();
    }

    fn clicked(&self, what: String) {
        let mut clicked = self.clicked.lock().unwrap_or_else(PoisonError::into_inner);
        if clicked.len() < MOST_CLICKS {
            clicked.push(what);
        }
    }

    fn tell(&self, tried: &Tried) {
        let clicked = self.clicked.lock().unwrap_or_else(PoisonError::into_inner);
        let by = tried.by.as_ref();
        let told = json!({
            "action": self.action.as_str(),
            "outcome": tried.outcome.as_str(),
            "source": by.map(|by| by.source),
            "version": by.map(|by| by.version),
            "rule": by.map(|by| &by.rule),
            "clicked": *clicked,
            "detail": tried.detail,
        });
        self.page.watch.own("consent", &told);
    }

    /// The frames of the page as they are now, the page's own first.
    async fn places(&self) -> Vec<Place> {
        let frames = self.page.frame_sessions().await.into_iter().take(MOST_FRAMES).enumerate();
        let made = frames.map(|(at, (session, frame))| Place::new(session, frame, at == 0));
        join_all(made).await.into_iter().flatten().collect()
    }
}

impl Tried {
    /// In one sentence, for whoever tried next.
    fn told(&self) -> Option<String> {
        let by = self.by.as_ref()?;
        Some(format!(
            "{} {}: {}",
            by.source,
            by.rule,
            self.detail.as_deref().unwrap_or(self.outcome.as_str())
        ))
    }
}

fn joined(one: Option<String>, other: Option<String>) -> Option<String> {
    match (one, other) {
        (Some(one), Some(other)) => Some(format!("{one}; {other}")),
        (one, other) => one.or(other),
    }
}

/// The expression that calls one of our functions in a world, with its arguments as JSON.
fn call(object: &str, function: &str, arguments: &[Value]) -> String {
    let arguments: Vec<String> = arguments.iter().map(Value::to_string).collect();
    format!("{object}.{function}({})", arguments.join(", "))
}

/// How long the work may take: some tools answer a click after seconds.
const LONGEST: Duration = Duration::from_secs(25);
const MOST_CLICKS: usize = 100;
const MOST_FRAMES: usize = 24;
