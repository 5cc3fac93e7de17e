//! Our own rules, and the words on buttons where no rule knows the tool.
//!
//! It never touches a button that leads to another page or sends a form, unless a rule names that very button.

use std::time::{Duration, Instant};

use futures_util::future::join_all;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::sleep;

use super::{Action, By, Outcome, Tried, Work, call, data, place::Place};
use crate::web::{client::Logged, error::CallError};

/// Works the banner; absent where there is none that we know.
pub(super) async fn work(work: &Work<'_>) -> Option<Tried> {
    let (place, found) = find(work, WAIT).await?;
    let rule = found.rule.clone().unwrap_or_else(|| "words".to_owned());
    let by = Some(By { source: "vidne", version: env!("CARGO_PKG_VERSION"), rule });
    let (outcome, detail) = match (Hand { work, place: &place }).take(&found).await {
        Ok(()) => (Outcome::Done, None),
        Err(why) => (Outcome::Failed, Some(why)),
    };
    Some(Tried { outcome, by, detail })
}

/// A banner that our data knows.
#[derive(Debug, Deserialize)]
struct Found {
    rule: Option<String>,
    ways: Vec<Vec<String>>,
    banner: String,
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

/// The first frame in which a banner is known; one known by a rule goes before one known by words.
async fn find(work: &Work<'_>, wait: Duration) -> Option<(Place, Found)> {
    let until = Instant::now() + wait;
    loop {
        let seen = join_all(work.places().await.into_iter().map(|place| look(place, work.action))).await;
        let known = seen.into_iter().flatten();
        if let Some(found) = known.min_by_key(|(_, found)| found.rule.is_none()) {
            return Some(found);
        }
        if Instant::now() >= until {
            return None;
        }
        sleep(AGAIN).await;
    }
}

async fn look(place: Place, action: Action) -> Option<(Place, Found)> {
    place.ask::<Value>(data::install()).await.ok()?;
    let found: Option<Found> = place.ask(&call(OBJECT, "look", &[json!(action.as_str())])).await.ok()?;
    found.map(|found| (place, found))
}

/// Works in one frame.
struct Hand<'a> {
    work: &'a Work<'a>,
    place: &'a Place,
}

impl Hand<'_> {
    /// `Err` says why it did not succeed.
    async fn take(&self, found: &Found) -> Result<(), String> {
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
            self.click(&aim).await;
            for selector in rest {
                let aim = self.await_aim("aim", selector).await;
                self.click(&aim.ok_or_else(|| format!("{selector} did not come into sight"))?).await;
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
            if let Some(aim) = self.aim("find", kind).await {
                self.click(&aim).await;
                return Ok(());
            }
        }
        if self.work.action == Action::Reject && self.by_settings().await? {
            return Ok(());
        }
        Err(format!(
            "there is a banner ({banner}), and no button in it that we know to {}",
            self.work.action.as_str()
        ))
    }

    /// Through the settings: a refusal there, or every choice taken back and the rest saved. Whether there are settings.
    async fn by_settings(&self) -> Result<bool, String> {
        let Some(settings) = self.aim("find", "settings").await else { return Ok(false) };
        self.click(&settings).await;
        let until = Instant::now() + SHOWN;
        loop {
            if let Some(aim) = self.aim("find", "reject").await {
                self.click(&aim).await;
                return Ok(true);
            }
            if self.aim("find", "save").await.is_some() || Instant::now() >= until {
                break;
            }
            sleep(AGAIN).await;
        }
        let taken_back: Vec<String> = self.ask("untick", &[]).await.unwrap_or_default();
        for each in taken_back {
            self.work.clicked(each);
        }
        let save = self.aim("find", "save").await;
        self.click(&save.ok_or("its settings offer neither a refusal nor a way to save them")?).await;
        Ok(true)
    }

    /// Waits until the banner is gone. A page that loaded another document is asked anew.
    async fn is_gone(&self) -> Result<(), String> {
        let until = Instant::now() + GONE;
        loop {
            match self.ask::<bool>("isThere", &[]).await {
                Ok(false) => return Ok(()),
                Ok(true) if Instant::now() >= until => {
                    return Err("it was clicked, and the banner is still there".to_owned());
                }
                Ok(true) => sleep(AGAIN).await,
                Err(_) => return self.is_gone_from_next_document().await,
            }
        }
    }

    async fn is_gone_from_next_document(&self) -> Result<(), String> {
        let watch = &self.work.page.watch;
        let until = Instant::now() + LOADED;
        while !watch.standing().is_loaded && Instant::now() < until {
            watch.wait(AGAIN).await;
        }
        match find(self.work, AGAIN).await {
            None => Ok(()),
            Some(_) => Err("the page loaded anew after the click, and the banner came back".to_owned()),
        }
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
    async fn click(&self, aim: &Aim) {
        self.work.begin();
        self.work.clicked(format!("{} \"{}\"", aim.selector, aim.text));
        if self.place.is_top && aim.reachable {
            let pointed = self.point(aim).await;
            // A world that is gone means a click that led on.
            if pointed.is_ok() && self.ask::<bool>("landed", &[]).await.unwrap_or(true) {
                return;
            }
        }
        let _ = self.ask::<Value>("press", &[]).await;
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
const AGAIN: Duration = Duration::from_millis(150);
const SHOWN: Duration = Duration::from_secs(3);
const GONE: Duration = Duration::from_secs(3);
const LOADED: Duration = Duration::from_secs(5);
const POINTED: Duration = Duration::from_secs(2);
