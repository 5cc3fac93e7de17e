//! The stages of a look: loaded; then, where it was asked for, the banner worked; then, after a refusal, loaded anew.
//!
//! What was seen in one stage is entered before the next begins, so that no later failure takes it away.

use std::{
    pin::pin,
    time::{Duration, Instant},
};

use futures_util::future::{Either, select};
use serde_json::json;

use super::{
    consent::{self, Action, Outcome},
    error::CallError,
    look::{Ending, Look, Picture},
    page::Page,
    settings::{Phase, Settings},
    settle::{Load, Settled, settle},
    watch::Over,
};

/// One look on its way.
pub(super) struct Stages<'a> {
    pub(super) settings: &'a Settings,
    pub(super) look: &'a Look,
    pub(super) page: &'a Page,
    /// Pictures taken so far.
    pub(super) taken: &'a mut Vec<Picture>,
    /// Called once nothing is left but to wait for quiet.
    pub(super) rests: &'a (dyn Fn() + Sync),
}

impl Stages<'_> {
    /// Goes through all of them. How it ended, and the links of the page as it was first loaded.
    pub(super) async fn go(&mut self) -> (Ending, Vec<String>) {
        let (ending, links) = self.first().await;
        let action = match self.look.phase {
            Phase::Before => return (ending, links),
            Phase::Reject => Action::Reject,
            Phase::Accept => Action::Accept,
        };
        if !matches!(ending, Ending::Completed | Ending::TimedOut(_)) {
            return (ending, links);
        }
        let later = self.consent(action).await;
        (if later == Ending::Completed { ending } else { later }, links)
    }

    /// Loads the page, and enters what is there before anything was touched.
    async fn first(&mut self) -> (Ending, Vec<String>) {
        let deadline = self.deadline();
        let loading = self.page.load(&self.look.url, self.settings.page_deadline);
        let (ending, picture) = {
            let arriving = pin!(self.arrive(loading, deadline));
            let picturing = pin!(self.picture_on_load(deadline));
            match select(arriving, picturing).await {
                Either::Left((Ending::Completed, picturing)) => (Ending::Completed, picturing.await),
                // There is no load to take a picture of.
                Either::Left((ending, _)) => (ending, None),
                Either::Right((picture, arriving)) => (arriving.await, picture),
            }
        };
        if self.is_out_of_hand() {
            // Every further question would only give the page more time at the cost of all others.
            self.page.jar().await;
            return (ending, Vec::new());
        }
        let when = if self.look.phase == Phase::Before { "end" } else { "before-consent" };
        // The picture was taken while the page came to rest; if something was asked for since, it is taken again.
        let picture = match picture {
            Some((at, picture)) if self.page.last_request() < at => Some(Picture { when, ..picture }),
            _ => self.page.picture(when).await.ok(),
        };
        self.keep(picture);
        if self.look.phase == Phase::Before {
            self.leave().await;
        }
        let links = self.page.harvest(self.look.text()).await;
        (ending, links)
    }

    /// Works the banner, and enters what is there afterwards.
    async fn consent(&mut self, action: Action) -> Ending {
        let is_loaded = self.page.watch.standing().is_loaded;
        let worked = tokio::select! {
            worked = consent::work(self.page, self.settings, action) => worked,
            over = self.over() => return ending_over(over),
        };
        if !worked.is_touched {
            return Ending::Completed;
        }
        // A click may have led to another document: its load is waited for, where the first one ever came.
        let load = if is_loaded { Load::Awaited } else { Load::Done };
        let ending = self.rest(load, self.deadline()).await;
        let is_refused = action == Action::Reject && worked.outcome == Outcome::Done;
        let ending = self.close(ending, "after-consent", !is_refused).await;
        if is_refused && !self.is_out_of_hand() {
            let last = self.anew().await;
            return if last == Ending::Completed { ending } else { last };
        }
        ending
    }

    /// Loads the page anew: is the refusal respected?
    async fn anew(&mut self) -> Ending {
        self.page.watch.own("phase", &json!({"phase": "reload-after-reject"}));
        let reloading = async { self.page.reload(self.settings.page_deadline).await.map(|()| None) };
        let ending = self.arrive(reloading, self.deadline()).await;
        self.close(ending, "end", true).await
    }

    /// Takes a picture and asks for everything that is there, as far as there is somebody to ask.
    async fn close(&mut self, ending: Ending, when: &'static str, is_last: bool) -> Ending {
        if self.is_out_of_hand() {
            self.page.jar().await;
            return ending;
        }
        let picture = self.page.picture(when).await.ok();
        self.keep(picture);
        if is_last {
            self.leave().await;
        }
        self.page.harvest(self.look.text()).await;
        ending
    }

    /// Goes away from the page: what it sends then belongs to the look. Many tools for statistics send what they gathered only then.
    async fn leave(&self) {
        let before = self.page.watch.standing().unanswered;
        self.page.watch.own("leaving", &json!({}));
        if self.page.hide().await.is_err() {
            return;
        }
        self.page.watch.stir();
        let deadline = Instant::now() + PARTING;
        while Instant::now() < deadline {
            let standing = self.page.watch.standing();
            let is_quiet = standing.unanswered <= before && standing.since >= self.settings.quiet / 5;
            if is_quiet || standing.over.is_some() {
                return;
            }
            self.page.watch.wait(self.settings.quiet / 20).await;
        }
    }

    fn keep(&mut self, picture: Option<Picture>) {
        if let Some(picture) = picture {
            self.page.log_picture(&picture);
            self.taken.push(picture);
        }
    }

    /// Waits until a document has come, and then until it has come to rest.
    async fn arrive(
        &self,
        loading: impl Future<Output = Result<Option<String>, CallError>>,
        deadline: Instant,
    ) -> Ending {
        let told = tokio::select! {
            told = loading => told,
            over = self.over() => return ending_over(over),
        };
        match told {
            Ok(None) => self.rest(Load::Awaited, deadline).await,
            // What the browser shows instead of the page has settled at once.
            Ok(Some(reason)) => Ending::Failed(reason),
            Err(CallError::Late { .. }) if self.page.watch.standing().requests > 0 => {
                Ending::TimedOut("the server did not answer with a page".to_owned())
            }
            Err(error) => ending_of(&error),
        }
    }

    async fn rest(&self, load: Load, deadline: Instant) -> Ending {
        match settle(self.page, load, self.settings.quiet, deadline).await {
            Settled::Quiet => Ending::Completed,
            Settled::Deadline => {
                let standing = self.page.watch.standing();
                let why = if standing.is_loaded {
                    "requests went unanswered, or new ones kept coming"
                } else {
                    "the page did not finish loading"
                };
                Ending::TimedOut(why.to_owned())
            }
            Settled::Over(over) => ending_over(over),
        }
    }

    /// Comes back only when there is nothing more to wait for.
    async fn over(&self) -> Over {
        loop {
            if let Some(over) = self.page.watch.standing().over {
                return over;
            }
            self.page.watch.wait(Duration::from_millis(250)).await;
        }
    }

    /// A picture shortly after the page was loaded, and when its taking began.
    async fn picture_on_load(&self, deadline: Instant) -> Option<(Instant, Picture)> {
        loop {
            let standing = self.page.watch.standing();
            if standing.over.is_some() || Instant::now() >= deadline {
                return None;
            }
            if standing.is_loaded && standing.unanswered == 0 && !standing.leads_on {
                break;
            }
            self.page.watch.wait(Duration::from_millis(250)).await;
        }
        tokio::time::sleep(self.settings.quiet / 5).await;
        let at = Instant::now();
        let picture = self.page.picture("end").await.ok()?;
        if self.look.phase == Phase::Before {
            (self.rests)();
        }
        Some((at, picture))
    }

    /// Whether the page, or the browser, is beyond being asked: it died, does something without end, or leads where it must not.
    fn is_out_of_hand(&self) -> bool {
        self.page.watch.standing().over.is_some()
    }

    fn deadline(&self) -> Instant {
        Instant::now() + self.settings.page_deadline
    }
}

/// How a look ended that could not ask the browser for something before any server was asked.
pub(super) fn ending_of(error: &CallError) -> Ending {
    match error {
        CallError::Gone(why) => Ending::BrowserGone(why.clone()),
        CallError::Late { .. } => {
            Ending::Unserved(format!("the browser was too busy to ask the server: {error}"))
        }
        CallError::Refused { .. } | CallError::Strange { .. } => Ending::Failed(error.to_string()),
    }
}

fn ending_over(over: Over) -> Ending {
    match over {
        Over::Crashed(why) => Ending::Crashed(why),
        Over::Gone(why) => Ending::BrowserGone(why),
        Over::Flood(why) => Ending::Failed(why),
        Over::Refused(why) => Ending::Refused(why),
    }
}

/// How long a page may take to send what it sends as it is left.
const PARTING: Duration = Duration::from_secs(3);
