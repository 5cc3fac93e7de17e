//! What is going on in one look: its log, what is still unanswered, which sessions belong to it.
//!
//! Events come here straight from the connection, one after the other. It answers those that would hold up the browser
//! (paused workers, dialogs, requests at the gate) and never waits for anything itself.

mod body;
mod event;
mod gate;
mod target;

use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tokio::sync::Notify;

use super::{
    client::{Client, Session},
    collect,
    log::Log,
    names::Names,
    settings::{Bodies, Settings},
};

/// One look, as it goes on.
pub(super) struct Watch {
    state: Mutex<State>,
    changed: Notify,
    names: Arc<Names>,
    settings: Arc<Settings>,
    agent: Value,
}

struct State {
    log: Option<Log>,
    root: Option<String>,
    is_loaded: bool,
    loaded_at: Instant,
    loads: usize,
    unanswered: HashMap<String, Pending>,
    /// The page's own frame, as soon as it has a document.
    root_frame: Option<String>,
    /// Until when the page may lead elsewhere, as it told the browser.
    leads_on: Option<Instant>,
    requests: usize,
    last: Instant,
    last_request: Instant,
    over: Option<Over>,
    children: Vec<Child>,
    hosts: BTreeSet<String>,
    documents: usize,
    dialogs: usize,
    windows: usize,
    /// Bytes of console messages.
    talk: usize,
    /// Bodies that were asked for and have not come.
    bodies: usize,
    body_bytes: usize,
}

/// A request that has no answer yet.
#[derive(Debug)]
struct Pending {
    begun: Instant,
    /// The document that it was made for; empty for workers.
    loader: String,
    /// Who told of it.
    session: String,
}

/// Why there is nothing more to wait for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Over {
    /// The page's process died.
    Crashed(String),
    /// The browser died.
    Gone(String),
    /// The page does something without end.
    Flood(String),
    /// An address that must not be asked was about to be, or had been, asked for.
    Refused(String),
}

/// A session below the page's own.
#[derive(Debug, Clone)]
pub(super) struct Child {
    pub(super) session: String,
    pub(super) kind: String,
}

/// How things stand.
#[derive(Debug, Clone)]
pub(super) struct Standing {
    pub(super) is_loaded: bool,
    pub(super) unanswered: usize,
    /// Whether the page said that it will lead elsewhere, and soon.
    pub(super) leads_on: bool,
    pub(super) requests: usize,
    pub(super) since: Duration,
    pub(super) over: Option<Over>,
}

impl Watch {
    pub(super) fn new(settings: &Arc<Settings>, names: &Arc<Names>, agent: Value) -> Arc<Self> {
        let now = Instant::now();
        let state = State {
            log: Some(Log::new()),
            root: None,
            is_loaded: false,
            loaded_at: now,
            loads: 0,
            unanswered: HashMap::new(),
            root_frame: None,
            leads_on: None,
            requests: 0,
            last: now,
            last_request: now,
            over: None,
            children: Vec::new(),
            hosts: BTreeSet::new(),
            documents: 0,
            dialogs: 0,
            windows: 0,
            talk: 0,
            bodies: 0,
            body_bytes: 0,
        };
        Arc::new(Self {
            state: Mutex::new(state),
            changed: Notify::new(),
            names: Arc::clone(names),
            settings: Arc::clone(settings),
            agent,
        })
    }

    /// The page's own session: it is the one whose load event counts.
    pub(super) fn set_root(&self, session: &str) {
        self.state().root = Some(session.to_owned());
    }

    /// The page is about to be loaded: what was loaded before does not count.
    pub(super) fn expect_load(&self) {
        let mut state = self.state();
        state.is_loaded = false;
        state.last = Instant::now();
    }

    /// Something is about to happen on the page: what was quiet until now does not count.
    pub(super) fn stir(&self) {
        self.state().last = Instant::now();
    }

    /// A line of our own.
    pub(super) fn own(&self, vidne: &str, told: &Value) {
        if let Some(log) = &mut self.state().log {
            log.own(vidne, told);
        }
    }

    /// A command that was sent.
    pub(super) fn sent(&self, text: &str) {
        if let Some(log) = &mut self.state().log {
            log.sent(text);
        }
    }

    /// An answer that came.
    pub(super) fn answered(&self, text: &str) {
        if let Some(log) = &mut self.state().log {
            log.said(text);
        }
    }

    /// The browser died.
    pub(super) fn browser_gone(&self, reason: &str) {
        self.end(Over::Gone(reason.to_owned()));
    }

    /// There is nothing more to wait for.
    pub(super) fn end(&self, why: Over) {
        self.state().over.get_or_insert(why);
        self.changed.notify_waiters();
    }

    /// How things stand.
    pub(super) fn standing(&self) -> Standing {
        let state = self.state();
        Standing {
            is_loaded: state.is_loaded,
            unanswered: state.unanswered.len(),
            leads_on: state.leads_on.is_some_and(|until| Instant::now() < until),
            requests: state.requests,
            since: state.last.elapsed(),
            over: state.over.clone(),
        }
    }

    /// When the newest request began.
    pub(super) fn last_request(&self) -> Instant {
        self.state().last_request
    }

    /// When the page was loaded; where it was not, when it was begun with.
    pub(super) fn loaded_at(&self) -> Instant {
        self.state().loaded_at
    }

    /// Waits until something of what [`Self::standing`] tells may have changed, no longer than so.
    pub(super) async fn wait(&self, most: Duration) {
        let _ = tokio::time::timeout(most, self.changed.notified()).await;
    }

    /// Waits until every body that was asked for has come, no longer than so.
    pub(super) async fn bodies(&self, most: Duration) {
        let deadline = Instant::now() + most;
        while self.state().bodies > 0 && Instant::now() < deadline {
            self.wait(Duration::from_millis(50)).await;
        }
    }

    /// Every session of the page: its own, and those of its frames and workers.
    pub(super) fn sessions(&self) -> Vec<String> {
        let state = self.state();
        let below = state.children.iter().map(|child| child.session.clone());
        state.root.iter().cloned().chain(below).collect()
    }

    /// Sessions below the page's own that are documents.
    pub(super) fn frames(&self) -> Vec<String> {
        let state = self.state();
        state
            .children
            .iter()
            .filter(|child| child.kind == "iframe")
            .map(|child| child.session.clone())
            .collect()
    }

    /// Every host that was asked for.
    pub(super) fn hosts(&self) -> Vec<String> {
        self.state().hosts.iter().cloned().collect()
    }

    /// The finished log. What comes later is lost on purpose.
    pub(super) fn finish(&self) -> Vec<u8> {
        let log = self.state().log.take();
        log.map(Log::finish).unwrap_or_default()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What every session of a page must be told before it runs. All of it must be in force before the first script is.
pub(super) fn preparation(kind: &str, settings: &Settings, agent: &Value) -> Vec<(&'static str, Value)> {
    let buffer = match settings.bodies {
        Bodies::Keep => MOST_BODIES,
        Bodies::LeaveOut => 0,
    };
    let mut told = vec![(
        "Network.enable",
        json!({"maxTotalBufferSize": buffer, "maxResourceBufferSize": buffer, "maxPostDataSize": 65_536}),
    )];
    if !agent.is_null() {
        told.push(("Network.setUserAgentOverride", agent.clone()));
    }
    if matches!(kind, "page" | "iframe") {
        told.extend([
            ("Page.enable", json!({})),
            ("DOMStorage.enable", json!({})),
            ("Debugger.enable", json!({"maxScriptsCacheSize": 0})),
            // A page that says `debugger` must not stand still.
            ("Debugger.setSkipAllPauses", json!({"skip": true})),
            ("Debugger.setAsyncCallStackDepth", json!({"maxDepth": 32})),
            // Without it the binding calls nobody.
            ("Runtime.enable", json!({})),
            ("Runtime.addBinding", json!({"name": collect::BINDING})),
            (
                "Page.addScriptToEvaluateOnNewDocument",
                json!({"source": collect::HOOK, "runImmediately": true}),
            ),
            ("Fetch.enable", json!({"patterns": gate::patterns()})),
        ]);
    }
    if matches!(kind, "service_worker" | target::SHARED_WORKER) {
        told.push(("Fetch.enable", json!({"patterns": gate::patterns()})));
    }
    told.push((
        "Target.setAutoAttach",
        json!({"autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true}),
    ));
    told
}

/// Hands a session its preparation without waiting for answers: one that is paused may not answer before it runs.
fn prepare(session: &Session, kind: &str, watch: &Watch) {
    for (method, params) in preparation(kind, &watch.settings, &watch.agent) {
        session.post(method, &params);
    }
    session.post("Runtime.runIfWaitingForDebugger", &json!({}));
}

/// What the browser itself is told: workers that pages share wait at their start, for whoever watches their context.
pub(super) fn sharing() -> Value {
    json!({
        "autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true,
        "filter": [{"type": target::SHARED_WORKER}, {"exclude": true}],
    })
}

/// Follows a session that came up below a page.
fn adopt(client: &Client, watch: &Arc<Watch>, session: &str, kind: &str) {
    client.follow(session, watch);
    prepare(&client.session(session, watch), kind, watch);
}

/// Bytes of bodies that the browser keeps for us.
const MOST_BODIES: u64 = 200 << 20;
