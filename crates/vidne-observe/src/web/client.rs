//! A thin client of the DevTools protocol over a pipe: texts out, texts in, each to whom it belongs.
//!
//! It knows no event. What it cannot place is passed over: a newer browser is no error. Every command has a deadline.

use std::{
    collections::HashMap,
    os::fd::OwnedFd,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, value::RawValue};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::unix::pipe,
    sync::{mpsc, oneshot},
    time::timeout,
};

use super::{error::CallError, watch::Watch};

/// A connection to one browser. Cheap to clone; all clones are the same connection.
#[derive(Clone)]
pub(super) struct Client(Arc<Shared>);

struct Shared {
    next: AtomicU64,
    out: mpsc::UnboundedSender<String>,
    routes: Mutex<Routes>,
}

/// Who waits for what.
#[derive(Default)]
struct Routes {
    pending: HashMap<u64, Pending>,
    sessions: HashMap<String, Arc<Watch>>,
    contexts: HashMap<String, Arc<Watch>>,
    gone: Option<String>,
}

struct Pending {
    answer: Option<oneshot::Sender<Result<Box<RawValue>, Failure>>>,
    log: Option<Arc<Watch>>,
}

enum Failure {
    Gone(String),
    Refused(String),
}

/// Whether a command and its answer stand in the log of the look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Logged {
    /// Both.
    Whole,
    /// Neither: what matters of it gets a line of its own.
    Not,
}

/// Where a command goes.
#[derive(Clone)]
pub(super) struct Session {
    client: Client,
    id: Option<String>,
    watch: Option<Arc<Watch>>,
}

/// What of a message must be known to place it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Message<'a> {
    #[serde(default)]
    id: Option<u64>,
    #[serde(default, borrow)]
    method: Option<std::borrow::Cow<'a, str>>,
    #[serde(default, borrow)]
    session_id: Option<std::borrow::Cow<'a, str>>,
    #[serde(default, borrow)]
    params: Option<&'a RawValue>,
    #[serde(default, borrow)]
    result: Option<&'a RawValue>,
    #[serde(default, borrow)]
    error: Option<&'a RawValue>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Command<'a> {
    id: u64,
    method: &'a str,
    params: &'a Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    session_id: Option<&'a str>,
}

impl Client {
    /// Speaks over these ends of a pipe, on the runtime that it is called on.
    pub(super) fn new(to_browser: OwnedFd, from_browser: OwnedFd) -> std::io::Result<Self> {
        let to_browser = pipe::Sender::from_owned_fd(to_browser)?;
        let from_browser = pipe::Receiver::from_owned_fd(from_browser)?;
        let (out, commands) = mpsc::unbounded_channel();
        let client = Self(Arc::new(Shared { next: AtomicU64::new(1), out, routes: Mutex::default() }));
        tokio::spawn(write(to_browser, commands));
        tokio::spawn(read(from_browser, client.clone()));
        Ok(client)
    }

    /// Commands to the browser itself.
    pub(super) fn browser(&self) -> Session {
        Session { client: self.clone(), id: None, watch: None }
    }

    /// Commands to the browser itself that belong to a look.
    pub(super) fn browser_for(&self, watch: &Arc<Watch>) -> Session {
        Session { client: self.clone(), id: None, watch: Some(Arc::clone(watch)) }
    }

    /// Commands to a session of a look.
    pub(super) fn session(&self, id: &str, watch: &Arc<Watch>) -> Session {
        Session { client: self.clone(), id: Some(id.to_owned()), watch: Some(Arc::clone(watch)) }
    }

    /// From now on, what that session tells belongs to that look.
    pub(super) fn follow(&self, session: &str, watch: &Arc<Watch>) {
        self.routes().sessions.insert(session.to_owned(), Arc::clone(watch));
    }

    /// From now on, what the browser tells of that context belongs to that look.
    pub(super) fn follow_context(&self, context: &str, watch: &Arc<Watch>) {
        self.routes().contexts.insert(context.to_owned(), Arc::clone(watch));
    }

    /// Nothing belongs to that look any more.
    pub(super) fn forget(&self, watch: &Arc<Watch>) {
        let mut routes = self.routes();
        routes.sessions.retain(|_, each| !Arc::ptr_eq(each, watch));
        routes.contexts.retain(|_, each| !Arc::ptr_eq(each, watch));
    }

    /// Why the browser is gone, if it is.
    pub(super) fn gone(&self) -> Option<String> {
        self.routes().gone.clone()
    }

    fn routes(&self) -> MutexGuard<'_, Routes> {
        self.0.routes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn send(
        &self,
        session: &Session,
        method: &str,
        params: &Value,
        answer: Option<oneshot::Sender<Result<Box<RawValue>, Failure>>>,
        logged: Logged,
    ) {
        let id = self.0.next.fetch_add(1, Ordering::Relaxed);
        let command = Command { id, method, params, session_id: session.id.as_deref() };
        let text = serde_json::to_string(&command).expect("a command holds texts and numbers only");
        let log = session.watch.clone().filter(|_| logged == Logged::Whole);
        if let Some(watch) = &log {
            watch.sent(&text);
        }
        {
            let mut routes = self.routes();
            if let Some(reason) = &routes.gone {
                if let Some(answer) = answer {
                    let _ = answer.send(Err(Failure::Gone(reason.clone())));
                }
                return;
            }
            routes.pending.insert(id, Pending { answer, log });
        }
        // A closed channel means a browser that is gone: the reader tells everybody who waits.
        let _ = self.0.out.send(text);
    }

    fn take(&self, text: &str) {
        let Ok(message) = serde_json::from_str::<Message<'_>>(text) else { return };
        match message.id {
            Some(id) => self.answer(id, &message, text),
            None => self.event(&message, text),
        }
    }

    fn answer(&self, id: u64, message: &Message<'_>, text: &str) {
        let Some(pending) = self.routes().pending.remove(&id) else { return };
        if let Some(watch) = &pending.log {
            watch.answered(text);
        }
        if let Some(answer) = pending.answer {
            let told = match (message.result, message.error) {
                (Some(result), _) => Ok(result.to_owned()),
                (None, error) => Err(Failure::Refused(error.map_or("no reason", RawValue::get).to_owned())),
            };
            let _ = answer.send(told);
        }
    }

    fn event(&self, message: &Message<'_>, text: &str) {
        let Some(method) = message.method.as_deref() else { return };
        let params = message.params.map_or("{}", RawValue::get);
        let watch = match message.session_id.as_deref() {
            Some(session) => self.routes().sessions.get(session).cloned(),
            None => self.concerned(params),
        };
        if let Some(watch) = watch {
            watch.event(self, method, message.session_id.as_deref(), params, text);
        }
    }

    /// Whose look an event of the browser itself is about: by its context, or by a session that ends.
    fn concerned(&self, params: &str) -> Option<Arc<Watch>> {
        let about: About = serde_json::from_str(params).ok()?;
        let context = about.browser_context_id.or(about.target_info.and_then(|it| it.browser_context_id));
        let routes = self.routes();
        let by_context = context.and_then(|context| routes.contexts.get(&context));
        by_context.or_else(|| routes.sessions.get(&about.session_id?)).cloned()
    }

    fn close(&self, reason: &str) {
        let (pending, watches) = {
            let mut routes = self.routes();
            routes.gone = Some(reason.to_owned());
            let watches: Vec<_> = routes.contexts.values().cloned().collect();
            (std::mem::take(&mut routes.pending), watches)
        };
        pending.into_values().filter_map(|each| each.answer).for_each(|answer| {
            let _ = answer.send(Err(Failure::Gone(reason.to_owned())));
        });
        for watch in watches {
            watch.browser_gone(reason);
        }
    }
}

impl Session {
    /// The session's id; absent for the browser itself.
    pub(super) fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// A command and its answer.
    pub(super) async fn call<T: DeserializeOwned>(
        &self,
        method: &'static str,
        params: Value,
    ) -> Result<T, CallError> {
        self.call_within(PATIENCE, method, params, Logged::Whole).await
    }

    /// A command and its answer, with a deadline of its own.
    pub(super) async fn call_within<T: DeserializeOwned>(
        &self,
        after: Duration,
        method: &'static str,
        params: Value,
        logged: Logged,
    ) -> Result<T, CallError> {
        let (answer, waits) = oneshot::channel();
        self.client.send(self, method, &params, Some(answer), logged);
        let told = match timeout(after, waits).await {
            Err(_) => return Err(CallError::Late { method, after }),
            Ok(Err(_)) => return Err(CallError::Gone("the connection was closed".to_owned())),
            Ok(Ok(Err(Failure::Gone(reason)))) => return Err(CallError::Gone(reason)),
            Ok(Ok(Err(Failure::Refused(message)))) => return Err(CallError::Refused { method, message }),
            Ok(Ok(Ok(told))) => told,
        };
        serde_json::from_str(told.get())
            .map_err(|error| CallError::Strange { method, reason: error.to_string() })
    }

    /// A command whose answer nobody waits for; it stands in the log all the same.
    pub(super) fn post(&self, method: &str, params: &Value) {
        self.client.send(self, method, params, None, Logged::Whole);
    }
}

/// What an event of the browser itself is about.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct About {
    target_info: Option<Target>,
    browser_context_id: Option<String>,
    session_id: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Target {
    browser_context_id: Option<String>,
}

async fn write(mut pipe: pipe::Sender, mut commands: mpsc::UnboundedReceiver<String>) {
    while let Some(command) = commands.recv().await {
        let mut bytes = command.into_bytes();
        bytes.push(0);
        if pipe.write_all(&bytes).await.is_err() {
            return;
        }
    }
}

async fn read(mut pipe: pipe::Receiver, client: Client) {
    let mut buffer: Vec<u8> = Vec::with_capacity(1 << 16);
    // Bytes before this one hold no end of a message.
    let mut searched = 0;
    let reason = loop {
        match pipe.read_buf(&mut buffer).await {
            Ok(0) => break "it closed its pipe".to_owned(),
            Ok(_) => {}
            Err(error) => break error.to_string(),
        }
        let mut begin = 0;
        while let Some(end) = buffer[searched..].iter().position(|byte| *byte == 0).map(|at| at + searched) {
            if let Ok(text) = std::str::from_utf8(&buffer[begin..end]) {
                client.take(text);
            }
            begin = end + 1;
            searched = begin;
        }
        buffer.drain(..begin);
        searched = buffer.len();
        if buffer.len() > LONGEST {
            break format!("it sent a message of more than {} MiB", LONGEST >> 20);
        }
    };
    client.close(&reason);
}

/// How long an answer is waited for, where nothing else is said.
const PATIENCE: Duration = Duration::from_secs(10);

/// Bytes of the longest message that is taken.
const LONGEST: usize = 256 << 20;
