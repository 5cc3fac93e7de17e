//! A page in its own context: opened, loaded, pictured, asked for what it holds.
//!
//! Every step has a deadline. A step that fails is told in the log by its own answer, or by its absence, and does not keep the
//! next one from being tried: a page that is stuck still has cookies.

use std::{
    collections::BTreeSet,
    sync::Arc,
    time::{Duration, Instant},
};

use base64::{Engine, prelude::BASE64_STANDARD};
use futures_util::future::join_all;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    client::{Client, Logged, Session},
    collect::{self, Text},
    digest,
    error::CallError,
    look::Picture,
    names::Names,
    settings::Settings,
    watch::{self, Watch},
};

/// A page in its own context.
pub(super) struct Page {
    pub(super) watch: Arc<Watch>,
    pub(super) root: Session,
    client: Client,
    browser: Session,
    context: String,
    target: String,
}

impl Page {
    /// Opens an empty page whose every session is watched from its first moment.
    pub(super) async fn open(
        client: &Client,
        watch: &Arc<Watch>,
        settings: &Settings,
        agent: &Value,
    ) -> Result<Self, CallError> {
        let browser = client.browser_for(watch);
        let made: Context =
            browser.call("Target.createBrowserContext", json!({"disposeOnDetach": true})).await?;
        let context = made.browser_context_id;
        client.follow_context(&context, watch);
        let deny = json!({"behavior": "deny", "browserContextId": context, "eventsEnabled": true});
        let target = json!({"url": "about:blank", "browserContextId": context});
        let (denied, target) = tokio::join!(
            browser.call::<Value>("Browser.setDownloadBehavior", deny),
            browser.call::<Target>("Target.createTarget", target)
        );
        denied?;
        let target = target?.target_id;
        let attach = json!({"targetId": target, "flatten": true});
        let attached: Attached =
            browser.call_within(PATIENCE, "Target.attachToTarget", attach, Logged::Not).await?;
        let id = attached.session_id;
        watch.set_root(&id);
        client.follow(&id, watch);
        watch.own("target", &json!({"target": target, "context": context, "session": id}));
        let root = client.session(&id, watch);
        // Not one of these may be outstanding when the page is loaded: requests would go unseen.
        let prepared = watch::preparation("page", settings, agent).into_iter();
        let told = join_all(prepared.map(|(method, params)| root.call::<Value>(method, params))).await;
        for one in told {
            one?;
        }
        Ok(Self { watch: Arc::clone(watch), root, client: client.clone(), browser, context, target })
    }

    /// Loads an address. The answer comes when the browser knows whether there is a document.
    pub(super) async fn load(&self, url: &str, within: Duration) -> Result<Option<String>, CallError> {
        self.watch.expect_load();
        let params = json!({"url": url, "transitionType": "typed"});
        let told: Navigated = self.root.call_within(within, "Page.navigate", params, Logged::Whole).await?;
        Ok(told.error_text)
    }

    /// Loads the page anew.
    pub(super) async fn reload(&self, within: Duration) -> Result<(), CallError> {
        self.watch.expect_load();
        self.root.call_within::<Value>(within, "Page.reload", json!({}), Logged::Whole).await.map(drop)
    }

    /// A picture of the whole page, as long as it is not longer than a picture can be.
    pub(super) async fn picture(&self, when: &'static str) -> Result<Picture, CallError> {
        let metrics: Metrics =
            self.root.call_within(PATIENCE, "Page.getLayoutMetrics", json!({}), Logged::Not).await?;
        let (width, height) =
            (metrics.css_content_size.width.max(1.0), metrics.css_content_size.height.max(1.0));
        let (shown_width, shown_height) = (width.min(WIDEST), height.min(TALLEST));
        let params = json!({
            "format": "png", "captureBeyondViewport": true, "optimizeForSpeed": true,
            "clip": {"x": 0, "y": 0, "width": shown_width, "height": shown_height, "scale": 1},
        });
        let taken: Taken =
            self.root.call_within(PATIENCE, "Page.captureScreenshot", params, Logged::Not).await?;
        let strange = |reason: String| CallError::Strange { method: "Page.captureScreenshot", reason };
        let bytes = BASE64_STANDARD.decode(taken.data).map_err(|error| strange(error.to_string()))?;
        let is_whole = width <= WIDEST && height <= TALLEST;
        Ok(Picture { bytes, format: "image/png", when, is_whole })
    }

    /// Enters a picture in the log.
    pub(super) fn log_picture(&self, picture: &Picture) {
        let told = json!({"sha256": digest::sha256(&picture.bytes), "format": picture.format, "when": picture.when, "whole": picture.is_whole});
        self.watch.own("screenshot", &told);
    }

    /// Asks for everything that the page, its frames and its context hold. Returns the links of the page.
    pub(super) async fn harvest(&self, text: Text) -> Vec<String> {
        self.watch.bodies(PATIENCE).await;
        let sessions = self.sessions();
        let frames = join_all(sessions.iter().map(|session| self.frames(session, text)));
        let jar = json!({"browserContextId": self.context});
        let (frames, ..) = tokio::join!(
            frames,
            self.browser.call::<Value>("Storage.getCookies", jar),
            self.browser.call::<Value>("Target.getTargets", json!({})),
        );
        frames.into_iter().next().unwrap_or_default()
    }

    /// Every frame of the page with the session that it belongs to, the page's own first.
    pub(super) async fn frame_sessions(&self) -> Vec<(Session, String)> {
        let sessions = self.sessions();
        let trees = sessions.iter().map(|session| async move {
            let tree =
                session.call_within::<Tree>(PATIENCE, "Page.getFrameTree", json!({}), Logged::Not).await;
            let ids = tree.map(Tree::ids).unwrap_or_default();
            ids.into_iter().map(|id| (session.clone(), id)).collect::<Vec<_>>()
        });
        join_all(trees).await.into_iter().flatten().collect()
    }

    /// The page's own session and those of frames that are not in its process.
    fn sessions(&self) -> Vec<Session> {
        let others = self.watch.frames();
        let others = others.iter().map(|id| self.client.session(id, &self.watch));
        [self.root.clone()].into_iter().chain(others).collect()
    }

    /// Asks the browser for the context's cookies, and nothing of the page itself.
    pub(super) async fn jar(&self) {
        let jar = json!({"browserContextId": self.context});
        let _ = self.browser.call::<Value>("Storage.getCookies", jar).await;
    }

    /// What the frames of one session hold: collected values, then what is stored for each of their keys.
    async fn frames(&self, session: &Session, text: Text) -> Vec<String> {
        let tree: Tree = match session.call("Page.getFrameTree", json!({})).await {
            Ok(tree) => tree,
            Err(_) => return Vec::new(),
        };
        let ids = tree.ids();
        let is_root = session.id() == self.root.id();
        let collected = join_all(ids.iter().enumerate().map(|(at, id)| {
            // The text of a declared page is that of its own document.
            let text = if is_root && at == 0 { text } else { Text::Leave };
            self.collect(session, id, text)
        }));
        let (links, ()) = tokio::join!(collected, self.stored(session, &ids));
        links.into_iter().next().unwrap_or_default()
    }

    async fn collect(&self, session: &Session, frame: &str, text: Text) -> Vec<String> {
        let value = match self.collected(session, frame, text).await {
            Ok(value) => value,
            Err(error) => {
                let told = json!({"session": session.id(), "frame": frame, "error": error.to_string()});
                self.watch.own("frame", &told);
                return Vec::new();
            }
        };
        self.watch.own("frame", &json!({"session": session.id(), "frame": frame, "value": value}));
        let links = value.get("links").and_then(Value::as_array).cloned().unwrap_or_default();
        links.into_iter().filter_map(|link| link.as_str().map(ToOwned::to_owned)).collect()
    }

    /// What the collector tells of a frame.
    async fn collected(&self, session: &Session, frame: &str, text: Text) -> Result<Value, CallError> {
        let world = json!({"frameId": frame, "worldName": collect::WORLD});
        let world: World =
            session.call_within(PATIENCE, "Page.createIsolatedWorld", world, Logged::Not).await?;
        let params = json!({
            "expression": collect::expression(text), "contextId": world.execution_context_id,
            "returnByValue": true, "timeout": 5_000, "silent": true,
        });
        let told: Evaluated = session.call_within(PATIENCE, "Runtime.evaluate", params, Logged::Not).await?;
        told.result.value.ok_or_else(|| CallError::Strange {
            method: "Runtime.evaluate",
            reason: told.result.description.unwrap_or_else(|| "it holds nothing".to_owned()),
        })
    }

    async fn stored(&self, session: &Session, frames: &[String]) {
        let keys = join_all(
            frames
                .iter()
                .map(|frame| session.call::<Key>("Storage.getStorageKey", json!({"frameId": frame}))),
        )
        .await;
        let keys: BTreeSet<String> = keys.into_iter().flatten().map(|key| key.storage_key).collect();
        join_all(keys.iter().map(|key| async move {
            let items =
                |is_local: bool| json!({"storageId": {"storageKey": key, "isLocalStorage": is_local}});
            let key = json!({"storageKey": key});
            let _ = tokio::join!(
                session.call::<Value>("DOMStorage.getDOMStorageItems", items(true)),
                session.call::<Value>("DOMStorage.getDOMStorageItems", items(false)),
                session.call::<Value>("IndexedDB.requestDatabaseNames", key.clone()),
                session.call::<Value>("CacheStorage.requestCacheNames", key),
            );
        }))
        .await;
    }

    /// The status of the page's own answer, and its text.
    pub(super) async fn text(&self) -> Option<(u16, String)> {
        let tree: Tree = self.root.call("Page.getFrameTree", json!({})).await.ok()?;
        let world = json!({"frameId": tree.frame_tree.frame.id, "worldName": collect::WORLD});
        let world: World =
            self.root.call_within(PATIENCE, "Page.createIsolatedWorld", world, Logged::Not).await.ok()?;
        let params = json!({
            "expression": "[performance.getEntriesByType('navigation')[0]?.responseStatus ?? 0, document.body ? document.body.innerText : '']",
            "contextId": world.execution_context_id, "returnByValue": true, "timeout": 5_000, "silent": true,
        });
        let told: Evaluated =
            self.root.call_within(PATIENCE, "Runtime.evaluate", params, Logged::Not).await.ok()?;
        serde_json::from_value(told.result.value?).ok()
    }

    /// Enters what the domain name system says of every host that was asked for.
    pub(super) async fn log_names(&self, names: &Names) {
        for answer in join_all(self.watch.hosts().iter().map(|host| names.answer(host))).await {
            self.watch.own("names", &serde_json::to_value(&answer).unwrap_or_default());
        }
    }

    /// Goes away from the page, as whoever turns to another window does: it is told that nobody sees it any more.
    pub(super) async fn hide(&self) -> Result<(), CallError> {
        let target = json!({"targetId": self.target});
        let window: Window = self.browser.call("Browser.getWindowForTarget", target).await?;
        let away = json!({"windowId": window.window_id, "bounds": {"windowState": "minimized"}});
        self.browser.call::<Value>("Browser.setWindowBounds", away).await.map(drop)
    }

    /// Ends the page, and its context with everything in it. Nothing waits for it.
    ///
    /// A page that hears of its end may still send something, which would stand in no log any more. So it is kept from sending first.
    pub(super) fn close(self) {
        tokio::spawn(async move {
            let sessions = self.watch.sessions();
            let barred = sessions.iter().map(|id| async {
                let session = self.client.session(id, &self.watch);
                let everything = json!({"urls": ["*"]});
                let told = session.call_within(SILENCE, "Network.setBlockedURLs", everything, Logged::Not);
                told.await.unwrap_or(Value::Null)
            });
            join_all(barred).await;
            self.client.forget(&self.watch);
            let context = json!({"browserContextId": self.context});
            self.client.browser().post("Target.disposeBrowserContext", &context);
        });
    }

    /// Whether the page's own thread does something for us within that time.
    pub(super) async fn is_awake(&self, within: Duration) -> bool {
        let nothing = json!({"expression": "0", "silent": true});
        self.root.call_within::<Value>(within, "Runtime.evaluate", nothing, Logged::Not).await.is_ok()
    }

    /// When the newest request began.
    pub(super) fn last_request(&self) -> Instant {
        self.watch.last_request()
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Context {
    browser_context_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Target {
    target_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Window {
    window_id: i64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Attached {
    session_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Navigated {
    error_text: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Metrics {
    css_content_size: Size,
}

#[derive(Deserialize)]
struct Size {
    width: f64,
    height: f64,
}

#[derive(Deserialize)]
struct Taken {
    data: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Tree {
    frame_tree: Branch,
}

impl Tree {
    fn ids(self) -> Vec<String> {
        let mut ids = Vec::new();
        self.frame_tree.gather(&mut ids);
        ids.truncate(MOST_FRAMES);
        ids
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Branch {
    frame: Frame,
    #[serde(default)]
    child_frames: Vec<Branch>,
}

impl Branch {
    fn gather(self, ids: &mut Vec<String>) {
        ids.push(self.frame.id);
        self.child_frames.into_iter().for_each(|child| child.gather(ids));
    }
}

#[derive(Deserialize)]
struct Frame {
    id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct World {
    execution_context_id: i64,
}

#[derive(Deserialize)]
struct Evaluated {
    result: Outcome,
}

#[derive(Deserialize)]
struct Outcome {
    value: Option<Value>,
    /// What went wrong, where the script stopped at an error.
    description: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Key {
    storage_key: String,
}

const PATIENCE: Duration = Duration::from_secs(6);

/// How long it may take to keep a page from sending: one that does not answer is hanging, and sends nothing either.
const SILENCE: Duration = Duration::from_secs(1);

/// A browser makes no larger pictures.
const TALLEST: f64 = 16_384.0;
const WIDEST: f64 = 4_096.0;
const MOST_FRAMES: usize = 200;
