//! Our own rules, and the words on buttons where no rule knows the tool.
//!
//! It never touches a button that leads to another page or sends a form, unless a rule names that very button. To refuse, it never
//! presses what says that it accepts, and saves no choice of which it is not sure that it says no.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::sleep;

use super::{Action, By, Outcome, Tried, Work, call, data, label::Meaning, pierce, place::Place};
use crate::web::{client::Logged, error::CallError};

/// Works the banner, and whatever banner stands there once it is gone; absent where there is none that we know.
pub(super) async fn work(work: &Work<'_>) -> Option<Tried> {
    let (mut place, mut found) = find(work).await?;
    let rule = found.rule.clone().unwrap_or_else(|| "words".to_owned());
    let tried = |outcome, detail| {
        let by = By { source: "vidne", version: env!("CARGO_PKG_VERSION"), rule };
        Some(Tried { outcome, by: Some(by), detail })
    };
    for _ in 0..MOST_BANNERS {
        let gone = match (Hand { work, place: &place }).take(&found).await {
            Ok(gone) => gone,
            Err(why) => return tried(Outcome::Failed, Some(why)),
        };
        let Some(next) = survivor(work).await else { return tried(Outcome::Done, None) };
        if gone == Gone::WithDocument {
            let why = "the page loaded anew after the click, and the banner came back";
            return tried(Outcome::Failed, Some(why.to_owned()));
        }
        (place, found) = next;
    }
    let why = format!("what was asked was answered, and there is still a banner ({})", found.banner);
    tried(Outcome::Failed, Some(why))
}

/// A banner that our data knows.
#[derive(Debug, Deserialize)]
struct Found {
    rule: Option<String>,
    ways: Vec<Vec<String>>,
    banner: String,
    /// 1 where it only speaks of consent, 0 where it speaks of cookies.
    weak: u8,
}

/// Whether something was clicked before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Time {
    First,
    Again,
}

/// How a banner left.
#[derive(PartialEq, Eq)]
enum Gone {
    FromSight,
    /// The page holds another document.
    WithDocument,
}

/// How the choices of a layer stand.
#[derive(Debug, Deserialize)]
struct Standing {
    choices: usize,
    /// What still gives something away, or may.
    giving: Vec<String>,
    /// What nobody can look into.
    sealed: Vec<String>,
}

/// A button that is aimed at.
#[derive(Debug, Deserialize)]
struct Aim {
    selector: String,
    text: String,
    x: f64,
    y: f64,
    reachable: bool,
}

/// The first frame in which a banner is known; one known by a rule goes before one known by words, and one that speaks of
/// cookies before one that only speaks of consent.
async fn find(work: &Work<'_>) -> Option<(Place, Found)> {
    let begun = Instant::now();
    let until = (begun + WAIT).max(work.page.watch.loaded_at() + LATEST);
    loop {
        if let Some(found) = look_everywhere(work, Time::First).await {
            return Some(found);
        }
        if Instant::now() >= until {
            return None;
        }
        let is_late = begun.elapsed() >= WAIT;
        sleep(if is_late { AGAIN * 2 } else { AGAIN }).await;
    }
}

/// What asks for consent still, or only now. What is fading away does not count.
async fn survivor(work: &Work<'_>) -> Option<(Place, Found)> {
    sleep(SETTLED).await;
    look_everywhere(work, Time::Again).await?;
    sleep(AGAIN).await;
    look_everywhere(work, Time::Again).await
}

async fn look_everywhere(work: &Work<'_>, time: Time) -> Option<(Place, Found)> {
    let places = work.places().await.into_iter();
    let seen = join_all(places.map(|place| look(place, work.action, time))).await;
    seen.into_iter().flatten().min_by_key(|(_, found)| (found.rule.is_none(), found.weak))
}

async fn look(place: Place, action: Action, time: Time) -> Option<(Place, Found)> {
    place.ask::<Value>(data::install()).await.ok()?;
    pierce::open(&place).await;
    teach(&place).await;
    let look = call(OBJECT, "look", &[json!(action.as_str()), json!(time == Time::Again)]);
    let found: Option<Found> = place.ask(&look).await.ok()?;
    found.map(|found| (place, found))
}

/// Tells a frame what its labels mean that it did not know yet.
pub(super) async fn teach(place: &Place) {
    let unknown: Vec<String> = place.ask(&call(OBJECT, "unknown", &[])).await.unwrap_or_default();
    if unknown.is_empty() {
        return;
    }
    let told: Vec<(&String, Meaning)> = unknown.iter().map(|text| (text, Meaning::of(text))).collect();
    let _ = place.ask::<Value>(&call(OBJECT, "know", &[json!(told)])).await;
}

/// Works in one frame.
struct Hand<'a> {
    work: &'a Work<'a>,
    place: &'a Place,
}

impl Hand<'_> {
    /// `Err` says why it did not succeed.
    async fn take(&self, found: &Found) -> Result<Gone, String> {
        if !self.by_ways(&found.ways).await? {
            self.by_words(&found.banner).await?;
        }
        self.is_gone().await
    }

    /// The first way that is open, to its end. Whether there was one.
    async fn by_ways(&self, ways: &[Vec<String>]) -> Result<bool, String> {
        for way in ways {
            let Some((first, rest)) = way.split_first() else { continue };
            let Some(aim) = self.aim("aim", first).await else { continue };
            self.click(&aim).await?;
            for selector in rest {
                let aim = self.await_aim("aim", selector).await;
                self.click(&aim.ok_or_else(|| format!("{selector} did not come into sight"))?).await?;
            }
            return Ok(true);
        }
        Ok(false)
    }

    async fn by_words(&self, banner: &str) -> Result<(), String> {
        let kinds: &[&str] = match self.work.action {
            Action::Reject => &["reject"],
            Action::Accept => &["accept", "acknowledge"],
        };
        for kind in kinds {
            if let Some(aim) = self.find(kind).await {
                return self.click(&aim).await;
            }
        }
        if self.work.action == Action::Reject && (self.by_settings().await? || self.by_choices().await?) {
            return Ok(());
        }
        Err(format!(
            "there is a banner ({banner}), and no button in it that we know to {}",
            self.work.action.as_str()
        ))
    }

    /// Through the settings: a refusal there, or every choice taken back and the rest saved. Whether there are settings.
    async fn by_settings(&self) -> Result<bool, String> {
        let Some(settings) = self.find("settings").await else { return Ok(false) };
        self.click(&settings).await?;
        let until = Instant::now() + SHOWN;
        loop {
            if let Some(aim) = self.find("reject").await {
                self.click(&aim).await?;
                return Ok(true);
            }
            if self.by_choices().await? {
                return Ok(true);
            }
            if Instant::now() >= until {
                return Err("its settings offer neither a refusal nor a way to save them".to_owned());
            }
            sleep(AGAIN).await;
        }
    }

    /// Every choice taken back and the rest saved. Whether there is a way to save.
    async fn by_choices(&self) -> Result<bool, String> {
        if self.find("save").await.is_none() {
            return Ok(false);
        }
        self.take_back().await?;
        let save = self.find("save").await;
        self.click(&save.ok_or("its choices were taken back, and the way to save them is gone")?).await?;
        Ok(true)
    }

    /// Takes back every choice, and makes sure of it: some switches answer late, or switch others.
    async fn take_back(&self) -> Result<(), String> {
        let mut standing = None;
        for _ in 0..ROUNDS {
            teach(self.place).await;
            let taken_back: Vec<String> = self.ask("untick", &[]).await.unwrap_or_default();
            if !taken_back.is_empty() {
                self.work.begin();
            }
            for each in taken_back {
                self.work.clicked(each);
            }
            sleep(AGAIN).await;
            standing = self.ask::<Standing>("standing", &[]).await.ok();
            if standing.as_ref().is_some_and(|standing| standing.choices > 0 && standing.giving.is_empty()) {
                break;
            }
        }
        let unknown = || "nobody can tell what its settings would save".to_owned();
        let Standing { choices, giving, sealed } = standing.ok_or_else(unknown)?;
        match (choices, giving.first(), sealed.first()) {
            (_, Some(one), _) => Err(format!("a choice in its settings could not be taken back ({one})")),
            (_, _, Some(one)) => Err(format!("nobody can tell what its settings would save ({one})")),
            (0, ..) => Err(unknown()),
            _ => Ok(()),
        }
    }

    /// Waits until the banner is gone. A page that loaded another document is waited for.
    async fn is_gone(&self) -> Result<Gone, String> {
        let until = Instant::now() + GONE;
        loop {
            match self.ask::<bool>("isThere", &[]).await {
                Ok(false) => return Ok(Gone::FromSight),
                Ok(true) if Instant::now() >= until => {
                    return Err("it was clicked, and the banner is still there".to_owned());
                }
                Ok(true) => sleep(AGAIN).await,
                Err(_) => break,
            }
        }
        let watch = &self.work.page.watch;
        let until = Instant::now() + LOADED;
        while !watch.standing().is_loaded && Instant::now() < until {
            watch.wait(AGAIN).await;
        }
        Ok(Gone::WithDocument)
    }

    /// The best button that says it.
    async fn find(&self, kind: &str) -> Option<Aim> {
        teach(self.place).await;
        self.aim("find", kind).await
    }

    async fn aim(&self, how: &str, what: &str) -> Option<Aim> {
        self.ask::<Option<Aim>>(how, &[json!(what)]).await.ok().flatten()
    }

    async fn await_aim(&self, how: &str, what: &str) -> Option<Aim> {
        let until = Instant::now() + SHOWN;
        loop {
            let aim = self.aim(how, what).await;
            if aim.is_some() || Instant::now() >= until {
                return aim;
            }
            sleep(AGAIN).await;
        }
    }

    /// Clicks as a visitor does. Where something lies above the button, or it is in another frame, the button is told instead.
    /// To refuse, nothing is clicked that says it accepts, whoever aimed at it.
    async fn click(&self, aim: &Aim) -> Result<(), String> {
        if self.work.action == Action::Reject && Meaning::of(&aim.text).gives() {
            return Err(format!("{} \"{}\" accepts", aim.selector, aim.text));
        }
        self.work.begin();
        self.work.clicked(format!("{} \"{}\"", aim.selector, aim.text));
        if self.place.is_top && aim.reachable {
            let pointed = self.point(aim).await;
            // A world that is gone means a click that led on.
            if pointed.is_ok() && self.ask::<bool>("landed", &[]).await.unwrap_or(true) {
                return Ok(());
            }
        }
        let _ = self.ask::<Value>("press", &[]).await;
        Ok(())
    }

    async fn point(&self, aim: &Aim) -> Result<(), CallError> {
        for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
            let is_moved = kind == "mouseMoved";
            let params = json!({
                "type": kind, "x": aim.x, "y": aim.y,
                "button": if is_moved { "none" } else { "left" }, "clickCount": u8::from(!is_moved),
            });
            self.place
                .session
                .call_within::<Value>(POINTED, "Input.dispatchMouseEvent", params, Logged::Whole)
                .await?;
        }
        Ok(())
    }

    async fn ask<T: serde::de::DeserializeOwned>(
        &self,
        function: &str,
        arguments: &[Value],
    ) -> Result<T, CallError> {
        self.place.ask(&call(OBJECT, function, arguments)).await
    }
}

const OBJECT: &str = "__vidne_consent";

/// Banners come into sight shortly after a page has come to rest.
const WAIT: Duration = Duration::from_millis(1_200);
/// And some only so long after the page was loaded.
const LATEST: Duration = Duration::from_millis(3_300);
const AGAIN: Duration = Duration::from_millis(150);
/// How long after a banner another one may take to stand in its stead.
const SETTLED: Duration = Duration::from_millis(450);
const MOST_BANNERS: usize = 3;
const ROUNDS: usize = 4;
const SHOWN: Duration = Duration::from_secs(3);
const GONE: Duration = Duration::from_secs(3);
const LOADED: Duration = Duration::from_secs(5);
const POINTED: Duration = Duration::from_secs(2);
