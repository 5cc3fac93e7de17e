//! The rule sets of autoconsent at work: put into every frame, asked what they see, told what to do.
//!
//! Until they are told, they only see. What they ask of a tool's own interface is asked for them in the page's world.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::sleep;

use super::{By, ConsentRules, Outcome, Tried, Work, call, data, own, place::Place};

/// Works the banner; absent where none of the rules sees one that it can work.
pub(super) async fn work(work: &Work<'_>, rules: &ConsentRules) -> Option<Tried> {
    let install = format!(
        "({})((console, structuredClone) => {{\n{}\n}})",
        include_str!("autoconsent.js").trim(),
        rules.script()
    );
    let now = Instant::now();
    let mut course = Course {
        work,
        install,
        known: Vec::new(),
        rule: None,
        acted_in: Vec::new(),
        since: now,
        is_anew: false,
    };
    let mut renewed = None;
    loop {
        if renewed.is_none_or(|at: Instant| at.elapsed() >= RENEW) {
            course.renew().await;
            renewed = Some(Instant::now());
        }
        match course.turn().await {
            Turn::Ended(outcome, detail) => return Some(course.tried(outcome, detail)),
            Turn::Nothing => return None,
            Turn::Lost => renewed = None,
            Turn::On => sleep(AGAIN).await,
        }
    }
}

/// How far it has come.
struct Course<'a> {
    work: &'a Work<'a>,
    install: String,
    known: Vec<Place>,
    rule: Option<String>,
    /// Where something was done.
    acted_in: Vec<Place>,
    /// Since when something is waited for.
    since: Instant,
    /// Whether the frame in which something was done is gone or holds another document.
    is_anew: bool,
}

/// What one turn came to.
enum Turn {
    /// The work has ended.
    Ended(Outcome, Option<String>),
    /// No rule sees a banner.
    Nothing,
    /// A frame was lost: others may have come.
    Lost,
    /// It goes on.
    On,
}

/// What a frame tells.
#[derive(Debug, Deserialize)]
struct Taken {
    told: Vec<Told>,
    lifecycle: String,
    clicked: Vec<String>,
}

/// One message.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Told {
    #[serde(rename = "type")]
    kind: String,
    cmp: Option<String>,
    id: Option<String>,
    code: Option<String>,
    snippet_id: Option<String>,
    /// Whether it is asked for to do something, not to see something.
    #[serde(default)]
    is_acting: bool,
    result: Option<bool>,
    test: Option<bool>,
}

impl Course<'_> {
    /// Goes into the frames that came since.
    async fn renew(&mut self) {
        let places = self.work.places().await;
        let (install, is_first) = (&self.install, self.known.is_empty());
        let made = join_all(places.into_iter().map(|place| async move {
            if place.ask::<bool>(IS_THERE).await.ok()? {
                if is_first {
                    place.ask::<Value>("__vidne_autoconsent.again()").await.ok()?;
                }
            } else {
                place.ask::<Value>(data::install()).await.ok()?;
                place.ask::<Value>(install).await.ok()?;
            }
            Some(place)
        }));
        self.known = made.await.into_iter().flatten().collect();
        let is_left = |place: &Place| self.known.iter().all(|known| known.world() != place.world());
        if !self.is_anew && self.acted_in.iter().any(is_left) {
            (self.is_anew, self.since) = (true, Instant::now());
        }
    }

    async fn turn(&mut self) -> Turn {
        let taken =
            join_all(self.known.iter().map(|place| place.ask::<Taken>("__vidne_autoconsent.take()"))).await;
        let is_lost = taken.iter().any(Result::is_err);
        let mut is_idle = !taken.is_empty();
        for (at, taken) in taken.into_iter().enumerate() {
            let Ok(taken) = taken else { continue };
            is_idle &= taken.lifecycle == "nothingDetected";
            self.note(taken.clicked);
            for told in taken.told {
                if let Some(end) = self.hear(at, told).await {
                    return end;
                }
            }
        }
        if is_lost { Turn::Lost } else { self.rest(is_idle) }
    }

    /// What it means that nobody said anything.
    fn rest(&self, is_idle: bool) -> Turn {
        let waited = self.since.elapsed();
        match (self.is_anew, self.acted_in.is_empty()) {
            (true, _) if is_idle || waited >= SEEN => {
                Turn::Ended(Outcome::Done, Some("the click led to another document".to_owned()))
            }
            (false, true) if is_idle || waited >= SEEN => Turn::Nothing,
            (false, false) if waited >= WORKED => {
                Turn::Ended(Outcome::TimedOut, Some("the rule did not come to an end".to_owned()))
            }
            _ => Turn::On,
        }
    }

    async fn hear(&mut self, at: usize, told: Told) -> Option<Turn> {
        match told.kind.as_str() {
            "eval" => {
                self.answer(at, told).await;
                None
            }
            "popupFound" => self.act(at, told.cmp).await,
            "optOutResult" | "optInResult" if told.result != Some(true) => {
                Some(Turn::Ended(Outcome::Failed, Some("the rule did not get through".to_owned())))
            }
            "verified" => Some(match (told.result, told.test) {
                (Some(true), Some(false)) => {
                    Turn::Ended(Outcome::Failed, Some("the rule's own check finds no refusal".to_owned()))
                }
                (Some(true), Some(true)) => {
                    Turn::Ended(Outcome::Done, Some("the rule's own check passed".to_owned()))
                }
                (Some(true), None) => Turn::Ended(Outcome::Done, None),
                _ => Turn::Ended(
                    Outcome::Failed,
                    Some("it was worked, and the banner is still there".to_owned()),
                ),
            }),
            _ => None,
        }
    }

    /// A banner is there: refuses or accepts, where the rule can.
    async fn act(&mut self, at: usize, rule: Option<String>) -> Option<Turn> {
        let place = self.known.get(at)?;
        if self.is_anew {
            let why = "the page loaded anew after the click, and the banner came back";
            return Some(Turn::Ended(Outcome::Failed, Some(why.to_owned())));
        }
        let action = [json!(self.work.action.as_str())];
        if !place.ask::<bool>(&call(OBJECT, "can", &action)).await.unwrap_or(false) {
            return if self.acted_in.is_empty() { Some(Turn::Nothing) } else { None };
        }
        self.work.begin();
        // What the page clicked for itself until now is not our doing.
        let _ = place.ask::<Value>("__vidne_consent.clicks()").await;
        self.acted_in.push(place.clone());
        self.since = Instant::now();
        self.rule = self.rule.take().or(rule);
        own::teach(place).await;
        let _ = place.ask::<Value>(&call(OBJECT, "act", &action)).await;
        None
    }

    /// Asks a tool's own interface for a rule.
    async fn answer(&mut self, at: usize, told: Told) {
        let (Some(place), Some(id), Some(code)) = (self.known.get(at), told.id, told.code) else { return };
        let holds = place.holds_in_page(&code).await.unwrap_or(false);
        let _ = place.ask::<Value>(&call(OBJECT, "answer", &[json!(id), json!(holds)])).await;
        if told.is_acting {
            let script = told.snippet_id.as_deref().unwrap_or("unnamed");
            self.work.clicked(format!("the tool's own interface ({script})"));
        }
    }

    fn note(&self, clicked: Vec<String>) {
        if !self.acted_in.is_empty() {
            for each in clicked {
                self.work.clicked(each);
            }
        }
    }

    fn tried(&self, outcome: Outcome, detail: Option<String>) -> Tried {
        let rule = self.rule.clone().unwrap_or_else(|| "unknown".to_owned());
        Tried {
            outcome,
            by: Some(By { source: "autoconsent", version: ConsentRules::VERSION, rule }),
            detail,
        }
    }
}

const IS_THERE: &str = "Object.hasOwn(globalThis, \"__vidne_autoconsent\")";
const OBJECT: &str = "__vidne_autoconsent";
const AGAIN: Duration = Duration::from_millis(50);
const RENEW: Duration = Duration::from_millis(500);

/// How long a banner may take to show itself to a rule that knows its tool.
const SEEN: Duration = Duration::from_secs(3);
/// How long a rule may take.
const WORKED: Duration = Duration::from_secs(15);
